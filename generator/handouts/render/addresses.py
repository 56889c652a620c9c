"""Where every page is, and how one page reaches another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handouts.compose.library import Composition
from handouts.document import nodes as n


@dataclass(frozen=True, slots=True)
class Addresses:
    """The address of each page below its language's root.

    `pages` is by handout id and page id; pages of the site have handout "".
    `main` is the handout that pages of the site lead to. `directories` says whether
    addresses end in `/` (a web server) or in `/index.html` (opened from a disk).
    """

    pages: Mapping[tuple[str, str], str]
    main: str
    directories: bool = True

    def path(self, handout: str, page: str) -> str:
        """A page's address; its own handout's pages come before the site's."""
        for owner in (handout, "", self.main):
            if (owner, page) in self.pages:
                return self.pages[owner, page]
        raise KeyError(page)

    def relative(self, start: n.Document, page: str, anchor: str = "") -> str:
        """The way from one document to a page, for a link that works anywhere."""
        return self.from_path(start.path, self.path(start.handout, page), anchor)

    def from_path(self, start: str, target: str, anchor: str = "") -> str:
        """The way from one address to another."""
        way = posixpath.relpath(f"/{target}", f"/{start}")
        way = "./" if way == "." else f"{way}/"
        if not self.directories:
            way += "index.html"
        return f"{way}#{anchor}" if anchor else way


def addresses(
    composition: Composition,
    main: str,
    directories: bool = True,
    others: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> Addresses:
    """The addresses of everything in a composition, and of other pages by handout and page."""
    pages = {(document.handout, document.id): document.path for document in composition.documents}
    pages.update(others)
    return Addresses(pages, main, directories)
