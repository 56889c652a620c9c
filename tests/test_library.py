"""The real library: without errors, and with every statement that it must make."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import yaml
from tests.conftest import ROOT

from handouts import pipeline
from handouts.compose.library import compose
from handouts.content.library import Library
from handouts.diagnostics import Severity
from handouts.document import nodes as n
from handouts.document.walk import descend, plain
from handouts.figures import check as figures

STATEMENTS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/data/statements.yml").read_text(encoding="utf-8")
)

PAGES = [
    "index", "nerve-connection", "how-pain-travels", "pinched-nerve", "herniated-disc",
    "spinal-stenosis", "symptoms", "treatment", "when-to-get-help", "diagnosis", "self-care",
    "physical-therapy", "pain-medication", "injections", "surgery", "questions-to-ask", "summary",
    "glossary", "sources",
]  # fmt: skip
"""Addresses that are promised to stay."""


@cache
def library() -> Library:
    found = pipeline.check(ROOT / "content")
    errors = [str(d) for d in found.diagnostics if d.severity is Severity.ERROR]
    assert errors == [], "\n".join(errors)
    assert found.library is not None
    return found.library


@cache
def texts() -> Mapping[str, str]:
    """The plain text of each page, on one line."""
    return {d.id: " ".join(words(d).split()) for d in compose(library()).documents}


def words(document: n.Document) -> str:
    """Everything that a page says: lines, names and titles, apart from each other."""
    lines = [document.title]
    for node in descend(document.blocks):
        for name in getattr(node, "__dataclass_fields__", ()):
            value = getattr(node, name)
            if isinstance(value, str) and name in ("title", "name", "plain", "text", "alt"):
                lines.append(value)
            elif isinstance(value, tuple) and all(isinstance(each, n.Inline) for each in value):
                lines.append(plain(value))
    return "\n".join(lines)


def test_the_library_has_no_errors() -> None:
    assert library().handouts


def test_the_promised_addresses_are_there() -> None:
    paths = {d.path or "index" for d in compose(library()).documents}
    assert set(PAGES) <= paths


@pytest.mark.parametrize("entry", STATEMENTS, ids=lambda entry: str(entry["statement"])[:60])
def test_each_statement_is_made_where_it_is_said_to_be(entry: dict[str, Any]) -> None:
    assert " ".join(str(entry["says"]).split()) in texts()[entry["page"]], entry["statement"]


def test_every_page_names_its_sources() -> None:
    for page in library().main.pages.values():
        assert page.fields.sources or not page.fields.needs_sources, page.id


def test_every_page_has_a_figure_or_says_why_not() -> None:
    for page in library().main.pages.values():
        assert page.fields.figure or page.fields.no_figure, page.id


def test_every_label_fits_its_drawing() -> None:
    assert figures.check(library()).diagnostics == ()


def test_no_glossary_word_waits_unexplained_on_the_sheet() -> None:
    """The summary explains no words: it must need none."""
    summary = next(d for d in compose(library()).documents if d.kind == "summary")
    assert not [node for node in descend(summary.blocks) if isinstance(node, n.Term)]
