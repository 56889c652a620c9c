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


class Freshness(StrEnum):
    """How a signed handout stands to its review date."""

    CURRENT = "current"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Draft:
    """A handout that nobody has signed as it stands. Every page says so."""

    handout: ComposedHandout
    fingerprint: str
    reason: DraftReason = DraftReason.NEVER_SIGNED
    last: Record | None = None

    @property
    def version(self) -> str:
        """What is printed: the first characters of the fingerprint."""
        return self.fingerprint[:VERSION_LENGTH]


@dataclass(frozen=True, slots=True)
class Cleared:
    """A handout whose exact text a named clinician signed.

    `freshness` holds for the day that the build was given.
    """

    handout: ComposedHandout
    fingerprint: str
    reviewer: str
    role: str
    signed_on: date
    review_due: date
    freshness: Freshness = Freshness.CURRENT

    @property
    def version(self) -> str:
        """What is printed: the first characters of the fingerprint."""
        return self.fingerprint[:VERSION_LENGTH]


Publication: TypeAlias = Draft | Cleared


def publication(
    handout: ComposedHandout, fingerprint: str, records: tuple[Record, ...], today: date
) -> Publication:
    """The state of a handout on a day, from its records (oldest first)."""
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
        freshness(signed.review_due, today),
    )


def freshness(review_due: date, today: date) -> Freshness:
    """How a review date stands to a day. On the due day itself it is not overdue."""
    if today > review_due:
        return Freshness.OVERDUE
    return Freshness.DUE_SOON if today + DUE_SOON >= review_due else Freshness.CURRENT
