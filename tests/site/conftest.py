"""The small library, built once, for tests that read or spoil the result."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import SMALL
from tests.site.reading import problems_of

from handouts import pipeline
from handouts.diagnostics import Diagnostic

TODAY = date(2026, 1, 31)


@dataclass(frozen=True)
class Finished:
    """A finished site, and what it was made from."""

    folder: Path
    made: pipeline.Project

    def copy(self, folder: Path) -> Finished:
        """A copy to spoil."""
        shutil.copytree(self.folder, folder)
        return Finished(folder, self.made)

    def problems(self) -> list[Diagnostic]:
        """What a build would say of the folder as it is now."""
        return problems_of(self.folder, self.made.expected, self.made.settings.site_url)


@pytest.fixture(scope="session")
def finished_once(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    folder = tmp_path_factory.mktemp("finished")
    places = pipeline.Places(SMALL / "content", SMALL / "docs", folder / "build", folder / "site")
    pipeline.build(places, TODAY, options=pipeline.Options(sheets=False))
    return Finished(places.site, pipeline.project(pipeline.inputs(places, TODAY)))


@pytest.fixture
def finished(finished_once: Finished, tmp_path: Path) -> Finished:
    """A copy of the finished site, to read and to spoil."""
    return finished_once.copy(tmp_path / "finished")
