"""The small Markdown dialect that authors write, read into neutral nodes.

Paragraphs, lists, `##` and `###` headings, **bold**, insets (`>`), links to
pages (`[words](page-id.md#part)`), glossary marks (`[words](term:term-id)`),
clinic slots (`{clinic_phone}`) and figures (`![](figure:figure-id)`) on a line
of their own. Everything else is refused by name, so that nothing an author
writes can become something that a reader's browser runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from handouts.diagnostics import Code
from handouts.document import nodes as n
from handouts.document.keys import is_key, key_from, slug
from handouts.document.walk import plain

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_HEADING_KEY = re.compile(r"\s*\{#([^}\s]*)\}\s*$")
_EMERGENCY = re.compile(r"(?<![\d.,/-])(911|999|112|000)(?![\d.,/-]\d|\d)")
# Letters that no reader sees: C0 and C1 controls, and marks that change direction.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing the dialect does not allow; `line` counts from 0 in the text."""

    code: Code
    message: str
    hint: str
    line: int = 0


class ProseError(Exception):
    """One line of text that cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """A place in the prose where a figure goes, by figure id."""

    key: str
    figure: str


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
    the line of each block and item by its key.
    """

    intro: tuple[ProseBlock, ...] = ()
    sections: tuple[ProseSection, ...] = ()
    references: list[tuple[n.PageLink | n.Term | n.Slot | FigurePlace, int]] = field(
        default_factory=list
    )
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def parse_line(text: str) -> n.Inlines:
    """One line of text, such as a field of front matter.

    Raises:
        ProseError: the line holds something that the dialect does not allow.
    """
    reader = _Reader()
    tokens = _parser().parseInline(text)
    content = reader.inlines(tokens[0].children or [], 0)
    if _CONTROL.search(text):
        reader.control(0)
    if reader.prose.problems:
        raise ProseError(reader.prose.problems[0])
    return content


def parse(text: str) -> Prose:
    """A page's text. Problems are collected, never raised."""
    reader = _Reader()
    for number, line in enumerate(text.split("\n")):
        if _CONTROL.search(line):
            reader.control(number)
    reader.page(_parser().parse(text))
    return reader.prose


@cache
def _parser() -> MarkdownIt:
    # HTML, tables and every link address are read only so that they can be refused
    # by name; left off, they would reach the patient as text.
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


