"""What a finished page says of itself, read back from its own bytes.

Everything that can be told from one page alone is told here: its parts, where its links
lead, what it loads, which danger signs it shows. `verify` holds pages against each other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from handouts.diagnostics import Code, Diagnostic
from handouts.site.loaded import misnamed
from handouts.site.page_reading import PageReading, read_page
from handouts.site.phone_links import wrong_numbers

_PARSER = etree.HTMLParser(encoding="utf-8")

_HOST = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}", re.IGNORECASE)

REPORT = (
    "If it comes from your own files in docs/, mend it there; if not, please report it. "
    "The published site stays as it was."
)

_HIDES = (
    "(self::details or self::dialog or self::template or self::noscript"
    " or @hidden or @inert or @aria-hidden = 'true'"
    " or contains(concat(' ', normalize-space(@class), ' '), ' ho-sr-only '))"
)
"""An element whose words a reader may not see."""

_HIDDEN = etree.XPath(f"boolean(ancestor-or-self::*[{_HIDES}])")
_HIDES_WORDS = etree.XPath(f"boolean(descendant::*[{_HIDES}][normalize-space()])")
_WORDS = etree.XPath("string()", smart_strings=False)
_OPEN_WORDS = etree.XPath(f"descendant::text()[not(ancestor::*[{_HIDES}])]", smart_strings=False)


class Link(NamedTuple):
    """A link as it stands in the page, and the file and part of the site that it means."""

    address: str
    target: str
    part: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The parts of a page, its links into the site, and what is wrong with it by itself."""

    parts: frozenset[str]
    links: frozenset[Link]
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class ReadDrawing:
    """The bytes of a drawing that was read before, and its parts."""

    data: bytes
    parts: frozenset[str]


Drawings = Mapping[bytes, ReadDrawing]
"""Drawings that were read before, by their first bytes."""

_HEAD = 300
"""Bytes that tell a drawing from others: its name stands in them."""


def drawings_read(drawings: Iterable[str]) -> Drawings:
    """Drawings that stand for themselves: nothing in them loads, leads out or runs.

    Many pages hold the same drawing, and most of a page's bytes are its drawings. Where
    one of these stands in a page byte for byte, it need not be read again.
    """
    found = (_drawing_read(drawing) for drawing in drawings)
    return {drawing.data[:_HEAD]: drawing for drawing in found if drawing is not None}


@lru_cache(maxsize=200)
def _drawing_read(drawing: str) -> ReadDrawing | None:
    data = drawing.encode()
    facts = page_facts("drawing.html", b"<!doctype html>" + data, "")
    own = all(link.target == "drawing.html" and link.part in facts.parts for link in facts.links)
    return ReadDrawing(data, facts.parts) if own and not facts.problems else None


def _without(data: bytes, drawings: Drawings) -> tuple[bytes, set[str]]:
    """A page without the drawings that were read before, and the parts of those."""
    parts: set[str] = set()
    place = data.find(b"<svg") if drawings else -1
    while place >= 0:
        known = drawings.get(data[place : place + _HEAD])
        if known and data.startswith(known.data, place):
            data = data[:place] + data[place + len(known.data) :]
            parts |= known.parts
        else:
            place += 1
        place = data.find(b"<svg", place)
    return data, parts


def page_facts(
    name: str,
    data: bytes,
    base: str,
    danger_words: Iterable[str] = (),
    drawings: Drawings = MappingProxyType({}),
) -> PageFacts:
    """Reads a page.

    Args:
        name: its file below the site's root.
        data: its bytes.
        base: the path of the site's address, without a slash at its end.
        danger_words: the words of every danger sign that it must show.
        drawings: those that need not be read again; only for pages of our own making.
    """
    data, parts = _without(data, drawings)
    # An empty page, or one that is not UTF-8, can only be a clinic's own: it is read as it is.
    text = data.decode("utf-8", errors="replace")
    read = read_page(etree.fromstring(text.encode() or b"<html></html>", parser=_PARSER))
    problems = list(_missing_signs(name, read, danger_words))
    links = set()
    for address in dict.fromkeys(read.links):
        link = _meant(name, address, base)
        if isinstance(link, Link):
            links.add(link)
        elif link:
            problems.append(page_problem(Code.VERIFY_LINK, name, wrong_link(address, link)))
    problems += _foreign(name, read)
    problems += _inline(name, read)
    problems += wrong_numbers(name, read.phones)
    problems += misnamed(name, read.loaded)
    parts.update(read.parts)
    return PageFacts(frozenset(parts), frozenset(links), tuple(problems))


def page_problem(code: Code, page: str, message: str, hint: str = REPORT) -> Diagnostic:
    """What is wrong with a finished page."""
    return Diagnostic(code, f"The built page {page} {message}.", hint)


def wrong_link(address: str, why: str) -> str:
    """What to say of a link that does not work."""
    return f"has a link to {address!r}: {why}"


# --- danger signs ----------------------------------------------------------


def _missing_signs(name: str, read: PageReading, words: Iterable[str]) -> Iterator[Diagnostic]:
    shown = _folded(" ".join(map(_open_text, read.signs)))
    for sign in words:
        if _folded(sign) not in shown:
            message = f"does not show the danger sign {sign!r}"
            yield page_problem(Code.VERIFY_DANGER_SIGNS, name, message)


def _open_text(signs: etree._Element) -> str:
    """The words of danger signs that nothing in the page hides or folds away."""
    if _HIDDEN(signs):
        return ""
    if not _HIDES_WORDS(signs):
        return str(_WORDS(signs))
    return "".join(cast(list[str], _OPEN_WORDS(signs)))


def _folded(words: str) -> str:
    return " ".join(words.split())


# --- links -----------------------------------------------------------------


def _meant(name: str, address: str, base: str) -> Link | str:
    """Where a link leads: into the site, out of it (""), or why it is wrong."""
    split = _split(address)
    if isinstance(split, str):
        return split
    way, part = split
    if way.startswith("/"):
        if not way.startswith(f"{base}/"):
            return "it leaves the site"
        target = way[len(base) + 1 :]
    else:
        target = posixpath.normpath(f"{posixpath.dirname(name)}/{way}".lstrip("/")) if way else name
        if way.endswith("/") or target == ".":
            target += "/"
    if target.endswith("/") or target == "":
        target = posixpath.normpath(f"{target}index.html")
    return Link(address, target, part)


@lru_cache(maxsize=4096)  # the pages of a site hold the same addresses again and again
def _split(address: str) -> tuple[str, str] | str:
    """The path and the part that an address names; "" if it leads out, or why it is wrong."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "it is not a web address"
    if parts.scheme in ("tel", "mailto", "data") or parts.netloc:
        return ""
    if parts.scheme:
        return "it is not a web address"
    return unquote(parts.path), unquote(parts.fragment)


# --- what must not be there ------------------------------------------------


def _foreign(name: str, read: PageReading) -> Iterator[Diagnostic]:
    for address in read.fetched:
        if _HOST.match(address):
            yield page_problem(Code.VERIFY_FOREIGN, name, f"loads {address[:80]!r}")


def _inline(name: str, read: PageReading) -> Iterator[Diagnostic]:
    for element in read.code:
        data_block = element.get("type") in ("application/ld+json", "application/json")
        if element.tag == "style" or not (element.get("src") or data_block):
            yield page_problem(Code.VERIFY_INLINE, name, f"holds an inline <{element.tag}>")
    for attribute, tag in read.active:
        yield page_problem(Code.VERIFY_INLINE, name, f"holds {attribute} in <{tag}>")
