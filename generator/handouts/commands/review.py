"""`handouts review`: what is signed, what is to be signed, and signing it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from handouts import pipeline
from handouts.commands.options import CONTENT, TODAY
from handouts.commands.output import problems_exit
from handouts.governance.canonical import fingerprint
from handouts.governance.publication import Cleared, Publication
from handouts.governance.reviews import Record, latest, write_record
from handouts.governance.word_diff import changes


@click.group()
def review() -> None:
    """See what is signed, read what is to be signed, and sign it."""


@review.command()
@CONTENT
@TODAY
def status(content: Path, today: date) -> None:
    """List what is signed, changed, missing, due soon or overdue."""
    with problems_exit():
        given = pipeline.inputs(pipeline.Places(content), today)
        found = pipeline.publications(given)
    table = Table("Handout", "Language", "Version", "State", "Reviewer", "Review due")
    for name, state in found.items():
        language = state.handout.documents[0].language
        table.add_row(name, language, state.version, *_columns(state))
    Console().print(table)


def _columns(state: Publication) -> tuple[str, str, str]:
    if isinstance(state, Cleared):
        due = state.review_due.isoformat()
        return f"signed, {state.freshness}", f"{state.reviewer}, {state.role}", due
    last = f"{state.last.reviewer}, {state.last.role}" if state.last else ""
    return f"draft: {state.reason}", last, ""


@review.command()
@click.argument("handout", required=False)
@CONTENT
@TODAY
def show(handout: str | None, content: Path, today: date) -> None:
    """Print exactly what is to be signed, and what changed since the last sign-off.

    In the list of changes, words in [-brackets-] are gone and words in {+braces+}
    are new.
    """
    with problems_exit():
        given = pipeline.inputs(pipeline.Places(content), today)
        texts = pipeline.texts_to_sign(given)
    name = _chosen(handout, list(texts))
    text = texts[name]
    language = given.library.main.file.language
    last = latest(given.reviews.of(name, language))
    click.echo(text)
    click.echo(f"fingerprint: {fingerprint(text)}")
    if last is None:
        click.echo("Nobody has signed this handout before.")
    elif last.text == text:
        click.echo(f"Unchanged since {last.reviewer} signed it on {last.signed_on.isoformat()}.")
    else:
        click.echo(f"Changed since {last.reviewer} signed on {last.signed_on.isoformat()}:")
        click.echo("\n".join(changes(last.text, text)))


@review.command()
@click.argument("handout", required=False)
@click.option("--by", "reviewer", required=True, metavar="NAME", help="The clinician's name.")
@click.option("--role", required=True, metavar="ROLE", help="Such as: physical therapist.")
@click.option("--until", metavar="YYYY-MM-DD", help="When the next review is due.")
@CONTENT
@TODAY
def sign(
    handout: str | None, reviewer: str, role: str, until: str | None, content: Path, today: date
) -> None:
    """Record that a clinician read exactly this text and stands by it."""
    with problems_exit("Nothing was signed."):
        given = pipeline.inputs(pipeline.Places(content), today)
        texts = pipeline.texts_to_sign(given)
    name = _chosen(handout, list(texts))
    # The notices are reviewed as often as the site's main handout.
    file = given.library.handouts.get(name, given.library.main).file
    due = _later(today, file.review_every_months) if until is None else _day(until)
    if due <= today:
        raise click.UsageError("The next review must be after today.")
    if not reviewer.strip() or not role.strip():
        raise click.UsageError("A sign-off needs a name and a role.")
    record = Record(
        handout=name,
        language=file.language,
        fingerprint=fingerprint(texts[name]),
        reviewer=reviewer.strip(),
        role=role.strip(),
        signed_on=today,
        review_due=due,
        text=texts[name],
    )
    written = write_record(content, record)
    click.echo(f"{record.reviewer} signed {name} as version {record.version}.")
    click.echo(f"Wrote {written} and the text beside it. Commit both files.")


def _chosen(handout: str | None, known: list[str]) -> str:
    if handout is None and len(known) == 1:
        return known[0]
    if handout not in known:
        raise click.UsageError(f"Say which handout: {', '.join(known)}.")
    return handout


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{text!r} is not a day. Write it as 2026-05-31.") from None


def _later(start: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
