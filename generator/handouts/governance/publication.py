"""The states in which content may be rendered. Renderers accept nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from handouts.compose.library import ComposedHandout
from handouts.governance.canonical import VERSION_LENGTH
from handouts.governance.reviews import Record

DUE_SOON = timedelta(days=60)
"""How long before the review is due staff are told."""


class DraftReason(StrEnum):
    """Why a handout is a draft."""

    NEVER_SIGNED = "never signed"
    CHANGED = "changed since it was signed"
    WITHDRAWN = "withdrawn"
    ORIGINAL = "its original is not signed as it stands"
    OTHER_ORIGINAL = "its original was changed since it was signed"


GRACE = timedelta(days=30)
"""How long sheets stay in the print list after their review was due, if a clinic says nothing."""


class Freshness(StrEnum):
    """How a signed handout stands to its review date.

    `LAPSED` is overdue for longer than the clinic's grace time: its sheets are
    no longer in the print list.
    """

    CURRENT = "current"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    LAPSED = "overdue, and its sheets are out of the print list"


@dataclass(frozen=True, slots=True)
class Term:
    """Until when a sign-off lets a text be handed out.

    `freshness` holds for the day that the build was given; `grace` is how long
    after the review was due the clinic still lists the sheets.
    """

    due: date
    freshness: Freshness = Freshness.CURRENT
    grace: timedelta = GRACE

    @property
    def soon_from(self) -> date:
        """The first day on which staff are told that the review comes."""
        return self.due - DUE_SOON

    @property
    def listed_until(self) -> date:
        """The last day on which the sheets are in the print list."""
        return self.due + self.grace

    @property
    def overdue(self) -> bool:
        """Whether the review was due before the day that the build was given."""
        return self.freshness in (Freshness.OVERDUE, Freshness.LAPSED)


@dataclass(frozen=True, slots=True)
class Draft:
    """A handout that nobody has signed as it stands. Every page says so.

    A translation that is a draft has the `original` that it may not outlive, and as its
    `term` the first to end of the sign-offs that hold for either text. `last` is the last
    sign-off, of this text or of an earlier one.
    """

    handout: ComposedHandout
    fingerprint: str
    reason: DraftReason = DraftReason.NEVER_SIGNED
    last: Record | None = None
    term: Term | None = None
    original: Publication | None = None

    @property
    def version(self) -> str:
        """What is printed: the first characters of the fingerprint."""
        return self.fingerprint[:VERSION_LENGTH]


@dataclass(frozen=True, slots=True)
class Cleared:
    """A handout whose exact text a named clinician signed.

    `freshness` holds for the day that the build was given; `grace` is how long
    after the review was due the clinic still lists the sheets. A translation has the
    sign-off of its `original`; its review is due when the first of the two is.
    """

    handout: ComposedHandout
    fingerprint: str
    reviewer: str
    role: str
    signed_on: date
    review_due: date
    freshness: Freshness = Freshness.CURRENT
    grace: timedelta = GRACE
    original: Cleared | None = None

    @property
    def clinician(self) -> Cleared:
        """The sign-off of the content: for a translation, that of its original."""
        return self.original or self

    @property
    def version(self) -> str:
        """What is printed: the first characters of the fingerprint."""
        return self.fingerprint[:VERSION_LENGTH]

    @property
    def term(self) -> Term:
        """Until when it may be handed out."""
        return Term(self.review_due, self.freshness, self.grace)


Publication: TypeAlias = Draft | Cleared


def publication(
    handout: ComposedHandout,
    fingerprint: str,
    records: tuple[Record, ...],
    today: date,
    grace: timedelta = GRACE,
) -> Publication:
    """The state of a handout on a day, from its records (oldest first).

    Args:
        handout: what may be signed.
        fingerprint: that of its text.
        records: who signed which texts.
        today: the day that the review date is held against.
        grace: how long after that date the clinic still lists the sheets.
    """
    last = records[-1] if records else None
    mine = [r for r in records if r.fingerprint == fingerprint]
    if not mine:
        reason = DraftReason.CHANGED if last else DraftReason.NEVER_SIGNED
        return Draft(handout, fingerprint, reason, last)
    signed = mine[-1]
    if signed.withdrawn_on:
        return Draft(handout, fingerprint, DraftReason.WITHDRAWN, signed)
    return Cleared(
        handout,
        fingerprint,
        signed.reviewer,
        signed.role,
        signed.signed_on,
        signed.review_due,
        freshness(signed.review_due, today, grace),
        grace,
    )


def freshness(review_due: date, today: date, grace: timedelta = GRACE) -> Freshness:
    """How a review date stands to a day.

    On the due day itself a handout is not overdue, and on the last day of grace its
    sheets are still listed.
    """
    if today > review_due + grace:
        return Freshness.LAPSED
    if today > review_due:
        return Freshness.OVERDUE
    return Freshness.DUE_SOON if today + DUE_SOON >= review_due else Freshness.CURRENT


def withdrawn(state: Publication) -> bool:
    """Whether exactly this text, or the one that it translates, was taken back."""
    if not isinstance(state, Draft):
        return False
    return state.reason is DraftReason.WITHDRAWN or (
        state.original is not None and withdrawn(state.original)
    )


def standing(state: Publication) -> str:
    """How a handout stands, for staff."""
    if isinstance(state, Cleared):
        return f"signed, {state.freshness}"
    words = f"draft: {state.reason}"
    if withdrawn(state) and state.reason is not DraftReason.WITHDRAWN:
        return f"{words}; its original is withdrawn"
    if state.term is None or not state.term.overdue:
        return words
    whose = "its original is " if state.original and state.original.term == state.term else ""
    return f"{words}; {whose}{state.term.freshness}"


def listed(state: Publication) -> bool:
    """Whether a handout's sheets may be offered.

    A draft's may: it says that it is one. What was withdrawn may not, nor what any
    sign-off has outlived; a translation is never offered when its original is not.
    """
    if withdrawn(state):
        return False
    return state.term is None or state.term.freshness is not Freshness.LAPSED
