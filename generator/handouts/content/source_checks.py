"""Whether the sources were looked at, and lately enough. A warning each, with the remedy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handouts.content.library import Library
from handouts.content.models import SourceFile
from handouts.content.report import Report, Spot
from handouts.diagnostics import Code, Diagnostic

CHECK_EVERY_YEARS = 3
"""Years after which somebody should look at a source again."""


def check_sources(library: Library, today: date) -> list[Diagnostic]:
    """Sources that nobody has checked, or not since three years before a day."""
    report = Report(library)
    for source, entry in library.sources.items():
        origin = library.sources_origin
        for code, message, hint, field in _problems(source, entry, today):
            report.warning(code, message, hint, Spot(origin, origin.line(source, field)))
    return report.diagnostics


def _problems(source: str, entry: SourceFile, today: date) -> Iterator[tuple[Code, str, str, str]]:
    if not entry.checked_on:
        message = f"Nobody has said that the source {source!r} was checked."
        hint = (
            f"Open {entry.url}, compare it with the pages that name it, "
            "then add `checked_on:` with the day."
        )
        yield Code.SOURCE_UNCHECKED, message, hint, "url"
        return
    checked = date.fromisoformat(entry.checked_on)
    if checked > today:
        message = f"The source {source!r} is said to be checked on a day to come: {checked}."
        yield Code.SOURCE_UNCHECKED, message, "Correct the year, month or day.", "checked_on"
    elif years_after(checked, CHECK_EVERY_YEARS) < today:
        message = f"The source {source!r} was last checked on {checked}."
        hint = (
            f"Open {entry.url}: does it still hold, and is there a newer one? "
            "Then set `checked_on:` to the day."
        )
        yield Code.SOURCE_OLD, message, hint, "checked_on"


def years_after(day: date, years: int) -> date:
    """The same day some years on; February 29 becomes 28 where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
