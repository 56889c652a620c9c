"""Search, measured: what a first search downloads, how fast it answers, how it grows.

    python benchmarks/bench_search.py [PAGES]

Times are of this machine, in Chromium, from the key press to the results on
the screen. Growth is measured with the library copied to PAGES pages (1,000 if
left out), each copy with 40 of 100 words changed, beside the index that
Material's own search would ship for the same pages.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, sync_playwright

from handouts import pipeline
from handouts.compose.library import compose
from handouts.compose.search_words import SearchWords, search_words
from handouts.document import nodes as n
from handouts.render.addresses import Addresses
from handouts.render.search import index_path, search_index
from handouts.render.search_part import search_part

ROOT = Path(__file__).parents[1]
THEME = ROOT / "generator/handouts/theme/assets/javascripts"
TYPED = (
    "cant pee back pain",
    "sliped disk",
    "why does my knee hurt when its my back",
    "what can i do at home for the pain in my leg",
    "ibuprophen or tylenol",
    "pinched nurve",
)
_SYLLABLES = [consonant + vowel for consonant in "bdklm" for vowel in "aeiou"]
_WORD = re.compile(r"[A-Za-z]{4,}")

MEASURE = """
() => {
  window.taken = [];
  const input = document.querySelector('.md-search__input');
  input.addEventListener('input', (event) => {
    const start = event.timeStamp;
    // The page's own handler comes first; a frame later the results are painted.
    requestAnimationFrame(() => setTimeout(() => window.taken.push(performance.now() - start)));
  });
}
"""


def main(pages: int = 1000) -> None:
    """Prints every number."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        places = pipeline.Places(ROOT / "content", ROOT / "docs", work / "build", work / "site")
        pipeline.build(places, date.today())
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        _downloads(places.site)
        _times(browser, places.site, "this library")
        small, large = _grown(places, pages)
        _growth(places, work, small, large, pages)
        index = places.site / index_path("en")
        index.write_bytes(large)
        _times(browser, places.site, f"{pages} pages")
        browser.close()


def _kilobytes(data: bytes) -> float:
    return len(gzip.compress(data, 9, mtime=0)) / 1000


def _downloads(site: Path) -> None:
    sizes = {
        "engine": _kilobytes((site / "assets/javascripts/search-engine.js").read_bytes()),
        "index": _kilobytes((site / index_path("en")).read_bytes()),
    }
    with_box = _kilobytes((site / "assets/javascripts/search.js").read_bytes())
    told = ", ".join(f"{name} {size:.1f}" for name, size in sizes.items())
    print(f"first search downloads {sum(sizes.values()):.1f} kB gzipped ({told}); limit 60")
    print(f"every page loads the search box's script: {with_box:.1f} kB gzipped")


def _times(browser: Browser, site: Path, name: str) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.evaluate("window.opened = performance.now()")
    page.locator(".md-search__input").click()
    page.wait_for_selector("[data-search][data-ready]", state="attached", timeout=60_000)
    loaded = page.evaluate("performance.now() - window.opened")
    page.evaluate(MEASURE)
    for typed in TYPED:
        page.locator(".md-search__input").fill("")
        page.keyboard.type(typed)
    page.wait_for_timeout(200)
    taken = sorted(page.evaluate("window.taken"))
    p95 = taken[int(len(taken) * 0.95)]
    print(
        f"{name}: ready {loaded:.0f} ms after opening; key press to results painted: median "
        f"{statistics.median(taken):.0f} ms, 95th percentile {p95:.0f} ms, most {taken[-1]:.0f} ms "
        f"({len(taken)} key presses); limit 100"
    )
    page.close()


# --- growth ----------------------------------------------------------------


