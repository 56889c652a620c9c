"""The commands: what they say, and how they end (0 fine, 1 problems in content, 2 wrong use)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from handouts.cli import main


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def spoil(small: Path) -> None:
    file = small / "content/elbow-pain/rest.md"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("Small steps", "*Small* steps"), encoding="utf-8")


def commands(group: click.Group = main, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command, with the groups that it stands in."""
    found: list[tuple[str, ...]] = []
    here = click.Context(group)
    for name in group.list_commands(here):
        command = group.get_command(here, name)
        found.append((*before, name))
        if isinstance(command, click.Group):
            found += commands(command, (*before, name))
    return found


# --- exit codes ------------------------------------------------------------


def test_good_content_ends_with_0(small: Path) -> None:
    result = run("check", "--content", small / "content")
    assert result.exit_code == 0, result.output


def test_problems_end_with_1_and_say_where_and_what_to_do(small: Path) -> None:
    spoil(small)
    result = run("check", "--content", small / "content")
    assert result.exit_code == 1
    assert "content/elbow-pain/rest.md:17: error [prose-not-allowed]" in result.output
    assert "Use **bold**, sparingly" in result.output
    assert result.output.rstrip().splitlines()[-1].startswith("1 errors")


def test_no_content_ends_with_1(tmp_path: Path) -> None:
    result = run("check", "--content", tmp_path / "nothing")
    assert result.exit_code == 1
    assert "handouts init" in result.output


WRONG_USE = {
    "no such command": ["bild"],
    "no such option": ["check", "--contnet", "x"],
    "no such format": ["check", "--format", "xml"],
    "no such kind": ["new", "recipe", "soup"],
    "no page id": ["new", "cause"],
    "no such handout": ["new", "cause", "a", "--content", "nowhere"],
    "a port that is none": ["serve", "--port", "many"],
    "a port that no computer has": ["serve", "--port", "99999"],
    "a notice for no library": ["new", "notice", "a", "--content", "nowhere"],
    "a day long ago": ["build", "--today", "0001-01-01"],
    "a day far ahead": ["review", "status", "--today", "9999-12-31"],
    "a day that is none": ["build", "--today", "tomorrow"],
}


@pytest.mark.parametrize("words", WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_ends_with_2_and_no_traceback(words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("words", [["init"], ["schema", "--out"]], ids=" ".join)
def test_a_place_that_cannot_be_written_is_told_without_a_traceback(words: list[str]) -> None:
    result = run(*words, "/proc/nowhere/here")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "could not be written" in result.output


@pytest.mark.parametrize("seconds", ["abc", "", "1e9", "99999999999999"])
def test_a_time_of_the_build_that_is_none_is_told(
    monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    result = run("check")
    assert result.exit_code == 2 and "SOURCE_DATE_EPOCH" in result.output


def test_a_build_where_there_is_no_content_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the content folder itself, a folder build/ would be taken for a handout."""
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.exit_code == 1 and "handouts init" in result.output
    assert not list(tmp_path.iterdir())


# --- formats ---------------------------------------------------------------


def test_problems_can_be_read_by_other_programs(small: Path) -> None:
    spoil(small)
    result = run("check", "--content", small / "content", "--format", "json")
    assert result.exit_code == 1
    errors = [each for each in json.loads(result.stdout) if each["severity"] == "error"]
    assert [set(each) for each in errors] == [
        {"code", "severity", "message", "hint", "file", "line"}
    ]
    assert (errors[0]["code"], errors[0]["file"], errors[0]["line"]) == (
        "prose-not-allowed",
        "content/elbow-pain/rest.md",
        17,
    )


def test_good_content_is_a_list_without_errors_for_other_programs(small: Path) -> None:
    result = run("check", "--content", small / "content", "--format", "json")
    assert not [each for each in json.loads(result.stdout) if each["severity"] == "error"]


def test_schemas_are_written_for_editors(tmp_path: Path) -> None:
    assert run("schema", "--out", tmp_path / "schemas").exit_code == 0
    clinic = json.loads((tmp_path / "schemas/clinic.schema.json").read_text(encoding="utf-8"))
    assert clinic["properties"]["footer"] and clinic["additionalProperties"] is False


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_can_show_the_problems(small: Path, encoding: str) -> None:
    (small / "content/elbow-pain/背中.md").write_text("x", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "handouts", "check", "--content", str(small / "content")],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1 and b"Traceback" not in done.stderr, done.stderr
    assert b"[file-name]" in done.stdout


# --- help ------------------------------------------------------------------


def test_there_is_a_command_for_each_task() -> None:
    names = {words[0] for words in commands()}
    assert names >= {"build", "check", "serve", "new", "init", "schema"}


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_and_option_explains_itself(words: tuple[str, ...]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    command: click.Command = main
    for name in words:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name) or command
    assert command.help and command.help.split("\n")[0].endswith(".")


def test_the_version_is_told() -> None:
    result = run("--version")
    assert result.exit_code == 0 and "version" in result.output
