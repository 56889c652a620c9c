"""What a review's date brings with it, on the reader's day and on the day of the build.

The small library is signed on 2026-01-15 for a year; its sheets are listed for 30 days more.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, ConsoleMessage, Page
from tests.browser.conftest import SMALL, served_below
from tests.browser.reader import DESK, PHONE, RULES, window
from tests.translation.pseudo import speak

from handouts import pipeline
from handouts.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Served

SIGNED_ON = "2026-01-15"
DUE = "January 15, 2027"

CURRENT, DUE_SOON, OVERDUE, LAPSED = range(4)
"""What is told: nothing, the review to staff, the delay to readers, and that sheets are gone."""

DAYS = [
    ("2026-02-01", CURRENT),
    ("2026-11-15", CURRENT),
    ("2026-11-17", DUE_SOON),
    ("2027-01-15", DUE_SOON),
    ("2027-01-16", OVERDUE),
    ("2027-02-14", OVERDUE),
    ("2027-02-15", LAPSED),
]


@contextmanager
def signed_in(folder: Path, *unsigned: str) -> Iterator[Callable[[str], Served]]:
    """A signed copy of the small library, as it is built on a day; each day is built once.

    It also speaks the languages `unsigned`, in which nobody has signed it.
    """
    content = folder / "content"
    shutil.copytree(SMALL / "content", content)
    speak(folder, *unsigned)
    for handout in ("elbow-pain", "notices"):
        words = ["review", "sign", handout, "--by", "Ada Test", "--role", "nurse"]
        done = CliRunner().invoke(
            main, [*words, "--today", SIGNED_ON, "--content", str(content)], catch_exceptions=False
        )
        assert done.exit_code == 0, done.output
    built: dict[str, Served] = {}
    with ExitStack() as open_servers:

        def on(day: str) -> Served:
            if day not in built:
                place = folder / day
                places = pipeline.Places(content, folder / "docs", folder / "build", place / "site")
                pipeline.build(places, date.fromisoformat(day))
                built[day] = open_servers.enter_context(served_below(SMALL, place))
            return built[day]

        yield on


@pytest.fixture(scope="module")
def signed_site(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str], Served]]:
    """The signed library in one language."""
    with signed_in(tmp_path_factory.mktemp("signed")) as on:
        yield on


@pytest.fixture(scope="module")
def unsigned_translation(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str], Served]]:
    """The signed library, with a translation that nobody signed."""
    with signed_in(tmp_path_factory.mktemp("unsigned"), "es") as on:
        yield on


@contextmanager
def opened(browser: Browser, address: str, day: str = "", scripts: bool = True) -> Iterator[Page]:
    """A page, read on a day."""
    use = "on a day" if day else "today"
    with window(browser, use, java_script_enabled=scripts, viewport=DESK) as page:
        broken: list[str] = []

        def hear(said: ConsoleMessage) -> None:
            if said.type == "error":
                broken.append(said.text)

        page.on("console", hear)
        if day:
            page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00"))
        page.goto(address)
        yield page
        page.remove_listener("console", hear)
        assert broken == []


def notices(page: Page) -> list[str]:
    """Every notice about the review that is to be seen, in the page's order."""
    found = page.locator(".ho-notice").all()
    return [each.inner_text().strip() for each in found if each.is_visible()]


def told(page: Page) -> int:
    """The last of the notices that the page shows, as a number: see `CURRENT` and so on."""
    words = " ".join(notices(page))
    assert words.count(DUE) == len(notices(page)), "every notice says the day"
    if "not on the list now" in words:
        return LAPSED
    if "was due for review on" in words:
        return OVERDUE
    return DUE_SOON if "For clinic staff" in words else CURRENT


@pytest.mark.parametrize(("day", "state"), DAYS)
@pytest.mark.parametrize("scripts", [True, False], ids=["between-builds", "built-that-day"])
def test_a_review_grows_old_in_steps(
    signed_site: Callable[[str], Served], browser: Browser, scripts: bool, day: str, state: int
) -> None:
    """With scripts on a site of the first day, and without scripts on one built that day."""
    site = signed_site(SIGNED_ON if scripts else day)
    clock = day if scripts else ""
    with opened(browser, site.page("rest"), clock, scripts) as page:
        assert told(page) == state
        late = page.locator(".ho-hero .ho-notice")
        assert late.is_visible() == (state in (OVERDUE, LAPSED))
        menu = page.locator(".ho-print-menu a[href$='.pdf']")
        assert [link.is_visible() for link in menu.all()].count(True) == (
            0 if state == LAPSED else 3
        )
        assert page.locator("[data-review-due='2027-01-15']").count() == 1
    with opened(browser, site.page("sheet"), clock, scripts) as page:
        # What prints the sheet is the sheet, with and without scripts, as long as it is listed.
        link = page.locator("a.ho-print-button[href$='-summary-letter-en.pdf']")
        shown = [each.is_visible() for each in link.all()].count(True)
        assert shown == (0 if state == LAPSED else 1)
        button = page.locator("button[data-print-button]")
        assert button.is_visible() == (scripts and state == LAPSED)
    with opened(browser, site.page("print"), clock, scripts) as page:
        assert told(page) == state
        sheets = page.locator(".ho-print-desk a[href$='.pdf']")
        shown = [link.is_visible() for link in sheets.all()].count(True)
        assert (shown == 0) == (state == LAPSED)
        assert page.locator("[data-record]").is_visible() or state == LAPSED
        assert page.locator(".ho-print-rack[data-review-due='2027-01-15']").count() == 1


