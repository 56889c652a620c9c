"""The link in each page's foot for whoever finds something wrong or unclear on it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from lxml import html
from tests.conftest import SMALL
from tests.translation.pseudo import said, speak

from handouts import pipeline
from handouts.site.feedback import feedback_link

TODAY = date(2026, 1, 31)
MAIL = "pages+web@small.example"
PAGE = "https://small.example/tell?from=a&to=b"
ASKED = "Is something on this page wrong or unclear? Tell us."


def built(folder: Path) -> Path:
    places = pipeline.Places(folder / "content", folder / "docs", folder / "build", folder / "site")
    pipeline.build(places, TODAY, options=pipeline.Options(sheets=False))
    return folder / "site"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library in English and Arabic, with a clinic that reads an e-mail address."""
    folder = tmp_path_factory.mktemp("feedback") / "small"
    shutil.copytree(SMALL, folder)
    speak(folder, "ar")
    return built(folder)


def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of a site by its file, but for the short ones at withheld addresses."""
    found = {
        file.relative_to(site).as_posix(): html.document_fromstring(file.read_bytes())
        for file in site.rglob("*.html")
    }
    assert len(found) > 10
    return found


def links(page: html.HtmlElement) -> list[html.HtmlElement]:
    return list(page.xpath("//footer//p[@class='ho-footer__feedback']/a"))


def subject(link: html.HtmlElement) -> str:
    parts = urlsplit(link.get("href"))
    assert (parts.scheme, unquote(parts.path)) == ("mailto", MAIL)
    assert "+" not in parts.query, "mail programs show it as it is"
    (found,) = parse_qs(parts.query, strict_parsing=True)["subject"]
    return str(found)


def test_every_page_has_it_once_in_its_language(two: Path) -> None:
    for name, page in pages(two).items():
        (link,) = links(page)
        arabic = name.startswith("ar/")
        assert link.text_content() == (said(ASKED, "ar") if arabic else ASKED), name


def test_a_message_says_which_page_in_which_version_and_language(two: Path) -> None:
    for name, page in pages(two).items():
        if name.endswith("404.html"):
            assert links(page)[0].get("href") == f"mailto:{MAIL}"
            continue
        told = subject(links(page)[0]).split(" · ")
        (title,) = page.xpath("//h1")
        assert title.text_content().strip() in told, name
        assert told[-1] == page.get("lang")
        version = page.xpath("//p[starts-with(@class, 'ho-review ')]")
        if version and "Version" in version[0].text_content():
            assert told[-2] in version[0].text_content()
            assert len(told[-2]) == 8


def test_no_signed_text_and_no_sheet_knows_of_it(two: Path, small: Path) -> None:
    given = pipeline.inputs(pipeline.Places(small / "content"), TODAY)
    made = pipeline.project(given, pipeline.Options())
    before = [state.fingerprint for state in made.states]
    clinic = small / "content/clinic.yml"
    clinic.write_text(clinic.read_text().replace(MAIL, PAGE))
    given = pipeline.inputs(pipeline.Places(small / "content"), TODAY)
    assert given.library.clinic.feedback == PAGE
    made = pipeline.project(given, pipeline.Options())
    assert [state.fingerprint for state in made.states] == before


def test_a_web_address_stays_as_the_clinic_wrote_it(small: Path) -> None:
    clinic = small / "content/clinic.yml"
    clinic.write_text(clinic.read_text().replace(MAIL, PAGE))
    for page in pages(built(small)).values():
        (link,) = links(page)
        assert link.get("href") == PAGE


def test_a_clinic_that_wants_no_post_has_no_link(small: Path) -> None:
    clinic = small / "content/clinic.yml"
    clinic.write_text(clinic.read_text().replace(f"feedback: {MAIL}\n", ""))
    for name, page in pages(built(small)).items():
        assert links(page) == []
        assert ASKED not in page.text_content(), name


@pytest.mark.parametrize("address", [MAIL, "a?b=c&d%e#f@x.example", "páginas@x.example"])
@pytest.mark.parametrize("title", ["Rest & more?", "a+b = 100 % #1", "الراحة", "x\ny?bcc=z@x.y"])
def test_no_sign_in_an_address_or_a_title_changes_the_message(address: str, title: str) -> None:
    link = feedback_link(address, title, "", "1a2b3c4d")
    parts = urlsplit(link)
    assert link.isascii() and not any(sign in link for sign in " \n<>\"'")
    assert unquote(parts.path) == address and not parts.fragment
    assert parse_qs(parts.query, strict_parsing=True) == {"subject": [f"{title} · 1a2b3c4d"]}
