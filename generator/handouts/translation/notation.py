"""Lines of text as translators see them: the authors' own marks, and back again.

Bold is `**…**`, a link `[words](page-id.md#part)`, a glossary mark
`[words](term:term-id)`, a clinic's fact `{clinic_phone}`.
"""

from __future__ import annotations

import re
from typing import assert_never

from handouts.content.inlines import Problem
from handouts.content.prose import ProseError, parse_line
from handouts.document import nodes as n

_SIGNS = re.compile(r"([\\*_`\[\]<>&!~])")


def written(content: n.Inlines) -> str:
    """A line as its author could have written it.

    Signs that would be read as marks get a backslash, and only where it is needed.
    """
    plain = _written(content, escape=False)
    try:
        if parse_line(plain) == content:
            return plain
    except ProseError:
        pass
    return _written(content, escape=True)


def read(text: str) -> n.Inlines:
    """The line that `written` gave, or that a translator wrote.

    Raises:
        ProseError: the text holds something that authors may not write either.
    """
    return parse_line(" ".join(text.split()))


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
