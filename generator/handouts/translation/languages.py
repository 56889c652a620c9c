"""The languages of a content folder, read and checked: what each of them can say."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts.content.scaffold import starter
from handouts.diagnostics import Diagnostic, in_reading_order
from handouts.figures.svg import Drawing
from handouts.translation import catalogs
from handouts.translation.catalogs import Catalog
from handouts.translation.checks import check
from handouts.translation.messages import SHARED, Messages
from handouts.translation.record import Record, read_record


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language: the translations that may be used, its record, what is wrong."""

    catalog: Catalog
    record: Record | None
    diagnostics: tuple[Diagnostic, ...]

    def started(self, main: str) -> bool:
        """Whether anything is translated yet of the main handout, or of what all share."""
        begin = {*SHARED, main}
        return any(
            entry.text and entry.context.partition("/")[0] in begin
            for entry in self.catalog.entries.values()
        )


def spoken(
    content: Path,
    language: str,
    messages: Messages,
    drawings: Mapping[str, Drawing],
    without: Container[str] = frozenset(),
) -> Spoken:
    """One language, read and checked; `without` are handouts that are not looked at."""
    catalog, found = catalogs.read_catalog(content, language, without=without)
    catalog = _with_shipped_words(catalog, messages)
    checked = check(messages.messages, catalog, drawings)
    record, record_problems = read_record(content, language)
    every = [*found, *checked.diagnostics]
    if any(entry.text for entry in catalog.entries.values()):
        every += record_problems
    return Spoken(checked.catalog, record, in_reading_order(every))


def _with_shipped_words(catalog: Catalog, messages: Messages) -> Catalog:
    """The catalog, with the generator's own words from the starter library's where it lacks them.

    A library may be older than the generator that builds it: a phrase that is new in
    the generator must not cost the library a language that the generator knows.
    """
    own = [m for m in messages.messages if m.domain == "interface"]
    lacking = [m for m in own if catalog.get(m.context, m.text) is None]
    if not catalog.entries or not lacking:
        return catalog
    shipped, _ = catalogs.read_catalog(Path(str(starter())), catalog.language, "interface.po")
    known = {m.context for m in lacking if shipped.get(m.context, m.text) is not None}
    return Catalog(
        catalog.language,
        {**catalog.entries, **{context: shipped.entries[context] for context in known}},
    )
