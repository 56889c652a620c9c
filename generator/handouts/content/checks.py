"""What can only be seen with the whole library in hand: order, addresses, use."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content import references
from handouts.content.library import Handout, Library, PageSource
from handouts.content.references import SITE_PAGES, SLOTS
from handouts.content.report import Report, Spot
from handouts.content.search_checks import check_search
from handouts.content.validate import did_you_mean
from handouts.diagnostics import Code, Diagnostic, shown_path

__all__ = ["RESERVED", "SLOTS", "check", "page_path"]

RESERVED = (*SITE_PAGES, "print", "assets", "search", "v", "404", "side-by-side")
"""First parts of addresses that no page or handout may have."""

OWN_KEYS = frozenset(
    [
        "content",
        "title",
        "key-point",
        "danger-signs",
        "now",
        "now-title",
        "today",
        "today-title",
        "book",
        "book-title",
        "sources",
        "intro",
        "words",
        "all-pages",
        "menu",
    ]
)
"""Addresses that the generator gives to parts of every page."""

KINDS_OWN_KEYS = {
    "home": {"next", "about-handout"},
    "nerves": {"nerve-map", "nerve-map-caption"},
    "cause": {"worse-better", "worse", "better"},
    "overview": {"choices"},
    "treatment": {"risks", "not-sure", "other-choices", "ask"},
    "self-care": {"who-not", "do-avoid", "do", "avoid", "stop-if"},
    "questions": {"diary", "diary-caption"},
    "summary": {"key-points", "what-to-do", "questions", "clinic", "notes"},
}
"""Addresses that the generator gives to parts of one kind of page."""

_OWN_FRONTS = ("sign-", "figure-", "fig-", "source-", "ho-")
_REQUIRED_KINDS = ("home", "help", "summary", "questions", "symptoms")


def check(library: Library) -> list[Diagnostic]:
    """Every problem between the files of a library."""
    report = Report(library)
    for handout in library.handouts.values():
        _order(report, handout)
        _kinds(report, handout)
        _sign_ids(report, handout)
        _briefs(report, handout)
    _addresses(report)
    _term_ids(report)
    for page in _pages(library):
        _parts(report, page)
    _pointers(report)
    _unused(report)
    check_search(report)
    return report.diagnostics


def _pages(library: Library) -> Iterator[PageSource]:
    for handout in library.handouts.values():
        yield from handout.pages.values()
    yield from library.notices.values()


def _pointers(report: Report) -> None:
    library = report.library
    for handout in library.handouts.values():
        anchors = references.all_anchors(library, handout)
        for page in handout.pages.values():
            references.check_page(report, page, anchors)
        for file, origin in (
            (handout.danger_signs, handout.danger_origin),
            (handout.file, handout.origin),
        ):
            for reference in references.in_model(file, origin):
                references.check_reference(report, reference, anchors)
    anchors = references.all_anchors(library, library.main)
    for page in library.notices.values():
        references.check_page(report, page, anchors)
    for term, entry in library.glossary.items():
        for reference in references.in_model(entry, library.glossary_origin, term):
            references.check_reference(report, reference, anchors)
    for figure in library.figures.values():
        for reference in references.in_model(figure.words, figure.origin):
            references.check_reference(report, reference, anchors)


# --- order and kinds -------------------------------------------------------


def _order(report: Report, handout: Handout) -> None:
    seen: set[str] = set()
    for number, part in enumerate(handout.file.parts):
        for place, page in enumerate(part.pages):
            spot = Spot(handout.origin, handout.origin.line("parts", number, "pages", place))
            if page in seen:
                message = f"The order names {page!r} twice."
                report.error(Code.PAGE_DUPLICATE, message, "Keep one of the two lines.", spot)
            elif page not in handout.pages and page not in handout.unread:
                unordered = [i for i in handout.pages if i not in handout.order]
                hint = "Write the page, or take it out of the order."
                report.error(
                    Code.PAGE_ORDERED_BUT_MISSING,
                    f"The order names {page!r}, but there is no file {page}.md.",
                    did_you_mean(page, unordered, hint),
                    spot,
                )
            seen.add(page)
    for page_id, source in handout.pages.items():
        if page_id not in seen:
            message = f"The page {page_id!r} is not in the handout's order."
            hint = f"Add `- {page_id}` to a part of {handout.origin.file.name}."
            report.error(Code.PAGE_NOT_IN_ORDER, message, hint, Spot(source.origin))


def _kinds(report: Report, handout: Handout) -> None:
    for kind in _REQUIRED_KINDS:
        if handout.of_kind(kind) is None and not handout.unread:
            message = f"The handout {handout.id!r} has no page of the kind {kind!r}."
            hint = f"Write one: handouts new {kind} ID"
            report.error(Code.PAGE_KIND_MISSING, message, hint, Spot(handout.origin))
    for page in handout.pages.values():
        if page.kind == "notice":
            _misplaced(report, page, "A notice does not belong to a handout.")
    if handout is report.library.main:
        for page in report.library.notices.values():
            if page.kind != "notice":
                _misplaced(report, page, f"A page of the kind {page.kind!r} is not a notice.")


def _misplaced(report: Report, page: PageSource, message: str) -> None:
    hint = "Notices stand in content/notices/, all other pages in a handout's folder."
    spot = Spot(page.origin, page.origin.line("kind"))
    report.error(Code.FIELD_INVALID, message, hint, spot)


# --- addresses -------------------------------------------------------------


def page_path(handout: Handout, page: PageSource) -> str:
    """The page's address below a language's root: no slashes at its ends, "" for home."""
    parts = [handout.file.path, "" if page.kind == "home" else page.id]
    return "/".join(part for part in parts if part)


def _addresses(report: Report) -> None:
    library = report.library
    taken: dict[str, str] = {}
    entries = [
        (page_path(handout, page), page)
        for handout in library.handouts.values()
        for page in handout.pages.values()
    ]
    entries += [(page.id, page) for page in library.notices.values()]
    for path, page in entries:
        spot = Spot(page.origin)
        parts = path.split("/")
        if parts[0] in RESERVED or parts[-1] == "side-by-side":
            message = f"The address /{path}/ belongs to a page that the generator makes."
            hint = "Give the page another file name."
            report.error(Code.PAGE_DUPLICATE, message, hint, spot)
        elif path in taken:
            message = f"The address /{path}/ is taken by {taken[path]}."
            hint = "Give the page another file name, or the handout another `path`."
            report.error(Code.PAGE_DUPLICATE, message, hint, spot)
        taken.setdefault(path, shown_path(page.origin.file, library.root))


def _parts(report: Report, page: PageSource) -> None:
    """Every part of a page has an address of its own."""
    origin = page.origin
    taken: dict[str, int] = {}
    for name, place, part in references.parts_of(page.fields):
        line = origin.line(name, place, "id")
        if part in taken:
            _same_part(report, page, part, line, f"the part on line {taken[part]}")
        taken.setdefault(part, line)
    under_parts = {"symptoms"}  # there, prose stands under each part's own heading
    for section in page.prose.sections:
        line = origin.body_line + section.line
        if section.key in taken and page.kind not in under_parts:
            _same_part(report, page, section.key, line, f"the part on line {taken[section.key]}")
        taken.setdefault(section.key, line)
    own = OWN_KEYS | KINDS_OWN_KEYS.get(page.kind, set())
    for part, line in taken.items():
        if part in own or part.startswith(_OWN_FRONTS):
            _same_part(report, page, part, line, "a part that the generator makes")


def _same_part(report: Report, page: PageSource, part: str, line: int, other: str) -> None:
    message = f"The address {part!r} is taken by {other}."
    hint = "Give one of the two another address."
    report.error(Code.PROSE_KEY_DUPLICATE, message, hint, Spot(page.origin, line))


def _term_ids(report: Report) -> None:
    """A term's id is its address on the page of medical words."""
    for term in report.library.glossary:
        if term in OWN_KEYS or term.startswith(_OWN_FRONTS):
            origin = report.library.glossary_origin
            message = f"The address {term!r} is taken by a part that the generator makes."
            spot = Spot(origin, origin.line(term))
            report.error(Code.PROSE_KEY_DUPLICATE, message, "Give the word another id.", spot)


