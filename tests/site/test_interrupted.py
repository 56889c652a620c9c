"""Builds that use the last one again, after accidents to it: real processes, real kills.

Whatever happened to the last build, its records or its site, the next one gives the very
bytes of a build from nothing.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import SMALL
from tests.site.kept import keep, put_back
from tests.site.processes import PAGES, Tree, handouts, start, tree
from tests.translation.pseudo import speak

HANDOUTS = ("elbow-pain", "finger-pain", "hand-pain", "wrist-pain")
CLINICS = ("Small Clinic", "Another Clinic")


def build(folder: Path) -> Tree:
    """The site of a library after a build, by file."""
    code, said = handouts(folder, *PAGES)
    assert code == 0 and "Traceback" not in said, said
    return tree(folder / "site")


_anew: dict[str, Tree] = {}


def anew(folder: Path) -> Tree:
    """The site of a library, built from nothing and elsewhere: once for the same content."""
    content = str(sorted(tree(folder / "content").items()))
    if content not in _anew:
        clean = folder.with_name("clean")
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(folder / "content", clean / "content")
        _anew[content] = build(clean)
    return _anew[content]


def reword(folder: Path, words: str, handout: str = "wrist-pain") -> None:
    """Changes one page of a handout."""
    file = folder / "content" / handout / "rest.md"
    front, fence, _ = file.read_text(encoding="utf-8").rpartition("---\n")
    file.write_text(f"{front}{fence}\n{words}\n", encoding="utf-8")


def rename_clinic(folder: Path, name: str) -> None:
    """Changes what every page shows."""
    file = folder / "content/clinic.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    changed = [f"name: {name}" if line.startswith("name:") else line for line in lines]
    file.write_text("\n".join(changed) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four handouts, the first in two languages."""
    folder = tmp_path_factory.mktemp("interrupted") / "library"
    shutil.copytree(SMALL, folder)
    for name in HANDOUTS[1:]:
        shutil.copytree(folder / "content/elbow-pain", folder / "content" / name)
        file = folder / "content" / name / "handout.yml"
        words = file.read_text(encoding="utf-8").replace('path: ""', f"path: {name}")
        file.write_text(words.replace("Elbow pain", name.replace("-", " ")), encoding="utf-8")
    speak(folder, "es")
    build(folder)
    return keep(folder)


@pytest.fixture
def library(made_once: Path) -> Path:
    """They and their site as they were built."""
    return put_back(made_once)


def records(folder: Path) -> list[Path]:
    return sorted((folder / "build/cache/volumes/site").iterdir())


# --- killed ----------------------------------------------------------------


@pytest.mark.parametrize("what", ["one page", pytest.param("every page", marks=pytest.mark.sweep)])
def test_a_rebuild_killed_at_any_moment_leaves_a_whole_site_and_the_next_is_as_from_nothing(
    library: Path, what: str
) -> None:
    def change(number: int) -> None:
        if what == "one page":
            reword(library, f"Words of the {number}. kind.")
        else:
            rename_clinic(library, CLINICS[number])

    chance = random.Random(11)
    wholes = []
    for number in (0, 1):
        change(number)
        started = time.monotonic()
        wholes.append(build(library))
        took = time.monotonic() - started
    assert wholes[0] != wholes[1] == anew(library)
    now = 1
    for _ in range(4):
        change(1 - now)
        process = start(library, *PAGES)
        time.sleep(took * chance.uniform(0.3, 1.1))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert tree(library / "site") in wholes, "a mixture was published"
        # The next one starts at once: nothing of the killed one may still be writing.
        assert build(library) == wholes[1 - now]
        now = 1 - now
    assert not (library / "build/new").exists()


def test_a_rebuild_killed_before_it_keeps_its_records_does_no_harm(library: Path) -> None:
    before = tree(library / "site")
    for number in range(2):
        reword(library, f"Words of the {number}. kind.")
        old = (library / "site").stat().st_ino
        process = start(library, *PAGES)
        while (library / "site").stat().st_ino == old and process.poll() is None:
            time.sleep(0.0002)
        process.send_signal(signal.SIGKILL)  # the site is published, its records are not yet
        process.communicate()
        assert tree(library / "site") != before
        reword(library, "Other words.", "hand-pain" if number % 2 else "wrist-pain")
        before = build(library)
        assert before == anew(library)


