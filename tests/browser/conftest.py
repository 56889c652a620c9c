"""Built sites on a local server, and a browser to read them with.

`site` is the real library, `real_pages` its pages alone, without sheets, and `small_site`
the small one. `signed_site` is the real one after a review, and `every_template` the small
one in three languages with a page of each template, withheld pages and old versions among
them. Each is
built once, however many processes run the tests, and served below the path that
its clinic's address has, with `404.html` for what is not there.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from click.testing import CliRunner
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright
from tests.browser.reader import OLD_VERSION, Built, There, first_pages
from tests.conftest import ROOT, SMALL
from tests.translation.pseudo import change, speak

from handouts import pipeline
from handouts.cli import main
from handouts.diagnostics import ContentProblems

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Served:
    """A built site and where it is served. `url` ends in `/`.

    What a test puts into `headers` is sent with every answer.
    """

    url: str
    folder: Path
    headers: dict[str, str] = field(default_factory=dict)

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
    with served_below(ROOT, _shared(tmp_path_factory, "site")) as served:
        yield served


@pytest.fixture(scope="session")
def real_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The pages of the real library, built without sheets and served."""
    with served_below(ROOT, _shared(tmp_path_factory, "real-pages"), sheets=False) as served:
        yield served


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small library, built and served."""
    with served_below(SMALL, _shared(tmp_path_factory, "small-site")) as served:
        yield served


@pytest.fixture(scope="session")
def signed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real library as it is after a review of its English text, built and served."""
    with served_below(
        ROOT, _shared(tmp_path_factory, "signed-site"), _sign_every_handout
    ) as served:
        yield served


@pytest.fixture(scope="session")
def every_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small library with a page of each template, built and served."""
    with served_below(SMALL, _shared(tmp_path_factory, "every-template"), _use_all) as served:
        yield served


@pytest.fixture
def library(request: pytest.FixtureRequest) -> Built:
    """The library of a built site: of the real one, or of another fixture's small one."""
    site: Served = request.getfixturevalue(request.param)
    return Built(site, first_pages(ROOT if request.param == "site" else SMALL))


@pytest.fixture
def there(request: pytest.FixtureRequest) -> There:
    """A page of a site, from the name of the site's fixture and the page's address."""
    name, path = request.param
    site: Served = request.getfixturevalue(name)
    return There(site, _replaced(site) if path == OLD_VERSION else path)


def _replaced(site: Served) -> str:
    """The page of a version that is no longer the current one."""
    versions = (path for path in site.paths if path.startswith(OLD_VERSION))
    words = "This version has been replaced"
    return next(v for v in versions if words in (site.folder / v / "index.html").read_text())


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


def _sign_every_handout(folder: Path) -> None:
    content = folder / "content"
    for handout in sorted(file.parent.name for file in content.glob("*/handout.yml")):
        words = ["review", "sign", handout, "--content", str(content), "--by", "Ada Test"]
        done = CliRunner().invoke(main, [*words, "--role", "nurse"])
        assert done.exit_code == 0, done.output


def _use_all(folder: Path) -> None:
    """Two languages, a signed version that has become an old one, and withheld pages."""
    _sign_every_handout(folder)
    speak(folder, "es", "ar")
    change(folder, "elbow-pain/tennis-elbow.md", "It may take months", "It may take a year")


@contextmanager
def served_below(
    root: Path,
    folder: Path,
    prepare: Callable[[Path], None] | None = None,
    sheets: bool = True,
) -> Iterator[Served]:
    """Builds a library once and serves it.

    Args:
        root: where its `content/` is.
        folder: where to build.
        prepare: what is to be done first to a copy of the library.
        sheets: whether to make sheets too.
    """
    _build_once(root, folder, prepare, sheets)
    clinic = yaml.safe_load((root / "content/clinic.yml").read_text(encoding="utf-8"))
    base = urlsplit(clinic["site_address"]).path.rstrip("/") + "/"
    headers: dict[str, str] = {}
    handler = partial(_Handler, directory=str(folder / "site"), base=base, headers=headers)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.server_port}{base}", folder / "site", headers)
    server.shutdown()
    server.server_close()


def _build_once(
    root: Path, folder: Path, prepare: Callable[[Path], None] | None, sheets: bool
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "building"):
        if (folder / "site").exists():
            return
        if prepare:
            shutil.copytree(root / "content", folder / "source/content", dirs_exist_ok=True)
            prepare(root := folder / "source")
        places = pipeline.Places(root / "content", root / "docs", folder / "build", folder / "site")
        try:
            pipeline.build(places, date.today(), options=pipeline.Options(sheets=sheets))
        except ContentProblems as problems:
            pytest.fail(f"The site in {root.name}/ could not be built:\n{problems}")


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below `base`, as a web server with a 404 page does."""

    def __init__(self, *args: Any, base: str, headers: Mapping[str, str], **named: Any) -> None:
        self.base = base
        self.more = headers
        super().__init__(*args, **named)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return str(Path(self.directory) / "not-here")
        return super().translate_path("/" + path.removeprefix(self.base))

    def end_headers(self) -> None:
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

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
