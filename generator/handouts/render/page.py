"""Documents to page files: Markdown headings, and HTML between them.

Headings are Markdown, so that any MkDocs-compatible renderer finds them for its
table of contents. Everything else is HTML that was escaped by our templates;
Markdown would alter the reviewed text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from handouts.document import nodes as n
from handouts.document.dates import day_text
from handouts.document.walk import plain
from handouts.governance.publication import Cleared, Publication
from handouts.render.artifact import Artifact
from handouts.render.html import HtmlRenderer, Surroundings
from handouts.render.side_by_side import clinic_half

SITE_KINDS = frozenset(("glossary", "sources", "print", "gallery", "version"))
"""Kinds of page that the generator makes for the whole site. No handout has them."""

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!])")

Meta = dict[str, Any]
"""What the theme needs to know of a page beside its text."""


def handout_pages(
    publication: Publication, around: Surroundings, meta: Mapping[str, Meta]
) -> Iterator[Artifact]:
    """The page files of a handout, or of the notices. Each says in which state it is.

    Args:
        publication: the handout, signed or a draft.
        around: the clinic, the drawings and the addresses.
        meta: the theme's facts about each page, by its address.
    """
    state = {"version": publication.version, "review": _review(publication)}
    for document in publication.handout.documents:
        yield _page_file(document, around, {**meta[document.path], **state})


def site_page(document: n.Document, around: Surroundings, meta: Meta) -> Artifact:
    """The page file of a page that belongs to no handout.

    Raises:
        ValueError: the page is a handout's; only its publication may be rendered.
    """
    if document.kind not in SITE_KINDS:
        raise ValueError(f"A page of the kind {document.kind!r} needs the state of its handout.")
    return _page_file(document, around, meta)


def pair_page(
    document: n.Document,
    patient: Publication,
    clinic: Publication,
    around: Surroundings,
    meta: Meta,
) -> Artifact:
    """The page file of a page in two languages. It says in which state each half is."""
    node = next(block for block in document.blocks if isinstance(block, n.SideBySide))
    states = {
        "version": patient.version,
        "review": _review(patient),
        "clinic_half": clinic_half(clinic, node.clinic_language),
    }
    return _page_file(document, around, {**meta, **states})


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


def _page_file(document: n.Document, around: Surroundings, meta: Meta) -> Artifact:
    front = yaml.safe_dump(
        {"title": document.title, "description": document.description, "handouts": meta},
        allow_unicode=True,
        sort_keys=True,
        width=10_000,
    )
    html = HtmlRenderer(document, around)
    chunks = [f"# {_heading(document.title)}", *_chunks(document.blocks, html)]
    text = f"---\n{front}---\n\n" + "\n\n".join(chunks) + "\n"
    folder = f"{document.path}/" if document.path else ""
    return Artifact(f"{folder}index.md", text.encode())


def _chunks(blocks: n.Blocks, html: HtmlRenderer) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, n.Section):
            yield _titled(block.level, plain(block.title), block.key)
            yield from _chunks(block.blocks, html)
            continue
        if isinstance(block, n.DangerSigns):
            yield _titled(2, plain(block.title), block.key)
        yield html.node(block)


def _titled(level: int, title: str, key: str) -> str:
    return f"{'#' * level} {_heading(title)} {{#{key}}}"


def _heading(words: str) -> str:
    """Words that Markdown shows as they are."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN_SIGNS.sub(r"\\\1", escaped)


def json_ld(data: dict[str, Any]) -> str:
    """Structured data as text that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
