"""Reads a page back as a browser prints it."""

from __future__ import annotations

from collections.abc import Iterable

import pypdfium2

from handouts.site.paper_words import shows, words


def missing_on_paper(pdf: bytes, lines: Iterable[str]) -> list[str]:
    """The lines that stand whole on no sheet of a printed page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    sheets = [(words(text), text) for text in texts]
    return [line for line in lines if not any(shows(line, w, text) for w, text in sheets)]
