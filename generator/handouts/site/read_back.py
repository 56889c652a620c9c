"""Reads the finished pages of a volume: what they hold, where they lead, what is wrong.

The pages are read as the bytes that were written. `together` then holds the volumes of
a site against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from handouts.diagnostics import Code, Diagnostic
from handouts.render.artifact import Artifact
from handouts.site.page_facts import Drawings, PageFacts, page_facts, page_problem, wrong_link
from handouts.site.verify import leads_nowhere, page_file
from handouts.site.volume import Volume, outward_links


def read_back(
    site: Path,
    volume: Volume,
    files: Iterable[Artifact],
    base: str,
    drawings: Drawings = MappingProxyType({}),
) -> Volume:
    """The volume with what its pages say of themselves.

    Args:
        site: the folder of the whole site, where the files are.
        volume: what its pages must show is in `expected`.
        files: its files, by their names below the site's root.
        base: the path of the site's address, without a slash at its end.
        drawings: those that need not be read again; only for pages of our own making.
    """
    needed = {page_file(page.path): page.danger_words for page in volume.expected}
    pages = {
        file.path: page_facts(file.path, file.data, base, needed.get(file.path, ()), drawings)
        for file in files
        if file.path.endswith(".html")
    }
    return replace(
        volume,
        parts={name: page.parts for name, page in pages.items()},
        outward=outward_links(pages),
        problems=tuple(_problems(site, pages)),
    )


def _problems(site: Path, pages: Mapping[str, PageFacts]) -> Iterator[Diagnostic]:
    """What is wrong with pages by themselves and with each other."""
    parts = {name: page.parts for name, page in pages.items()}
    for page in pages.values():
        yield from page.problems
    for name, page in pages.items():
        for link in page.links:
            if link.target in pages and (why := leads_nowhere(site, parts, link.target, link.part)):
                yield page_problem(Code.VERIFY_LINK, name, wrong_link(link.address, why))
