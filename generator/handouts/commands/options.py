"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click


class Day(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # newer clicks
    """A day, written as year-month-day."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day, or a usage error that says how to write it."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
            if not 1900 <= day.year < 2200:
                raise ValueError
            return day
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2026-05-31.", param, ctx)


CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="The folder with the content files.",
)
CLINIC = click.option(
    "--clinic",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The clinic's file, if it is not clinic.yml in the content folder.",
)
TODAY = click.option(
    "--today",
    type=Day(),
    default=date.today,
    help="The day to hold review dates against, to repeat a build. Default: today.",
)
FORMAT = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="json is for other programs.",
)
