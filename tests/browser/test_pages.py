"""Every page on the screen: on a phone and at a desk, in light and in dark, by keyboard.

What readers set for themselves is tried in test_settings_of_readers.py, paper in
test_pages_on_paper.py.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.browser.reader import (
    DESK,
    PHONE,
    RULES,
    Built,
    There,
    every_library,
    every_page_in_every_language,
    reading,
)


@every_page_in_every_language
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_page_is_accessible(
    browser: Browser, there: There, size: dict[str, int], scheme: str
) -> None:
    with reading(browser, there.site, size, scheme) as reader:
        page = reader.open(there.path)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()


@every_page_in_every_language
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_control_is_reached_and_seen_by_keyboard(
    browser: Browser, there: There, size: dict[str, int]
) -> None:
    with reading(browser, there.site, size) as reader:
        page = reader.open(there.path)
        expected = page.evaluate(
            """() => {
              const able = "a[href], button, input, select, textarea, summary, [tabindex='0']";
              const radios = new Set();
              const found = [...document.querySelectorAll(able)].filter((e) => {
                if (!e.checkVisibility({ visibilityProperty: true })) return false;
                if (e.tabIndex < 0) return false;
                if (e.type !== "radio") return true;
                const first = !radios.has(e.name);
                radios.add(e.name);
                return first;  // one of a group is a stop
              });
              window.controls = new Set(found);
              return found.length;
            }"""
        )
        assert expected > 4
        unseen: list[str] = []
        for _ in range(expected + 1):
            page.keyboard.press("Tab")
            state = page.evaluate(_LOOK_AT_FOCUS)
            if state is None:
                break
            if not state["seen"]:
                unseen.append(state["name"])
        assert unseen == []
        left = page.evaluate("() => [...window.controls].map((e) => e.outerHTML.slice(0, 120))")
        assert left == []


_LOOK_AT_FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  window.controls.delete(e);
  if (e.type === "radio") {
    const group = [...window.controls].filter((other) => other.name === e.name);
    group.forEach((other) => window.controls.delete(other));
  }
  const drawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const box = e.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const shown = [e, e.nextElementSibling, e.closest("form")].some(
    (part) => part && drawn(getComputedStyle(part))
  ) || drawn(getComputedStyle(e, "::after"));
  return { seen: shown && inView, name: e.outerHTML.slice(0, 120) };
}"""


@every_library
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_of_a_phone(browser: Browser, library: Built, scheme: str) -> None:
    """What a worried reader needs is there without scrolling."""
    with reading(browser, library.site, PHONE, scheme) as reader:
        page = reader.open("")
        for part in ("h1", ".ho-key-point", 'a[href="#danger-signs"]'):
            assert _bottom(page, part) <= PHONE["height"], part
        page = reader.open(library.pages["help"])
        assert _bottom(page, "#now .ho-care__action a[href^='tel:']") <= PHONE["height"]


def _bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@every_library
def test_the_menu_opens_lists_every_page_and_closes(browser: Browser, library: Built) -> None:
    with reading(browser, library.site, PHONE) as reader:
        page = reader.open("symptoms")
        button = page.get_by_role("button", name="Menu")
        button.click()
        links = page.locator("#menu a")
        assert links.count() == page.locator("#all-pages a").count()
        assert links.first.is_visible()
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        page.keyboard.press("Escape")
        assert not links.first.is_visible()
        assert button.evaluate("e => e === document.activeElement")


@every_library
def test_a_reader_may_choose_dark_and_keeps_it(browser: Browser, library: Built) -> None:
    with reading(browser, library.site) as reader:
        page = reader.open("")
        ground = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(ground)
        page.locator("[data-theme-button]").click()
        dark = page.evaluate(ground)
        assert dark != light
        reader.open("symptoms")
        assert page.evaluate(ground) == dark
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@every_library
def test_a_page_without_scripts_is_whole(browser: Browser, library: Built) -> None:
    with reading(browser, library.site, PHONE, scripts=False) as reader:
        page = reader.open(library.pages["nerves"])
        menu = page.get_by_role("link", name="Menu")
        assert menu.get_attribute("href") == "#all-pages"
        assert page.locator("button:visible").count() == 0
        assert page.locator("#all-pages a").count() > 10
        for kind in ("home", "help"):
            page = reader.open(library.pages[kind])
            assert page.locator(".ho-sign:visible").count() > 0
            assert page.locator(".ho-sign:not(:visible)").count() == 0


@every_library
def test_forced_colours_keep_edges_and_drawings(browser: Browser, library: Built) -> None:
    with reading(browser, library.site) as reader:
        reader.page.emulate_media(forced_colors="active")
        page = reader.open(library.pages["help"])
        edge = page.locator(".ho-care--now").evaluate("e => getComputedStyle(e).borderTopStyle")
        assert edge == "solid"
        page = reader.open(library.pages["nerves"])
        drawing = page.locator(".ho-drawing").first
        assert drawing.evaluate("e => getComputedStyle(e).forcedColorAdjust") == "none"
