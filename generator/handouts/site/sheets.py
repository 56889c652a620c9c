"""Every sheet of the site: set by Typst or taken from the last build, then read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pypdfium2

from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.figures.svg import Drawing
from handouts.governance.publication import Publication
from handouts.render.artifact import Artifact
from handouts.render.pdf import Press, render_pdf
from handouts.render.print_cache import PrintCache
from handouts.render.print_files import VARIANTS, print_name
from handouts.render.sheet import Brand, sheet

FOLDER = "print"
"""Where sheets stand below a language's root."""


def print_sheets(
    publications: Iterable[Publication],
    brand: Brand,
    drawings: Mapping[str, Drawing],
    cache: PrintCache,
    own_fonts: Path | None,
) -> tuple[Artifact, ...]:
    """Every sheet of every handout.

    Raises:
        ContentProblems: a sheet cannot be printed as it is; all such are told.
    """
    made: list[Artifact] = []
    problems: list[Diagnostic] = []
    with Press(own_fonts) as press:
        for publication in publications:
            for variant in VARIANTS:
                name = print_name(publication, variant)
                payload = sheet(publication, brand, drawings, variant)
                data = cache.get(payload)
                if data is None:
                    try:
                        data = render_pdf(press, payload, name)
                    except ContentProblems as found:
                        problems += found.diagnostics
                        continue
                    cache.put(payload, data)
                made.append(Artifact(f"{FOLDER}/{name}", data))
    if problems:
        raise ContentProblems(problems)
    cache.forget_unused()
    return tuple(made)


def verify_sheet(name: str, data: bytes, danger_words: Iterable[str]) -> Iterator[Diagnostic]:
    """What is wrong with a finished sheet, read back from its own bytes.

    Args:
        name: what problems call it.
        data: the PDF.
        danger_words: what page one must show, the clinic's numbers filled in.
    """
    with pypdfium2.PdfDocument(data) as document:
        words = document[0].get_textpage().get_text_range()
    shown = _folded(words)
    for sign in danger_words:
        if _folded(sign) not in shown:
            message = f"Page one of {name} does not show the danger sign {sign!r}."
            hint = "Please report this. The published site stays as it was."
            yield Diagnostic(Code.VERIFY_DANGER_SIGNS, message, hint)


def _folded(words: str) -> str:
    # A line may end anywhere, and a sheet may break a word's hyphen: compare the letters.
    return "".join(c for c in words.casefold() if c.isalnum())
