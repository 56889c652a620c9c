"""Documents to page files: Markdown headings, and HTML between them.

Headings are Markdown, so that any MkDocs-compatible renderer finds them for its
table of contents. Everything else is HTML that was escaped by our templates;
Markdown would alter the reviewed text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from handouts.document import nodes as n
from handouts.document.walk import plain
from handouts.render.artifact import Artifact
from handouts.render.html import HtmlRenderer, Surroundings

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!])")


def page_file(document: n.Document, around: Surroundings, meta: dict[str, Any]) -> Artifact:
    """The page file of a document.

    Args:
        document: the document to render.
        around: the clinic, the drawings and the addresses.
        meta: what the theme needs to know beside the text.
    """
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
