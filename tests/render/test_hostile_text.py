"""Text is data: whatever an author or a clinic writes, readers see it as it was written.

The words go through composing, our templates, Markdown and MkDocs, as in a real build.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree, html

from handouts import pipeline
from handouts.site import build as mkdocs
from handouts.site.project import write_project

WORDS = {
    "a script": "<script>alert(1)</script>",
    "an image with a handler": "<img src=x onerror=alert(1)>",
    "the end of an attribute": "\"><b onmouseover='a()'>",
    "the end of a title": "</title></script></style>-->",
    "a template's place": "{{ config }} {{ 7 * 7 }}",
    "a template's order": "{% raw %}{% endraw %}{# gone #}",
    "stars and lines": "*one* **two** _three_ __four__ ~~five~~",
    "a heading": "# one ## two {#three} {: .four }",
    "links": "[one](https://two.example) ![three](four.png) <https://five.example>",
    "references": "[one][two] [^1] *[HTML]: x [TOC]",
    "code": "`one` ``two`` ```three```",
    "backslashes": r"one\two \*three\* \\four \\\\ \n \&",
    "entities": "&amp; &lt;b&gt; &#60; &nbsp; &copy &notanentity; A&B",
    "lists": "- one 1. two + three > four | five |",
    "quotes": "\"one\" 'two' «three» “four” it's",
    "right to left": "ألم الظهر والركبة 38",
    "an emoji": "🦵🏽 👩‍⚕️ é",
    "numbers": "0123 1e5 5 < 6 > 4 50% $1 @me",
    "YAML": "a: b - c # d & e * f ! g | h > i ' j",
    "placeholders": "wzxhzdk:0 klzzwxh:0000 STX",
}

FIELDS = ("title", "key_point", "not_for", "risk", "prose", "item")
ESCAPED = re.compile(r"([\\`*_{}\[\]()#+\-.!<>&~|])")


def in_prose(words: str) -> str:
    """Words as an author writes them so that each sign means itself."""
    return ESCAPED.sub(lambda sign: "&amp;" if sign[0] == "&" else "\\" + sign[0], words)


def in_yaml(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def braces_out(words: str) -> str:
    """Authors may not write braces: they stand for clinic slots."""
    return words.replace("{", "(").replace("}", ")")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library with hostile words wherever words may stand, built with MkDocs."""
    root = tmp_path_factory.mktemp("hostile")
    small = Path(__file__).parents[1] / "sites/small/content"
    for file in small.rglob("*.*"):
        target = root / "content" / file.relative_to(small)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    pages = []
    for number, words in enumerate(WORDS.values()):
        written = in_prose(braces_out(words))
        value = in_yaml(written)
        page = f"""---
kind: self-care
title: {value}
key_point: {value}
no_figure: Not needed.
sources: [elbow-book]
not_for: {value}
do: [{value}]
avoid: [{value}]
stop_if: [{value}]
---

Read {written} **{written}** here.

- Item {written}

## Part {written} {{#part}}

> Inset {written}
"""
        (root / f"content/elbow-pain/hostile-{number}.md").write_text(page, encoding="utf-8")
        pages.append(f"      - hostile-{number}\n")
    order = root / "content/elbow-pain/handout.yml"
    order.write_text(order.read_text(encoding="utf-8") + "".join(pages), encoding="utf-8")
    clinic = root / "content/clinic.yml"
    every = list(WORDS.values())
    lines = "".join(f"  - {in_yaml(words)}\n" for words in every[:4])
    hours = "".join(f"  - {in_yaml(words)}\n" for words in every[4:8])
    text = clinic.read_text(encoding="utf-8")
    text = text.replace("name: Small Clinic", f"name: {in_yaml(every[0])}\naddress:\n{lines}")
    text = text.replace("  - Monday to Friday\n", hours)
    text += f"footer: {in_yaml(' '.join(every[8:11]))}\nlanguage_help: {in_yaml(every[12])}\n"
    clinic.write_text(text, encoding="utf-8")
    made = pipeline.project(
        pipeline.inputs(pipeline.Places(content=root / "content"), date(2026, 1, 31))
    )
    write_project(root / "project", made.settings, made.pages, None)
    return mkdocs.build_project(root / "project")


def page(site: Path, number: int) -> html.HtmlElement:
    return html.document_fromstring((site / f"hostile-{number}/index.html").read_bytes())


def shown(element: html.HtmlElement | None) -> str:
    assert element is not None
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("number", range(len(WORDS)), ids=list(WORDS))
def test_an_authors_words_are_shown_as_they_were_written(site: Path, number: int) -> None:
    words = " ".join(braces_out(list(WORDS.values())[number]).split())
    built = page(site, number)
    main = built.find(".//main")
    assert main is not None
    assert shown(main.find(".//h1")) == words
    assert shown(main.find(".//h2[@id='part']")) == f"Part {words}"
    said = shown(main)
    assert said.count(words) >= 8, "title, key point, four fields, prose, list, heading, inset"
    assert f"Read {words} {words} here." in said
    assert f"Item {words}" in said and f"Inset {words}" in said
    assert shown(built.find(".//title")).startswith(words)
    description = built.find(".//meta[@name='description']")
    assert description is not None and description.get("content") == words


@pytest.mark.parametrize("number", range(len(WORDS)), ids=list(WORDS))
def test_an_authors_words_are_never_markup(site: Path, number: int) -> None:
    plain = page(site, list(WORDS).index("numbers"))
    built = page(site, number)
    assert tags(built) == tags(plain)
    for element in built.iter(etree.Element):
        assert not [name for name in element.attrib if str(name).startswith("on")]


def tags(built: html.HtmlElement) -> list[str]:
    """The elements of a page's own part, in order."""
    article = built.find(".//article")
    assert article is not None
    for around in article.findall(".//nav"):
        around.drop_tree()
    return [str(e.tag) for e in article.iter(etree.Element)]


def test_a_clinics_words_are_shown_as_they_were_written(site: Path) -> None:
    foot = shown(html.document_fromstring((site / "rest/index.html").read_bytes()))
    for words in [*list(WORDS.values())[:11], list(WORDS.values())[12]]:
        assert " ".join(words.split()) in foot, words


def test_no_page_holds_more_than_the_theme_put_there(site: Path) -> None:
    for file in site.rglob("*.html"):
        built = html.document_fromstring(file.read_bytes())
        for element in built.iter("script"):
            assert element.get("src") or element.get("type") == "application/ld+json"
        assert not list(built.iter("style", "iframe", "object", "embed", "base"))
