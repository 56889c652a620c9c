"""What can only be seen with the whole library in hand: links, order, use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from handouts.content.fields import Model
from handouts.content.inlines import FigurePlace
from handouts.content.kinds import Page, Symptoms
from handouts.content.library import Handout, Library, Origin, PageSource
from handouts.content.validate import did_you_mean, fields_of
from handouts.diagnostics import Code, Diagnostic, Severity, shown_path
from handouts.document import nodes as n
from handouts.document.walk import descend

SITE_PAGES = ("glossary", "sources", "print", "gallery")
"""Pages that the generator itself makes, at the site's root."""

RESERVED = (*SITE_PAGES, "assets", "search", "v", "404")

SLOTS = ("clinic_name", "clinic_phone", "after_hours_phone", "emergency_number")

_REQUIRED_KINDS = ("home", "help", "summary", "questions", "symptoms")

_WARNING = Severity.WARNING

Anchors: TypeAlias = "dict[str, set[str] | None]"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link, term, slot or figure, and the line it stands on."""

    node: n.PageLink | n.Term | n.Slot | FigurePlace
    origin: Origin
    line: int


@dataclass(slots=True)
class _Report:
    library: Library
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def __call__(
        self,
        code: Code,
        message: str,
        hint: str,
        origin: Origin,
        line: int,
        severity: Severity = Severity.ERROR,
    ) -> None:
        shown = shown_path(origin.file, self.library.root)
        self.diagnostics.append(Diagnostic(code, message, hint, shown, line, severity))


def check(library: Library) -> list[Diagnostic]:
    """Every problem between the files of a library."""
    report = _Report(library)
    for handout in library.handouts.values():
        _order(report, handout)
    _addresses(report, library)
    used = _Used()
    for handout in library.handouts.values():
        anchors = _all_anchors(library, handout)
        for page in handout.pages.values():
            _page(report, library, page, anchors, used)
        for reference in _in_model(handout.danger_signs, handout.danger_origin):
            _reference(report, library, reference, anchors, used)
        for reference in _in_model(handout.file, handout.origin):
            _reference(report, library, reference, anchors, used)
    main = library.main
    anchors = _all_anchors(library, main)
    for page in library.notices.values():
        _page(report, library, page, anchors, used)
    for term, entry in library.glossary.items():
        for reference in _in_model(entry, library.glossary_origin, term):
            _reference(report, library, reference, anchors, used)
    for figure in library.figures.values():
        for reference in _in_model(figure.words, figure.origin):
            _reference(report, library, reference, anchors, used)
    _unused(report, library, used)
    _aliases(report, library)
    return report.diagnostics


@dataclass(slots=True)
class _Used:
    terms: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)


# --- order and addresses ---------------------------------------------------


def _order(report: _Report, handout: Handout) -> None:
    seen: set[str] = set()
    for number, part in enumerate(handout.file.parts):
        for place, page in enumerate(part.pages):
            line = handout.origin.line("parts", number, "pages", place)
            if page not in handout.pages and page not in handout.unread:
                report(
                    Code.PAGE_ORDERED_BUT_MISSING,
                    f"The order names {page!r}, but there is no file {page}.md.",
                    did_you_mean(
                        page,
                        [i for i in handout.pages if i not in handout.order],
                        "Write the page, or take it out of the order.",
                    ),
                    handout.origin,
                    line,
                )
            elif page in seen:
                report(
                    Code.PAGE_DUPLICATE,
                    f"The order names {page!r} twice.",
                    "Keep one of the two lines.",
                    handout.origin,
                    line,
                )
            seen.add(page)
    for page_id, page in handout.pages.items():
        if page_id not in seen:
            report(
                Code.PAGE_NOT_IN_ORDER,
                f"The page {page_id!r} is not in the handout's order.",
                f"Add `- {page_id}` to a part of {handout.origin.file.name}.",
                page.origin,
                1,
            )
    for kind in _REQUIRED_KINDS:
        if handout.of_kind(kind) is None and not handout.unread:
            report(
                Code.PAGE_KIND_MISSING,
                f"The handout {handout.id!r} has no page of the kind {kind!r}.",
                f"Write one: handouts new {kind} ID",
                handout.origin,
                1,
            )


def page_path(handout: Handout, page: PageSource) -> str:
    """The page's address below a language's root: no slashes at its ends, "" for home."""
    parts = [handout.file.path, "" if page.kind == "home" else page.id]
    return "/".join(part for part in parts if part)


def _addresses(report: _Report, library: Library) -> None:
    taken: dict[str, Origin] = {}
    entries = [
        (page_path(handout, page), page.origin)
        for handout in library.handouts.values()
        for page in handout.pages.values()
    ]
    entries += [(page.id, page.origin) for page in library.notices.values()]
    for path, origin in entries:
        if path.split("/")[0] in RESERVED:
            report(
                Code.PAGE_DUPLICATE,
                f"The address /{path}/ belongs to a page that the generator makes.",
                "Give the page another file name.",
                origin,
                1,
            )
        elif path in taken:
            other = shown_path(taken[path].file, library.root)
            report(
                Code.PAGE_DUPLICATE,
                f"The address /{path}/ is taken by {other}.",
                "Give the page another file name, or the handout another `path`.",
                origin,
                1,
            )
        taken.setdefault(path, origin)


# --- one page --------------------------------------------------------------


def _page(
    report: _Report,
    library: Library,
    page: PageSource,
    anchors: Anchors,
    used: _Used,
) -> None:
    for reference in _references(page):
        _reference(report, library, reference, anchors, used)
    fields = page.fields
    for place, source in enumerate(fields.sources):
        used.sources.add(source)
        if source not in library.sources:
            report(
                Code.SOURCE_UNKNOWN,
                f"There is no source {source!r}.",
                did_you_mean(source, library.sources, "Add it to sources.yml."),
                page.origin,
                page.origin.line("sources", place),
            )
    if fields.needs_sources and not fields.sources:
        report(
            Code.SOURCE_MISSING,
            "The page names no source.",
            "Add `sources:` with ids from sources.yml.",
            page.origin,
            1,
            _WARNING,
        )
    for place, figure in enumerate(getattr(fields, "map_figures", ())):
        line = page.origin.line("map_figures", place)
        _figure(report, library, figure, page.origin, line, used)
    if fields.figure:
        _figure(report, library, fields.figure, page.origin, page.origin.line("figure"), used)
    elif fields.needs_figure and not fields.no_figure:
        report(
            Code.FIGURE_NONE,
            "The page has no figure and does not say why.",
            "Add `figure: ID`, or `no_figure:` with the reason.",
            page.origin,
            1,
            _WARNING,
        )


def _references(page: PageSource) -> Iterator[Reference]:
    yield from _in_model(page.fields, page.origin)
    for node, line in page.prose.references:
        yield Reference(node, page.origin, page.origin.body_line + line)


def _in_model(model: Model, origin: Origin, *inside: str) -> Iterator[Reference]:
    """The references in a model's one-line fields, and the pages that it points to."""
    for place, value in fields_of(model):
        line = origin.line(*inside, *place)
        if isinstance(value, tuple):
            for node in descend(tuple(v for v in value if not isinstance(v, Model))):
                if isinstance(node, n.PageLink | n.Term | n.Slot):
                    yield Reference(node, origin, line)
        elif place and place[-1] == "page":
            yield Reference(n.PageLink(value, "", ()), origin, line)


