"""Every sheet of the site: set by Typst or taken from the last build, then read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts.diagnostics import ContentProblems, Diagnostic
from handouts.figures.svg import Drawing
from handouts.governance.publication import Publication
from handouts.render.artifact import Artifact
from handouts.render.pdf import Press, render_pdf
from handouts.render.print_cache import PrintCache
from handouts.render.print_files import VARIANTS, print_name
from handouts.render.sheet import Brand, sheet
from handouts.site.sheet_proof import prove_sheet

FOLDER = "print"
"""Where sheets stand below a language's root."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A handout to print.

    `editions` are those that are whole in the language; `danger_words` are what page
    one must show, the clinic's numbers filled in.
    """

    publication: Publication
    editions: frozenset[str]
    danger_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The sheets that were made, and what is wrong with the others."""

    sheets: tuple[Artifact, ...]
    problems: tuple[Diagnostic, ...]


def print_sheets(
    jobs: Iterable[PrintJob],
    brand: Brand,
    drawings: Mapping[str, Drawing],
    cache: PrintCache,
    own_fonts: Path | None,
) -> Printed:
    """Every sheet of every handout, each read back and found to show every danger sign."""
    made: list[Artifact] = []
    problems: list[Diagnostic] = []
    with Press(own_fonts) as press:
        for job in jobs:
            for variant in VARIANTS:
                if variant.edition not in job.editions:
                    continue
                name = print_name(job.publication, variant)
                payload = sheet(job.publication, brand, drawings, variant)
                data = cache.get(payload)
                if data is None:
                    try:
                        data = render_pdf(press, payload, name)
                    except ContentProblems as found:
                        problems += found.diagnostics
                        continue
                    cache.put(payload, data)
                wrong = list(prove_sheet(name, data, job.danger_words))
                problems += wrong
                if not wrong:
                    made.append(Artifact(f"{FOLDER}/{name}", data))
    cache.forget_unused()
    return Printed(tuple(made), tuple(problems))
