"""Marks the first cell of each row of a table as the row's header, for readers by ear.

Typst (0.15) tags the head of a table and has no words yet for the head of a row. In
every table of ours the first cell says what its row is about.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf


def mark_row_headers(pdf: pikepdf.Pdf) -> None:
    """Turns the first data cell of every row into a header of that row."""
    for row in _rows(pdf.Root.StructTreeRoot.K):
        cells = [cell for cell in _children(row) if cell.get("/S") in ("/TH", "/TD")]
        if cells and cells[0].S == "/TD":
            cells[0].S = pikepdf.Name.TH
            scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
            told = cells[0].get("/A")
            others = list(told) if isinstance(told, pikepdf.Array) else [told] if told else []
            cells[0].A = pikepdf.Array([scope, *others])


def _rows(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    for child in _children(element):
        if child.get("/S") == "/TR":
            yield child
        else:
            yield from _rows(child)


def _children(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    below = element.get("/K") if isinstance(element, pikepdf.Dictionary) else element
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary):
            yield child
