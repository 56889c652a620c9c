"""The small library, built once with real MkDocs, for tests that read or spoil the result."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.diagnostics import Diagnostic
from handouts.site import build as mkdocs
from handouts.site.project import write_project
from handouts.site.shipped import shipped_files
from handouts.site.verify import verify

SMALL = Path(__file__).parents[1] / "sites/small"
TODAY = date(2026, 1, 31)


@dataclass(frozen=True)
class Finished:
    """A finished site, not yet published, and what it was made from."""

    folder: Path
    made: pipeline.Project

    def copy(self, folder: Path) -> Finished:
        """A copy to spoil."""
        shutil.copytree(self.folder, folder)
        return Finished(folder, self.made)

    def problems(self) -> list[Diagnostic]:
        """What verification says of the folder as it is now."""
        shipped = shipped_files(self.made.pages)
        return verify(self.folder, self.made.expected, self.made.settings.site_url, shipped)


@pytest.fixture(scope="session")
def finished_once(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    places = pipeline.Places(content=SMALL / "content")
    made = pipeline.project(pipeline.inputs(places, TODAY))
    folder = tmp_path_factory.mktemp("finished")
    write_project(folder, made.settings, made.pages, None)
    return Finished(mkdocs.build_project(folder), made)


@pytest.fixture
def finished(finished_once: Finished, tmp_path: Path) -> Finished:
    """A copy of the finished site, to read and to spoil."""
    return finished_once.copy(tmp_path / "finished")
