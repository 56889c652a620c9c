"""How fast paper is: our sheet against WeasyPrint and a reused headless Chromium.

Run it from the project's folder:

    python -m pip install -e ".[test]" weasyprint
    python benchmarks/bench_pdf.py

Every tool sets the same summary (clinic, danger signs with icons, lists, drawing,
sources, code) as one tagged Letter page, in the same process and the same minute:
once with the same clinic every time, once for a clinic of another name each time,
and once with every sentence changed each time, so that nothing made before can be
handed back. Then a thousand sheets are set in
one go, and memory is read on the way. Prints a Markdown table; `--json FILE`
keeps the numbers.
"""

from __future__ import annotations

import argparse
import base64
import json
import logging
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests/sites/small/content"
sys.path.insert(0, str(ROOT / "generator"))

from handouts.compose.library import compose  # noqa: E402
from handouts.content import loader  # noqa: E402
from handouts.content.models import ClinicFile  # noqa: E402
from handouts.document import nodes as n  # noqa: E402
from handouts.document.walk import plain, text_of  # noqa: E402
from handouts.figures import check as figures  # noqa: E402
from handouts.figures.svg import Drawing  # noqa: E402
from handouts.governance.publication import Draft  # noqa: E402
from handouts.render.pdf import Press  # noqa: E402
from handouts.render.print_one import print_file  # noqa: E402
from handouts.render.sheet import Brand, Variant, sheet  # noqa: E402

CSS = """
@page { size: 8.5in 11in; margin: 13mm; @bottom-right { content: counter(page) } }
body { font: 12pt/1.4 sans-serif } section { border: 2pt solid #111; padding: 4pt }
h1 { font-size: 18pt } h2 { font-size: 13pt } ul { padding-left: 14pt }
"""


@dataclass(frozen=True)
class Timed:
    """Milliseconds: for the first sheet, the same again, another clinic's, other words."""

    tool: str
    first: float
    again: float
    another: float
    reworded: float


@dataclass(frozen=True)
class Shop:
    """Everything that a sheet is made of."""

    draft: Draft
    clinic: ClinicFile
    drawings: Mapping[str, Drawing]


Make: TypeAlias = Callable[[Shop, str], bytes]
"""A tool: the PDF of a sheet for a clinic of that name."""


def shop(content: Path) -> Shop:
    library, problems = loader.load(content)
    if library is None:
        raise SystemExit("\n".join(map(str, problems)))
    draft = Draft(compose(library).handouts[0], "0123abcd" * 8)
    return Shop(draft, library.clinic, figures.check(library).drawings)


def named(at: Shop, name: str) -> Brand:
    return Brand(at.clinic.model_copy(update={"name": name}))


def reworded(at: Shop, number: int) -> Shop:
    """The same sheet with the words of every sentence in another order."""

    def turned(node: Any) -> Any:
        if isinstance(node, tuple):
            return tuple(map(turned, node))
        if isinstance(node, n.Text):
            words = node.text.split(" ")
            at = number % len(words)
            return n.Text(" ".join([*words[at:], *words[:at]]) + f" {number}")
        if is_dataclass(node) and not isinstance(node, type):
            return replace(node, **{f.name: turned(getattr(node, f.name)) for f in fields(node)})
        return node

    handout = at.draft.handout
    documents = tuple(
        replace(d, blocks=turned(d.blocks)) if d.kind == "summary" else d for d in handout.documents
    )
    return replace(at, draft=replace(at.draft, handout=replace(handout, documents=documents)))


def html_of(at: Shop, name: str) -> str:
    """The words, icons, drawing and code of the summary as a plain page of HTML."""
    payload: Any = sheet(at.draft, Brand(at.clinic), at.drawings, Variant())
    (summary,) = (d for d in at.draft.handout.documents if d.kind == "summary")

    def drawn(svg: str, width: str) -> str:
        data = base64.b64encode(svg.encode()).decode()
        return f'<img alt="" style="width:{width}" src="data:image/svg+xml;base64,{data}">'

    def listed(items: Iterable[n.Inlines]) -> str:
        return "<ul>" + "".join(f"<li>{escape(plain(item))}" for item in items) + "</ul>"

    def blocks(nodes: n.Blocks) -> Iterator[str]:
        for node in nodes:
            match node:
                case n.Section(_, title, inner):
                    yield f"<h2>{escape(plain(title))}</h2>" + "".join(blocks(inner))
                case n.KeyPoint(_, words) | n.Paragraph(_, words):
                    yield f"<p>{escape(plain(words))}</p>"
                case n.DangerSigns(_, _, cards):
                    for card in cards:
                        items = "".join(
                            f"<li>{drawn(payload['icons'][s.icon], '1em')} "
                            f"{escape(plain(s.content))}"
                            for s in card.signs
                        )
                        head = f"{escape(plain(card.title))} {escape(plain(card.action))}"
                        yield f"<section><h2>{head}</h2><ul>{items}</ul></section>"
                case n.BulletList(_, items) | n.Questions(_, items):
                    yield listed(item.content for item in items)
                case n.Figure():
                    yield drawn(payload["figures"][node.figure]["svg"], "80mm")
                case n.Sources(_, sources):
                    yield listed(text_of(f"{s.title}. {s.publisher}") for s in sources)
                case _:
                    continue

    body = "".join(blocks(summary.blocks)) + drawn(payload["around"]["qr"], "20mm")
    title = escape(summary.title)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title><style>{CSS}</style></head>"
        f"<body><p><b>{escape(name)}</b></p><h1>{title}</h1>{body}</body></html>"
    )


