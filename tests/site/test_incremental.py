"""A build that uses the last one again gives the very bytes of a build from nothing."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.conftest import SMALL
from tests.site.kept import keep, put_back

from handouts import pipeline
from handouts.diagnostics import Code, ContentProblems
from handouts.pipeline import records, run
from handouts.pipeline.reuse import reused
from handouts.site import build as mkdocs
from handouts.site.project import write_project

TODAY = date(2026, 1, 31)
SECOND = "wrist-pain"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a library with two handouts, and in `kept` its build."""
    place = tmp_path_factory.mktemp("incremental") / "now"
    folder = place / "shop"
    shutil.copytree(SMALL, folder)
    first = folder / "content/elbow-pain"
    shutil.copytree(first, folder / "content" / SECOND)
    handout = folder / "content" / SECOND / "handout.yml"
    text = handout.read_text(encoding="utf-8").replace('path: ""', f"path: {SECOND}")
    handout.write_text(text.replace("Elbow pain", "Wrist pain"), encoding="utf-8")
    built(folder, place / "kept")
    return keep(place)


@pytest.fixture
def shop(made_once: Path) -> Path:
    """The library, and beside it its build, as it was built."""
    return put_back(made_once) / "shop"


def built(folder: Path, work: Path, afresh: bool = False) -> dict[str, bytes]:
    """The site of a library, by file."""
    if afresh:
        shutil.rmtree(work, ignore_errors=True)
    places = pipeline.Places(folder / "content", folder / "docs", work / "build", work / "site")
    pipeline.build(places, TODAY, options=pipeline.Options(sheets=False))
    return files(work / "site")


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def page(chance: random.Random, folder: Path) -> Path:
    return chance.choice(sorted(folder.glob("content/*-pain/*.md")))


def reword(chance: random.Random, folder: Path) -> None:
    file = page(chance, folder)
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("key_point: ", "key_point: So, ", 1), encoding="utf-8")


def retitle(chance: random.Random, folder: Path) -> None:
    file = page(chance, folder)
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("title: ", "title: New ", 1), encoding="utf-8")


def alias(chance: random.Random, folder: Path) -> None:
    file = page(chance, folder)
    words = file.read_text(encoding="utf-8")
    added = f"aliases:\n  - word {chance.random()}\n"
    if "aliases:" not in words:
        file.write_text(words.replace("sources:", f"{added}sources:", 1), encoding="utf-8")


def term(chance: random.Random, folder: Path) -> None:
    file = folder / "content/glossary.yml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("A strong cord", "A very strong cord"), encoding="utf-8")


def sign(chance: random.Random, folder: Path) -> None:
    file = chance.choice(sorted(folder.glob("content/*-pain/danger-signs.yml")))
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("Blood may not", "The blood may not"), encoding="utf-8")


def clinic(chance: random.Random, folder: Path) -> None:
    file = folder / "content/clinic.yml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("Small Clinic", "Smaller Clinic"), encoding="utf-8")


def own_page(chance: random.Random, folder: Path) -> None:
    (folder / "docs").mkdir(exist_ok=True)
    words = f"# Ours\n\nTo [rest](rest/index.md). {chance.random()}\n"
    (folder / "docs/ours.md").write_text(words, encoding="utf-8")


def new_page(chance: random.Random, folder: Path) -> None:
    place = folder / "content" / SECOND
    if (place / "more.md").exists():
        return
    words = (place / "how-it-hurts.md").read_text(encoding="utf-8")
    (place / "more.md").write_text(words.replace("aliases:", "aliases:\n  - more", 1), "utf-8")
    order = place / "handout.yml"
    text = order.read_text(encoding="utf-8")
    order.write_text(text.replace("- how-it-hurts\n", "- how-it-hurts\n      - more\n"), "utf-8")


def spoil_site(chance: random.Random, folder: Path) -> None:
    """Somebody writes into the published site."""
    file = folder.parent / "kept/site/rest/index.html"
    if file.is_file():
        file.write_text("spoilt", encoding="utf-8")


Edit: TypeAlias = Callable[[random.Random, Path], None]

