"""A volume: what a build makes of one handout in one language, ready to be published.

The pages that belong to no handout make a volume too, with the handout "". Volumes do
not depend on each other. A build that finds nothing changed for a volume uses the last
build's files again; `records` keeps what must be known of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.diagnostics import Diagnostic
from handouts.render.artifact import Artifact
from handouts.render.search_part import SearchPart
from handouts.site.page_facts import PageFacts
from handouts.site.verify import Expected


@dataclass(frozen=True, slots=True)
class Outward:
    """A link of a page to what another volume must hold: a file, and a part of it or ""."""

    page: str
    address: str
    target: str
    part: str


@dataclass(frozen=True, slots=True)
class Volume:
    """The finished files of a handout in a language, and what the rest of a site needs.

    `root` is the language's address. `files` are SHA-256 by name below the site's root,
    `parts` the addresses within each page by its file, and `outward` where its links lead
    outside the volume. `entry` is the handout's place in menus and `row` its line in the
    manifest, None where it is not published in the language. `note` is what it says of
    its translation. `paths` are the addresses of its pages, in order, below the
    language's root; `withheld` is how many more there would be. `refused` stands between
    it and a release.
    """

    handout: str
    language: str
    root: str
    entry: Mapping[str, Any] | None = None
    row: Mapping[str, str] | None = None
    draft: bool = False
    note: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    withheld: int = 0
    expected: tuple[Expected, ...] = ()
    search: SearchPart | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outward: tuple[Outward, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    refused: tuple[Diagnostic, ...] = ()


def outward_links(pages: Mapping[str, PageFacts]) -> tuple[Outward, ...]:
    """The links that lead to none of these pages, each target once."""
    found: dict[tuple[str, str], Outward] = {}
    for name, page in pages.items():
        for link in page.links:
            if link.target not in pages:
                outward = Outward(name, link.address, link.target, link.part)
                found.setdefault((link.target, link.part), outward)
    return tuple(found[key] for key in sorted(found))


def written(target: Path, files: Iterable[Artifact]) -> dict[str, str]:
    """Writes files below a folder and gives their SHA-256 by name."""
    found = {}
    made: set[Path] = set()
    for file in files:
        place = target / file.path
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        # What is there may be the same file as the published one: see `pipeline/reuse.py`.
        place.unlink(missing_ok=True)
        place.write_bytes(file.data)
        found[file.path] = hashlib.sha256(file.data).hexdigest()
    return found


def below(root: str, files: Iterable[Artifact]) -> list[Artifact]:
    """Files of a language as files of the site."""
    return [Artifact(f"{root}/{file.path}", file.data) if root else file for file in files]
