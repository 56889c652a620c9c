"""What can only be seen with the whole library in hand: order, addresses, use."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.content import references
from handouts.content.between import Facts, check_between, facts_of, facts_of_shared, page_path
from handouts.content.library import Handout, Library, PageSource
from handouts.content.references import SITE_PAGES, SLOTS
from handouts.content.report import Report, Spot
from handouts.content.search_checks import check_handout_words, check_search_files
from handouts.content.validate import did_you_mean
from handouts.diagnostics import Code, Diagnostic, in_reading_order

__all__ = [
    "RESERVED",
    "SLOTS",
    "check",
    "check_between",
    "check_handouts",
    "check_shared",
    "page_path",
]

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
    """Every problem between the files of a whole library."""
    found, facts = check_handouts(library, library.handouts)
    of_shared, shared = check_shared(library)
    between = check_between(library, library.main.id, [*facts, shared])
    return list(in_reading_order([*found, *of_shared, *between]))


def check_handouts(library: Library, ids: Iterable[str]) -> tuple[list[Diagnostic], list[Facts]]:
    """The problems within some handouts, and what to know of them beside others."""
    found: list[Diagnostic] = []
    facts = []
    for handout in (library.handouts[i] for i in ids):
        report = Report(library)
        _order(report, handout)
        _kinds(report, handout)
        _sign_ids(report, handout)
        _briefs(report, handout)
        reserved = _reserved_folder(report, handout)
        for page in handout.pages.values():
            if not reserved:
                _reserved(report, page, page_path(handout, page))
            _parts(report, page)
        _pointers(report, handout)
        check_handout_words(report, handout)
        found += report.diagnostics
        facts.append(facts_of(handout, report))
    return found, facts


def check_shared(library: Library) -> tuple[list[Diagnostic], Facts]:
    """The problems of notices, glossary, figures and search words, and what they use."""
    report = Report(library)
    for page in library.notices.values():
        if page.kind != "notice":
            _misplaced(report, page, f"A page of the kind {page.kind!r} is not a notice.")
        _reserved(report, page, page.id)
        _parts(report, page)
    _term_ids(report)
    _shared_pointers(report)
    check_search_files(report)
    return report.diagnostics, facts_of_shared(library, report)


def _pointers(report: Report, handout: Handout) -> None:
    anchors = references.all_anchors(report.library, handout)
    for page in handout.pages.values():
        references.check_page(report, page, anchors)
    for file, origin in (
        (handout.danger_signs, handout.danger_origin),
        (handout.file, handout.origin),
    ):
        for reference in references.in_model(file, origin):
            references.check_reference(report, reference, anchors)


def _shared_pointers(report: Report) -> None:
    library = report.library
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


def _misplaced(report: Report, page: PageSource, message: str) -> None:
    hint = "Notices stand in content/notices/, all other pages in a handout's folder."
    spot = Spot(page.origin, page.origin.line("kind"))
    report.error(Code.FIELD_INVALID, message, hint, spot)


# --- addresses -------------------------------------------------------------


def _reserved_folder(report: Report, handout: Handout) -> bool:
    """Whether a handout's own address belongs to the generator; notes it once."""
    first = handout.file.path.split("/")[0]
    if first not in RESERVED:
        return False
    message = f"The address /{first}/ belongs to pages that the generator makes."
    hint = "Give the handout another address: change `path:`."
    spot = Spot(handout.origin, handout.origin.line("path"))
    report.error(Code.PAGE_DUPLICATE, message, hint, spot)
    return True


def _reserved(report: Report, page: PageSource, path: str) -> None:
    parts = path.split("/")
    if parts[0] in RESERVED or parts[-1] == "side-by-side":
        message = f"The address /{path}/ belongs to a page that the generator makes."
        hint = "Give the page another file name."
        report.error(Code.PAGE_DUPLICATE, message, hint, Spot(page.origin))


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
