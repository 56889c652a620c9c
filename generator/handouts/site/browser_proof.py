"""Proves in a real browser that readers see every danger sign of a finished site.

Reading the files tells that the words are there. Only a browser tells that nothing
hides them: no stylesheet, no script, nothing that a host has added. Each page is
opened with and without scripts, at a phone's and a desk's width, in light and in
dark, and for paper; each time every line must be drawn, in place, large and dark
enough and under nothing, and its ink must be in a grey picture of the page. Then the
page is printed, and every line must stand whole on one sheet of it.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PIL import Image

from handouts.diagnostics import Diagnostic
from handouts.site.browser import open_browser
from handouts.site.danger_file import MustShow
from handouts.site.paper_proof import missing_on_paper
from handouts.site.proof_picture import LEAST_CONTRAST, Box, around, has_ink
from handouts.site.proof_report import Unseen, told
from handouts.site.proof_server import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

SMALLEST = 16
"""The least size of a danger sign's letters, in CSS pixels: 12 points on paper."""

SMALLEST_NUMBER = 14
"""The least size of the emergency number: 10.5 points in the line along a sheet's top."""

WORKERS = 2
"""Browsers at a time."""

_ALL_TIMERS = 60_000
"""The clock of a page's scripts is put on by so many milliseconds, so that what a script
does later is done before the proof."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to read a page. `width` and `height` are the window's, in CSS pixels."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"


SCREEN = (
    Mode("phone, light", 360, 740),
    Mode("phone, dark", 360, 740, "dark"),
    Mode("desk, light", 1280, 900),
    Mode("desk, dark", 1280, 900, "dark"),
)
PAPER = Mode("paper", 700, 960, media="print")
"""About as wide as the text on a sheet of Letter or A4."""

WITH_SCRIPTS = (*SCREEN, PAPER)
WITHOUT_SCRIPTS = (SCREEN[0], SCREEN[3], PAPER)
"""Fewer: the same stylesheets hold, and each width, scheme and medium is among them."""


def prove(site: Path, must: MustShow) -> list[Diagnostic]:
    """Everything that a reader of a site's pages would not see, or that no browser is here.

    Args:
        site: the folder of the finished site.
        must: what each page must show.
    """
    found = unseen_lines(site, must)
    return (
        [found]
        if isinstance(found, Diagnostic)
        else list(told(found, len(WITH_SCRIPTS) + len(WITHOUT_SCRIPTS)))
    )


def unseen_lines(site: Path, must: MustShow) -> list[Unseen] | Diagnostic:
    """The lines that pages do not show, page by page, or why no browser can tell."""
    pages = sorted(must.pages)
    shares = [pages[i::WORKERS] for i in range(WORKERS)]
    with served(site, must.address) as url, ThreadPoolExecutor(WORKERS) as pool:
        results = list(pool.map(lambda share: _prove_pages(url, must, share), shares))
    found: dict[tuple[str, str, str], Unseen] = {}
    for result in results:
        if isinstance(result, Diagnostic):
            return result
        for unseen in result:
            known = found.setdefault((unseen.page, unseen.line, unseen.why), unseen)
            if known is not unseen:
                known.modes += unseen.modes
    return list(found.values())


def _prove_pages(url: str, must: MustShow, pages: Sequence[str]) -> list[Unseen] | Diagnostic:
    """What some of the pages do not show. Runs in a thread with a browser of its own."""
    if not pages:
        return []
    found: list[Unseen] = []
    with open_browser() as browser:
        if isinstance(browser, Diagnostic):
            return browser
        for scripts, modes in ((True, WITH_SCRIPTS), (False, WITHOUT_SCRIPTS)):
            with _context(browser, scripts) as context:
                for name in pages:
                    found += _prove_page(context, url, must, name, modes, scripts)
    return found


def _context(browser: Browser, scripts: bool) -> BrowserContext:
    context = browser.new_context(java_script_enabled=scripts, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    return context


def _prove_page(
    context: BrowserContext,
    url: str,
    must: MustShow,
    name: str,
    modes: Iterable[Mode],
    scripts: bool,
) -> list[Unseen]:
    page = context.new_page()
    unseen: dict[tuple[str, str], Unseen] = {}
    try:
        problem = _open(page, url, name, scripts)
        for mode in modes if not problem else ():
            said = mode.name if scripts else f"{mode.name}, without scripts"
            for found in _prove_mode(page, must, name, mode):
                unseen.setdefault((found.line, found.why), found).modes.append(said)
        if problem:
            return [Unseen(name, "", problem)]
        printed = page.pdf(prefer_css_page_size=True, print_background=False)
    except _errors() as error:
        return [Unseen(name, "", f"could not be read: {str(error).splitlines()[0]}")]
    finally:
        page.close()
    said = "printed" if scripts else "printed, without scripts"
    known = {u.line for u in unseen.values() if any(m.startswith(PAPER.name) for m in u.modes)}
    for line in missing_on_paper(printed, (*must.pages[name], must.number)):
        if line not in known:
            why = "is not whole on one sheet"
            unseen[line, why] = Unseen(name, line, why, line == must.number, [said])
    return list(unseen.values())


def _errors() -> type[Exception]:
    from playwright.sync_api import Error  # noqa: PLC0415 - an optional extra

    return Error


def _open(page: Page, url: str, name: str, scripts: bool) -> str:
    """Opens a page and lets its scripts do what they do. Why that failed, or nothing."""
    if scripts:
        page.clock.install()
    address = url + name.removesuffix("index.html")
    answer = page.goto(address, wait_until="load")
    if answer is None or not answer.ok:
        return "is not there"
    if scripts:
        page.clock.run_for(_ALL_TIMERS)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
    return "" if page.url == address else f"leads away to {page.url}"


def _prove_mode(page: Page, must: MustShow, name: str, mode: Mode) -> Iterator[Unseen]:
    page.set_viewport_size({"width": mode.width, "height": mode.height})
    page.emulate_media(media=mode.media, color_scheme=mode.scheme)
    session = page.context.new_cdp_session(page)
    lines = must.pages[name]
    report = _ask(session, must, lines, mode)
    answers = [*report["lines"], report["number"]]
    inked = _inked(session, [[Box(*box) for box in answer["boxes"]] for answer in answers])
    session.detach()
    for place, (line, answer) in enumerate(zip((*lines, must.number), answers, strict=True)):
        why = answer["why"] or ("" if inked[place] else "has no ink in a picture of the page")
        if why:
            yield Unseen(name, line, why, number=place == len(lines))


def _ask(
    session: CDPSession, must: MustShow, lines: Sequence[str], mode: Mode
) -> Mapping[str, Any]:
    """What the page itself tells, in a world that its own scripts cannot change."""
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "proof"})
    question = {
        "lines": lines,
        "number": must.number,
        "dial": must.dial,
        "smallest": SMALLEST,
        "smallestNumber": SMALLEST_NUMBER,
        "leastContrast": LEAST_CONTRAST,
        "paper": mode.media == "print",
    }
    answer = session.send(
        "Runtime.callFunctionOn",
        {
            "functionDeclaration": _script(),
            "arguments": [{"value": question}],
            "executionContextId": world["executionContextId"],
            "returnByValue": True,
        },
    )
    if "exceptionDetails" in answer:
        details = answer["exceptionDetails"]
        raise RuntimeError(details.get("exception", {}).get("description", details["text"]))
    found: Mapping[str, Any] = answer["result"]["value"]
    return found


def _script() -> str:
    return (files("handouts.site") / "browser_proof.js").read_text(encoding="utf-8")


def _inked(session: CDPSession, lines: Sequence[Sequence[Box]]) -> list[bool]:
    """Whether a grey picture of the page shows each line, given where its letters are.

    The last is the emergency number. It stands among the others on most pages; where it
    stands apart from them it is looked at only if there are no others.
    """
    *signs, number = lines
    boxes = [box for sign in signs for box in sign] or number
    if not boxes:
        return [False for _ in lines]
    whole = around(boxes)
    picture = _grey_picture(session, whole)
    return [
        bool(found) and all(has_ink(picture, _in(whole, b)) for b in found if _lies_in(whole, b))
        for found in lines
    ]


def _lies_in(whole: Box, box: Box) -> bool:
    return (
        whole.left <= box.left
        and whole.top <= box.top
        and box.left + box.width <= whole.left + whole.width
        and box.top + box.height <= whole.top + whole.height
    )


def _in(whole: Box, box: Box) -> Box:
    return Box(box.left - whole.left, box.top - whole.top, box.width, box.height)


def _grey_picture(session: CDPSession, place: Box) -> Image.Image:
    """A picture of a place of the page, as one without color vision sees it."""
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    clip = {"x": place.left, "y": place.top, "width": place.width, "height": place.height}
    taken = session.send(
        "Page.captureScreenshot",
        {
            "format": "png",
            "optimizeForSpeed": True,
            "captureBeyondViewport": True,
            "clip": {**clip, "scale": 1},
        },
    )
    return Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("L")
