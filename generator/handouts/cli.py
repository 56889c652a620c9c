"""The commands. They print and choose exit codes; the work is done elsewhere.

Exit codes: 0 fine, 1 problems in content, 2 wrong use.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from handouts import pipeline
from handouts.diagnostics import Diagnostic, Severity, has_errors

_CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="The folder with the content files.",
)


@click.group()
@click.version_option(package_name="handouts")
def main() -> None:
    """Patient education that clinics can trust."""


@main.command()
@_CONTENT
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text")
def check(content: Path, output: str) -> None:
    """Find everything that is wrong with the content, all at once."""
    found = pipeline.check(content).diagnostics
    if output == "json":
        click.echo(json.dumps([d.as_dict() for d in found], indent=2, ensure_ascii=False))
    else:
        _print(found)
    raise SystemExit(1 if has_errors(found) else 0)


def _print(found: tuple[Diagnostic, ...]) -> None:
    for diagnostic in found:
        click.echo(str(diagnostic))
    errors = sum(d.severity is Severity.ERROR for d in found)
    warnings = sum(d.severity is Severity.WARNING for d in found)
    click.echo(f"{errors} errors, {warnings} warnings.")
