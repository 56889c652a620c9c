"""A folder read back as a build reads what it wrote: volume by volume, then all together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from handouts.diagnostics import Diagnostic
from handouts.render.artifact import Artifact
from handouts.site.read_back import read_back
from handouts.site.together import hold_together
from handouts.site.verify import Expected, base_path
from handouts.site.volume import Volume


def problems_of(
    site: Path, expected: Iterable[Expected], address: str, others: Sequence[str] = ()
) -> list[Diagnostic]:
    """What a build would say of a folder.

    Args:
        site: the folder.
        expected: the pages that must be there, by their address below the site's root.
        address: the site's own address.
        others: its languages beside English.
    """
    every = [
        Artifact(file.relative_to(site).as_posix(), file.read_bytes())
        for file in sorted(site.rglob("*"))
        if file.is_file()
    ]
    volumes = []
    for language in ("en", *others):
        root = "" if language == "en" else language
        files = [file for file in every if _root(file.path, others) == root]
        volume = Volume(
            "",
            language,
            root,
            expected=tuple(page for page in expected if _root(f"{page.path}/", others) == root),
            files={file.path: hashlib.sha256(file.data).hexdigest() for file in files},
        )
        volumes.append(read_back(site, volume, files, base_path(address)))
    return hold_together(site, volumes)


def _root(name: str, others: Sequence[str]) -> str:
    first = name.partition("/")[0]
    return first if first in others else ""
