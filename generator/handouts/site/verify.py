"""Reads the built site back and proves what must be in it. Nothing else may publish."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from handouts.diagnostics import Code, Diagnostic
from handouts.site.loaded import STYLES_AND_SCRIPTS, misnamed
from handouts.site.phone_links import wrong_numbers

_LOADING = ("src", "data", "poster", "action", "formaction", "background", "srcset", "ping")
"""Attributes whose address a browser fetches, or sends to."""

_PARSER = html.HTMLParser(encoding="utf-8")

_NAMING_LINKS = frozenset(("canonical", "alternate", "next", "prev", "license", "author"))
"""What a <link> may be whose address a browser does not fetch."""

_FOLDING = frozenset(("details", "dialog", "template", "noscript"))
"""Elements whose words a reader may not see."""

_HOST = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}", re.IGNORECASE)
_CSS_AWAY = re.compile(
    r"@import|(?:url|image-set|src)\(\s*['\"]?\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE
)
_REPORT = (
    "If it comes from your own files in docs/, mend it there; if not, please report it. "
    "The published site stays as it was."
)


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
    pages = {file.relative_to(site).as_posix(): _read(file) for file in site.rglob("*.html")}
    found = list(_expected(pages, expected))
    base = urlsplit(site_url).path.rstrip("/")
    for name, page in sorted(pages.items()):
        found += _links(site, name, page, pages, base, elsewhere)
        found += _foreign(name, page)
        found += _inline(name, page)
        found += [*wrong_numbers(name, page.tree), *misnamed(name, page.tree)]
    found += _unknown_styles(site, shipped)
    for sheet in sorted(site.rglob("*.css")):
        text = sheet.read_text(encoding="utf-8", errors="replace")
        if _CSS_AWAY.search(text):
            name = sheet.relative_to(site).as_posix()
            found.append(_problem(Code.VERIFY_FOREIGN, name, "loads something from elsewhere"))
    return found


def _read(file: Path) -> _Page:
    # An empty page, or one that is not UTF-8, can only be a clinic's own: it is read as it is.
    text = file.read_text(encoding="utf-8", errors="replace")
    tree = html.document_fromstring(text.encode() or b"<html></html>", parser=_PARSER)
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
        shown = _danger_words(built.tree)
        for sign in page.danger_words:
            if _folded(sign) not in shown:
                message = f"does not show the danger sign {sign!r}"
                yield _problem(Code.VERIFY_DANGER_SIGNS, name, message)


def _danger_words(tree: html.HtmlElement) -> str:
    """The words of the danger signs that nothing in the page hides or folds away."""
    blocks = (e for e in tree.iter() if e.get("data-danger-signs"))
    return _folded(" ".join(_open_text(block) for block in blocks if not _inside_hidden(block)))


def _inside_hidden(element: html.HtmlElement) -> bool:
    return any(_hides(above) for above in (element, *element.iterancestors()))


def _hides(element: html.HtmlElement) -> bool:
    attributes = set(element.attrib)
    return (
        element.tag in _FOLDING
        or bool(attributes & {"hidden", "inert"})
        or element.get("aria-hidden") == "true"
        or "ho-sr-only" in (element.get("class") or "").split()
    )


def _open_text(element: html.HtmlElement) -> str:
    """An element's words, without what is hidden inside it."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _hides(child):
            parts.append(_open_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _folded(words: str) -> str:
    return " ".join(words.split())


# --- what must not be there ------------------------------------------------


def _links(
    site: Path,
    name: str,
    page: _Page,
    pages: Mapping[str, _Page],
    base: str,
    elsewhere: frozenset[str],
) -> Iterator[Diagnostic]:
    for element in page.tree.iter(etree.Element):
        for attribute in ("href", "src", "xlink:href"):
            address = element.get(attribute)
            if address is None:
                continue
            wrong = _leads_nowhere(site, name, address, pages, base, elsewhere)
            if wrong:
                yield _problem(Code.VERIFY_LINK, name, f"has a link to {address!r}: {wrong}")


def _leads_nowhere(
    site: Path,
    name: str,
    address: str,
    pages: Mapping[str, _Page],
    base: str,
    elsewhere: frozenset[str],
) -> str:
    """Why an address does not work, or nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "it is not a web address"
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
    if target in elsewhere:
        return ""
    if target.startswith(".."):
        return "it leaves the site"
    if target not in pages:
        return "" if (site / target).is_file() else "there is no such page"
    anchor = unquote(parts.fragment)
    return "" if not anchor or anchor in pages[target].anchors else "there is no such part"


def _unknown_styles(site: Path, shipped: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Stylesheets and scripts that are not ours could hide a danger sign."""
    for file in sorted(f for f in site.rglob("*") if f.suffix.lower() in STYLES_AND_SCRIPTS):
        name = file.relative_to(site).as_posix()
        if shipped.get(name) != hashlib.sha256(file.read_bytes()).hexdigest():
            message = f"The site would hold {name}, which is not one of our own files."
            hint = (
                "Take it out of docs/. Styles and scripts from elsewhere could hide danger signs."
            )
            yield Diagnostic(Code.VERIFY_UNKNOWN_STYLE, message, hint, name)


def _foreign(name: str, page: _Page) -> Iterator[Diagnostic]:
    for element in page.tree.iter(etree.Element):
        for address in _fetched(element):
            if _HOST.match(address):
                yield _problem(Code.VERIFY_FOREIGN, name, f"loads {address[:80]!r}")


def _fetched(element: etree._Element) -> Iterator[str]:
    """The addresses that a browser fetches for an element by itself."""
    for attribute in _LOADING:
        yield from str(element.get(attribute, "")).split(",")
    naming = set(str(element.get("rel", "")).lower().split()) <= _NAMING_LINKS
    if element.tag not in ("a", "area", "link") or (element.tag == "link" and not naming):
        yield str(element.get("href", ""))
        yield str(element.get("xlink:href", ""))


def _inline(name: str, page: _Page) -> Iterator[Diagnostic]:
    for element in page.tree.iter(etree.Element):
        tag = str(element.tag)
        data_block = tag == "script" and element.get("type") in (
            "application/ld+json",
            "application/json",
        )
        if tag == "style" or (tag == "script" and not element.get("src") and not data_block):
            yield _problem(Code.VERIFY_INLINE, name, f"holds an inline <{tag}>")
        for attribute in element.attrib:
            if str(attribute) in ("style", "srcdoc") or str(attribute).startswith("on"):
                yield _problem(Code.VERIFY_INLINE, name, f"holds {attribute}= in <{tag}>")
