"""Documents to page files: Markdown headings, and HTML between them.

Headings are Markdown, so that any MkDocs-compatible renderer finds them for its
table of contents. Everything else is HTML that was escaped by our templates;
Markdown would alter the reviewed text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import yaml
from markdown.extensions.toc import slugify, unique
from markupsafe import Markup

from handouts.document import nodes as n
from handouts.document.walk import plain
from handouts.render.artifact import Artifact
from handouts.render.html import HtmlRenderer, Surroundings

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!])")


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


def render_page(
    document: n.Document, around: Surroundings, meta: Mapping[str, Any]
) -> RenderedPage:
    """A document rendered for the web.

    Args:
        document: the document to render.
        around: the clinic, the drawings and the addresses.
        meta: what the theme needs to know beside the text.
    """
    html = HtmlRenderer(document, around)
    pieces = (Heading(1, document.title, ""), *_pieces(document.blocks, html))
    return RenderedPage(document.path, document.title, document.description, meta, pieces)


def page_file(page: RenderedPage) -> Artifact:
    """The page as a file that any MkDocs-compatible renderer reads."""
    front = yaml.dump(
        {"title": page.title, "description": page.description, "handouts": dict(page.meta)},
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        allow_unicode=True,
        sort_keys=True,
        width=10_000,
    )
    chunks = [_titled(p) if isinstance(p, Heading) else p for p in page.pieces]
    text = f"---\n{front}---\n\n" + "\n\n".join(chunks) + "\n"
    folder = f"{page.path}/" if page.path else ""
    return Artifact(f"{folder}index.md", text.encode())


def page_html(page: RenderedPage) -> str:
    """What Python-Markdown makes of the page's file, without reading it again.

    A test holds the two equal, sign by sign.
    """
    headings = iter(headings_of(page))
    chunks = []
    for piece in page.pieces:
        if isinstance(piece, Heading):
            heading = next(headings)
            tag = f"h{heading.level}"
            chunks.append(Markup('<{0} id="{1}">{2}</{0}>\n').format(tag, heading.key, Markup(heading.words)))
        else:
            chunks.append(f"{piece}\n\n")
    return "".join(chunks).strip()


def headings_of(page: RenderedPage) -> Iterator[Heading]:
    """The headings with their words as HTML, each with an address."""
    found = [piece for piece in page.pieces if isinstance(piece, Heading)]
    taken = {heading.key for heading in found if heading.key}
    for heading in found:
        key = heading.key or unique(slugify(heading.words, "-"), taken)
        words = escape(heading.words, quote=False)
        yield Heading(heading.level, words, key)


def _pieces(blocks: n.Blocks, html: HtmlRenderer) -> Iterator[Heading | str]:
    for block in blocks:
        if isinstance(block, n.Section):
            yield Heading(block.level, plain(block.title), block.key)
            yield from _pieces(block.blocks, html)
            continue
        if isinstance(block, n.DangerSigns):
            yield Heading(2, plain(block.title), block.key)
        yield str(html.node(block))


def _titled(heading: Heading) -> str:
    key = f" {{#{heading.key}}}" if heading.key else ""
    return f"{'#' * heading.level} {_heading(heading.words)}{key}"


def _heading(words: str) -> str:
    """Words that Markdown shows as they are."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN_SIGNS.sub(r"\\\1", escaped)


def json_ld(data: dict[str, Any]) -> str:
    """Structured data as text that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
