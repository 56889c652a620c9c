"""`handouts translate`: from English to gettext files, and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from handouts import pipeline
from handouts.commands.options import CONTENT
from handouts.commands.output import problems_exit
from handouts.content.clinic import language_code
from handouts.diagnostics import ContentProblems, has_errors
from handouts.translation import catalogs
from handouts.translation.merge import merged
from handouts.translation.messages import Messages, collect_all


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


def _messages(content: Path) -> Messages:
    """The messages of the content.

    Raises:
        ContentProblems: the content has errors, or two texts cannot be told apart.
    """
    given = pipeline.inputs(pipeline.Places(content), date.today())
    found = collect_all(given.library)
    if has_errors(found.diagnostics):
        raise ContentProblems(found.diagnostics)
    return found
