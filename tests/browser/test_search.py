"""Search, as a patient meets it: what they type finds the page, by mouse, key and ear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect
from tests.browser.reader import DESK, PHONE, window
from tests.search_report import ask, languages, open_search, queries, report, share

if TYPE_CHECKING:
    from tests.browser.conftest import Served

JUNK = [
    "a" * 10_000,
    "knee pain " * 1_000,
    "😀🦵🔥",
    "(.*)+[a-z]{1,}$ \\ ^ | ?",
    '+knee -back ~pain^2 title:knee "quoted" field:*',
    "<img src=x onerror=\"document.body.dataset.hit='1'\"><script>document.body.dataset.hit='1'"
    "</script>",
    "{{ knee }} {% raw %} ${knee} %s {clinic_phone}",
    "ألم في الركبة",
    "\u202eenk ym\u202c \u2067كرب\u2069",
    "\x00\x01\ufeff\u200b",
    "__proto__ constructor toString hasOwnProperty",
    "𝖐𝖓𝖊𝖊 ｐａｉｎ K̷n̷e̷e̷",
    "   ",
    "/",
]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    errors: list[str] = []

    def hear(told: ConsoleMessage) -> None:
        if told.type in ("error", "warning"):
            errors.append(told.text)

    def fail(error: Error) -> None:
        errors.append(str(error))

    with window(browser, "search", viewport=DESK) as opened:
        opened.set_viewport_size(DESK)  # type: ignore[arg-type]
        opened.emulate_media(color_scheme="null")
        opened.on("console", hear)
        opened.on("pageerror", fail)
        yield opened
        opened.remove_listener("console", hear)
        opened.remove_listener("pageerror", fail)
    assert errors == []


def search(page: Page, text: str) -> list[str]:
    """Types a query; gives the addresses that came."""
    page.locator(".md-search__input").fill(text)
    found = page.locator(".md-search-result__link").evaluate_all("all => all.map(a => a.href)")
    return [str(address) for address in found]


# --- what is found ---------------------------------------------------------


@pytest.mark.parametrize("language", languages())
def test_patients_find_the_page_with_their_own_words(
    real_pages: Served, page: Page, language: str
) -> None:
    home = real_pages.url if language == "en" else f"{real_pages.url}{language}/"
    if language != "en" and f"{language}/" not in real_pages.paths:
        pytest.skip(f"The site is not published in {language}.")
    outcomes = ask(page, home, queries(language))
    nothing = sum(not outcome.pages for outcome in outcomes)
    told = report(outcomes)
    assert share(outcomes, "first") >= 0.90, told
    assert share(outcomes, "third") >= 0.98, told
    assert nothing <= 0.01 * len(outcomes), told
    dangers = [outcome for outcome in outcomes if outcome.query.card]
    assert sum(outcome.card for outcome in dangers) >= 0.95 * len(dangers), told


def test_search_gives_the_same_results_from_a_disk(real_pages: Served, page: Page) -> None:
    some = queries("en")[::5]
    served = ask(page, real_pages.url, some)
    from_disk = ask(page, (real_pages.folder / "index.html").as_uri(), some)
    assert [o.pages for o in from_disk] == [o.pages for o in served]


def test_a_danger_sign_shows_the_emergency_card_with_the_number(
    real_pages: Served, page: Page
) -> None:
    open_search(page, real_pages.page("symptoms"))
    search(page, "cant pee back pain")
    card = page.locator(".ho-search__card")
    expect(card).to_contain_text("Get help now")
    expect(card.locator(".ho-search__call")).to_have_attribute("href", "tel:911")
    search(page, "calf swollen")
    expect(card).to_contain_text("Get help today")
    expect(card.locator(".ho-search__call")).to_have_attribute("href", "tel:5555550100")
    search(page, "gabapentin")
    expect(card).to_have_count(0)


def test_the_part_that_answers_is_linked(real_pages: Served, page: Page) -> None:
    open_search(page, real_pages.url)
    assert search(page, "siatica")[0] == real_pages.page("symptoms") + "#sciatica"
    assert search(page, "MIR scan")[0] == real_pages.page("diagnosis") + "#mri"


def test_nothing_found_is_no_dead_end(real_pages: Served, page: Page) -> None:
    open_search(page, real_pages.url)
    assert real_pages.page("when-to-get-help") in search(page, "zzqx vvkk")
    more = page.locator(".ho-search__more")
    expect(more.get_by_role("link", name="danger signs")).to_be_visible()
    expect(more.locator("a[href^='tel:']")).to_be_visible()


def test_near_words_can_be_chosen(real_pages: Served, page: Page) -> None:
    open_search(page, real_pages.url)
    search(page, "qwertz hurtz wibble cortison zzqx vvkk yyyy")
    near = page.locator(".ho-search__more button")
    if near.count():
        words = near.first.inner_text()
        near.first.click()
        expect(page.locator(".md-search__input")).to_have_value(words)
        expect(page.locator(".ho-search__more")).to_have_count(0)


def test_results_come_while_one_types(real_pages: Served, page: Page) -> None:
    open_search(page, real_pages.url)
    page.keyboard.type("herni")
    assert page.locator(".md-search-result__link").first.get_attribute("href") == (
        "./herniated-disc/"
    )


def test_the_page_does_not_move_while_one_searches(real_pages: Served, page: Page) -> None:
    page.goto(real_pages.page("symptoms"))
    top = "document.querySelector('main').getBoundingClientRect().top"
    before = page.evaluate(top)
    page.locator(".md-search__input").click()
    page.wait_for_selector("[data-search][data-ready]", state="attached")
    page.keyboard.type("cant pee back pain")
    assert page.evaluate(top) == before


def test_a_search_that_cannot_load_says_so(real_pages: Served, browser: Browser) -> None:
    page = browser.new_page(viewport=DESK)  # type: ignore[arg-type]
    page.route("**/search/index*", lambda route: route.abort())
    page.goto(real_pages.url)
    page.locator(".md-search__input").click()
    expect(page.locator("[data-search-meta]")).to_contain_text("could not be loaded")
    page.unroute("**/search/index*")
    page.keyboard.press("Escape")
    page.keyboard.type("siatica")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.close()


def test_without_scripts_there_is_no_search_box(real_pages: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(real_pages.url)
    expect(page.locator(".ho-search")).to_be_hidden()
    context.close()


def test_a_search_can_be_linked_to(real_pages: Served, page: Page) -> None:
    for mark in ("?", "#"):
        page.goto(f"{real_pages.page('surgery')}{mark}q=slipped+disk")
        first = page.locator(".md-search-result__link").first
        expect(first).to_have_attribute("href", "../herniated-disc/")
        page.goto("about:blank")


# --- what is sent ----------------------------------------------------------


def test_nothing_is_loaded_before_and_nothing_sent_while_searching(
    real_pages: Served, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(real_pages.url)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search-engine" in url or "/search/" in url]
    open_search(page, real_pages.url)
    asked.clear()
    search(page, "my very private words")
    page.wait_for_timeout(300)
    assert asked == []
    assert "private" not in page.url


# --- junk ------------------------------------------------------------------


def test_junk_does_no_harm(real_pages: Served, page: Page) -> None:
    open_search(page, real_pages.url)
    for junk in JUNK:
        search(page, junk)
        assert page.evaluate("document.body.dataset.hit") is None
        assert page.locator(".md-search-result img, .md-search-result script").count() == 0
        if junk.strip():
            assert page.locator(".md-search-result__link").count() > 0, junk[:40]


def test_junk_in_the_address_does_no_harm(real_pages: Served, page: Page) -> None:
    page.goto(real_pages.url + "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%F0%9F%98%80%ff")
    page.wait_for_selector("[data-search][data-ready]", state="attached")
    assert page.locator(".md-search-result img").count() == 0


# --- by keyboard and by ear -------------------------------------------------


def test_search_works_by_keyboard_alone(real_pages: Served, page: Page) -> None:
    page.goto(real_pages.url)
    box = page.locator(".md-search__input")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.wait_for_selector("[data-search][data-ready]", state="attached")
    page.keyboard.type("steroid shot")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search__output")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/injections/")


def test_the_key_can_be_turned_off(real_pages: Served, page: Page) -> None:
    page.goto(real_pages.url)
    page.keyboard.press("/")
    page.wait_for_selector("[data-search][data-ready]", state="attached")
    page.get_by_role("button", name="Turn this key off").click()
    page.reload()
    page.keyboard.press("/")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_the_number_of_results_is_told(real_pages: Served, page: Page) -> None:
    open_search(page, real_pages.url)
    search(page, "gabapentin")
    told = page.get_by_role("status")
    expect(told).to_contain_text("page")
    search(page, "numb between my legs")
    expect(told).to_contain_text("Get help now")


def test_on_a_phone_search_fills_the_screen_and_gives_the_page_back(
    real_pages: Served, browser: Browser
) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_search(page, real_pages.page("symptoms"))
    expect(page.locator(".md-search__input")).to_be_focused()
    assert page.locator(".md-search__inner").bounding_box() == {
        "x": 0, "y": 0, "width": PHONE["width"], "height": PHONE["height"],
    }  # fmt: skip
    search(page, "cant pee back pain")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = page.locator(".ho-search a, .ho-search button").evaluate_all(
        """all => all.filter(e => e.offsetParent && !e.closest('.ho-search__action'))
             .map(e => e.getBoundingClientRect()).filter(r => r.height < 44 || r.width < 40)
             .length"""
    )
    assert small == 0
    page.keyboard.press("Escape")
    expect(page.locator("[data-search-open]")).to_be_focused()
    assert page.evaluate("document.querySelector('main').inert") is False
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_search_has_no_accessibility_fault(
    real_pages: Served, page: Page, size: dict[str, int], scheme: str
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    open_search(page, real_pages.page("surgery"))
    rules = {"rules": {"color-contrast-enhanced": {"enabled": True}}}
    for text in ("", "cant pee", "calf swollen", "siatica", "zzqx"):
        search(page, text)
        found = Axe().run(page, context=".ho-search", options=rules)
        assert found.violations_count == 0, (text, found.generate_report())
