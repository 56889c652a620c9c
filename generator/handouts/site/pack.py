"""A finished site as one zip file, with the SHA-256 of each file in it."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

SUMS = "SHA256SUMS"

# The oldest day that a zip can hold: the same site always gives the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)


def pack(site: Path) -> Path:
    """Writes the zip beside the site's folder and gives its path.

    `SHA256SUMS` in it is in the form that `sha256sum --check` reads.
    """
    target = site.with_name(f"{site.name}.zip")
    partial = site.with_name(f"{site.name}.zip.partial")
    sums = []
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(f for f in site.rglob("*") if f.is_file()):
            name = file.relative_to(site).as_posix()
            data = file.read_bytes()
            sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
            _add(packed, f"{site.name}/{name}", data)
        _add(packed, f"{site.name}/{SUMS}", "".join(sums).encode())
    partial.replace(target)
    return target


def _add(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    packed.writestr(entry, data)
