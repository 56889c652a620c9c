"""What becomes of a translation when its original changes or is withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html
from tests.translation.pseudo import change, speak

from handouts import pipeline
from handouts.cli import main

Run = Callable[..., str]
HANDOUT = "elbow-pain"
DAY = date(2026, 2, 1)
SENTENCE = "elbow-pain/index/intro/your-elbow-can-hurt-for-many"
WITHDRAWN = "This version was withdrawn. Do not use it any more."


@pytest.fixture
def run(small: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the small library, which also speaks Spanish."""
    speak(small, "es")
    monkeypatch.chdir(small)

    def go(*words: str) -> str:
        day = () if words[0] == "translate" else ("--today", DAY.isoformat())
        done = CliRunner(env={"COLUMNS": "200"}).invoke(main, [*words, *day])
        assert done.exit_code == 0, done.output
        return done.output

    return go


def sign(run: Run, language: str) -> None:
    role = "therapist" if language == "en" else "certified translator"
    run("review", "sign", HANDOUT, "--language", language, "--by", "Ada Test", "--role", role)


def row(run: Run, language: str) -> str:
    told = run("review", "status")
    return next(x for x in told.splitlines() if HANDOUT in x and f" {language} " in x)


def test_a_confirmed_change_needs_the_signatures_of_both_again(run: Run, small: Path) -> None:
    sign(run, "en")
    sign(run, "es")
    assert "signed, current" in row(run, "es")
    change(small, "elbow-pain/index.md", "for many reasons.", "for many reasons!")
    run("translate", "update", "es")
    run("translate", "confirm", "es", SENTENCE, "--by", "Ana Ejemplo")
    assert "its original was changed since it was signed" in row(run, "es")
    sign(run, "en")
    assert "its original was changed since it was signed" in row(run, "es")
    shown = run("review", "show", HANDOUT, "--language", "es")
    assert "Unchanged since Ada Test signed it" in shown
    assert "Its original was changed since: the translation must be signed again." in shown
    assert "[-reasons.-] {+reasons!+}" in shown
    sign(run, "es")
    assert "signed, current" in row(run, "es")
    assert "was changed since" not in run("review", "show", HANDOUT, "--language", "es")


def page(site: Path, path: str) -> html.HtmlElement:
    return html.document_fromstring((site / path / "index.html").read_bytes())


@pytest.mark.parametrize("signed", ["en", "en es"])
def test_what_is_withdrawn_is_offered_in_no_language(run: Run, small: Path, signed: str) -> None:
    for language in signed.split():
        sign(run, language)
    (record,) = (small / "content/reviews" / HANDOUT).glob("en-*.yml")
    with record.open("a", encoding="utf-8") as file:
        file.write("withdrawn_on: 2026-01-31\nwithdrawn_because: A wrong number.\n")
    places = pipeline.Places(small / "content", small / "docs", small / "build", small / "site")
    pipeline.build(places, DAY)
    assert list(places.site.rglob("*.pdf")) == []
    for path in ("rest", "es/rest", "print", "es/print"):
        shown = page(places.site, path)
        spanish = path.startswith("es/")
        assert (WITHDRAWN in shown.text_content()) == (not spanish), path
        assert ("thís vérsíón" in shown.text_content().casefold()) == spanish, path
        assert shown.xpath("//p[@data-record]") == []
        assert shown.xpath("//main//a[contains(@href, '.pdf')]") == []
    versions = list(places.site.glob("**/v/*/index.html"))
    assert len(versions) == len(signed.split())
    for version in versions:
        (key,) = html.document_fromstring(version.read_bytes()).xpath("//p[@class='ho-key-point']")
        assert any(word in key.text_content() for word in ("withdrawn", "wíthdráwn"))
    assert "draft" in row(run, "es") and "withdrawn" in row(run, "es")
    done = CliRunner().invoke(main, ["pdf", HANDOUT, "--language", "es", "--out", "out"])
    assert done.exit_code == 0 and "Do not hand it out: it was withdrawn." in done.output
