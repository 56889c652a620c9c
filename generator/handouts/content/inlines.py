"""The marks within a line of prose: bold, links, glossary marks and clinic slots."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from handouts.diagnostics import Code
from handouts.document import nodes as n
from handouts.document.keys import is_key
from handouts.document.walk import plain

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_EMERGENCY = re.compile(
    r"(?<![\d.,/\u066b\u066c-])(9(?P<between>[-.\u2010-\u2015 ]?)1(?P=between)1|999|112|000)"
    r"(?![\d.,/-]\d|\d)"
)
_BETWEEN = "\u200c\u200d\ufe0f\u20e3"
"""Joiners, and the frame of a key: they may stand between the digits of a number."""

_PARTS_OF_NUMBERS = ("11", "99", "00", "1-1", "1.1", "1 1", *(f"1{d}1" for d in "‐‑‒–—―"))
_BLANKS = re.compile(r"[ \t\r\n]+")
_DEEPEST = 3

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef"
    "\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\ufffd-\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
    # Joiners belong into Persian words and into emoji, and not beside Latin letters or digits.
    "|[\u200c\u200d](?=[\x00-\x7f]|$)|(?:^|(?<=[\x00-\x7f]))[\u200c\u200d]"
)
"""Letters that no reader sees or all see in another way: controls, hyphens that only show at
the end of a line, marks that change direction, private and broken characters."""

_LEFT_OVER = re.compile(r"\]\s?\(|\]\[|\]:|\[\^|\*\*|^#{2,}|^(?:!!!|\?\?\?)|^\[[ xX]?\]")
"""Signs of Markdown that mark nothing: a link with a slip in it, `**` with a space inside."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing the dialect does not allow; `line` counts from 0 in the text."""

    code: Code
    message: str
    hint: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """A place in the prose where a figure goes, by figure id."""

    key: str
    figure: str


Pointer = n.PageLink | n.Term | n.Slot | FigurePlace

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


def holds_emergency_number(words: str) -> bool:
    """Whether an emergency number stands in the words: each clinic gives its own."""
    return _emergency_number(words) != ""


def _emergency_number(words: str) -> str:
    """The first emergency number in the words, however its digits are written, or nothing."""
    if not words.isascii():
        words = "".join(_plain_digit(c) for c in words if c not in _BETWEEN)
    # Every number that could be one has one of these in it, and most lines have none.
    if not any(part in words for part in _PARTS_OF_NUMBERS):
        return ""
    match = _EMERGENCY.search(words)
    return match[1] if match else ""


def _plain_digit(sign: str) -> str:
    """A digit of any script or style as 0 to 9; every other sign as it is."""
    return sign if sign.isascii() else str(unicodedata.digit(sign, sign))


