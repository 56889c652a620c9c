"""`handouts verify`: is this site, or this sheet, what was built?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from handouts.commands.output import print_diagnostics
from handouts.site.manifest import NAME, Manifest, differences, file_in, read_manifest


@click.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="For one file: the site that it should come from.",
)
def verify(path: Path, site: Path) -> None:
    """Tell whether a published site, or one file of it, is what was built.

    PATH is a site's folder, or one file such as a PDF.
    """
    folder = path if path.is_dir() else site
    manifest = read_manifest(folder / NAME)
    if manifest is None:
        raise click.UsageError(f"There is no readable {NAME} in {folder}.")
    if path.is_dir():
        found = differences(path, manifest)
        if found:
            print_diagnostics(tuple(found))
            sys.exit(1)
        click.echo(f"All {len(manifest.files)} files are as they were built.")
    else:
        name = file_in(manifest, path)
        if not name:
            click.echo(f"{path} is not a file of the site in {site}, or it was changed.")
            sys.exit(1)
        click.echo(f"{path} is {name}, as it was built.")
    _print_handouts(manifest)


def _print_handouts(manifest: Manifest) -> None:
    for handout in manifest.handouts:
        signed = f", by {handout['reviewer']}" if "reviewer" in handout else ""
        click.echo(
            f"{handout['id']} ({handout['language']}): version {handout['version']}, "
            f"{handout['state']}{signed}."
        )
