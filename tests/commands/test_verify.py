"""`handouts verify`: is this site, or this sheet, what was built, and which version is it?"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import SMALL
from tests.translation.pseudo import speak

from handouts.cli import main
from handouts.site.manifest import NAME, Manifest, differences, read_manifest
from handouts.site.sheet_version import printed_version

SHEET = "print/elbow-pain-summary-letter-en.pdf"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@dataclass(frozen=True)
class Published:
    """A published site, and the folder that holds it."""

    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def version(self, handout: str = "elbow-pain", language: str = "en") -> str:
        handouts = json.loads((self.site / "manifest.json").read_text(encoding="utf-8"))["handouts"]
        found = (h for h in handouts if (h["id"], h["language"]) == (handout, language))
        return str(next(found)["version"])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The small library in two languages, signed in English, built once."""
    folder = tmp_path_factory.mktemp("published") / "small"
    shutil.copytree(SMALL, folder)
    speak(folder, "ar")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        signed = run(
            "review", "sign", "elbow-pain", "--by", "Ada Test", "--role", "nurse",
            "--today", "2026-01-15",
        )  # fmt: skip
        assert signed.exit_code == 0, signed.output
        result = run("build", "--today", "2026-02-01")
        assert result.exit_code == 0, result.output
    return Published(folder)


@pytest.fixture
def published(built: Published, tmp_path: Path) -> Published:
    """A copy of it, to spoil."""
    folder = tmp_path / "published"
    shutil.copytree(built.folder, folder)
    return Published(folder)


def one_byte_changed(site: Path) -> None:
    file = site / "rest/index.html"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def cut_short(site: Path) -> None:
    file = site / SHEET
    file.write_bytes(file.read_bytes()[:-1])


def emptied(site: Path) -> None:
    (site / "assets/stylesheets/print.css").write_bytes(b"")


def swapped(site: Path) -> None:
    one, other = site / "rest/index.html", site / "brace/index.html"
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


def renamed(site: Path) -> None:
    (site / "rest").rename(site / "resting")


def linked(site: Path) -> None:
    (site / "rest/index.html").unlink()
    (site / "rest/index.html").symlink_to(site / "brace/index.html")


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "one byte changed": (one_byte_changed, "rest/index.html is not as it was built"),
    "cut short by a byte": (cut_short, f"{SHEET} is not as it was built"),
    "emptied": (emptied, "assets/stylesheets/print.css is not as it was built"),
    "two pages swapped": (swapped, "brace/index.html is not as it was built"),
    "a file missing": (lambda s: (s / SHEET).unlink(), f"{SHEET} is missing"),
    "a folder missing": (lambda s: shutil.rmtree(s / "ar"), "ar/index.html is missing"),
    "a page elsewhere": (renamed, "resting/index.html was added after the build"),
    "another page by a link": (linked, "rest/index.html is not as it was built"),
    "a file added": (
        lambda s: (s / "own.js").write_text("1"), "own.js was added after the build"),
    "a hidden file added": (
        lambda s: (s / ".htaccess").write_text("1"), ".htaccess was added after the build"),
    "the danger signs changed": (
        lambda s: (s / "danger-signs.json").write_text("{}"), "danger-signs.json is not as"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_site_is_told(published: Published, what: str) -> None:
    change, told = CHANGES[what]
    change(published.site)
    result = run("verify", published.site)
    assert result.exit_code == 1
    assert f"error [site-changed] The file {told}" in result.output


def test_a_site_as_it_was_built_tells_versions_states_and_who_signed(built: Published) -> None:
    result = run("verify", built.site)
    assert result.exit_code == 0, result.output
    assert "files are as they were built." in result.output
    signed = f"elbow-pain (en): version {built.version()}, signed, current, by Ada Test."
    assert signed in result.output
    arabic = built.version(language="ar")
    assert f"elbow-pain (ar): version {arabic}, draft: never signed." in result.output


# --- the manifest itself ---------------------------------------------------------


def forge(site: Path) -> None:
    """Changes a page and makes the site's own manifest agree."""
    import hashlib  # noqa: PLC0415 - only a forger needs it

    page = site / "rest/index.html"
    page.write_bytes(page.read_bytes().replace(b"911", b"119"))
    file = site / "manifest.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    data["files"]["rest/index.html"] = hashlib.sha256(page.read_bytes()).hexdigest()
    file.write_text(json.dumps(data), encoding="utf-8")


def test_a_forged_manifest_is_told_from_a_copy_that_was_kept(published: Published) -> None:
    kept = published.folder / "kept.json"
    shutil.copyfile(published.site / "manifest.json", kept)
    assert run("verify", published.site, "--manifest", kept).exit_code == 0
    forge(published.site)
    assert run("verify", published.site).exit_code == 0, "the site alone cannot tell"
    result = run("verify", published.site, "--manifest", kept)
    assert result.exit_code == 1
    assert "rest/index.html is not as it was built" in result.output
    assert "manifest.json is not as it was built" in result.output


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": []}', '{"files": {}, "handouts": [1]}', "\udcff"]
)
def test_a_manifest_that_is_none_is_told(published: Published, text: str) -> None:
    file = published.site / "manifest.json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    result = run("verify", published.site)
    assert result.exit_code == 2
    assert "no readable manifest.json" in result.output


