"""Commands as a person runs them: in the folder of the small library, on a wide screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

from handouts.cli import main

Run: TypeAlias = Callable[..., Result]


@pytest.fixture
def run(small: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `handouts` with some arguments."""
    monkeypatch.chdir(small)
    return lambda *arguments: CliRunner().invoke(main, list(arguments), env={"COLUMNS": "200"})
