"""Drawings that cannot float are found one by one; the others still do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from handouts.render.floats import with_most_floating

NAMES = tuple("abcdefgh")


@pytest.mark.parametrize("stuck", ["", "a", "h", "ce", "abcdefgh"])
def test_only_those_that_cannot_float_stand_among_the_words(stuck: str) -> None:
    floated: list[str] = []

    def made(floating: Sequence[str]) -> bytes | None:
        if set(floating) & set(stuck):
            return None
        floated[:] = floating
        return b"%PDF"

    assert with_most_floating(made, NAMES) == b"%PDF"
    assert floated == [name for name in NAMES if name not in stuck]


def test_what_no_way_helps_is_said() -> None:
    assert with_most_floating(lambda _: None, NAMES) is None
