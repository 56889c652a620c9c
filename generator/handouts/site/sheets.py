"""Every sheet of the site: set by Typst or taken from the last build, then read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from handouts.diagnostics import ContentProblems, Diagnostic
from handouts.document.codec import Json
from handouts.figures.svg import Drawing
from handouts.governance.publication import Publication
from handouts.render.artifact import Artifact
from handouts.render.pdf import Press, render_pdf
from handouts.render.print_cache import PrintCache
from handouts.render.print_files import FOLDER, VARIANTS, Printed, print_name
from handouts.render.sheet import Brand, sheet
from handouts.render.side_by_side import Pair, pair_sheets
from handouts.site.sheet_proof import prove_sheet


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A handout to print.

    `editions` are those that are whole in the language; `danger_words` are what page
    one must show, the clinic's numbers filled in. `pair` is the sheet in two languages,
    with `pair_words` on its page one, where there is such a sheet; `note` says who
    translated.
    """

    publication: Publication
    editions: frozenset[str]
    danger_words: tuple[str, ...]
    pair: Pair | None = None
    pair_words: tuple[str, ...] = ()
    note: tuple[str, ...] = ()


def page_count(sheet: bytes) -> int:
    """How many pages a sheet has: whoever prints it wants to know before."""
    document = pypdfium2.PdfDocument(sheet)
    try:
        return len(document)
    finally:
        document.close()


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
            for name, payload, words in _orders(job, brand, drawings):
                data = cache.get(payload)
                if data is None:
                    try:
                        data = render_pdf(press, payload, name)
                    except ContentProblems as found:
                        problems += found.diagnostics
                        continue
                    cache.put(payload, data)
                wrong = list(prove_sheet(name, data, words))
                problems += wrong
                if not wrong:
                    made.append(Artifact(f"{FOLDER}/{name}", data))
    cache.forget_unused()
    return Printed(tuple(made), tuple(problems))


def _orders(
    job: PrintJob, brand: Brand, drawings: Mapping[str, Drawing]
) -> Iterator[tuple[str, dict[str, Json], tuple[str, ...]]]:
    """The name of each sheet, what it is made of, and what its page one must show."""
    brand = replace(brand, note=job.note)
    for variant in VARIANTS:
        if variant.edition in job.editions:
            name = print_name(job.publication, variant)
            yield name, sheet(job.publication, brand, drawings, variant), job.danger_words
    if job.pair:
        for name, payload in pair_sheets(job.pair):
            yield name, payload, job.pair_words
