"""The server of the live preview: rebuilds on change, never dies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer


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
