"""Attempts to hide a danger sign from readers. The proof in a browser must see them all.

One site is spoilt in many ways, a page for each, and proven once. Each case says what the
proof must find; many say in which ways of reading, since some hide a sign from few.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.browser.conftest import Served

from handouts.cli import main
from handouts.diagnostics import Code, Diagnostic
from handouts.site import browser
from handouts.site.browser_proof import prove, unseen_lines
from handouts.site.danger_file import NAME, MustShow, read_danger_file
from handouts.site.proof_report import Unseen

SIGN = "Your arm is bent out of shape"
SCRIPTS_ONLY = "addEventListener('load', function () { %s });"
SIGNS = "document.querySelectorAll('.ho-sign').forEach(function (s) { %s });"


@dataclass(frozen=True)
class Case:
    """A way to spoil a page: a stylesheet, a script, or a change of its HTML.

    `why` is a piece of what the proof must say, `modes` the only ways of reading in which
    the sign is lost (all of them if empty), `number` whether it is the emergency number.
    """

    why: str
    css: str = ""
    js: str = ""
    before: str = ""
    after: str = ""
    modes: str = ""
    number: bool = False


def css(rules: str, why: str, modes: str = "") -> Case:
    return Case(why, css=rules, modes=modes)


def page(before: str, after: str, why: str, number: bool = False) -> Case:
    return Case(why, before=before, after=after, number=number)


def js(code: str, why: str, modes: str = "") -> Case:
    return Case(why, js=code, modes=modes)


ITEM = r'<li class="ho-sign" id="sign-bent">(.*?)</li>'

CASES: Mapping[str, Case] = {
    # stylesheets
    "not displayed": css(".ho-signs .ho-sign {display: none !important}", "display: none"),
    "its block not displayed": css(".ho-danger {display: none !important}", "display: none"),
    "not visible": css(".ho-sign {visibility: hidden}", "visibility"),
    "collapsed": css(".ho-sign {visibility: collapse}", "visibility"),
    "see-through": css(".ho-sign {opacity: 0}", "opacity"),
    "half see-through": css(".ho-danger {opacity: .4}", "opacity"),
    "see-through by a filter": css(".ho-danger {filter: opacity(0)}", "no ink"),
    "without contrast by a filter": css(".ho-danger {filter: contrast(0)}", "no ink"),
    "cut by a path": css(".ho-sign {clip-path: inset(100%)}", "clip-path"),
    "masked": css(".ho-sign {mask-image: linear-gradient(transparent, transparent)}", "masked"),
    "off the page": css(".ho-sign {position: absolute; left: -9999px}", "outside the page"),
    "moved off the page": css(".ho-sign {transform: translateX(-200vw)}", "outside the page"),
    "its text off the page": css(".ho-sign {text-indent: -9999px}", "outside the page"),
    "above the page": css(".ho-danger {position: absolute; top: -9000px}", "outside the page"),
    "white on white": css(
        ".ho-body .ho-article * {background: #fff !important; color: #fff !important}", "contrast"),
    "grey on white": css(
        ".ho-body .ho-article * {background: #fff !important; color: #888 !important}", "contrast"),
    "transparent letters": css(
        ".ho-article * {-webkit-text-fill-color: transparent !important}", "contrast"),
    "on a picture of its own color": css(
        ".ho-article .ho-care {background: linear-gradient(#777, #777) !important}"
        ".ho-article .ho-care * {background: none !important; color: #777 !important}", "no ink"),
    "no size": css(".ho-sign__text {font-size: 0 !important}", "too small"),
    "small print": css(".ho-sign__text {font-size: 9px !important}", "too small"),
    "shrunk": css(".ho-sign {transform: scale(.3)}", "squeezed"),
    "squeezed": css(".ho-sign__text {display: block; transform: scaleX(.02)}", "squeezed"),
    "letters on top of each other": css(".ho-sign {letter-spacing: -1em}", "no room"),
    "no height": css(".ho-danger {max-height: 0; overflow: hidden}", "cut off"),
    "a box that scrolls": css(".ho-danger {height: 90px; overflow: auto}", "cut off"),
    "one line with dots": css(
        ".ho-sign__words {display: -webkit-box; -webkit-box-orient: vertical;"
        "-webkit-line-clamp: 1; overflow: hidden; inline-size: 6em}", "cut off"),
    "covered": css(
        ".ho-care {position: relative} .ho-care::after"
        "{content: ''; position: absolute; inset: 0; background: #fff}", "lies under"),
    "covered by what lets presses through": css(
        ".ho-care {position: relative} .ho-care::after {content: ''; position: absolute;"
        "inset: 0; background: #fff; pointer-events: none}", "no ink"),
    "a curtain before the window": css(
        "body::after {content: ''; position: fixed; inset: 0; background: #fff; z-index: 99}",
        "lies under"),
    "not rendered": css(".ho-danger {content-visibility: hidden}", "not drawn"),
    "dots for letters": css(".ho-sign {-webkit-text-security: disc}", "dots"),
    "not on paper": css("@media print {.ho-sign {display: none !important}}", "display", "paper"),
    "white on paper": css(
        "@media print {.ho-body .ho-article .ho-care * {color: #fff !important}}", "contrast",
        "paper"),
    "not on phones": css(
        "@media (max-width: 500px) {.ho-sign {display: none !important}}", "display", "phone"),
    "not at desks": css(
        "@media (min-width: 1000px) {.ho-sign {display: none !important}}", "display", "desk"),
    "dark on dark": css(
        "@media (prefers-color-scheme: dark) {.ho-article .ho-care * {color: #000 !important}}",
        "contrast", "dark"),
    "only for those with scripts": css(
        ":root:not(.js) .ho-sign {display: none !important}", "display", "without scripts"),
    "cut by the edges of sheets": css(
        "@media print {.ho-sign {break-inside: auto !important} .ho-sign__text"
        "{display: block; inline-size: 4ch; line-height: 400px}}", "one sheet", "printed"),
    # scripts
    "taken out": js(SIGNS % "s.remove();", "one piece"),
    "taken out after a while": js(
        "setTimeout(function () {" + SIGNS % "s.remove();" + "}, 20000);", "one piece"),
    "taken out after many short whiles": js(
        "var n = 0; setInterval(function () { if (++n === 300)" + SIGNS % "s.remove();"
        + "}, 100);", "one piece"),
    "taken out before printing": js(
        "addEventListener('beforeprint', function () {" + SIGNS % "s.remove();" + "});",
        "one piece"),
    "hidden, and what tells of it changed": js(
        "window.getComputedStyle = function () { return document.body.style; };"
        "Element.prototype.getBoundingClientRect = function () { return new DOMRect(0,0,9,9); };"
        + SIGNS % "s.style.setProperty('visibility', 'hidden');", "visibility"),
    "folded by a script": js(
        "var d = document.createElement('details'); var s = document.querySelector('.ho-danger');"
        "s.replaceWith(d); d.append(s);", "folds away"),
    "led away": js("location.replace('../get-help/');", "leads away"),
    # the page itself
    "gone": page(ITEM, "", "one piece"),
    "folded": page(ITEM, r"<li><details><summary>More</summary>\1</details></li>", "folds away"),
    "folded, but open": page(ITEM, r"<li><details open><summary>x</summary>\1</details></li>",
                             "folds away"),
    "hidden by an attribute": page(ITEM, r"<li hidden>\1</li>", "display"),
    "hidden until found": page(ITEM, r'<li hidden="until-found">\1</li>', "display"),
    "in two places": page(
        "Your arm is bent out of shape", "Your arm is</span></li><li><span>bent out of shape",
        "one piece"),
    "a word less": page("Your arm is bent out", "Your arm is out", "one piece"),
    "as a picture's other words": page(SIGN, f'<img alt="{SIGN}">', "one piece"),
    "in what pops up": page(ITEM, r"<li popover>\1</li>", "display"),
    # the emergency number
    "another number": page("911", "119", "in no link", number=True),
    "a link that dials another number": page("tel:911", "tel:119", "dials", number=True),
    "a number that is no link": page(r'<a class="ho-tel" href="tel:911">911</a>', "911",
                                     "in no link", number=True),
}  # fmt: skip


def _file(case: str) -> str:
    return f"case-{list(CASES).index(case)}/index.html"


def _spoil(site: Path, name: str, case: Case) -> None:
    """Writes a copy of a page, spoilt."""
    text = (site / "symptoms/index.html").read_text(encoding="utf-8")
    stem = _file(name).partition("/")[0]
    if case.css:
        (site / f"{stem}.css").write_text(case.css, encoding="utf-8")
        text = text.replace("</head>", f'<link rel="stylesheet" href="../{stem}.css"></head>')
    if case.js:
        (site / f"{stem}.js").write_text(SCRIPTS_ONLY % case.js, encoding="utf-8")
        text = text.replace("</head>", f'<script src="../{stem}.js"></script></head>')
    if case.before:
        text, count = re.subn(case.before, case.after, text, flags=re.DOTALL)
        assert count, f"nothing to change for {name}"
    (site / stem).mkdir()
    (site / _file(name)).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def must(small_site: Served) -> MustShow:
    found = read_danger_file(small_site.folder / NAME)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def found(
    small_site: Served, must: MustShow, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[Unseen]]:
    """What the proof found in each case."""
    site = tmp_path_factory.mktemp("spoilt") / "site"
    shutil.copytree(small_site.folder, site)
    for name, case in CASES.items():
        _spoil(site, name, case)
    lines = must.pages["symptoms/index.html"]
    pages = {_file(name): lines for name in CASES}
    results = unseen_lines(site, replace(must, pages=pages))
    assert not isinstance(results, Diagnostic), results
    by_page = defaultdict(list)
    for unseen in results:
        by_page[unseen.page].append(unseen)
    return {name: by_page[_file(name)] for name in CASES}


@pytest.mark.sweep  # sixty looks at a site take two minutes
@pytest.mark.parametrize("name", CASES)
def test_a_hidden_sign_is_seen_to_be_hidden(found: Mapping[str, list[Unseen]], name: str) -> None:
    case = CASES[name]
    lost = [u for u in found[name] if u.number is case.number and case.why in u.why]
    assert lost, found[name]
    modes = {mode for unseen in lost for mode in unseen.modes}
    if case.modes:
        assert modes
        assert all(re.search(case.modes, mode) for mode in modes), modes


@pytest.mark.sweep
def test_the_site_as_it_is_built_hides_nothing(small_site: Served, must: MustShow) -> None:
    assert must.pages["404.html"] == (), "it must show the emergency number alone"
    assert prove(small_site.folder, must) == []


def test_a_page_that_is_gone_is_told(small_site: Served, must: MustShow, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(small_site.folder, site)
    (site / "symptoms/index.html").unlink()
    few = replace(must, pages={"symptoms/index.html": must.pages["symptoms/index.html"]})
    (problem,) = prove(site, few)
    assert problem.code is Code.PROOF_PAGE
    assert "symptoms/index.html" in problem.message


@pytest.mark.sweep
def test_the_command_names_page_way_and_sign(small_site: Served, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(small_site.folder, site)
    sheet = site / "assets/stylesheets/handouts.css"
    sheet.write_text(sheet.read_text() + "@media print {#sign-bent {display: none !important}}")
    refused = CliRunner().invoke(main, ["verify", str(site), "--browser"])
    assert refused.exit_code == 1
    assert "[site-changed] The file assets/stylesheets/handouts.css" in refused.output
    told = CliRunner().invoke(main, ["verify", str(site), "--browser", "--allow-changes"])
    assert told.exit_code == 1
    assert "warning [site-changed]" in told.output
    assert "error [proof-danger-sign] On ask/index.html, get-help/index.html" in told.output
    assert repr(SIGN) in told.output
    assert "(paper; paper, without scripts)" in told.output


def test_what_must_be_shown_may_not_change(small_site: Served, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(small_site.folder, site)
    file = site / NAME
    file.write_text(file.read_text().replace(SIGN, "Your arm is fine"))
    result = CliRunner().invoke(main, ["verify", str(site), "--browser", "--allow-changes"])
    assert result.exit_code == 1
    assert f"error [site-changed] The file {NAME} is not as it was built." in result.output


def test_without_a_browser_it_says_what_to_install(
    small_site: Served, must: MustShow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "BROWSERS", ("no-such-browser",))
    (problem,) = prove(small_site.folder, must)
    assert problem.code is Code.PROOF_BROWSER
    assert "no-such-browser" in problem.hint


def test_without_playwright_it_says_what_to_install(
    small_site: Served, must: MustShow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "playwright.sync_api", None)
    (problem,) = prove(small_site.folder, must)
    assert problem.code is Code.PROOF_BROWSER
    assert "pip install 'handouts[browser]'" in problem.hint
