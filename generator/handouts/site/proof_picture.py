"""Whether words can be seen in a picture: their ink against the ground that they lie on.

Pictures are grey. Contrast is a matter of light and dark alone, so what can be read in
grey can be read in color, and what cannot would be lost on a black-and-white printer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

LEAST_CONTRAST = 4.5
"""Between words and what they lie on: WCAG 2, level AA."""

LEAST_INK = 0.01
"""The share of a line's room that its ink takes. Printed words take 5 % and more."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place in a picture, in its pixels."""

    left: float
    top: float
    width: float
    height: float


def around(boxes: Sequence[Box], margin: float = 2) -> Box:
    """The smallest box that holds all of them, whole pixels, with a margin."""
    left = math.floor(min(b.left for b in boxes) - margin)
    top = math.floor(min(b.top for b in boxes) - margin)
    right = math.ceil(max(b.left + b.width for b in boxes) + margin)
    bottom = math.ceil(max(b.top + b.height for b in boxes) + margin)
    return Box(max(left, 0), max(top, 0), right - max(left, 0), bottom - max(top, 0))


def has_ink(picture: Image.Image, box: Box) -> bool:
    """Whether a line of words can be seen at a place of a grey picture.

    Its ground is the shade that most of the place has; its ink is what stands out
    from that by the contrast that reading needs.
    """
    place = (
        round(box.left),
        round(box.top),
        max(round(box.left + box.width), round(box.left) + 1),
        max(round(box.top + box.height), round(box.top) + 1),
    )
    shades = picture.crop(place).histogram()
    ground = shades.index(max(shades))
    ink = sum(n for shade, n in enumerate(shades) if contrast(shade, ground) >= LEAST_CONTRAST)
    return ink >= LEAST_INK * sum(shades)


def contrast(one: int, other: int) -> float:
    """WCAG 2's contrast of two shades of grey, each 0 (black) to 255 (white)."""
    light, dark = sorted((_LIGHT[one], _LIGHT[other]), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(shade: int) -> float:
    part = shade / 255
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


_LIGHT = tuple(_luminance(shade) for shade in range(256))
"""WCAG 2's relative luminance of each shade of grey."""
