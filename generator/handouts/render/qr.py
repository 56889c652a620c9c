"""The QR code that leads from paper to the same page online.

ISO/IEC 18004: error level M restores about 15 % of a worn code; the quiet zone
is four modules of white on every side.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

LONGEST_ADDRESS = 120
"""Characters. More would make modules under 0.5 mm on a code of 20 mm."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A code as SVG without its quiet zone; `modules` is how many it is wide."""

    svg: str
    modules: int


@lru_cache(maxsize=256)
def qr(address: str) -> Qr:
    """The code for an address, at error level M or better.

    Every paper and size of an edition has the same code, so codes are kept.

    Raises:
        ValueError: the address is too long for a small code.
    """
    if len(address) > LONGEST_ADDRESS:
        raise ValueError(f"The address has {len(address)} characters: {address}")
    import segno  # noqa: PLC0415 - slow to load; only paper needs it

    code = segno.make(address, error="m", micro=False, boost_error=True)
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=0, xmldecl=False, svgns=True, dark="#000", omitsize=True)
    return Qr(drawn.getvalue().decode(), int(code.symbol_size(border=0)[0]))
