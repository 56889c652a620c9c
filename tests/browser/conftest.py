"""Built sites on a local server, and a browser to read them with.

`site` is the real library and `small_site` the small one. Each is built once,
however many processes run the tests, and served below the path that its
clinic's address has, with `404.html` for what is not there.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from handouts import pipeline
from handouts.diagnostics import ContentProblems

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests/sites/small"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Served:
    """A built site and where it is served. `url` ends in `/`."""

    url: str
    folder: Path

    @property
    def paths(self) -> tuple[str, ...]:
        """The address of every page below `url`: "" for home, else ending in `/`."""
        files = sorted(self.folder.rglob("index.html"))
        return tuple(_address(file.relative_to(self.folder)) for file in files)

    def page(self, path: str = "") -> str:
        """The whole address of a page, such as `symptoms/` or `symptoms`."""
        folder = f"{path.strip('/')}/" if path.strip("/") else ""
        return f"{self.url}{folder}"


def _address(file: Path) -> str:
    folder = file.parent.as_posix()
    return "" if folder == "." else f"{folder}/"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real library, built and served."""
    with _served(ROOT, _shared(tmp_path_factory, "site")) as served:
        yield served


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small library, built and served."""
    with _served(SMALL, _shared(tmp_path_factory, "small-site")) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as it is installed on this computer."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(f"No browser found. Install one of: {', '.join(BROWSERS)}.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


# --- building and serving --------------------------------------------------


def _shared(factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder that all processes of one test run share."""
    base = factory.getbasetemp()
    # pytest-xdist gives each process a folder of its own inside the run's.
    run = base.parent if base.name.startswith("popen-") else base
    return run / name


@contextmanager
def _served(root: Path, folder: Path) -> Iterator[Served]:
    _build_once(root, folder)
    clinic = yaml.safe_load((root / "content/clinic.yml").read_text(encoding="utf-8"))
    base = urlsplit(clinic["site_address"]).path.rstrip("/") + "/"
    handler = partial(_Handler, directory=str(folder / "site"), base=base)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.server_port}{base}", folder / "site")
    server.shutdown()
    server.server_close()


def _build_once(root: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "building"):
        if (folder / "site").exists():
            return
        places = pipeline.Places(root / "content", root / "docs", folder / "build", folder / "site")
        try:
            pipeline.build(places, date.today())
        except ContentProblems as problems:
            pytest.fail(f"The site in {root.name}/ could not be built:\n{problems}")


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below `base`, as a web server with a 404 page does."""

    def __init__(self, *args: Any, base: str, **named: Any) -> None:
        self.base = base
        super().__init__(*args, **named)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return str(Path(self.directory) / "not-here")
        return super().translate_path("/" + path.removeprefix(self.base))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: a test's output is its own."""