EDITS: list[Edit] = [
    reword, retitle, alias, term, sign, clinic, own_page, new_page, spoil_site,
]  # fmt: skip


EVERY_EDIT = random.Random(0).sample(EDITS, len(EDITS))


@pytest.mark.parametrize("first", range(0, len(EDITS), 3))
def test_every_edit_gives_the_bytes_of_a_build_from_nothing(shop: Path, first: int) -> None:
    edit_and_compare(shop, random.Random(first), EVERY_EDIT[first : first + 3])


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(4))
def test_random_edits_give_the_bytes_of_a_build_from_nothing(shop: Path, seed: int) -> None:
    chance = random.Random(seed)
    edit_and_compare(shop, chance, chance.sample(EDITS, 4))


def edit_and_compare(shop: Path, chance: random.Random, edits: list[Edit]) -> None:
    for edit in edits:
        edit(chance, shop)
        again = built(shop, shop.parent / "kept")
        afresh = built(shop, shop.parent / "afresh", afresh=True)
        assert differing(again, afresh) == [], edit.__name__


def test_an_edit_builds_one_handout_and_no_other(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = shop.parent / "kept"
    built(shop, work)
    reword(random.Random(1), shop)
    kept: list[str] = []
    keep = records.write_records

    def note(folder: Path, found: object) -> None:
        made = list(found)  # type: ignore[call-overload]
        kept.extend(record.handout for record in made)
        keep(folder, made)

    monkeypatch.setattr(run, "write_records", note)
    built(shop, work)
    assert len(kept) == 1
    built(shop, work)
    assert len(kept) == 1, "nothing was changed"


def test_a_broken_record_is_built_again(shop: Path) -> None:
    work = shop.parent / "kept"
    before = built(shop, work)
    for file in (work / "build/cache/volumes/site").glob("*.json"):
        file.write_text('{"handout": "../../x"}', encoding="utf-8")
    assert differing(before, built(shop, work)) == []


def test_a_record_that_leads_out_of_the_site_is_not_followed(shop: Path) -> None:
    work = shop.parent / "kept"
    before = built(shop, work)
    file = work / f"build/cache/volumes/site/{SECOND}.json"
    told = file.read_text(encoding="utf-8")
    file.write_text(told.replace(f'"{SECOND}/rest/index.html"', '"../../x.html"'), "utf-8")
    assert differing(before, built(shop, work)) == []
    assert not (work / "x.html").exists()


def test_a_problem_between_two_handouts_is_found_when_one_is_read_anew(shop: Path) -> None:
    work = shop.parent / "kept"
    before = built(shop, work)
    reword(random.Random(3), shop)
    handout = shop / "content" / SECOND / "handout.yml"
    text = handout.read_text(encoding="utf-8")
    handout.write_text(text.replace(f"path: {SECOND}", 'path: ""'), encoding="utf-8")
    with pytest.raises(ContentProblems) as caught:
        built(shop, work)
    assert differing(before, files(work / "site")) == [], "the published site was touched"
    assert not (work / "build/new").exists()
    assert Code.PAGE_DUPLICATE in {d.code for d in caught.value.errors}


def test_a_change_in_a_folder_named_templates_is_seen(shop: Path) -> None:
    work = shop.parent / "kept"
    own = shop / "docs/templates/form.html"
    own.parent.mkdir(parents=True)
    own.write_text("<!doctype html><title>Form</title><p>old dose</p>", encoding="utf-8")
    built(shop, work)
    own.write_text("<!doctype html><title>Form</title><p>new dose</p>", encoding="utf-8")
    assert b"new dose" in built(shop, work)["templates/form.html"]


@pytest.mark.parametrize(
    "name", ["..\\\\..\\\\x.html", "C:/x.html", "/x.html", "a/../../x.html", "x\\u0000.html"]
)
def test_a_record_with_an_odd_name_counts_as_missing(shop: Path, name: str) -> None:
    work = shop.parent / "kept"
    before = built(shop, work)
    file = work / f"build/cache/volumes/site/{SECOND}.json"
    told = file.read_text(encoding="utf-8")
    file.write_text(told.replace(f"{SECOND}/rest/index.html", name), encoding="utf-8")
    reword(random.Random(1), shop)
    after = built(shop, work)
    assert after.keys() == before.keys()


@pytest.mark.parametrize("spoil", ["no volumes", "another's", "a link"])
def test_an_odd_record_or_folder_does_no_harm(shop: Path, spoil: str) -> None:
    work = shop.parent / "kept"
    built(shop, work)
    folder, outside = work / "build/cache/volumes/site", shop.parent / "outside"
    if spoil == "no volumes":
        file = folder / f"{SECOND}.json"
        told = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps({**told, "volumes": []}), encoding="utf-8")
    elif spoil == "another's":
        shutil.copy(folder / "elbow-pain.json", folder / f"{SECOND}.json")
    else:
        outside.mkdir()
        (outside / "letter.json").write_text("dear", encoding="utf-8")
        shutil.rmtree(folder)
        folder.symlink_to(outside)
    reword(random.Random(5), shop)
    again = built(shop, work)
    assert differing(again, built(shop, shop.parent / "afresh", afresh=True)) == []
    assert not outside.exists() or sorted(f.name for f in outside.iterdir()) == ["letter.json"]


