"""The small Markdown dialect that authors write, read into neutral nodes.

Paragraphs, lists, `##` and `###` headings, **bold**, insets (`>`), links to
pages (`[words](page-id.md#part)`), glossary marks (`[words](term:term-id)`),
clinic slots (`{clinic_phone}`) and figures (`![](figure:figure-id)`) on a line
of their own. Everything else is refused by name, so that nothing an author
writes can become something that a reader's browser runs, and no word is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from handouts.content.inlines import FigurePlace, Inlines, Pointer, Problem
from handouts.content.markdown import bare_heading, bare_words, blocks_of, inside
from handouts.diagnostics import Code
from handouts.document import nodes as n
from handouts.document.keys import Keys, is_key, slug
from handouts.document.walk import plain

_INTRO = "intro"
"""The scope of keys before the first heading."""


class ProseError(Exception):
    """One line of text that cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


ProseBlock = n.Paragraph | n.BulletList | n.NumberedList | n.Inset | FigurePlace


@dataclass(frozen=True, slots=True)
class ProseSection:
    """A heading with the text under it. `level` is 2 or 3; `line` counts from 0.

    `key` is the address that the author gave, or empty.
    """

    key: str
    title: n.Inlines
    level: int
    line: int
    blocks: tuple[ProseBlock, ...] = ()


