"""Plain words, measured: what makes a page hard, with the place and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.compose.library import Composition
from handouts.content.library import FigureSource, Library, Origin, PageSource
from handouts.diagnostics import Code, Diagnostic, Severity, shown_path
from handouts.document import nodes as n
from handouts.document.walk import find, plain
from handouts.governance.grades import Reading, Spot, long_parts, too_hard, too_long
from handouts.governance.readability import Unit, hard_words, units

_SAME_WORD = 5
"""Letters that two forms of a word share."""
_HARD_NUMBER = re.compile(r"\d+(?:\.\d+)?\s?%|\b\d+\.\d+\b|\bodds\b|\brelative risk\b")


def readings(library: Library, composition: Composition) -> tuple[Reading, ...]:
    """Every page in the language that it is written in, ready to be measured."""
    return tuple(_Page(library, source, d).reading for source, d in _sources(library, composition))


def check(library: Library, composition: Composition) -> list[Diagnostic]:
    """Warnings about hard words, for authors. Nothing here stops a build."""
    found: list[Diagnostic] = []
    for source, document in _sources(library, composition):
        found += _Page(library, source, document).check()
    for figure in library.figures.values():
        found += _figure(library, figure)
        found += _labels(library, composition, figure)
    return found


def _sources(library: Library, composition: Composition) -> Iterator[tuple[PageSource, n.Document]]:
    for composed in composition.units:
        handout = library.handouts.get(composed.id)
        pages = handout.pages if handout else library.notices
        for document in composed.documents:
            yield pages[document.id], document


def _labels(
    library: Library, composition: Composition, figure: FigureSource
) -> Iterator[Diagnostic]:
    """Hard words of a drawing that nothing beside it explains."""
    pages = [d for handout in composition.handouts for d in handout.documents]
    shown = (d for d in pages if any(f.figure == figure.id for f in find(d.blocks, n.Figure)))
    texts = [unit.text for document in shown for unit in units(document)]
    texts += [plain(figure.words.caption), figure.words.long_description]
    texts += [f"{t.name} {t.plain} {plain(t.definition)}" for t in library.glossary.values()]
    told = " ".join(texts).lower()
    for slot, label in figure.words.labels.items():
        for word in hard_words(label):
            if word[:_SAME_WORD] in told:
                continue
            yield Diagnostic(
                Code.FIGURE_LABEL_UNEXPLAINED,
                f"The label {label!r} has a word that no page explains: {word!r}.",
                "Use the word that the page uses, or explain it there or in the glossary.",
                shown_path(figure.origin.file, library.root),
                figure.origin.line("labels", slot),
                Severity.WARNING,
            )


def _figure(library: Library, figure: FigureSource) -> Iterator[Diagnostic]:
    file = shown_path(figure.origin.file, library.root)
    texts = [p for p in figure.words.long_description.split("\n\n") if p.strip()]
    for unit in (Unit("long_description", " ".join(text.split())) for text in texts):
        line = figure.origin.line("long_description")
        for code, message, hint in long_parts(unit):
            yield Diagnostic(code, message, hint, file, line, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class _Page:
    library: Library
    source: PageSource
    document: n.Document

    @property
    def reading(self) -> Reading:
        handout = self.library.handouts.get(self.document.handout, self.library.main)
        return Reading(self.document, handout.file.readability, self._spot)

    def check(self) -> Iterator[Diagnostic]:
        reading = self.reading
        yield from too_hard(reading)
        yield from too_long(reading)
        yield from self._numbers(reading)
        yield from self._terms(reading)

    def _numbers(self, reading: Reading) -> Iterator[Diagnostic]:
        if self.document.kind == "notice":
            return  # the version of a standard, or a zoom of 400%, is no risk to picture
        for unit in reading.pieces:
            if match := _HARD_NUMBER.search(unit.text):
                message = f"The number {match[0]!r} is hard to picture."
                hint = "Say it as people do, such as “about 1 in 4”."
                yield reading.warning(Code.READ_NUMBER, message, hint, self._spot(unit))

    def _terms(self, reading: Reading) -> Iterator[Diagnostic]:
        if self.document.kind == "summary":
            return
        explained = {d.term for d in find(self.document.blocks, n.Definition)}
        # A link leads to the page that explains the word.
        # A longer term explains the shorter one inside it.
        links = " ".join(
            [plain(k.children) for k in find(self.document.blocks, n.PageLink)]
            + [d.name for d in find(self.document.blocks, n.Definition)]
        )
        for term, entry in self.library.glossary.items():
            if term in explained:
                continue
            wanted = re.compile(rf"\b{re.escape(entry.name)}s?\b", re.IGNORECASE)
            if wanted.search(links):
                continue
            unit = next((u for u in reading.pieces if wanted.search(u.text)), None)
            if unit is not None and not _everyday(entry.name):
                message = f"The medical word {entry.name!r} is not explained on this page."
                hint = f"Mark it where it first matters: [{entry.name}](term:{term})."
                yield reading.warning(Code.READ_TERM, message, hint, self._spot(unit))

    def _spot(self, unit: Unit) -> Spot:
        if found := _shared_spot(self.library, self.document, unit):
            return found
        origin = self.source.origin
        line = self.source.prose.lines.get(unit.key)
        shown = shown_path(origin.file, self.library.root)
        if line is not None:
            return Spot(shown, origin.body_line + line)
        return Spot(shown, _field_line(origin, unit))


def _shared_spot(library: Library, document: n.Document, unit: Unit) -> Spot | None:
    """The place of a danger sign or of a glossary's word, which several pages show."""
    if unit.key.startswith("words/"):
        origin = library.glossary_origin
        line = origin.line(unit.key.removeprefix("words/"), "definition")
        return Spot(shown_path(origin.file, library.root), line)
    handout = library.handouts.get(document.handout, library.main)
    signs, origin = handout.danger_signs, handout.danger_origin
    for name, level in (("now", signs.now), ("today", signs.today), ("book", signs.book)):
        places: dict[str, tuple[str | int, ...]] = {name: (name, "action")}
        for number, sign in enumerate(level.signs):
            field = "more" if plain(sign.more) == unit.text else "text"
            places[f"sign-{sign.id}"] = (name, "signs", number, field)
        if place := places.get(unit.key):
            return Spot(shown_path(origin.file, library.root), origin.line(*place))
    return None


def _field_line(origin: Origin, unit: Unit) -> int:
    """The line of the front matter field that a unit came from, by its key."""
    first, *rest = unit.key.split("/")
    field = first.replace("-", "_")
    candidates = ((field, *rest), (field,), ("key_point",) if field == "key_point" else ())
    return next((origin.lines[c] for c in candidates if c in origin.lines), 1)


def _everyday(name: str) -> bool:
    """Words that the glossary has for search, and that most readers know."""
    return name.lower() in {"weakness", "numbness", "tingling", "x-ray", "kneecap", "disc"}
