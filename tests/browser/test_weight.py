"""What a first visit fetches: little, from the site itself, and nothing for a search not made."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, Response

if TYPE_CHECKING:
    from tests.browser.conftest import Served

MOST = 64_000
"""Bytes, gzipped, without figures."""

MOST_OF_A_FIGURE = 20_000
"""Bytes, gzipped."""


def test_a_first_visit_is_light(browser: Browser, real_pages: Served) -> None:
    weigh(browser, real_pages, ("", "when-to-get-help/", "ar/"), "networkidle")


@pytest.mark.sweep
def test_a_first_visit_to_any_page_is_light(browser: Browser, site: Served) -> None:
    weigh(browser, site, site.paths)


def weigh(
    browser: Browser,
    site: Served,
    paths: Iterable[str],
    until: Literal["load", "networkidle"] = "load",
) -> None:
    for path in paths:
        context = browser.new_context(viewport={"width": 360, "height": 640})
        fetched = visit(context.new_page(), site.url + path, until)
        context.close()
        assert not [url for url in fetched if "/assets/search/" in url], path
        weights = {url: len(gzip.compress(_without_figures(body))) for url, body in fetched.items()}
        assert sum(weights.values()) <= MOST, (path, weights)
        page = html.document_fromstring(fetched[site.url + path])
        for figure in page.iterfind(".//svg[@class='ho-drawing']"):
            assert len(gzip.compress(html.tostring(figure))) <= MOST_OF_A_FIGURE, path


def visit(page: Page, url: str, until: Literal["load", "networkidle"]) -> dict[str, bytes]:
    """Opens a page as a new reader. Gives everything that was fetched, by address."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(url, wait_until=until)
    return {answer.url: answer.body() for answer in answers}


def _without_figures(body: bytes) -> bytes:
    if b"<html" not in body:
        return body
    page = html.document_fromstring(body)
    for figure in page.findall(".//svg[@class='ho-drawing']"):
        figure.drop_tree()
    return html.tostring(page)
