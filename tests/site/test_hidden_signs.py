"""Attempts to lose a danger sign before the site is published. The build must stop each.

Each test says in its name who tries: a template, the theme, an override of it, a
translator, a file in docs/, a changed style or script. On paper: test_hidden_signs_on_paper.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from tests.conftest import ROOT, SMALL
from tests.site.conftest import TODAY, Finished
from tests.site.reading import problems_of
from tests.translation.pseudo import speak

from handouts import pipeline
from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.site import build as mkdocs
from handouts.site import closed_set
from handouts.site.project import write_project
from handouts.translation import catalogs

PACKAGE = ROOT / "generator/handouts"
SIGN = "Your arm is bent out of shape"


def replace(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text, f"nothing to change in {file.name}"
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def built(folder: Path) -> None:
    """Builds the pages of a library."""
    places = pipeline.Places(folder / "content", folder / "docs", folder / "build", folder / "site")
    pipeline.build(places, TODAY, options=pipeline.Options(sheets=False))


# --- templates and the theme, in a copy of the whole package -------------------

BLOCKS = "render/templates/blocks.html.j2"
ARTICLE = "theme/partials/handouts-article.html"
HEADER = "theme/partials/handouts-header.html"
PAGE_CONTENT = "{{ (lead[1] if split else page.content) | safe }}"

TEMPLATES: Mapping[str, tuple[str, str, str, Code]] = {
    "the template of a block leaves the words out": (
        BLOCKS, '<span class="ho-sign__text">{{ inlines(sign.content) }}</span>', "",
        Code.VERIFY_DANGER_SIGNS),
    "it leaves out the last sign": (
        BLOCKS, "for sign in node.signs", "for sign in node.signs[:-1]", Code.VERIFY_DANGER_SIGNS),
    "it folds the signs away": (
        BLOCKS, '<ul class="ho-signs">', '<details><ul class="ho-signs">',
        Code.VERIFY_DANGER_SIGNS),
    "it hides the signs": (
        BLOCKS, '<ul class="ho-signs">', '<ul class="ho-signs" hidden>', Code.VERIFY_DANGER_SIGNS),
    "it speaks the signs to readers by ear alone": (
        BLOCKS, '<ul class="ho-signs">', '<ul class="ho-sr-only">', Code.VERIFY_DANGER_SIGNS),
    "it leaves out what to do": (
        BLOCKS, "{{ inlines(node.action) }}", "", Code.VERIFY_DANGER_SIGNS),
    "it leaves the strip out": (
        BLOCKS, "<p>{{ inlines(node.content) }} <a", "<p><a", Code.VERIFY_DANGER_SIGNS),
    "it dials a number of its own": (
        BLOCKS, 'href="tel:{{ filled.dial }}"', 'href="tel:119"', Code.VERIFY_LINK),
    "it shows a number of its own": (
        BLOCKS, "{{ filled.text }}</a>", "119</a>", Code.VERIFY_DANGER_SIGNS),
    "the theme leaves the page's words out": (
        ARTICLE, PAGE_CONTENT, "", Code.VERIFY_DANGER_SIGNS),
    "the theme changes a sign": (
        ARTICLE, PAGE_CONTENT, PAGE_CONTENT.replace("| safe", "| replace('bent', 'bend') | safe"),
        Code.VERIFY_DANGER_SIGNS),
    "the theme folds the page away": (
        ARTICLE, '<div class="ho-column">', '<div class="ho-column"><details>',
        Code.VERIFY_DANGER_SIGNS),
    "the theme hides with a style of its own": (
        HEADER, '<header class="ho-header">',
        '<style>.ho-sign{display:none}</style><header class="ho-header">', Code.VERIFY_INLINE),
    "the theme brings a script of its own": (
        HEADER, '<header class="ho-header">', '<script>hide()</script><header class="ho-header">',
        Code.VERIFY_INLINE),
    "the theme brings a style from elsewhere": (
        HEADER, '<header class="ho-header">',
        '<link rel="stylesheet" href="https://a.example/b.css"><header class="ho-header">',
        Code.VERIFY_FOREIGN),
}  # fmt: skip


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, to change. Gives the folder to import it from."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(PACKAGE, folder / "handouts", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    subprocess.run([sys.executable, "-m", "handouts.site.closed_set"], env=environment, check=True)
    return folder


@pytest.fixture
def changed(package: Path) -> Iterator[Callable[[str, str, str], Path]]:
    """Changes a file of the copied package until the test is over."""
    kept: dict[Path, bytes] = {}

    def change(file: str, before: str, after: str) -> Path:
        path = package / "handouts" / file
        kept.setdefault(path, path.read_bytes())
        replace(path, before, after)
        return package

    yield change
    for path, data in kept.items():
        path.write_bytes(data)


def command(package: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs `handouts` from a copy of the package, as a person in that folder would."""
    return subprocess.run(
        [sys.executable, "-m", "handouts", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(package), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("who", TEMPLATES)
def test_the_build_stops_a_changed_template(
    changed: Callable[[str, str, str], Path], small: Path, who: str
) -> None:
    file, before, after, code = TEMPLATES[who]
    result = command(changed(file, before, after), small, "build", "--no-sheets")
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"error [{code.slug}]" in result.stdout
    assert "Nothing was published." in result.stdout
    assert not (small / "site").exists()


def signed(package: Path, folder: Path) -> None:
    """Signs everything, for a clinic that exists."""
    replace(folder / "content/clinic.yml", "example: true\n", "")
    for handout in ("elbow-pain", "notices"):
        sign = ("review", "sign", handout, "--by", "Ada Test", "--role", "nurse")
        result = command(package, folder, *sign, "--today", "2026-01-15")
        assert result.returncode == 0, result.stdout + result.stderr


STYLES: Mapping[str, tuple[str, str, str]] = {
    "a style": (
        "theme/assets/stylesheets/handouts.css", ".ho-danger {",
        "#sign-bent { display: none !important; }\n.ho-danger {"),
    "a script": (
        "theme/assets/javascripts/page.js", '"use strict";',
        '"use strict"; setTimeout(function () { document.querySelectorAll("#sign-bent").forEach('
        "function (s) { s.remove(); }); }, 9000);"),
}  # fmt: skip


@pytest.mark.sweep  # a proof in a browser takes its time
@pytest.mark.parametrize("what", STYLES)
def test_a_release_with_a_changed_style_or_script_must_pass_the_proof_in_a_browser(
    changed: Callable[[str, str, str], Path], small: Path, what: str
) -> None:
    package = changed(*STYLES[what])
    signed(package, small)
    result = command(package, small, "build", "--release", "--today", "2026-02-01")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "error [release-unproven]" in result.stdout
    assert STYLES[what][0] in result.stdout
    assert "error [proof-danger-sign]" in result.stdout
    assert repr(SIGN) in result.stdout
    assert not (small / "site").exists()


@pytest.mark.sweep
def test_a_release_with_a_harmless_change_passes_the_proof_and_is_published(
    changed: Callable[[str, str, str], Path], small: Path
) -> None:
    file = "theme/assets/stylesheets/handouts.css"
    package = changed(file, ".ho-danger {", ".ho-brand { letter-spacing: 0.01em; }\n.ho-danger {")
    signed(package, small)
    result = command(package, small, "build", "--release", "--today", "2026-02-01")
    assert result.returncode == 0, result.stdout + result.stderr
    assert (small / "site/index.html").exists()


def test_the_closed_set_is_written_down() -> None:
    assert closed_set.changed() == [], (
        "Templates, styles or scripts have changed. When tests/browser/test_proof.py and "
        "`handouts verify --browser` pass with them, run: make closed-set"
    )


# --- an override of the theme, and files in docs/ --------------------------------


def overridden(folder: Path, overrides: Mapping[str, str]) -> list[Diagnostic]:
    """What the proof says when MkDocs is made to use templates from elsewhere."""
    made = pipeline.project(pipeline.inputs(pipeline.Places(content=SMALL / "content"), TODAY))
    project = folder / "project"
    write_project(project, made.settings, made.pages, None)
    for name, text in overrides.items():
        (project / "overrides" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "overrides" / name).write_text(text, encoding="utf-8")
    config = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    config["theme"]["custom_dir"] = "overrides"
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    finished = mkdocs.build_project(project)
    return problems_of(finished, made.expected, made.settings.site_url)


def test_the_build_finds_a_page_without_signs_by_an_override(tmp_path: Path) -> None:
    text = (PACKAGE / ARTICLE).read_text(encoding="utf-8").replace(PAGE_CONTENT, "")
    found = overridden(tmp_path, {"partials/handouts-article.html": text})
    assert {d.code for d in found} >= {Code.VERIFY_DANGER_SIGNS}


def test_the_build_finds_a_style_by_an_override(tmp_path: Path) -> None:
    found = overridden(tmp_path, {"assets/stylesheets/handouts.css": ".ho-sign{display:none}"})
    assert ("assets/stylesheets/handouts.css", Code.VERIFY_UNKNOWN_STYLE) in {
        (d.file, d.code) for d in found
    }
    assert Code.VERIFY_DANGER_SIGNS not in {d.code for d in found}


@pytest.mark.parametrize("name", ["extra.css", "assets/stylesheets/own.css", "own.JS", "own.mjs"])
def test_the_build_refuses_styles_and_scripts_in_docs(small: Path, name: str) -> None:
    file = small / "docs" / name
    file.parent.mkdir(parents=True)
    file.write_text(".ho-sign { display: none }", encoding="utf-8")
    with pytest.raises(ContentProblems) as caught:
        built(small)
    assert Code.VERIFY_UNKNOWN_STYLE in {d.code for d in caught.value.diagnostics}


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="../own.txt"></script>',
        '<link rel="StyleSheet alternate" href="../own.txt?a.css">',
        '<link rel="preload" as="script" href="../own">',
    ],
)
def test_a_style_or_script_by_another_name_is_found(finished: Finished, markup: str) -> None:
    (finished.folder / "own.txt").write_text(".ho-sign { display: none }", encoding="utf-8")
    replace(finished.folder / "rest/index.html", "</head>", f"{markup}</head>")
    assert Code.VERIFY_UNKNOWN_STYLE in {problem.code for problem in finished.problems()}


