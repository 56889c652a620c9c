"""The print desk: the sheets of every language at one place, for whoever prints them.

The print page of a language lists its own sheets first, then those of the others. A
sheet is listed as long as it may be handed out in its own language, and its original too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from babel import Locale

from handouts.document.dates import day_text
from handouts.render.sheet import Paper
from handouts.site.switcher import Tongue


@dataclass(frozen=True, slots=True)
class Rack:
    """The sheets of one language.

    `phrases` are the generator's own words in it, and `entries` its handouts by id, as
    `theme_data.handout_entry` gives them.
    """

    tongue: Tongue
    phrases: Mapping[str, str]
    entries: Mapping[str, Mapping[str, Any]]


def print_desk(own: Rack, others: Sequence[Rack] = ()) -> list[dict[str, Any]]:
    """Every handout with its sheets, language by language.

    Args:
        own: the sheets in the language of the page, which come first.
        others: those of the site's other languages, in the site's order.
    """
    names = dict.fromkeys(name for rack in (own, *others) for name in rack.entries)
    desk = (list(_groups(name, own, others)) for name in names)
    return [
        {
            "title": groups[0]["title"],
            "language": groups[0]["language"],
            "groups": groups,
            "listed": any(group["listed"] for group in groups),
            "dates": _last([group["dates"] for group in groups if group["listed"]]),
        }
        for groups in desk
        if groups
    ]


def _groups(name: str, own: Rack, others: Sequence[Rack]) -> Iterator[dict[str, Any]]:
    for rack in (own, *others):
        if (entry := rack.entries.get(name)) is None:
            continue
        # The page's own language is there even where no sheets are made, as in a preview.
        if rack is own or entry["print"] or not entry["listed"]:
            yield _group(entry, rack, own.tongue)


def _group(entry: Mapping[str, Any], rack: Rack, here: Tongue) -> dict[str, Any]:
    tongue = rack.tongue
    return {
        "language": tongue.code,
        "direction": tongue.direction,
        "own": tongue.code == here.code,
        "name": tongue.name,
        "name_here": _named(tongue.code, here.code),
        "title": entry["title"],
        "version": entry["version"],
        "dates": _dates(entry["dates"], here.code),
        "listed": entry["listed"],
        "withdrawn": entry["withdrawn"],
        "rows": [_row(row, rack, here) for row in entry["print"]],
    }


def _last(every: Sequence[Mapping[str, Any] | None]) -> Mapping[str, Any] | None:
    """The dates of the language whose sheets are listed longest; None where that has no end."""
    dates = [each for each in every if each is not None]
    if len(dates) < len(every):
        return None
    return max(dates, key=lambda each: each["listed_until"], default=None)


def _named(code: str, language: str) -> str:
    """A language's name in the words of another, as it stands in a list."""
    name = Locale.parse(code, sep="-").get_display_name(Locale.parse(language, sep="-")) or code
    return name[:1].upper() + name[1:]


def _dates(dates: Mapping[str, Any] | None, language: str) -> dict[str, Any] | None:
    """A review's dates, the day in the words of the page."""
    if dates is None:
        return None
    return {**dates, "due_words": day_text(date.fromisoformat(dates["due"]), language)}


def _row(row: Mapping[str, str], rack: Rack, here: Tongue) -> dict[str, str]:
    """A sheet, its files as they are found from the root of the page's language."""
    start = f"/{here.root}"
    files = {
        paper: posixpath.relpath(f"/{rack.tongue.place(row[paper])}", start)
        for paper in get_args(Paper)
        if paper in row
    }
    return {**row, **files, "name": _sheet_name(row, rack.phrases)}


def _sheet_name(row: Mapping[str, str], phrases: Mapping[str, str]) -> str:
    """What a sheet is called in a language, with the size of its print."""
    edition, size = row["edition"], row["size"]
    name = phrases["side-by-side" if edition == "side-by-side" else f"print-{edition}"]
    return f"{name} · {phrases[f'print-{size}']}"
