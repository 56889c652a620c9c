"""`handouts check`: everything that is wrong with the content, at once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from handouts import pipeline
from handouts.commands.options import CLINIC, CONTENT, FORMAT, TODAY
from handouts.commands.output import print_diagnostics
from handouts.commands.paper_room import room_lines
from handouts.diagnostics import has_errors, in_reading_order
from handouts.site.paper_room import SheetRoom, paper_room


@click.command()
@CONTENT
@CLINIC
@TODAY
@FORMAT
def check(content: Path, clinic: Path | None, today: date, output: str) -> None:
    """Find everything that is wrong with the content, all at once."""
    checked = pipeline.check(content, clinic, words=True, today=today)
    found = checked.diagnostics
    rooms: tuple[SheetRoom, ...] = ()
    if checked.library and not has_errors(found):
        rooms, too_long = paper_room(
            checked.library, checked.voices, checked.drawings, checked.logo
        )
        found = in_reading_order((*found, *too_long))
    if output == "json":
        click.echo(json.dumps([d.as_dict() for d in found], indent=2, ensure_ascii=False))
    else:
        print_diagnostics(found)
        click.echo("".join(f"{line}\n" for line in room_lines(rooms)), nl=False)
    raise SystemExit(1 if has_errors(found) else 0)
