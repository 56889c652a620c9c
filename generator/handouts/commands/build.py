"""`handouts build`: the whole site, published in one step."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import click

from handouts import pipeline
from handouts.commands.options import CONTENT, TODAY
from handouts.commands.output import print_diagnostics, problems_exit, progress_shown
from handouts.diagnostics import Severity
from handouts.site.pack import pack


@click.command()
@CONTENT
@click.option(
    "--clinic",
    "clinics",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    help="A clinic's file; its site goes to sites/CLINIC-ID/. May be given several times.",
)
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the finished site goes.  [default: site, or site-offline]",
)
@TODAY
@click.option(
    "--release",
    is_flag=True,
    help="Refuse anything that is not signed, in date and your own clinic's.",
)
@click.option(
    "--no-sheets",
    is_flag=True,
    help="Leave the printed sheets out: quicker while you write.",
)
@click.option(
    "--offline",
    is_flag=True,
    help="Build pages that open from a disk, such as a USB stick, and a zip of them.",
)
def build(
    content: Path,
    clinics: tuple[Path, ...],
    site: Path | None,
    today: date,
    release: bool,
    no_sheets: bool,
    offline: bool,
) -> None:
    """Build the site and publish it in one step.

    If anything is wrong, the site that is there stays as it was.
    """
    if release and no_sheets:
        raise click.UsageError("A release has its printed sheets: leave --no-sheets out.")
    if site and len(clinics) > 1:
        raise click.UsageError("--site goes with one clinic; several go to sites/CLINIC-ID/.")
    for clinic in clinics or (None,):
        started = time.monotonic()
        with problems_exit("Nothing was published."), progress_shown() as progress:
            places = _places(content, clinic, site, offline)
            options = pipeline.Options(directories=not offline, sheets=not no_sheets)
            warnings = pipeline.build(places, today, release, options, progress)
            packed = pack(places.site) if offline else None
        print_diagnostics(tuple(d for d in warnings if d.severity is Severity.WARNING))
        took = f"{time.monotonic() - started:.1f} s"
        click.echo(f"Built {places.site}/ in {took}. Open {places.site}/index.html.")
        if packed:
            click.echo(f"Packed it as {packed}.")


def _places(
    content: Path, clinic: Path | None, site: Path | None, offline: bool
) -> pipeline.Places:
    """Where a build reads and writes: each clinic has a site and a workplace of its own."""
    name = "site-offline" if offline else "site"
    target = site or Path(name)
    work = target.parent / "build"
    if clinic and not site:
        clinic_id = pipeline.clinic_id(content, clinic)
        target = Path("sites") / (f"{clinic_id}-offline" if offline else clinic_id)
        work = Path("build") / "clinics" / clinic_id
    return pipeline.Places(content, content.parent / "docs", work, target, clinic)
