"""A site as a host serves it, on this computer only, for as long as the proof takes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HEADERS = (
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", "geolocation=(), camera=(), microphone=()"),
    ("Cache-Control", "max-age=600"),
)
"""The headers of docs/development/hosting.md; pages are kept, so that files are read once."""


@contextmanager
def served(folder: Path, address: str) -> Iterator[str]:
    """Serves a site's folder on the loopback address. Gives its URL, which ends in `/`.

    Args:
        folder: the site.
        address: where the site will stand; its path is kept, because links may name it.
    """
    base = (urlsplit(address).path.rstrip("/") or "") + "/"
    handler = partial(_Handler, directory=str(folder), base=base)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(SimpleHTTPRequestHandler):
    """Files below `base`, with the headers that we advise; says nothing."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, base: str, **named: Any) -> None:
        self._base = base
        super().__init__(*args, **named)

    def translate_path(self, path: str) -> str:
        """The file of an address; an address outside the site has none."""
        if not path.startswith(self._base):
            return str(Path(self.directory) / "outside-the-site")
        return super().translate_path("/" + path.removeprefix(self._base))

    def end_headers(self) -> None:
        """Adds the headers that every answer has."""
        for name, value in HEADERS:
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: Any) -> None:
        """A folder without a page is nothing that a host shows."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        """A proof's output is its own."""
