"""`handouts figures`: every drawing on one picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from handouts import pipeline
from handouts.commands.options import CONTENT
from handouts.commands.output import problems_exit
from handouts.pipeline.contact_sheet import contact_sheet_of


@click.command()
@CONTENT
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("build/figures.png"),
    show_default=True,
    help="Where the picture goes.",
)
def figures(content: Path, out: Path) -> None:
    """Put every figure on one picture (PNG), to be seen at once."""
    with problems_exit():
        given = pipeline.inputs(pipeline.Places(content), date.today())
        picture = contact_sheet_of(given)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(picture)
    click.echo(f"Wrote {len(given.drawings)} figures to {out}.")
