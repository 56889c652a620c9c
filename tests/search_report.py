"""Which queries the site's search answers, and what comes where it does not.

    python tests/search_report.py SITE [LANGUAGE]

SITE is a finished site: a folder or an address. It types every query of
`tests/data/queries.<language>.tsv` into the real search box.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

QUERIES = Path(__file__).parent / "data"

ASK = """
(texts) => texts.map((text) => {
  const box = document.querySelector('.md-search__input');
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return {
    addresses: [...document.querySelectorAll('.md-search-result__link')].map(a => a.href),
    card: document.querySelector('.ho-search__card') !== null,
  };
})
"""
"""Types each text into the search box, and reads what came."""


@dataclass(frozen=True)
class Query:
    """What a patient types, and the pages that answer it, best first.

    `card` says that the emergency card must show. `kept` marks the third that
    nobody tunes search for.
    """

    language: str
    text: str
    pages: tuple[str, ...]
    card: bool
    kept: bool


@dataclass(frozen=True)
class Outcome:
    """What search gave for a query."""

    query: Query
    pages: tuple[str, ...]
    card: bool

    @property
    def first(self) -> bool:
        """Whether the first result answers."""
        return bool(self.pages) and self.pages[0] in self.query.pages

    @property
    def third(self) -> bool:
        """Whether one of the first three answers."""
        return any(page in self.query.pages for page in self.pages[:3])


def queries(language: str) -> list[Query]:
    """The queries of a language, in the file's order."""
    text = (QUERIES / f"queries.{language}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return [
        Query(row[0], row[1], tuple(row[2].split("|")), "card" in row[3:], "kept" in row[3:])
        for row in rows
    ]


def languages() -> list[str]:
    """The languages that have queries."""
    return sorted(file.name.split(".")[1] for file in QUERIES.glob("queries.*.tsv"))


def open_search(page: Page, address: str) -> None:
    """Opens a page and its search, and waits until it is loaded."""
    page.goto(address)
    if page.locator("[data-search-open]").is_visible():
        page.locator("[data-search-open]").click()
    else:
        page.locator(".md-search__input").click()
    page.wait_for_selector("[data-search][data-ready]", state="attached")


def ask(page: Page, address: str, asked: Iterable[Query]) -> list[Outcome]:
    """Types each query into the search box of a page.

    Args:
        page: a page of a browser.
        address: the home page to search from; it ends in `/` or `/index.html`.
        asked: the queries.
    """
    open_search(page, address)
    base = address.removesuffix("index.html")
    asked = list(asked)
    outcomes = []
    for query, result in zip(asked, page.evaluate(ASK, [q.text for q in asked]), strict=True):
        pages = tuple(_page_id(found, base) for found in result["addresses"])
        outcomes.append(Outcome(query, pages, result["card"]))
    return outcomes


def _page_id(address: str, base: str) -> str:
    path = address.removeprefix(base).split("#")[0].removesuffix("index.html").strip("/")
    return path.rsplit("/", 1)[-1] or "index"


def share(outcomes: list[Outcome], name: str) -> float:
    """The share of outcomes, 0 to 1, that are `first` or `third`."""
    right = sum(bool(getattr(outcome, name)) for outcome in outcomes)
    return right / max(1, len(outcomes))


def report(outcomes: list[Outcome]) -> str:
    """How many queries were answered; each that was not, and what came instead."""
    parts = []
    for name, some in (
        ("all", outcomes),
        ("kept apart", [o for o in outcomes if o.query.kept]),
    ):
        none = sum(not o.pages for o in some)
        cards = [o for o in some if o.query.card]
        shown = sum(o.card for o in cards)
        parts.append(
            f"{name}: {len(some)} queries, first right {share(some, 'first'):.1%}, "
            f"within three {share(some, 'third'):.1%}, nothing {none}; "
            f"emergency card {shown} of {len(cards)}"
        )
    for outcome in outcomes:
        query = outcome.query
        if not outcome.first:
            came = ", ".join(outcome.pages[:3]) or "nothing"
            parts.append(f"  {query.text!r}: wanted {' or '.join(query.pages)}; came {came}")
        if query.card and not outcome.card:
            parts.append(f"  {query.text!r}: no emergency card")
    return "\n".join(parts)


def main(site: str, language: str = "en") -> None:
    """Prints the report for a finished site."""
    folder = Path(site)
    address = site if "://" in site else (folder.resolve() / "index.html").as_uri()
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        print(report(ask(browser.new_page(), address, queries(language))))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
