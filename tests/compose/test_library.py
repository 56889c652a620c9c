"""From content to documents: danger signs, explained words, stable keys."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from handouts import pipeline
from handouts.compose.kinds import COMPOSE
from handouts.compose.library import Composition, compose
from handouts.content.fields import Model
from handouts.content.kinds import KINDS
from handouts.content.references import SITE_PAGES
from handouts.document import nodes as n
from handouts.document.walk import descend, find, plain

WHOLE = {"home", "symptoms", "help", "questions", "summary"}
"""The kinds of page that carry every danger sign."""


def composed(small: Path) -> Composition:
    library = pipeline.check(small / "content").library
    assert library is not None
    return compose(library)


def page(composition: Composition, page_id: str) -> n.Document:
    return next(d for d in composition.documents if d.id == page_id)


def keys(node: object) -> list[str]:
    return [found.key for found in descend(node) if hasattr(found, "key")]


# --- danger signs ----------------------------------------------------------


def test_danger_signs_stand_whole_on_five_kinds_and_as_a_strip_elsewhere(small: Path) -> None:
    for document in composed(small).documents:
        whole = len(list(find(document, n.DangerSigns)))
        strips = len(list(find(document, n.DangerStrip)))
        expected = (1, 0) if document.kind in WHOLE else (0, 1)
        assert (whole, strips) == expected, document.id


def test_every_sign_of_now_and_today_stands_in_the_whole_danger_signs(small: Path) -> None:
    composition = composed(small)
    for document in composition.documents:
        for block in find(document, n.DangerSigns):
            shown = [sign.key.partition("-")[2] for card in block.cards for sign in card.signs]
            expected = ["cold-hand", "bent", "hot"]
            assert shown == expected + (["slow"] if document.kind == "help" else [])


def test_only_the_page_to_get_help_explains_each_sign(small: Path) -> None:
    for document in composed(small).documents:
        for sign in find(document, n.Sign):
            assert bool(sign.more) == (document.kind == "help")


def test_the_strip_leads_to_all_danger_signs(small: Path) -> None:
    strip = next(find(page(composed(small), "rest"), n.DangerStrip))
    assert (strip.link.page, plain(strip.link.children)) == ("get-help", "See all danger signs")


# --- words -----------------------------------------------------------------


def test_each_word_is_explained_once_right_after_it_first_appears(small: Path) -> None:
    section = next(
        s for s in find(page(composed(small), "tennis-elbow"), n.Section) if s.key == "what-happens"
    )
    paragraph, words = section.blocks
    assert isinstance(paragraph, n.Paragraph) and isinstance(words, n.Definitions)
    assert [term.term for term in find(paragraph, n.Term)] == ["tendon", "tendon", "nerve"]
    assert [entry.term for entry in words.entries] == ["tendon", "nerve"]


def test_no_word_is_explained_twice_on_a_page(small: Path) -> None:
    file = small / "content/elbow-pain/tennis-elbow.md"
    file.write_text(file.read_text() + "\nA [tendon](term:tendon) heals.\n")
    document = page(composed(small), "tennis-elbow")
    explained = Counter(d.term for words in find(document, n.Definitions) for d in words.entries)
    assert explained == {"tendon": 1, "nerve": 1}


# --- keys ------------------------------------------------------------------


def test_every_key_stands_once_in_a_document(small: Path) -> None:
    for document in composed(small).documents:
        twice = [key for key, times in Counter(keys(document)).items() if times > 1]
        assert twice == [], document.id


def test_equal_lines_get_keys_of_their_own(small: Path) -> None:
    file = small / "content/elbow-pain/rest.md"
    words = file.read_text().replace("  - Heavy bags.\n", "  - Heavy bags.\n  - Heavy bags.\n")
    file.write_text(words + "\nKeep warm.\n\nKeep warm.\n")
    found = keys(page(composed(small), "rest"))
    assert len(found) == len(set(found))


@pytest.mark.parametrize("page_id", ["how-it-hurts", "rest", "tennis-elbow", "brace", "symptoms"])
def test_a_paragraph_before_others_changes_no_other_key(small: Path, page_id: str) -> None:
    before = keys(page(composed(small), page_id))
    file = small / f"content/elbow-pain/{page_id}.md"
    front, fence, body = file.read_text().partition("\n---\n")
    file.write_text(f"{front}{fence}\nThis paragraph is new.\n{body}")
    after = keys(page(composed(small), page_id))
    assert [key for key in after if "this-paragraph" not in key] == before


# --- the whole -------------------------------------------------------------


def test_every_kind_of_page_is_composed() -> None:
    assert set(COMPOSE) == set(KINDS)


def test_pages_stand_in_the_order_of_the_handout(small: Path) -> None:
    handout = composed(small).handouts[0]
    assert [d.id for d in handout.documents] == [p for part in handout.parts for p in part.pages]


def test_authors_may_link_to_the_pages_that_the_generator_makes(small: Path) -> None:
    assert {d.id for d in composed(small).site_pages} >= set(SITE_PAGES)


def test_no_word_of_an_author_is_lost_on_the_way(small: Path) -> None:
    """Each page's own words stand in its document, in whatever field they were written."""
    library = pipeline.check(small / "content").library
    assert library is not None
    for source in library.main.pages.values():
        document = page(compose(library), source.id)
        shown = " ".join(node.text for node in find(document, n.Text))
        written = (source.fields.key_point, source.prose.intro, source.prose.sections)
        for piece in find((*written, *lines_of(source.fields)), n.Text):
            assert piece.text in shown, (source.id, piece.text)


def lines_of(fields: Model) -> list[object]:
    """Every one-line text in a page's own fields."""
    found: list[object] = []
    for _, value in fields:
        for each in value if isinstance(value, tuple) else (value,):
            found.extend(lines_of(each) if isinstance(each, Model) else [each])
    return found
