"""What pages and sheets of a translation say beside the text, and those in two languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from handouts.compose.library import NOTICES
from handouts.content.library import Library
from handouts.document import nodes as n
from handouts.governance.publication import Publication
from handouts.render.print_files import FOLDER
from handouts.render.sheet import Brand, Paper
from handouts.render.side_by_side import EDITION, Pair, pair_name
from handouts.render.translation_note import translation_note
from handouts.site.expected import lines_in_both
from handouts.translation.voices import Voice

States = Mapping[str, Publication]


def translated_meta(
    meta: Mapping[str, dict[str, Any]], voice: Voice, states: States
) -> dict[str, dict[str, Any]]:
    """The theme's facts about each page, with who translated it and who reviewed that.

    Args:
        meta: the facts, by the addresses of the pages.
        voice: the library in the language of the pages.
        states: the states of its handouts.
    """
    notes = {d.path: _note(voice, states, d) for d in voice.composition.documents}
    return {path: {**facts, "translation": notes.get(path, [])} for path, facts in meta.items()}


def note_of(voice: Voice, state: Publication | None) -> tuple[str, ...]:
    """Who translated, and whether exactly this text was reviewed by a qualified translator."""
    return translation_note(voice.record, voice.phrases, voice.language, state)


def _note(voice: Voice, states: States, document: n.Document) -> list[str]:
    if voice.record is None:
        return []
    if document.kind == "notice":
        return list(note_of(voice, states[NOTICES]))
    if document.handout in states:
        return list(note_of(voice, states[document.handout]))
    # Pages of the site hold texts of every handout: they say what holds for all.
    return note_of_all(voice, [note_of(voice, state) for state in states.values()])


def note_of_all(voice: Voice, notes: Sequence[Sequence[str]]) -> list[str]:
    """What holds for every handout, from what each of them says."""
    unreviewed = voice.phrases["translation-not-reviewed"]
    return next((list(note) for note in notes if unreviewed in note), list(notes[0][:1]))


# --- sheets in two languages -----------------------------------------------


def pair_of(
    voice: Voice, state: Publication, originals: States, brand: Brand, original: Library
) -> tuple[Pair | None, tuple[str, ...]]:
    """The sheet of a handout in two languages, and the danger signs of its page one.

    Args:
        voice: the library in the patient's language.
        state: the handout in it.
        originals: the states of the handouts in the clinic's language.
        brand: who hands the sheet out, in the patient's language.
        original: the library in the clinic's language.
    """
    handout = state.handout.id
    for document in voice.composition.side_by_side:
        if document.handout == handout:
            theirs = replace(brand, note=note_of(voice, state))
            ours = Brand(original.clinic, brand.logo)
            pair = Pair(document, state, originals[handout], theirs, ours)
            return pair, lines_in_both(voice.library, original, document)
    return None, ()


def pair_row(document: n.Document, state: Publication, sheets: Mapping[str, int]) -> dict[str, str]:
    """The row of such a sheet in the list to print, with a file for each paper."""
    row = {"edition": EDITION, "size": "standard"}
    for paper in get_args(Paper):
        path = f"{FOLDER}/{pair_name(state.handout.id, document, paper)}"
        if path in sheets:
            row[paper] = path
            row["pages"] = str(sheets[path])
    return row
