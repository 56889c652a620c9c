"""What is kept of each handout between builds, so that an unchanged one is not built again.

Records are JSON and read as data: a build folder that came from a stranger can make a
build slow or refuse it, and can never run anything. Any of them may be deleted.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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


_ODD = re.compile(r"[\\:\x00]")
"""What no file of a site has in its name, and what leads astray on Windows."""

_SITE = "site.record"
_SITE_RECORD: TypeAdapter[SiteRecord] = TypeAdapter(SiteRecord)
_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


def read_records(folder: Path, names: Iterable[str]) -> dict[str, Record]:
    """The records of some handouts; one that is broken or odd counts as missing."""
    found = {}
    for name in names:
        try:
            record = _RECORD.validate_json((folder / f"{name}.json").read_bytes())
        except (OSError, ValidationError):
            continue
        if _is_sound(record, name):
            found[name] = record
    return found


def _is_sound(record: Record, name: str) -> bool:
    """Whether a record is of one handout, and its files can only be below a site's root."""
    files = [file for volume in record.volumes for file in volume.files]
    owners = {record.handout, record.facts.handout, *(v.handout for v in record.volumes)}
    original = any(not volume.root for volume in record.volumes)
    inside = not any(_ODD.search(f) or ".." in f.split("/") or f[:1] == "/" for f in files)
    return owners == {name} and original and inside and len(set(files)) == len(files)


def write_records(folder: Path, records: Iterable[Record]) -> None:
    """Keeps records. Each is whole or not there, whenever the build is stopped."""
    for place in (*folder.parents[1::-1], folder):
        if place.is_symlink():  # never follow one out of the build's folder
            place.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    for record in records:
        _keep(folder, f"{record.handout}.json", _RECORD.dump_json(record))


def _keep(folder: Path, name: str, data: bytes) -> None:
    partial = folder / f"{name}.partial"
    for place in (partial, folder / name):
        if place.is_dir() and not place.is_symlink():  # in the way of every later build
            shutil.rmtree(place)
    partial.unlink(missing_ok=True)
    with partial.open("xb") as file:
        file.write(data)
    partial.replace(folder / name)


def site_record(folder: Path) -> SiteRecord | None:
    """What is kept of the last build, if it can be read."""
    try:
        return _SITE_RECORD.validate_json((folder / _SITE).read_bytes())
    except (OSError, ValidationError):
        return None


def write_site_record(folder: Path, record: SiteRecord) -> None:
    """Keeps what must be known of the last build."""
    _keep(folder, _SITE, _SITE_RECORD.dump_json(record))


def forget_others(folder: Path, names: Iterable[str]) -> None:
    """Removes the records of handouts that are no more."""
    kept = {_SITE, *(f"{name}.json" for name in names)}
    for file in [*folder.glob("*.json"), *folder.glob("*.partial")]:
        if file.name not in kept and not file.is_dir():
            file.unlink(missing_ok=True)
