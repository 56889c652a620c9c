"""What rendering gives: a path below an output folder, and bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file. `path` uses `/`, is relative and never leaves its folder."""

    path: str
    data: bytes
