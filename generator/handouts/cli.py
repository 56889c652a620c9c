"""The commands. They print and choose exit codes; the work is done elsewhere.

Exit codes: 0 fine, 1 problems in content, 2 wrong use.
"""

from __future__ import annotations

import io
import json
import sys
import time
from datetime import date
from pathlib import Path

import click

from handouts import pipeline
from handouts.commands.figures import figures
from handouts.commands.options import CLINIC, CONTENT, FORMAT, TODAY
from handouts.commands.output import print_diagnostics, problems_exit, progress_shown
from handouts.commands.paper_room import room_lines
from handouts.commands.pdf import pdf
from handouts.commands.readability import readability
from handouts.commands.review import review
from handouts.commands.translate import translate
from handouts.commands.verify import verify
from handouts.content import scaffold
from handouts.content.kinds import KINDS
from handouts.content.schema import schemas
from handouts.diagnostics import Severity, has_errors, in_reading_order
from handouts.document.keys import is_key
from handouts.site import serve as preview
from handouts.site.pack import pack
from handouts.site.paper_room import SheetRoom, paper_room


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="handouts")
def main() -> None:
    """Patient education that clinics can trust.

    Turns content files into a website and printable sheets. Run a command in
    the folder where content/ is. Start with `handouts init DIR`.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An author's letters that a terminal does not have are shown by their numbers.
            stream.reconfigure(errors="backslashreplace")


@main.command()
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


@main.command()
@CONTENT
@CLINIC
@TODAY
@FORMAT
def check(content: Path, clinic: Path | None, today: date, output: str) -> None:
    """Find everything that is wrong with the content, all at once."""
    checked = pipeline.check(content, clinic, words=True, today=today)
    found = checked.diagnostics
    rooms: tuple[SheetRoom, ...] = ()
    if checked.library and not has_errors(found):
        rooms, too_long = paper_room(
            checked.library, checked.voices, checked.drawings, checked.logo
        )
        found = in_reading_order((*found, *too_long))
    if output == "json":
        click.echo(json.dumps([d.as_dict() for d in found], indent=2, ensure_ascii=False))
    else:
        print_diagnostics(found)
        click.echo("".join(f"{line}\n" for line in room_lines(rooms)), nl=False)
    raise SystemExit(1 if has_errors(found) else 0)


@main.command()
@CONTENT
@CLINIC
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
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


@main.command()
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


@main.command()
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
    folder = content / "notices" if kind == "notice" else _handout_folder(content, handout)
    file = folder / f"{page_id}.md"
    if file.exists():
        raise click.UsageError(f"{file} is there already.")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(scaffold.page_text(kind, page_id), encoding="utf-8")
    click.echo(f"Wrote {file}.")
    if kind != "notice":
        click.echo(f"Now add `- {page_id}` to a part of {folder / 'handout.yml'}.")


@main.command()
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


@main.command()
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


main.add_command(figures)
main.add_command(pdf)
main.add_command(readability)
main.add_command(review)
main.add_command(translate)
main.add_command(verify)


def _handout_folder(content: Path, handout: str | None) -> Path:
    found = sorted(file.parent for file in content.glob("*/handout.yml"))
    if handout:
        found = [folder for folder in found if folder.name == handout]
    if len(found) != 1:
        known = ", ".join(sorted(file.parent.name for file in content.glob("*/handout.yml")))
        raise click.UsageError(f"Say which handout with --handout: {known or 'none found'}.")
    return found[0]
