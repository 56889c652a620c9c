"""Sign-off as a clinic does it, with the command line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.commands.conftest import Run

from handouts.cli import main
from handouts.governance.canonical import fingerprint


def _sign(run: Run, handout: str = "elbow-pain", today: str = "2026-01-15") -> Result:
    return run("review", "sign", handout, "--by", "Ada Test", "--role", "nurse", "--today", today)


def _page(small: Path) -> Path:
    return small / "content/elbow-pain/tennis-elbow.md"


def test_an_unsigned_handout_is_a_draft(run: Run) -> None:
    result = run("review", "status")
    assert result.exit_code == 0
    assert "draft: never signed" in result.output


def test_signing_writes_the_text_and_who_signed_it(run: Run, small: Path) -> None:
    result = _sign(run)
    assert result.exit_code == 0, result.output
    (record,) = (small / "content/reviews/elbow-pain").glob("en-*.yml")
    signed = record.with_suffix(".txt").read_text(encoding="utf-8")
    assert "Most elbow pain gets better" in signed
    assert f"fingerprint: {fingerprint(signed)}" in record.read_text(encoding="utf-8")
    assert "reviewer: Ada Test" in record.read_text(encoding="utf-8")
    assert "review_due: '2027-01-15'" in record.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-02-01", "signed, current"),
        ("2026-11-15", "signed, current"),
        ("2026-11-16", "signed, due soon"),
        ("2027-01-15", "signed, due soon"),
        ("2027-01-16", "signed, overdue"),
        ("2027-02-15", "signed, overdue, and its sheets are out of the print list"),
    ],
)
def test_the_day_decides_how_a_signature_stands(run: Run, today: str, state: str) -> None:
    _sign(run)
    assert state in run("review", "status", "--today", today).output


def test_a_changed_word_voids_the_signature_and_is_shown(run: Run, small: Path) -> None:
    _sign(run)
    page = _page(small)
    page.write_text(page.read_text().replace("It may take months", "It may take weeks"))
    assert "changed since it was signed" in run("review", "status").output
    shown = run("review", "show", "elbow-pain").output
    assert "page: tennis-elbow" in shown
    assert "It may take [-months.-] {+weeks.+}" in shown


def test_a_search_word_does_not_void_the_signature(run: Run, small: Path) -> None:
    _sign(run)
    page = _page(small)
    page.write_text(page.read_text().replace("- tenis elbow", "- tenis elbo"))
    assert "changed" not in run("review", "status", "--today", "2026-02-01").output


def test_a_broken_drawing_file_stops_the_signing(run: Run, small: Path) -> None:
    (small / "content/figures/arm.svg").write_text("<svg/>")
    result = _sign(run)
    assert result.exit_code == 1
    assert "Nothing was signed." in result.output
    assert not (small / "content/reviews").exists()


@pytest.mark.parametrize("name", ["Ada **Test**", "Ada\u202eTest", "{clinic_name}", "<b>Ada</b>"])
def test_a_name_that_no_record_may_have_is_refused_before_it_is_written(
    run: Run, small: Path, name: str
) -> None:
    result = run("review", "sign", "elbow-pain", "--by", name, "--role", "nurse")
    assert result.exit_code == 2 and "cannot stand in a record" in result.output
    assert not (small / "content/reviews").exists()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_review_day_that_nobody_means_is_refused(run: Run, small: Path, day: str) -> None:
    words = ("review", "sign", "elbow-pain", "--by", "Ada", "--role", "nurse", "--until", day)
    assert run(*words).exit_code == 2
    assert _sign(run).exit_code == 0
    (record,) = (small / "content/reviews/elbow-pain").glob("en-*.yml")
    told = record.read_text(encoding="utf-8").replace("2027-01-15", day)
    record.write_text(told, encoding="utf-8")
    result = run("review", "status")
    assert result.exit_code == 1 and f"{day!r} is not a date" in result.output


def test_a_changed_record_is_refused(run: Run, small: Path) -> None:
    _sign(run)
    (text,) = (small / "content/reviews/elbow-pain").glob("en-*.txt")
    text.write_text(text.read_text() + "One line more.\n")
    result = run("check")
    assert result.exit_code == 1
    assert re.search(
        r"reviews/elbow-pain/en-\w{8}\.yml:\d+: error \[review-broken\]", result.output
    )


def test_a_signature_needs_a_later_review_day(run: Run) -> None:
    result = run(
        "review", "sign", "elbow-pain", "--by", "A", "--role", "nurse",
        "--today", "2026-01-15", "--until", "2026-01-15",
    )  # fmt: skip
    assert result.exit_code == 2


def test_a_release_needs_everything_signed_and_a_clinic_of_its_own(run: Run, small: Path) -> None:
    refused = run("build", "--release", "--today", "2026-02-01")
    assert refused.exit_code == 1
    assert "[clinic-example]" in refused.output
    assert refused.output.count("[release-unsigned]") == 2, "the handout and the notices"
    assert not (small / "site").exists()


def test_a_signed_release_names_its_reviewer_and_answers_for_its_version(
    run: Run, small: Path
) -> None:
    _sign(run)
    _sign(run, "notices")
    clinic = small / "content/clinic.yml"
    clinic.write_text(clinic.read_text().replace("example: true\n", ""))
    result = run("build", "--release", "--today", "2026-02-01")
    assert result.exit_code == 0, result.output
    page = (small / "site/tennis-elbow/index.html").read_text()
    assert "Ada Test" in page
    assert '"reviewedBy"' in page
    assert "noindex" not in page
    (record,) = (small / "content/reviews/elbow-pain").glob("en-*.yml")
    version = record.stem.removeprefix("en-")
    answer = (small / f"site/v/{version}/index.html").read_text()
    assert "This is the current version" in answer
    late = run("build", "--release", "--today", "2027-01-16")
    assert late.exit_code == 1
    assert "[release-overdue]" in late.output


def test_an_old_version_says_that_it_was_replaced_or_withdrawn(run: Run, small: Path) -> None:
    _sign(run)
    (record,) = (small / "content/reviews/elbow-pain").glob("en-*.yml")
    version = record.stem.removeprefix("en-")
    page = _page(small)
    page.write_text(page.read_text().replace("months", "weeks"))
    assert run("build", "--no-sheets").exit_code == 0
    answer = small / f"site/v/{version}/index.html"
    assert "This version has been replaced" in answer.read_text()
    record.write_text(
        record.read_text() + "withdrawn_on: '2026-03-01'\nwithdrawn_because: A dose was wrong.\n"
    )
    assert run("build", "--no-sheets").exit_code == 0
    assert "This version was withdrawn" in answer.read_text()
    assert "A dose was wrong." in answer.read_text()


def test_verify_tells_a_changed_site_from_the_built_one(run: Run, small: Path) -> None:
    assert run("build", "--no-sheets").exit_code == 0
    assert run("verify", "site").exit_code == 0
    page = small / "site/index.html"
    page.write_text(page.read_text().replace("gets better", "gets worse"))
    changed = run("verify", "site")
    assert changed.exit_code == 1
    assert "[site-changed] The file index.html is not as it was built." in changed.output
    (small / "site/extra.html").write_text("x")
    (small / "site/robots.txt").unlink()
    told = run("verify", "site").output
    assert "extra.html was added" in told
    assert "robots.txt is missing" in told
    assert run("verify", "site/about/index.html").exit_code == 0
    assert run("verify", "site/index.html").exit_code == 1


def test_today_is_an_input_so_that_a_build_can_be_repeated() -> None:
    result = CliRunner().invoke(main, ["build", "--today", "soon"])
    assert result.exit_code == 2
    assert "2026-05-31" in result.output
    assert date.fromisoformat("2026-05-31")


def test_a_single_sheet_that_is_too_old_is_told(run: Run) -> None:
    _sign(run)
    made = run("pdf", "elbow-pain", "--today", "2027-01-15")
    assert made.exit_code == 0 and "Do not hand it out" not in made.output
    late = run("pdf", "elbow-pain", "--today", "2027-01-16")
    assert "Do not hand it out: its review was due on 2027-01-15." in late.output
