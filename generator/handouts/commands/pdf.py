"""`handouts pdf`: one printed sheet, straight from the content."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import click

from handouts import pipeline
from handouts.commands.options import CLINIC, CONTENT, TODAY
from handouts.commands.output import problems_exit
from handouts.content.validate import did_you_mean
from handouts.diagnostics import Code, ContentProblems, Diagnostic, has_errors
from handouts.governance.publication import Publication, withdrawn
from handouts.governance.states import states
from handouts.governance.translations import voice_states
from handouts.render.artifact import Artifact
from handouts.render.fonts import FontError
from handouts.render.pdf import Press, render_pdf
from handouts.render.print_one import print_file
from handouts.render.sheet import Edition, Paper, Size, Variant
from handouts.render.side_by_side import EDITION as SIDE_BY_SIDE
from handouts.render.side_by_side import Pair, pair_name, pair_sheet
from handouts.render.voice_brand import brand_of, own_fonts
from handouts.site.translated import pair_of
from handouts.translation.voices import Voice, every_voice, original


@click.command()
@click.argument("handout")
@click.option("--language", default="", help="Its language, such as es. Default: its first.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Default: the clinic's.")
@click.option(
    "--size", type=click.Choice(["standard", "large"]), default="standard", show_default=True
)
@click.option(
    "--edition",
    type=click.Choice(["summary", "full", SIDE_BY_SIDE]),
    default="summary",
    show_default=True,
    help="side-by-side: with --language, beside the clinic's own language.",
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
    edition: Edition | Literal["side-by-side"],
    out: Path,
    content: Path,
    clinic: Path | None,
    today: date,
) -> None:
    """Make one printed sheet of HANDOUT as a PDF."""
    with problems_exit("No sheet was made."):
        given = pipeline.inputs(pipeline.Places(content=content, clinic=clinic), today)
        voice = _voice(given, content, language)
        whole: Edition = "full" if edition == "full" else "summary"
        _refuse_withheld(voice, handout, whole)
        source = original(given.library)
        originals = states(source.library, source.composition, given.reviews, today)
        publication = voice_states(voice, given.reviews, today, originals)[handout]
        variant = Variant(whole, paper or given.library.clinic.paper, size)
        brand = brand_of(voice, given.logo, publication)
        with open_press(given) as press:
            if edition == SIDE_BY_SIDE:
                pair, _ = pair_of(voice, publication, originals, brand, given.library)
                made = _pair_file(press, pair, variant.paper)
            else:
                made = print_file(press, publication, brand, given.drawings, variant)
        out.mkdir(parents=True, exist_ok=True)
        (out / made.path).write_bytes(made.data)
        click.echo(f"Made {out / made.path}.")
        if reason := _not_to_hand_out(publication):
            click.echo(f"Do not hand it out: {reason}.", err=True)


def _not_to_hand_out(publication: Publication) -> str:
    """Why a sheet must not be handed out, if so; that it is a draft stands on it."""
    if withdrawn(publication):
        return "it was withdrawn"
    if publication.term and publication.term.overdue:
        return f"its review was due on {publication.term.due.isoformat()}"
    return ""


def _pair_file(press: Press, pair: Pair | None, paper: Paper) -> Artifact:
    """The sheet in two languages.

    Raises:
        click.UsageError: the language is the one that the content is written in.
    """
    if pair is None:
        raise click.UsageError("Say which language stands beside the clinic's: --language es.")
    name = pair_name(pair.patient.handout.id, pair.document, paper)
    return Artifact(name, render_pdf(press, pair_sheet(pair, paper), name))


def _voice(given: pipeline.Inputs, content: Path, language: str) -> Voice:
    """The library in the language asked for.

    Raises:
        ContentProblems: a file of translations cannot be read.
        click.UsageError: nobody has begun to translate into it.
    """
    voices, problems = every_voice(given.library, given.drawings, content)
    if has_errors(problems):
        raise ContentProblems(problems)
    found = next((voice for voice in voices if language in ("", voice.language)), None)
    if found is None:
        known = ", ".join(voice.language for voice in voices)
        raise click.UsageError(f"There is nothing in {language!r}. There are: {known}.")
    return found


def _refuse_withheld(voice: Voice, handout: str, edition: Edition) -> None:
    """A sheet is whole in its language or not made.

    Raises:
        ContentProblems: pages of the handout are not translated.
        click.UsageError: there is no such handout.
    """
    shown = [made.id for made in voice.composition.handouts]
    held = [w.document for w in voice.withheld if w.document.handout == handout]
    if handout not in shown and not held:
        hint = did_you_mean(handout, shown, f"There are: {', '.join(shown)}.")
        raise click.UsageError(f"There is no handout {handout!r}. {hint}")
    if handout in shown and edition in voice.printable(handout):
        return
    pages = ", ".join(document.id for document in held)
    raise ContentProblems(
        [
            Diagnostic(
                Code.TRANSLATION_INCOMPLETE,
                f"The {edition} sheet of {handout!r} is not whole in {voice.language!r}: "
                f"these pages are not translated: {pages}.",
                f"See what is missing: handouts translate update {voice.language}, then status.",
            )
        ]
    )


def open_press(given: pipeline.Inputs) -> Press:
    """A press with the clinic's own fonts, if it names a folder of them.

    Raises:
        ContentProblems: that folder cannot be used.
    """
    origin = given.library.clinic_origin
    try:
        return Press(own_fonts(given.library))
    except FontError as error:
        hint = "Put the fonts into that folder, or remove the line `fonts:`."
        line = origin.line("fonts")
        raise ContentProblems(
            [Diagnostic(Code.PRINT_FONTS, str(error), hint, origin.file.name, line)]
        ) from None
