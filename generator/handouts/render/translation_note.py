"""What page and paper say about a translation: who made it, and who reviewed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handouts.render.dates import day_text
from handouts.render.direction import isolated
from handouts.translation.record import Record


def translation_note(
    record: Record | None, phrases: Mapping[str, str], language: str
) -> tuple[str, ...]:
    """Two sentences; none for the language that the content is written in."""
    if record is None:
        return ()
    made = f"{phrases['translated-by']} {isolated(record.translated_by, language)}."
    if record.method:
        made += f" {record.method.rstrip('.')}."
    if not record.reviewed_by:
        return made, phrases["translation-not-reviewed"]
    name = ", ".join(part for part in (record.reviewed_by, record.reviewer_role) if part)
    who = [isolated(name, language)]
    if record.reviewed_on:
        who.append(day_text(date.fromisoformat(record.reviewed_on), language))
    return made, f"{phrases['translation-reviewed-by']} {', '.join(who)}."
