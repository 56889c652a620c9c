"""Notes problems between the files of a library, at the place an author knows."""

from __future__ import annotations

from dataclasses import dataclass, field

from handouts.content.library import Library, Origin
from handouts.diagnostics import Code, Diagnostic, Severity, shown_path


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a content file."""

    origin: Origin
    line: int = 1


@dataclass(slots=True)
class Report:
    """What is wrong so far, and which of the shared entries were used."""

    library: Library
    diagnostics: list[Diagnostic] = field(default_factory=list)
    terms: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)

    def error(self, code: Code, message: str, hint: str, spot: Spot) -> None:
        """Notes what stops a build."""
        self._note(code, message, hint, spot, Severity.ERROR)

    def warning(self, code: Code, message: str, hint: str, spot: Spot) -> None:
        """Notes what is worth reading."""
        self._note(code, message, hint, spot, Severity.WARNING)

    def _note(self, code: Code, message: str, hint: str, spot: Spot, how: Severity) -> None:
        shown = shown_path(spot.origin.file, self.library.root)
        self.diagnostics.append(Diagnostic(code, message, hint, shown, spot.line, how))
