"""What pages point to: links, glossary terms, clinic slots, sources and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from handouts.content.fields import Model
from handouts.content.inlines import FigurePlace
from handouts.content.kinds import Page
from handouts.content.library import Handout, Library, Origin, PageSource
from handouts.content.report import Report, Spot
from handouts.content.stand_ins import EveryId
from handouts.content.validate import did_you_mean, fields_of
from handouts.diagnostics import Code
from handouts.document import nodes as n
from handouts.document.walk import descend

SITE_PAGES = ("print", "glossary", "sources", "gallery")
"""Pages that the generator itself makes, at the site's root, and that authors may link to."""

SLOTS = ("clinic_name", "clinic_phone", "after_hours_phone", "emergency_number")

Anchors: TypeAlias = "dict[str, set[str] | None]"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link, term, slot or figure, and where it stands."""

    node: n.PageLink | n.Term | n.Slot | FigurePlace
    spot: Spot


def check_page(report: Report, page: PageSource, anchors: Anchors) -> None:
    """Everything that one page points to."""
    for reference in in_model(page.fields, page.origin):
        check_reference(report, reference, anchors)
    for node, line in page.prose.references:
        spot = Spot(page.origin, page.origin.body_line + line)
        check_reference(report, Reference(node, spot), anchors)
    _sources(report, page)
    _figures(report, page)


def check_reference(report: Report, reference: Reference, anchors: Anchors) -> None:
    """One link, term, slot or figure."""
    spot = reference.spot
    match reference.node:
        case n.Term(term, _):
            report.terms.add(term)
            known = report.library.glossary
            if term not in known and term not in report.library.unread.glossary:
                hint = did_you_mean(term, known, "Add it to glossary.yml.")
                message = f"There is no term {term!r} in the glossary."
                report.error(Code.TERM_UNKNOWN, message, hint, spot)
        case n.Slot(name):
            _slot(report, name, spot)
        case n.PageLink() as link:
            _link(report, link, anchors, spot)
        case FigurePlace(_, figure):
            _figure(report, figure, spot)


def in_model(model: Model, origin: Origin, *inside: str) -> Iterator[Reference]:
    """The references in a model's one-line fields, and the pages that it points to."""
    for place, value in fields_of(model):
        spot = Spot(origin, origin.line(*inside, *place))
        if isinstance(value, tuple):
            for node in descend(tuple(v for v in value if not isinstance(v, Model))):
                if isinstance(node, n.PageLink | n.Term | n.Slot):
                    yield Reference(node, spot)
        elif place and place[-1] == "page":
            yield Reference(n.PageLink(value, "", ()), spot)


# --- links -----------------------------------------------------------------


def all_anchors(library: Library, handout: Handout) -> Anchors:
    """The pages that a handout's pages may link to, and the parts of each.

    None stands for a page that could not be read: any part of it may exist.
    """
    found: Anchors = {name: set() for name in SITE_PAGES}
    unread = library.unread
    found["glossary"] = _entries(library.glossary, unread.glossary)
    found["sources"] = _entries(library.sources, unread.sources, "source-")
    found["gallery"] = {*library.figures, *unread.figures}
    found.update(dict.fromkeys(handout.unread))
    for pages in (library.notices, handout.pages):
        found.update({page_id: _anchors(page) for page_id, page in pages.items()})
    return found


def _entries(known: Iterable[str], unread: frozenset[str], front: str = "") -> set[str] | None:
    """The addresses of a shared file's entries; None where the file cannot be read."""
    if isinstance(unread, EveryId):
        return None
    return {f"{front}{entry}" for entry in (*known, *unread)}


def _anchors(page: PageSource) -> set[str]:
    """The addresses within a page that an author may link to."""
    return {section.key for section in page.prose.sections} | {
        part for _, _, part in parts_of(page.fields)
    }


