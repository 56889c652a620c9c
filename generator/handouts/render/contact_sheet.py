"""Every figure of a library on one picture, so that a reviewer sees the hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handouts.document import nodes as n
from handouts.document.codec import Json
from handouts.figures.svg import Drawing
from handouts.render.pdf import Press
from handouts.render.sheet_art import drawn

DENSITY = 110
"""Pixels an inch."""


def contact_sheet(
    press: Press, figures: Iterable[n.Figure], drawings: Mapping[str, Drawing], language: str
) -> bytes:
    """A PNG with every figure, its title and its id."""
    tiles: list[Json] = [
        {
            **drawn(figure, drawings[figure.figure], language),
            "id": figure.figure,
            "title": figure.title,
        }
        for figure in figures
    ]
    payload: dict[str, Json] = {"language": language, "figures": tiles}
    return press.picture("contact-sheet.typ", payload, DENSITY)
