"""`handouts serve`: a live preview."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import click

from handouts import pipeline
from handouts.commands.options import CLINIC, CONTENT
from handouts.commands.output import print_diagnostics
from handouts.site import serve as preview


@click.command()
@CONTENT
@CLINIC
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(content: Path, clinic: Path | None, host: str, port: int) -> None:
    """Show a live preview that follows your changes.

    Problems are shown here and in the page; mend them and the page comes back.
    """
    work = content.parent / "build"
    places = pipeline.Places(content, content.parent / "docs", work, work / "preview", clinic)

    def rebuild() -> None:
        started = time.monotonic()
        found = pipeline.build_preview(places, date.today())
        print_diagnostics(found)
        click.echo(f"Preview built in {time.monotonic() - started:.1f} s.")

    click.echo(f"Preview at http://{host}:{port}/ (stop with Ctrl+C)")
    watched = [content, places.own_files, *([clinic] if clinic else [])]
    try:
        preview.serve(places.site, rebuild, watched, host, port)
    except OSError as error:
        raise click.UsageError(f"The preview cannot use port {port}: {error.strerror}.") from None
    except KeyboardInterrupt:
        click.echo("Stopped.")
