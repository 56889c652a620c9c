"""What is written for maintainers is true: links lead somewhere, named files are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from markdown.extensions.toc import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.conftest import ROOT

from handouts.cli import main

PACKAGE = ROOT / "generator/handouts"
GUIDES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
ARCHITECTURE = (ROOT / "docs/development/architecture.md").read_text(encoding="utf-8")


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def tokens(file: Path) -> Iterator[Token]:
    for token in MarkdownIt().enable("table").parse(file.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def links(file: Path) -> Iterator[str]:
    """Where a guide's links and pictures lead; those in its HTML, too."""
    for token in tokens(file):
        if found := token.attrGet("href") or token.attrGet("src"):
            yield str(found)
        if token.type in ("html_block", "html_inline"):
            yield from re.findall(r'(?:href|src|srcset)="([^" ]+)"', token.content)


def parts(file: Path) -> set[str]:
    """The addresses of a guide's headings."""
    every = list(tokens(file))
    return {
        slugify(every[place + 1].content.replace("`", ""), "-")
        for place, token in enumerate(every)
        if token.type == "heading_open"
    }


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_links_lead_to_files_and_headings_that_are_there(guide: Path) -> None:
    for link in links(guide):
        if re.match(r"[a-z]+:", link):
            continue
        place, _, part = link.partition("#")
        file = (guide.parent / place).resolve() if place else guide
        assert file.exists() and file.is_relative_to(ROOT), link
        assert not part or part in parts(file), link


def quoted(file: Path) -> Iterator[str]:
    """What stands between backticks, and each line of a block of code."""
    for token in tokens(file):
        if token.type == "code_inline":
            yield token.content
        elif token.type == "fence":
            yield from token.content.splitlines()


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_modules_that_a_guide_names_are_there(guide: Path) -> None:
    for words in quoted(guide):
        for path in re.findall(r"(?<![\w/.…])(?:…/)?((?:[\w-]+/)+[\w-]+\.(?:py|j2|typ))\b", words):
            places = (ROOT / path, PACKAGE / path, guide.parent / path)
            assert any(place.is_file() for place in places), path


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_commands_and_options_that_a_guide_names_are_there(guide: Path) -> None:
    for words in quoted(guide):
        for told in re.findall(r"(?:^|[;&|]\s*|\$ )handouts ([a-z][^;&|]*)", words):
            command: click.Command = main
            for word in told.split():
                if isinstance(command, click.Group) and word != "…":
                    found = command.get_command(click.Context(command), word)
                    assert found is not None, f"handouts {told}"
                    command = found
            known = {option for each in command.params for option in each.opts}
            assert set(re.findall(r"--[a-z][a-z-]*", told)) <= known | {"--help"}, told


def test_the_list_of_rooms_is_that_of_the_folders() -> None:
    rows = re.findall(r"^\| (`[^|]+) \| (.+) \|$", ARCHITECTURE, re.MULTILINE)
    listed = {path.strip("…/") for row, _ in rows for path in re.findall(r"`…/([^`]+)`", row)}
    folders = {p.name for p in PACKAGE.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert folders | {"theme"} <= listed


def test_each_module_in_the_list_of_rooms_is_there() -> None:
    rows = re.findall(r"^\| `…/([a-z]+)/`[^|]* \| (.+) \|$", ARCHITECTURE, re.MULTILINE)
    assert len(rows) > 5
    for folder, words in rows:
        for module in re.findall(r"`([a-z_]+)`", words):
            assert (PACKAGE / folder / f"{module}.py").is_file(), f"{folder}/{module}"
