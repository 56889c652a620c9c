"""The generated project is an ordinary one: ProperDocs makes the same pages of it as MkDocs.

What Zensical makes of it is told in docs/development/decisions/.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.translation.pseudo import speak


def run(folder: Path, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def pages(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*.html")}


def test_properdocs_makes_the_same_pages(small: Path) -> None:
    speak(small, "ar")
    run(small, "handouts", "build", "--no-sheets")
    published = pages(small / "site")
    for language, root in (("en", ""), ("ar", "ar/")):
        project = small / "project" / language
        run(small, "handouts", "project", str(project), "--language", language)
        run(project, "properdocs", "build", "--strict", "--site-dir", str(project / "other"))
        made = {root + name: page for name, page in pages(project / "other").items()}
        # The 404 page of the root serves all languages; the search and all else is ours.
        mine = {
            name: page for name, page in published.items() if name.startswith("ar/") == bool(root)
        }
        assert made.keys() == mine.keys()
        assert [name for name in made if made[name] != mine[name]] == []
        styles = {f.name for f in (small / "site").rglob("*.css")}
        assert styles <= {f.name for f in (project / "other").rglob("*.css")}
