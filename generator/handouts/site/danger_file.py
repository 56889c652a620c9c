"""`danger-signs.json`: what each page of a site must show, so that others can prove it later.

It is written from the content and never from the pages. `manifest.json` holds its
SHA-256, as it does for every file of the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.content.models import ClinicFile
from handouts.render.artifact import Artifact
from handouts.render.slots import fill
from handouts.site.expected import as_shown
from handouts.site.verify import Expected, page_file
from handouts.translation.voices import Voice

NAME = "danger-signs.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class MustShow:
    """What a site must show.

    `pages` holds the lines of each page by its file, such as `symptoms/index.html`;
    a page without lines must show the emergency number all the same. `number` is that
    number as it is read and `dial` as it is dialled. `address` is the site's own.
    """

    pages: Mapping[str, tuple[str, ...]]
    number: str
    dial: str
    address: str


def danger_file(expected: Iterable[Expected], clinic: ClinicFile) -> Artifact:
    """The file for a whole site, all its languages together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for page in expected:
        groups.setdefault(page.danger_words, []).append(page_file(page.path))
    emergency = fill(clinic, "emergency_number")
    found = {
        "format": _FORMAT,
        "site_address": clinic.site_address.rstrip("/") + "/",
        "emergency_number": {"shown": emergency.text, "dialled": emergency.dial},
        "must_show": [
            {"pages": sorted(pages), "lines": list(lines)} for lines, pages in groups.items()
        ],
    }
    text = json.dumps(found, indent=1, ensure_ascii=False)
    return Artifact(NAME, f"{text}\n".encode())


def read_danger_file(file: Path) -> MustShow | None:
    """What a site must show, or None where the file does not say."""
    try:
        data: Any = json.loads(file.read_text(encoding="utf-8"))
        pages = {
            str(page): tuple(str(line) for line in group["lines"])
            for group in data["must_show"]
            for page in group["pages"]
        }
        emergency = data["emergency_number"]
        shown, dialled = str(emergency["shown"]), str(emergency["dialled"])
        return MustShow(pages, shown, dialled, str(data["site_address"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def expected_below(
    voice: Voice, expected: Iterable[Expected], error_page: bool = True
) -> Iterator[Expected]:
    """What the pages of a language must show, by their address in the whole site.

    Args:
        voice: the language.
        expected: its own pages, by their address below the language's root.
        error_page: whether the page for unknown addresses is among them.
    """
    unknown = [Expected("404.html", ())] if error_page and voice.published else []
    for page in (*expected, *unknown, *_in_place_of_others(voice)):
        path = "/".join(part for part in (voice.root, page.path) if part)
        yield Expected(path, page.danger_words)


def _in_place_of_others(voice: Voice) -> Iterator[Expected]:
    """The short pages for what is withheld: they carry the danger signs in one line."""
    for page in voice.withheld:
        handout = voice.library.handouts.get(page.document.handout, voice.library.main)
        strip = (as_shown(voice.library, handout.danger_signs.strip),)
        yield Expected(page.document.path, strip if voice.published else ())
