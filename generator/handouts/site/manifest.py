"""`manifest.json`: every published file with its SHA-256, and what was signed.

It tells later whether a folder, or one sheet of paper's file, is what was built.
It does not prove who built it: keep a copy where only you can write.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.diagnostics import Code, Diagnostic
from handouts.governance.publication import Cleared, Publication, standing

NAME = "manifest.json"
_FORMAT = 1
_SAID = frozenset(("id", "language", "version", "state"))
"""What is said of every handout."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says: each file's SHA-256 by its path, and the handouts."""

    files: Mapping[str, str]
    handouts: tuple[Mapping[str, str], ...]


def write_manifest(
    site: Path, rows: Iterable[Mapping[str, str]], digests: Mapping[str, str]
) -> str:
    """Writes the manifest of a finished site into it. Gives the manifest's own SHA-256.

    Args:
        site: the folder.
        rows: what to say of each handout: see `manifest_row`.
        digests: the SHA-256 of each file by its name below the folder.
    """
    found = {"format": _FORMAT, "handouts": list(rows), "files": dict(digests)}
    text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (site / NAME).unlink(missing_ok=True)
    (site / NAME).write_bytes(text.encode())
    return hashlib.sha256(text.encode()).hexdigest()


def is_as_built(site: Path, digest: str) -> bool:
    """Whether a folder is, file for file, what the manifest with that SHA-256 says.

    A link in it leads to what may change later, so it counts as a difference.
    """
    try:
        if _digest(site / NAME) != digest or any(f.is_symlink() for f in site.rglob("*")):
            return False
    except OSError:
        return False
    manifest = read_manifest(site / NAME)
    return manifest is not None and not differences(site, manifest)


def read_manifest(file: Path) -> Manifest | None:
    """The manifest, or None where the file is not one."""
    if not file.is_file():
        return None  # a pipe would be read for ever
    try:
        data: Any = json.loads(file.read_text(encoding="utf-8"))
        files = {str(name): str(digest) for name, digest in data["files"].items()}
        handouts = tuple({str(k): str(v) for k, v in h.items()} for h in data["handouts"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not all(_SAID.issubset(handout) for handout in handouts):
        return None
    return Manifest(files, handouts)


def differences(site: Path, manifest: Manifest) -> list[Diagnostic]:
    """How a folder differs from its manifest: changed, missing and added files."""
    found = []
    there = set(_names(site))
    for name, digest in sorted(manifest.files.items()):
        if name not in there:
            found.append(_differs(name, "is missing"))
        elif _digest(site / name) != digest:
            found.append(_differs(name, "is not as it was built"))
    added = sorted(there - set(manifest.files))
    found += [_differs(name, "was added after the build") for name in added]
    # What a link leads to may change at any time, and a web server would show it.
    links = sorted(f.relative_to(site).as_posix() for f in site.rglob("*") if f.is_symlink())
    found += [_differs(name, "is a link, and not what was built") for name in links]
    return found


def file_in(manifest: Manifest, file: Path) -> str:
    """The published path of a file with the same bytes, or nothing."""
    digest = _digest(file)
    return next((name for name, known in manifest.files.items() if known == digest), "")


def _differs(name: str, how: str) -> Diagnostic:
    hint = "Build the site again and publish the whole folder."
    return Diagnostic(Code.SITE_CHANGED, f"The file {name} {how}.", hint, name)


def _names(site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.is_file() and name != NAME:
            yield name


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def manifest_row(state: Publication) -> dict[str, str]:
    """What the manifest says of a handout."""
    facts = {
        "id": state.handout.id,
        "language": state.handout.documents[0].language,
        "version": state.version,
        "fingerprint": state.fingerprint,
    }
    facts["state"] = standing(state)
    if isinstance(state, Cleared):
        facts |= {
            "reviewer": state.reviewer,
            "role": state.role,
            "signed_on": state.signed_on.isoformat(),
        }
    if state.term:
        facts["review_due"] = state.term.due.isoformat()
    return facts
