"""Pages as files that any MkDocs-compatible renderer reads, and what those make of them.

Headings are Markdown. Everything else is HTML: Markdown would alter the reviewed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from markdown.extensions.toc import slugify, unique

from handouts.content.yaml_out import yaml_text
from handouts.render.artifact import Artifact
from handouts.render.page import Heading, RenderedPage

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!])")


def page_file(page: RenderedPage) -> Artifact:
    """The page as a file: front matter, Markdown headings, and HTML between them."""
    told = {"title": page.title, "description": page.description, "handouts": dict(page.meta)}
    front = yaml_text(told, sort_keys=True, width=10_000)
    chunks = [_titled(p) if isinstance(p, Heading) else p for p in page.pieces]
    text = f"---\n{front}---\n\n" + "\n\n".join(chunks) + "\n"
    folder = f"{page.path}/" if page.path else ""
    return Artifact(f"{folder}index.md", text.encode())


def page_html(page: RenderedPage) -> str:
    """What Python-Markdown makes of the page's file, without reading it again.

    A test holds the two equal, sign by sign.
    """
    headings = iter(headings_of(page))
    chunks: list[str] = []
    for piece in page.pieces:
        if isinstance(piece, Heading):
            heading = next(headings)
            tag, key = f"h{heading.level}", escape(heading.key)
            chunks.append(f'<{tag} id="{key}">{heading.words}</{tag}>\n')
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


def _titled(heading: Heading) -> str:
    key = f" {{#{heading.key}}}" if heading.key else ""
    return f"{'#' * heading.level} {_heading(heading.words)}{key}"


def _heading(words: str) -> str:
    """Words that Markdown shows as they are."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN_SIGNS.sub(r"\\\1", escaped)
