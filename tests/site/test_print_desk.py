"""The print page of each language lists the sheets of every language, and no others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html
from tests.conftest import SMALL
from tests.site.test_languages import root
from tests.translation.pseudo import change, speak

from handouts import pipeline
from handouts.cli import main

NAMES = {"en": "English", "ar": "Arabic · العربية", "es": "Spanish · Español"}
DAY = date(2026, 2, 1)
LAST = "2026-03-31"
"""The last day on which Spanish sheets are listed; those of the others are for longer."""


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library in three languages, signed; the Spanish for a month."""
    folder = tmp_path_factory.mktemp("desk") / "small"
    shutil.copytree(SMALL, folder)
    speak(folder, "es", "ar")
    for language in ("en", "es", "ar"):
        until = ["--until", "2026-03-01"] if language == "es" else []
        words = ["review", "sign", "elbow-pain", "--language", language, *until]
        words += ["--by", "Ada Test", "--role", "nurse", "--today", DAY.isoformat()]
        words += ["--content", str(folder / "content")]
        done = CliRunner().invoke(main, words, catch_exceptions=False)
        assert done.exit_code == 0, done.output
    return folder


def built(folder: Path, day: date) -> Path:
    site = folder / "site"
    places = pipeline.Places(folder / "content", folder / "docs", folder / "build", site)
    pipeline.build(places, day)
    return site


def desk(site: Path, language: str) -> html.HtmlElement:
    return html.parse(site / root(language) / "print/index.html").getroot()


def racks(page: html.HtmlElement) -> list[html.HtmlElement]:
    return page.xpath("//div[@class='ho-print-rack']")


def languages(page: html.HtmlElement) -> list[str]:
    """The languages of the page's sheets, in the page's order."""
    links = page.xpath("//div[contains(@class, 'ho-print-desk')]//a[contains(@href, '.pdf')]")
    return list(dict.fromkeys(link.get("hreflang") for link in links))


def test_every_sheet_of_the_site_is_on_every_print_page(signed: Path) -> None:
    site = built(signed, DAY)
    there = {file.resolve() for file in site.rglob("*.pdf")}
    assert len(there) == 3 * 8 + 2 * 2
    for language in ("en", "es", "ar"):
        page = desk(site, language)
        links = page.xpath("//div[contains(@class, 'ho-print-desk')]//a/@href")
        found = [(site / root(language) / "print" / href).resolve() for href in links]
        assert len(found) == len(set(found))
        assert set(found) == there
        assert languages(page)[0] == language
        shown = [str(line.text_content()) for line in page.xpath("//p[@data-record]")]
        assert len(shown) == 3
    assert languages(desk(site, "en")) == ["en", "ar", "es"]


def test_sheets_are_named_in_their_own_language_and_in_the_page_s(signed: Path) -> None:
    page = desk(built(signed, DAY), "en")
    heads = [str(h.text_content()) for h in page.xpath("//div[@class='ho-print-rack']/h3")]
    assert heads == list(NAMES.values())
    spanish = racks(page)[2]
    (last,) = spanish.xpath(".//tr[last()]/th[@scope='row']")
    assert str(last.text_content()).startswith("Two languages side by side")
    assert [each.get("lang") for each in last.xpath("./bdi")] == ["es"]
    assert "twó lángúágés" in str(last.text_content()).casefold()
    first = spanish.xpath(".//td/a/@aria-label")[0]
    assert first == "Spanish, Summary sheet, Standard print, US Letter (PDF)"
    given = [str(line.text_content()) for line in page.xpath("//p[@data-record]")]
    assert "Spanish" in given[2] and "English" in given[0]


def test_the_script_has_each_language_s_own_last_day(signed: Path) -> None:
    page = desk(built(signed, DAY), "en")
    days = [rack.xpath("./div[@role='region']/@data-hide-after")[0] for rack in racks(page)]
    assert days[2] == LAST
    assert min(days[0], days[1]) > LAST
    lines = page.xpath("//div[@class='ho-record']/@data-hide-after")
    assert lines == days
    assert page.xpath("//div[div[@class='ho-record']]/@data-hide-after") == [max(days)]
    said = [str(p.text_content()) for p in racks(page)[2].xpath(".//p[@class='ho-notice']")]
    assert said and all("March 1, 2026" in words for words in said), "in the words of the page"


@pytest.mark.parametrize(("day", "listed"), [(LAST, True), ("2026-04-01", False)])
def test_what_another_language_may_not_hand_out_is_not_listed(
    signed: Path, day: str, listed: bool
) -> None:
    site = built(signed, date.fromisoformat(day))
    for language in ("en", "ar", "es"):
        assert ("es" in languages(desk(site, language))) == listed
        assert {"en", "ar"} <= set(languages(desk(site, language)))
    page = desk(site, "en")
    (gone,) = racks(page)[2].xpath("./p[@class='ho-notice'][@data-show-after][last()]")
    assert ("hidden" in gone.attrib) == listed
    assert len(page.xpath("//p[@data-record]")) == (3 if listed else 2)


def withhold(folder: Path) -> None:
    change(folder, "elbow-pain/sheet.md", "key_point: ", "key_point: Now ")


def hide_nothing(folder: Path) -> None:
    """The other side of the comparison: nothing is withheld."""


@pytest.mark.parametrize(("spoil", "there"), [(withhold, False), (hide_nothing, True)])
def test_a_withheld_sheet_is_listed_nowhere(
    tmp_path: Path, spoil: Callable[[Path], None], there: bool
) -> None:
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    speak(folder, "es")
    spoil(folder)
    page = desk(built(folder, DAY), "en")
    links = page.xpath("//a[contains(@href, 'es/print/')]/@href")
    assert any("summary" in link for link in links) == there
    assert any("side-by-side" in link for link in links) == there
