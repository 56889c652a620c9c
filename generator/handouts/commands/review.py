"""`handouts review`: what is signed, what is to be signed, and signing it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click
from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from handouts import pipeline
from handouts.commands.options import CONTENT, TODAY
from handouts.commands.output import problems_exit
from handouts.compose.library import NOTICES
from handouts.content.fields import YEARS, Plain
from handouts.document import nodes as n
from handouts.governance.canonical import fingerprint
from handouts.governance.publication import Cleared, Publication, standing
from handouts.governance.reviews import Record, latest, write_record
from handouts.governance.states import canonical_texts, states
from handouts.governance.translations import voice_states
from handouts.governance.word_diff import changes
from handouts.translation.record import Record as Translator
from handouts.translation.voices import Voice, every_voice


@click.group()
def review() -> None:
    """See what is signed, read what is to be signed, and sign it."""


@review.command()
@CONTENT
@TODAY
def status(content: Path, today: date) -> None:
    """List what is signed, changed, missing, due soon or overdue, in each language."""
    with problems_exit():
        room = _reading_room(content, today)
    table = Table("Handout", "Language", "Version", "State", "Reviewer", "Review due")
    for language, found in room.states.items():
        for name, state in found.items():
            table.add_row(name, language, state.version, *_columns(state))
        for name in room.not_whole(language):
            table.add_row(name, language, "", "not whole: see `handouts translate status`")
    Console().print(table)


def _columns(state: Publication) -> tuple[str, str, str]:
    if isinstance(state, Cleared):
        who = f"{state.reviewer}, {state.role}"
    else:
        who = f"{state.last.reviewer}, {state.last.role}" if state.last else ""
    return standing(state), who, state.term.due.isoformat() if state.term else ""


LANGUAGE = click.option(
    "--language", default="", metavar="LANG", help="Such as es. Default: that of the content."
)


@review.command()
@click.argument("handout", required=False)
@LANGUAGE
@CONTENT
@TODAY
def show(handout: str | None, language: str, content: Path, today: date) -> None:
    """Print exactly what is to be signed, and what changed since the last sign-off.

    In the list of changes, words in [-brackets-] are gone and words in {+braces+}
    are new.
    """
    with problems_exit():
        room = _reading_room(content, today)
    voice = room.voice(language)
    texts = room.texts(voice)
    name = _chosen(handout, list(texts))
    text = texts[name]
    last = latest(room.given.reviews.of(name, voice.language))
    click.echo(text)
    click.echo(f"fingerprint: {fingerprint(text)}")
    if voice.record:
        click.echo(f"Translated by {_translator(voice.record)}")
    if last is None:
        click.echo("Nobody has signed this handout before.")
    elif last.text == text:
        click.echo(f"Unchanged since {last.reviewer} signed it on {last.signed_on.isoformat()}.")
    else:
        click.echo(f"Changed since {last.reviewer} signed on {last.signed_on.isoformat()}:")
        click.echo("\n".join(changes(last.text, text)))
    if last and voice.root:
        click.echo(room.since_it_was_read_against(last), nl=False)


def _translator(record: Translator) -> str:
    who = ", ".join(filter(None, (record.translated_by, record.translated_on)))
    parts = (who, record.method)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


@review.command()
@click.argument("handout", required=False)
@LANGUAGE
@click.option("--by", "reviewer", required=True, metavar="NAME", help="Who read it.")
@click.option("--role", required=True, metavar="ROLE", help="Such as: physical therapist.")
@click.option("--until", metavar="YYYY-MM-DD", help="When the next review is due.")
@CONTENT
@TODAY
def sign(
    handout: str | None,
    language: str,
    reviewer: str,
    role: str,
    until: str | None,
    content: Path,
    today: date,
) -> None:
    """Record that somebody read exactly this text and stands by it.

    What was written first is signed by a clinician; a translation by a qualified
    translator, who read it against what it translates.
    """
    with problems_exit("Nothing was signed."):
        room = _reading_room(content, today)
    voice = room.voice(language)
    texts = room.texts(voice)
    name = _chosen(handout, list(texts))
    # The notices are reviewed as often as the site's main handout.
    file = room.given.library.handouts.get(name, room.given.library.main).file
    due = _later(today, file.review_every_months) if until is None else _day(until)
    if due <= today:
        raise click.UsageError("The next review must be after today.")
    if not reviewer.strip() or not role.strip():
        raise click.UsageError("A sign-off needs a name and a role.")
    _refuse_marks(reviewer, role)
    record = Record(
        handout=name,
        language=voice.language,
        fingerprint=fingerprint(texts[name]),
        reviewer=reviewer.strip(),
        role=role.strip(),
        signed_on=today,
        review_due=due,
        text=texts[name],
    )
    record = room.with_translator(record, voice)
    written = write_record(content, record)
    click.echo(f"{record.reviewer} signed {name} in {voice.language} as version {record.version}.")
    click.echo(f"Wrote {written} and the text beside it. Commit both files.")


def _refuse_marks(*words: str) -> None:
    """Holds names to what a record may have in it: one that cannot be read stops every build.

    Raises:
        click.UsageError: there is a mark or an invisible sign in the words.
    """
    for each in words:
        try:
            TypeAdapter(Plain).validate_python(each)
        except ValidationError as error:
            told = error.errors(include_url=False)[0].get("ctx", {})
            raise click.UsageError(
                f"{each!r} cannot stand in a record. {told.get('message', '')} "
                f"{told.get('hint', '')}"
            ) from None


@dataclass(frozen=True, slots=True)
class _ReadingRoom:
    """The library in each of its languages, its own first, and what is signed of it."""

    given: pipeline.Inputs
    voices: tuple[Voice, ...]
    states: Mapping[str, Mapping[str, Publication]]

    def voice(self, language: str) -> Voice:
        """The library in a language, or a usage error that names those there are."""
        found = next((v for v in self.voices if language in ("", v.language)), None)
        if found is None:
            known = ", ".join(voice.language for voice in self.voices)
            raise click.UsageError(f"There is nothing in {language!r}. There are: {known}.")
        return found

    def texts(self, voice: Voice) -> dict[str, str]:
        """What can be signed in a language: no handout of which a page is withheld."""
        held = self.not_whole(voice.language)
        texts = canonical_texts(voice.library, voice.composition)
        return {name: text for name, text in texts.items() if name not in held}

    def not_whole(self, language: str) -> list[str]:
        """The handouts that are not all translated."""
        voice = self.voice(language)
        held = {w.document.handout or _owner(w.document) for w in voice.withheld}
        return [unit.id for unit in self.voices[0].composition.units if unit.id in held]

    def since_it_was_read_against(self, record: Record) -> str:
        """What changed in the original since a translation was signed; nothing if nothing."""
        now = self.texts(self.voices[0])[record.handout]
        if record.translates == fingerprint(now):
            return ""
        known = self.given.reviews.of(record.handout, self.voices[0].language)
        then = next((r.text for r in known if r.fingerprint == record.translates), None)
        said = ["Its original was changed since: the translation must be signed again."]
        return "\n".join([*said, *(changes(then, now) if then is not None else ()), ""])

    def with_translator(self, record: Record, voice: Voice) -> Record:
        """The record of a translation, with who made it and which text it translates."""
        if not voice.root:
            return record
        translator = voice.record
        return replace(
            record,
            translated_by=translator.translated_by if translator else "",
            method=translator.method if translator else "",
            translates=fingerprint(self.texts(self.voices[0])[record.handout]),
        )


def _owner(document: n.Document) -> str:
    return NOTICES if document.kind == "notice" else ""


def _reading_room(content: Path, today: date) -> _ReadingRoom:
    """The library as it stands, in every language.

    What is wrong with a translation withholds its pages and holds back nothing else.

    Raises:
        ContentProblems: something in the content is wrong.
    """
    given = pipeline.inputs(pipeline.Places(content), today)
    voices, _ = every_voice(given.library, given.drawings, content)
    source = voices[0]
    originals = states(source.library, source.composition, given.reviews, today)
    found = {v.language: voice_states(v, given.reviews, today, originals) for v in voices}
    return _ReadingRoom(given, voices, found)


def _chosen(handout: str | None, known: list[str]) -> str:
    if handout is None and len(known) == 1:
        return known[0]
    if handout not in known:
        raise click.UsageError(f"Say which handout: {', '.join(known)}.")
    return handout


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if day.year not in YEARS:
            raise ValueError
        return day
    except ValueError:
        raise click.UsageError(f"{text!r} is not a day. Write it as 2026-05-31.") from None


def _later(start: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
