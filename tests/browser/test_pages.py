"""Every page, as a reader meets it: on a phone and at a desk, in light and in dark, on paper.

By default one page of each kind is read; `sweep` reads the rest too.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page
from tests.render.printing import image, opened

if TYPE_CHECKING:
    from tests.browser.conftest import Served

ROOT = Path(__file__).parents[2]

PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}
NARROWEST = {"width": 320, "height": 640}
"""Also what 400 % zoom leaves of a desktop's 1280 pixels."""

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # Text has the contrast of level AAA, 7:1.
    "rules": {"color-contrast-enhanced": {"enabled": True}},
}

WHOLE_DANGER_SIGNS = ("", "symptoms", "questions-to-ask")


def _every_page() -> Iterator[Any]:
    """Each page's address; the first of its kind is always read, the others in the sweep."""
    seen: set[str] = set()
    for file in sorted((ROOT / "content").glob("*/*.md")):
        if file.parent.name in ("figures", "translations", "reviews"):
            continue
        found = re.search(r"^kind:\s*(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert found, file
        path = "" if file.stem == "index" else file.stem
        yield pytest.param(
            path,
            id=file.stem,
            marks=[pytest.mark.sweep] if found[1] in seen else [],
        )
        seen.add(found[1])
    for path in ("print", "glossary", "sources", "gallery", "not-here"):
        yield pytest.param(path, id=path)


def _every_translated_page() -> Iterator[Any]:
    """The same pages in the other languages, right-to-left included, in the sweep."""
    for language in ("es", "ar"):
        for page in EVERY_PAGE:
            path = page.values[0]
            if path != "not-here":
                name = f"{language}-{path or 'index'}"
                there = f"{language}/{path}".rstrip("/")
                yield pytest.param(there, id=name, marks=pytest.mark.sweep)
        # Pages in two languages are like no other: they are always read.
        yield pytest.param(f"{language}/side-by-side", id=f"{language}-side-by-side")


EVERY_PAGE = list(_every_page())
every_page = pytest.mark.parametrize("path", EVERY_PAGE)
every_page_in_every_language = pytest.mark.parametrize(
    "path", [*EVERY_PAGE, *_every_translated_page()]
)


class Reader:
    """A page of the browser that remembers what should not have happened."""

    def __init__(self, page: Page, site: Served) -> None:
        self.page = page
        self.site = site
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        self._expected_404 = False
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))

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


@contextmanager
def reading(
    browser: Browser,
    site: Served,
    size: dict[str, int] = DESK,
    scheme: str = "light",
    scripts: bool = True,
) -> Iterator[Reader]:
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    reader = Reader(context.new_page(), site)
    yield reader
    assert context.cookies() == []
    context.close()
    assert reader.elsewhere == []
    assert reader.errors == []


# --- on the screen ---------------------------------------------------------------


@every_page_in_every_language
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_page_is_accessible(
    browser: Browser, site: Served, path: str, size: dict[str, int], scheme: str
) -> None:
    with reading(browser, site, size, scheme) as reader:
        page = reader.open(path)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()


@every_page_in_every_language
def test_a_page_never_scrolls_sideways(browser: Browser, site: Served, path: str) -> None:
    with reading(browser, site, NARROWEST) as reader:
        page = reader.open(path)
        assert _sideways(page) == []
        # WCAG 1.4.12: readers may set the text as wide as this.
        page.evaluate(
            """() => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
                word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
              document.adoptedStyleSheets = [sheet];
            }"""
        )
        assert _sideways(page) == []


