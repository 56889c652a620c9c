"""`handouts verify`: is this site, or this sheet, what was built, and do readers see it?"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from handouts.commands.output import print_diagnostics, progress_shown
from handouts.diagnostics import Code, Diagnostic, Severity, has_errors
from handouts.site.browser_proof import prove
from handouts.site.danger_file import NAME as DANGER_FILE
from handouts.site.danger_file import read_danger_file
from handouts.site.manifest import NAME, Manifest, differences, file_in, read_manifest
from handouts.site.sheet_version import handout_of, printed_version


@click.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="For one file: the site that it should come from.",
)
@click.option(
    "--manifest",
    "kept",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=f"Your own copy of the site's {NAME}, which nobody could change.",
)
@click.option(
    "--browser",
    is_flag=True,
    help="Also prove in Chromium that readers see every danger sign.",
)
@click.option(
    "--allow-changes",
    is_flag=True,
    help="With --browser: only warn of files that a host changed or added.",
)
def verify(path: Path, site: Path, kept: Path | None, browser: bool, allow_changes: bool) -> None:
    """Tell whether a published site, or one file of it, is what was built.

    PATH is a site's folder, or one file such as a PDF.
    """
    if allow_changes and not browser:
        raise click.UsageError("--allow-changes goes with --browser.")
    folder = path if path.is_dir() else site
    manifest = read_manifest(kept or folder / NAME)
    if manifest is None:
        raise click.UsageError(f"There is no readable {kept or NAME} in {folder}.")
    if not path.is_dir():
        if browser:
            raise click.UsageError("--browser goes with a site's folder.")
        _verify_file(manifest, path, site)
        return
    found = [*differences(path, manifest), *_changed_manifest(path, kept)]
    if allow_changes:
        found = [_allowed(problem) for problem in found]
    if browser and not has_errors(found):
        found += _proven(path)
    if found:
        print_diagnostics(tuple(found))
    if has_errors(found):
        sys.exit(1)
    if not found:
        click.echo(f"All {len(manifest.files)} files are as they were built.")
    if browser:
        click.echo("Readers see every danger sign and the emergency number, on every page.")
    _print_handouts(manifest.handouts)


def _changed_manifest(site: Path, kept: Path | None) -> list[Diagnostic]:
    """That a site's own manifest is not the one that was kept."""
    there = site / NAME
    if kept is None or (there.is_file() and there.read_bytes() == kept.read_bytes()):
        return []
    hint = "Build the site again and publish the whole folder."
    message = f"The file {NAME} is not as it was built."
    return [Diagnostic(Code.SITE_CHANGED, message, hint, NAME)]


def _allowed(problem: Diagnostic) -> Diagnostic:
    """A change as a warning; what says what must be shown may not change."""
    if problem.file in (DANGER_FILE, NAME):
        return problem
    return replace(problem, severity=Severity.WARNING)


def _proven(site: Path) -> list[Diagnostic]:
    must = read_danger_file(site / DANGER_FILE)
    if must is None:
        raise click.UsageError(f"There is no readable {DANGER_FILE} in {site}. Build it again.")
    with progress_shown() as progress:
        progress(f"Reading {len(must.pages)} pages in a browser, as readers do")
        return prove(site, must)


def _verify_file(manifest: Manifest, file: Path, site: Path) -> None:
    name = file_in(manifest, file)
    if not name:
        click.echo(f"{file} is not a file of the site in {site}, or it was changed.")
        _print_older(manifest, file)
        sys.exit(1)
    click.echo(f"{file} is {name}, as it was built.")
    handout = handout_of(manifest, name)
    _print_handouts([handout] if handout else manifest.handouts)


def _print_older(manifest: Manifest, file: Path) -> None:
    """What a sheet says of itself, next to what the site has now."""
    version = printed_version(file)
    if not version:
        return
    click.echo(f"It says that it is version {version}.")
    now = handout_of(manifest, file.name)
    if now and now.get("version") != version:
        click.echo("The site has another version now:")
        _print_handouts([now])


def _print_handouts(handouts: Iterable[Mapping[str, str]]) -> None:
    for handout in handouts:
        signed = f", by {handout['reviewer']}" if "reviewer" in handout else ""
        click.echo(
            f"{handout['id']} ({handout['language']}): version {handout['version']}, "
            f"{handout['state']}{signed}."
        )
