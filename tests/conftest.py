"""What every test may use: a copy of the small library to spoil, and short ways to do it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests/sites/small"

# The same examples in every run: a test that fails here fails everywhere.
settings.register_profile(
    "same-every-time",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("same-every-time")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with a copy of the small library in `content/`, to change at will."""
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    return folder
