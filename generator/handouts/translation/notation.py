"""Lines of text as translators see them: the authors' own marks, and back again.

Bold is `**…**`, a link `[words](page-id.md#part)`, a glossary mark
`[words](term:term-id)`, a clinic's fact `{clinic_phone}`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import assert_never

from handouts.content.inlines import Problem
from handouts.content.prose import ProseError, parse_line
from handouts.document import nodes as n

_REMEMBERED = 100_000
"""Lines: each is written and read again for every page and language that has it."""

_SIMPLE = re.compile(r"(?:[^\W\d_]|[ ,.;:()'’\"“”?؟،؛/–-])+\Z")
"""Letters and signs that mean nothing but themselves."""

_SIGNS = re.compile(r"([\\*_`\[\]<>&!~])")


@lru_cache(maxsize=_REMEMBERED)
def written(content: n.Inlines) -> str:
    """A line as its author could have written it.

    Signs that would be read as marks get a backslash, and only where it is needed.
    """
    plain = _written(content, escape=False)
    if content == (n.Text(plain),) and _SIMPLE.match(plain):
        return plain
    try:
        if parse_line(plain) == content:
            return plain
    except ProseError:
        pass
    return _written(content, escape=True)


@lru_cache(maxsize=_REMEMBERED)
def read(text: str) -> n.Inlines:
    """The line that `written` gave, or that a translator wrote.

    Raises:
        ProseError: the text holds something that authors may not write either.
    """
    folded = " ".join(text.split())
    return (n.Text(folded),) if _SIMPLE.match(folded) else parse_line(folded)


def problem(text: str) -> Problem | None:
    """What is wrong with a line's marks, or nothing."""
    try:
        read(text)
    except ProseError as error:
        return error.problem
    return None


def _written(content: n.Inlines, escape: bool) -> str:
    parts = []
    for inline in content:
        match inline:
            case n.Text(text):
                parts.append(_SIGNS.sub(r"\\\1", text) if escape else text)
            case n.Strong(children):
                parts.append(f"**{_written(children, escape)}**")
            case n.PageLink(page, anchor, children):
                target = f"{page}.md#{anchor}" if anchor else f"{page}.md"
                parts.append(f"[{_written(children, escape)}]({target})")
            case n.Term(term, children):
                parts.append(f"[{_written(children, escape)}](term:{term})")
            case n.WebLink(url, children):
                parts.append(f"[{_written(children, escape)}]({url})")
            case n.Slot(name):
                parts.append("{" + name + "}")
            case _:
                assert_never(inline)
    return "".join(parts)
