"""`handouts schema`: what content files may hold, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.content.schema import schemas


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/schemas"),
    show_default=True,
    help="Where the files go.",
)
def schema(out: Path) -> None:
    """Write JSON Schemas of the content files, for your editor."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (out / name).write_text(text, encoding="utf-8")
    click.echo(f"Wrote {len(schemas())} schemas to {out}/.")
