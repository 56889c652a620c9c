"""Builds, measured: ours beside plain MkDocs + Material, Hugo and Zensical.

    make benchmark            (or: python benchmarks/bench_build.py [PAGES] [ROUNDS])

All tools build the same generated pages (see generated.py) in turns, in one run on one
machine; medians are compared and only ratios mean anything. Ours does more: it checks
the content, composes it, draws labelled figures into each page, proves every page from
its own bytes, and makes a search index. Printed sheets are measured apart
(bench_pdf.py). The other tools stand in an environment of their own, `.venv-bench`.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import generated
from measuring import Case, Result, adopt, measured
from peers import write_hugo, write_languages, write_ours, write_plain

ROOT = Path(__file__).parents[1]
OTHERS = ROOT / ".venv-bench"
REPORT = ROOT / "benchmarks/results/build.md"
PLOT = ROOT / "benchmarks/results/build.svg"
LIBRARY = 1020
SMALL, LARGE = 204, 5100


# --- the tools -------------------------------------------------------------


def handouts(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "handouts", "build", "--no-sheets", *options]


def other(tool: str, *arguments: str) -> list[str]:
    return [str(OTHERS / "bin" / tool), *arguments]


# --- the cases -------------------------------------------------------------


def cold(folder: Path) -> Callable[[], None]:
    """Forgets the last build."""

    def forget() -> None:
        for name in ("build", "site", "public", ".cache", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)

    return forget


def edited(folder: Path, pattern: str) -> Callable[[], None]:
    """Adds a sentence to one page."""
    chance = random.Random(7)

    def edit() -> None:
        file = chance.choice(sorted(folder.glob(pattern)))
        words = file.read_text(encoding="utf-8")
        file.write_text(f"{words.rstrip()}\n\nAsk if this is new {chance.random()}.\n", "utf-8")

    return edit


def main(pages: int = LIBRARY, rounds: int = 5) -> None:
    """Measures everything and writes the report."""
    adopt()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        books = generated.books(pages)
        count = sum(len(book.pages) for book in books)
        folders = {name: work / name for name in ("ours", "plain", "hugo", "zensical", "i18n")}
        write_ours(books, folders["ours"])
        write_plain(books, folders["plain"])
        write_plain(books, folders["zensical"])
        write_hugo(books, folders["hugo"])
        first = measured(_cold_cases(folders), rounds)
        again = measured(_again_cases(folders), rounds)
        sizes = measured(_growth_cases(work), max(1, rounds // 2))
        spent = json.loads(
            subprocess.run(
                [sys.executable, ROOT / "benchmarks/stages.py", folders["ours"]],
                check=True,
                capture_output=True,
            ).stdout
        )
        write_languages(books, folders["i18n"])
        spoken = measured(_language_cases(work, folders, books), max(1, rounds // 2))
        report(count, rounds, first, again, sizes, spoken, spent)


def _cold_cases(folders: dict[str, Path]) -> list[Case]:
    build = {
        "ours": handouts(folders["ours"]),
        "plain": other("mkdocs", "build", "-q"),
        "hugo": other("hugo", "--quiet"),
        "zensical": other("zensical", "build", "--clean"),
    }
    return [
        Case(name, command, folders[name], cold(folders[name])) for name, command in build.items()
    ]


def _again_cases(folders: dict[str, Path]) -> list[Case]:
    ours, hugo, zensical = folders["ours"], folders["hugo"], folders["zensical"]
    return [
        Case(
            "ours, one page edited",
            handouts(ours),
            ours,
            edited(ours, "content/*/explanation-*.md"),
        ),
        Case("ours, nothing changed", handouts(ours), ours),
        Case("ours, only starting", [sys.executable, "-m", "handouts", "build", "--help"], ours),
        Case(
            "hugo, one page edited", other("hugo", "--quiet"), hugo, edited(hugo, "content/*/e*.md")
        ),
        Case(
            "zensical, one page edited",
            other("zensical", "build"),
            zensical,
            edited(zensical, "docs/*/explanation-*.md"),
        ),
    ]


def _growth_cases(work: Path) -> list[Case]:
    cases = []
    for size in (SMALL, LARGE):
        books = generated.books(size)
        ours, plain = work / f"ours-{size}", work / f"plain-{size}"
        write_ours(books, ours)
        write_plain(books, plain)
        cases.append(Case(f"ours, {size} pages", handouts(ours), ours, cold(ours)))
        cases.append(
            Case(f"plain, {size} pages", other("mkdocs", "build", "-q"), plain, cold(plain))
        )
    return cases


def _language_cases(
    work: Path, folders: dict[str, Path], books: list[generated.Book]
) -> list[Case]:
    three = work / "ours-3"
    write_ours(books, three)
    generated.write_catalogs(three / "content", ("es", "ar"))
    return [
        Case("ours, 3 languages", handouts(three), three, cold(three)),
        Case("ours, 1 language", handouts(folders["ours"]), folders["ours"], cold(folders["ours"])),
        Case(
            "i18n, 3 languages",
            other("mkdocs", "build", "-q"),
            folders["i18n"],
            cold(folders["i18n"]),
        ),
    ]


# --- the report ------------------------------------------------------------


def report(
    pages: int,
    rounds: int,
    first: dict[str, Result],
    again: dict[str, Result],
    sizes: dict[str, Result],
    spoken: dict[str, Result],
    spent: dict[str, float],
) -> None:
    """Writes a page of Markdown with every ratio, and a plot."""
    base = first["plain"]
    lines = [
        "# Builds, measured",
        "",
        f"{pages} generated pages, {os.cpu_count()} cores, {rounds} rounds in turns, medians. "
        "Ratios to plain MkDocs + Material in the same run; made by `make benchmark`.",
        "",
        "| cold build | time | CPU | memory |",
        "|---|---|---|---|",
        *(_row(name, result, base) for name, result in first.items()),
        "",
        "| after the first build | time, to plain MkDocs' cold build | seconds here |",
        "|---|---|---|",
        *(
            f"| {name} | {result.median('time') / base.median('time'):.3f} "
            f"| {result.median('time'):.2f} |"
            for name, result in again.items()
        ),
        "",
        "| where the time of our cold build goes | share of the CPU |",
        "|---|---|",
        *(f"| {name} | {cpu / sum(spent.values()):.0%} |" for name, cpu in spent.items()),
        "",
        f"| from {SMALL} to {LARGE} pages ({LARGE // SMALL} times) | CPU grows |",
        "|---|---|",
        *(
            f"| {tool} | {_growth(sizes, tool):.1f} times |"
            for tool in ("ours", "plain")
            if f"{tool}, {LARGE} pages" in sizes
        ),
        "",
        "| three languages | time | CPU |",
        "|---|---|---|",
        *(_spoken(spoken)),
        "",
        "![Time and CPU of a cold build](build.svg)",
        "",
    ]
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))
    _plot(first)


def _row(name: str, result: Result, base: Result) -> str:
    shares = (result.median(what) / base.median(what) for what in ("time", "cpu", "memory"))
    return f"| {name} | " + " | ".join(f"{share:.2f}" for share in shares) + " |"


def _growth(sizes: dict[str, Result], tool: str) -> float:
    small, large = sizes[f"{tool}, {SMALL} pages"], sizes[f"{tool}, {LARGE} pages"]
    return large.median("cpu") / small.median("cpu")


def _spoken(spoken: dict[str, Result]) -> Iterator[str]:
    names = ("ours, 3 languages", "ours, 1 language", "i18n, 3 languages")
    if not all(name in spoken for name in names):
        return
    three, one, i18n = (spoken[name] for name in names)
    for name, other_one in (("ours, to one language of ours", one), ("ours, to i18n", i18n)):
        shares = (three.median(w) / other_one.median(w) for w in ("time", "cpu"))
        yield f"| {name} | " + " | ".join(f"{share:.2f}" for share in shares) + " |"


def _plot(first: dict[str, Result]) -> None:
    """Draws the plot in the other environment, which has matplotlib."""
    base = first["plain"]
    bars = {
        name: [result.median(what) / base.median(what) for what in ("time", "cpu")]
        for name, result in first.items()
    }
    script = (
        "import json, sys, matplotlib; matplotlib.use('svg'); import matplotlib.pyplot as plt\n"
        "bars = json.loads(sys.argv[1]); figure, axes = plt.subplots(figsize=(7, 3))\n"
        "for nth, what in enumerate(('time', 'CPU')):\n"
        "    places = [place + nth * 0.4 for place in range(len(bars))]\n"
        "    axes.barh(places, [b[nth] for b in bars.values()], 0.4, label=what)\n"
        "axes.set_yticks([p + 0.2 for p in range(len(bars))], list(bars))\n"
        "axes.axvline(1, color='grey'); axes.set_xlabel('plain MkDocs + Material = 1')\n"
        "axes.legend(); figure.tight_layout(); figure.savefig(sys.argv[2])\n"
    )
    command = other("python", "-c", script, json.dumps(bars), str(PLOT))
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
