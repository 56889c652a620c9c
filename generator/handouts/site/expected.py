"""What verification looks for, taken from the content and not from the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.content.library import Library
from handouts.content.models import DangerSignsFile
from handouts.document import nodes as n
from handouts.document.walk import find, plain
from handouts.render.slots import fill
from handouts.site.verify import Expected


def expected_pages(
    library: Library, documents: Iterable[n.Document], root: str = ""
) -> Iterator[Expected]:
    """What each page must show.

    Args:
        library: the library in the language of the pages.
        documents: the pages.
        root: the address of that language below the site.
    """
    for document in documents:
        handout = library.handouts.get(document.handout, library.main)
        signs = handout.danger_signs
        page = handout.pages.get(document.id)
        if page is None or not page.fields.danger_signs_whole:
            lines = [signs.strip]
        elif page.kind == "summary":
            lines = brief_lines(signs)
        else:
            levels = (signs.now, signs.today)
            lines = [s.text for level in levels for s in level.signs]
            lines += [level.action for level in levels]
            if page.kind == "help":
                lines += [s.more for level in levels for s in level.signs]
        path = "/".join(part for part in (root, document.path) if part)
        yield Expected(path, tuple(as_shown(library, line) for line in lines))


def brief_lines(signs: DangerSignsFile) -> list[n.Inlines]:
    """The danger signs in the short lines of page one of a sheet."""
    levels = (signs.now, signs.today)
    lines = [b.text for level in levels for b in level.brief]
    return [*lines, *(level.brief_action for level in levels)]


def as_shown(library: Library, line: n.Inlines) -> str:
    """A line as a reader sees it, with the clinic's facts in it."""
    words = plain(line)
    for slot in find(line, n.Slot):
        words = words.replace("{" + slot.name + "}", fill(library.clinic, slot.name).text)
    return words
