"""Grades held against texts whose sums were done by hand."""

from __future__ import annotations

import math

import pytest

from handouts.content.models import ReadabilityLimits
from handouts.governance.readability import (
    SCALES,
    Counts,
    Unit,
    counts,
    scales,
    words_of,
    worst_sentences,
)

FLESCH_KINCAID, SMOG = SCALES["en"]
(INFLESZ,) = SCALES["es"]


def test_flesch_kincaid_and_smog_follow_their_formulas() -> None:
    # 9 words: the, doc-tor, may, give, you, med-i-cine, it, helps, of-ten; one has three syllables.
    found = counts((Unit("p", "The doctor may give you medicine. It helps often."),), "en")
    assert found == Counts(sentences=2, words=9, syllables=13, hard=1)
    assert FLESCH_KINCAID.of(found) == round(0.39 * 9 / 2 + 11.8 * 13 / 9 - 15.59, 1)
    assert SMOG.of(found) == round(1.0430 * math.sqrt(30 * 1 / 2) + 3.1291, 1)


def test_inflesz_follows_the_formula_of_szigriszt_pazos() -> None:
    # El mé-di-co le a-yu-da. Ca-mi-ne des-pa-cio to-dos los dí-as.
    found = counts((Unit("p", "El médico le ayuda. Camine despacio todos los días."),), "es")
    assert found == Counts(sentences=2, words=9, syllables=19, hard=4)
    assert INFLESZ.of(found) == round(206.835 - 62.3 * 19 / 9 - 9 / 2, 1) == 70.8


def test_a_spanish_question_is_a_sentence_of_its_own() -> None:
    assert counts((Unit("p", "Duele. ¿Dónde? Íntimo y breve. «Sí.» Ay."),), "es").sentences == 5


def test_an_arabic_sentence_needs_no_capital() -> None:
    assert len(Unit("p", "هذا ألم. هل يؤلمك؟ نعم.").sentences) == 3


@pytest.mark.parametrize(
    ("language", "words", "term"),
    [
        ("en", "You may have spinal stenosis.", "spinal stenosis"),
        ("es", "Puede tener una radiculopatía.", "radiculopatía"),
    ],
)
def test_an_explained_word_counts_as_short(language: str, words: str, term: str) -> None:
    pieces, known = (Unit("p", words),), words_of([term])
    for scale in SCALES[language]:
        easier = scale.hardness(counts(pieces, language, known))
        assert easier < scale.hardness(counts(pieces, language))


def test_limits_are_the_most_in_english_and_the_least_in_spanish() -> None:
    limits = ReadabilityLimits()
    assert (limits.flesch_kincaid, limits.smog, limits.inflesz) == (6, 8, 65)
    hard = "Anticoagulant medication necessitates consultation with a specialized practitioner."
    assert not FLESCH_KINCAID.passes(counts((Unit("p", hard),), "en"), limits)
    assert FLESCH_KINCAID.passes(counts((Unit("p", "Walk a bit. Rest."),), "en"), limits)
    dura = "La radiculopatía lumbosacra requiere evaluación interdisciplinaria especializada."
    assert not INFLESZ.passes(counts((Unit("p", dura),), "es"), limits)
    assert INFLESZ.passes(counts((Unit("p", "Ande un poco. No pare."),), "es"), limits)


def test_a_regional_code_has_its_language_s_scale_and_arabic_has_none() -> None:
    assert scales("es-MX") == SCALES["es"]
    assert scales("ar") == ()


def test_a_list_item_without_a_full_stop_is_a_sentence() -> None:
    assert counts((Unit("a", "Short walks"), Unit("b", "Rest")), "en").sentences == 2


def test_an_empty_text_has_no_grade_and_passes() -> None:
    nothing = counts((), "en")
    assert FLESCH_KINCAID.of(nothing) == 0
    assert FLESCH_KINCAID.passes(nothing, ReadabilityLimits())


def test_the_hardest_sentence_comes_first() -> None:
    unit = Unit("p", "Rest. Anticoagulant medication necessitates consultation. Walk a bit.")
    ((_, worst),) = worst_sentences((unit,), "en", frozenset(), 1)
    assert worst.startswith("Anticoagulant")
    unit = Unit("p", "Descanse. La rehabilitación multidisciplinaria es imprescindible. Ande.")
    ((_, worst),) = worst_sentences((unit,), "es", frozenset(), 1)
    assert worst.startswith("La rehabilitación")
