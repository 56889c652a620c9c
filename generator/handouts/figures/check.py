"""Checks every figure of a library: the drawing is safe, its labels fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handouts.content.kinds import Nerves
from handouts.content.library import FigureSource, Library, PageSource
from handouts.content.validate import did_you_mean
from handouts.diagnostics import Code, Diagnostic, Severity, shown_path
from handouts.figures import labels, svg


@dataclass(frozen=True, slots=True)
class Figures:
    """The drawings that were found safe, by figure id, and what is wrong."""

    drawings: Mapping[str, svg.Drawing]
    diagnostics: tuple[Diagnostic, ...]


def check(library: Library) -> Figures:
    """Reads every drawing. Unsafe ones are left out and reported."""
    drawings: dict[str, svg.Drawing] = {}
    found: list[Diagnostic] = []
    for source in library.figures.values():
        words_file = shown_path(source.origin.file, library.root)
        svg_file = shown_path(source.origin.file.with_suffix(".svg"), library.root)
        drawing, problems = svg.read(source.svg)
        found.extend(Diagnostic(p.code, p.message, p.hint, svg_file, p.line) for p in problems)
        if drawing is not None:
            drawings[source.id] = drawing
            found.extend(_labels(source, drawing, words_file, svg_file))
    for handout in library.handouts.values():
        for page in handout.pages.values():
            if isinstance(page.fields, Nerves):
                found.extend(_parts(page, page.fields, drawings, library))
    return Figures(drawings, tuple(found))


def _parts(
    page: PageSource, fields: Nerves, drawings: Mapping[str, svg.Drawing], library: Library
) -> Iterator[Diagnostic]:
    """A root may light up only what its figures have."""
    shown = [drawings[figure] for figure in fields.map_figures if figure in drawings]
    known = {part for drawing in shown for part in drawing.parts}
    if not known:
        return
    for number, root in enumerate(fields.roots):
        for place, part in enumerate(root.parts):
            if part not in known:
                yield Diagnostic(
                    Code.FIGURE_PART_UNKNOWN,
                    f"No figure of the nerve map has the part {part!r}.",
                    did_you_mean(part, known, f"Use one of: {', '.join(sorted(known))}."),
                    shown_path(page.origin.file, library.root),
                    page.origin.line("roots", number, "parts", place),
                )


def _labels(
    source: FigureSource, drawing: svg.Drawing, words_file: str, svg_file: str
) -> list[Diagnostic]:
    found = []
    words = source.words.labels
    for slot in drawing.slots:
        if slot.label not in words:
            message = f"The label slot {slot.label!r} has no words."
            hint = f"Add `{slot.label}: …` under labels: in {words_file}."
            found.append(Diagnostic(Code.FIGURE_LABEL_MISSING, message, hint, svg_file, slot.line))
        elif labels.lines(words[slot.label], slot) is None:
            widest = max(labels.width(word, slot) for word in words[slot.label].split())
            message = f"The label {words[slot.label]!r} does not fit its slot."
            hint = (
                f"The slot is {slot.width:g} wide and has {slot.lines} line(s); the longest word "
                f"needs {widest:.0f}. Use fewer or shorter words, or a wider slot."
            )
            line = source.origin.line("labels", slot.label)
            found.append(
                Diagnostic(Code.FIGURE_LABEL_WIDE, message, hint, words_file, line, Severity.ERROR)
            )
    slots = {slot.label for slot in drawing.slots}
    for label in words:
        if label not in slots:
            message = f"The drawing has no slot for the label {label!r}."
            hint = f'Add <text data-label="{label}" …/> to the drawing, or remove the label.'
            line = source.origin.line("labels", label)
            found.append(Diagnostic(Code.FIGURE_LABEL_MISSING, message, hint, words_file, line))
    return found
