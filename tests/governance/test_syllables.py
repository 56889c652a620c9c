"""Syllables, held against what dictionaries and the Spanish academy's rules say."""

from __future__ import annotations

import pytest

from handouts.governance.syllables import english, spanish


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
def test_english_is_counted_as_people_say_it(word: str, count: int) -> None:
    assert english(word) == count


@pytest.mark.parametrize(
    "parts",
    [
        # One vowel after another: a diphthong, a triphthong, a hiatus.
        "ner-vio", "pier-na", "vein-te", "a-cuo-so", "cau-sa", "ciu-dad", "cui-da-do",
        "buey", "lim-piáis", "a-é-re-o", "po-e-ta", "le-er", "dí-a", "pa-ís", "ba-úl",
        "o-í-a", "re-ú-ne", "con-ti-nú-e", "al-co-hol", "ci-ru-gí-a",
        # u and ü after g and q
        "que", "quie-to", "gue-rra", "guion", "ver-güen-za", "lin-güís-ti-ca", "a-gua",
        # h and y
        "a-ho-ra", "prohi-bir", "ma-ri-hua-na", "ca-ca-hua-te", "muy", "yo", "a-yu-da", "y", "ley",
        # the library's hard words
        "es-te-no-sis", "her-nia", "dis-co", "ra-di-cu-lo-pa-tí-a", "a-ce-ta-mi-no-fén",
        "dia-ze-pam", "an-tiin-fla-ma-to-rio", "hor-mi-gue-o", "cym-bal-ta",
    ],
)  # fmt: skip
def test_spanish_is_counted_as_it_is_written(parts: str) -> None:
    assert spanish(parts.replace("-", "")) == parts.count("-") + 1
