"""The styles and scripts that a page loads: only files that are known as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from handouts.diagnostics import Code, Diagnostic

STYLES_AND_SCRIPTS = frozenset((".css", ".js", ".mjs", ".cjs"))
"""The endings of files that can hide a danger sign, in small letters."""


def misnamed(name: str, loaded: Iterable[str]) -> Iterator[Diagnostic]:
    """What a page loads as a style or a script although its name does not say so.

    Files that are named as styles and scripts are held against the closed set; one with
    another name would pass by it.

    Args:
        name: the page's file in the site.
        loaded: the addresses of its styles and scripts.
    """
    for address in loaded:
        if not _says_so(address):
            message = f"The built page {name} loads {address[:80]!r} as a style or a script."
            hint = "Take it out of docs/. It could hide danger signs."
            yield Diagnostic(Code.VERIFY_UNKNOWN_STYLE, message, hint, name)


@lru_cache(maxsize=1024)  # every page of a site loads the same
def _says_so(address: str) -> bool:
    try:
        path = urlsplit(address).path
    except ValueError:
        return True  # told as a link that is no address
    return PurePosixPath(path).suffix.lower() in STYLES_AND_SCRIPTS
