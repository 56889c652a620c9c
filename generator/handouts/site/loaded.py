"""The styles and scripts that a page loads: only files that are known as such."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from lxml import etree

from handouts.diagnostics import Code, Diagnostic

STYLES_AND_SCRIPTS = frozenset((".css", ".js", ".mjs", ".cjs"))
"""The endings of files that can hide a danger sign, in small letters."""


def misnamed(name: str, tree: etree._Element) -> Iterator[Diagnostic]:
    """What a page loads as a style or a script although its name does not say so.

    Files that are named as styles and scripts are held against the closed set; one with
    another name would pass by it.

    Args:
        name: the page's file in the site.
        tree: the page.
    """
    for address in _loaded(tree):
        try:
            path = urlsplit(address).path
        except ValueError:
            continue  # told as a link that is no address
        if PurePosixPath(path).suffix.lower() not in STYLES_AND_SCRIPTS:
            message = f"The built page {name} loads {address[:80]!r} as a style or a script."
            hint = "Take it out of docs/. It could hide danger signs."
            yield Diagnostic(Code.VERIFY_UNKNOWN_STYLE, message, hint, name)


def _loaded(tree: etree._Element) -> Iterator[str]:
    for script in tree.iter("script"):
        if script.get("src") is not None:
            yield str(script.get("src"))
    for link in tree.iter("link"):
        kinds = set(str(link.get("rel", "")).lower().split())
        if kinds & {"stylesheet", "modulepreload"} or link.get("as") in ("script", "style"):
            yield str(link.get("href", ""))
