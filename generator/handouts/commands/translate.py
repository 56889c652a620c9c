"""`handouts translate`: from English to gettext files, and back."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from handouts import pipeline
from handouts.commands.options import CONTENT, TODAY
from handouts.commands.output import print_diagnostics, problems_exit
from handouts.content.clinic import language_code
from handouts.diagnostics import ContentProblems, Diagnostic, has_errors, in_reading_order
from handouts.governance.word_diff import word_changes
from handouts.translation import catalogs, languages
from handouts.translation.confirm import changed
from handouts.translation.confirm import confirm as confirmed
from handouts.translation.merge import merged
from handouts.translation.messages import Messages, collect_all
from handouts.translation.status import progress


class LanguageCode(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A language code, such as `es` or `pt-BR`."""

    name = "LANG"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code in its usual form, or a usage error."""
        code = language_code(value)
        if code is None:
            self.fail(f"{value!r} is not the code of a language. Write it as es or ar.", param, ctx)
        return code


LANGUAGE = click.argument("language", metavar="LANG", type=LanguageCode())


@click.group()
def translate() -> None:
    """Write files for translators, and bring their work up to date."""


@translate.command()
@CONTENT
def extract(content: Path) -> None:
    """Write the templates (.pot) that translators start from."""
    with problems_exit("Nothing was written."):
        found = _messages(content)
    folder = content / "translations" / catalogs.TEMPLATES
    for domain, messages in found.domains().items():
        catalogs.write(catalogs.template(messages), folder / f"{domain}.pot")
    click.echo(f"Wrote {len(found.messages)} messages to {folder}/.")


@translate.command()
@LANGUAGE
@CONTENT
def update(language: str, content: Path) -> None:
    """Bring a language's files (.po) up to date with the English; start them if need be.

    Where the English changed, the old translation stays and is marked fuzzy.
    """
    with problems_exit("Nothing was written."):
        found = _messages(content)
        files, problems = catalogs.read_files(content, language)
        if problems:
            raise ContentProblems(problems)
    made = merged([file.po for file in files], found.domains(), language)
    folder = content / "translations" / language
    for domain, po in made.items():
        catalogs.write(po, folder / f"{domain}.po")
    done = sum(1 for po in made.values() for e in po if e.msgstr and not e.fuzzy and not e.obsolete)
    fuzzy = sum(1 for po in made.values() for e in po if e.fuzzy and not e.obsolete)
    missing = len(found.messages) - done - fuzzy
    click.echo(f"{folder}/: {done} translated, {fuzzy} to check (fuzzy), {missing} missing.")


@translate.command()
@CONTENT
def status(content: Path) -> None:
    """Show how far each language is, and what is wrong with its files."""
    with problems_exit():
        given, found = _given(content)
    table = Table("Language", "File", "Translated", "To check", "Missing", "Optional")
    problems: list[Diagnostic] = []
    for language in catalogs.languages(content):
        spoken = languages.spoken(content, language, found, given.drawings)
        problems += spoken.diagnostics
        for row in progress(found, spoken.catalog):
            counts = map(str, (row.translated, row.fuzzy, row.missing, row.optional))
            table.add_row(language, row.domain, *counts)
    Console().print(table)
    if problems:
        print_diagnostics(in_reading_order(problems))
    sys.exit(1 if has_errors(problems) else 0)


@translate.command()
@LANGUAGE
@click.argument("contexts", metavar="[CONTEXT]...", nargs=-1)
@click.option("--by", "name", metavar="NAME", help="Who confirms it.")
@CONTENT
@TODAY
def confirm(
    language: str, contexts: tuple[str, ...], name: str | None, content: Path, today: date
) -> None:
    """Record that a change of the English did not alter its meaning.

    Without a CONTEXT it lists what changed: words in [-brackets-] are gone, words in
    {+braces+} are new. Only somebody who reads both languages may confirm.
    """
    with problems_exit("Nothing was confirmed."):
        files, problems = catalogs.read_files(content, language)
        if problems:
            raise ContentProblems(problems)
    if not contexts:
        for entry in changed(file.po for file in files):
            click.echo(f"{entry.context}\n  {word_changes(entry.before, entry.now)}")
            click.echo(f"  {entry.translation}\n")
        return
    if not name or not name.strip():
        raise click.UsageError("Say who confirms it with --by NAME.")
    refused = confirmed((file.po for file in files), contexts, name.strip(), today)
    if refused:
        raise click.UsageError(
            f"There is no changed message {refused[0]!r}. Nothing was confirmed."
        )
    for file in files:
        catalogs.write(file.po, file.path)
    click.echo(f"{name.strip()} confirmed {len(contexts)} messages. Commit the files.")


def _messages(content: Path) -> Messages:
    """The messages of the content.

    Raises:
        ContentProblems: the content has errors, or two texts cannot be told apart.
    """
    return _given(content)[1]


def _given(content: Path) -> tuple[pipeline.Inputs, Messages]:
    given = pipeline.inputs(pipeline.Places(content), date.today())
    found = collect_all(given.library)
    if has_errors(found.diagnostics):
        raise ContentProblems(found.diagnostics)
    return given, found