def timed(tools: Mapping[str, Make], at: Shop, times: int) -> list[Timed]:
    """Every tool in turn, round by round, so that a busy moment meets them all."""

    def once(make: Make, shop: Shop, name: str) -> float:
        start = time.perf_counter()
        made = make(shop, name)
        taken = (time.perf_counter() - start) * 1000
        assert made.startswith(b"%PDF")
        return taken

    first = {tool: once(make, at, "The same clinic") for tool, make in tools.items()}
    rounds: dict[str, list[tuple[float, ...]]] = {tool: [] for tool in tools}
    for number in range(1, times + 1):
        other = reworded(at, number)
        for tool, make in tools.items():
            again = once(make, at, "The same clinic")
            another = once(make, at, f"Clinic {number}")
            words = once(make, other, f"Practice {number}")
            rounds[tool].append((again, another, words))
    return [
        Timed(tool, first[tool], *map(statistics.median, zip(*rounds[tool], strict=True)))
        for tool in tools
    ]


def rivals(stack: ExitStack) -> Iterator[tuple[str, Make]]:
    """Every other tool that is installed here."""
    try:
        import weasyprint  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    except ImportError:
        print("WeasyPrint is not installed: left out.", file=sys.stderr)
    else:
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        fonts = FontConfiguration()

        def weasy(at: Shop, name: str) -> bytes:
            document = weasyprint.HTML(string=html_of(at, name))
            made: bytes = document.write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")
            return made

        yield f"WeasyPrint {weasyprint.__version__}", weasy
    browser_file = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_file is None:
        print("Chromium is not installed: left out.", file=sys.stderr)
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    browser = stack.enter_context(sync_playwright()).chromium.launch(
        executable_path=browser_file, args=["--no-sandbox"]
    )
    stack.callback(browser.close)
    page = browser.new_page()

    def chromium(at: Shop, name: str) -> bytes:
        page.set_content(html_of(at, name))
        return page.pdf(prefer_css_page_size=True, tagged=True)

    yield f"Chromium {browser.version}, reused", chromium


def resident_mib() -> float:
    """Memory of this process (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, default=SMALL, help="A content folder.")
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    at = shop(options.content)
    with ExitStack() as stack:
        press = stack.enter_context(Press())

        def ours(at: Shop, name: str) -> bytes:
            return print_file(press, at.draft, named(at, name), at.drawings, Variant()).data

        tools = {"Handouts (Typst, reused)": ours, **dict(rivals(stack))}
        results = timed(tools, at, options.times)
    our = results[0]
    print("| tool | first, ms | the same again, ms | | another clinic | | other words | |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for r in results:
        print(
            f"| {r.tool} | {r.first:.0f} | {r.again:.1f} | {r.again / our.again:.1f} × "
            f"| {r.another:.1f} | {r.another / our.another:.1f} × "
            f"| {r.reworded:.1f} | {r.reworded / our.reworded:.1f} × |"
        )
    memory, seconds = batch(at, options.batch)
    print(f"\n{options.batch} sheets in {seconds:.1f} s ({options.batch / seconds:.0f} a second).")
    print("Memory, MiB: " + ", ".join(f"{mib:.0f}" for mib in memory))
    if options.json:
        numbers = {r.tool: asdict(r) for r in results}
        options.json.write_text(json.dumps({"ms": numbers, "mib": memory, "s": seconds}))


def batch(at: Shop, sheets: int) -> tuple[list[float], float]:
    """Memory at eleven points while many sheets are made, each for another clinic."""
    memory = []
    started = time.perf_counter()
    with Press() as press:
        for number in range(sheets):
            print_file(press, at.draft, named(at, f"Clinic {number}"), at.drawings, Variant())
            if number % max(1, sheets // 10) == 0 or number == sheets - 1:
                memory.append(resident_mib())
    return memory, time.perf_counter() - started


if __name__ == "__main__":
    main()
