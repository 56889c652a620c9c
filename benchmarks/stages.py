"""Where the time of a build goes: CPU by stage, of one process that builds every handout.

python benchmarks/stages.py FOLDER      (a folder with content/, as bench_build.py makes)
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from handouts import pipeline
from handouts.content.loader import handout_folders, main_folder
from handouts.pipeline import volumes
from handouts.pipeline.project import LanguageSite
from handouts.site import pages

STAGES = (
    ("reading and checking the content", volumes, "read_shelf"),
    ("blocks to HTML", LanguageSite, "handout"),
    ("pages through the theme", pages.PageBuilder, "page"),
    ("search words", LanguageSite, "search_part"),
    ("writing files", volumes, "written"),
    ("reading every page back", volumes, "read_back"),
)
"""The stages of a build, and the function that does each."""


def timed(work: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    """The function, which adds the CPU that it takes to what was spent."""

    def run(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return work(*arguments, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - start

    return run


def stages(folder: Path) -> dict[str, float]:
    """Seconds of CPU by stage."""
    spent: dict[str, float] = {}
    for name, place, function in STAGES:
        setattr(place, function, timed(getattr(place, function), spent, name))
    content = folder / "content"
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        job = volumes.Job(
            pipeline.Places(content, folder / "docs", work / "build", work / "site"),
            date.today(),
            pipeline.Options(sheets=False),
            main_folder(content) or "",
            handout_folders(content),
            work / "new",
            work / "mkdocs",
        )
        start = time.process_time()
        volumes.build_volumes(job)
        spent["all else"] = time.process_time() - start - sum(spent.values())
    return spent


if __name__ == "__main__":
    print(json.dumps(stages(Path(sys.argv[1]))))
