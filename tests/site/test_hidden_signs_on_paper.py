"""Attempts to lose a danger sign on paper. The proof of a sheet must find each."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from tests.conftest import ROOT
from tests.render.printing import Shop, shop

from handouts.diagnostics import Code, Diagnostic
from handouts.render.pdf import Press
from handouts.render.print_one import print_file
from handouts.render.sheet import Variant
from handouts.site.expected import as_shown, brief_lines
from handouts.site.sheet_proof import prove_sheet

TEMPLATES = ROOT / "generator/handouts/render/templates"
DANGER = "danger.typ"
ITEM = "words(sign.content)"  # first in the short form of a sign


def item(words: str) -> tuple[str, str]:
    return ITEM, words


COVER = "box({ words(sign.content)\n place(top, rect(width: 120pt, height: 1.2em, fill: %s)) })"

SHEETS: Mapping[str, tuple[str, str]] = {
    "leaves the words out": item("[]"),
    "hides them": item("hide(words(sign.content))"),
    "prints white on white": item("text(fill: white, words(sign.content))"),
    "prints pale": item("text(fill: luma(85%), words(sign.content))"),
    "prints in tiny letters": item("text(size: 5pt, words(sign.content))"),
    "shrinks them": item("scale(30%, reflow: true, words(sign.content))"),
    "puts them off the paper": item("place(dx: 2000pt, words(sign.content))"),
    "puts them below the frame": item("place(dy: 400pt, words(sign.content))"),
    "covers them": item(COVER % "white"),
    "covers them with black": item(COVER % "black"),
    "cuts them off": item("block(height: 1pt, clip: true, words(sign.content))"),
    "leaves the last sign out": (
        "list(..card.signs.map(sign-item))",
        "list(..card.signs.slice(0, -1).map(sign-item))",
    ),
    "leaves the frame out": ("stroke: levels.at(card.level).border, radius: 2pt, ", ""),
    "leaves three sides of the frame out": (
        "stroke: levels.at(card.level).border, radius: 2pt, ",
        "stroke: (left: levels.at(card.level).border), ",
    ),
    "prints the frame too pale": (
        "stroke: levels.at(card.level).border, radius: 2pt, ",
        "stroke: 1pt + luma(90%), radius: 2pt, ",
    ),
    "leaves out what to do": ("words(card.action)", "[]"),
}

VARIANTS = (Variant("summary", "letter", "standard"), Variant("full", "a4", "large"))


@pytest.fixture(scope="module")
def paper() -> Shop:
    return shop()


def proof(paper: Shop, variant: Variant) -> list[Diagnostic]:
    signs = paper.library.main.danger_signs
    lines = [as_shown(paper.library, line) for line in brief_lines(signs)]
    with Press() as press:
        made = print_file(press, paper.draft, paper.brand, paper.drawings, variant)
    return list(prove_sheet(made.path, made.data, lines))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda v: f"{v.edition}-{v.size}")
def test_a_sheet_as_it_is_shows_every_sign(paper: Shop, variant: Variant) -> None:
    assert proof(paper, variant) == []


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda v: f"{v.edition}-{v.size}")
@pytest.mark.parametrize("who", SHEETS)
def test_a_sheets_template_that(
    paper: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str, variant: Variant
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    before, after = SHEETS[who]
    template = (templates / DANGER).read_text(encoding="utf-8")
    assert before in template
    (templates / DANGER).write_text(template.replace(before, after, 1), encoding="utf-8")
    monkeypatch.setattr("handouts.render.pdf.files", lambda package: tmp_path)
    found = proof(paper, variant)
    assert {d.code for d in found} == {Code.VERIFY_DANGER_SIGNS}


def test_signs_on_page_two_are_not_on_page_one(paper: Shop) -> None:
    signs = paper.library.main.danger_signs
    lines = [as_shown(paper.library, line) for line in brief_lines(signs)]
    with Press() as press:
        made = print_file(press, paper.draft, paper.brand, paper.drawings, VARIANTS[1])
    document = pypdfium2.PdfDocument(made.data)
    other = pypdfium2.PdfDocument.new()
    other.import_pages(document, [1, 0])
    turned = io.BytesIO()
    other.save(turned)
    found = list(prove_sheet("turned.pdf", turned.getvalue(), lines))
    assert {d.code for d in found} == {Code.VERIFY_DANGER_SIGNS}