def _reference(
    report: _Report,
    library: Library,
    reference: Reference,
    anchors: Anchors,
    used: _Used,
) -> None:
    node, origin, line = reference.node, reference.origin, reference.line
    match node:
        case n.Term(term, _):
            used.terms.add(term)
            if term not in library.glossary:
                report(
                    Code.TERM_UNKNOWN,
                    f"There is no term {term!r} in the glossary.",
                    did_you_mean(term, library.glossary, "Add it to glossary.yml."),
                    origin,
                    line,
                )
        case n.Slot(name):
            _slot(report, library, name, origin, line)
        case n.PageLink(page, anchor, _):
            _link(report, page, anchor, anchors, origin, line)
        case FigurePlace(_, figure):
            _figure(report, library, figure, origin, line, used)


def _link(
    report: _Report,
    page: str,
    anchor: str,
    anchors: Anchors,
    origin: Origin,
    line: int,
) -> None:
    if page in SITE_PAGES:
        return
    if page not in anchors:
        report(
            Code.LINK_PAGE_UNKNOWN,
            f"There is no page {page!r}.",
            did_you_mean(page, anchors, "Check the page's file name."),
            origin,
            line,
        )
        return
    parts = anchors[page]
    if anchor and parts is not None and anchor not in parts:
        report(
            Code.LINK_PAGE_UNKNOWN,
            f"The page {page!r} has no part {anchor!r}.",
            did_you_mean(anchor, parts, "Link to the page without #part."),
            origin,
            line,
        )


