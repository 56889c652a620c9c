"""Where `site` is a link: the folder that a web server reads is swapped, or nothing is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.site.processes import PAGES, Tree, build, edit, handouts, tree

SHARED_MEMORY = Path("/dev/shm")


def linked(small: Path, folder: Path) -> Tree:
    """Builds a site, then serves it from elsewhere: `site` becomes a link to it."""
    build(small)
    shutil.move(small / "site", folder)
    (small / "site").symlink_to(folder)
    return tree(folder)


def is_refused(small: Path, *words: str) -> None:
    """A build puts nothing at `site`, says why, and leaves nothing behind."""
    code, said = handouts(small, *PAGES)
    assert code == 1 and "[publish-failed]" in said and "Traceback" not in said, said
    assert all(each in said for each in words), said
    assert not (small / "build/new").exists() and not (small / "build/new").is_symlink()


def test_the_folder_that_a_link_leads_to_is_swapped_and_the_link_stays(
    small: Path, tmp_path: Path
) -> None:
    served = tmp_path / "www"
    before = linked(small, served)
    edit(small, "New words.")
    build(small)
    assert (small / "site").is_symlink() and not served.is_symlink()
    assert "New words." in (served / "rest/index.html").read_text(encoding="utf-8")
    assert tree(served) != before
    assert not (small / "build/new").is_symlink()
    alone = tmp_path / "alone"
    shutil.copytree(small / "content", alone / "content")
    build(alone)
    assert tree(served) == tree(alone / "site")


@pytest.mark.parametrize("there", [True, False])
def test_a_link_may_lead_to_an_empty_folder_or_to_none_yet(
    small: Path, tmp_path: Path, there: bool
) -> None:
    served = tmp_path / "www"
    if there:
        served.mkdir()
    (small / "site").symlink_to(served)
    build(small)
    assert (served / "index.html").is_file() and (small / "site").is_symlink()


def test_a_folder_that_holds_no_site_is_never_swapped_through_a_link(
    small: Path, tmp_path: Path
) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "to-my-aunt.txt").write_text("Dear aunt,", encoding="utf-8")
    (small / "site").symlink_to(letters)
    is_refused(small, "site/", "it is a link", "no site of Handouts", "Remove the link")
    assert tree(letters).keys() == {"to-my-aunt.txt"}


@pytest.mark.parametrize("name", ["content", "papers"])
def test_a_folder_with_other_files_is_never_taken_for_the_site(small: Path, name: str) -> None:
    """What is at the site's place is removed: it must not be somebody's work."""
    (small / "papers").mkdir()
    (small / "papers/thesis.txt").write_text("Years of work.", encoding="utf-8")
    before = tree(small / name)
    code, said = handouts(small, "build", "--no-sheets", "--site", name)
    assert code == 1 and "[publish-failed]" in said and "--site" in said
    assert tree(small / name) == before


def test_a_link_to_itself_or_to_a_file_is_refused(small: Path, tmp_path: Path) -> None:
    (small / "site").symlink_to(small / "site")
    is_refused(small, "does not lead to a folder")
    (small / "site").unlink()
    (tmp_path / "file").write_text("A file.", encoding="utf-8")
    (small / "site").symlink_to(tmp_path / "file")
    is_refused(small, "does not lead to a folder")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "A file."


@pytest.mark.skipif(not SHARED_MEMORY.is_dir(), reason="needs a second disk")
def test_a_link_to_another_disk_is_refused_and_the_old_site_stays(
    small: Path, tmp_path: Path
) -> None:
    if SHARED_MEMORY.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("needs a second disk")
    served = SHARED_MEMORY / f"handouts-{tmp_path.name}"
    try:
        before = linked(small, served)
        edit(small, "New words.")
        is_refused(small, "must be on one disk")
        assert tree(served) == before
    finally:
        shutil.rmtree(served, ignore_errors=True)


def test_a_page_that_became_a_link_is_built_again(small: Path, tmp_path: Path) -> None:
    build(small)
    before = tree(small / "site")
    page = small / "site/rest/index.html"
    page.rename(tmp_path / "elsewhere.html")
    page.symlink_to(tmp_path / "elsewhere.html")
    build(small)
    assert tree(small / "site") == before and not page.is_symlink()
