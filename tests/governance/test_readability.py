"""Grades held against texts whose sums were done by hand."""

from __future__ import annotations

import math

import pytest

from handouts.governance.readability import Unit, score, syllables, words_of, worst_sentences


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("knee", 1),
        ("back", 1),
        ("nerve", 1),
        ("doctor", 2),
        ("stenosis", 3),
        ("numb", 1),
        ("tingly", 2),
        ("herniated", 4),
        ("can't", 1),
        ("l", 1),
    ],
)
def test_syllables_are_counted_as_people_say_them(word: str, count: int) -> None:
    assert syllables(word) == count


def test_flesch_kincaid_and_smog_follow_their_formulas() -> None:
    # 2 sentences, 9 words, 12 syllables, 1 word of three or more ("medicine").
    unit = Unit("p", "The doctor may give you medicine. It helps often.")
    found = score((unit,))
    assert (found.words, found.sentences) == (9, 2)
    heard = sum(syllables(w) for w in "the doctor may give you medicine it helps often".split())
    assert found.flesch_kincaid == round(0.39 * 9 / 2 + 11.8 * heard / 9 - 15.59, 1)
    assert found.smog == round(1.0430 * math.sqrt(30 * 1 / 2) + 3.1291, 1)


def test_an_explained_word_counts_as_short() -> None:
    unit = Unit("p", "You may have spinal stenosis.")
    known = words_of(["spinal stenosis"])
    assert score((unit,), known).smog < score((unit,)).smog


def test_a_list_item_without_a_full_stop_is_a_sentence() -> None:
    assert score((Unit("a", "Short walks"), Unit("b", "Rest"))).sentences == 2


def test_an_empty_text_has_no_grade() -> None:
    assert score(()).words == 0


def test_the_hardest_sentence_comes_first() -> None:
    unit = Unit("p", "Rest. Anticoagulant medication necessitates consultation. Walk a bit.")
    ((_, worst),) = worst_sentences((unit,), frozenset(), 1)
    assert worst.startswith("Anticoagulant")