def test_a_link_in_the_published_site_is_not_carried_on(shop: Path) -> None:
    work = shop.parent / "kept"
    built(shop, work)
    page, outside = work / "site" / SECOND / "rest/index.html", shop.parent / "x.html"
    page.rename(outside)
    page.symlink_to(outside)
    reword(random.Random(5), shop)
    built(shop, work)
    assert not page.is_symlink()


def test_nothing_is_used_again_through_a_link_to_the_site(shop: Path) -> None:
    work = shop.parent / "kept"
    built(shop, work)
    (record,) = records.read_records(work / "build/cache/volumes/site", [SECOND]).values()
    assert reused(record, work / "site", work / "through-the-folder")
    (work / "link").symlink_to(work / "site")
    assert not reused(record, work / "link", work / "through-the-link")


def test_a_pipe_in_the_published_site_is_not_read(shop: Path) -> None:
    work = shop.parent / "kept"
    built(shop, work)
    (record,) = records.read_records(work / "build/cache/volumes/site", [SECOND]).values()
    page = work / "site" / SECOND / "rest/index.html"
    page.unlink()
    os.mkfifo(page)
    # Whoever reads it would wait for a writer: here is one, so that the test can fail.
    with subprocess.Popen(["sh", "-c", f"echo > '{page}'"]) as writer:
        assert not reused(record, work / "site", work / "new")
        with pytest.raises(subprocess.TimeoutExpired):  # it still waits for a reader
            writer.wait(1)
        writer.kill()


def test_a_build_warns_of_what_check_warns_of(shop: Path) -> None:
    file = shop / "content/sources.yml"
    text = file.read_text(encoding="utf-8")
    extra = text.replace("elbow-book:", "nobody-names-it:", 1).split("elbow-trial:")[0]
    file.write_text(text + extra, encoding="utf-8")
    places = pipeline.Places(shop / "content", shop / "docs", shop / "build", shop / "site")
    found = pipeline.build(places, TODAY, options=pipeline.Options(sheets=False))
    checked = pipeline.check(shop / "content", today=TODAY).diagnostics
    assert Code.SOURCE_UNUSED in {d.code for d in found}
    assert set(checked) <= set(found)


def test_plain_mkdocs_makes_the_same_pages_of_the_project(tmp_path: Path) -> None:
    site = built(SMALL, tmp_path)
    made = pipeline.project(pipeline.inputs(pipeline.Places(content=SMALL / "content"), TODAY))
    project = tmp_path / "project"
    write_project(project, made.settings, made.pages, None)
    finished = mkdocs.build_project(project)
    pages = {p.relative_to(finished).as_posix(): p.read_bytes() for p in finished.rglob("*.html")}
    ours = {name: data for name, data in site.items() if name.endswith(".html")}
    assert differing(pages, ours) == []
