"""Pages as a reader meets them, and which ones the tests read.

By default those are a page of each template, of the small library; `sweep` reads every
page of the real one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page
from tests.conftest import ROOT, SMALL

if TYPE_CHECKING:
    from tests.browser.conftest import Served

PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # Text has the contrast of level AAA, 7:1.
    "rules": {"color-contrast-enhanced": {"enabled": True}},
}


# --- which pages -----------------------------------------------------------------


@dataclass(frozen=True)
class Built:
    """A built library, and the address of its first page of each kind."""

    site: Served
    pages: Mapping[str, str]


@dataclass(frozen=True)
class There:
    """A page and the site that it is on."""

    site: Served
    path: str


OF_THE_SITE = ("print", "glossary", "sources", "gallery", "not-here")
OF_LANGUAGES = ("ar", "es/tennis-elbow", "es/side-by-side", "ar/side-by-side")
"""Right-to-left, withheld, and in two languages."""

OLD_VERSION = "v/"
"""Stands for the page of a signed version that was replaced; its address is a fingerprint."""


def first_pages(folder: Path) -> dict[str, str]:
    """The address of the first page of each kind that a library has."""
    return dict(reversed(list(_pages(folder))))


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Each page that an author wrote: its kind and its address."""
    for file in sorted(folder.glob("content/*/*.md")):
        found = re.search(r"^kind:\s*(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert found, file
        yield found[1], "" if file.stem == "index" else file.stem


def _templates() -> Iterator[Any]:
    paths = [*first_pages(SMALL).values(), *OF_THE_SITE, *OF_LANGUAGES, OLD_VERSION]
    for path in paths:
        yield pytest.param(("every_template", path), id=f"small-{path.strip('/') or 'index'}")


def _real_pages(languages: tuple[str, ...]) -> Iterator[Any]:
    for language in languages:
        paths = [path for _, path in _pages(ROOT)] + list(OF_THE_SITE)
        if language != "en":
            paths = [f"{language}/{path}".rstrip("/") for path in paths if path != "not-here"]
            paths.append(f"{language}/side-by-side")
        for path in paths:
            name = f"real-{path or 'index'}"
            yield pytest.param(("site", path), id=name, marks=pytest.mark.sweep)


# What a PDF gives back of Arabic script is not in reading order.
every_page_to_print = pytest.mark.parametrize(
    "there",
    [*(page for page in _templates() if page.id != "small-ar"), *_real_pages(("en",))],
    indirect=True,
)
every_page_in_every_language = pytest.mark.parametrize(
    "there", [*_templates(), *_real_pages(("en", "es", "ar"))], indirect=True
)
every_library = pytest.mark.parametrize(
    "library",
    [
        pytest.param("every_template", id="small"),
        pytest.param("site", id="real", marks=pytest.mark.sweep),
    ],
    indirect=True,
)


# --- reading ---------------------------------------------------------------------


class Reader:
    """A page of the browser that remembers what should not have happened."""

    def __init__(self, page: Page, site: Served) -> None:
        self.page = page
        self.site = site
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        self._expected_404 = False
        self._listeners = {
            "console": self._heard,
            "pageerror": lambda error: self.errors.append(str(error)),
            "request": lambda request: self._asked(request.url),
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)  # type: ignore[call-overload]

    def _heard(self, message: ConsoleMessage) -> None:
        missing = self._expected_404 and "status of 404" in message.text
        if message.type in ("error", "warning") and not missing:
            self.errors.append(message.text)

    def _asked(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in ("data", "blob", "about") and (
            address.netloc != urlsplit(self.site.url).netloc
        ):
            self.elsewhere.append(url)

    def open(self, path: str) -> Page:
        """Opens a page and waits until it stands still."""
        self._expected_404 = path == "not-here"
        self.page.goto(self.site.page(path))
        return self.page

    def leave(self) -> None:
        """Listens no more."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)


_windows: dict[Any, Page] = {}


@contextmanager
def window(browser: Browser, use: str = "", **options: Any) -> Iterator[Page]:
    """A window of the browser in which no site has kept anything.

    To open one takes longer than most tests, so it is kept for the next test that has the
    same use for it and the same options.
    """
    key = (browser, use, repr(options))
    page = _windows.pop(key, None) or browser.new_page(**options)
    try:
        yield page
        if page.url != "about:blank":
            page.evaluate("localStorage.clear(), sessionStorage.clear()")
        page.goto("about:blank")
    except BaseException:
        page.context.close()
        raise
    _windows[key] = page


@contextmanager
def reading(
    browser: Browser,
    site: Served,
    size: dict[str, int] = DESK,
    scheme: str = "light",
    scripts: bool = True,
) -> Iterator[Reader]:
    """A new reader of a site, who has kept nothing of it."""
    options = {"java_script_enabled": scripts, "reduced_motion": "reduce"}
    with window(browser, "reading", **options) as page:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(
            media="null",
            color_scheme=scheme,  # type: ignore[arg-type]
            forced_colors="null",
        )
        reader = Reader(page, site)
        yield reader
        assert page.context.cookies() == []
        reader.leave()
        assert reader.elsewhere == []
        assert reader.errors == []
