"""What a stranger may put into a clinic's file or a text: printed as it is, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.render.printing import FINGERPRINT, Shop, opened, text, with_blocks

from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.document import nodes as n
from handouts.document.codec import encode
from handouts.document.walk import text_of
from handouts.figures.logo import Logo
from handouts.governance.publication import Draft
from handouts.render.fonts import FontError
from handouts.render.pdf import Press, render_pdf
from handouts.render.print_one import print_file
from handouts.render.sheet import Brand, Variant, sheet

STRANGE = r'#panic("x") $x$ *a* _b_ <label> @ref \ // "q" `c` {{ d }} %e% ~'


def printed(press: Press, at: Shop, brand: Brand, variant: Variant | None = None) -> bytes:
    return print_file(press, at.draft, brand, at.drawings, variant or Variant()).data


def refused(
    press: Press, at: Shop, brand: Brand, variant: Variant | None = None
) -> list[Diagnostic]:
    with pytest.raises(ContentProblems) as found:
        print_file(press, at.draft, brand, at.drawings, variant or Variant())
    return list(found.value.diagnostics)


def test_clinic_name_with_marks_is_printed_as_it_is(press: Press, paper_shop: Shop) -> None:
    brand = paper_shop.with_clinic(name=STRANGE, footer=STRANGE, hours=(STRANGE,))
    words = text(printed(press, paper_shop, brand))
    assert words.count(STRANGE) == 3


def test_text_with_marks_is_printed_as_it_is(press: Press, paper_shop: Shop) -> None:
    block = n.Paragraph("strange", text_of(STRANGE))
    publication = with_blocks(paper_shop.draft, "sheet", block)
    made = print_file(press, publication, paper_shop.brand, paper_shop.drawings, Variant()).data
    assert STRANGE in text(made)


def test_right_to_left_name_stays_whole_in_a_left_to_right_sheet(
    press: Press, paper_shop: Shop
) -> None:
    brand = paper_shop.with_clinic(name="عيادة الأمل 12")
    made = printed(press, paper_shop, brand)
    assert "12" in text(made) and len(opened(made).pages) == 1


def test_long_name_breaks_over_lines_and_stays_on_the_page(press: Press, paper_shop: Shop) -> None:
    name = "North Valley Orthopedic, Spine, Pain and Rehabilitation Center of Anytown, Inc."
    made = printed(press, paper_shop, paper_shop.with_clinic(name=name))
    assert name in text(made) and len(opened(made).pages) == 1


def test_character_without_a_font_is_named_with_its_text(press: Press, paper_shop: Shop) -> None:
    (problem,) = [
        d
        for d in refused(press, paper_shop, paper_shop.with_clinic(name="Happy 😀 Clinic"))
        if "(clinic)" in d.message
    ]
    assert problem.code is Code.PRINT_CHARACTER
    assert "😀 (U+1F600)" in problem.message and "Happy 😀 Clinic" in problem.message


def test_character_without_a_font_in_a_drawing_is_found_too(press: Press, paper_shop: Shop) -> None:
    figure = next(
        b
        for d in paper_shop.handout.documents
        if d.kind == "summary"
        for b in d.blocks
        if isinstance(b, n.Figure)
    )
    strange = replace(figure, key="strange", labels=(n.Label("nerve", "神経"),))
    publication = with_blocks(paper_shop.draft, "sheet", strange)
    with pytest.raises(ContentProblems) as found:
        print_file(press, publication, paper_shop.brand, paper_shop.drawings, Variant())
    assert "神 (U+795E)" in str(found.value) and "page sheet" in str(found.value)


def test_too_many_words_are_refused_and_never_made_smaller(press: Press, paper_shop: Shop) -> None:
    words = text_of("One sign is enough to call and to ask for help. " * 80)
    publication = with_blocks(paper_shop.draft, "sheet", n.Paragraph("long", words))
    with pytest.raises(ContentProblems) as found:
        print_file(press, publication, paper_shop.brand, paper_shop.drawings, Variant())
    (problem,) = found.value.diagnostics
    assert problem.code is Code.PRINT_OVERRUN
    assert "lines too long for one page" in problem.message
    assert "words" in problem.hint


@pytest.mark.parametrize("edition", ["summary", "full"])
def test_danger_signs_too_long_for_page_one_are_refused(
    press: Press, paper_shop: Shop, edition: str
) -> None:
    publication = _with_signs(paper_shop, 40)
    variant = Variant("full" if edition == "full" else "summary", size="large")
    with pytest.raises(ContentProblems) as found:
        print_file(press, publication, paper_shop.brand, paper_shop.drawings, variant)
    (problem,) = found.value.diagnostics
    assert problem.code is Code.PRINT_OVERRUN and "page one" in problem.message


def test_many_danger_signs_stay_whole_on_page_one(press: Press, paper_shop: Shop) -> None:
    publication = _with_signs(paper_shop, 12)
    made = print_file(
        press, publication, paper_shop.brand, paper_shop.drawings, Variant("full")
    ).data
    front = text(made, page=1)
    assert all(f"Sign {number} that needs help" in front for number in range(12))


def _with_signs(at: Shop, many: int) -> Draft:
    def more(block: n.Block) -> n.Block:
        if not isinstance(block, n.DangerSigns) or any(c.detailed for c in block.cards):
            return block
        signs = tuple(
            n.Sign(f"sign-{i}", "bone", text_of(f"Sign {i} that needs help"), ())
            for i in range(many)
        )
        cards = tuple(replace(card, signs=signs) for card in block.cards)
        return replace(block, cards=cards)

    documents = tuple(
        replace(d, blocks=tuple(more(b) for b in d.blocks)) for d in at.handout.documents
    )
    return Draft(replace(at.handout, documents=documents), FINGERPRINT)


def test_unknown_kind_of_block_stops_the_print(press: Press, paper_shop: Shop) -> None:
    payload = sheet(paper_shop.draft, paper_shop.brand, paper_shop.drawings, Variant("full"))
    novelty = {**_object(encode(n.Paragraph("key", ()))), "type": "Novelty"}
    documents = payload["documents"]
    assert isinstance(documents, list) and isinstance(documents[0], dict)
    documents[0]["blocks"] = [novelty]
    with pytest.raises(ContentProblems) as found:
        render_pdf(press, payload, "a.pdf")
    (problem,) = found.value.diagnostics
    assert problem.code is Code.PRINT_FAILED and "Novelty" in problem.message


def _object(value: object) -> Mapping[str, object]:
    assert isinstance(value, dict)
    return value


def test_no_clinic_s_words_reach_another_s_sheet(press: Press, paper_shop: Shop) -> None:
    first = paper_shop.with_clinic(name="First Clinic", footer="First footer.")
    first_again = printed(press, paper_shop, first)
    second = printed(press, paper_shop, paper_shop.brand)
    assert "First" not in text(second)
    assert b"First Clinic" not in second
    assert printed(press, paper_shop, first) == first_again


def test_logo_stands_in_the_head_and_is_passed_over_by_readers(
    press: Press, paper_shop: Shop
) -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20z"/></svg>'
    )
    plain = printed(press, paper_shop, paper_shop.brand)
    made = printed(press, paper_shop, replace(paper_shop.brand, logo=Logo("svg", drawing, 2.0)))
    assert made != plain and text(made) == text(plain)


def test_address_with_a_path_and_a_language(press: Press, paper_shop: Shop) -> None:
    brand = replace(paper_shop.brand, language_root="es")
    assert "small.example/handouts/es/sheet" in text(printed(press, paper_shop, brand))


def test_phone_that_a_text_needs_is_never_left_blank(press: Press, paper_shop: Shop) -> None:
    # content.checks says so first, with file and line.
    brand = paper_shop.with_clinic(after_hours=None)
    (problem,) = refused(press, paper_shop, brand, Variant("full"))
    assert problem.code is Code.PRINT_FAILED and "after_hours_phone" in problem.message


def test_own_font_folder_must_be_there_and_hold_fonts(tmp_path: Path) -> None:
    with pytest.raises(FontError, match="is not there"):
        Press(tmp_path / "fonts")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(FontError, match=r"broken\.ttf is not a font"):
        Press(tmp_path)
