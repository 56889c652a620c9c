"""The live preview: the newest pages while an author writes, or what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.governance.states import states
from handouts.pipeline.build import build
from handouts.pipeline.inputs import Places, inputs
from handouts.pipeline.project import Options, project
from handouts.site.problem_pages import show_problems
from handouts.site.project import Settings, write_project
from handouts.site.switcher import Tongue
from handouts.translation.voices import every_voice


def write_preview(places: Places, today: date) -> tuple[Path, Settings]:
    """Writes the generated project for a preview. Gives its folder and settings.

    Raises:
        ContentProblems: something in the content is wrong.
    """
    made = project(inputs(places, today), Options(preview=True))
    folder = places.work / "preview-project"
    write_project(folder, made.settings, made.pages, places.own_files)
    return folder, made.settings


def write_language(places: Places, today: date, language: str, folder: Path) -> None:
    """Writes the site in one language as an ordinary MkDocs project, without printed sheets.

    Raises:
        ContentProblems: something in the content is wrong, or there is no such language.
    """
    given = inputs(places, today)
    every, _ = every_voice(given.library, given.drawings, places.content)
    voices = {voice.language: voice for voice in every if voice.published}
    voice = voices.get(language or every[0].language)
    if voice is None:
        message = f"The library cannot be shown in the language {language!r}."
        hint = f"Use one of: {', '.join(voices)}."
        raise ContentProblems([Diagnostic(Code.TRANSLATION_INCOMPLETE, message, hint)])
    tongues = [Tongue(v.language, v.root, v.paths) for v in every]
    source = every[0]
    originals = states(source.library, source.composition, given.reviews, today)
    made = project(given, Options(sheets=False), voice, tongues, originals)
    write_project(folder, made.settings, made.pages, None if voice.root else places.own_files)


def build_preview(places: Places, today: date) -> tuple[Diagnostic, ...]:
    """Rebuilds the preview; problems go into its pages. Gives everything found."""
    try:
        return build(places, today, options=Options(preview=True, sheets=False))
    except ContentProblems as problems:
        show_problems(places.site, problems.diagnostics)
        return problems.diagnostics
