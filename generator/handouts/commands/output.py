"""What commands print, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from handouts.diagnostics import ContentProblems, Diagnostic, Severity
from handouts.pipeline import Progress


def print_diagnostics(found: tuple[Diagnostic, ...]) -> None:
    """Every problem, then how many there are."""
    for diagnostic in found:
        click.echo(str(diagnostic))
    errors = sum(d.severity is Severity.ERROR for d in found)
    warnings = sum(d.severity is Severity.WARNING for d in found)
    if found:
        click.echo(f"{errors} errors, {warnings} warnings.")
    else:
        click.echo("Nothing is wrong.")


@contextmanager
def problems_exit(consequence: str = "") -> Iterator[None]:
    """Prints problems and what they mean for the command, and ends it with exit code 1."""
    try:
        yield
    except ContentProblems as problems:
        print_diagnostics(problems.diagnostics)
        if consequence:
            click.echo(consequence)
        sys.exit(1)


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Says what is being done, on the error stream, so that output can be piped.

    There is no thread that turns a wheel: a process with one thread can be forked.
    """
    if not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where somebody looks
    from rich.live import Live  # noqa: PLC0415

    with Live(console=Console(stderr=True), auto_refresh=False, transient=True) as live:
        yield lambda stage: live.update(f"{stage} …", refresh=True)
