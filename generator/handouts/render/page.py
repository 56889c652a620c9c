"""Documents to pages: headings, and the HTML between them.

Headings stay apart, so that every renderer finds them for its table of contents.
Everything else is HTML that was escaped by our templates.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handouts.document import nodes as n
from handouts.document.dates import day_text
from handouts.document.walk import plain
from handouts.governance.publication import Cleared, Publication
from handouts.render.html import HtmlRenderer, Surroundings
from handouts.render.side_by_side import clinic_half

SITE_KINDS = frozenset(("glossary", "sources", "print", "gallery", "version"))
"""Kinds of page that the generator makes for the whole site. No handout has them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page; `key` is its address, empty for the page's own title."""

    level: int
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A document as headings and the HTML between them; `meta` is for the theme."""

    path: str
    title: str
    description: str
    meta: Mapping[str, Any]
    pieces: tuple[Heading | str, ...]


Meta = dict[str, Any]
"""What the theme needs to know of a page beside its text."""


def handout_pages(
    publication: Publication, around: Surroundings, meta: Mapping[str, Meta]
) -> Iterator[RenderedPage]:
    """The pages of a handout, or of the notices. Each says in which state it is.

    Args:
        publication: the handout, signed or a draft.
        around: the clinic, the drawings and the addresses.
        meta: the theme's facts about each page, by its address.
    """
    state = {"version": publication.version, "review": _review(publication)}
    for document in publication.handout.documents:
        yield _rendered(document, around, {**meta[document.path], **state})


def site_page(document: n.Document, around: Surroundings, meta: Meta) -> RenderedPage:
    """A page that belongs to no handout.

    Raises:
        ValueError: the page is a handout's; only its publication may be rendered.
    """
    if document.kind not in SITE_KINDS:
        raise ValueError(f"A page of the kind {document.kind!r} needs the state of its handout.")
    return _rendered(document, around, meta)


def pair_page(
    document: n.Document,
    patient: Publication,
    clinic: Publication,
    around: Surroundings,
    meta: Meta,
) -> RenderedPage:
    """A page in two languages. It says in which state each half is."""
    node = next(block for block in document.blocks if isinstance(block, n.SideBySide))
    states = {
        "version": patient.version,
        "review": _review(patient),
        "clinic_half": clinic_half(clinic, node.clinic_language),
    }
    return _rendered(document, around, {**meta, **states})


def _review(state: Publication) -> dict[str, str]:
    if not isinstance(state, Cleared):
        return {"state": "draft"}
    language = state.handout.documents[0].language
    signed = state.clinician
    return {
        "state": "cleared",
        "reviewer": signed.reviewer,
        "role": signed.role,
        "signed_on": signed.signed_on.isoformat(),
        "signed_on_words": day_text(signed.signed_on, language),
        "review_due": state.review_due.isoformat(),
        "review_due_words": day_text(state.review_due, language),
    }


def _rendered(document: n.Document, around: Surroundings, meta: Meta) -> RenderedPage:
    html = HtmlRenderer(document, around)
    pieces = (Heading(1, document.title, ""), *_pieces(document.blocks, html))
    return RenderedPage(document.path, document.title, document.description, meta, pieces)


def _pieces(blocks: n.Blocks, html: HtmlRenderer) -> Iterator[Heading | str]:
    for block in blocks:
        if isinstance(block, n.Section):
            yield Heading(block.level, plain(block.title), block.key)
            yield from _pieces(block.blocks, html)
            continue
        if isinstance(block, n.DangerSigns):
            yield Heading(2, plain(block.title), block.key)
        yield str(html.node(block))


def json_ld(data: dict[str, Any]) -> str:
    """Structured data as text that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
