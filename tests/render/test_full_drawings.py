"""In the full handout a drawing stands after the heading of its page, and pages are full."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.render.printing import images, opened, shop, texts

from handouts.document import nodes as n
from handouts.document.walk import find, plain
from handouts.governance.publication import Draft
from handouts.render.pdf import Press
from handouts.render.print_one import print_file
from handouts.render.sheet import Size, Variant

CONTENT = Path(__file__).parents[2] / "content"
EMPTY = 0.45
"""How much of a page's height may be white in one place: a drawing may need the next page."""


@pytest.fixture(scope="module", params=["standard", "large"])
def full(request: pytest.FixtureRequest) -> tuple[Draft, bytes]:
    """The full handout of the real content in English, and what it was printed from."""
    real = shop(CONTENT)
    size: Size = "large" if request.param == "large" else "standard"
    with Press() as press:
        variant = Variant("full", "letter", size)
        return real.draft, print_file(press, real.draft, real.brand, real.drawings, variant).data


def letters(said: str) -> str:
    return re.sub(r"\W+", "", said)


def test_no_drawing_stands_before_the_heading_of_its_page(full: tuple[Draft, bytes]) -> None:
    draft, data = full
    pages = [letters(said) for said in texts(data)]
    assert len(pages) == len(opened(data).pages)
    seen: set[str] = set()
    printed: list[str] = []
    place = 1
    for document in draft.handout.documents:
        place = _page_of(document, pages, place)
        for figure in find(document, n.Figure):
            if figure.figure not in seen:
                seen.add(figure.figure)
                caption = letters(plain(figure.caption))
                stands = next((p for p in range(1, len(pages)) if caption in pages[p]), None)
                if stands is not None:  # paper has the words of the nerve map, and no drawing
                    printed.append(figure.figure)
                    assert stands >= place, (document.id, figure.figure)
    assert len(printed) > 10


def _page_of(document: n.Document, pages: list[str], start: int) -> int:
    """Where the heading of a page stands: its key point follows, on the next sheet at most.

    The list of contents names it too, and other pages do.
    """
    title = letters(document.title)
    point = letters(plain(next(find(document, n.KeyPoint)).content))[:40]
    for at in range(start, len(pages)):
        if title in pages[at] and point in (pages[at] + "".join(pages[at + 1 : at + 2])):
            return at
    raise AssertionError(f"{document.id} is not printed")


def test_no_page_is_half_empty(full: tuple[Draft, bytes]) -> None:
    _, data = full
    pages = images(data, dpi=40)
    assert len(pages) == len(opened(data).pages) > 3
    for number, seen in enumerate(pages[1:-1], start=2):
        words = seen.crop((0, 12, seen.width, round(seen.height * 0.85)))
        rows = words.point(lambda grey: 255 * (grey < 200))
        filled = [y for y in range(rows.height) if rows.crop((0, y, rows.width, y + 1)).getbbox()]
        gaps = [b - a for a, b in zip([0, *filled], [*filled, rows.height], strict=True)]
        assert max(gaps) / rows.height < EMPTY, number