class _Keys:
    """Hands out keys, unique within a page."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, scope: str, words: str) -> str:
        base = f"{scope}/{key_from(words)}" if scope else key_from(words)
        if base in self.taken:
            base = f"{scope}/{slug(words)}"
        key, extra = base, 2
        while key in self.taken:
            key, extra = f"{base}-{extra}", extra + 1
        self.taken.add(key)
        return key


_ALLOWED_MARKS = (
    "Handouts have paragraphs, lists, ## headings, **bold**, > insets, links, "
    "glossary marks, clinic slots and figures."
)
_REFUSED = {
    "em": ("italics", "Use **bold**, sparingly; italics are hard to read."),
    "code_inline": ("code marks (`)", "Remove the backticks."),
    "code_block": ("an indented block", "Remove the spaces at the start of the line."),
    "fence": ("a code block", "Remove the ``` lines."),
    "hr": ("a line across the page", "Use a ## heading instead."),
    "table": ("a table", "Use a list, or a kind of page that has a table."),
    "s": ("struck-out text", "Remove the ~~ marks."),
    "hardbreak": (
        "a forced line break",
        "Remove the spaces or the \\ at the end of the line, or start a new paragraph.",
    ),
}


class _Reader:
    """Turns markdown-it's tokens into nodes, noting what it must refuse."""

    def __init__(self) -> None:
        self.prose = Prose()
        self.keys = _Keys()
        self.scope = ""

    # --- problems ---

    def refuse(self, code: Code, message: str, hint: str, line: int) -> None:
        self.prose.problems.append(Problem(code, message, hint, line))

    def control(self, line: int) -> None:
        self.refuse(
            Code.CONTROL_CHARACTER,
            "The line holds an invisible control character.",
            "Delete the line and type it again, or paste it as plain text.",
            line,
        )

    def refuse_token(self, token: Token, line: int) -> None:
        kind = token.type.removesuffix("_open")
        if kind in ("html_block", "html_inline"):
            self.refuse(
                Code.PROSE_HTML,
                f"The text holds HTML: {token.content.strip()[:60]}",
                "Remove the tag. Write < as &lt; if you mean the sign itself.",
                line,
            )
            return
        what, hint = _REFUSED.get(kind, (kind.replace("_", " "), _ALLOWED_MARKS))
        self.refuse(Code.PROSE_NOT_ALLOWED, f"The text uses {what}.", hint, line)

    # --- blocks ---

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
                heading = self.heading(group)
                self.scope = heading.key or slug(plain(heading.title)) or "part"
            else:
                blocks.extend(self.block(group))
        close()
        self.prose.sections = tuple(sections)

    def heading(self, group: Sequence[Token]) -> ProseSection:
        line = _line(group[0])
        level = int(group[0].tag[1])
        if level not in (2, 3):
            self.refuse(
                Code.PROSE_NOT_ALLOWED,
                f"The heading has {level} # signs.",
                "Use ## for a heading and ### below it. The title stands in the front matter.",
                line,
            )
        inline = group[1]
        key = ""
        children = list(inline.children or [])
        if children and children[-1].type == "text":
            last = children[-1]
            if match := _HEADING_KEY.search(last.content):
                key = match[1]
                last.content = last.content[: match.start()]
                if not is_key(key):
                    self.refuse(
                        Code.FIELD_INVALID,
                        f"The address {{#{key}}} cannot be used.",
                        "Use small letters, digits and hyphens, such as {#leg-weakness}.",
                        line,
                    )
        return ProseSection(key, self.inlines(children, line), 2 if level < 3 else 3, line)

    def block(self, group: Sequence[Token]) -> Iterator[ProseBlock]:
        first, line = group[0], _line(group[0])
        if first.type == "paragraph_open":
            figure = self.figure(group[1])
            yield figure if figure else self.paragraph(group)
        elif first.type in ("bullet_list_open", "ordered_list_open"):
            items = tuple(self.items(group))
            key = self.keys.take(self.scope, "list " + (items[0].key if items else ""))
            ordered = first.type == "ordered_list_open"
            yield n.NumberedList(key, items) if ordered else n.BulletList(key, items)
        elif first.type == "blockquote_open":
            inner = list(_groups(group[1:-1]))
            for wrong in (g[0] for g in inner if g[0].type != "paragraph_open"):
                self.refuse(
                    Code.PROSE_NOT_ALLOWED,
                    "An inset (>) holds something other than paragraphs.",
                    "Keep only plain paragraphs behind the > signs.",
                    _line(wrong),
                )
            paragraphs = tuple(
                self.paragraph(g) for g in inner if g[0].type == "paragraph_open"
            )
            if paragraphs:
                key = self.keys.take(self.scope, "inset " + plain(paragraphs[0].content))
                yield n.Inset(key, paragraphs)
        else:
            self.refuse_token(first, line)

    def figure(self, inline: Token) -> FigurePlace | None:
        children = inline.children or []
        if len(children) != 1 or children[0].type != "image":
            return None
        line = _line(inline)
        address = str(children[0].attrs.get("src", ""))
        scheme, _, figure = address.partition(":")
        if scheme != "figure" or not is_key(figure):
            self.refuse(
                Code.PROSE_LINK,
                f"The picture {address!r} is not a figure of the library.",
                "Write ![](figure:figure-id); the words come from the figure's own file.",
                line,
            )
            return None
        place = FigurePlace(self.keys.take(self.scope, f"figure {figure}"), figure)
        self.prose.references.append((place, line))
        return place

    def paragraph(self, group: Sequence[Token]) -> n.Paragraph:
        inline = group[1]
        content = self.inlines(inline.children or [], _line(inline))
        key = self.keys.take(self.scope, plain(content))
        self.prose.lines[key] = _line(inline)
        return n.Paragraph(key, content)

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
                self.refuse_token(inner[0][0], _line(inner[0][0]))
            else:
                self.refuse(
                    Code.PROSE_NOT_ALLOWED,
                    "A list item is empty.",
                    "Write the item, or remove its line.",
                    _line(item[0]),
                )

    # --- inlines ---

    def inlines(self, tokens: Sequence[Token], line: int) -> n.Inlines:
        content, rest = self.run(list(tokens), line, "")
        assert not rest, "markdown-it closes every mark it opens"
        return _joined(content)

    def run(self, tokens: list[Token], line: int, until: str) -> tuple[n.Inlines, list[Token]]:
        found: list[n.Inline] = []
        while tokens:
            token = tokens.pop(0)
            if token.type == until:
                break
            if token.type in ("text", "text_special"):
                found.extend(self.text(token.content, line))
            elif token.type == "softbreak":
                line += 1
                found.append(n.Text(" "))
            elif token.type == "strong_open":
                children, tokens = self.run(tokens, line, "strong_close")
                found.append(n.Strong(_joined(children)))
            elif token.type == "link_open":
                children, tokens = self.run(tokens, line, "link_close")
                found.extend(self.link(str(token.attrs.get("href", "")), _joined(children), line))
            elif token.type == "image":
                self.refuse(
                    Code.PROSE_NOT_ALLOWED,
                    "A figure stands inside a line of text.",
                    "Put ![](figure:figure-id) on a line of its own, with empty lines around it.",
                    line,
                )
            elif token.nesting >= 0:
                self.refuse_token(token, line)
        return tuple(found), tokens

    def text(self, words: str, line: int) -> Iterator[n.Inline]:
        if match := _EMERGENCY.search(words):
            self.refuse(
                Code.EMERGENCY_NUMBER_IN_PROSE,
                f"The number {match[1]} is written in the text.",
                "Write {emergency_number}; each clinic gives its own number.",
                line,
            )
        end = 0
        for match in _SLOT.finditer(words):
            if match.start() > end:
                yield from self.words(words[end : match.start()], line)
            slot = n.Slot(match[1])
            self.prose.references.append((slot, line))
            yield slot
            end = match.end()
        if end < len(words):
            yield from self.words(words[end:], line)

    def words(self, words: str, line: int) -> Iterator[n.Inline]:
        if "{" in words or "}" in words:
            self.refuse(
                Code.SLOT_UNKNOWN,
                "The text holds { or } that is not a clinic slot.",
                "A slot is a name in small letters, such as {clinic_phone}.",
                line,
            )
        yield n.Text(words)

    def link(self, address: str, children: n.Inlines, line: int) -> Iterator[n.Inline]:
        if not plain(children).strip():
            self.refuse(
                Code.PROSE_LINK, "A link has no words.", "Write [words](page-id.md).", line
            )
            return
        scheme, _, rest = address.partition(":")
        if scheme == "term" and is_key(rest):
            term = n.Term(rest, children)
            self.prose.references.append((term, line))
            yield term
            return
        page, _, anchor = address.partition("#")
        if page.endswith(".md") and is_key(page[:-3]) and (not anchor or is_key(anchor)):
            link = n.PageLink(page[:-3], anchor, children)
            self.prose.references.append((link, line))
            yield link
            return
        self.refuse(
            Code.PROSE_LINK,
            f"The link {address[:80]!r} is not allowed.",
            "Link to a page as page-id.md or page-id.md#part, or mark a word as term:term-id. "
            "Other sites belong in sources.yml.",
            line,
        )
        yield from children


def _joined(content: Sequence[n.Inline]) -> n.Inlines:
    """Neighbouring words made one, so that the tree does not depend on line breaks."""
    joined: list[n.Inline] = []
    for inline in content:
        if isinstance(inline, n.Text) and joined and isinstance(joined[-1], n.Text):
            joined[-1] = n.Text(joined[-1].text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)


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