@pytest.mark.parametrize(
    ("shown", "dialled", "wrong"),
    [
        ("911", "tel:119", True),
        ("911", "TEL:9111", True),
        ("(555) 555-0110", "tel:5555550111", True),
        ("(555) 555-0110", "tel:5555550110", False),
        ("Call us", "tel:5555550110", False),
    ],
)
def test_a_phone_link_dials_what_it_shows(
    finished: Finished, shown: str, dialled: str, wrong: bool
) -> None:
    link = f'<a href="{dialled}"><b>{shown}</b></a></main>'
    replace(finished.folder / "rest/index.html", "</main>", link)
    found = {problem.code for problem in finished.problems()}
    assert (Code.VERIFY_LINK in found) is wrong


# --- a translator ------------------------------------------------------------------


@pytest.mark.parametrize(
    "translation",
    ["", " ", "119.", "Call the office."],
    ids=["nothing", "a space", "another number", "no number"],
)
def test_a_translation_without_the_emergency_number_withholds_the_language(
    small: Path, translation: str
) -> None:
    speak(small, "es")
    files, _ = catalogs.read_files(small / "content", "es")
    file = next(f for f in files if f.path.name == "elbow-pain.po")
    entry = next(e for e in file.po if "{emergency_number}" in e.msgid and "/now/" in e.msgctxt)
    entry.msgstr = translation
    catalogs.write(file.po, file.path)
    built(small)
    spanish = [f.read_text(encoding="utf-8") for f in (small / "site/es").rglob("index.html")]
    assert spanish
    assert all('data-page="withheld"' in page and "911" in page for page in spanish)
    assert SIGN in (small / "site/symptoms/index.html").read_text(encoding="utf-8")
