"""The shape of the house is a test: one way through it, small rooms, no shortcuts."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

PACKAGE = ROOT / "generator/handouts"

MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

ALLOWED_LONGER_MODULES = {
    "document/nodes.py": "a list of types, each a few lines",
    "compose/kinds.py": "one small function for each kind of page",
    "translation/visit.py": "one small function for each kind of node",
}
ALLOWED_LONGER_FUNCTIONS = {
    "governance/canonical.py:_block": "a table: one case for each kind of block",
    "translation/visit.py:_block": "a table: one case for each kind of block",
}


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def test_imports_point_downwards_only() -> None:
    """The layers, who may import MkDocs, and who may import Typst: see pyproject.toml."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_can_be_read_at_one_sitting(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE or name(module) in ALLOWED_LONGER_MODULES, lines


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_function_can_be_seen_at_one_glance(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = (first.end_lineno or 0) if documented else node.lineno
            lines = (node.end_lineno or 0) - start
            place = f"{name(module)}:{node.name}"
            assert lines <= LONGEST_FUNCTION or place in ALLOWED_LONGER_FUNCTIONS, (place, lines)


@pytest.mark.parametrize("module", [m for m in MODULES if m.read_text().strip()], ids=name)
def test_every_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert not [m for m in MODULES if m.stem in ("utils", "util", "helpers", "misc", "common")]


def test_the_plugin_is_thin() -> None:
    assert len((PACKAGE / "plugin.py").read_text(encoding="utf-8").splitlines()) < 70


def test_no_template_turns_escaping_off_for_words() -> None:
    """`safe` stands only where our own renderers made the markup, and at Material's icons."""
    # `opening` and `lead` are pieces of the page's content.
    allowed = {"page.content", "opening", "lead", "meta.json_ld", "part.title"}
    for template in [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.j2"), *PACKAGE.rglob("*.xml")]:
        words = template.read_text(encoding="utf-8")
        for before in words.split("| safe")[:-1]:
            expression = before.rpartition("{{")[2].strip()
            names = set(re.findall(r"[a-z_.]+", expression)) - {"if", "else", "split"}
            names = {name for name in names if not name.startswith("icons.")}
            assert names <= allowed, f"{template.name}: {expression} | safe"
