"""What stands in a finished page, gathered from its elements in one walk.

`page_facts` judges it. One walk in place of one for each question: every page of every
build is read back, so this is among what a build does most.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from lxml import etree

_NAMING_LINKS = frozenset(("canonical", "alternate", "next", "prev", "license", "author"))
"""What a <link> may be whose address a browser does not fetch."""

_READING = frozenset(("a", "area"))
"""Elements whose address a reader follows and a browser does not fetch."""

_STYLES_AND_SCRIPTS = frozenset(("stylesheet", "modulepreload"))


class _Uses(dict[str, str]):
    """What an attribute does, by its name: part, link, load, run, signs, or nothing."""

    def __missing__(self, name: str) -> str:
        self[name] = made = "run" if name.startswith("on") else ""
        return made


_USES = _Uses(
    {
        "id": "part",
        "data-danger-signs": "signs",
        # Addresses of something that is there, or that a browser fetches or sends to.
        **dict.fromkeys(("href", "src", "xlink:href"), "link"),
        **dict.fromkeys(("data", "poster", "action", "formaction"), "load"),
        **dict.fromkeys(("background", "srcset", "ping"), "load"),
        # What a strict Content-Security-Policy refuses, beside names that start with on.
        **dict.fromkeys(("style", "srcdoc"), "run"),
    }
)


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a page holds, in reading order.

    `parts` are its ids, `links` every address in it, and `fetched` those that a browser
    loads by itself. `code` are its styles and scripts, `active` attributes that run,
    style or lead away, as they are written, each with its element's name, and `phones`
    links that dial. `loaded` are the addresses of its styles and scripts. `signs` are the
    elements that show danger signs.
    """

    parts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    code: list[etree._Element] = field(default_factory=list)
    active: list[tuple[str, str]] = field(default_factory=list)
    phones: list[etree._Element] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    signs: list[etree._Element] = field(default_factory=list)


def read_page(tree: etree._Element) -> PageReading:
    """Gathers what stands in a page, or in a part of one."""
    found = PageReading(code=list(tree.iter("style", "script")))
    for meta in tree.iter("meta"):
        if str(meta.get("http-equiv", "")).strip().lower() == "refresh":
            found.active.append(('http-equiv="refresh"', "meta"))  # it takes the reader elsewhere
    uses, link, part = _USES, found.links.append, found.parts.append
    for element in tree.iter(etree.Element):
        for name, value in cast("list[tuple[str, str]]", element.items()):
            use = uses[name]
            if not use:
                continue
            if use == "link":
                link(value)
                _address(found, element, name, value)
            elif use == "part":
                part(value)
            elif use == "load":
                found.fetched.extend(value.split(","))
            elif use == "run":
                found.active.append((f"{name}=", str(element.tag)))
            else:
                found.signs.append(element)
    return found


def _address(found: PageReading, element: etree._Element, name: str, value: str) -> None:
    tag = element.tag
    if tag == "a" and name != "src":
        if value.lstrip()[:4].lower() == "tel:":
            found.phones.append(element)
    elif name == "src":
        found.fetched.extend(value.split(","))
        if tag == "script":
            found.loaded.append(value)
    elif tag == "link" and name == "href":
        kinds = frozenset(str(element.get("rel", "")).lower().split())
        if not kinds <= _NAMING_LINKS:
            found.fetched.append(value)
        loaded_as = str(element.get("as", "")).lower()
        if kinds & _STYLES_AND_SCRIPTS or loaded_as in ("script", "style"):
            found.loaded.append(value)
    elif tag not in _READING:
        found.fetched.append(value)
