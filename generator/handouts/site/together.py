"""Holds the volumes of a site against each other: what only the whole can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from handouts.diagnostics import Code, Diagnostic
from handouts.render.brand_files import STYLESHEET
from handouts.render.search import index_path
from handouts.site.page_facts import page_problem, wrong_link
from handouts.site.statics import shipped_files
from handouts.site.verify import leads_nowhere, missing_pages, page_file, unknown_styles
from handouts.site.volume import Volume
from handouts.translation.voices import incomplete


def hold_together(site: Path, volumes: Sequence[Volume]) -> list[Diagnostic]:
    """What is missing in a finished site, or leads nowhere, or is not ours.

    Args:
        site: the folder.
        volumes: all that is in it, language by language.
    """
    problems = [
        replace(p, message=f"{v.language}: {p.message}") if v.root else p
        for v in volumes
        for p in v.problems
    ]
    parts = {name: found for volume in volumes for name, found in volume.parts.items()}
    needed = (page_file(page.path) for volume in volumes for page in volume.expected)
    problems += missing_pages(needed, parts)
    roots = frozenset(volume.root for volume in volumes if volume.root)
    for volume in volumes:
        problems += _dead_ends(site, volume, parts)
        problems += _in_a_languages_place(volume, roots)
    problems += unknown_styles(site, _shipped(volumes))
    return problems


def refused(volumes: Sequence[Volume]) -> list[Diagnostic]:
    """What stands between a site and a release."""
    found = [problem for volume in volumes for problem in volume.refused]
    for language in dict.fromkeys(volume.language for volume in volumes if volume.root):
        here = [volume for volume in volumes if volume.language == language]
        published = any(volume.entry is not None for volume in here)
        found += incomplete(language, published, sum(volume.withheld for volume in here))
    return list(dict.fromkeys(found))


def _shipped(volumes: Sequence[Volume]) -> dict[str, str]:
    """The stylesheets and scripts that may be there, by their SHA-256."""
    ours = shipped_files()
    found = {}
    for volume in volumes:
        if volume.handout:
            continue
        front = f"{volume.root}/" if volume.root else ""
        found.update({f"{front}{name}": digest for name, digest in ours.items()})
        for name in (f"{front}{index_path(volume.language)}", f"{front}{STYLESHEET}"):
            if name in volume.files:
                found[name] = volume.files[name]
    return found


def _dead_ends(
    site: Path, volume: Volume, parts: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    """The links of a volume to what no other one has."""
    for link in volume.outward:
        if why := leads_nowhere(site, parts, link.target, link.part):
            yield page_problem(Code.VERIFY_LINK, link.page, wrong_link(link.address, why))


def _in_a_languages_place(volume: Volume, roots: frozenset[str]) -> Iterator[Diagnostic]:
    if volume.root:
        return
    for root in sorted({name.partition("/")[0] for name in volume.files} & roots):
        message = f"A page or a folder has the address {root}/, which is a language's."
        hint = "Give the page, or the folder in docs/, another name."
        yield Diagnostic(Code.PAGE_DUPLICATE, message, hint)
