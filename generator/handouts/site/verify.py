"""What must be in a built site, and what must not: the questions that `together` asks of it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from handouts.diagnostics import Code, Diagnostic
from handouts.site.loaded import STYLES_AND_SCRIPTS
from handouts.site.page_facts import page_problem

_CSS_AWAY = re.compile(
    r"@import|(?:url|image-set|src)\(\s*['\"]?\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What one page of the site must show.

    `path` is its address without slashes at the ends; `danger_words` are the
    words of every danger sign that it must carry, clinic's numbers filled in.
    """

    path: str
    danger_words: tuple[str, ...]


def page_file(path: str) -> str:
    """The file of a page by its address."""
    return path if path.endswith(".html") else f"{path}/index.html".lstrip("/")


def base_path(site_url: str) -> str:
    """The path of a site's address, without a slash at its end."""
    return urlsplit(site_url).path.rstrip("/")


def missing_pages(needed: Iterable[str], pages: Iterable[str]) -> Iterator[Diagnostic]:
    """The pages that must be there and are not, by their files."""
    there = set(pages)
    for name in needed:
        if name not in there:
            yield page_problem(Code.VERIFY_PAGE_MISSING, name, "is missing")


def leads_nowhere(site: Path, parts: Mapping[str, Container[str]], target: str, part: str) -> str:
    """Why an address does not work, or nothing.

    Args:
        site: the folder of the finished site.
        parts: the addresses within each page, by its file.
        target: the file that is meant.
        part: the part of it that is meant, or nothing.
    """
    known = parts.get(target)
    if known is not None:
        return "" if not part or part in known else "there is no such part"
    if target.startswith(".."):
        return "it leaves the site"
    return "" if (site / target).is_file() else "there is no such page"


def unknown_styles(site: Path, shipped: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Stylesheets and scripts that are not ours, which could hide a danger sign.

    Stylesheets that load something from elsewhere are named as well.
    """
    found = (Path(place, name) for place, _, names in os.walk(site) for name in names)
    for file in sorted(f for f in found if f.suffix.lower() in STYLES_AND_SCRIPTS):
        name = file.relative_to(site).as_posix()
        if shipped.get(name) != hashlib.sha256(file.read_bytes()).hexdigest():
            message = f"The site would hold {name}, which is not one of our own files."
            hint = (
                "Take it out of docs/. Styles and scripts from elsewhere could hide danger signs."
            )
            yield Diagnostic(Code.VERIFY_UNKNOWN_STYLE, message, hint, name)
        if file.suffix.lower() == ".css" and _CSS_AWAY.search(
            file.read_text("utf-8", errors="replace")
        ):
            yield page_problem(Code.VERIFY_FOREIGN, name, "loads something from elsewhere")
