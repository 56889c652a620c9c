"""The search engine alone: it reads words as the index was written, and nothing breaks it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.conftest import ROOT
from tests.render.test_search import LANGUAGES, index_of

from handouts.render.search_language import language

ENGINE = ROOT / "generator/handouts/theme/assets/javascripts/search-engine.js"

TEXTS = [
    "Can't / CAN’T / can`t",
    "X-ray, x ray and xray",
    "Señales ¿qué? coraçon ÅNGSTRÖM ﬁx",
    "أَلَمُ الرُّكبة ٩١١ الآلام لأنَّ",
    "𝖐𝖓𝖊𝖊 ｐａｉｎ 膝盖痛 đau đầu gối घुटने",
    "a_b c\u00add \u200bz é e\u0301 İI ß",
    "😀 1½ m² L4–L5 (5 %)",
]


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=ENGINE.read_text(encoding="utf-8"))
    page.add_script_tag(content=index_of(ROOT).decode())
    page.evaluate("self.engine = new handoutsSearchEngine.Engine(handoutsSearchIndex)")
    yield page
    page.close()


@pytest.mark.parametrize("code", sorted(file.stem for file in LANGUAGES.glob("*.json")))
def test_the_browser_reads_words_as_the_index_was_written(engine: Page, code: str) -> None:
    rules = language(code)
    script = "([rules, text]) => new handoutsSearchEngine.Words({...rules, same: []}).split(text)"
    for text in TEXTS:
        assert engine.evaluate(script, [dict(rules.rules), text]) == rules.words(text), text


def test_spellings_and_endings_count_as_one_word(engine: Page) -> None:
    pairs = [
        ("disk", "discs"), ("centre", "center"), ("orthopaedic", "orthopedic"),
        ("colour", "color"), ("numbness", "numb"), ("surgeries", "surgery"),
        ("anaesthesia", "anesthesia"), ("squeezed", "squeezing"), ("operation", "operate"),
    ]  # fmt: skip
    for one, other in pairs:
        same = engine.evaluate("both => both.map(w => engine.words.canon(w))", [one, other])
        assert same[0] == same[1], (one, other)


def test_typing_errors_are_counted(engine: Page) -> None:
    script = "([a, b]) => handoutsSearchEngine.errors(a, b, 3)"
    for a, b, wrong in [
        ("knee", "knee", 0), ("kneee", "knee", 1), ("nkee", "knee", 1),
        ("siatica", "sciatica", 1), ("abc", "xyz", 3), ("a", "abcdefgh", 4),
    ]:  # fmt: skip
        assert engine.evaluate(script, [a, b]) == wrong, (a, b)


def test_any_words_are_answered_without_an_error(engine: Page) -> None:
    chance = random.Random(5)
    letters = "abcdefgknopst '’\"\\/*+?()[]{}<>|^$.:~-_0123456789éñßاأة膝😀\u200d\u202e\x00\n"
    texts = ["".join(chance.choices(letters, k=chance.randrange(60))) for _ in range(300)]
    script = """texts => texts.map(text => {
        const { hits, sure, sign, card } = engine.search(text);
        return hits.length > 0 && hits.length <= 8 && typeof sure === "boolean"
          && Number.isInteger(sign) && Number.isInteger(card)
          && hits.every(hit => Number.isFinite(hit.score));
    })"""
    assert all(engine.evaluate(script, texts))


def test_a_danger_sign_in_a_long_question_is_heard(engine: Page) -> None:
    question = (
        "i have had back pain for three weeks and now i cannot pee at all and my legs feel odd "
        "what should i do"
    )
    assert engine.evaluate("q => engine.search(q).card", question) >= 0
    assert engine.evaluate("q => engine.search(q).card", "is ibuprofen safe") == -1
