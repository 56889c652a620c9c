"""Building and publishing, with real processes: the old site or the new one, never a mixture."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock
from tests.site.processes import PAGES, WITH_SHEETS, build, edit, handouts, start, tree
from tests.translation.pseudo import speak

from handouts.cli import main

# --- the same bytes --------------------------------------------------------


def test_the_same_content_gives_the_same_bytes_everywhere(small: Path, tmp_path: Path) -> None:
    speak(small, "es", "ar")
    other = tmp_path / "quite another/place"
    shutil.copytree(small, other)
    build(small, WITH_SHEETS, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    far = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}
    build(other, WITH_SHEETS, PYTHONHASHSEED="7", **far)
    found = tree(small / "site")
    assert found == tree(other / "site")
    for language in ("en", "es", "ar"):
        assert any(name.endswith(f"-{language}.pdf") for name in found)


def test_a_second_build_changes_nothing(small: Path) -> None:
    build(small, WITH_SHEETS)
    before = tree(small / "site")
    build(small, WITH_SHEETS)
    assert tree(small / "site") == before


def test_a_removed_page_leaves_nothing_behind(small: Path) -> None:
    build(small)
    (small / "content/elbow-pain/brace.md").unlink()
    for name in ("handout.yml", "choices.md"):
        file = small / "content/elbow-pain" / name
        words = file.read_text(encoding="utf-8").replace("      - brace\n", "")
        words = words.replace(
            "page: brace\n    text: Wearing a brace.", "page: ask\n    text: Ask."
        )
        file.write_text(words, encoding="utf-8")
    build(small)
    assert not [name for name in tree(small / "site") if "brace" in name]


# --- failing builds --------------------------------------------------------


def test_a_build_that_fails_leaves_the_published_site_as_it_was(small: Path) -> None:
    build(small)
    before = tree(small / "site")
    edit(small, "Take <b>care</b>.")
    code, said = handouts(small, *PAGES)
    assert code == 1 and "prose-html" in said and "Nothing was published" in said
    assert tree(small / "site") == before


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("own.md", "<script>alert(1)</script>", "verify-inline"),
        ("own.md", "[nowhere](nowhere.md)", "build-failed"),
        ("own.html", '<a href="nowhere.html">a</a>', "verify-link"),
        ("symptoms.md", "Nothing to see.", "file-unexpected"),
        ("symptoms/index.md", "Nothing to see.", "file-unexpected"),
        ("rest", "A file where a folder is needed.", "file-unexpected"),
        ("own.css", ".ho-danger{display:none}", "verify-unknown-style"),
    ],
)
def test_a_clinics_own_file_that_is_wrong_stops_the_build(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str, code: str
) -> None:
    (small / "docs" / name).parent.mkdir(parents=True)
    (small / "docs" / name).write_text(words, encoding="utf-8")
    monkeypatch.chdir(small)
    done = CliRunner().invoke(main, [*PAGES], env={"COLUMNS": "200"})
    assert done.exit_code == 1 and f"[{code}]" in done.output, done.output
    assert isinstance(done.exception, SystemExit)
    assert not (small / "site").exists()


def test_a_clinics_own_page_that_is_not_utf_8_stops_the_build_without_a_traceback(
    small: Path,
) -> None:
    (small / "docs").mkdir()
    (small / "docs/own.md").write_bytes(b"na\xefve")
    ended, said = handouts(small, *PAGES)
    assert ended == 1 and "Traceback" not in said, said
    assert not (small / "site").exists()


def test_a_clinics_own_page_is_published_beside_the_handouts(small: Path) -> None:
    (small / "docs/development").mkdir(parents=True)
    (small / "docs/parking.md").write_text("# Parking\n\nBehind the house.\n")
    (small / "docs/development/notes.md").write_text("# For maintainers\n")
    (small / "secret.txt").write_text("secret")
    (small / "docs/secret.txt").symlink_to(small / "secret.txt")
    build(small)
    published = tree(small / "site")
    assert "parking/index.html" in published
    assert not [name for name in published if "development" in name or "secret" in name]


def test_where_nothing_can_be_written_the_reason_is_told(small: Path) -> None:
    (small / "build").write_text("A file where the work folder is to be.")
    code, said = handouts(small, *PAGES)
    assert code == 1 and "[publish-failed]" in said and "Traceback" not in said, said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_published_site_as_it_was(small: Path) -> None:
    build(small, WITH_SHEETS)
    before = tree(small / "site")
    edit(small, "New words.")
    # Files may not grow over 20 kB: writing a larger one fails as on a full disk.
    command = f"exec {sys.executable} -m handouts {' '.join(WITH_SHEETS)}"
    limit = ["bash", "-c", f"trap '' XFSZ; ulimit -f 20; {command}"]
    done = subprocess.run(limit, cwd=small, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stdout + done.stderr
    assert tree(small / "site") == before
    build(small, WITH_SHEETS)
    assert tree(small / "site") != before


# --- killed builds ---------------------------------------------------------


@pytest.mark.parametrize("seed", [8, *(pytest.param(n, marks=pytest.mark.sweep) for n in (9, 10))])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(small: Path, seed: int) -> None:
    build(small, WITH_SHEETS)
    old = tree(small / "site")
    edit(small, "New words.")
    started = time.monotonic()
    build(small, WITH_SHEETS)
    took = time.monotonic() - started
    new = tree(small / "site")
    assert new != old

    chance = random.Random(seed)
    wholes = {"old": old, "new": new}
    now = "new"
    for number in range(4):
        target = "old" if now == "new" else "new"
        edit(small, "New words." if target == "new" else "Small steps count.")
        process = start(small, *WITH_SHEETS)
        # The first moments only start Python; the last ones publish.
        time.sleep(took * (chance.uniform(0.3, 1.05) if number % 2 else chance.uniform(0.8, 1.05)))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = tree(small / "site")
        assert found in (wholes[now], wholes[target]), "a mixture was published"
        now = target if found == wholes[target] else now
    edit(small, "New words.")
    build(small, WITH_SHEETS)
    assert tree(small / "site") == new
    assert sorted(path.name for path in small.iterdir()) == ["build", "content", "site"]
    assert not (small / "build/en/site").exists()


def test_of_two_builds_at_once_one_waits_its_turn(small: Path) -> None:
    build(small)
    with FileLock(small / "build/.lock"):
        code, said = handouts(small, *PAGES)
    assert code == 1 and "Another build is running" in said
    build(small)


# --- plain MkDocs ----------------------------------------------------------


def test_plain_mkdocs_builds_a_preview_and_never_the_published_site(small: Path) -> None:
    shutil.copyfile(Path(__file__).parents[2] / "mkdocs.yml", small / "mkdocs.yml")
    (small / "docs").mkdir()
    build(small)
    before = tree(small / "site")
    edit(small, "Only in the preview.")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=small, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (small / "build/preview/rest/index.html").read_text(encoding="utf-8")
    assert "Only in the preview." in page and "Danger signs" in page
    assert tree(small / "site") == before


def test_plain_mkdocs_names_the_problems(small: Path) -> None:
    shutil.copyfile(Path(__file__).parents[2] / "mkdocs.yml", small / "mkdocs.yml")
    (small / "docs").mkdir()
    edit(small, "Take <b>care</b>.")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=small, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "content/elbow-pain/rest.md:17" in done.stderr and "Traceback" not in done.stderr


# --- more than one handout -------------------------------------------------


def test_two_handouts_share_a_site_and_keep_their_readers(small: Path) -> None:
    shutil.copytree(small / "content/elbow-pain", small / "content/wrist-pain")
    file = small / "content/wrist-pain/handout.yml"
    words = file.read_text(encoding="utf-8").replace('path: ""', "path: arm/wrist")
    file.write_text(words.replace("Elbow pain", "Wrist pain"), encoding="utf-8")
    build(small)
    page = (small / "site/arm/wrist/rest/index.html").read_text(encoding="utf-8")
    assert 'href="../get-help/"' in page, "the danger strip leads to its own handout's page"
    assert 'href="../../../glossary/"' in page, "the glossary is the site's"
    assert "Wrist pain" in page
