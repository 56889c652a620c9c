"""Builds, measured: ours beside plain MkDocs + Material, Hugo and Zensical.

    make benchmark            (or: python benchmarks/bench_build.py [PAGES] [ROUNDS])

All tools build the same generated pages (see generated.py) in turns, in one run on one
machine; medians are compared and only ratios mean anything. Ours does more: it checks
the content, composes it, draws labelled figures into each page, proves every page from
its own bytes, and makes a search index. Printed sheets are measured apart
(bench_pdf.py). The other tools stand in an environment of their own, `.venv-bench`.

CPU is that of a command and of every process that it started; memory is the largest sum
over them that was seen.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import generated
import yaml

ROOT = Path(__file__).parents[1]
OTHERS = ROOT / ".venv-bench"
REPORT = ROOT / "benchmarks/results/build.md"
PLOT = ROOT / "benchmarks/results/build.svg"
LIBRARY = 1020
SMALL, LARGE = 204, 5100
_SUBREAPER = 36
_QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of CPU, and MiB of memory."""

    time: float
    cpu: float
    memory: float


@dataclass
class Result:
    """The costs of one tool in one case."""

    name: str
    costs: list[Cost] = field(default_factory=list)

    def median(self, what: str) -> float:
        return statistics.median(getattr(cost, what) for cost in self.costs)


def run(command: list[str], folder: Path) -> Cost:
    """Runs a command to its end.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    before, start = _children(), time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, env=_QUIET, stdout=output, stderr=output)
        seen = [0.0]
        watch = threading.Thread(target=_watch, args=(process, seen), daemon=True)
        watch.start()
        process.wait()
        took = time.monotonic() - start
        if process.returncode:
            output.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, output.read())
    watch.join()
    _reap()
    return Cost(took, _children() - before, seen[0])


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _adopt() -> None:
    """Processes whose parent ends become ours, so that their CPU is counted."""
    if ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0):
        raise OSError("This benchmark needs Linux.")


def _reap() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _watch(process: subprocess.Popen[bytes], seen: list[float]) -> None:
    while process.poll() is None:
        seen[0] = max(seen[0], sum(map(_resident, _family(process.pid))))
        time.sleep(0.1)


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return
    for child in text.split():
        yield from _family(int(child))


def _resident(pid: int) -> float:
    """MiB that a process has for itself, with its share of what it has in common."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


# --- the tools -------------------------------------------------------------


def handouts(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "handouts", "build", "--no-sheets", *options]


def other(tool: str, *arguments: str) -> list[str]:
    return [str(OTHERS / "bin" / tool), *arguments]


def write_ours(books: list[generated.Book], folder: Path) -> None:
    folder.mkdir(parents=True)
    generated.write_content(books, folder / "content")


def write_plain(books: list[generated.Book], folder: Path, docs: str = "docs") -> None:
    """The same pages for MkDocs and Zensical."""
    for path, _, text in generated.plain_pages(books):
        file = folder / docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    generated.copy_figures(folder / docs / "figures")
    (folder / docs / "index.md").write_text("# Home\n", encoding="utf-8")
    nav = [{b.title: [{p.title: f"{b.id}/{p.id}.md"} for p in b.pages]} for b in books]
    config = {
        "site_name": "Plain",
        "site_url": "https://plain.example/",
        "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
        "plugins": ["search"],
        "nav": [{"Home": "index.md"}, *nav],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


def write_hugo(books: list[generated.Book], folder: Path) -> None:
    """The same pages for Hugo, with a small template that lists a handout's pages."""
    for path, title, text in generated.plain_pages(books):
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        body = text.split("\n\n", 1)[1]
        file.write_text(f'---\ntitle: "{title}"\n---\n\n{body}', encoding="utf-8")
    generated.copy_figures(folder / "static/figures")
    (folder / "hugo.toml").write_text(
        'baseURL = "https://hugo.example/"\ntitle = "Hugo"\ndisableKinds = ["taxonomy", "term"]\n'
        '[outputs]\nhome = ["html", "json"]\n',
        encoding="utf-8",
    )
    layouts = folder / "layouts"
    layouts.mkdir()
    page = (
        "<!doctype html><html lang=en><head><title>{{ .Title }}</title></head><body><nav>"
        "{{ range .CurrentSection.Pages }}<a href={{ .RelPermalink }}>{{ .Title }}</a>{{ end }}"
        "</nav><main><h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}</main></body></html>"
    )
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(page, encoding="utf-8")
    index = (
        '[{{ range .Site.RegularPages }}{"t":{{ .Title | jsonify }},"p":{{ .Plain | jsonify }}},'
        "{{ end }}{}]"
    )
    (layouts / "home.json").write_text(index, encoding="utf-8")


def write_languages(books: list[generated.Book], folder: Path) -> None:
    """The plain pages in three languages, for mkdocs-static-i18n."""
    write_plain(books, folder)
    for file in (folder / "docs").rglob("*.md"):
        for language in ("es", "ar"):
            shutil.copy(file, file.with_suffix(f".{language}.md"))
    config = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    languages = [
        {"locale": code, "name": code, "build": True, **({"default": True} if code == "en" else {})}
        for code in ("en", "es", "ar")
    ]
    i18n = {"i18n": {"docs_structure": "suffix", "languages": languages}}
    config["plugins"] = ["search", i18n]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


# --- the cases -------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A command, and what is done before each of its runs."""

    name: str
    command: list[str]
    folder: Path
    before: Callable[[], None] = lambda: None


def measured(cases: list[Case], rounds: int) -> dict[str, Result]:
    """Runs the cases in turns. What fails is told and left out."""
    found = {case.name: Result(case.name) for case in cases}
    for nth in range(rounds):
        for case in cases:
            case.before()
            try:
                found[case.name].costs.append(run(case.command, case.folder))
            except (OSError, subprocess.CalledProcessError) as error:
                print(f"{case.name}: {error}", getattr(error, "output", b"")[-500:])
            else:
                last = found[case.name].costs[-1]
                print(f"{nth + 1}. {case.name}: {last.time:.2f} s, CPU {last.cpu:.2f} s")
    return {name: result for name, result in found.items() if result.costs}


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
    _adopt()
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
        write_languages(books, folders["i18n"])
        spoken = measured(_language_cases(work, folders, books), max(1, rounds // 2))
        report(count, rounds, first, again, sizes, spoken)


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
        Case("ours, only starting", [sys.executable, "-m", "handouts", "--version"], ours),
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
