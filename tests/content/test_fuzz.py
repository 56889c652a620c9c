"""Thousands of small accidents to the small library: never a traceback, never a hang.

The accidents are the same in every run. Each starts from a good library, spoils
one or two files, and asks what `handouts check` asks. What passes is rendered, and
nothing on the page is active and none of the author's words is lost.
"""

from __future__ import annotations

import html as entities
import random
import re
import shutil
import time
from datetime import date
from pathlib import Path

import pytest
from tests.accidents import SEED, active, as_html, shapes, spoilt, tries, words
from tests.conftest import SMALL

from handouts import pipeline
from handouts.content.yaml import Value, read_yaml
from handouts.diagnostics import has_errors

LONGEST_SECONDS = 5.0
"""Of the processor, for one check; it takes about 30 milliseconds."""


def files_of(folder: Path) -> dict[Path, bytes]:
    """A copy of the small library's content in a folder: every file with its bytes."""
    shutil.copytree(SMALL / "content", folder / "content")
    return {file: file.read_bytes() for file in sorted((folder / "content").rglob("*.*"))}


@pytest.mark.parametrize("seed", range(4))
def test_no_accident_to_a_file_breaks_the_check(tmp_path: Path, seed: int) -> None:
    chance = random.Random(SEED + seed)
    good = files_of(tmp_path)
    for _ in range(tries(100)):
        hurt = chance.sample(list(good), chance.choice([1, 1, 2]))
        for file in hurt:
            file.write_bytes(spoilt(good[file], chance))
        kept = {str(file.relative_to(tmp_path)): file.read_bytes()[:3000] for file in hurt}
        started = time.process_time()
        try:
            found = pipeline.check(tmp_path / "content", words=True).diagnostics
        except Exception as error:
            pytest.fail(f"{type(error).__name__}: {error}\n{kept}")
        assert time.process_time() - started < LONGEST_SECONDS, kept
        assert all(d.message and d.hint for d in found)
        for file in hurt:
            file.write_bytes(good[file])


def test_what_passes_after_an_accident_is_shown_whole_and_runs_nothing(tmp_path: Path) -> None:
    """The check is the only gate: behind it nothing may fail, run or be lost."""
    chance = random.Random(SEED + 99)
    good = files_of(tmp_path)
    expected = shapes(as_html(page) for page in rendered(tmp_path))
    passed = 0
    for _ in range(tries(150)):
        file = chance.choice(list(good))
        file.write_bytes(spoilt(good[file], chance))
        shown = f"{file.relative_to(tmp_path)}: {file.read_bytes()[:3000]!r}"
        try:
            pages = rendered(tmp_path)
        except Exception as error:
            pytest.fail(f"{type(error).__name__}: {error}\n{shown}")
        for page in pages:
            tree = as_html(page)
            assert list(active(tree, expected)) == [], shown
            if file.suffix == ".md" and page.path == _page_of(file):
                passed += 1
                lost = words(_prose(file)) - words(str(tree.text_content()))
                assert not lost, f"{lost}\n{shown}"
        file.write_bytes(good[file])
    assert passed > tries(150) / 30, "some accidents are harmless, or nothing is tried here"


def test_no_word_of_yaml_is_lost_in_an_accident(tmp_path: Path) -> None:
    chance = random.Random(SEED + 5)
    good = {f: data for f, data in files_of(tmp_path).items() if f.suffix == ".yml"}
    read = 0
    for _ in range(tries(400)):
        text = spoilt(chance.choice(list(good.values())), chance).decode(errors="replace")
        if "\\" in text:
            continue  # an escape may spell any letter
        found = read_yaml(text)
        if found.problems:
            continue
        read += 1
        lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", text)
        said = "\n".join(line for line in lines if not line.lstrip(" \t\ufeff").startswith("#"))
        # `>-`, `|2` and such stand before a text and are not of it.
        said = re.sub(r"(?m)[|>][-+]?\d?[-+]?\s*$", " ", said)
        assert words(said) == words(" ".join(_scalars(found.value))), text
    assert read > tries(400) / 10


def rendered(folder: Path) -> list[pipeline.Artifact]:
    """The page files of a library; none where it has errors."""
    checked = pipeline.check(folder / "content")
    if checked.library is None or has_errors(checked.diagnostics):
        return []
    given = pipeline.Inputs(
        checked.library, checked.drawings, checked.reviews, date(2026, 1, 1), checked.diagnostics
    )
    return [page for page in pipeline.project(given).pages if page.path.endswith(".md")]


def _page_of(file: Path) -> str:
    """The page file that is made of an author's file."""
    return "index.md" if file.stem == "index" else f"{file.stem}/index.md"


def _prose(file: Path) -> str:
    """The words below a page's front matter, without marks and addresses."""
    text = file.read_text("utf-8-sig").replace("\r\n", "\n")
    body = re.split(r"(?m)^---\s*$", text, maxsplit=2)[2]
    body = re.sub(r"\]\([^)]*\)|\{#?[\w-]+\}", " ", body)
    return re.sub(r"(?m)^\s*\d+[.)]\s", " ", entities.unescape(body))


def _scalars(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for child in value for text in _scalars(child)]
    return [text for key, child in value.items() for text in (key, *_scalars(child))]
