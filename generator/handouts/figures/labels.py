"""Fits words into label slots, and fills them in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache

import pymupdf_fonts
from lxml import etree
from PIL import ImageFont

from handouts.figures.svg import SVG, Drawing, Slot

LINE_HEIGHT = 1.2
"""Times the font size."""

_OTHER_FONTS = 1.15
"""Readers' fonts differ from FiraGO, in which words are measured."""

_MEASURED_AT = 100
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur"))
_ISOLATE_RTL, _ISOLATE_END = "\u2067", "\u2069"


def lines(words: str, slot: Slot) -> tuple[str, ...] | None:
    """The words broken into the slot's lines, or None where they do not fit."""
    broken: list[str] = []
    for word in words.split():
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and width(longer, slot) <= slot.width:
            broken[-1] = longer
        else:
            broken.append(word)
    fits = len(broken) <= slot.lines and all(width(b, slot) <= slot.width for b in broken)
    return tuple(broken) if fits else None


def width(words: str, slot: Slot) -> float:
    """How wide the words may be, in canvas units."""
    length = _length(words, slot.bold) * slot.size / _MEASURED_AT
    return length * _OTHER_FONTS


@cache
def _length(words: str, bold: bool) -> float:
    return float(_font(bold).getlength(words))


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    data = pymupdf_fonts.myfont("figbo" if bold else "figo")
    return ImageFont.truetype(io.BytesIO(data), _MEASURED_AT)


def filled(drawing: Drawing, words: Mapping[str, str], language: str) -> etree._Element:
    """The drawing's tree with its labels. Sides are never mirrored.

    Words that do not fit are still drawn, in as many lines as they need: a
    warning is for the author, and a patient sees every word.
    """
    root = drawing.tree()
    rtl = language.partition("-")[0] in _RIGHT_TO_LEFT
    root.set("direction", "ltr")
    for element, slot in zip(list(root.iter(f"{SVG}text")), drawing.slots, strict=True):
        for name in ("data-label", "data-width", "data-lines"):
            if name in element.attrib:
                del element.attrib[name]
        text = words.get(slot.label, "")
        broken = lines(text, slot) or (text,)
        if rtl and len(broken) > 1:
            _start_at_the_right(element, max(width(line, slot) for line in broken))
        for number, line in enumerate(broken):
            span = etree.SubElement(element, f"{SVG}tspan")
            span.set("x", element.get("x", "0"))
            if number:
                span.set("dy", f"{slot.size * LINE_HEIGHT:g}")
            span.text = f"{_ISOLATE_RTL}{line}{_ISOLATE_END}" if rtl else line
    return root


def _start_at_the_right(element: etree._Element, longest: float) -> None:
    """Lets the lines of a right-to-left label start under each other, where it stands.

    A label whose slot begins at its left edge stays beside what it points at: its
    longest line still begins there.
    """
    if element.get("text-anchor", "start") == "start":
        right = float(element.get("x", "0")) + longest / _OTHER_FONTS
        element.set("x", f"{right:g}")
        element.set("text-anchor", "end")
