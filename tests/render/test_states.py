"""No renderer can be given a handout without its state: signed, or a draft that says so."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import handouts.render
from handouts import pipeline
from handouts.compose.library import ComposedHandout, Composition, compose
from handouts.document import nodes as n
from handouts.governance.publication import Cleared, Draft
from handouts.render.page import SITE_KINDS, handout_pages, site_page
from handouts.render.print_one import print_file
from handouts.render.sheet import sheet

TODAY = date(2026, 1, 31)

ALLOWED = {
    "page.site_page": "refuses every kind of page that a handout has",
    "page.pair_page": "is given the states of both halves",
    "side_by_side.pair_name": "says what a file is called",
    "addresses.addresses": "says where pages are, not what they say",
    "search_part.search_part": "points to pages, which say their state",
}
"""Functions that are given documents without their state, and why that is safe."""


def _functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the renderers."""
    for module in pkgutil.iter_modules(handouts.render.__path__):
        loaded = importlib.import_module(f"handouts.render.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__ and not name.startswith("_"):
                yield f"{module.name}.{name}", function


def test_whole_handouts_reach_a_renderer_only_with_their_state() -> None:
    found = set()
    for name, function in _functions():
        kinds = [hint for key, hint in get_type_hints(function).items() if key != "return"]
        if any(kind in (n.Document, ComposedHandout, Composition) for kind in kinds) or any(
            n.Document in getattr(kind, "__args__", ()) for kind in kinds
        ):
            found.add(name)
    assert found == set(ALLOWED)


@pytest.mark.parametrize("renderer", [handout_pages, sheet, print_file])
def test_renderers_take_signed_handouts_and_drafts_and_nothing_else(
    renderer: Callable[..., Any],
) -> None:
    assert get_type_hints(renderer)["publication"] == Draft | Cleared


def test_a_type_checker_refuses_anything_else(tmp_path: Path) -> None:
    """The mistake that the types are there for, as somebody would make it."""
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "from handouts.compose.library import ComposedHandout\n"
        "from handouts.render.html import Surroundings\n"
        "from handouts.render.page import handout_pages\n\n\n"
        "def unsigned(handout: ComposedHandout, around: Surroundings) -> None:\n"
        "    tuple(handout_pages(handout, around, {}))\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", str(wrong)]
    done = subprocess.run(
        [*command, "--cache-dir", str(Path(__file__).parents[2] / ".mypy_cache")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"{wrong.name}:7: error" in done.stdout
    assert 'has incompatible type "ComposedHandout"; expected "Draft | Cleared"' in done.stdout


def test_a_handout_s_page_is_no_page_of_the_site(small: Path) -> None:
    given = pipeline.inputs(pipeline.Places(small / "content"), TODAY)
    made = compose(given.library)
    around = None  # it is refused before anything is rendered
    for document in (*made.handouts[0].documents, *made.notices):
        with pytest.raises(ValueError, match="needs the state of its handout"):
            site_page(document, around, {})  # type: ignore[arg-type]
    assert {document.kind for document in made.site_pages} <= SITE_KINDS


def test_every_page_of_a_draft_says_so(small: Path) -> None:
    given = pipeline.inputs(pipeline.Places(small / "content"), TODAY)
    pages = [p for p in pipeline.project(given).pages if p.path.endswith(".md")]
    assert len(pages) > 10
    for page in pages:
        assert "state: draft" in page.data.decode(), page.path
