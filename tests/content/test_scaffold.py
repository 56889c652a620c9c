"""`handouts new` and `handouts init`: what they write is right from the start."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import ROOT

from handouts import pipeline
from handouts.cli import main
from handouts.content.kinds import KINDS
from handouts.content.schema import schemas
from handouts.diagnostics import Severity


def run(*words: str | Path) -> None:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_new_page_of_each_kind_has_no_error(small: Path, kind: str) -> None:
    content = small / "content"
    run("new", kind, "new-page", "--content", content)
    if kind == "notice":
        assert (content / "notices/new-page.md").is_file()
    else:
        order = content / "elbow-pain/handout.yml"
        order.write_text(order.read_text() + "      - new-page\n")
    if kind == "home":  # a handout has one
        (content / "elbow-pain/index.md").unlink()
        (content / "elbow-pain/new-page.md").rename(content / "elbow-pain/index.md")
        order.write_text(order.read_text().replace("      - new-page\n", ""))
    errors = [d for d in pipeline.check(content).diagnostics if d.severity is Severity.ERROR]
    assert errors == []


def test_a_page_that_is_there_is_never_overwritten(small: Path) -> None:
    before = (small / "content/elbow-pain/rest.md").read_bytes()
    result = CliRunner().invoke(main, ["new", "cause", "rest", "--content", str(small / "content")])
    assert result.exit_code == 2
    assert (small / "content/elbow-pain/rest.md").read_bytes() == before


@pytest.mark.parametrize("name", ["Rest", "../rest", "a b", "", "rest.md", "-a", "a/b"])
def test_a_name_that_cannot_be_an_address_is_refused(small: Path, name: str) -> None:
    words = ["new", "--content", str(small / "content"), "--", "cause", name]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2, result.output
    assert "cannot be an address" in result.output


def test_a_new_folder_has_the_whole_library_without_an_error(tmp_path: Path) -> None:
    run("init", tmp_path / "clinic")
    content = tmp_path / "clinic/content"
    assert filecmp.cmpfiles(ROOT / "content", content, names_below(ROOT / "content")) == (
        names_below(content), [], [],
    )  # fmt: skip
    errors = [d for d in pipeline.check(content).diagnostics if d.severity is Severity.ERROR]
    assert errors == []


def names_below(folder: Path) -> list[str]:
    return sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())


@pytest.mark.sweep
def test_a_new_folder_builds_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", tmp_path / "clinic")
    monkeypatch.chdir(tmp_path / "clinic")
    run("build")
    assert (tmp_path / "clinic/site/index.html").is_file()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_every_kind_of_file_has_a_schema_for_editors() -> None:
    names = set(schemas())
    assert {f"page-{kind}.schema.json" for kind in KINDS} < names
    assert {"clinic.schema.json", "handout.schema.json", "danger-signs.schema.json"} < names
