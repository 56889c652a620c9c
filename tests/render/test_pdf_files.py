"""The printed files: their names, paper, pages, footers and codes."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

import pytest
import zxingcpp
from tests.render.printing import MM, Shop, brief_signs, image, opened, text

from handouts.render.pdf import Press
from handouts.render.print_files import VARIANTS, print_name
from handouts.render.print_one import print_file
from handouts.render.sheet import Variant

POINTS = {"a4": (595.276, 841.89), "letter": (612.0, 792.0)}
every_variant = pytest.mark.parametrize(
    "variant", VARIANTS, ids=lambda v: f"{v.edition}-{v.paper}-{v.size}"
)


def test_eight_files_with_stable_names(sheets: Mapping[Variant, bytes], paper_shop: Shop) -> None:
    assert sorted(print_name(paper_shop.draft, variant) for variant in sheets) == [
        "elbow-pain-full-a4-en.pdf",
        "elbow-pain-full-a4-large-print-en.pdf",
        "elbow-pain-full-letter-en.pdf",
        "elbow-pain-full-letter-large-print-en.pdf",
        "elbow-pain-summary-a4-en.pdf",
        "elbow-pain-summary-a4-large-print-en.pdf",
        "elbow-pain-summary-letter-en.pdf",
        "elbow-pain-summary-letter-large-print-en.pdf",
    ]


def test_same_inputs_give_same_bytes(sheets: Mapping[Variant, bytes], paper_shop: Shop) -> None:
    with Press() as another:
        for variant, data in sheets.items():
            again = print_file(
                another, paper_shop.draft, paper_shop.brand, paper_shop.drawings, variant
            )
            assert again.data == data


@every_variant
def test_paper_has_its_size(sheets: Mapping[Variant, bytes], variant: Variant) -> None:
    pdf = opened(sheets[variant])
    for page in pdf.pages:
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        assert (width, height) == pytest.approx(POINTS[variant.paper], abs=0.1)


def test_summary_is_one_page_and_in_large_print_one_sheet(
    sheets: Mapping[Variant, bytes],
) -> None:
    for variant, data in sheets.items():
        pages = len(opened(data).pages)
        if variant.edition == "summary":
            assert pages == 1 if variant.size == "standard" else pages <= 2


def test_large_print_has_no_title_that_says_one_page(press: Press, paper_shop: Shop) -> None:
    draft = paper_shop.draft
    documents = tuple(
        replace(d, title="Elbow pain, on one page") if d.kind == "summary" else d
        for d in draft.handout.documents
    )
    draft = replace(draft, handout=replace(draft.handout, documents=documents))
    for size, there in (("standard", True), ("large", False)):
        variant = Variant(size=size)
        made = print_file(press, draft, paper_shop.brand, paper_shop.drawings, variant).data
        pages = len(opened(made).pages)
        said = " ".join(text(made, page=number) for number in range(1, pages + 1))
        assert ("on one page" in said) == there
        assert pages == 1 or not there
        with opened(made) as pdf:
            title = str(pdf.docinfo["/Title"])
        assert title == ("Elbow pain, on one page" if there else draft.handout.short_title)


@every_variant
def test_nothing_stands_outside_what_a4_and_letter_share(
    sheets: Mapping[Variant, bytes], variant: Variant
) -> None:
    page = image(sheets[variant], dpi=100)
    across, down = (page.width - 190 / 25.4 * 100) / 2, (page.height - 263 / 25.4 * 100) / 2
    left, top, right, bottom = page.point(lambda grey: 255 * (grey < 250)).getbbox() or (0,) * 4
    edge = 4  # pixels: half a frame's line, the tips of letters
    assert min(left, top, page.width - right, page.height - bottom) >= 30  # 0.3 inch
    assert left >= across - edge and right <= page.width - across + edge
    assert top >= down - edge and bottom <= page.height - down + edge


@every_variant
def test_every_danger_sign_is_on_page_one(
    sheets: Mapping[Variant, bytes], variant: Variant, paper_shop: Shop
) -> None:
    front = text(sheets[variant], page=1)
    for sign in brief_signs(paper_shop):
        assert sign in front
    clinic = paper_shop.library.clinic
    assert clinic.emergency_number in front and clinic.phone.number in front


@every_variant
def test_every_page_says_what_it_is(sheets: Mapping[Variant, bytes], variant: Variant) -> None:
    data = sheets[variant]
    pages = len(opened(data).pages)
    for number in range(1, pages + 1):
        words = text(data, page=number)
        for wanted in (
            "English",
            "Version 0123abcd",
            "Not yet clinically reviewed",
            f"Page {number} of {pages}",
            "small.example/handouts",
        ):
            assert wanted in words


@every_variant
def test_every_code_leads_to_the_same_page_online(
    sheets: Mapping[Variant, bytes], variant: Variant
) -> None:
    page = "sheet/" if variant.edition == "summary" else ""
    for number in {1, len(opened(sheets[variant]).pages)}:
        found = zxingcpp.read_barcodes(image(sheets[variant], number, dpi=110))
        assert [code.text for code in found] == [f"https://small.example/handouts/{page}"]
        assert found[0].ec_level in ("M", "Q", "H")


def test_code_is_20_mm_wide_with_four_modules_of_white(
    sheets: Mapping[Variant, bytes],
) -> None:
    dpi = 300
    page = image(sheets[Variant()], dpi=dpi)
    (found,) = zxingcpp.read_barcodes(page)
    place = found.position
    wide = place.top_right.x - place.top_left.x
    assert wide / dpi * 25.4 == pytest.approx(20, abs=0.4)
    quiet = round(wide / 29 * 4) - 3
    left, top, right, bottom = (
        place.top_left.x, place.top_left.y, place.bottom_right.x, place.bottom_right.y,
    )  # fmt: skip
    around = page.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    inside = (quiet - 3, quiet - 3, around.width - quiet + 3, around.height - quiet + 3)
    around.paste(255, inside)
    assert (around.getextrema())[0] > 250


def test_signed_sheet_says_who_when_and_until_when(press: Press, paper_shop: Shop) -> None:
    for variant in (Variant(), Variant(size="large"), Variant("full")):
        made = print_file(press, paper_shop.cleared, paper_shop.brand, paper_shop.drawings, variant)
        for number in range(1, len(opened(made.data).pages) + 1):
            words = text(made.data, page=number)
            role = "" if variant.size == "large" else " Physician,"
            assert f"Reviewed by Ada Example,{role} Mar 1, 2026." in words
            assert "Do not hand out after Mar 1, 2028." in words
            assert "Not yet" not in words


@pytest.mark.parametrize("size", ["standard", "large"])
def test_signing_with_a_long_name_makes_no_sheet_too_long(
    press: Press, paper_shop: Shop, size: str
) -> None:
    signed = replace(
        paper_shop.cleared,
        reviewer="Alexandra Montgomery-Fitzgerald, MD, PhD",
        role="Physical Medicine and Rehabilitation",
    )
    variant = Variant(size="large" if size == "large" else "standard")
    made = print_file(press, signed, paper_shop.brand, paper_shop.drawings, variant)
    assert "Montgomery-Fitzgerald" in text(made.data)


def test_summary_reads_in_order(sheets: Mapping[Variant, bytes]) -> None:
    for size, title in (("standard", "Elbow pain in short"), ("large", "Elbow pain")):
        words = text(sheets[Variant(size=size)])
        wanted = [
            "Small Clinic", title, "Get help now", "Get help today",
            "Key points", "What to do", "Questions to ask", "What we talked about",
            "My next visit", "Signature", "Sources",
        ]  # fmt: skip
        places = [words.index(each) for each in wanted]
        assert places == sorted(places)


def test_full_handout_holds_every_page(sheets: Mapping[Variant, bytes], paper_shop: Shop) -> None:
    words = text(sheets[Variant("full")])
    for document in paper_shop.handout.documents:
        assert document.title in words


def test_lines_to_write_on_are_8_mm_apart_or_more(sheets: Mapping[Variant, bytes]) -> None:
    page = image(sheets[Variant()], dpi=100)
    place = page.width * 3 // 4  # the lines stand beside the drawing
    middle = page.crop((place - 20, 0, place + 20, page.height))
    rows = [y for y in range(middle.height) if max(middle.crop((0, y, 40, y + 1)).tobytes()) < 140]
    ruled = [y for y in rows if y - 1 not in rows][-5:]
    gaps = [b - a for a, b in itertools.pairwise(ruled) if b - a < 60]
    assert gaps and min(gaps) >= 8 * MM / 72 * 100 - 2