@pytest.mark.parametrize(
    ("day", "scripts"),
    [
        ("2026-02-01", True),
        ("2027-01-16", True),
        ("2027-02-14", True),
        ("2027-02-15", True),
        ("2027-02-14", False),
        ("2027-02-15", False),
    ],
)
def test_a_translation_that_nobody_signed_grows_old_with_its_original(
    unsigned_translation: Callable[[str], Served], browser: Browser, scripts: bool, day: str
) -> None:
    """With scripts on a site of the first day, and without scripts on one built that day."""
    site = unsigned_translation(SIGNED_ON if scripts else day)
    late, lapsed = day > "2027-01-15", day > "2027-02-14"
    clock = day if scripts else ""
    for path in ("es/rest", "es/sheet", "es/side-by-side"):
        with opened(browser, site.page(path), clock, scripts) as page:
            assert page.locator(".ho-review--draft").is_visible(), "it stays a draft"
            said = page.locator(".ho-hero .ho-notice")
            assert said.is_visible() == late
            assert not late or "15 de enero de 2027" in said.inner_text()
            sheets = page.locator("main a[href$='.pdf']").all()
            assert any(link.is_visible() for link in sheets) != lapsed
    for path in ("print", "es/print"):
        with opened(browser, site.page(path), clock, scripts) as page:
            for language in ("en", "es"):
                sheets = page.locator(f".ho-print-desk a[hreflang='{language}']").all()
                assert any(link.is_visible() for link in sheets) != lapsed
            lines = page.locator("[data-record]").all()
            assert [line.is_visible() for line in lines] == [not lapsed] * len(lines)


def test_sheets_past_the_grace_time_are_not_even_made(
    signed_site: Callable[[str], Served],
) -> None:
    assert list(signed_site("2027-02-14").folder.rglob("*.pdf"))
    assert list(signed_site("2027-02-15").folder.rglob("*.pdf")) == []


def test_whoever_scans_an_old_sheet_is_told(
    signed_site: Callable[[str], Served], browser: Browser
) -> None:
    site = signed_site(SIGNED_ON)
    (version,) = [
        path
        for path in site.paths
        if path.startswith("v/") and "elbow" in (site.folder / path / "text.txt").read_text()
    ]
    with opened(browser, site.page(version), "2026-02-01") as page:
        assert told(page) == CURRENT
    with opened(browser, site.page(version), "2027-01-16") as page:
        assert told(page) == OVERDUE


def test_a_draft_has_no_review_to_be_late(small_site: Served, browser: Browser) -> None:
    for path in ("rest", "print"):
        with opened(browser, small_site.page(path), "2099-01-01") as page:
            assert notices(page) == []
            assert page.locator("[data-review-due]").count() == 0
            assert page.locator("a[href$='.pdf']").first.is_visible()


def test_a_page_that_stays_open_past_midnight_tells_too(
    signed_site: Callable[[str], Served], browser: Browser
) -> None:
    with opened(browser, signed_site(SIGNED_ON).page("rest"), "2027-01-15") as page:
        assert told(page) == DUE_SOON
        page.clock.set_fixed_time(datetime(2027, 1, 16, 0, 1))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert told(page) == OVERDUE


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("day", ["2026-11-17", "2027-01-16", "2027-02-15"])
def test_what_a_review_date_brings_can_be_read_by_everybody(
    signed_site: Callable[[str], Served], browser: Browser, day: str, scheme: str
) -> None:
    site = signed_site(SIGNED_ON)
    with window(browser, "on a day", color_scheme=scheme, viewport=PHONE) as page:
        page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00"))
        for path in ("", "rest", "print"):
            page.goto(site.page(path))
            assert notices(page) or path == ""
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_clinic_sets_the_grace_time(small: Path) -> None:
    clinic = small / "content/clinic.yml"
    clinic.write_text(clinic.read_text() + "grace_days: 7\n")
    places = pipeline.Places(small / "content")
    assert pipeline.inputs(places, date(2026, 1, 1)).library.clinic.grace_days == 7