class Inlines:
    """Reads the inside of one block after another, noting what must be refused."""

    def __init__(self, problems: list[Problem], pointers: list[tuple[Pointer, int]]) -> None:
        self._problems = problems
        self._pointers = pointers
        self._line = 0

    def refuse(self, code: Code, message: str, hint: str, line: int) -> None:
        """Notes what is not allowed; reading goes on."""
        self._problems.append(Problem(code, message, hint, line))

    def refuse_token(self, token: Token, line: int) -> None:
        """Notes a mark that the dialect does not have, by its name."""
        kind = token.type.removesuffix("_open")
        if kind in ("html_block", "html_inline"):
            shown = " ".join(token.content.split())[:60]
            hint = "Remove the tag. Write < as &lt; if you mean the sign itself."
            self.refuse(Code.PROSE_HTML, f"The text holds HTML: {shown}", hint, line)
            return
        what, hint = _REFUSED.get(kind, (kind.replace("_", " "), _ALLOWED_MARKS))
        self.refuse(Code.PROSE_NOT_ALLOWED, f"The text uses {what}.", hint, line)

    def read(self, tokens: Sequence[Token], line: int) -> n.Inlines:
        """The inlines of a block that starts on `line`."""
        self._line, before = line, len(self._problems)
        content = self._run(iter(tokens), "", 0)
        words = plain(content)
        known = any(p.code is Code.EMERGENCY_NUMBER_IN_PROSE for p in self._problems[before:])
        if not known:
            self._emergency(words, line)  # a number with a mark in the middle of it
        return content

    def _refuse_left_over(self, signs: str) -> None:
        hint = (
            "A link is [words](page-id.md), without spaces in the address; bold is **words**, "
            "without spaces inside. Write \\ before signs that readers should see."
        )
        message = f"The signs {signs} mark nothing here; readers would see them."
        self.refuse(Code.PROSE_NOT_ALLOWED, message, hint, self._line)

    def _run(self, tokens: Iterator[Token], until: str, depth: int) -> n.Inlines:
        found: list[n.Inline] = []
        for token in tokens:
            if token.type == until:
                break
            if token.type in ("text", "text_special"):
                # What stands behind a \ is meant as it is.
                if token.type == "text" and (left := _LEFT_OVER.search(token.content)):
                    self._refuse_left_over(left[0])
                found.extend(self._text(token.content))
            elif token.type == "softbreak":
                self._line += 1
                found.append(n.Text(" "))
            elif token.type in ("strong_open", "link_open"):
                found.extend(self._marked(token, tokens, depth))
            elif token.nesting >= 0:
                self._other(token)
        return _joined(found)

    def _marked(self, token: Token, tokens: Iterator[Token], depth: int) -> n.Inlines:
        line = self._line
        if depth == _DEEPEST:
            hint = "Use one mark at a time: a link, or bold."
            self.refuse(Code.PROSE_NOT_ALLOWED, "Marks stand inside marks.", hint, line)
            level = 1
            while level:
                level += next(tokens).nesting
            return ()
        children = self._run(tokens, token.type.replace("_open", "_close"), depth + 1)
        if token.type == "strong_open":
            return (n.Strong(children),)
        return self._link(token, children, line)

    def _other(self, token: Token) -> None:
        if token.type == "image":
            self.refuse(
                Code.PROSE_NOT_ALLOWED,
                "A figure stands inside a line of text.",
                "Put ![](figure:figure-id) on a line of its own, with empty lines around it.",
                self._line,
            )
        else:
            self.refuse_token(token, self._line)
        if token.type == "hardbreak":
            self._line += 1

    def _text(self, content: str) -> Iterator[n.Inline]:
        words = _BLANKS.sub(" ", content)
        if UNSEEN.search(words):
            self.refuse(
                Code.CONTROL_CHARACTER,
                "The line holds an invisible or broken character.",
                "Delete the line and type it again, or paste it as plain text.",
                self._line,
            )
        self._emergency(words, self._line)
        end = 0
        for match in _SLOT.finditer(words):
            if match.start() > end:
                yield from self._words(words[end : match.start()])
            slot = n.Slot(match[1])
            self._pointers.append((slot, self._line))
            yield slot
            end = match.end()
        if end < len(words):
            yield from self._words(words[end:])

    def _emergency(self, words: str, line: int) -> None:
        if number := _emergency_number(words):
            self.refuse(
                Code.EMERGENCY_NUMBER_IN_PROSE,
                f"The number {number} is written in the text.",
                "Write {emergency_number}; each clinic gives its own number.",
                line,
            )

    def _words(self, words: str) -> Iterator[n.Inline]:
        if "{" in words or "}" in words:
            self.refuse(
                Code.SLOT_UNKNOWN,
                "The text holds { or } that is not a clinic slot.",
                "A slot is a name in small letters, such as {clinic_phone}.",
                self._line,
            )
        yield n.Text(words)

    def _link(self, token: Token, children: n.Inlines, line: int) -> n.Inlines:
        address = str(token.attrs.get("href", ""))
        if not plain(children).strip():
            hint = "Write [words](page-id.md)."
            self.refuse(Code.PROSE_LINK, "A link has no words.", hint, line)
            return ()
        if token.attrs.get("title"):
            message = "A link has words in quotes behind its address; nobody would see them."
            self.refuse(Code.PROSE_LINK, message, "Write [words](page-id.md).", line)
        pointer = _pointer(address, children)
        if pointer is None:
            self.refuse(
                Code.PROSE_LINK,
                f"The link {address[:80]!r} is not allowed.",
                "Link to a page as page-id.md or page-id.md#part, or mark a word as term:term-id. "
                "Other sites belong in sources.yml.",
                line,
            )
            return children
        self._pointers.append((pointer, line))
        return (pointer,)


def _pointer(address: str, children: n.Inlines) -> n.PageLink | n.Term | None:
    scheme, _, term = address.partition(":")
    if scheme == "term" and is_key(term):
        return n.Term(term, children)
    page, hash_sign, anchor = address.partition("#")
    named = page.endswith(".md") and is_key(page.removesuffix(".md"))
    if named and (is_key(anchor) or not hash_sign):
        return n.PageLink(page.removesuffix(".md"), anchor, children)
    return None


def _joined(content: Sequence[n.Inline]) -> n.Inlines:
    """Neighbouring words made one, so that the tree does not depend on line breaks."""
    joined: list[n.Inline] = []
    words: list[str] = []
    for inline in content:
        if isinstance(inline, n.Text):
            words.append(inline.text)
            continue
        if words:
            joined.append(n.Text("".join(words)))
            words = []
        joined.append(inline)
    if words:
        joined.append(n.Text("".join(words)))
    return tuple(joined)
