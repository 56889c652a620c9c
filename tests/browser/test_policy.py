"""Nothing on a page breaks a strict Content-Security-Policy: ours, a hospital's, or both at once.

A hospital's server may send its own policy with every page; browsers then hold a
page to both. Every control is used, and neither policy is ever broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.site.test_headers import headers_of_hosts

if TYPE_CHECKING:
    from tests.browser.conftest import Served

HOSPITAL = {"Content-Security-Policy": "default-src 'self'"}
SERVERS = {"a hospital's server": HOSPITAL, "a server as we advise": headers_of_hosts()["nginx"]}
SIZES = {"phone": {"width": 360, "height": 640}, "desk": {"width": 1280, "height": 800}}

WATCH = """document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`POLICY ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});"""


@contextmanager
def server(site: Served, headers: dict[str, str]) -> Iterator[None]:
    """Sends these headers with every answer."""
    site.headers.update(headers)
    try:
        yield
    finally:
        site.headers.clear()


@contextmanager
def watched(browser: Browser, size: dict[str, int], scheme: str) -> Iterator[BrowserContext]:
    """A browser that fails at the end if any page complained of anything."""
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    context.add_init_script(WATCH)
    heard: list[str] = []
    context.on(
        "console",
        lambda told: (
            heard.append(f"{told.page.url if told.page else ''}: {told.text}")
            if told.type in ("error", "warning")
            else None
        ),
    )
    context.on("weberror", lambda error: heard.append(str(error.error)))
    yield context
    context.close()
    assert not heard, heard


def use_everything(page: Page, folder: Path, word: str) -> set[str]:
    """Uses each control that the page has. Gives the names of those that it had."""
    used = set()
    page.wait_for_load_state()
    menu = page.get_by_role("button", name="Menu", exact=True)
    if menu.is_visible():
        used.add("menu")
        menu.click()
        expect(page.locator("#menu a").first).to_be_visible()
        page.keyboard.press("Escape")
    theme = page.locator("[data-theme-button]")
    if theme.is_visible():
        used.add("theme")
        before = page.locator("html").get_attribute("data-theme")
        theme.click()
        assert page.locator("html").get_attribute("data-theme") != before
        theme.click()
    for choice in page.locator("[data-nerve-choice] label").all():
        used.add("nerve map")
        choice.click()
    copy = page.locator("[data-record-copy]")
    if copy.count():
        used.add("record")
        copy.first.click()
    if page.locator("[data-search-input]").count():
        used.add("search")
        opener = page.locator("[data-search-open]")
        if opener.is_visible():
            opener.click()
        page.locator("[data-search-input]").fill(word)
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        page.keyboard.press("Escape")
    page.pdf(path=folder / "printed.pdf", prefer_css_page_size=True)
    return used


@pytest.mark.parametrize("headers", SERVERS.values(), ids=SERVERS)
def test_no_template_breaks_a_policy(
    browser: Browser, every_template: Served, tmp_path: Path, headers: dict[str, str]
) -> None:
    paths = [path for path in every_template.paths if not re.match("es/|ar/", path)]
    used: set[str] = set()
    with server(every_template, headers), watched(browser, SIZES["phone"], "dark") as context:
        page = context.new_page()
        for path in [*paths, "ar/", "ar/nerves/", "es/tennis-elbow/", "404.html"]:
            page.goto(every_template.url + path)
            used |= use_everything(page, tmp_path, "elbow" if path[:3] != "ar/" else "يلبو")
    assert used == {"menu", "theme", "nerve map", "record", "search"}


def test_no_policy_is_broken_when_the_language_changes(
    browser: Browser, every_template: Served
) -> None:
    with server(every_template, HOSPITAL), watched(browser, SIZES["desk"], "light") as context:
        page = context.new_page()
        page.goto(every_template.page("nerves"))
        for language in ("ar", "es", "en"):
            page.locator(f".ho-languages__link[hreflang={language}]").click()
            expect(page.locator("html")).to_have_attribute("lang", language)


def test_the_watch_sees_what_a_policy_stops(browser: Browser, every_template: Served) -> None:
    headers = {"Content-Security-Policy": "default-src 'self'; script-src 'none'"}
    with (
        pytest.raises(AssertionError, match="POLICY script-src"),
        server(every_template, headers),
        watched(browser, SIZES["desk"], "light") as context,
    ):
        context.new_page().goto(every_template.url)


@pytest.mark.sweep
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("headers", SERVERS.values(), ids=SERVERS)
def test_no_page_of_the_real_site_breaks_a_policy(
    browser: Browser, site: Served, tmp_path: Path, headers: dict[str, str], size: dict[str, int]
) -> None:
    words = {"es/": "rodilla", "ar/": "الركبة"}
    with server(site, headers), watched(browser, size, "light") as context:
        page = context.new_page()
        for path in [*site.paths, "404.html", "es/404.html", "ar/404.html"]:
            page.goto(site.url + path)
            use_everything(page, tmp_path, words.get(path[:3], "knee"))
