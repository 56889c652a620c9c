"""How many words a summary sheet still has room for, or has too many, found by setting it.

Nothing is guessed from counts: words are put to the short points, or taken from
them, and the page is laid out each time as it is for print.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from handouts.document.codec import Json
from handouts.render.pdf import Press

LISTS = ("key-points", "what-to-do", "questions")
"""The sections of a summary whose words an author may lengthen or shorten."""

_MOST = 400
"""Words. More room than this is enough to say."""


@dataclass(frozen=True, slots=True)
class Room:
    """What is free on a sheet, below zero where it is too long.

    `words` are words of the short points; `sign_lines` are lines on page one of large
    print, which holds nothing but danger signs (None in standard print).
    """

    words: int
    lines: float
    sign_lines: float | None = None


def room(press: Press, payload: Mapping[str, Json]) -> Room:
    """What is free on a summary sheet.

    Args:
        press: the compiler and fonts that print it.
        payload: what `sheet.sheet` gives for the summary.

    Raises:
        typst.TypstError: a template cannot set the sheet.
    """
    lines = press.room(payload, "summary")
    signs = press.room(payload, "page-one") if payload["large"] else None
    if lines >= 0:
        words = _most(lambda count: press.room(_longer(payload, count), "summary") >= 0)
    else:
        words = -1 - _most(lambda count: press.room(_shorter(payload, count), "summary") < 0)
    return Room(words, lines, signs)


def _most(holds: Callable[[int], bool]) -> int:
    """The largest count up to `_MOST` for which something holds; it holds for 0."""
    low, high = 0, 1
    while high < _MOST and holds(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _longer(payload: Mapping[str, Json], count: int) -> dict[str, Any]:
    """The sheet with more words at the end of its last point, taken from its own."""
    made = copy.deepcopy(dict(payload))
    texts = list(_texts(made))
    own = " ".join(text["text"] for text in texts).split()
    if texts and own:
        texts[-1]["text"] = " ".join([texts[-1]["text"], *islice(cycle(own), count)])
    return made


def _shorter(payload: Mapping[str, Json], count: int) -> dict[str, Any]:
    """The sheet without the last words of its points."""
    made = copy.deepcopy(dict(payload))
    for text in reversed(list(_texts(made))):
        words = text["text"].split()
        taken = min(count, len(words))
        text["text"] = " ".join(words[: len(words) - taken])
        count -= taken
    return made


def _texts(payload: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The texts of the short points, in order."""
    for block in payload["documents"][0]["blocks"]:
        if block["type"] == "Section" and block["key"] in LISTS:
            yield from _below(block["blocks"])


def _below(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for child in value:
            yield from _below(child)
    elif isinstance(value, dict) and value.get("type") == "Text":
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _below(child)
