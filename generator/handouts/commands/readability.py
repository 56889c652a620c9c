"""`handouts readability`: how hard each page reads, in each language."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from handouts import pipeline
from handouts.commands.options import CLINIC, CONTENT, FORMAT
from handouts.commands.output import print_diagnostics
from handouts.diagnostics import has_errors
from handouts.governance.grades import Grade


@click.command()
@CONTENT
@CLINIC
@FORMAT
def readability(content: Path, clinic: Path | None, output: str) -> None:
    """Show how hard each page reads, in each language that has a measure.

    The limit is for the number with explained words: words that the page itself
    explains count as short. `handouts check` says which sentences to begin with.
    """
    found = pipeline.check(content, clinic, words=True)
    if has_errors(found.diagnostics):
        print_diagnostics(found.diagnostics)
        raise SystemExit(1)
    if output == "json":
        click.echo(json.dumps([asdict(grade) for grade in found.grades], indent=2))
    else:
        Console().print(_table(found.grades))


def _table(grades: Iterable[Grade]) -> Table:
    columns = ("Language", "Page", "Measure", "As it stands", "Words explained", "Limit", "")
    table = Table(*columns)
    for grade in grades:
        table.add_row(
            grade.language,
            grade.page,
            grade.scale,
            f"{grade.raw:.1f}",
            f"{grade.explained:.1f}",
            f"{grade.limit:g}",
            "" if grade.passes else "too hard",
        )
    return table
