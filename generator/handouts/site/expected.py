"""What verification looks for, taken from the content and not from the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.content.library import Library
from handouts.content.models import DangerSignsFile
from handouts.document import nodes as n
from handouts.document.walk import find, plain
from handouts.render.slots import fill
from handouts.site.verify import Expected
from handouts.translation.side_by_side import KIND as SIDE_BY_SIDE


def expected_pages(
    library: Library,
    documents: Iterable[n.Document],
    root: str = "",
    original: Library | None = None,
) -> Iterator[Expected]:
    """What each page must show.

    Args:
        library: the library in the language of the pages.
        documents: the pages.
        root: the address of that language below the site.
        original: the library as it is written, for pages in two languages.
    """
    for document in documents:
        handout = library.handouts.get(document.handout, library.main)
        signs = handout.danger_signs
        page = handout.pages.get(document.id)
        if document.kind == SIDE_BY_SIDE and original:
            yield Expected(_place(root, document), lines_in_both(library, original, document))
            continue
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
        yield Expected(_place(root, document), tuple(as_shown(library, line) for line in lines))


def lines_in_both(library: Library, original: Library, document: n.Document) -> tuple[str, ...]:
    """The danger signs of a page in two languages: each of them in each language."""
    return tuple(
        as_shown(each, line)
        for each in (library, original)
        for line in brief_lines(each.handouts[document.handout].danger_signs)
    )


def _place(root: str, document: n.Document) -> str:
    return "/".join(part for part in (root, document.path) if part)


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
