"""What a release refuses, handout by handout and language by language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.compose.library import ComposedHandout, compose
from handouts.content.library import Library
from handouts.diagnostics import Code
from handouts.governance.publication import Cleared, Draft, freshness
from handouts.governance.states import refused_for_release

DUE = date(2027, 1, 15)


@pytest.fixture
def library(small: Path) -> Library:
    clinic = small / "content/clinic.yml"
    clinic.write_text(clinic.read_text().replace("example: true\n", ""))
    found = pipeline.check(small / "content").library
    assert found is not None
    return found


def _signed(handout: ComposedHandout, today: date) -> Cleared:
    signed = date(2026, 1, 15)
    return Cleared(handout, "a" * 64, "Ada", "nurse", signed, DUE, freshness(DUE, today))


@pytest.mark.parametrize(
    ("days", "refused"), [(-400, False), (-59, False), (0, False), (1, True), (31, True)]
)
def test_overdue_is_refused_however_long(library: Library, days: int, refused: bool) -> None:
    handout = compose(library).handouts[0]
    found = refused_for_release(library, [_signed(handout, DUE + timedelta(days=days))])
    assert [d.code for d in found] == ([Code.RELEASE_OVERDUE] if refused else [])
    assert all("2027-01-15" in d.message and "sign" in d.hint for d in found)


def test_each_language_is_told_by_itself(library: Library) -> None:
    handout = compose(library).handouts[0]
    spanish = replace(handout, documents=(replace(handout.documents[0], language="es"),))
    drafts = [Draft(handout, "a" * 64), Draft(spanish, "b" * 64)]
    found = refused_for_release(library, drafts)
    assert {d.code for d in found} == {Code.RELEASE_UNSIGNED}
    assert [("in en:" in d.message, "in es:" in d.message) for d in found] == [
        (True, False),
        (False, True),
    ]


def test_what_is_signed_and_in_date_may_go_out(library: Library) -> None:
    assert refused_for_release(library, [_signed(compose(library).handouts[0], DUE)]) == []