MADE_UP = ['{"files": {}, "handouts": [{"id": "a"}]}', "[" * 200_000]


@pytest.mark.parametrize("text", MADE_UP, ids=["half", "deep"])
def test_a_manifest_that_somebody_made_up_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path / NAME) is None


def test_a_pipe_in_place_of_the_manifest_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    assert read_manifest(tmp_path / NAME) is None


def test_links_in_a_site_are_told_whatever_they_lead_to(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "page.html").write_text("Page.", encoding="utf-8")
    (site / "page.html").symlink_to(tmp_path / "page.html")
    (site / "folder").symlink_to(tmp_path)
    digest = hashlib.sha256(b"Page.").hexdigest()
    said = {d.message for d in differences(site, Manifest({"page.html": digest}, ()))}
    assert said == {
        f"The file {name} is a link, and not what was built." for name in ("folder", "page.html")
    }


def test_a_folder_without_a_manifest_is_told(tmp_path: Path) -> None:
    assert run("verify", tmp_path).exit_code == 2


# --- one sheet ---------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_sheet_tells_its_version_and_state(built: Published, language: str) -> None:
    root = "" if language == "en" else f"{language}/"
    name = f"{root}print/elbow-pain-full-a4-large-print-{language}.pdf"
    result = run("verify", built.site / name, "--site", built.site)
    assert result.exit_code == 0, result.output
    assert f"is {name}, as it was built." in result.output
    version = built.version(language=language)
    assert f"elbow-pain ({language}): version {version}, " in result.output
    assert result.output.count("version") == 1, "no other handout is meant"
    assert printed_version(built.site / name) == version


def test_a_sheet_is_known_by_its_bytes_and_not_by_its_name(
    built: Published, tmp_path: Path
) -> None:
    copy = tmp_path / "download (3).pdf"
    shutil.copyfile(built.site / SHEET, copy)
    result = run("verify", copy, "--site", built.site)
    assert result.exit_code == 0
    assert f"is {SHEET}, as it was built." in result.output


def test_a_sheet_of_an_older_build_tells_both_versions(
    built: Published, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = published.folder / "content/elbow-pain/tennis-elbow.md"
    page.write_text(page.read_text().replace("months", "weeks"), encoding="utf-8")
    monkeypatch.chdir(published.folder)
    assert run("build", "--today", "2026-02-01").exit_code == 0
    assert published.version() != built.version()
    result = run("verify", built.site / SHEET, "--site", published.site)
    assert result.exit_code == 1
    assert "is not a file of the site" in result.output
    assert f"It says that it is version {built.version()}." in result.output
    assert f"version {published.version()}, draft: changed since it was signed" in result.output


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x00" * 99, b"Dear team"])
def test_what_is_no_sheet_is_told(built: Published, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "elbow-pain-summary-letter-en.pdf"
    file.write_bytes(data)
    result = run("verify", file, "--site", built.site)
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "is not a file of the site" in result.output


def test_options_that_do_not_go_together_are_refused(built: Published) -> None:
    assert run("verify", built.site, "--allow-changes").exit_code == 2
    assert run("verify", built.site / SHEET, "--site", built.site, "--browser").exit_code == 2
