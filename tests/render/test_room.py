"""The room that `handouts check` tells is the room that the print has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.render.printing import Shop

from handouts.content import loader
from handouts.diagnostics import ContentProblems
from handouts.figures import check as figures
from handouts.figures.logo import Logo
from handouts.render.pdf import Press, render_pdf
from handouts.render.room import _longer, room
from handouts.render.sheet import Size, Variant, sheet
from handouts.site.paper_room import paper_room
from handouts.translation.voices import every_voice

CONTENT = Path(__file__).parents[2] / "content"

SIZES: tuple[Size, ...] = ("standard", "large")


def _payload(at: Shop, size: Size) -> dict[str, Any]:
    return sheet(at.draft, at.brand, at.drawings, Variant(size=size))


def _fits(press: Press, payload: Mapping[str, Any]) -> bool:
    try:
        return render_pdf(press, payload, "a.pdf").startswith(b"%PDF")
    except ContentProblems:
        return False


@pytest.mark.parametrize("size", SIZES)
def test_one_word_more_than_the_room_has_no_room(
    press: Press, paper_shop: Shop, size: Size
) -> None:
    # The drawing gives way down to its smallest readable size, so fill the sheet first.
    filled = _longer(_payload(paper_shop, size), 60)
    left = room(press, filled)
    assert left.words > 0 and left.lines > 0
    assert _fits(press, _longer(filled, left.words))
    assert not _fits(press, _longer(filled, left.words + 1))


@pytest.mark.parametrize("size", SIZES)
def test_words_too_many_are_counted(press: Press, paper_shop: Shop, size: Size) -> None:
    payload = _payload(paper_shop, size)
    most = room(press, payload).words
    over = room(press, _longer(payload, most + 30))
    assert over.lines < 0 and 20 <= -over.words <= 40


def test_large_print_tells_of_page_one(press: Press, paper_shop: Shop) -> None:
    left = room(press, _payload(paper_shop, "large"))
    assert left.sign_lines is not None and left.sign_lines > 5
    assert room(press, _payload(paper_shop, "standard")).sign_lines is None


def test_every_summary_of_this_library_has_room_in_every_language() -> None:
    library, problems = loader.load(CONTENT)
    assert library is not None, problems
    drawings = figures.check(library).drawings
    voices, _ = every_voice(library, drawings, CONTENT)
    rows, too_long = paper_room(library, voices, drawings, None)
    assert not too_long
    whole = [voice.language for voice in voices if "summary" in voice.printable(library.main.id)]
    assert [row.language for row in rows] == [each for each in whole for _ in SIZES]


def test_a_logo_takes_no_room_from_the_signs_in_large_print(press: Press, paper_shop: Shop) -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
    )
    branded = replace(paper_shop.brand, logo=Logo("svg", drawing, 2.0))
    large = Variant(size="large")
    bare, with_logo = (
        press.room(sheet(paper_shop.draft, brand, paper_shop.drawings, large), "page-one")
        for brand in (paper_shop.brand, branded)
    )
    assert with_logo == bare
