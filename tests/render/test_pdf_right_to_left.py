"""Sheets in a right-to-left language: the page is mirrored, drawings and numbers are not."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from tests.render.printing import FINGERPRINT, Shop, image, opened, spoken

from handouts.document import nodes as n
from handouts.governance.publication import Draft
from handouts.render.pdf import Press
from handouts.render.print_one import print_file
from handouts.render.right_to_left import turn_words
from handouts.render.sheet import Variant

SENTENCE = "هذا نص عربي طويل لأجل رقم 38 وكلمات أخرى"


def arabic(node: Any) -> Any:
    """The node with every text in Arabic."""
    if isinstance(node, tuple):
        return tuple(arabic(child) for child in node)
    if isinstance(node, n.Text):
        return n.Text(SENTENCE)
    if is_dataclass(node) and not isinstance(node, type):
        changed = {f.name: arabic(getattr(node, f.name)) for f in fields(node)}
        return replace(node, **changed)
    return node


@pytest.fixture(scope="module")
def draft(paper_shop: Shop) -> Draft:
    documents = tuple(
        replace(arabic(d), language="ar", title="ألم المرفق") for d in paper_shop.handout.documents
    )
    return Draft(replace(paper_shop.handout, documents=documents, title="ألم المرفق"), FINGERPRINT)


@pytest.mark.parametrize("edition", ["summary", "full"])
def test_words_are_read_aloud_in_order(
    press: Press, paper_shop: Shop, draft: Draft, edition: str
) -> None:
    variant = Variant("full" if edition == "full" else "summary")
    made = print_file(press, draft, paper_shop.brand, paper_shop.drawings, variant).data
    pdf = opened(made)
    said = spoken(pdf)
    assert "ألم المرفق" in said
    assert SENTENCE in said.replace("  ", " ")
    assert str(pdf.Root.Lang) == "ar"
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"


def test_phone_is_read_from_left_to_right(press: Press, paper_shop: Shop, draft: Draft) -> None:
    made = print_file(press, draft, paper_shop.brand, paper_shop.drawings, Variant()).data
    assert "(555) 555-0110" in spoken(opened(made))


def test_turning_words_moves_nothing_on_paper(press: Press, paper_shop: Shop, draft: Draft) -> None:
    made = print_file(press, draft, paper_shop.brand, paper_shop.drawings, Variant()).data
    with opened(made) as pdf:
        turn_words(pdf)
        written = io.BytesIO()
        pdf.save(written)
    back = written.getvalue()
    assert image(back).tobytes() == image(made).tobytes()
    assert print_file(press, draft, paper_shop.brand, paper_shop.drawings, Variant()).data == made


def test_right_to_left_name_in_a_left_to_right_sheet(press: Press, paper_shop: Shop) -> None:
    brand = paper_shop.with_clinic(name="عيادة الأمل الجديدة")
    made = print_file(press, paper_shop.draft, brand, paper_shop.drawings, Variant()).data
    assert "عيادة الأمل الجديدة" in spoken(opened(made))
