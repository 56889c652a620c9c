"""Every problem has a code, and every code is explained."""

from __future__ import annotations

import pickle
import re
from pathlib import PurePath

import pytest
from tests.conftest import ROOT

from handouts.diagnostics import (
    Code,
    ContentProblems,
    Diagnostic,
    Severity,
    has_errors,
    in_reading_order,
    shown_path,
)

EXPLAINED = (ROOT / "docs/development/errors.md").read_text(encoding="utf-8")


def test_the_guide_explains_exactly_the_codes_that_there_are() -> None:
    headings = re.findall(r"^## (.+)$", EXPLAINED, re.MULTILINE)
    assert sorted(headings) == sorted(code.slug for code in Code)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.slug)
def test_each_code_is_explained_in_words(code: Code) -> None:
    explained = re.split(rf"^## {code.slug}$", EXPLAINED, flags=re.MULTILINE)[1]
    assert len(re.split(r"^#", explained, flags=re.MULTILINE)[0].split()) >= 8
    assert code.value.endswith(".")


@pytest.mark.parametrize("code", Code, ids=lambda code: code.slug)
def test_each_code_is_used(code: Code) -> None:
    modules = (ROOT / "generator/handouts").rglob("*.py")
    used = (m for m in modules if m.name != "diagnostics.py")
    assert any(re.search(rf"\b{code.name}\b", m.read_text(encoding="utf-8")) for m in used)


def test_a_problem_is_shown_with_its_place_and_its_remedy() -> None:
    problem = Diagnostic(Code.FILE_EMPTY, "It is empty.", "Write it.", "a/b.md", 3)
    assert str(problem) == "a/b.md:3: error [file-empty] It is empty.\n    Write it."
    assert str(Diagnostic(Code.FILE_EMPTY, "It is.", "Write.")) == (
        "error [file-empty] It is.\n    Write."
    )


def test_only_errors_stop_a_build() -> None:
    kinds = [Diagnostic(Code.FILE_EMPTY, "a", "b", severity=each) for each in Severity]
    assert [has_errors([each]) for each in kinds] == [True, False]


def test_problems_are_put_in_reading_order_and_told_once() -> None:
    one = Diagnostic(Code.FILE_EMPTY, "a", "b", "a.md", 9)
    two = Diagnostic(Code.FILE_EMPTY, "a", "b", "b.md", 1)
    assert in_reading_order([two, one, two]) == (one, two)


def test_problems_travel_between_processes_as_they_are() -> None:
    one = Diagnostic(Code.FILE_EMPTY, "a", "b", "a.md", 9, Severity.WARNING)
    two = Diagnostic(Code.FILE_NAME, "a", "b")
    there = pickle.loads(pickle.dumps(ContentProblems([one, two])))
    assert isinstance(there, ContentProblems)
    assert (there.diagnostics, there.errors) == ((one, two), (two,))
    assert str(there) == f"{one}\n{two}"


def test_a_path_is_shown_as_the_author_knows_it() -> None:
    assert shown_path(PurePath("/home/me/content/a.md"), PurePath("/home/me")) == "content/a.md"
    assert shown_path(PurePath("/elsewhere/a.md"), PurePath("/home/me")) == "/elsewhere/a.md"
