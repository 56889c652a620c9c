"""Every translation is held against its English."""

from __future__ import annotations

import pytest

from handouts.diagnostics import Code, Severity
from handouts.figures.svg import Drawing, Slot
from handouts.translation.catalogs import Catalog, Entry
from handouts.translation.checks import check, numbers
from handouts.translation.messages import Message

DOSE = (
    "Take 2 pills of 1,000 mg. **Call {clinic_phone}**. "
    "See [risks](risks.md#heart) of [NSAIDs](term:nsaid)."
)
GOOD = (
    "Tome 2 pastillas de 1.000 mg. **Llame al {clinic_phone}**. "
    "Vea los [riesgos](risks.md#heart) de los [AINE](term:nsaid)."
)


def problems(
    english: str, text: str, context: str = "knee/page/a", **drawings: Drawing
) -> list[tuple[Code, Severity]]:
    entry = Entry(context, english, text, False, "content/translations/es/knee.po", 7)
    checked = check([Message(context, english)], Catalog("es", {context: entry}), drawings)
    assert all((d.file, d.line) == (entry.file, 7) for d in checked.diagnostics)
    usable = checked.catalog.get(context, english) is not None
    assert usable == all(d.severity is not Severity.ERROR for d in checked.diagnostics)
    return [(d.code, d.severity) for d in checked.diagnostics]


def test_a_faithful_translation_has_no_problem() -> None:
    assert problems(DOSE, GOOD) == []


def test_arabic_digits_are_the_same_numbers() -> None:
    assert problems("Wait 38.5 days, or 1,000.", "انتظر ٣٨٫٥ يوما أو ١٬٠٠٠.") == []


@pytest.mark.parametrize(
    ("change", "to", "code"),
    [
        ("2 pastillas", "3 pastillas", Code.TRANSLATION_NUMBER),
        ("2 pastillas", "unas pastillas", Code.TRANSLATION_NUMBER),
        ("1.000", "100", Code.TRANSLATION_NUMBER),
        ("{clinic_phone}", "la clínica", Code.TRANSLATION_MARKS),
        ("{clinic_phone}", "{clinic_name}", Code.TRANSLATION_MARKS),
        ("{clinic_phone}", "{telefono}", Code.TRANSLATION_MARKS),
        ("[riesgos](risks.md#heart)", "riesgos", Code.TRANSLATION_MARKS),
        ("risks.md#heart", "risks.md", Code.TRANSLATION_MARKS),
        ("term:nsaid", "term:aine", Code.TRANSLATION_MARKS),
        ("**Llame al {clinic_phone}**", "Llame al {clinic_phone}", Code.TRANSLATION_MARKS),
        ("Tome", "**Tome**", Code.TRANSLATION_MARKS),
        ("Tome", "<b>Tome</b>", Code.TRANSLATION_MARKS),
        ("Tome", "*Tome*", Code.TRANSLATION_MARKS),
        ("Tome", "Tome\u202e", Code.TRANSLATION_CONTROL),
        ("Tome", "Tome\u200f", Code.TRANSLATION_CONTROL),
        ("Tome", "Tome\u061c", Code.TRANSLATION_CONTROL),
        ("Vea", "Llame al 911. Vea", Code.TRANSLATION_MARKS),
    ],
)
def test_what_must_not_change_is_named_and_the_message_is_not_used(
    change: str, to: str, code: Code
) -> None:
    assert change in GOOD
    found = problems(DOSE, GOOD.replace(change, to))
    assert (code, Severity.ERROR) in found


def test_a_number_that_the_english_does_not_give_is_worth_reading() -> None:
    found = problems("Wait a while.", "Espere 6 semanas.")
    assert found == [(Code.TRANSLATION_NUMBER, Severity.WARNING)]


def test_a_number_word_may_become_a_digit() -> None:
    assert problems("About one in three people.", "Cerca de 1 de cada 3 personas.") == []


def test_a_label_that_does_not_fit_is_worth_reading() -> None:
    drawing = Drawing("", 100, 100, (Slot("l4", 14, 40, 1, False, 1),), frozenset())
    context = "figures/skin/label/l4"
    found = problems("L4 root", "La raíz nerviosa L4", context, skin=drawing)
    assert found == [(Code.TRANSLATION_LABEL, Severity.WARNING)]


def test_fuzzy_and_missing_messages_are_not_looked_at() -> None:
    entry = Entry("a/b/c", DOSE, "Nada.", True, "f.po", 1)
    empty = Entry("a/b/d", DOSE, "", False, "f.po", 2)
    catalog = Catalog("es", {"a/b/c": entry, "a/b/d": empty})
    messages = [Message("a/b/c", DOSE), Message("a/b/d", DOSE)]
    assert check(messages, catalog, {}).diagnostics == ()


def test_search_words_are_free() -> None:
    message = Message("a/b/aliases", "slipped disc\nL4 L5 disc", optional=True)
    entry = Entry(message.context, message.text, "disco corrido", False, "f.po", 1)
    assert check([message], Catalog("es", {entry.context: entry}), {}).diagnostics == ()


def test_numbers_are_folded_to_their_digits() -> None:
    assert numbers("L3/4, 1,000.5 mg, ٣٨ and ۳۸, 2–4") == ["3", "4", "10005", "38", "38", "2", "4"]
