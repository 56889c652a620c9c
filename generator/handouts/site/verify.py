"""Reads the built site back and proves what must be in it. Nothing else may publish."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from handouts.diagnostics import Code, Diagnostic
from handouts.site.loaded import STYLES_AND_SCRIPTS
from handouts.site.page_facts import PageFacts, page_facts, page_problem, wrong_link

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


def verify(
    site: Path,
    expected: Iterable[Expected],
    site_url: str,
    shipped: Mapping[str, str],
    elsewhere: frozenset[str] = frozenset(),
) -> list[Diagnostic]:
    """Everything that is wrong with a built site.

    Args:
        site: the folder of finished pages.
        expected: every page that must be there.
        site_url: the site's own address, for links that name it.
        shipped: the SHA-256 of each stylesheet and script that may be there, by path.
        elsewhere: files of the same site's other languages that links may lead to, as
            seen from this folder.
    """
    base = base_path(site_url)
    needed = {page_file(page.path): page.danger_words for page in expected}
    names = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html"))]
    pages = {
        name: page_facts(name, (site / name).read_bytes(), base, needed.get(name, ()))
        for name in names
    }
    found = list(missing_pages(needed, pages))
    found += (problem for page in pages.values() for problem in page.problems)
    found += broken_links(site, pages, elsewhere)
    found += unknown_styles(site, shipped)
    return found


def missing_pages(needed: Iterable[str], pages: Iterable[str]) -> Iterator[Diagnostic]:
    """The pages that must be there and are not, by their files."""
    there = set(pages)
    for name in needed:
        if name not in there:
            yield page_problem(Code.VERIFY_PAGE_MISSING, name, "is missing")


def broken_links(
    site: Path, pages: Mapping[str, PageFacts], elsewhere: frozenset[str] = frozenset()
) -> Iterator[Diagnostic]:
    """The links that lead nowhere; `pages` are those of the site by file."""
    parts = {name: page.parts for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.links:
            if link.target not in elsewhere and (
                why := leads_nowhere(site, parts, link.target, link.part)
            ):
                yield page_problem(Code.VERIFY_LINK, name, wrong_link(link.address, why))


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
    for file in sorted(f for f in site.rglob("*") if f.suffix.lower() in STYLES_AND_SCRIPTS):
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
