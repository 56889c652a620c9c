"""The states in which content may be rendered. Renderers accept nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from handouts.compose.library import ComposedHandout


@dataclass(frozen=True, slots=True)
class Draft:
    """A handout that nobody has signed as it stands. Every page says so."""

    handout: ComposedHandout
    fingerprint: str

    @property
    def version(self) -> str:
        """What is printed: the first characters of the fingerprint."""
        return self.fingerprint[:8]


@dataclass(frozen=True, slots=True)
class Cleared:
    """A handout whose exact text a named clinician signed."""

    handout: ComposedHandout
    fingerprint: str
    reviewer: str
    role: str
    signed_on: date
    review_due: date

    @property
    def version(self) -> str:
        """What is printed: the first characters of the fingerprint."""
        return self.fingerprint[:8]


Publication: TypeAlias = Draft | Cleared