def _all_anchors(library: Library, handout: Handout) -> Anchors:
    """The pages that a handout's pages may link to, and the parts of each.

    None stands for a page that could not be read: any part of it may exist.
    """
    found: Anchors = dict.fromkeys(handout.unread)
    for pages in (library.notices, handout.pages):
        found.update({page_id: _anchors(page) for page_id, page in pages.items()})
    return found


def _anchors(page: PageSource) -> set[str]:
    """The addresses within a page that an author may link to."""
    found = {section.key for section in page.prose.sections}
    found |= {str(part.id) for _, part in _parts(page.fields)}
    if isinstance(page.fields, Symptoms):
        found |= {part.id for part in page.fields.parts}
    return found


def _parts(fields: Page) -> Iterable[tuple[str, object]]:
    return (
        (name, part)
        for name in ("parts", "tests", "groups", "roots")
        for part in getattr(fields, name, ())
        if hasattr(part, "id")
    )  # type: ignore[misc]


def _slot(report: _Report, library: Library, name: str, origin: Origin, line: int) -> None:
    if name not in SLOTS:
        report(
            Code.SLOT_UNKNOWN,
            f"There is no clinic slot {{{name}}}.",
            did_you_mean(name, SLOTS, f"Use one of: {', '.join(SLOTS)}."),
            origin,
            line,
        )
    elif name == "after_hours_phone" and library.clinic.after_hours is None:
        report(
            Code.SLOT_EMPTY,
            "A page tells patients whom to call when you are closed, but the clinic's file "
            "does not say.",
            "Add `after_hours:` with a label and a number.",
            library.clinic_origin,
            1,
        )


def _figure(
    report: _Report, library: Library, figure: str, origin: Origin, line: int, used: _Used
) -> None:
    used.figures.add(figure)
    if figure not in library.figures:
        report(
            Code.FIGURE_UNKNOWN,
            f"There is no figure {figure!r}.",
            did_you_mean(
                figure, library.figures, "Put figures/ID.svg and figures/ID.yml in place."
            ),
            origin,
            line,
        )


# --- the whole -------------------------------------------------------------


def _unused(report: _Report, library: Library, used: _Used) -> None:
    for source in library.sources:
        if source not in used.sources:
            report(
                Code.SOURCE_UNUSED,
                f"No page names the source {source!r}.",
                "Remove it, or name it where its facts are used.",
                library.sources_origin,
                library.sources_origin.line(source),
                _WARNING,
            )
    for figure in library.figures.values():
        if figure.id not in used.figures:
            report(
                Code.FIGURE_UNUSED,
                f"No page shows the figure {figure.id!r}.",
                "Show it on a page, or remove its two files.",
                figure.origin,
                1,
                _WARNING,
            )


def _aliases(report: _Report, library: Library) -> None:
    for handout in library.handouts.values():
        claimed: dict[str, str] = {}
        for page in (handout.pages[i] for i in handout.order if i in handout.pages):
            for place, alias in enumerate(page.fields.aliases):
                word = alias.casefold()
                if word in claimed and claimed[word] != page.id:
                    report(
                        Code.ALIAS_SHARED,
                        f"The search word {alias!r} is also claimed by {claimed[word]}.md.",
                        "Keep it on the page that answers it best.",
                        page.origin,
                        page.origin.line("aliases", place),
                        _WARNING,
                    )
                claimed.setdefault(word, page.id)
