"""From a content folder to a published site.

read what changed → build its volumes, in several processes → the site's own pages →
hold everything against everything → publish in one step
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from handouts.content.between import Facts, check_between
from handouts.content.library import Library
from handouts.content.loader import main_folder
from handouts.diagnostics import (
    Code,
    ContentProblems,
    Diagnostic,
    has_errors,
    in_reading_order,
)
from handouts.pipeline.inputs import Places
from handouts.pipeline.inventory import take_inventory
from handouts.pipeline.project import Options
from handouts.pipeline.records import Record, forget_others, read_records, reused, write_records
from handouts.pipeline.shelf import Shelf, read_shelf
from handouts.pipeline.site import Frame, site_volume
from handouts.pipeline.volumes import Built, Job, build_volumes, volumes_of, withheld_of
from handouts.render.brand_files import STYLESHEET
from handouts.render.search import index_path
from handouts.site.closed_set import unproven
from handouts.site.danger_file import danger_file
from handouts.site.manifest import write_manifest
from handouts.site.page_facts import page_problem, wrong_link
from handouts.site.parallel import in_parallel
from handouts.site.project import empty_folder
from handouts.site.publish import only_build, publish
from handouts.site.shipped import shipped_files
from handouts.site.verify import leads_nowhere, missing_pages, page_file, unknown_styles
from handouts.site.volume import Volume, written
from handouts.translation.catalogs import languages
from handouts.translation.voices import incomplete

Progress = Callable[[str], None]
_AT_ONCE = 2
"""Handouts that are built without the cost of further processes."""


def build(
    places: Places,
    today: date,
    release: bool = False,
    offline: bool = False,
    progress: Progress = lambda stage: None,
    options: Options | None = None,
) -> tuple[Diagnostic, ...]:
    """Builds the site and publishes it in one step. Gives the warnings.

    Args:
        places: where things are read from and written to.
        today: the day that review dates are held against.
        release: whether to refuse what is not signed, in date and the clinic's own.
            Nothing of an earlier build is used again.
        offline: whether the pages are to be opened from a disk, without a server.
        progress: told what is being done.
        options: how pages are made; taken from `offline` if left out.

    Raises:
        ContentProblems: the content, the built site or the disk is not right;
            what was published before stays as it was.
    """
    options = options or Options(directories=not offline)
    with only_build(places.work):
        progress("Reading and checking the content")
        run = _Run(places, today, options, progress)
        run.read(afresh=release)
        progress("Building the site, and proving that nothing is missing")
        run.build_handouts()
        run.build_site()
        run.hold_together()
        if release and (problems := run.refused()):
            raise ContentProblems(problems)
        run.write_lists()
        if release and (problems := unproven(run.target)):
            raise ContentProblems(problems)
        progress("Publishing")
        publish(run.target, places.site)
        run.keep()
        shutil.rmtree(run.target, ignore_errors=True)
    return run.warnings()


class _Run:
    """One build on its way: what is known so far."""

    def __init__(self, places: Places, today: date, options: Options, progress: Progress) -> None:
        self._places, self._today, self._options = places, today, options
        self._kept_in = places.work / "cache/volumes"
        self.target = empty_folder(places.work / "new")
        self._inventory = take_inventory(places, today, options)
        self._names = tuple(self._inventory.handouts)
        self._main = main_folder(places.content) or ""
        self._records: dict[str, Record] = {}
        self._own: dict[str, Volume] = {}

    # --- what must be built ---

    def read(self, afresh: bool) -> None:
        """Reads the shared files and finds the handouts that must be built."""
        known = {} if afresh else read_records(self._kept_in, self._names)
        stale = [name for name in self._names if not self._unchanged(known.get(name))]
        few = len(stale) <= _AT_ONCE
        self._shelf = read_shelf(
            self._places, self._today, frozenset((*(stale if few else ()), self._main))
        )
        self._seen = _seen_by_others(self._shelf, self._main)
        if few and self._shelf.given is None:  # nothing can be built; tell everything at once
            self._records = {name: known[name] for name in self._names if name not in stale}
            self._stop_at_errors(())
        self._stale = [
            name
            for name in self._names
            if name in stale
            or (name != self._main and known[name].main != self._seen)
            or not reused(known[name], self._places.site, self.target)
        ]
        self._records = {name: known[name] for name in self._names if name not in self._stale}
        self._here = few and set(self._stale) <= {*stale, self._main}

    def _unchanged(self, record: Record | None) -> bool:
        return (
            record is not None
            and record.own == self._inventory.handouts[record.handout]
            and record.shared == self._inventory.shared
        )

    # --- building ---

    def build_handouts(self) -> None:
        """Builds what changed, here or in several processes.

        Raises:
            ContentProblems: some content is wrong.
        """
        spoken = len(languages(self._places.content)) + 1
        built = (
            [self._build_here()]
            if self._here and (spoken == 1 or not self._options.sheets)
            else in_parallel(build_volumes, list(self._jobs(spoken)))
        )
        for name in self._stale:
            self._records[name] = self._record(name, built)
        self._stop_at_errors(d for one in built for d in one.diagnostics)

    def _build_here(self) -> Built:
        job = self._job(tuple(self._stale))
        made = tuple(volumes_of(self._shelf, job)) if self._shelf.given else ()
        return Built(made, self._shelf.facts, self._shelf.diagnostics)

    def _job(self, handouts: tuple[str, ...], name: str = "here") -> Job:
        return Job(
            self._places,
            self._today,
            self._options,
            self._main,
            handouts,
            self.target,
            self._places.work / "mkdocs" / name,
        )

    def _jobs(self, spoken: int) -> Iterator[Job]:
        """Handouts are shared out among processes; where there are few, languages are."""
        cores = os.cpu_count() or 1
        if len(self._stale) >= cores:
            for nth in range(cores):
                yield self._job(tuple(self._stale[nth::cores]), str(nth))
        elif self._stale:
            for nth in range(spoken):
                job = self._job(tuple(self._stale), str(nth))
                yield replace(job, first=nth, of=spoken)

    def _record(self, name: str, built: Sequence[Built]) -> Record:
        facts = next((f for one in built for f in one.facts if f.handout == name), None)
        every = (d for one in built for d in one.diagnostics)
        own = dict.fromkeys(d for d in every if _is_about(d, name, self._places))
        return Record(
            name,
            self._inventory.handouts[name],
            self._inventory.shared,
            self._seen,
            facts or _unread(name),
            tuple(own),
            tuple(v for one in built for v in one.volumes if v.handout == name),
        )

    def build_site(self) -> None:
        """Builds the pages and files that belong to no handout."""
        self._stop_at_errors(())
        volumes = [v for name in self._names for v in self._records[name].volumes]
        drafts = any(volume.draft for volume in volumes)
        for voice in self._shelf.voices:
            own = tuple(v for v in volumes if v.language == voice.language)
            job = self._job((), f"site-{voice.language}")
            frame = Frame(own, drafts)
            self._own[voice.language] = site_volume(self._shelf, voice, job, frame)

    # --- proving ---

    @property
    def _volumes(self) -> list[Volume]:
        """Every volume, language by language."""
        handouts = [v for name in self._names for v in self._records[name].volumes]
        found = []
        for language, own in self._own.items():
            found += [*(v for v in handouts if v.language == language), own]
        return found

    def hold_together(self) -> None:
        """Proves what only the whole site can show.

        Raises:
            ContentProblems: something is missing, or leads nowhere, or is not ours.
        """
        volumes = self._volumes
        problems = [
            replace(p, message=f"{v.language}: {p.message}") if v.root else p
            for v in volumes
            for p in v.problems
        ]
        parts = {name: found for volume in volumes for name, found in volume.parts.items()}
        needed = (page_file(page.path) for volume in volumes for page in volume.expected)
        problems += missing_pages(needed, parts)
        for volume in volumes:
            problems += dead_ends(self.target, volume, parts)
            problems += _in_a_languages_place(volume, self._roots)
        problems += unknown_styles(self.target, self._shipped())
        if problems:
            raise ContentProblems(problems)

    @property
    def _roots(self) -> frozenset[str]:
        return frozenset(volume.root for volume in self._own.values() if volume.root)

    def _shipped(self) -> dict[str, str]:
        """The stylesheets and scripts that may be there, by their SHA-256."""
        ours = shipped_files(())
        found = {}
        for volume in self._own.values():
            front = f"{volume.root}/" if volume.root else ""
            found.update({f"{front}{name}": digest for name, digest in ours.items()})
            for name in (f"{front}{index_path(volume.language)}", f"{front}{STYLESHEET}"):
                if name in volume.files:
                    found[name] = volume.files[name]
        return found

    def refused(self) -> list[Diagnostic]:
        """What stands between the site and a release."""
        found = [problem for volume in self._volumes for problem in volume.refused]
        for language, own in self._own.items():
            here = [volume for volume in self._volumes if volume.language == language]
            if own.root:
                withheld = sum(volume.withheld for volume in here)
                published = any(volume.entry is not None for volume in here)
                found += incomplete(language, published, withheld)
        return list(dict.fromkeys(found))

    # --- the end ---

    def write_lists(self) -> None:
        """Writes what tells of the whole site: what it must show, and its manifest."""
        library = self._library
        volumes = self._volumes
        expected = [page for volume in volumes for page in volume.expected]
        files = {name: digest for volume in volumes for name, digest in volume.files.items()}
        files |= written(self.target, [danger_file(expected, library.clinic)])
        write_manifest(self.target, [v.row for v in volumes if v.row is not None], files)

    def keep(self) -> None:
        """Keeps what the next build may use again."""
        write_records(self._kept_in, (self._records[name] for name in self._stale))
        forget_others(self._kept_in, self._names)

    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is worth reading."""
        left_out = [warning for volume in self._volumes for warning in volume.warnings]
        return (*in_reading_order(self._found(())), *left_out)

    @property
    def _library(self) -> Library:
        if self._shelf.given is None:
            raise ValueError("the shelf has errors")
        return self._shelf.given.library

    def _found(self, more: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Everything found in the content so far, each once."""
        kept = (d for record in self._records.values() for d in record.diagnostics)
        return list(dict.fromkeys((*kept, *self._shelf.diagnostics, *more)))

    def _stop_at_errors(self, more: Iterable[Diagnostic]) -> None:
        found = self._found(more)
        library = self._shelf.given.library if self._shelf.given else None
        if library is not None:
            shared = [fact for fact in self._shelf.facts if not fact.handout]
            facts = [record.facts for record in self._records.values()]
            self._between = check_between(library, self._main, [*facts, *shared])
            found += self._between
        if library is None or has_errors(found):
            raise ContentProblems(in_reading_order(found))


def dead_ends(
    site: Path, volume: Volume, parts: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    """The links of a volume to what no other one has."""
    for link in volume.outward:
        if why := leads_nowhere(site, parts, link.target, link.part):
            yield page_problem(Code.VERIFY_LINK, link.page, wrong_link(link.address, why))


def _in_a_languages_place(volume: Volume, roots: frozenset[str]) -> Iterator[Diagnostic]:
    if volume.root:
        return
    for root in sorted({name.partition("/")[0] for name in volume.files} & roots):
        message = f"A page or a folder has the address {root}/, which is a language's."
        hint = "Give the page, or the folder in docs/, another name."
        yield Diagnostic(Code.PAGE_DUPLICATE, message, hint)


def _seen_by_others(shelf: Shelf, main: str) -> str:
    """A digest of what pages of other handouts show of the main one."""
    if shelf.given is None or main not in shelf.given.library.handouts:
        return ""
    handout = shelf.given.library.handouts[main]
    pages = [(p.id, p.kind, p.fields.title, p.fields.short_title) for p in handout.pages.values()]
    held = [
        (v.language, v.published, [w.document.path for w in withheld_of(v, main)])
        for v in shelf.voices
    ]
    words = [(v.language, v.library.main.file, v.library.main.danger_signs) for v in shelf.voices]
    return hashlib.sha256(repr((handout.file, pages, held, words)).encode()).hexdigest()


def _is_about(problem: Diagnostic, handout: str, places: Places) -> bool:
    """Whether a problem stands in one of a handout's own files."""
    inside = problem.file.partition(f"{places.content.name}/")[2]
    return inside.startswith((f"{handout}/", f"reviews/{handout}/")) or (
        inside.startswith("translations/") and inside.endswith(f"/{handout}.po")
    )


def _unread(name: str) -> Facts:
    """Stands in for a handout that could not be read."""
    empty: frozenset[str] = frozenset()
    return Facts(name, (), empty, empty, empty, empty, whole=False)
