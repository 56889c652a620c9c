"""Reads the built site back and proves what must be in it. Nothing else may publish."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from handouts.diagnostics import Code, Diagnostic

_LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
    "object": "data",
    "form": "action",
}
_LOADING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "manifest", "modulepreload"}
_CSS_AWAY = re.compile(r"@import|url\(\s*['\"]?(?!data:|#|\.{0,2}/?[\w-])", re.IGNORECASE)
_CSS_HOST = re.compile(r"url\(\s*['\"]?(?:https?:)?//", re.IGNORECASE)
_REPORT = "This should not happen: please report it. The published site stays as it was."


@dataclass(frozen=True, slots=True)
class Expected:
    """What one page of the site must show.

    `path` is its address without slashes at the ends; `danger_words` are the
    words of every danger sign that it must carry, clinic's numbers filled in.
    """

    path: str
    danger_words: tuple[str, ...]


@dataclass(slots=True)
class _Page:
    file: Path
    tree: html.HtmlElement
    anchors: set[str] = field(default_factory=set)


def verify(site: Path, expected: Iterable[Expected], site_url: str) -> list[Diagnostic]:
    """Everything that is wrong with a built site.

    Args:
        site: the folder of finished pages.
        expected: every page that must be there.
        site_url: the site's own address, for links that name it.
    """
    pages = {file.relative_to(site).as_posix(): _read(file) for file in site.rglob("*.html")}
    found = list(_expected(pages, expected))
    base = urlsplit(site_url).path.rstrip("/")
    for name, page in sorted(pages.items()):
        found += _links(site, name, page, pages, base)
        found += _foreign(name, page, site_url)
        found += _inline(name, page)
    for sheet in sorted(site.rglob("*.css")):
        text = sheet.read_text(encoding="utf-8")
        if _CSS_HOST.search(text) or "@import" in text:
            name = sheet.relative_to(site).as_posix()
            found.append(_problem(Code.VERIFY_FOREIGN, name, "loads something from elsewhere"))
    return found


def _read(file: Path) -> _Page:
    tree = html.document_fromstring(file.read_bytes().decode("utf-8"))
    anchors = {str(e.get("id")) for e in tree.iter() if e.get("id")}
    return _Page(file, tree, anchors)


def _problem(code: Code, page: str, message: str, hint: str = _REPORT) -> Diagnostic:
    return Diagnostic(code, f"The built page {page} {message}.", hint)


# --- what must be there ----------------------------------------------------


def _expected(pages: Mapping[str, _Page], expected: Iterable[Expected]) -> Iterator[Diagnostic]:
    for page in expected:
        name = f"{page.path}/index.html" if page.path else "index.html"
        built = pages.get(name)
        if built is None:
            yield _problem(Code.VERIFY_PAGE_MISSING, name, "is missing")
            continue
        shown = _words(built.tree)
        for sign in page.danger_words:
            if _folded(sign) not in shown:
                message = f"does not show the danger sign {sign!r}"
                yield _problem(Code.VERIFY_DANGER_SIGNS, name, message)


def _words(tree: html.HtmlElement) -> str:
    body = tree.find("body")
    return _folded("" if body is None else str(body.text_content()))


def _folded(words: str) -> str:
    return " ".join(words.split())


# --- what must not be there ------------------------------------------------


def _links(
    site: Path, name: str, page: _Page, pages: Mapping[str, _Page], base: str
) -> Iterator[Diagnostic]:
    for element in page.tree.iter("a", "link", "script", "img", "use"):
        for attribute in ("href", "src"):
            address = element.get(attribute)
            if address is not None and (wrong := _leads_nowhere(site, name, address, pages, base)):
                yield _problem(Code.VERIFY_LINK, name, f"has a link to {address!r}: {wrong}")


def _leads_nowhere(
    site: Path, name: str, address: str, pages: Mapping[str, _Page], base: str
) -> str:
    """Why an address does not work, or nothing."""
    parts = urlsplit(address)
    if parts.scheme in ("tel", "mailto", "data") or parts.netloc:
        return ""
    if parts.scheme:
        return "it is not a web address"
    way = unquote(parts.path)
    if way.startswith("/"):
        if not way.startswith(f"{base}/"):
            return "it leaves the site"
        target = way[len(base) + 1 :]
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), way)) if way else name
        if way.endswith("/") or target == ".":
            target += "/"
    if target.endswith("/") or target == "":
        target = posixpath.normpath(f"{target}index.html")
    if target.startswith(".."):
        return "it leaves the site"
    if target not in pages:
        return "" if (site / target).is_file() else "there is no such page"
    anchor = unquote(parts.fragment)
    return "" if not anchor or anchor in pages[target].anchors else "there is no such part"


def _foreign(name: str, page: _Page, site_url: str) -> Iterator[Diagnostic]:
    for element in page.tree.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        address = element.get(_LOADS.get(tag, ""), "") if tag in _LOADS else ""
        if tag == "link" and set(str(element.get("rel", "")).split()) & _LOADING_LINKS:
            address = element.get("href", "")
        if element.get("srcset") or re.match(r"(?:[a-z]+:)?//", str(address)):
            yield _problem(Code.VERIFY_FOREIGN, name, f"loads {str(address)[:80]!r}")


def _inline(name: str, page: _Page) -> Iterator[Diagnostic]:
    for element in page.tree.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        data_block = tag == "script" and element.get("type") in (
            "application/ld+json",
            "application/json",
        )
        if tag == "style" or (tag == "script" and not element.get("src") and not data_block):
            yield _problem(Code.VERIFY_INLINE, name, f"holds an inline <{tag}>")
        for attribute in element.attrib:
            if str(attribute) == "style" or str(attribute).startswith("on"):
                yield _problem(Code.VERIFY_INLINE, name, f"holds {attribute}= in <{tag}>")