def _sideways(page: Page) -> list[str]:
    """What reaches past the edge of the page, unless it scrolls in a region of its own."""
    found: list[str] = page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          return [...document.body.querySelectorAll("*")]
            .filter((e) => e.getBoundingClientRect().right > room + 1)
            .filter((e) => !e.closest(".ho-table, svg"))
            .map((e) => e.tagName + "." + e.getAttribute("class"));
        }"""
    )
    return found


@every_page_in_every_language
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_control_is_reached_and_seen_by_keyboard(
    browser: Browser, site: Served, path: str, size: dict[str, int]
) -> None:
    with reading(browser, site, size) as reader:
        page = reader.open(path)
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
        assert expected > 10
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_of_a_phone(browser: Browser, site: Served, scheme: str) -> None:
    """What a worried reader needs is there without scrolling."""
    with reading(browser, site, PHONE, scheme) as reader:
        page = reader.open("")
        for part in ("h1", ".ho-key-point", 'a[href="#danger-signs"]'):
            assert _bottom(page, part) <= PHONE["height"], part
        page = reader.open("when-to-get-help")
        assert _bottom(page, "#now .ho-care__action a[href^='tel:']") <= PHONE["height"]


def _bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_the_menu_opens_lists_every_page_and_closes(browser: Browser, site: Served) -> None:
    with reading(browser, site, PHONE) as reader:
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


def test_a_reader_may_choose_dark_and_keeps_it(browser: Browser, site: Served) -> None:
    with reading(browser, site) as reader:
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


def test_a_page_without_scripts_is_whole(browser: Browser, site: Served) -> None:
    with reading(browser, site, PHONE, scripts=False) as reader:
        page = reader.open("nerve-connection")
        menu = page.get_by_role("link", name="Menu")
        assert menu.get_attribute("href") == "#all-pages"
        assert page.locator("button:visible").count() == 0
        assert page.locator("#all-pages a").count() > 10
        for path in ("", "when-to-get-help"):
            page = reader.open(path)
            hidden = page.locator(".ho-sign:not(:visible)")
            assert hidden.count() == 0


def test_forced_colours_keep_edges_and_drawings(browser: Browser, site: Served) -> None:
    with reading(browser, site) as reader:
        reader.page.emulate_media(forced_colors="active")
        page = reader.open("when-to-get-help")
        edge = page.locator(".ho-care--now").evaluate("e => getComputedStyle(e).borderTopStyle")
        assert edge == "solid"
        drawing = page.locator(".ho-drawing").first
        assert drawing.evaluate("e => getComputedStyle(e).forcedColorAdjust") == "none"


# --- on paper --------------------------------------------------------------------

SHEETS = [("A4", True), ("A4", False), ("Letter", True), ("Letter", False)]


def _printed(page: Page, folder: Path, sheet: str = "Letter", own_size: bool = True) -> list[str]:
    """The text of each sheet, printed without background graphics."""
    file = folder / "printed.pdf"
    page.pdf(path=file, format=sheet, print_background=False, prefer_css_page_size=own_size)
    text = subprocess.run(
        ["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, text=True
    ).stdout
    return text.split("\f")[:-1]


@pytest.mark.parametrize(("sheet", "own_size"), SHEETS)
def test_the_summary_prints_on_one_sheet_in_every_language(
    browser: Browser, site: Served, tmp_path: Path, sheet: str, own_size: bool
) -> None:
    with reading(browser, site) as reader:
        for path in (path for path in site.paths if path.endswith("summary/")):
            page = reader.open(path)
            if page.locator(".ho-kind-summary").count() == 0:
                continue  # withheld until its translation is up to date
            sheets = _printed(page, tmp_path, sheet, own_size)
            assert len(sheets) == 1, path
            signs = page.locator(".ho-sign__text").all_text_contents()
            assert len(signs) > 10
            if page.locator("html").get_attribute("dir") == "rtl":
                continue  # what a PDF gives back of these scripts is not in reading order
            for sign in signs:
                assert _letters(sign) in _letters(sheets[0])


def test_the_summary_prints_at_12_points(browser: Browser, site: Served) -> None:
    with reading(browser, site, {"width": 760, "height": 980}) as reader:
        page = reader.open("summary")
        page.emulate_media(media="print")
        smallest = page.evaluate(
            """() => {
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const sizes = [];
              while (walk.nextNode()) {
                const e = walk.currentNode.parentElement;
                if (!walk.currentNode.data.trim() || !e.checkVisibility()) continue;
                if (e.closest(".ho-sr-only, title, desc")) continue;
                sizes.push(parseFloat(getComputedStyle(e).fontSize));
              }
              return Math.min(...sizes);
            }"""
        )
        assert smallest >= 16  # CSS pixels: 12 pt


@every_page
def test_what_is_read_on_the_screen_is_read_on_paper(
    browser: Browser, site: Served, tmp_path: Path, path: str
) -> None:
    """Navigation and buttons stay on the screen; all else is printed."""
    with reading(browser, site) as reader:
        page = reader.open(path)
        lines: list[str] = page.evaluate(
            """() => {
              const left = "nav, button, .ho-button, .ho-sr-only, .ho-first, .ho-state," +
                "title, desc, .ho-page-end__links, [data-nerve-map] fieldset, .ho-diary caption," +
                // One sheet: its foot has the clinic already, its drawing is too small for words.
                "[data-kind=summary] .ho-footer address, .ho-kind-summary .ho-drawing," +
                ".ho-kind-summary :is(#sources, .ho-sources)";
              const whole = "p, li, dt, dd, h1, h2, h3, th, td, caption, figcaption, text";
              return [...document.querySelectorAll("main, .ho-footer__clinic")]
                .flatMap((part) => [...part.querySelectorAll(whole)])
                .filter((e) => e.checkVisibility() && !e.closest(left) && !e.querySelector(whole))
                .flatMap((e) => (e.innerText ?? e.textContent).split("\\n"))
                // What a PDF gives back of Arabic script is not in reading order.
                .filter((text) => text.trim() && !/[\\u0600-\\u06ff]/.test(text));
            }"""
        )
        assert len(lines) > 3
        head = page.locator(".ho-running").text_content() or ""
        sheets = _printed(page, tmp_path)
        printed = "".join(_letters(sheet).replace(_letters(head), "", 1) for sheet in sheets)
        # The number of each sheet stands between the text of two.
        missing = [line for line in lines if not _found(_letters(line), printed)]
        assert missing == []


def _letters(text: str) -> str:
    """Letters and digits only: lines break elsewhere on paper."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _found(words: str, printed: str) -> bool:
    """Whether words are there, at most with a sheet's number in their middle."""
    if words in printed:
        return True
    return any(
        re.search(f"{re.escape(words[:cut])}\\d{{1,4}}{re.escape(words[cut:])}", printed)
        for cut in range(1, len(words))
        if words[:cut] in printed
    )


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
@pytest.mark.parametrize("path", WHOLE_DANGER_SIGNS)
def test_a_card_of_danger_signs_stays_on_one_sheet(
    browser: Browser, site: Served, tmp_path: Path, path: str, sheet: str
) -> None:
    with reading(browser, site) as reader:
        page = reader.open(path)
        sheets = [_letters(text) for text in _printed(page, tmp_path, sheet)]
        for card in page.locator(".ho-care").all():
            lines = [
                _letters(line) for line in card.locator("h3, .ho-sign__text").all_inner_texts()
            ]
            assert any(all(line in text for line in lines) for text in sheets), lines[0]


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_the_diary_has_one_sheet_with_room_to_write(
    browser: Browser, site: Served, tmp_path: Path, sheet: str
) -> None:
    with reading(browser, site) as reader:
        page = reader.open("questions-to-ask")
        days = page.locator(".ho-diary tbody tr").count()
        title = page.locator("#diary").inner_text()
        found = [text for text in _printed(page, tmp_path, sheet) if title in text]
        rows = re.findall(r"^\d+$", found[-1], re.MULTILINE)
        assert [int(row) for row in rows[-days:]] == list(range(1, days + 1))
        page.emulate_media(media="print")
        height = page.locator(".ho-diary tbody tr").first.evaluate("e => e.offsetHeight")
        assert height >= 40  # CSS pixels: more than a centimetre


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
@pytest.mark.parametrize("path", ["", "when-to-get-help"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_sign_that_needs_help_now_is_on_the_first_sheet(
    browser: Browser, site: Served, tmp_path: Path, language: str, path: str, sheet: str
) -> None:
    with reading(browser, site) as reader:
        page = reader.open("/".join(part for part in (language, path) if part not in ("en", "")))
        first, *_ = (_letters(text) for text in _printed(page, tmp_path, sheet))
        signs = page.locator(".ho-care--now .ho-sign__text").all_inner_texts()
        assert len(signs) > 10
        assert [sign for sign in signs if _letters(sign) not in first] == []


def test_no_sheet_of_a_page_reaches_where_printers_cut(
    browser: Browser, site: Served, tmp_path: Path
) -> None:
    """A quarter of an inch is cut off: nothing is nearer to the edge than 0.3 inch."""
    with reading(browser, site) as reader:
        for path in ("summary", "when-to-get-help", "es/summary", "symptoms"):
            page = reader.open(path)
            page.pdf(path=tmp_path / "printed.pdf", format="Letter", print_background=False)
            data = (tmp_path / "printed.pdf").read_bytes()
            for number in range(1, len(opened(data).pages) + 1):
                seen = image(data, number, dpi=100)
                box = seen.point(lambda grey: 255 * (grey < 250)).getbbox()
                left, top, right, bottom = box or (30, 30, 0, 0)
                edges = (left, top, seen.width - right, seen.height - bottom)
                assert min(edges) >= 30, (path, edges)