def _sign_ids(report: Report, handout: Handout) -> None:
    taken: dict[str, int] = {}
    for level in ("now", "today", "book"):
        for place, sign in enumerate(getattr(handout.danger_signs, level).signs):
            line = handout.danger_origin.line(level, "signs", place, "id")
            if sign.id in taken:
                message = f"The sign {sign.id!r} stands on line {taken[sign.id]} too."
                hint = "Give one of the two signs another id."
                spot = Spot(handout.danger_origin, line)
                report.error(Code.PROSE_KEY_DUPLICATE, message, hint, spot)
            taken.setdefault(sign.id, line)


def _briefs(report: Report, handout: Handout) -> None:
    """Each sign of an urgent level stands in exactly one short line for the sheets."""
    origin = handout.danger_origin
    for name in ("now", "today"):
        level = getattr(handout.danger_signs, name)
        signs = {sign.id: place for place, sign in enumerate(level.signs)}
        covered: set[str] = set()
        for number, brief in enumerate(level.brief):
            for place, sign in enumerate(brief.covers):
                spot = Spot(origin, origin.line(name, "brief", number, "covers", place))
                if sign not in signs:
                    message = f"There is no sign {sign!r} at this level."
                    hint = did_you_mean(sign, signs, f"Use one of: {', '.join(signs)}.")
                    report.error(Code.SIGN_NOT_BRIEF, message, hint, spot)
                elif sign in covered:
                    message = f"The sign {sign!r} is covered by two short lines."
                    hint = "Take it out of one of the two."
                    report.error(Code.SIGN_NOT_BRIEF, message, hint, spot)
                covered.add(sign)
        for sign, place in signs.items():
            if sign not in covered:
                message = f"The sign {sign!r} is in no short line, so no sheet would show it."
                hint = f"Add a line under brief: with `covers: [{sign}]`."
                spot = Spot(origin, origin.line(name, "signs", place, "id"))
                report.error(Code.SIGN_NOT_BRIEF, message, hint, spot)


# --- use -------------------------------------------------------------------


def _unused(report: Report) -> None:
    library = report.library
    if any(handout.unread for handout in library.handouts.values()):
        return  # what the pages that could not be read use is not known
    for source in library.sources:
        if source not in report.sources:
            message = f"No page names the source {source!r}."
            hint = "Remove it, or name it where its facts are used."
            spot = Spot(library.sources_origin, library.sources_origin.line(source))
            report.warning(Code.SOURCE_UNUSED, message, hint, spot)
    for figure in library.figures.values():
        if figure.id not in report.figures:
            message = f"No page shows the figure {figure.id!r}."
            hint = "Show it on a page, or remove its two files."
            report.warning(Code.FIGURE_UNUSED, message, hint, Spot(figure.origin))
