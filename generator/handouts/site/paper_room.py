"""How much room every summary sheet has, in every language, held against its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from handouts.content.library import Library
from handouts.diagnostics import Code, Diagnostic, shown_path
from handouts.figures.logo import Logo
from handouts.figures.svg import Drawing
from handouts.governance.publication import Draft
from handouts.render.fonts import FontError
from handouts.render.pdf import Press, undrawable
from handouts.render.room import Room, room
from handouts.render.sheet import Size, Variant, sheet
from handouts.render.voice_brand import brand_of, own_fonts
from handouts.translation.voices import Voice

_UNSIGNED = "0" * 64
"""A draft says more of itself than a signed sheet: what has room unsigned has room signed."""


@dataclass(frozen=True, slots=True)
class SheetRoom:
    """The room on one handout's summary in one language and size.

    A4 and Letter have the same: sheets stand inside the area that both have.
    """

    handout: str
    language: str
    size: Size
    room: Room
    file: str
    line: int


def paper_room(
    library: Library,
    voices: Iterable[Voice],
    drawings: Mapping[str, Drawing],
    logo: Logo | None,
) -> tuple[tuple[SheetRoom, ...], tuple[Diagnostic, ...]]:
    """The room on every summary that can be printed, and what has too little of it."""
    found: list[SheetRoom] = []
    problems: list[Diagnostic] = []
    try:
        press = Press(own_fonts(library))
    except FontError:
        return (), ()  # the print itself says what is wrong with the folder
    with press:
        for voice in voices:
            brand = brand_of(voice, logo)
            for handout in voice.composition.handouts:
                if "summary" not in voice.printable(handout.id):
                    continue
                for size in get_args(Size):
                    draft = Draft(handout, _UNSIGNED)
                    payload = sheet(draft, brand, drawings, Variant(size=size))
                    if undrawable(press, payload):
                        continue
                    left = room(press, payload)
                    row = _placed(library, voice, handout.id, size, left)
                    found.append(row)
                    problems += _too_long(library, row)
    return tuple(found), tuple(problems)


def _placed(library: Library, voice: Voice, handout: str, size: Size, left: Room) -> SheetRoom:
    page = library.handouts[handout].of_kind("summary")
    assert page is not None, "content.checks refuses a handout without a summary"
    file, line = page.origin.file, page.origin.line("key_points")
    if voice.root:
        file, line = _catalog(file, voice.language, handout), 0
    return SheetRoom(handout, voice.language, size, left, shown_path(file, library.root), line)


def _catalog(page: Path, language: str, handout: str) -> Path:
    """The catalog that holds a page's translation."""
    return page.parents[1] / "translations" / language / f"{handout}.po"


def _too_long(library: Library, row: SheetRoom) -> Iterator[Diagnostic]:
    side = "two sides of large print" if row.size == "large" else "one page"
    if row.room.lines < 0:
        yield Diagnostic(
            Code.PRINT_OVERRUN,
            f"The summary in {row.language!r} is {-row.room.words} words "
            f"({-row.room.lines:.1f} lines) too long for {side}.",
            "Take as many words from its key points, what to do or questions, or choose a "
            "lower figure.",
            row.file,
            row.line,
        )
    if row.room.sign_lines is not None and row.room.sign_lines < 0:
        origin = library.handouts[row.handout].danger_origin
        file = shown_path(origin.file, library.root)
        own = row.line > 0
        yield Diagnostic(
            Code.PRINT_OVERRUN,
            f"The short danger signs in {row.language!r} are {-row.room.sign_lines:.1f} lines "
            "too long for page one of large print.",
            "Make those that take two lines there fit one, about 58 characters.",
            file if own else row.file,
            origin.line("now", "brief") if own else 0,
        )
