"""`handouts pdf`: one printed sheet, straight from the content."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from handouts import pipeline
from handouts.commands.options import CLINIC, CONTENT, TODAY
from handouts.commands.output import problems_exit
from handouts.content.validate import did_you_mean
from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.figures import logo
from handouts.governance.publication import Publication
from handouts.render.fonts import FontError
from handouts.render.pdf import Press
from handouts.render.print_files import print_file
from handouts.render.sheet import Brand, Edition, Paper, Size, Variant


@click.command()
@click.argument("handout")
@click.option("--language", default="", help="Its language, such as es. Default: its first.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Default: the clinic's.")
@click.option(
    "--size", type=click.Choice(["standard", "large"]), default="standard", show_default=True
)
@click.option(
    "--edition", type=click.Choice(["summary", "full"]), default="summary", show_default=True
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder to put it into. Default: this one.",
)
@CONTENT
@CLINIC
@TODAY
def pdf(
    handout: str,
    language: str,
    paper: Paper | None,
    size: Size,
    edition: Edition,
    out: Path,
    content: Path,
    clinic: Path | None,
    today: date,
) -> None:
    """Make one printed sheet of HANDOUT as a PDF."""
    with problems_exit("No sheet was made."):
        given = pipeline.inputs(pipeline.Places(content=content, clinic=clinic), today)
        publication = _found(handout, language, tuple(pipeline.publications(given).values()))
        brand = brand_of(given)
        variant = Variant(edition, paper or given.library.clinic.paper, size)
        with open_press(given) as press:
            made = print_file(press, publication, brand, given.drawings, variant)
        out.mkdir(parents=True, exist_ok=True)
        (out / made.path).write_bytes(made.data)
        click.echo(f"Made {out / made.path}.")


def brand_of(given: pipeline.Inputs) -> Brand:
    """The clinic with its logo.

    Raises:
        ContentProblems: the logo cannot be used.
    """
    found, problems = logo.read(given.library)
    if problems:
        raise ContentProblems(problems)
    return Brand(given.library.clinic, found)


def open_press(given: pipeline.Inputs) -> Press:
    """A press with the clinic's own fonts, if it names a folder of them.

    Raises:
        ContentProblems: that folder cannot be used.
    """
    origin, name = given.library.clinic_origin, given.library.clinic.fonts
    try:
        return Press(origin.file.parent / name if name else None)
    except FontError as error:
        hint = "Put the fonts into that folder, or remove the line `fonts:`."
        line = origin.line("fonts")
        raise ContentProblems(
            [Diagnostic(Code.PRINT_FONTS, str(error), hint, origin.file.name, line)]
        ) from None


def _found(handout: str, language: str, every: tuple[Publication, ...]) -> Publication:
    for publication in every:
        mine = publication.handout.documents[0].language
        if publication.handout.id == handout and language in ("", mine):
            return publication
    known = [publication.handout.id for publication in every]
    if handout in known:
        raise click.UsageError(f"The handout {handout!r} is not there in {language!r}.")
    hint = did_you_mean(handout, known, f"There are: {', '.join(known)}.")
    raise click.UsageError(f"There is no handout {handout!r}. {hint}")
