"""One build on its way: what changed is built, the rest is taken from the last site."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import ceil

from handouts.content.between import Facts, check_between
from handouts.content.library import Library
from handouts.content.loader import main_folder
from handouts.diagnostics import ContentProblems, Diagnostic, has_errors, in_reading_order
from handouts.pipeline.inputs import Places
from handouts.pipeline.inventory import take_inventory
from handouts.pipeline.project import Options
from handouts.pipeline.records import (
    Record,
    SiteRecord,
    forget_others,
    read_records,
    site_record,
    write_records,
    write_site_record,
)
from handouts.pipeline.reuse import reused
from handouts.pipeline.shelf import Shelf, read_shelf
from handouts.pipeline.site import Frame, site_volume
from handouts.pipeline.volumes import (
    Built,
    Job,
    build_shelf,
    build_volumes,
    volumes_of,
    withheld_of,
)
from handouts.site.danger_file import danger_file
from handouts.site.manifest import is_as_built, write_manifest
from handouts.site.parallel import in_parallel
from handouts.site.project import empty_folder
from handouts.site.volume import Volume, written
from handouts.translation.catalogs import languages

_AT_ONCE = 2
"""Handouts that are built without the cost of further processes."""

_READ_AT_ONCE = 32
"""Handouts that a process holds in memory together. With fewer, each time the shared files
are read for them costs more than their memory is worth."""


class Run:
    """One build on its way: what is known so far."""

    def __init__(self, places: Places, today: date, options: Options) -> None:
        self.places, self._today, self._options = places, today, options
        # A site and its preview share the work folder; each keeps records of its own.
        self._kept_in = places.work / "cache/volumes" / places.site.name
        self.target = places.work / "new"
        self._between: list[Diagnostic] = []
        self._inventory = take_inventory(places, today, options)
        self._names = tuple(self._inventory.handouts)
        self._main = main_folder(places.content) or ""
        self._records: dict[str, Record] = {}
        self._own: dict[str, Volume] = {}

    def nothing_changed(self) -> tuple[Diagnostic, ...] | None:
        """The warnings of the last build, where this one would give the very same site."""
        known = site_record(self._kept_in)
        if known is None or known.inputs != self._inventory.everything:
            return None
        return known.warnings if is_as_built(self.places.site, known.manifest) else None

    # --- what must be built ---

    def read(self, afresh: bool) -> None:
        """Reads the shared files and finds the handouts that must be built."""
        empty_folder(self.target)
        known = {} if afresh else read_records(self._kept_in, self._names)
        stale = [name for name in self._names if not self._unchanged(known.get(name))]
        few = len(stale) <= _AT_ONCE
        self._here = False
        if not few and stale == list(self._names):
            self._stale, self._records = stale, {}  # read with the first of them
            return
        self._shelf = read_shelf(
            self.places, self._today, frozenset((*(stale if few else ()), self._main))
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
            or not reused(known[name], self.places.site, self.target)
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
        spoken = len(languages(self.places.content)) + 1
        built = (
            [self._build_here()]
            if self._here and (spoken == 1 or not self._options.sheets)
            else in_parallel(build_volumes, list(self._jobs(spoken)), self._build_first)
        )
        for name in self._stale:
            self._records[name] = self._record(name, built)
        self._stop_at_errors(d for one in built for d in one.diagnostics)

    def _build_first(self, job: Job) -> Built:
        self._shelf, built = build_shelf(job)
        self._seen = _seen_by_others(self._shelf, self._main)
        return built

    def _build_here(self) -> Built:
        job = self._job(tuple(self._stale))
        made = tuple(volumes_of(self._shelf, job)) if self._shelf.given else ()
        return Built(made, self._shelf.facts, self._shelf.diagnostics)

    def _job(self, handouts: tuple[str, ...], name: str = "here") -> Job:
        return Job(
            self.places,
            self._today,
            self._options,
            self._main,
            handouts,
            self.target,
            self.places.work / "mkdocs" / name,
        )

    def _jobs(self, spoken: int) -> Iterator[Job]:
        """Handouts are shared out among processes; where there are few, languages are."""
        cores = os.cpu_count() or 1
        if len(self._stale) >= cores:
            jobs = cores * ceil(len(self._stale) / (cores * _READ_AT_ONCE))
            for nth in range(jobs):
                yield self._job(tuple(self._stale[nth::jobs]), str(nth))
        elif self._stale:
            for nth in range(spoken):
                job = self._job(tuple(self._stale), str(nth))
                yield replace(job, first=nth, of=spoken)

    def _record(self, name: str, built: Sequence[Built]) -> Record:
        facts = next((f for one in built for f in one.facts if f.handout == name), None)
        every = (d for one in built for d in one.diagnostics)
        own = dict.fromkeys(d for d in every if _is_about(d, name, self.places))
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
            job = self._job((), f"site-{voice.language}")
            frame = Frame(voice.language, tuple(volumes), drafts)
            self._own[voice.language] = site_volume(self._shelf, voice, job, frame)

    @property
    def volumes(self) -> list[Volume]:
        """Every volume, language by language."""
        handouts = [v for name in self._names for v in self._records[name].volumes]
        found = []
        for language, own in self._own.items():
            found += [*(v for v in handouts if v.language == language), own]
        return found

    # --- the end ---

    def write_lists(self) -> None:
        """Writes what tells of the whole site: what it must show, and its manifest."""
        library = self._library
        volumes = self.volumes
        expected = [page for volume in volumes for page in volume.expected]
        files = {name: digest for volume in volumes for name, digest in volume.files.items()}
        files |= written(self.target, [danger_file(expected, library.clinic)])
        self._manifest = write_manifest(
            self.target, [v.row for v in volumes if v.row is not None], files
        )

    def keep(self) -> None:
        """Keeps what the next build may use again."""
        write_records(self._kept_in, (self._records[name] for name in self._stale))
        forget_others(self._kept_in, self._names)
        record = SiteRecord(self._inventory.everything, self._manifest, self.warnings())
        write_site_record(self._kept_in, record)

    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is worth reading."""
        left_out = [warning for volume in self.volumes for warning in volume.warnings]
        found = dict.fromkeys((*self._found(()), *self._between))
        return (*in_reading_order(found), *left_out)

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
