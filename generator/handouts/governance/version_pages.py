"""A page for every version that was ever signed: is this paper still good?

The QR code on a signed sheet leads here. The pages are made from the records in
`content/reviews`, so an old address keeps its answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handouts.compose import danger
from handouts.compose.context import Context
from handouts.content.library import Library
from handouts.document import nodes as n
from handouts.document.dates import day_text
from handouts.document.phrases import PHRASES
from handouts.document.walk import text_of
from handouts.governance.publication import Cleared, Draft, DraftReason, Publication, withdrawn
from handouts.governance.reviews import Record, Reviews

FOLDER = "v"
"""The address below which versions stand."""


def version_path(version: str) -> str:
    """Where a version's page stands, without slashes at its ends."""
    return f"{FOLDER}/{version}"


def version_pages(
    library: Library,
    reviews: Reviews,
    states: Mapping[str, Publication],
    phrases: Mapping[str, str] = PHRASES,
) -> Iterator[n.Document]:
    """A page for each record, whether it is current, replaced or withdrawn."""
    for record in reviews.records:
        state = states.get(record.handout)
        if state is not None:
            yield _page(library, record, state, phrases)


def version_texts(reviews: Reviews) -> Iterator[tuple[str, str]]:
    """The path and the text of each signed version, for whoever audits."""
    for record in reviews.records:
        yield f"{version_path(record.version)}/text.txt", record.text


def _page(
    library: Library, record: Record, state: Publication, phrases: Mapping[str, str]
) -> n.Document:
    ctx = Context(library, library.handouts.get(record.handout, library.main))
    title = f"{state.handout.title}: {phrases['version'].lower()} {record.version}"
    told = _told(record, state, phrases)
    first = state.handout.documents[0]
    newest = n.Card(
        "newest/card",
        n.PageLink(first.id, "", text_of(state.handout.title)),
        _newest(state, phrases),
    )
    return n.Document(
        id=f"version-{record.version}",
        handout="" if record.handout not in library.handouts else record.handout,
        kind="version",
        language=record.language,
        path=version_path(record.version),
        title=title,
        short_title=title,
        description=told,
        blocks=(
            n.KeyPoint("key-point", text_of(told)),
            danger.strip(ctx),
            n.Facts("version/facts", tuple(_facts(record, phrases))),
            n.Section("newest", text_of(phrases["newest"]), (n.Cards("newest/cards", (newest,)),)),
        ),
    )


def _facts(record: Record, phrases: Mapping[str, str]) -> Iterator[n.Fact]:
    """Who stands for the version, and until when; of a translation, who made it too."""
    reviewer = f"{record.reviewer}, {record.role}"
    signed, due = (day_text(d, record.language) for d in (record.signed_on, record.review_due))
    yield _fact(phrases, "version", record.version)
    if record.translates:
        made = ". ".join(said.rstrip(".") for said in (record.translated_by, record.method) if said)
        yield _fact(phrases, "translated-by", f"{made}.")
        yield _fact(phrases, "translation-reviewed-by", reviewer)
    else:
        yield _fact(phrases, "reviewed-by", reviewer)
    yield _fact(phrases, "signed-on", signed)
    yield _fact(phrases, "review-due", due)
    if record.withdrawn_on:
        yield _fact(phrases, "withdrawn-on", day_text(record.withdrawn_on, record.language))
    if record.withdrawn_because:
        yield _fact(phrases, "withdrawn-because", record.withdrawn_because)


def _told(record: Record, state: Publication, phrases: Mapping[str, str]) -> str:
    """Whether a version may be used, in words that stay true between two builds.

    That of a translation may not when its original may not.
    """
    current = state.fingerprint == record.fingerprint
    if record.withdrawn_on or (current and withdrawn(state)):
        return phrases["version-withdrawn"]
    if not current:
        return phrases["version-replaced"]
    if isinstance(state, Draft):
        signed_here = state.reason is DraftReason.ORIGINAL
        return phrases["draft" if signed_here else "version-replaced"]
    until = day_text(state.review_due, record.language)
    return phrases["version-current"].replace("{date}", until)


def _newest(state: Publication, phrases: Mapping[str, str]) -> n.Inlines:
    signed = isinstance(state, Cleared)
    words = phrases["version"] if signed else phrases["draft"]
    return text_of(f"{words} {state.version}" if signed else words)


def _fact(phrases: Mapping[str, str], phrase: str, words: str) -> n.Fact:
    return n.Fact(f"version/{phrase}", text_of(phrases[phrase]), text_of(words))
