"""How a signed handout stands to its review date, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.compose.library import ComposedHandout, compose
from handouts.governance.publication import (
    Cleared,
    Draft,
    DraftReason,
    Freshness,
    freshness,
    listed,
    publication,
)
from handouts.governance.reviews import Record

DUE = date(2027, 1, 15)
GRACE = timedelta(days=30)


@pytest.mark.parametrize(
    ("today", "how"),
    [
        ("2026-11-15", Freshness.CURRENT),
        ("2026-11-16", Freshness.DUE_SOON),
        ("2027-01-15", Freshness.DUE_SOON),
        ("2027-01-16", Freshness.OVERDUE),
        ("2027-02-14", Freshness.OVERDUE),
        ("2027-02-15", Freshness.LAPSED),
    ],
)
def test_every_day_has_one_answer(today: str, how: Freshness) -> None:
    assert freshness(DUE, date.fromisoformat(today), GRACE) is how


def test_without_grace_the_sheets_go_on_the_day_after() -> None:
    assert freshness(DUE, DUE, timedelta()) is Freshness.DUE_SOON
    assert freshness(DUE, DUE + timedelta(days=1), timedelta()) is Freshness.LAPSED


@pytest.fixture
def handout(small: Path) -> ComposedHandout:
    library = pipeline.check(small / "content").library
    assert library is not None
    return compose(library).handouts[0]


def _record(fingerprint: str, **more: date) -> Record:
    signed = date(2026, 1, 15)
    return Record("elbow-pain", "en", fingerprint, "Ada", "nurse", signed, DUE, "text", **more)


def test_only_the_text_that_was_signed_is_cleared(handout: ComposedHandout) -> None:
    records = (_record("a" * 64),)
    mine = publication(handout, "a" * 64, records, DUE, GRACE)
    assert isinstance(mine, Cleared)
    assert (mine.term.soon_from, mine.term.listed_until) == (date(2026, 11, 16), date(2027, 2, 14))
    other = publication(handout, "b" * 64, records, DUE, GRACE)
    assert isinstance(other, Draft) and other.reason is DraftReason.CHANGED
    gone = publication(handout, "a" * 64, (_record("a" * 64, withdrawn_on=DUE),), DUE, GRACE)
    assert isinstance(gone, Draft) and gone.reason is DraftReason.WITHDRAWN


def test_drafts_are_listed_and_lapsed_handouts_are_not(handout: ComposedHandout) -> None:
    assert listed(Draft(handout, "a" * 64))
    last = date(2027, 2, 14)
    records = (_record("a" * 64),)
    assert listed(publication(handout, "a" * 64, records, last, GRACE))
    assert not listed(publication(handout, "a" * 64, records, last + timedelta(days=1), GRACE))