def parts_of(fields: Page) -> Iterator[tuple[str, int, str]]:
    """The parts of a page that have an address: their field, place and address."""
    for name in ("parts", "tests", "groups", "roots"):
        for place, part in enumerate(getattr(fields, name, ())):
            yield name, place, part.id


def _link(report: Report, link: n.PageLink, anchors: Anchors, spot: Spot) -> None:
    page, anchor = link.page, link.anchor
    if page not in anchors:
        hint = did_you_mean(page, anchors, "Check the page's file name.")
        report.error(Code.LINK_PAGE_UNKNOWN, f"There is no page {page!r}.", hint, spot)
        return
    parts = anchors[page]
    if anchor and parts is not None and anchor not in parts:
        hint = did_you_mean(anchor, parts, "Link to the page without #part.")
        message = f"The page {page!r} has no part {anchor!r}."
        report.error(Code.LINK_PAGE_UNKNOWN, message, hint, spot)


def _slot(report: Report, name: str, spot: Spot) -> None:
    library = report.library
    if name not in SLOTS:
        hint = did_you_mean(name, SLOTS, f"Use one of: {', '.join(SLOTS)}.")
        report.error(Code.SLOT_UNKNOWN, f"There is no clinic slot {{{name}}}.", hint, spot)
    elif name == "after_hours_phone" and library.clinic.after_hours is None:
        report.error(
            Code.SLOT_EMPTY,
            "A page tells patients whom to call when you are closed, but the clinic's file "
            "does not say.",
            "Add `after_hours:` with a label and a number.",
            Spot(library.clinic_origin),
        )


# --- sources and figures ---------------------------------------------------


def _sources(report: Report, page: PageSource) -> None:
    known = report.library.sources
    for place, source in enumerate(page.fields.sources):
        report.sources.add(source)
        if source not in known and source not in report.library.unread.sources:
            hint = did_you_mean(source, known, "Add it to sources.yml.")
            spot = Spot(page.origin, page.origin.line("sources", place))
            report.error(Code.SOURCE_UNKNOWN, f"There is no source {source!r}.", hint, spot)
    if page.fields.needs_sources and not page.fields.sources:
        hint = "Add `sources:` with ids from sources.yml."
        spot = Spot(page.origin)
        report.warning(Code.SOURCE_MISSING, "The page names no source.", hint, spot)


def _figures(report: Report, page: PageSource) -> None:
    shown: dict[str, int] = {}
    for figure, line in _figures_of(page):
        spot = Spot(page.origin, line)
        _figure(report, figure, spot)
        if figure in shown:
            message = f"The figure {figure!r} is on this page already; see line {shown[figure]}."
            hint = "Show it once. Its parts have one address on a page."
            report.error(Code.PROSE_KEY_DUPLICATE, message, hint, spot)
        shown.setdefault(figure, line)
    fields = page.fields
    if fields.needs_figure and not fields.figure and not fields.no_figure:
        message = "The page has no figure and does not say why."
        hint = "Add `figure: ID`, or `no_figure:` with the reason."
        report.warning(Code.FIGURE_NONE, message, hint, Spot(page.origin))


def _figures_of(page: PageSource) -> Iterator[tuple[str, int]]:
    if page.fields.figure:
        yield page.fields.figure, page.origin.line("figure")
    for place, figure in enumerate(getattr(page.fields, "map_figures", ())):
        yield figure, page.origin.line("map_figures", place)
    for node, line in page.prose.references:
        if isinstance(node, FigurePlace):
            yield node.figure, page.origin.body_line + line


def _figure(report: Report, figure: str, spot: Spot) -> None:
    report.figures.add(figure)
    known = report.library.figures
    if figure not in known and figure not in report.library.unread.figures:
        hint = did_you_mean(figure, known, "Put figures/ID.svg and figures/ID.yml in place.")
        report.error(Code.FIGURE_UNKNOWN, f"There is no figure {figure!r}.", hint, spot)
