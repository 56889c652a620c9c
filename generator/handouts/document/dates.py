"""Dates as people write them, by Babel."""

from __future__ import annotations

from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton

_YEAR, _MONTH = 4, 7


@cache
def day_text(day: date, language: str) -> str:
    """A day in words, such as 31 May 2026, in the way of a language."""
    return str(format_date(day, "long", locale=Locale.parse(language, sep="-")))


@cache
def date_text(written: str, language: str) -> str:
    """A date that may be a year, a month or a day (`2026`, `2026-05`, `2026-05-31`)."""
    if len(written) == _YEAR:
        return written
    if len(written) == _MONTH:
        locale = Locale.parse(language, sep="-")
        return str(format_skeleton("yMMMM", date.fromisoformat(f"{written}-01"), locale=locale))
    return day_text(date.fromisoformat(written), language)