@dataclass(slots=True)
class Prose:
    """A page's text: what stands before the first heading, and the sections.

    `references` lists every link, term, slot and figure with its line; `lines` has
    the line of each paragraph and list item, by key.
    """

    intro: tuple[ProseBlock, ...] = ()
    sections: tuple[ProseSection, ...] = ()
    references: list[tuple[Pointer, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def parse_line(text: str) -> n.Inlines:
    """One line of text, such as a field of front matter.

    Raises:
        ProseError: the line holds something that the dialect does not allow.
    """
    if words := bare_words(text):
        return (n.Text(words),)
    reader = _Reader()
    content = reader.inlines.read(inside(text), 0)
    if reader.prose.problems:
        raise ProseError(reader.prose.problems[0])
    return content


def parse(text: str) -> Prose:
    """A page's text. Problems are collected, never raised."""
    reader = _Reader()
    reader.page(blocks_of(text))
    return reader.prose


class _Reader:
    """Turns markdown-it's blocks into nodes, noting what it must refuse."""

    def __init__(self) -> None:
        self.prose = Prose()
        self.inlines = Inlines(self.prose.problems, self.prose.references)
        self.refuse = self.inlines.refuse
        self.keys = Keys()
        self.scope = _INTRO

    def page(self, tokens: Sequence[Token]) -> None:
        sections: list[ProseSection] = []
        blocks: list[ProseBlock] = []
        heading: ProseSection | None = None

        def close() -> None:
            if heading is None:
                self.prose.intro = tuple(blocks)
            else:
                sections.append(replace(heading, blocks=tuple(blocks)))

        for group in _groups(tokens):
            if group[0].type == "heading_open":
                close()
                blocks = []
                heading = self.heading(group, first=not sections)
                self.scope = heading.key or slug(plain(heading.title)) or "part"
            else:
                blocks.extend(self.block(group))
        close()
        self.prose.sections = tuple(sections)

    def heading(self, group: Sequence[Token], first: bool) -> ProseSection:
        line = _line(group[0])
        level = int(group[0].tag[1])
        if level not in (2, 3) or (level == 3 and first):
            message = f"The heading has {level} # signs."
            hint = "Use ## for a heading and ### below it. The title stands in the front matter."
            self.refuse(Code.PROSE_NOT_ALLOWED, message, hint, line)
        if bare := bare_heading(group[1].content):
            return ProseSection(bare[1], (n.Text(bare[0]),), 2 if level < 3 else 3, line)
        children = inside(group[1].content)
        key = self.heading_key(children, line)
        title = self.inlines.read(children, line)
        if not all(isinstance(inline, n.Text) for inline in title):
            message = "The heading holds a link, a slot or bold."
            hint = "Headings are plain words. Put the mark into the text below."
            self.refuse(Code.PROSE_NOT_ALLOWED, message, hint, line)
        elif not plain(title).strip():
            hint = "Write the words, or remove the # signs."
            self.refuse(Code.PROSE_NOT_ALLOWED, "A heading has no words.", hint, line)
        return ProseSection(key, title, 2 if level < 3 else 3, line)

    def heading_key(self, children: Sequence[Token], line: int) -> str:
        """The address behind a heading's words, which it takes off them."""
        if not children or children[-1].type != "text":
            return ""
        last = children[-1]
        words, mark, rest = last.content.rstrip().rpartition("{#")
        if not mark or not rest.endswith("}"):
            return ""
        last.content, key = words.rstrip(), rest.removesuffix("}")
        if not is_key(key):
            message = f"The address {{#{key}}} cannot be used."
            hint = "Use small letters, digits and hyphens, such as {#leg-weakness}."
            self.refuse(Code.FIELD_INVALID, message, hint, line)
        return key

    def block(self, group: Sequence[Token]) -> Iterator[ProseBlock]:
        first, line = group[0], _line(group[0])
        if first.type == "paragraph_open":
            figure = self.figure(group[1])
            yield figure if figure else self.paragraph(group)
        elif first.type == "bullet_list_open":
            items = tuple(self.items(group))
            yield n.BulletList(self.list_key(items), items)
        elif first.type == "ordered_list_open":
            self.numbers(group)
            items = tuple(self.items(group))
            yield n.NumberedList(self.list_key(items), items)
        elif first.type == "blockquote_open":
            yield from self.inset(group)
        else:
            self.inlines.refuse_token(first, line)

    def list_key(self, items: Sequence[n.Item]) -> str:
        return self.keys.take(self.scope, "list " + (plain(items[0].content) if items else ""))

    def inset(self, group: Sequence[Token]) -> Iterator[n.Inset]:
        inner = list(_groups(group[1:-1]))
        for wrong in (g[0] for g in inner if g[0].type != "paragraph_open"):
            self.refuse(
                Code.PROSE_NOT_ALLOWED,
                "An inset (>) holds something other than paragraphs.",
                "Keep only plain paragraphs behind the > signs.",
                _line(wrong),
            )
        paragraphs = tuple(self.paragraph(g) for g in inner if g[0].type == "paragraph_open")
        if not inner:
            hint = "Write the words behind the > sign, or remove it."
            self.refuse(Code.PROSE_NOT_ALLOWED, "An inset (>) is empty.", hint, _line(group[0]))
        if paragraphs:
            key = self.keys.take(self.scope, "inset " + plain(paragraphs[0].content))
            yield n.Inset(key, paragraphs)

    def figure(self, inline: Token) -> FigurePlace | None:
        if not inline.content.startswith("!"):
            return None
        children = inside(inline.content)
        if len(children) != 1 or children[0].type != "image":
            return None
        line, image = _line(inline), children[0]
        scheme, _, figure = str(image.attrs.get("src", "")).partition(":")
        hint = "Write ![](figure:figure-id); the words come from the figure's own file."
        if scheme != "figure" or not is_key(figure):
            message = f"The picture {image.attrs.get('src', '')!r} is not a figure of the library."
            self.refuse(Code.PROSE_LINK, message, hint, line)
        elif image.content or image.attrs.get("title"):
            message = "The figure has words of its own here; nobody would see them."
            self.refuse(Code.PROSE_NOT_ALLOWED, message, hint, line)
        place = FigurePlace(self.keys.take(self.scope, f"figure {figure}"), figure)
        if scheme == "figure" and is_key(figure):
            self.prose.references.append((place, line))
        return place

    def paragraph(self, group: Sequence[Token]) -> n.Paragraph:
        inline = group[1]
        words = bare_words(inline.content)
        content: n.Inlines = (n.Text(words),) if words else self._read(inline)
        key = self.keys.take(self.scope, plain(content))
        self.prose.lines[key] = _line(inline)
        return n.Paragraph(key, content)

    def _read(self, inline: Token) -> n.Inlines:
        return self.inlines.read(inside(inline.content), _line(inline))

    def numbers(self, group: Sequence[Token]) -> None:
        """Steps are counted anew, so what the author counted must be the same."""
        level = group[0].level + 1
        written = [t.info for t in group if t.type == "list_item_open" and t.level == level]
        if any(number not in ("1", str(place)) for place, number in enumerate(written, 1)):
            message = f"The steps are numbered {', '.join(written[:5])}; they would start at 1."
            hint = "Count 1, 2, 3. Write \\. behind a number that is no step, as in 2024\\."
            self.refuse(Code.PROSE_NOT_ALLOWED, message, hint, _line(group[0]))

    def items(self, group: Sequence[Token]) -> Iterator[n.Item]:
        for item in _groups(group[1:-1]):
            inner = list(_groups(item[1:-1]))
            for extra in inner[1:]:
                self.refuse(
                    Code.PROSE_NOT_ALLOWED,
                    "A list item holds more than one paragraph, or a list of its own.",
                    "Keep each item to one short paragraph; make two lists if you need to.",
                    _line(extra[0]),
                )
            if inner and inner[0][0].type == "paragraph_open":
                made = self.paragraph(inner[0])
                yield n.Item(made.key, made.content)
            elif inner:
                self.inlines.refuse_token(inner[0][0], _line(inner[0][0]))
            else:
                message, hint = "A list item is empty.", "Write the item, or remove its line."
                self.refuse(Code.PROSE_NOT_ALLOWED, message, hint, _line(item[0]))


def _groups(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Each top-level block's tokens, from its opening to its closing one."""
    depth, start = 0, 0
    for place, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : place + 1]
            start = place + 1


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
