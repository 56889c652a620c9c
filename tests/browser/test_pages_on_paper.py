"""Every page as a browser prints it: whole, and danger signs first and together."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.reader import Built, There, every_library, every_page_to_print, reading
from tests.render.printing import image, opened

WHOLE_DANGER_SIGNS = ("home", "symptoms", "questions")
"""Kinds of page that show every sign."""

SHEETS = [("A4", True), ("A4", False), ("Letter", True), ("Letter", False)]


def _printed(page: Page, folder: Path, sheet: str = "Letter", own_size: bool = True) -> list[str]:
    """The text of each sheet, printed without background graphics."""
    file = folder / "printed.pdf"
    page.pdf(path=file, format=sheet, print_background=False, prefer_css_page_size=own_size)
    text = subprocess.run(
        ["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, text=True
    ).stdout
    return text.split("\f")[:-1]


@every_library
@pytest.mark.parametrize(("sheet", "own_size"), SHEETS)
def test_the_summary_prints_on_one_sheet_in_every_language(
    browser: Browser, library: Built, tmp_path: Path, sheet: str, own_size: bool
) -> None:
    paths = [f"{root}{library.pages['summary']}/" for root in ("", "es/", "ar/")]
    with reading(browser, library.site) as reader:
        for path in paths:
            page = reader.open(path)
            if page.locator(".ho-kind-summary").count() == 0:
                continue  # withheld until its translation is up to date
            sheets = _printed(page, tmp_path, sheet, own_size)
            assert len(sheets) == 1, path
            signs = page.locator(".ho-sign__text").all_text_contents()
            assert signs
            if page.locator("html").get_attribute("dir") == "rtl":
                continue  # what a PDF gives back of these scripts is not in reading order
            for sign in signs:
                assert _letters(sign) in _letters(sheets[0])


@every_library
def test_the_summary_prints_at_12_points(browser: Browser, library: Built) -> None:
    with reading(browser, library.site, {"width": 760, "height": 980}) as reader:
        page = reader.open(library.pages["summary"])
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


@every_page_to_print
def test_what_is_read_on_the_screen_is_read_on_paper(
    browser: Browser, there: There, tmp_path: Path
) -> None:
    """Navigation and buttons stay on the screen; all else is printed."""
    with reading(browser, there.site) as reader:
        page = reader.open(there.path)
        lines: list[str] = page.evaluate(
            """() => {
              const left = "nav, button, .ho-button, .ho-sr-only, .ho-first, .ho-state," +
                ".ho-footer__feedback, title, desc, .ho-page-end__links," +
                "[data-nerve-map] fieldset, .ho-diary caption," +
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
        head = "".join(page.locator(".ho-running").all_text_contents())
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


@every_library
@pytest.mark.parametrize("sheet", ["A4", "Letter"])
@pytest.mark.parametrize("kind", WHOLE_DANGER_SIGNS)
def test_a_card_of_danger_signs_stays_on_one_sheet(
    browser: Browser, library: Built, tmp_path: Path, kind: str, sheet: str
) -> None:
    with reading(browser, library.site) as reader:
        page = reader.open(library.pages[kind])
        sheets = [_letters(text) for text in _printed(page, tmp_path, sheet)]
        cards = page.locator(".ho-care").all()
        assert cards
        for card in cards:
            lines = [
                _letters(line) for line in card.locator("h3, .ho-sign__text").all_inner_texts()
            ]
            assert any(all(line in text for line in lines) for text in sheets), lines[0]


@every_library
@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_the_diary_has_one_sheet_with_room_to_write(
    browser: Browser, library: Built, tmp_path: Path, sheet: str
) -> None:
    with reading(browser, library.site) as reader:
        page = reader.open(library.pages["questions"])
        days = page.locator(".ho-diary tbody tr").count()
        title = page.locator("#diary").inner_text()
        found = [text for text in _printed(page, tmp_path, sheet) if title in text]
        rows = re.findall(r"^\d+$", found[-1], re.MULTILINE)
        assert [int(row) for row in rows[-days:]] == list(range(1, days + 1))
        page.emulate_media(media="print")
        height = page.locator(".ho-diary tbody tr").first.evaluate("e => e.offsetHeight")
        assert height >= 40  # CSS pixels: more than a centimetre


@every_library
@pytest.mark.parametrize("sheet", ["A4", "Letter"])
@pytest.mark.parametrize("kind", ["home", "help"])
@pytest.mark.parametrize("root", ["", "es/"], ids=["en", "es"])
def test_every_sign_that_needs_help_now_is_on_the_first_sheet(
    browser: Browser, library: Built, tmp_path: Path, root: str, kind: str, sheet: str
) -> None:
    with reading(browser, library.site) as reader:
        page = reader.open(root + library.pages[kind])
        first, *_ = (_letters(text) for text in _printed(page, tmp_path, sheet))
        signs = page.locator(".ho-care--now .ho-sign__text").all_inner_texts()
        assert signs
        assert [sign for sign in signs if _letters(sign) not in first] == []


@every_library
def test_no_sheet_of_a_page_reaches_where_printers_cut(
    browser: Browser, library: Built, tmp_path: Path
) -> None:
    """A quarter of an inch is cut off: nothing is nearer to the edge than 0.3 inch."""
    summary, help_page = library.pages["summary"], library.pages["help"]
    with reading(browser, library.site) as reader:
        for path in (summary, help_page, f"es/{summary}", "symptoms"):
            page = reader.open(path)
            page.pdf(path=tmp_path / "printed.pdf", format="Letter", print_background=False)
            data = (tmp_path / "printed.pdf").read_bytes()
            for number in range(1, len(opened(data).pages) + 1):
                seen = image(data, number, dpi=100)
                box = seen.point(lambda grey: 255 * (grey < 250)).getbbox()
                left, top, right, bottom = box or (30, 30, 0, 0)
                edges = (left, top, seen.width - right, seen.height - bottom)
                assert min(edges) >= 30, (path, edges)
