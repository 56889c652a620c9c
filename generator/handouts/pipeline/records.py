"""What is kept of each handout between builds, so that an unchanged one is not built again.

Records are JSON and read as data: a build folder that came from a stranger can make a
build slow or refuse it, and can never run anything. Any of them may be deleted.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from handouts.content.between import Facts
from handouts.diagnostics import Diagnostic
from handouts.site.volume import Volume


@dataclass(frozen=True, slots=True)
class Record:
    """A handout as it was built: the digests that it was made from, and what it gave.

    `own` and `shared` are those of the inventory, `main` that of what other handouts see
    of the site's main one. `diagnostics` are about the handout's own files.
    """

    handout: str
    own: str
    shared: str
    main: str
    facts: Facts
    diagnostics: tuple[Diagnostic, ...]
    volumes: tuple[Volume, ...]


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """The last build: a digest of all that it read, its manifest's SHA-256, its warnings."""

    inputs: str
    manifest: str
    warnings: tuple[Diagnostic, ...]


_SITE = "site.record"
_SITE_RECORD: TypeAdapter[SiteRecord] = TypeAdapter(SiteRecord)
_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


def read_records(folder: Path, names: Iterable[str]) -> dict[str, Record]:
    """The records of some handouts; a broken one counts as missing."""
    found = {}
    for name in names:
        try:
            data = (folder / f"{name}.json").read_bytes()
            found[name] = _RECORD.validate_json(data)
        except (OSError, ValidationError):
            continue
    return found


def write_records(folder: Path, records: Iterable[Record]) -> None:
    """Keeps records. Each is whole or not there, whenever the build is stopped."""
    folder.mkdir(parents=True, exist_ok=True)
    for record in records:
        partial = folder / f"{record.handout}.partial"
        partial.write_bytes(_RECORD.dump_json(record))
        partial.replace(folder / f"{record.handout}.json")


def site_record(folder: Path) -> SiteRecord | None:
    """What is kept of the last build, if it can be read."""
    try:
        return _SITE_RECORD.validate_json((folder / _SITE).read_bytes())
    except (OSError, ValidationError):
        return None


def write_site_record(folder: Path, record: SiteRecord) -> None:
    """Keeps what must be known of the last build."""
    partial = folder / f"{_SITE}.partial"
    partial.write_bytes(_SITE_RECORD.dump_json(record))
    partial.replace(folder / _SITE)


def forget_others(folder: Path, names: Iterable[str]) -> None:
    """Removes the records of handouts that are no more."""
    kept = {_SITE, *(f"{name}.json" for name in names)}
    if folder.is_dir():
        for file in folder.iterdir():
            if file.name not in kept:
                file.unlink(missing_ok=True)


def reused(record: Record, old: Path, new: Path) -> bool:
    """Puts a handout's files of the last site into the new one; False if one is not as it was."""
    for volume in record.volumes:
        for name, digest in volume.files.items():
            if ".." in PurePosixPath(name).parts or name.startswith("/"):
                return False
            try:
                data = (old / name).read_bytes()
            except OSError:
                return False
            if hashlib.sha256(data).hexdigest() != digest:
                return False
    made: set[Path] = set()
    for volume in record.volumes:
        for name in volume.files:
            place = new / name
            if place.parent not in made:
                place.parent.mkdir(parents=True, exist_ok=True)
                made.add(place.parent)
            _same_file(old / name, place)
    return True


def _same_file(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError:  # not every disk has links
        shutil.copyfile(old, new)
