"""Review in every language: a translation has its own record, and needs its original's."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
import zxingcpp
from click.testing import CliRunner, Result
from lxml import html
from tests.conftest import SMALL
from tests.render.printing import image, text
from tests.translation.pseudo import change, speak

from handouts.cli import main

Run = Callable[..., Result]
DAY = "2026-02-01"
HANDOUT = "elbow-pain"
TRANSLATOR = ("--by", "Ana Ejemplo", "--role", "certified translator")
CLINICIAN = ("--by", "Ada Test", "--role", "therapist")


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library of a clinic that exists, in two more languages."""
    folder = tmp_path_factory.mktemp("unsigned") / "small"
    shutil.copytree(SMALL, folder)
    speak(folder, "es", "ar")
    clinic = folder / "content/clinic.yml"
    clinic.write_text(clinic.read_text().replace("example: true\n", ""))
    return folder


@pytest.fixture
def small(unsigned: Path, tmp_path: Path) -> Path:
    """A copy of it, to sign and to change."""
    return Path(shutil.copytree(unsigned, tmp_path / "small"))


@pytest.fixture
def run(small: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in that copy."""
    monkeypatch.chdir(small)
    return go


@pytest.fixture(scope="module")
def released(unsigned: Path) -> Path:
    """A release of it, signed in every language, to read."""
    folder = Path(shutil.copytree(unsigned, unsigned.with_name("released")))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        sign_everything(go)
        done = go("build", "--release")
    assert done.exit_code == 0, done.output
    return folder


def go(*words: str, today: str = DAY) -> Result:
    found = CliRunner(env={"COLUMNS": "200"}).invoke(main, [*words, "--today", today])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found


def sign(run: Run, language: str, name: str = HANDOUT) -> None:
    who = CLINICIAN if language == "en" else TRANSLATOR
    done = run("review", "sign", name, "--language", language, *who)
    assert done.exit_code == 0, done.output


def sign_everything(run: Run) -> None:
    for language in ("en", "es", "ar"):
        for name in (HANDOUT, "notices"):
            sign(run, language, name)


def record_of(small: Path, language: str) -> Path:
    (found,) = (small / "content/reviews" / HANDOUT).glob(f"{language}-*.yml")
    return found


def row(output: str, language: str) -> str:
    return next(x for x in output.splitlines() if HANDOUT in x and f" {language} " in x)


@pytest.mark.parametrize("language", ["es", "ar"])
def test_a_record_says_who_translated_and_who_reviewed_exactly_which_text(
    run: Run, small: Path, language: str
) -> None:
    sign(run, "en")
    sign(run, language)
    file = record_of(small, language)
    said = yaml.safe_load(file.read_text())
    signed = file.with_suffix(".txt").read_bytes()
    assert said["fingerprint"] == hashlib.sha256(signed).hexdigest()
    assert f"language: {language}\n".encode() in signed
    assert (said["reviewer"], said["role"]) == ("Ana Ejemplo", "certified translator")
    assert said["signed_on"] == DAY and said["review_due"] > DAY
    assert said["translated_by"]
    assert said["translates"] == yaml.safe_load(record_of(small, "en").read_text())["fingerprint"]


def test_the_original_s_record_names_no_translator(run: Run, small: Path) -> None:
    sign(run, "en")
    assert not {"translated_by", "translates"} & set(
        yaml.safe_load(record_of(small, "en").read_text())
    )


def test_status_tells_each_handout_in_each_language(run: Run, small: Path) -> None:
    sign(run, "es")
    told = run("review", "status").output
    assert "never signed" in row(told, "en") and "never signed" in row(told, "ar")
    assert "its original is not signed" in row(told, "es")
    sign(run, "en")
    assert "signed, current" in row(run("review", "status").output, "es")
    late = run("review", "status", today="2029-01-01").output
    assert "overdue" in row(late, "es") and "overdue" in row(late, "en")
    change(small, "elbow-pain/rest.md", "title: ", "title: Now ")
    told = run("review", "status").output
    assert "changed since it was signed" in row(told, "en")
    assert "Ana Ejemplo" not in row(told, "en")
    assert "not whole" in told


def test_a_translation_is_due_when_its_original_is(run: Run) -> None:
    sign(run, "es")
    done = run("review", "sign", HANDOUT, *CLINICIAN, "--until", "2026-03-01")
    assert done.exit_code == 0
    assert "signed, due soon" in row(run("review", "status").output, "es")
    assert "overdue" in row(run("review", "status", today="2026-03-02").output, "es")


def test_show_prints_the_text_of_the_language_and_what_changed(run: Run, small: Path) -> None:
    shown = run("review", "show", HANDOUT, "--language", "es").output
    assert "language: es" in shown and "Translated by Trádúctór dé prúébá" in shown
    assert "Nobody has signed this handout before." in shown
    sign(run, "es")
    file = small / "content/translations/es/elbow-pain.po"
    words = file.read_text(encoding="utf-8")
    assert "géts béttér" in words
    file.write_text(words.replace("géts béttér", "géts wéll"), encoding="utf-8")
    shown = run("review", "show", HANDOUT, "--language", "es").output
    assert "Changed since Ana Ejemplo signed" in shown
    assert "[-béttér" in shown and "{+wéll" in shown
    assert "changed since it was signed" in row(run("review", "status").output, "es")


def test_what_is_not_whole_cannot_be_signed(run: Run, small: Path) -> None:
    change(small, "elbow-pain/rest.md", "title: ", "title: Now ")
    done = run("review", "sign", HANDOUT, "--language", "es", *TRANSLATOR)
    assert done.exit_code == 2
    assert not (small / "content/reviews").exists()


def test_a_language_that_is_not_there_is_named(run: Run) -> None:
    done = run("review", "show", HANDOUT, "--language", "fr")
    assert done.exit_code == 2
    assert "There are: en, ar, es." in done.output


def test_a_release_needs_every_language_signed(run: Run) -> None:
    for language, name in (("en", HANDOUT), ("en", "notices"), ("es", HANDOUT)):
        sign(run, language, name)
    refused = run("build", "--release")
    assert refused.exit_code == 1
    said = " ".join(refused.output.split())
    assert "'notices' is not signed in es" in said and f"'{HANDOUT}' is not signed in ar" in said
    assert f"'{HANDOUT}' is not signed in es" not in said
    assert f"review show {HANDOUT} --language ar" in said


def test_a_signed_translation_says_who_on_page_and_paper(released: Path) -> None:
    page = html.document_fromstring((released / "site/es/rest/index.html").read_bytes())
    words = " ".join(str(page.text_content()).split())
    # The clinician of the original, and the translator's reviewer.
    assert "Ada Test, therapist" in words
    assert "Ana Ejemplo, certified translator, 1 de febrero de 2026" in words
    assert "hás nót yét" not in words
    version = yaml.safe_load(record_of(released, "es").read_text())["fingerprint"][:8]
    for name in ("summary-letter", "full-a4"):
        sheet = (released / f"site/es/print/{HANDOUT}-{name}-es.pdf").read_bytes()
        front = text(sheet, page=1)
        assert "Ana Ejemplo" in front and "Ada Test" in front and version in front
    pair = (released / f"site/es/print/{HANDOUT}-side-by-side-letter-es-en.pdf").read_bytes()
    front = text(pair, page=1)
    assert "Reviewed by Ada Test, therapist" in front and "Ana Ejemplo" in front


@pytest.mark.parametrize(
    ("language", "day"), [("es", "1 de febrero de 2026"), ("ar", "1 فبراير 2026")]
)
def test_the_code_of_a_signed_sheet_leads_to_its_version_in_its_language(
    released: Path, language: str, day: str
) -> None:
    version = yaml.safe_load(record_of(released, language).read_text())["fingerprint"][:8]
    for name in (f"summary-letter-{language}", f"side-by-side-letter-{language}-en"):
        sheet = (released / f"site/{language}/print/{HANDOUT}-{name}.pdf").read_bytes()
        (code,) = zxingcpp.read_barcodes(image(sheet, dpi=110))
        assert code.text == f"https://small.example/handouts/{language}/v/{version}/"
    answer = html.document_fromstring(
        (released / f"site/{language}/v/{version}/index.html").read_bytes()
    )
    assert answer.get("lang") == language
    shown = " ".join(str(answer.xpath("//main")[0].text_content()).split())
    assert day in shown and DAY not in shown
    assert "Ana Ejemplo, certified translator" in shown
    signed = released / f"site/{language}/v/{version}/text.txt"
    assert signed.read_bytes() == record_of(released, language).with_suffix(".txt").read_bytes()


def test_the_version_page_stays_where_the_language_is_withheld(run: Run, small: Path) -> None:
    sign_everything(run)
    version = yaml.safe_load(record_of(small, "es").read_text())["fingerprint"][:8]
    change(small, "elbow-pain/brace.md", "title: ", "title: Now ")  # a treatment
    done = run("build", "--no-sheets")
    assert done.exit_code == 0, done.output
    answer = (small / f"site/es/v/{version}/index.html").read_text(encoding="utf-8")
    assert 'data-page="withheld"' in answer and "911" in answer
