"""The library: everything that was read, in one immutable index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handouts.content.kinds import Page
from handouts.content.models import (
    ClinicFile,
    DangerSignsFile,
    FigureFile,
    HandoutFile,
    SourceFile,
    TermFile,
)
from handouts.content.prose import Prose, ProseSection
from handouts.content.search import SearchFile
from handouts.content.yaml import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that something was read from; `lines` by place in its YAML."""

    file: Path
    lines: Mapping[Place, int] = field(default_factory=dict)
    body_line: int = 1

    def line(self, *place: str | int) -> int:
        """The line of a value, or of the nearest value around it."""
        for length in range(len(place), -1, -1):
            if found := self.lines.get(place[:length]):
                return found
        return 1


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page as it was read: typed fields, prose, and where they came from."""

    id: str
    fields: Page
    prose: Prose
    origin: Origin

    @property
    def kind(self) -> str:
        """The kind of page that it is."""
        return str(getattr(self.fields, "kind"))  # noqa: B009 - every kind declares it

    def section(self, key: str) -> ProseSection | None:
        """The section with that key, if the author wrote one."""
        return next((s for s in self.prose.sections if s.key == key), None)


@dataclass(frozen=True, slots=True)
class Handout:
    """One handout: its file, its danger signs and its pages in reading order.

    `unread` are pages whose file is there but has problems of its own, what points
    to them is not wrong; and the names of its other files with problems, for which
    something stands in.
    """

    id: str
    file: HandoutFile
    danger_signs: DangerSignsFile
    pages: Mapping[str, PageSource]
    origin: Origin
    danger_origin: Origin
    unread: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[str, ...]:
        """Page ids in reading order."""
        return tuple(page for part in self.file.parts for page in part.pages)

    def of_kind(self, kind: str) -> PageSource | None:
        """The first page of a kind, in reading order."""
        ordered = (self.pages[i] for i in self.order if i in self.pages)
        return next((page for page in ordered if page.kind == kind), None)


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A figure as it was read: its words, and its drawing's text."""

    id: str
    words: FigureFile
    svg: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Unread:
    """The ids of shared entries with problems of their own; what points to them is not wrong."""

    glossary: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that can be handed out. Handouts are in the order of their ids."""

    root: Path
    handouts: Mapping[str, Handout]
    notices: Mapping[str, PageSource]
    glossary: Mapping[str, TermFile]
    sources: Mapping[str, SourceFile]
    figures: Mapping[str, FigureSource]
    clinic: ClinicFile
    glossary_origin: Origin
    sources_origin: Origin
    clinic_origin: Origin
    search: Mapping[str, SearchFile] = field(default_factory=dict)
    search_origins: Mapping[str, Origin] = field(default_factory=dict)
    unread: Unread = Unread()

    @property
    def main(self) -> Handout:
        """The handout at the site's root, or the first one."""
        at_root = (h for h in self.handouts.values() if not h.file.path)
        return next(at_root, next(iter(self.handouts.values())))
