"""Ways from a page to the same page in other languages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from babel import Locale


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the site: where it stands, and the addresses that are whole in it."""

    code: str
    root: str
    paths: frozenset[str]

    @property
    def name(self) -> str:
        """The language's name in its own words, as it stands in a list."""
        name = Locale.parse(self.code, sep="-").get_display_name() or self.code
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return Locale.parse(self.code, sep="-").text_direction

    def place(self, path: str) -> str:
        """A page's address below the site."""
        return "/".join(part for part in (self.root, path) if part)


def ways(
    tongues: Iterable[Tongue],
    here: Tongue,
    path: str,
    directories: bool,
    instead: str | None = None,
) -> list[Any]:
    """The languages that a page is whole in, with the way to each; empty if only here.

    `instead` is the page to lead to in a language that never has this one: a page in two
    languages is not there in the site's own, and its summary is.
    """
    found = [
        (tongue, there)
        for tongue in tongues
        if (there := next((p for p in (path, instead) if p in tongue.paths), None)) is not None
    ]
    if not any(tongue.code != here.code for tongue, _ in found):
        return []
    return [
        {
            "code": tongue.code,
            "name": tongue.name,
            "direction": tongue.direction,
            "href": _way(here.place(path), tongue.place(there), directories),
            "here": tongue.code == here.code,
        }
        for tongue, there in found
    ]


def alternates(tongues: Iterable[Tongue], path: str, site: str) -> list[dict[str, str]]:
    """What search engines are told: each language that a page is whole in.

    The first language is the one for everybody else.
    """
    found = [tongue for tongue in tongues if path in tongue.paths]
    if len(found) <= 1:
        return []
    listed = [{"code": t.code, "url": _address(site, t.place(path))} for t in found]
    # A page in two languages at once is not there in the site's own language.
    return listed if found[0].root else [*listed, {"code": "x-default", "url": listed[0]["url"]}]


def language_meta(
    tongues: Iterable[Tongue],
    here: Tongue,
    paths: Iterable[str],
    site: str,
    directories: bool,
    instead: Mapping[str, str] = MappingProxyType({}),
) -> Mapping[str, dict[str, Any]]:
    """What the theme needs about languages, for each page by its address.

    `instead` are the pages to lead to where a language never has a page: see `ways`.
    """
    every = tuple(tongues)
    return {
        path: {
            "languages": ways(every, here, path, directories, instead.get(path)),
            "alternates": alternates(every, path, site),
        }
        for path in paths
    }


def _way(start: str, target: str, directories: bool) -> str:
    way = posixpath.relpath(f"/{target}", f"/{start}")
    way = "./" if way == "." else f"{way}/"
    return way if directories else f"{way}index.html"


def _address(site: str, place: str) -> str:
    return f"{site.rstrip('/')}/{place}/" if place else f"{site.rstrip('/')}/"
