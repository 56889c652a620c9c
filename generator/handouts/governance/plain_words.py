"""Plain words, measured: what makes a page hard, with the place and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.compose.library import Composition
from handouts.content.library import FigureSource, Handout, Library, Origin
from handouts.diagnostics import Code, Diagnostic, Severity, shown_path
from handouts.document import nodes as n
from handouts.document.walk import find, plain
from handouts.governance.readability import (
    Score,
    Unit,
    hard_words,
    score,
    units,
    word_count,
    words_of,
    worst_sentences,
)

LONGEST_SENTENCE = 25
LONGEST_PARAGRAPH = 80
_WORST_SHOWN = 3
_SAME_WORD = 5
"""Letters that two forms of a word share."""
_HARD_NUMBER = re.compile(r"\d+(?:\.\d+)?\s?%|\b\d+\.\d+\b|\bodds\b|\brelative risk\b")


@dataclass(frozen=True, slots=True)
class PageGrades:
    """A page's grades: as it stands, and with its explained words counted as short."""

    page: str
    raw: Score
    explained: Score


def grades(composition: Composition) -> tuple[PageGrades, ...]:
    """The grades of every page of every handout."""
    return tuple(
        _grades(document) for handout in composition.handouts for document in handout.documents
    )


def check(library: Library, composition: Composition) -> list[Diagnostic]:
    """Warnings about hard words, for authors. Nothing here stops a build."""
    found: list[Diagnostic] = []
    for composed in composition.handouts:
        handout = library.handouts[composed.id]
        for document in composed.documents:
            found += _Page(library, handout, document).check()
    for figure in library.figures.values():
        found += _figure(library, figure)
        found += _labels(library, composition, figure)
    return found


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
        for code, message, hint in _too_long(unit):
            yield Diagnostic(code, message, hint, file, line, Severity.WARNING)


def _too_long(unit: Unit) -> Iterator[tuple[Code, str, str]]:
    """Sentences and paragraphs that ask too much of a reader's breath."""
    for sentence in unit.sentences:
        if (count := word_count(sentence)) > LONGEST_SENTENCE:
            message = f"A sentence has {count} words: “{_short(sentence)}”"
            hint = f"Make two of it; {LONGEST_SENTENCE} words are the most."
            yield Code.READ_LONG_SENTENCE, message, hint
    if (count := word_count(unit.text)) > LONGEST_PARAGRAPH:
        message = f"A paragraph has {count} words: “{_short(unit.text)}”"
        hint = f"Make two of it; {LONGEST_PARAGRAPH} words are the most."
        yield Code.READ_LONG_PARAGRAPH, message, hint


def _known(document: n.Document) -> frozenset[str]:
    return words_of(name for d in find(document.blocks, n.Definition) for name in (d.name, d.plain))


def _grades(document: n.Document) -> PageGrades:
    pieces = units(document)
    return PageGrades(document.id, score(pieces), score(pieces, _known(document)))


@dataclass(frozen=True, slots=True)
class _Page:
    library: Library
    handout: Handout
    document: n.Document

    def check(self) -> Iterator[Diagnostic]:
        pieces = self._own(units(self.document))
        yield from self._grade(pieces)
        for unit in pieces:
            yield from self._unit(unit)
        yield from self._terms(pieces)

    def _own(self, pieces: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """What stands in the page's own file; signs and words are judged at home."""
        shared = ("sign-", "words/", "danger-signs", "now", "today", "book")
        shown_everywhere = self.document.kind != "help"
        return tuple(u for u in pieces if not (shown_everywhere and u.key.startswith(shared)))

    def _grade(self, pieces: tuple[Unit, ...]) -> Iterator[Diagnostic]:
        limits, known = self.handout.file.readability, _known(self.document)
        found = score(pieces, known)
        if found.flesch_kincaid <= limits.flesch_kincaid and found.smog <= limits.smog:
            return
        worst = "; ".join(
            f"line {self._line(unit)}: “{_short(sentence)}”"
            for unit, sentence in worst_sentences(pieces, known, _WORST_SHOWN)
        )
        yield self._warning(
            Code.READ_GRADE,
            f"The page reads at grade {found.flesch_kincaid} (Flesch-Kincaid) and {found.smog} "
            f"(SMOG); the limits are {limits.flesch_kincaid:g} and {limits.smog:g}.",
            f"Begin with the hardest sentences: {worst}.",
            1,
        )

    def _unit(self, unit: Unit) -> Iterator[Diagnostic]:
        for code, message, hint in _too_long(unit):
            yield self._warning(code, message, hint, self._line(unit))
        if match := _HARD_NUMBER.search(unit.text):
            message = f"The number {match[0]!r} is hard to picture."
            hint = "Say it as people do, such as “about 1 in 4”."
            yield self._warning(Code.READ_NUMBER, message, hint, self._line(unit))

    def _terms(self, pieces: tuple[Unit, ...]) -> Iterator[Diagnostic]:
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
            unit = next((u for u in pieces if wanted.search(u.text)), None)
            if unit is not None and not _everyday(entry.name):
                message = f"The medical word {entry.name!r} is not explained on this page."
                hint = f"Mark it where it first matters: [{entry.name}](term:{term})."
                yield self._warning(Code.READ_TERM, message, hint, self._line(unit))

    def _line(self, unit: Unit) -> int:
        page = self.handout.pages[self.document.id]
        line = page.prose.lines.get(unit.key)
        if line is not None:
            return page.origin.body_line + line
        return _field_line(page.origin, unit)

    def _warning(self, code: Code, message: str, hint: str, line: int) -> Diagnostic:
        file = self.handout.pages[self.document.id].origin.file
        shown = shown_path(file, self.library.root)
        return Diagnostic(code, message, hint, shown, line, Severity.WARNING)


def _field_line(origin: Origin, unit: Unit) -> int:
    """The line of the front matter field that a unit came from, by its key."""
    first, *rest = unit.key.split("/")
    field = first.replace("-", "_")
    candidates = ((field, *rest), (field,), ("key_point",) if field == "key_point" else ())
    return next((origin.lines[c] for c in candidates if c in origin.lines), 1)


def _everyday(name: str) -> bool:
    """Words that the glossary has for search, and that most readers know."""
    return name.lower() in {"weakness", "numbness", "tingling", "x-ray", "kneecap", "disc"}


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"
