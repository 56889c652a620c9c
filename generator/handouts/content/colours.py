"""Colours that must be read: WCAG 2.2 contrast, and the nearest one that passes."""

from __future__ import annotations

import colorsys
import re

WHITE = "#FFFFFF"
TEXT_CONTRAST = 4.5
"""For words (WCAG 2.2, 1.4.3)."""

LINE_CONTRAST = 3.0
"""For lines and borders (WCAG 2.2, 1.4.11)."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_STEPS = 400
_MIDDLE = 0.18
"""The luminance that has as much contrast with white as with black."""

_LINEAR_BELOW = 0.04045
"""sRGB is linear up to here (IEC 61966-2-1)."""


def is_colour(text: str) -> bool:
    """Whether a text is a colour as `#RRGGBB`."""
    return _HEX.match(text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (equal) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest_passing(colour: str, background: str, ratio: float) -> str:
    """The colour of the same hue that is nearest and has the contrast.

    It gets darker on a light background and lighter on a dark one.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    end = 0.0 if _luminance(background) > _MIDDLE else 1.0
    for step in range(_STEPS + 1):
        nearer = lightness + (end - lightness) * step / _STEPS
        found = _hex(*colorsys.hls_to_rgb(hue, nearer, saturation))
        if contrast(found, background) >= ratio:
            return found
    return "#000000" if end == 0.0 else WHITE


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in (red, green, blue))


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, from 0 to 1."""
    linear = [
        c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
