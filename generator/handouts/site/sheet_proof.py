"""Reads a finished sheet back: every danger sign is on page one, whole, framed and legible.

What a printer would put on the paper decides, in black and white: page one is painted,
and every letter on it must stand out from its ground. So a letter that is white on
white, covered, cut off or tiny is found, and no letter of a danger sign can be one.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from handouts.diagnostics import Code, Diagnostic
from handouts.site.paper_words import shows, words
from handouts.site.proof_picture import contrast

SMALLEST = 8.9
"""The least size of any letter on page one, in points."""

SMALLEST_SIGN = 11.9
"""The least size of a letter inside a frame with danger signs, in points."""

LEAST_CONTRAST = 4.5

_SCALE = 3
"""Pixels to a point, in the picture of the page."""

_HINT = "Please report this. The published site stays as it was."


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter or digit, and its box in points from the left and the top."""

    text: str
    box: tuple[float, float, float, float]
    size: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Page one: its letters (None between words), its frames and its picture."""

    letters: tuple[_Letter | None, ...]
    frames: tuple[tuple[float, float, float, float], ...]
    picture: Image.Image
    text: str


def prove_sheet(name: str, data: bytes, danger_words: Iterable[str]) -> Iterator[Diagnostic]:
    """What is wrong with a finished sheet, from its own bytes.

    Args:
        name: what problems call it.
        data: the PDF.
        danger_words: what page one must show, the clinic's numbers filled in.
    """
    page = _read(data)
    framed = [_inside(page, frame) for frame in page.frames]
    holding = set()
    for sign in danger_words:
        there = [place for place, held in enumerate(framed) if shows(sign, held, page.text)]
        holding |= set(there[:1])
        if not there:
            message = f"Page one of {name} does not show the danger sign {sign!r} in one frame."
            yield Diagnostic(Code.VERIFY_DANGER_SIGNS, message, _HINT)
    lost = [letter for letter in page.letters if letter and not _legible(page, letter, holding)]
    if lost:
        told = "".join(letter.text for letter in lost[:20])
        message = f"{len(lost)} letters on page one of {name} cannot be read on paper: {told!r}."
        yield Diagnostic(Code.VERIFY_DANGER_SIGNS, message, _HINT)


def _read(data: bytes) -> _Sheet:
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        picture = page.render(scale=_SCALE, grayscale=True).to_pil()
        height = page.get_height()
        text = page.get_textpage()
        letters = tuple(_letter(text, place, height) for place in range(text.count_chars()))
        boxes = (o.get_bounds() for o in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]))
        frames = [(left, height - top, right, height - low) for left, low, right, top in boxes]
        inked = tuple(frame for frame in frames if _is_frame(picture, frame))
        return _Sheet(letters, inked, picture, text.get_text_range())
    finally:
        document.close()


def _letter(text: pypdfium2.PdfTextPage, place: int, height: float) -> _Letter | None:
    """A letter of a page; None for a space, a mark or a sign."""
    letter = chr(pdfium.FPDFText_GetUnicode(text, place))
    if not letter.isalnum():
        return None
    left, low, right, top = text.get_charbox(place)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, place, ctypes.byref(matrix))
    scale = min((matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5)
    size = pdfium.FPDFText_GetFontSize(text, place) * scale
    return _Letter(letter, (left, height - top, right, height - low), size)


def _inside(page: _Sheet, frame: tuple[float, float, float, float]) -> set[str]:
    """The words of which every letter stands inside a frame."""
    return words("".join(x.text if x and _within(x.box, frame) else " " for x in page.letters))


def _within(
    box: tuple[float, float, float, float], frame: tuple[float, float, float, float]
) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return frame[0] < across < frame[2] and frame[1] < down < frame[3]


def _is_frame(picture: Image.Image, frame: tuple[float, float, float, float]) -> bool:
    """Whether a shape has room for words, and dark lines on all four sides."""
    left, top, right, low = frame
    if right - left < 100 or low - top < 30:
        return False
    steps = [part / 20 for part in range(1, 20)]
    across = [left + (right - left) * step for step in steps]
    down = [top + (low - top) * step for step in steps]
    sides = (
        [(x, top) for x in across],
        [(x, low) for x in across],
        [(left, y) for y in down],
        [(right, y) for y in down],
    )
    return all(all(_dark(picture, x, y) for x, y in side) for side in sides)


def _dark(picture: Image.Image, across: float, down: float) -> bool:
    """Whether there is ink within two points of a place."""
    box = _pixels((across - 2, down - 2, across + 2, down + 2), picture)
    darkest, _ = picture.crop(box).getextrema()
    return contrast(int(darkest), 255) >= LEAST_CONTRAST  # type: ignore[arg-type]


def _legible(page: _Sheet, letter: _Letter, holding: Iterable[int]) -> bool:
    framed = any(_within(letter.box, page.frames[place]) for place in holding)
    if letter.size < (SMALLEST_SIGN if framed else SMALLEST):
        return False
    # A letter such as I fills its box: its ground shows only beside it.
    beside = 0.5
    left, top, right, low = letter.box
    around = (left - beside, top - beside, right + beside, low + beside)
    left, top, right, low = box = _pixels(around, page.picture)
    if right <= left or low <= top:
        return False
    darkest, lightest = page.picture.crop(box).getextrema()
    return contrast(int(darkest), int(lightest)) >= LEAST_CONTRAST  # type: ignore[arg-type]


def _pixels(
    box: tuple[float, float, float, float], picture: Image.Image
) -> tuple[int, int, int, int]:
    """A box in the pixels of a picture, cut at its edges."""
    left, top, right, low = (round(side * _SCALE) for side in box)
    wide, high = picture.size
    return max(left, 0), max(top, 0), min(right + 1, wide), min(low + 1, high)
