"""The states of translations: each is signed itself, and holds only with its original.

A clinician signs the text that was written first; a qualified translator signs that
a translation says the same. A translation is cleared when both are. Signed or not, it is
never handed out when its original is not: docs/development/reviewing.md has the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from handouts.document import nodes as n
from handouts.governance.publication import Draft, DraftReason, Publication
from handouts.governance.reviews import Record, Reviews, latest
from handouts.governance.states import states
from handouts.governance.version_pages import version_path
from handouts.translation.translate import Withheld
from handouts.translation.voices import Voice


def voice_states(
    voice: Voice, reviews: Reviews, today: date, originals: Mapping[str, Publication]
) -> Mapping[str, Publication]:
    """The state of every handout, and of the notices, in one language, by id.

    Args:
        voice: the library in that language.
        reviews: who signed which texts, in every language.
        today: the day that review dates are held against.
        originals: the states in the language that the content is written in; where it
            is this one, they are found if left empty.
    """
    if not voice.root and originals:
        return originals
    found = states(voice.library, voice.composition, reviews, today)
    if not voice.root:
        return found
    return {
        name: _with_original(state, originals[name], reviews.of(name, voice.language))
        for name, state in found.items()
    }


def _with_original(
    state: Publication, original: Publication, records: Iterable[Record]
) -> Publication:
    """The state of a translation, which is never better than that of its original."""
    terms = [term for term in (state.term, original.term) if term]
    term = min(terms, key=lambda each: each.due, default=None)
    if isinstance(state, Draft):
        return replace(state, term=term, original=original)
    signed = latest(r for r in records if r.fingerprint == state.fingerprint)
    if signed is None or signed.translates != original.fingerprint:
        reason = DraftReason.OTHER_ORIGINAL
    elif isinstance(original, Draft) or term is None:
        reason = DraftReason.ORIGINAL
    else:
        return replace(state, original=original, review_due=term.due, freshness=term.freshness)
    return Draft(state.handout, state.fingerprint, reason, signed, term, original)


def withheld_versions(voice: Voice, reviews: Reviews) -> Iterator[Withheld]:
    """The addresses of signed versions of handouts that a language no longer shows.

    Whoever scans such a sheet is told that the page is withheld, and where to turn.
    """
    shown = {handout.id for handout in voice.composition.units}
    held = {w.document.handout: w for w in voice.withheld}
    notices = held.get("")
    for record in reviews.in_language(voice.language).records:
        because = held.get(record.handout, notices)
        if record.handout not in shown and because:
            yield replace(because, document=_version(because.document, record.version))


def _version(document: n.Document, version: str) -> n.Document:
    return replace(document, id=f"version-{version}", kind="version", path=version_path(version))
