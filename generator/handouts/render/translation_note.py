"""What page and paper say about a translation: who made it, and who reviewed it."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.document.dates import date_text, day_text
from handouts.governance.publication import Cleared, Draft, DraftReason, Publication
from handouts.governance.reviews import Record as Review
from handouts.render.direction import isolated
from handouts.translation.record import Record


def translation_note(
    record: Record | None,
    phrases: Mapping[str, str],
    language: str,
    state: Publication | None = None,
) -> tuple[str, ...]:
    """Two statements: who made it and when, and who reviewed it.

    There are none for the language that the content is written in.

    Args:
        record: who translated.
        phrases: the generator's words in the language.
        language: the language.
        state: whether this text was reviewed by a qualified translator.
    """
    if record is None:
        return ()
    who = isolated(record.translated_by, language)
    if record.translated_on:
        who += f", {date_text(record.translated_on, language)}"
    made = f"{phrases['translated-by']} {who}."
    if record.method:
        made += f" {record.method.rstrip('.')}."
    signed = _signed(state)
    if signed is None:
        return made, phrases["translation-not-reviewed"]
    name = isolated(f"{signed.reviewer}, {signed.role}", language)
    reviewed = f"{name}, {day_text(signed.signed_on, language)}"
    return made, f"{phrases['translation-reviewed-by']} {reviewed}."


def _signed(state: Publication | None) -> Cleared | Review | None:
    """The sign-off of exactly this translation, whatever its original's."""
    if isinstance(state, Draft):
        return state.last if state.reason is DraftReason.ORIGINAL else None
    return state
