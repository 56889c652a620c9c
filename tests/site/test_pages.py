"""The pages that MkDocs makes of the small library."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from urllib.parse import urlsplit

from lxml import etree, html
from tests.site.conftest import Finished


def tree(finished: Finished, path: str) -> html.HtmlElement:
    return html.document_fromstring((finished.folder / path).read_bytes())


def pages(finished: Finished) -> dict[str, html.HtmlElement]:
    return {
        file.relative_to(finished.folder).as_posix(): html.document_fromstring(file.read_bytes())
        for file in sorted(finished.folder.rglob("*.html"))
    }


def test_every_page_of_the_library_is_there(finished: Finished) -> None:
    there = {name for name in pages(finished) if name.endswith("index.html")}
    expected = {f"{p.path}/index.html".lstrip("/") for p in finished.made.expected}
    assert there == expected


def test_no_id_stands_twice_on_a_page(finished: Finished) -> None:
    for name, page in pages(finished).items():
        ids = [str(e.get("id")) for e in page.iter(etree.Element) if e.get("id")]
        assert len(ids) == len(set(ids)), (name, sorted(i for i in ids if ids.count(i) > 1))


def test_each_page_has_one_title_and_no_level_is_skipped(finished: Finished) -> None:
    for name, page in pages(finished).items():
        main = page.find(".//main")
        assert main is not None
        levels = [int(e.tag[1]) for e in main.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1 and levels[0] == 1, name
        assert all(low - high <= 1 for high, low in pairwise(levels)), name


def test_phones_can_be_dialled(finished: Finished) -> None:
    dialled = {str(a.get("href")) for a in tree(finished, "get-help/index.html").iter("a")}
    assert {"tel:911", "tel:5555550110", "tel:5555550111"} <= dialled


def test_a_draft_says_so_and_asks_not_to_be_found(finished: Finished) -> None:
    for name, page in pages(finished).items():
        robots = page.find(".//meta[@name='robots']")
        assert robots is not None and robots.get("content") == "noindex", name
    assert "Not yet clinically reviewed" in tree(finished, "rest/index.html").text_content()


def test_structured_data_names_no_reviewer_of_a_draft(finished: Finished) -> None:
    data = tree(finished, "rest/index.html").find(".//script[@type='application/ld+json']")
    assert data is not None
    said = json.loads(data.text_content())
    assert said["@type"] == "MedicalWebPage" and "reviewedBy" not in said


def test_the_site_works_below_a_path(finished: Finished) -> None:
    """The small clinic's site is at https://small.example/handouts/."""
    assert urlsplit(finished.made.settings.site_url).path == "/handouts/"
    for name, page in pages(finished).items():
        for element in page.iter("a", "link", "script", "img"):
            address = str(element.get("href") or element.get("src") or "")
            if address.startswith("/"):
                assert name == "404.html" and address.startswith("/handouts/"), (name, address)
    canonical = tree(finished, "rest/index.html").find(".//link[@rel='canonical']")
    assert canonical is not None
    assert canonical.get("href") == "https://small.example/handouts/rest/"


def test_the_sitemap_has_every_page_and_no_dates(finished: Finished) -> None:
    text = (finished.folder / "sitemap.xml").read_text(encoding="utf-8")
    places = {e.text for e in etree.fromstring(text.strip().encode()).iter("{*}loc")}
    base = finished.made.settings.site_url
    assert places == {f"{base}{p.path}/".replace("//", "/").replace(":/", "://")
                      for p in finished.made.expected}  # fmt: skip
    assert "lastmod" not in text


def test_nothing_is_published_that_no_page_uses(finished: Finished) -> None:
    names = [file.name for file in finished.folder.rglob("*") if file.is_file()]
    unused = ("bundle", "lunr", "palette", "search_index", ".map", ".gz", "mkdocs.yml")
    assert not [name for name in names if any(part in name for part in unused)]


def test_no_word_of_a_program_stands_on_a_page(finished: Finished) -> None:
    for name, page in pages(finished).items():
        said = [page.text_content(), *(str(v) for e in page.iter() for v in e.attrib.values())]
        for words in said:
            assert not re.search(
                r"<(?:built-in|function|bound|module) |object at 0x|Undefined", words
            ), name
            assert not re.search(r"\{\{|\{%", words), (name, words[:200])
