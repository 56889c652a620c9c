"""The sheet in two languages: each line beside its own, both read aloud in order, signs first."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import SMALL
from tests.render.printing import image, kinds_of_tags, opened, spoken, tags, text
from tests.translation.pseudo import speak

from handouts import pipeline
from handouts.diagnostics import Code, ContentProblems
from handouts.document import nodes as n
from handouts.document.walk import find, plain, text_of
from handouts.governance.states import states
from handouts.render.pdf import Press, render_pdf
from handouts.render.sheet import Brand
from handouts.render.side_by_side import Pair, pair_name, pair_sheet
from handouts.site.expected import lines_in_both
from handouts.site.sheet_proof import prove_sheet
from handouts.translation.voices import Voice, every_voice

TODAY = date(2026, 1, 31)


def pair_in(folder: Path, language: str) -> tuple[Pair, tuple[str, ...]]:
    """The small library's sheet, and the danger signs of both languages."""
    speak(folder, language)
    given = pipeline.inputs(pipeline.Places(folder / "content"), TODAY)
    voices, _ = every_voice(given.library, given.drawings, folder / "content")
    source, voice = voices
    (document,) = voice.composition.side_by_side
    theirs, ours = (_state(given, each, document) for each in (voice, source))
    brand = Brand(voice.library.clinic, phrases=voice.phrases, note=("Who.", "Not reviewed."))
    pair = Pair(document, theirs, ours, brand, Brand(given.library.clinic))
    return pair, lines_in_both(voice.library, given.library, document)


def _state(given: pipeline.Inputs, voice: Voice, document: n.Document) -> Pair:
    found = states(voice.library, voice.composition, given.reviews, given.today)
    return found[document.handout]


@pytest.fixture(scope="module", params=["es", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, language: str, press: Press
) -> tuple[bytes, Pair, tuple[str, ...]]:
    """The sheet in two languages, printed once, with what it was printed from."""
    folder = tmp_path_factory.mktemp("pair") / "small"
    shutil.copytree(SMALL, folder)
    pair, signs = pair_in(folder, language)
    return render_pdf(press, pair_sheet(pair, "letter"), "sheet"), pair, signs


def _lines(pair: Pair) -> list[n.PairedLine]:
    return list(find(pair.document, n.PairedLine))


def test_page_one_shows_every_danger_sign_in_both_languages(
    made: tuple[bytes, Pair, tuple[str, ...]],
) -> None:
    data, _, signs = made
    assert len(signs) == len(set(signs)) == 10
    assert list(prove_sheet("sheet", data, signs)) == []


def test_a_danger_sign_that_is_lost_is_found(small: Path, language: str, press: Press) -> None:
    pair, signs = pair_in(small, language)
    payload = pair_sheet(pair, "a4")
    (document,) = payload["documents"]  # type: ignore[misc]
    groups = document["blocks"][1]["groups"]  # type: ignore[index,call-overload]
    for half in ("patient", "clinic"):
        lost = groups[0]["lines"][1]["words"][half]  # type: ignore[index,call-overload]
        kept = list(lost)  # type: ignore[arg-type]
        lost.clear()  # type: ignore[union-attr]
        data = render_pdf(press, payload, "sheet")
        found = list(prove_sheet("sheet", data, signs))
        assert [d.code for d in found] == [Code.VERIFY_DANGER_SIGNS], half
        lost.extend(kept)  # type: ignore[union-attr]


def test_lines_are_read_aloud_as_number_and_both_languages(
    made: tuple[bytes, Pair, tuple[str, ...]],
) -> None:
    data, pair, _ = made
    said = spoken(opened(data))
    at = 0
    for line in _lines(pair):
        wanted = f"{line.number} {plain(line.words.patient)} {plain(line.words.clinic)}"
        if "{" in wanted:
            continue
        at = said.index(wanted, at)


def test_each_half_is_tagged_in_its_language(
    made: tuple[bytes, Pair, tuple[str, ...]], language: str
) -> None:
    data, _, _ = made
    pdf = opened(data)
    assert str(pdf.Root.Lang) == language
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
    assert {"Table", "TH", "TD", "H1"} <= set(kinds_of_tags(pdf))
    assert "en" in {str(tag.Lang) for tag in tags(pdf) if "/Lang" in tag}


def test_it_says_the_state_of_both_halves_on_every_page(
    made: tuple[bytes, Pair, tuple[str, ...]],
) -> None:
    data, pair, _ = made
    for number in range(1, len(opened(data).pages) + 1):
        words = re.sub("[\u202a-\u202c]", "", text(data, page=number))
        assert pair.patient.version in words
        assert f"English · Version {pair.clinic.version} · Not yet clinically reviewed." in words


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_it_stands_across_either_paper(small: Path, press: Press, paper: str) -> None:
    pair, _ = pair_in(small, "es")
    data = render_pdf(press, pair_sheet(pair, "a4" if paper == "a4" else "letter"), "sheet")
    page = image(data, dpi=100)
    assert page.width > page.height
    across, down = (page.width - 263 / 25.4 * 100) / 2, (page.height - 190 / 25.4 * 100) / 2
    left, top, right, low = page.point(lambda grey: 255 * (grey < 250)).getbbox() or (0,) * 4
    edge = 3
    assert left >= across - edge and right <= page.width - across + edge
    assert top >= down - edge and low <= page.height - down + edge


def test_its_name_tells_both_languages(small: Path) -> None:
    pair, _ = pair_in(small, "ar")
    assert pair_name("elbow-pain", pair.document, "a4") == "elbow-pain-side-by-side-a4-ar-en.pdf"


def test_signs_too_long_for_page_one_say_how_much(small: Path, press: Press) -> None:
    pair, _ = pair_in(small, "es")
    long = text_of("many words that nobody has room for on one line of a sheet " * 12)
    blocks = tuple(
        replace(
            block,
            groups=tuple(
                replace(g, lines=tuple(replace(x, words=n.Both(long, long)) for x in g.lines))
                for g in block.groups
            ),
        )
        if isinstance(block, n.SideBySide)
        else block
        for block in pair.document.blocks
    )
    pair = replace(pair, document=replace(pair.document, blocks=blocks))
    with pytest.raises(ContentProblems) as caught:
        render_pdf(press, pair_sheet(pair, "letter"), "sheet")
    (problem,) = caught.value.diagnostics
    assert problem.code is Code.PRINT_OVERRUN
    assert re.search(r"danger signs are [\d.]+ lines too long for page one", problem.message)
