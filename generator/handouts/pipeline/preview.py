"""The live preview: the newest pages while an author writes, or what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handouts.diagnostics import ContentProblems, Diagnostic
from handouts.pipeline.build import build
from handouts.pipeline.inputs import Places, inputs
from handouts.pipeline.project import Options, project
from handouts.site.project import Settings, write_project
from handouts.site.serve import show_problems


def write_preview(places: Places, today: date) -> tuple[Path, Settings]:
    """Writes the generated project for a preview. Gives its folder and settings.

    Raises:
        ContentProblems: something in the content is wrong.
    """
    made = project(inputs(places, today), Options(preview=True))
    folder = places.work / "preview-project"
    write_project(folder, made.settings, made.pages, places.own_files)
    return folder, made.settings


def build_preview(places: Places, today: date) -> tuple[Diagnostic, ...]:
    """Rebuilds the preview; problems go into its pages. Gives everything found."""
    try:
        return build(places, today, options=Options(preview=True, sheets=False))
    except ContentProblems as problems:
        show_problems(places.site, problems.diagnostics)
        return problems.diagnostics
