"""The drawings and icons of a printed sheet."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from handouts.document import nodes as n
from handouts.document.codec import Json
from handouts.figures import labels
from handouts.figures.svg import Drawing
from handouts.render import icons
from handouts.render.fonts import FAMILY

_LABEL = 14.0
"""Canvas units: the smallest label that a drawing may have."""


def icon(name: str) -> Json:
    """An icon as SVG, black; the templates give it another color where it stands on dark."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<path fill="#000000" d="{icons.path(name)}"/></svg>'
    )


@lru_cache(maxsize=128)
def drawn(figure: n.Figure, drawing: Drawing, language: str) -> dict[str, Json]:
    """A drawing with its labels, and its sizes in canvas units."""
    root = labels.filled(drawing, {label.slot: label.text for label in figure.labels}, language)
    root.set("font-family", FAMILY)
    return {
        "svg": str(etree.tostring(root, encoding="unicode")),
        "ratio": f"{drawing.width / drawing.height:.4f}",
        "width": f"{drawing.width:g}",
        "label": f"{min((slot.size for slot in drawing.slots), default=_LABEL):g}",
    }
