"""Which tall drawings may float to the foot of a page.

Where a list runs over the page that a drawing floats to, Typst (0.15) sometimes cannot
write the list's tags, and refuses the whole sheet as PDF/UA. The drawing that is the
cause is found by halving, and stands in its place among the words instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

Make: TypeAlias = Callable[[Sequence[str]], bytes | None]
"""The sheet with these drawings floating, or None where that cannot be tagged."""


def with_most_floating(make: Make, drawings: Sequence[str]) -> bytes | None:
    """The sheet with all drawings floating but those that cannot; None if none helps."""
    floating = list(drawings)
    while (made := make(floating)) is None and floating:
        floating.remove(_cause(make, floating))
    return made


def _cause(make: Make, floating: Sequence[str]) -> str:
    """A drawing that cannot float."""
    while len(floating) > 1:
        half, rest = floating[: len(floating) // 2], floating[len(floating) // 2 :]
        floating = half if make(half) is None else rest
    return floating[0]
