"""What the live preview shows in the place of pages while something is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handouts.diagnostics import Diagnostic
from handouts.render.html import environment


def show_problems(root: Path, found: Iterable[Diagnostic]) -> None:
    """Puts the problems in the place of every page, until they are mended."""
    page = environment().get_template("problems.html.j2").render(diagnostics=tuple(found))
    root.mkdir(parents=True, exist_ok=True)
    for file in {root / "index.html", root / "404.html", *root.rglob("*.html")}:
        file.write_text(page, encoding="utf-8")
