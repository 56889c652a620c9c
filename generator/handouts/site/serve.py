"""The live preview: rebuilds on change, shows problems in the page, never dies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from handouts.diagnostics import Diagnostic
from handouts.render.html import environment


def serve(
    root: Path, rebuild: Callable[[], None], watched: Iterable[Path], host: str, port: int
) -> None:
    """Serves `root` and calls `rebuild` when a watched file changes, until stopped.

    `rebuild` must not raise: it reports problems itself.
    """
    root.mkdir(parents=True, exist_ok=True)
    rebuild()
    server = LiveReloadServer(rebuild, host, port, str(root))
    for path in watched:
        if path.exists():
            server.watch(str(path))
    try:
        server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()


def show_problems(root: Path, found: Iterable[Diagnostic]) -> None:
    """Puts the problems in the place of every page, until they are mended."""
    page = environment().get_template("problems.html.j2").render(diagnostics=tuple(found))
    root.mkdir(parents=True, exist_ok=True)
    for file in {root / "index.html", root / "404.html", *root.rglob("*.html")}:
        file.write_text(page, encoding="utf-8")