def _grown(places: pipeline.Places, pages: int) -> tuple[bytes, bytes]:
    """The index of this library, and of its copies."""
    library = pipeline.inputs(places, date.today()).library
    documents = compose(library).documents
    words = search_words(library, "en")
    small = _index(documents, words)
    copies = [_copy(d, k) for k in range(-(-pages // len(documents))) for d in documents]
    all_words = SearchWords(
        {
            (f"{owner}{k}" if owner else "", page, part): tuple(_changed(w, k) for w in found)
            for k in range(-(-pages // len(documents)))
            for (owner, page, part), found in words.pages.items()
        },
        {
            (f"{owner}{k}", sign): tuple(_changed(w, k) for w in found)
            for k in range(-(-pages // len(documents)))
            for (owner, sign), found in words.signs.items()
        },
        words.terms,
        words.same,
    )
    return small, _index(copies[:pages], all_words)


def _index(documents: Any, words: SearchWords) -> bytes:
    part = search_part(documents, words, Addresses({}, ""), "en")
    return search_index([part], words.same, "en").data


def _copy(document: n.Document, copy: int) -> n.Document:
    changed = _tree(document, copy)
    handout = f"{document.handout}{copy}" if document.handout else ""
    return replace(
        changed,
        id=document.id,
        kind=document.kind,
        handout=handout,
        path=f"h{copy}/{document.path}",
        title=_changed(document.title, copy),
        description=_changed(document.description, copy),
        aliases=tuple(_changed(a, copy) for a in document.aliases),
    )


def _tree(node: Any, copy: int) -> Any:
    if isinstance(node, n.Text):
        return n.Text(_changed(node.text, copy))
    if isinstance(node, tuple):
        return tuple(_tree(child, copy) for child in node)
    if is_dataclass(node) and not isinstance(node, type):
        names = [f.name for f in fields(node)]
        kept = {name: _tree(getattr(node, name), copy) for name in names}
        return replace(node, **kept)
    return node


def _changed(text: str, copy: int) -> str:
    """The text with 40 of 100 longer words made others, the same ones within a copy."""

    def other(match: re.Match[str]) -> str:
        digest = hashlib.sha256(f"{match[0].lower()} {copy}".encode()).digest()
        if copy == 0 or digest[0] % 100 >= 40:
            return match[0]
        return "".join(_SYLLABLES[d % len(_SYLLABLES)] for d in digest[1:4])

    return _WORD.sub(other, text)


def _growth(places: pipeline.Places, work: Path, small: bytes, large: bytes, pages: int) -> None:
    few = _material(places, work / "few", 0)
    many = _material(places, work / "many", pages)
    for name, ours, theirs in (("this library", small, few), (f"{pages} pages", large, many)):
        sizes = f"ours {_kilobytes(ours):.1f}, Material {_kilobytes(theirs):.1f}"
        print(f"index of {name}, kB gzipped: {sizes}")
    print(
        f"growth: ours {_kilobytes(large) / _kilobytes(small):.1f} times, "
        f"Material {_kilobytes(many) / _kilobytes(few):.1f} times"
    )


def _material(places: pipeline.Places, folder: Path, pages: int) -> bytes:
    """The index that Material's search plugin makes of the same pages (0: of this library)."""
    given = pipeline.inputs(places, date.today())
    sources = pipeline.project(given).pages
    files = [a for a in sources if a.path.endswith(".md")]
    docs = folder / "docs"
    for place in range(pages or len(files)):
        copy, file = divmod(place, len(files))
        text = files[file].data.decode()
        body = text.split("\n---\n", 1)[1]
        parts: Iterator[str] = iter(re.split(r"(<[^>]*>|\{[^}]*\})", body))
        made = "".join(p if p[:1] in "<{" else _changed(p, copy) for p in parts)
        target = docs / f"h{copy}" / files[file].path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(made, encoding="utf-8")
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    config = (
        "site_name: x\ntheme: {name: material, font: false}\nplugins: [search]\n"
        "markdown_extensions: [attr_list, {toc: {permalink: false}}]\n"
        "validation: {links: {absolute_links: ignore, not_found: ignore, anchors: ignore}}\n"
    )
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    build(load_config(config_file=str(folder / "mkdocs.yml")))
    return (folder / "site/search/search_index.json").read_bytes()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
