"""Verification reads the built site back: nothing that is wrong with it may be published."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.conftest import Finished

from handouts.diagnostics import Code

Spoil = Callable[[Path], None]


def change(file: str, turn: Callable[[str], str]) -> Spoil:
    def spoil(site: Path) -> None:
        words = (site / file).read_text(encoding="utf-8")
        assert turn(words) != words, f"nothing to change in {file}"
        (site / file).write_text(turn(words), encoding="utf-8")

    return spoil


def insert(markup: str) -> Spoil:
    """Puts markup at the end of a page."""
    return change("rest/index.html", lambda page: page.replace("</main>", f"{markup}</main>"))


def without(pattern: str, file: str) -> Spoil:
    return change(file, lambda page: re.sub(pattern, "", page, count=1, flags=re.DOTALL))


def test_the_small_site_is_right(finished: Finished) -> None:
    assert finished.problems() == []


SPOILT = {
    "a page is missing": (
        lambda site: (site / "rest/index.html").unlink(), Code.VERIFY_PAGE_MISSING),
    "a danger sign is missing": (
        without(r"Your arm is bent out of shape", "symptoms/index.html"), Code.VERIFY_DANGER_SIGNS),
    "a sign lost a word": (
        change("index.html", lambda page: page.replace("suddenly cold", "cold")),
        Code.VERIFY_DANGER_SIGNS),
    "what to do is missing": (
        without(r"or go to an emergency room", "ask/index.html"), Code.VERIFY_DANGER_SIGNS),
    "the whole block is missing": (
        without(r'<div[^>]*data-danger-signs="whole".*?</section></div>', "sheet/index.html"),
        Code.VERIFY_DANGER_SIGNS),
    "the strip is missing": (
        without(r'<aside[^>]*data-danger-signs="strip".*?</aside>', "rest/index.html"),
        Code.VERIFY_DANGER_SIGNS),
    "the number to call is another": (
        change("rest/index.html", lambda page: page.replace("911", "119")),
        Code.VERIFY_DANGER_SIGNS),
    "a sign is not explained where all are": (
        without(r"Blood may not reach it\.", "get-help/index.html"), Code.VERIFY_DANGER_SIGNS),
    "the danger signs are hidden": (
        change("index.html", lambda page: page.replace(
            'data-danger-signs="whole"', 'data-danger-signs="whole" hidden')),
        Code.VERIFY_DANGER_SIGNS),
    "a link leads to no page": (insert('<a href="../nowhere/">a</a>'), Code.VERIFY_LINK),
    "a link leads to no part": (insert('<a href="../symptoms/#nothing">a</a>'), Code.VERIFY_LINK),
    "a link leads to no part of its page": (insert('<a href="#nothing">a</a>'), Code.VERIFY_LINK),
    "a link leaves the site": (insert('<a href="../../elsewhere/">a</a>'), Code.VERIFY_LINK),
    "a link leaves the path of the site": (insert('<a href="/rest/">a</a>'), Code.VERIFY_LINK),
    "a javascript: link": (insert('<a href="javascript:alert(1)">a</a>'), Code.VERIFY_LINK),
    "an address that is none": (insert('<a href="https://[">a</a>'), Code.VERIFY_LINK),
    "a picture is missing": (insert('<img src="nothing.png" alt="">'), Code.VERIFY_LINK),
    "an icon is missing": (insert('<svg><use href="#nothing"/></svg>'), Code.VERIFY_LINK),
    "inline script": (insert("<script>alert(1)</script>"), Code.VERIFY_INLINE),
    "inline style": (insert("<style>p{display:none}</style>"), Code.VERIFY_INLINE),
    "a style attribute": (insert('<p style="display:none">a</p>'), Code.VERIFY_INLINE),
    "a page that sends its readers on": (
        change("rest/index.html", lambda page: page.replace(
            "</head>", '<meta http-equiv="Refresh" content="0; url=https://a.example/"></head>')),
        Code.VERIFY_INLINE),
    "a handler": (insert('<p onclick="a()">a</p>'), Code.VERIFY_INLINE),
    "a handler in a drawing": (insert('<svg onload="a()"></svg>'), Code.VERIFY_INLINE),
    "a page in a frame": (insert('<iframe srcdoc="a"></iframe>'), Code.VERIFY_INLINE),
    "a script from elsewhere": (
        insert('<script src="https://a.example/b.js"></script>'), Code.VERIFY_FOREIGN),
    "a picture from elsewhere": (
        insert('<img src="//a.example/b.png" alt="">'), Code.VERIFY_FOREIGN),
    "a larger picture from elsewhere": (
        insert('<img srcset="a.png 1x, https://a.example/b.png 2x" alt="">'), Code.VERIFY_FOREIGN),
    "a frame from elsewhere": (
        insert('<iframe src="HTTPS://a.example/"></iframe>'), Code.VERIFY_FOREIGN),
    "a form that sends elsewhere": (
        insert('<form action="https://a.example/"></form>'), Code.VERIFY_FOREIGN),
    "a film from elsewhere": (
        insert('<video poster="https://a.example/b.png"></video>'), Code.VERIFY_FOREIGN),
    "a drawing from elsewhere": (
        insert('<svg><image href="https://a.example/b.png"/></svg>'), Code.VERIFY_FOREIGN),
    "a stylesheet from elsewhere": (
        insert('<link rel="stylesheet" href="https://a.example/b.css">'), Code.VERIFY_FOREIGN),
    "a greeting to elsewhere": (
        insert('<link rel="preconnect" href="https://a.example">'), Code.VERIFY_FOREIGN),
    "a base elsewhere": (insert('<base href="https://a.example/">'), Code.VERIFY_FOREIGN),
    "a stylesheet that imports": (
        change("assets/stylesheets/handouts.css", lambda css: f"@import 'a.css';{css}"),
        Code.VERIFY_FOREIGN),
    "a font from elsewhere": (
        change("assets/stylesheets/handouts.css",
               lambda css: css + "@font-face{src:url( 'https://a.example/b.woff2')}"),
        Code.VERIFY_FOREIGN),
    "a changed stylesheet": (
        change("assets/stylesheets/handouts.css", lambda css: css + ".ho-sign{display:none}"),
        Code.VERIFY_UNKNOWN_STYLE),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "code"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_site_is_caught(finished: Finished, spoil: Spoil, code: Code) -> None:
    spoil(finished.folder)
    found = finished.problems()
    assert code in {problem.code for problem in found}, found
    assert all(problem.message and problem.hint for problem in found)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"<", b"<html></html>"])
def test_an_odd_page_of_a_clinics_own_does_not_break_verification(
    finished: Finished, data: bytes
) -> None:
    (finished.folder / "own.html").write_bytes(data)
    finished.problems()


def test_links_to_other_sites_phones_and_letters_are_fine(finished: Finished) -> None:
    links = ["https://a.example/", "tel:911", "mailto:a@b.example", "#content", "./", "../"]
    insert("".join(f'<a href="{address}">a</a>' for address in links))(finished.folder)
    assert finished.problems() == []
