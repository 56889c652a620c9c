"""A page of each template under what readers set for themselves.

Zoomed to 400 %, with wide text spacing, in forced colours, with little motion and
without scripts: nothing goes sideways, nothing is cut off, and danger signs show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page

if TYPE_CHECKING:
    from tests.browser.conftest import Served

ZOOMED = {"width": 320, "height": 256}
"""What 400 % zoom leaves of a window of 1280 by 1024 pixels (WCAG 2.2, 1.4.10)."""

DESK = {"width": 1280, "height": 1024}

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""WCAG 2.2, 1.4.12."""

SETTINGS: dict[str, tuple[dict[str, int], dict[str, Any], str]] = {
    "zoom": (ZOOMED, {}, ""),
    "zoom and spacing": (ZOOMED, {}, SPACED),
    "spacing": (DESK, {}, SPACED),
    "forced colours": (DESK, {"forced_colors": "active"}, ""),
    "forced dark colours, zoom": (
        ZOOMED, {"forced_colors": "active", "color_scheme": "dark"}, ""),
    "little motion": (DESK, {"reduced_motion": "reduce"}, ""),
    "no scripts, zoom": (ZOOMED, {"java_script_enabled": False}, ""),
}  # fmt: skip

LOOK = """() => {
  const room = document.documentElement.clientWidth;
  const own = (e) => [...e.childNodes].some((c) => c.nodeType === 3 && c.data.trim());
  const name = (e) => e.outerHTML.slice(0, 150);
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hidden = ".ho-sr-only, .ho-skip, svg, [hidden]";
  const all = [...document.body.querySelectorAll("*")].filter(seen);
  const wrong = [];
  if (document.documentElement.scrollWidth > room)
    wrong.push(...all.filter((e) => !e.closest(".ho-table, svg")
      && e.getBoundingClientRect().right > room + 1).map((e) => "sideways: " + name(e)));
  for (const e of all) {
    if (e.closest(hidden) || !own(e) || e.clientWidth === 1) continue;  // 1: for ears only
    const style = getComputedStyle(e);
    const cuts = (way) => ["hidden", "clip"].includes(way);
    if (cuts(style.overflowX) && e.scrollWidth > e.clientWidth + 1
      || cuts(style.overflowY) && e.scrollHeight > e.clientHeight + 1)
      wrong.push("cut off: " + name(e));
    if (style.color === style.backgroundColor) wrong.push("same colour: " + name(e));
  }
  return wrong;
}"""

SIGNS = """() => {
  const found = [];
  for (const e of document.querySelectorAll(".ho-sign__text, .ho-strip p, .ho-care__action")) {
    // The middle of it, or of its first line: a zoomed screen may not hold all of it.
    const at = e.getClientRects()[0];
    const middle = at ? at.top + at.height / 2 : 0;
    if (at) scrollBy({ top: middle - innerHeight / 2, behavior: "instant" });
    const box = e.getClientRects()[0];
    const seen = box && box.width > 0 && box.left >= 0 && box.right <= innerWidth + 1
      && e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const top = seen && document.elementFromPoint(box.left + 3, box.top + box.height / 2);
    const shown = Boolean(top && (e.contains(top) || top.contains(e)));
    found.push([e.textContent.trim().slice(0, 60), shown]);
  }
  return found;
}"""


@contextmanager
def settled(browser: Browser, size: dict[str, int], choices: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(viewport=size, **choices)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def templates(site: Served) -> list[str]:
    """A page of each template, in English, and some in other languages."""
    english = [path for path in site.paths if not re.match("es/|ar/", path)]
    return [*english, "404.html", "ar/", "ar/nerves/", "es/tennis-elbow/"]


@pytest.mark.parametrize(("size", "choices", "style"), SETTINGS.values(), ids=SETTINGS)
def test_every_template_serves_every_reader(
    browser: Browser,
    every_template: Served,
    size: dict[str, int],
    choices: dict[str, Any],
    style: str,
) -> None:
    with settled(browser, size, choices) as page:
        assert look_at(page, every_template, templates(every_template), style) > 40


@pytest.mark.sweep
@pytest.mark.parametrize(("size", "choices", "style"), SETTINGS.values(), ids=SETTINGS)
def test_every_page_of_the_real_site_serves_every_reader(
    browser: Browser, site: Served, size: dict[str, int], choices: dict[str, Any], style: str
) -> None:
    with settled(browser, size, choices) as page:
        not_found = ("404.html", "es/404.html", "ar/404.html")
        assert look_at(page, site, [*site.paths, *not_found], style) > 400


def look_at(page: Page, site: Served, paths: Iterable[str], style: str) -> int:
    """Looks at pages for what goes sideways, is cut off or hides a danger sign.

    Gives the number of lines about danger that were seen.
    """
    signs = 0
    for path in paths:
        page.goto(site.url + path)
        if style:
            page.evaluate(style)
        assert page.evaluate(LOOK) == [], path
        found = page.evaluate(SIGNS)
        assert [words for words, shown in found if not shown] == [], path
        signs += len(found)
    return signs


def test_nothing_moves_for_who_wants_little_motion(
    browser: Browser, every_template: Served
) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((e) => {
      const style = getComputedStyle(e);
      const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
      return long(style.transitionDuration) || long(style.animationDuration)
        || style.scrollBehavior === "smooth";
    }).map((e) => e.outerHTML.slice(0, 120))"""
    with settled(browser, DESK, {"reduced_motion": "reduce"}) as page:
        for path in ("", "nerves/", "print/", "symptoms/"):
            page.goto(every_template.url + path)
            assert page.evaluate(moving) == [], path


def test_controls_have_edges_and_focus_shows_in_forced_colours(
    browser: Browser, every_template: Served
) -> None:
    with settled(browser, DESK, {"forced_colors": "active"}) as page:
        for path in ("", "nerves/", "symptoms/"):
            page.goto(every_template.url + path)
            bare = page.evaluate(
                """() => [...document.querySelectorAll("button, .ho-button, .ho-care, .ho-strip")]
                  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().width > 1)
                  .filter((e) => {
                    const style = getComputedStyle(e);
                    return style.borderTopStyle === "none" && style.outlineStyle === "none";
                  }).map((e) => e.outerHTML.slice(0, 120))"""
            )
            assert bare == [], path
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline not in ("none", ""), path


def test_without_scripts_no_control_is_dead_and_no_word_is_missing(
    browser: Browser, every_template: Served
) -> None:
    read = """() => {
      const main = document.querySelector("main");
      main.querySelectorAll("[data-nerve-choice], .ho-needs-script").forEach((e) => e.remove());
      return main.innerText;
    }"""
    for path in ("nerves/", "print/", "get-help/"):
        told = []
        for scripts in (True, False):
            with settled(browser, DESK, {"java_script_enabled": scripts}) as page:
                page.goto(every_template.url + path)
                if not scripts:
                    dead = page.locator("button:visible, input:visible")
                    assert dead.count() == 0, path
                told.append(set(re.findall(r"[^\W\d_]+", page.evaluate(read))))
        with_scripts, without = told
        assert with_scripts - without == set(), path