def test_two_rebuilds_at_once_publish_one_whole_site(library: Path) -> None:
    reword(library, "Other words.")
    expected = anew(library)
    both = [start(library, *PAGES) for _ in range(2)]
    said = [process.communicate(timeout=600)[0] for process in both]
    assert sorted(process.returncode for process in both) in ([0, 0], [0, 1]), said
    assert "Traceback" not in "".join(said)
    assert tree(library / "site") == build(library) == expected


# --- spoilt records --------------------------------------------------------


def cut_short(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def without_a_field(file: Path) -> None:
    """As an older program may have written it."""
    told = json.loads(file.read_bytes())
    told.pop("warnings" if file.suffix == ".record" else "main")
    file.write_text(json.dumps(told), encoding="utf-8")


def of_another_shape(file: Path) -> None:
    told = json.loads(file.read_bytes())
    file.write_text(json.dumps({name: [value] for name, value in told.items()}), encoding="utf-8")


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def unreadable_links(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "nowhere")


SPOILT: dict[str, Callable[[Path], None]] = {
    "empty": lambda file: file.write_bytes(b"") and None,
    "cut short": cut_short,
    "not UTF-8": lambda file: file.write_bytes(b"\xff\xfe{}") and None,
    "nested": lambda file: file.write_bytes(b"[" * 100_000) and None,
    "without a field": without_a_field,
    "of another shape": of_another_shape,
    "a folder": a_folder,
    "a link to nowhere": unreadable_links,
    "lost": lambda file: file.unlink(),
}  # fmt: skip


@pytest.mark.parametrize(
    "first", [0, *(pytest.param(n, marks=pytest.mark.sweep) for n in range(5, len(SPOILT), 5))]
)
def test_spoilt_records_cost_time_and_nothing_else(library: Path, first: int) -> None:
    accidents = [*SPOILT.values()][first:]
    for file, accident in zip(records(library), accidents, strict=False):
        accident(file)
    reword(library, "Other words.")
    assert build(library) == anew(library)


def of_another_version(folder: Path) -> None:
    """The digest of what all handouts share, the program among it, is another one."""
    for file in folder.glob("*.json"):
        told = json.loads(file.read_bytes())
        told["shared"] = told["shared"][::-1]
        told["volumes"][0]["files"] = {}
        file.write_text(json.dumps(told), encoding="utf-8")


def of_another_handout(folder: Path) -> None:
    shutil.copyfile(folder / "wrist-pain.json", folder / "hand-pain.json")


@pytest.mark.parametrize("accident", [of_another_version, of_another_handout])
def test_sound_records_of_something_else_are_not_used(
    library: Path, accident: Callable[[Path], None]
) -> None:
    accident(library / "build/cache/volumes/site")
    reword(library, "Other words.", "finger-pain")
    assert build(library) == anew(library)


# --- a site that somebody changed -------------------------------------------


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(False, id="content as it was", marks=pytest.mark.sweep),
        pytest.param(True, id="content edited"),
    ],
)
def test_a_site_that_somebody_changed_by_hand_is_made_right_by_the_next_build(
    library: Path, edited: bool
) -> None:
    site = library / "site"
    (site / "hand-pain/rest/index.html").write_text("Our own words.", encoding="utf-8")
    (site / "finger-pain/symptoms/index.html").unlink()
    shutil.rmtree(site / "wrist-pain/get-help")
    (site / "es/index.html").write_bytes(b"")
    (site / "own.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    (site / "manifest.json").write_text("{}", encoding="utf-8")
    (site / "assets/stylesheets/handouts.css").write_text("* {}", encoding="utf-8")
    if edited:
        reword(library, "Other words.")
    assert build(library) == anew(library)


def test_a_site_that_is_gone_is_built_again(library: Path) -> None:
    before = tree(library / "site")
    shutil.rmtree(library / "site")
    assert build(library) == before


def test_a_change_inside_a_page_of_the_same_length_is_seen(library: Path) -> None:
    before = tree(library / "site")
    page = library / "site/hand-pain/rest/index.html"
    data, stat = page.read_bytes(), page.stat()
    page.write_bytes(data.replace(b"911", b"119"))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert build(library) == before
