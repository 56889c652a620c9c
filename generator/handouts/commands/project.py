"""`handouts project`: the site as a MkDocs project, for other tools."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from handouts import pipeline
from handouts.commands.options import CLINIC, CONTENT, TODAY
from handouts.commands.output import problems_exit


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@CONTENT
@CLINIC
@TODAY
@click.option("--language", default="", help="Such as es; the content's own if left out.")
def project(folder: Path, content: Path, clinic: Path | None, today: date, language: str) -> None:
    """Write the site as an ordinary MkDocs project, for another tool that builds one.

    What is in FOLDER is removed. Printed sheets and withheld pages are not part of it,
    and nothing is proven: `handouts build` does that.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "mkdocs.yml").is_file():
        raise click.UsageError(f"{folder} holds something else. Name an empty folder.")
    places = pipeline.Places(content, content.parent / "docs", clinic=clinic)
    with problems_exit("Nothing was written."):
        pipeline.write_language(places, today, language, folder)
    click.echo(f"Wrote {folder}/mkdocs.yml and {folder}/docs/.")
