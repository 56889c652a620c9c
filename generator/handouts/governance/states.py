"""Which state each handout is in: is this exact text signed, and still in date?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from handouts.compose.library import ComposedHandout, Composition
from handouts.content.library import Library
from handouts.diagnostics import Code, Diagnostic
from handouts.governance.canonical import art_digest, canonical_text, fingerprint
from handouts.governance.publication import Draft, Publication, publication
from handouts.governance.reviews import Reviews


def canonical_texts(library: Library, composition: Composition) -> Mapping[str, str]:
    """What is to be signed, by the id of the handout (or the notices)."""
    art = {figure.id: art_digest(figure.svg) for figure in library.figures.values()}
    return {h.id: canonical_text(h, _language(h), art) for h in composition.units}


def states(
    library: Library, composition: Composition, reviews: Reviews, today: date
) -> Mapping[str, Publication]:
    """The state of every handout, and of the notices, on a day, by id."""
    texts = canonical_texts(library, composition)
    grace = timedelta(days=library.clinic.grace_days)
    return {
        handout.id: publication(
            handout,
            fingerprint(texts[handout.id]),
            reviews.of(handout.id, _language(handout)),
            today,
            grace,
        )
        for handout in composition.units
    }


def _language(handout: ComposedHandout) -> str:
    return handout.documents[0].language


def refused_for_release(library: Library, found: Iterable[Publication]) -> list[Diagnostic]:
    """What stands between this library and a release, with what to do about each."""
    problems = []
    if library.clinic.example:
        hint = "Put your own clinic into clinic.yml and remove the line `example: true`."
        problems.append(Diagnostic(Code.CLINIC_EXAMPLE, "The clinic is the example clinic.", hint))
    for state in found:
        name, language = state.handout.id, _language(state.handout)
        which = f"{name} --language {language}"
        if isinstance(state, Draft):
            hint = f"Have it read (handouts review show {which}) and signed."
            message = f"The handout {name!r} is not signed in {language}: {state.reason}."
            problems.append(Diagnostic(Code.RELEASE_UNSIGNED, message, hint))
        elif state.term.overdue:
            hint = f"Review it again, then sign it: handouts review sign {which} …"
            due = state.review_due.isoformat()
            message = f"The review of {name!r} in {language} was due on {due}."
            problems.append(Diagnostic(Code.RELEASE_OVERDUE, message, hint))
    return problems
