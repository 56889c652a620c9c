"""The order of pages, as MkDocs wants it."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.compose.library import Composition
from handouts.document import nodes as n


def navigation(composition: Composition) -> Iterator[dict[str, object]]:
    """The `nav` of a project: each part of a handout, then the pages of the site."""
    for handout in composition.handouts:
        documents = {d.id: d for d in handout.documents}
        for part in handout.parts:
            yield {part.title: [_entry(documents[page]) for page in part.pages]}
    for document in (*composition.site_pages, *composition.notices):
        yield dict(_entry(document))


def _entry(document: n.Document) -> dict[str, str]:
    folder = f"{document.path}/" if document.path else ""
    return {document.short_title: f"{folder}index.md"}
