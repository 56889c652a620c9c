"""Printed files for readers by ear, by large letters and from a photocopy."""

from __future__ import annotations

import itertools
import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

import pikepdf
import pytest
from tests.render.printing import (
    Shop,
    brief_signs,
    image,
    kinds_of_tags,
    opened,
    spoken,
    tags,
    text,
    text_lines,
)

from handouts.content.colours import contrast
from handouts.document import nodes as n
from handouts.render.print_files import VARIANTS
from handouts.render.sheet import Size, Variant

every_variant = pytest.mark.parametrize(
    "variant", VARIANTS, ids=lambda v: f"{v.edition}-{v.paper}-{v.size}"
)


@every_variant
def test_sheet_claims_pdf_ua_and_names_its_title_and_language(
    sheets: Mapping[Variant, bytes], variant: Variant
) -> None:
    pdf = opened(sheets[variant])
    short = (variant.edition, variant.size) == ("summary", "standard")
    title = "Elbow pain in short" if short else "Elbow pain"
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == title
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.Root.Lang) == "en"


@every_variant
def test_headings_start_at_one_and_skip_no_level(
    sheets: Mapping[Variant, bytes], variant: Variant
) -> None:
    found = kinds_of_tags(opened(sheets[variant]))
    levels = [int(kind[1]) for kind in found if re.fullmatch(r"H[1-6]", kind)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@every_variant
def test_drawings_have_words_and_tables_have_heads(
    sheets: Mapping[Variant, bytes], variant: Variant
) -> None:
    pdf = opened(sheets[variant])
    drawings = [tag for tag in tags(pdf) if tag.S == "/Figure"]
    assert drawings
    assert all(len(str(tag.Alt)) > 10 for tag in drawings)
    found = kinds_of_tags(pdf)
    assert found.count("L") >= 5
    if variant.edition == "full":
        assert found.count("TH") >= found.count("Table") > 0


@every_variant
def test_all_fonts_are_firago_and_embedded(
    sheets: Mapping[Variant, bytes], variant: Variant
) -> None:
    pdf = opened(sheets[variant])
    fonts = [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    for font in fonts:
        assert "FiraGO" in str(font.FontName)
        assert "/FontFile2" in font or "/FontFile3" in font


@every_variant
def test_readers_by_ear_hear_everything_in_order(
    sheets: Mapping[Variant, bytes], variant: Variant, paper_shop: Shop
) -> None:
    said = spoken(opened(sheets[variant]))
    danger = list(brief_signs(paper_shop))
    places = [said.index(words) for words in ("Small Clinic", "Not yet", "Get help now", *danger)]
    assert places == sorted(places)


@pytest.mark.parametrize("size", ["standard", "large"])
def test_first_cell_of_every_row_is_its_header(sheets: Mapping[Variant, bytes], size: Size) -> None:
    pdf = opened(sheets[Variant("full", size=size)])
    rows = [tag for tag in tags(pdf) if tag.S == "/TR"]
    assert len(rows) > 5
    scopes = []
    for row in rows:
        cells = [cell for cell in row.K if cell.get("/S") in ("/TH", "/TD")]
        assert cells[0].S == "/TH"
        scopes += [str(part.Scope) for part in cells[0].A if "/Scope" in part]
    assert set(scopes) == {"/Column", "/Row"}


@pytest.mark.parametrize("size", ["standard", "large"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    sheets: Mapping[Variant, bytes], size: Size
) -> None:
    made = sheets[Variant("full", size=size)]
    pdf = opened(made)
    with pdf.open_outline() as outline:
        headings = {str(item.title) for item in _all(outline.root)}
    assert "Tennis elbow" in headings
    for page in range(1, len(pdf.pages) + 1):
        lines = [line for line in text_lines(made, page) if line]
        foot = max(at for at, line in enumerate(lines) if line.startswith("Elbow pain ·"))
        assert foot == 0 or lines[foot - 1] not in headings, (page, lines[foot - 1])


@pytest.mark.parametrize("size", ["standard", "large"])
def test_a_drawing_is_printed_once_and_named_after_that(
    sheets: Mapping[Variant, bytes], size: Size
) -> None:
    pdf = opened(sheets[Variant("full", size=size)])
    told = [str(tag.Alt) for tag in tags(pdf) if tag.S == "/Figure"]
    assert told and len(told) == len(set(told))
    words = text(sheets[Variant("full", size=size)])
    assert re.search(r"The nerve at the elbow \(page \d+\)", words)


def _all(items: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _all(item.children)


def test_full_handout_has_bookmarks(sheets: Mapping[Variant, bytes]) -> None:
    with opened(sheets[Variant("full")]).open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Elbow pain"
        assert "Tennis elbow" in [child.title for child in top.children]


@every_variant
def test_words_are_as_large_as_promised(sheets: Mapping[Variant, bytes], variant: Variant) -> None:
    least = {"summary": 12, "full": 14}[variant.edition] if variant.size == "standard" else 18
    pdf = opened(sheets[variant])
    # The labels of the drawing are sized in its own units.
    sizes = _sizes(pdf.pages[0]) - {16.0}
    # The footer and the list of sources are small print.
    small = {12.0} if variant.size == "large" else {9.0}
    assert all(size >= least for size in sizes - small), sizes
    assert least in sizes


@every_variant
def test_every_colour_of_words_is_dark_in_grey(
    sheets: Mapping[Variant, bytes], variant: Variant
) -> None:
    pdf = opened(sheets[variant])
    for page in pdf.pages:
        for colour in _colours_of_words(page):
            assert colour == "#FFFFFF" or contrast(colour, "#FFFFFF") >= 4.5
    # White words stand on the urgent band alone.
    assert contrast("#8C1810", "#FFFFFF") >= 7


def test_photocopy_in_pure_black_and_white_keeps_the_frames_and_the_words(
    sheets: Mapping[Variant, bytes],
) -> None:
    grey = image(sheets[Variant()], dpi=150)
    middle = grey.crop((150, 150, grey.width - 150, grey.height // 3))
    shades = middle.histogram()
    dark, light = sum(shades[:100]), sum(shades[200:])
    # What is neither dark nor light is only the edge of letters and the brand's title.
    assert sum(shades) - dark - light < 0.04 * sum(shades)


def test_templates_know_every_kind_of_block() -> None:
    template = (files("handouts.render") / "templates/blocks.typ").read_text("utf-8")
    known = set(re.findall(r"^  ([A-Z]\w+): \(node", template, re.MULTILINE)) | {"Section"}
    assert known == {kind.__name__ for kind in typing.get_args(n.Block)}


def test_templates_know_every_kind_of_inline() -> None:
    template = (files("handouts.render") / "templates/kit.typ").read_text("utf-8")
    known = set(re.findall(r'kind == "(\w+)"', template))
    assert known == {kind.__name__ for kind in typing.get_args(n.Inline)}


# --- reading a page's content ----------------------------------------------


def _sizes(page: pikepdf.Page) -> set[float]:
    """Font sizes of the words, without the labels of drawings."""
    found = set()
    for operation in pikepdf.parse_content_stream(page):
        if str(operation.operator) == "Tf":
            found.add(round(float(operation.operands[1]), 1))
    return found


def _colours_of_words(page: pikepdf.Page) -> set[str]:
    found, colour = set(), "#000000"
    for operation in pikepdf.parse_content_stream(page):
        name = str(operation.operator)
        if name in ("scn", "sc", "rg") and len(operation.operands) == 3:
            parts = [round(float(part) * 255) for part in operation.operands]
            colour = "#" + "".join(f"{part:02X}" for part in parts)
        elif name in ("Tj", "TJ"):
            found.add(colour)
    return found
