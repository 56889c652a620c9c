"""What can only be seen with every handout in view: addresses taken twice, what nobody uses.

Each handout is told in a few facts, so that a build that reads one handout anew can
still hold it against all the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handouts.content.library import Handout, Library, PageSource
from handouts.content.references import SITE_PAGES
from handouts.content.report import Report, Spot
from handouts.content.search_checks import check_search_names
from handouts.diagnostics import Code, Diagnostic, Severity, shown_path


@dataclass(frozen=True, slots=True)
class Facts:
    """A handout as seen from the others; the shared files have the handout "".

    `addresses` are those of its pages with the file of each, `names` its page ids, `signs`
    the ids of its danger signs; `sources` and `figures` are those that it names. `whole`
    says whether every page could be read.
    """

    handout: str
    addresses: tuple[tuple[str, str], ...]
    names: frozenset[str]
    signs: frozenset[str]
    sources: frozenset[str]
    figures: frozenset[str]
    whole: bool = True


def page_path(handout: Handout, page: PageSource) -> str:
    """The page's address below a language's root: no slashes at its ends, "" for home."""
    parts = [handout.file.path, "" if page.kind == "home" else page.id]
    return "/".join(part for part in parts if part)


def facts_of(handout: Handout, report: Report) -> Facts:
    """A handout's facts; the report has looked at all that it points to."""
    root = report.library.root
    levels = (handout.danger_signs.now, handout.danger_signs.today)
    return Facts(
        handout.id,
        tuple(
            (page_path(handout, page), shown_path(page.origin.file, root))
            for page in handout.pages.values()
        ),
        frozenset(handout.pages),
        frozenset(sign.id for level in levels for sign in level.signs),
        frozenset(report.sources),
        frozenset(report.figures),
        not handout.unread,
    )


def facts_of_shared(library: Library, report: Report) -> Facts:
    """The facts of what all handouts share."""
    addresses = tuple(
        (page.id, shown_path(page.origin.file, library.root)) for page in library.notices.values()
    )
    names = frozenset((*SITE_PAGES, *library.notices))
    used = frozenset(report.sources), frozenset(report.figures)
    return Facts("", addresses, names, frozenset(), *used)


def check_between(library: Library, main: str, facts: Iterable[Facts]) -> list[Diagnostic]:
    """Every problem between handouts.

    Args:
        library: the shared files; its handouts are not looked at.
        main: the id of the site's main handout.
        facts: what to know of each handout, and of the shared files.
    """
    every = tuple(facts)
    found = [*_taken(every)]
    report = Report(library)
    if all(one.whole for one in every):  # else what the unread pages use is not known
        _unused(report, every)
    pages, signs = set(), set()
    for one in every:
        pages |= {f"{one.handout}/{name}" for name in one.names} if one.handout else set()
        signs |= {f"{one.handout}/{sign}" for sign in one.signs}
        if one.handout in ("", main):
            pages |= one.names
            signs |= one.signs
    check_search_names(report, pages, signs)
    return [*found, *report.diagnostics]


def _taken(every: Iterable[Facts]) -> Iterator[Diagnostic]:
    taken: dict[str, str] = {}
    for one in every:
        for path, file in one.addresses:
            if path in taken:
                message = f"The address /{path}/ is taken by {taken[path]}."
                hint = "Give the page another file name, or the handout another `path`."
                yield Diagnostic(Code.PAGE_DUPLICATE, message, hint, file, 1, Severity.ERROR)
            taken.setdefault(path, file)


def _unused(report: Report, every: Iterable[Facts]) -> None:
    library = report.library
    sources = {source for one in every for source in one.sources}
    figures = {figure for one in every for figure in one.figures}
    for source in library.sources:
        if source not in sources:
            message = f"No page names the source {source!r}."
            hint = "Remove it, or name it where its facts are used."
            spot = Spot(library.sources_origin, library.sources_origin.line(source))
            report.warning(Code.SOURCE_UNUSED, message, hint, spot)
    for figure in library.figures.values():
        if figure.id not in figures:
            message = f"No page shows the figure {figure.id!r}."
            hint = "Show it on a page, or remove its two files."
            report.warning(Code.FIGURE_UNUSED, message, hint, Spot(figure.origin))
