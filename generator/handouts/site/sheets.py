"""Every sheet of the site: set by Typst or taken from the last build, then read back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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

_MARKED = re.compile("[^\\W\\d_][\u064b-\u0652\u0670]+")
"""A letter with Arabic vowel marks."""

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
                wrong = list(verify_sheet(name, data, job.danger_words))
                problems += wrong
                if not wrong:
                    made.append(Artifact(f"{FOLDER}/{name}", data))
    cache.forget_unused()
    return Printed(tuple(made), tuple(problems))


def verify_sheet(name: str, data: bytes, danger_words: Iterable[str]) -> Iterator[Diagnostic]:
    """What is wrong with a finished sheet, read back from its own bytes.

    Args:
        name: what problems call it.
        data: the PDF.
        danger_words: what page one must show, the clinic's numbers filled in.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        shown = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    on_page = _words(_letters(shown))
    run = _letters(shown)
    for sign in danger_words:
        if not _words(_letters(_unmarked(sign))) <= on_page or not _pieces(sign, run):
            message = f"Page one of {name} does not show the danger sign {sign!r}."
            hint = "Please report this. The published site stays as it was."
            yield Diagnostic(Code.VERIFY_DANGER_SIGNS, message, hint)


def _letters(text: str) -> str:
    """Letters and digits in one form, without the marks above and below them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(c for c in folded if unicodedata.category(c) != "Mn")
    return "".join(c if c.isalnum() else " " for c in bare)


def _words(letters: str) -> set[str]:
    """The words of a text, each with its letters in order of the alphabet.

    A PDF keeps the order in which letters are painted: right-to-left words come out
    in reverse, and lam-alef swapped. The letters of a word are the same either way.
    """
    return {"".join(sorted(word)) for word in letters.split()}


def _unmarked(sign: str) -> str:
    """The sign without the words that hold vowel marks: see `_pieces`."""
    return " ".join(word for word in sign.split() if not _MARKED.search(word))


def _pieces(sign: str, run: str) -> bool:
    """Whether the words with vowel marks are there, as far as a PDF tells.

    A letter with its mark is painted as one sign, which reads back doubled and apart
    from its word; what stands before and after it reads back as it is.
    """
    marked = (word for word in sign.split() if _MARKED.search(word))
    pieces = [_letters(p).strip() for word in marked for p in _MARKED.split(word)]
    return all(piece in run or piece[::-1] in run for piece in pieces if len(piece) > 1)
