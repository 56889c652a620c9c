"""`handouts new` and `handouts init`: files to start from."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.commands.options import CONTENT
from handouts.content import scaffold
from handouts.content.kinds import KINDS
from handouts.document.keys import is_key


@click.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.argument("page_id", metavar="ID")
@CONTENT
@click.option("--handout", help="The handout's folder, if there is more than one.")
def new(kind: str, page_id: str, content: Path, handout: str | None) -> None:
    """Write a new page of a KIND, ready to fill in.

    ID becomes the page's file name and its address.
    """
    if not is_key(page_id):
        raise click.UsageError(
            f"{page_id!r} cannot be an address. Use small letters, digits and hyphens."
        )
    if not content.is_dir():
        raise click.UsageError(f"There is no folder {content}. Run the command where it is.")
    folder = content / "notices" if kind == "notice" else _handout_folder(content, handout)
    file = folder / f"{page_id}.md"
    if file.exists():
        raise click.UsageError(f"{file} is there already.")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(scaffold.page_text(kind, page_id), encoding="utf-8")
    click.echo(f"Wrote {file}.")
    if kind != "notice":
        click.echo(f"Now add `- {page_id}` to a part of {folder / 'handout.yml'}.")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Make a new folder for your clinic, with a starter library that builds at once."""
    try:
        scaffold.init_folder(folder)
    except FileExistsError:
        raise click.UsageError(f"{folder} is not empty. Choose a new folder.") from None
    click.echo(f"Made {folder}. Next:")
    click.echo(f"  1. Put your clinic's name and numbers into {folder / 'content/clinic.yml'}.")
    click.echo(f"  2. cd {folder} and run: handouts build")


def _handout_folder(content: Path, handout: str | None) -> Path:
    found = sorted(file.parent for file in content.glob("*/handout.yml"))
    if handout:
        found = [folder for folder in found if folder.name == handout]
    if len(found) != 1:
        known = ", ".join(sorted(file.parent.name for file in content.glob("*/handout.yml")))
        raise click.UsageError(f"Say which handout with --handout: {known or 'none found'}.")
    return found[0]
