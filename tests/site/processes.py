"""`handouts` as processes of its own, and what they leave on the disk."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

Tree = dict[str, str]


def tree(folder: Path) -> Tree:
    """Every file below a folder with its SHA-256."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def start(folder: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """Starts `handouts` in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "handouts", *words],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def handouts(folder: Path, *words: str, **environment: str) -> tuple[int, str]:
    """Runs `handouts` in a folder: its exit code and what it says."""
    process = start(folder, *words, **environment)
    said, _ = process.communicate(timeout=600)
    return process.returncode, said


PAGES = ("build", "--no-sheets", "--today", "2026-01-31")
WITH_SHEETS = ("build", "--today", "2026-01-31")
"""Sheets are made by processes of their own, and take as long as the pages."""


def build(folder: Path, command: Sequence[str] = PAGES, **environment: str) -> str:
    """Builds a library's site, and gives what was said."""
    code, said = handouts(folder, *command, **environment)
    assert code == 0, said
    assert "Traceback" not in said
    return said


def edit(folder: Path, words: str) -> None:
    file = folder / "content/elbow-pain/rest.md"
    front, fence, _ = file.read_text(encoding="utf-8").rpartition("---\n")
    file.write_text(f"{front}{fence}\n{words}\n", encoding="utf-8")
