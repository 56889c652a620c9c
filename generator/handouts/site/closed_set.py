"""Whether this installation's templates, styles and scripts are those that were proven.

What they are is closed and written down: `closed-set.sha256` beside this file, in the
form of the tool sha256sum. Every release of Handouts proves that set in a browser, on
paper and in every language of its library. A site that is built with other files may
be a draft; it is released only after the proof has passed on that very site.

`python -m handouts.site.closed_set` writes the list anew; see `make closed-set`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from handouts.diagnostics import Code, Diagnostic
from handouts.site.danger_file import NAME, read_danger_file
from handouts.site.theme_data import material_stylesheet

_FILE = "closed-set.sha256"
_FOLDERS = ("theme", "render/templates")
_KINDS = (".css", ".html", ".j2", ".js", ".txt", ".typ", ".xml", ".yml")


def recorded() -> Mapping[str, str]:
    """The SHA-256 of each file of the closed set, by its path in the package."""
    text = (files("handouts.site") / _FILE).read_text(encoding="utf-8")
    pairs = (line.split("  ", 1) for line in text.splitlines() if line)
    return {name: digest for digest, name in pairs}


def present() -> Mapping[str, str]:
    """The same of this installation's files."""
    found = {}
    for folder in _FOLDERS:
        root = files("handouts") / folder
        for name, file in _below(root, folder):
            # A checkout on Windows may end lines in its own way.
            found[name] = _digest(file.read_bytes().replace(b"\r\n", b"\n"))
    sheet = material_stylesheet()
    data = (files("material") / "templates" / sheet).read_bytes()
    return dict(sorted(found.items())) | {f"material/{sheet}": _digest(data)}


def changed() -> list[str]:
    """The files that are not as in the closed set: changed, added or missing."""
    here, proven = present(), recorded()
    return sorted(n for n in here.keys() | proven.keys() if here.get(n) != proven.get(n))


def unproven(site: Path) -> list[Diagnostic]:
    """Why a finished site cannot be released: nothing, if its looks are the closed set's.

    If they are not, the site itself is proven in a browser, which takes a minute or two.
    """
    names = changed()
    if not names:
        return []
    must = read_danger_file(site / NAME)
    if must is None:
        raise ValueError(f"a build writes {NAME} before it asks")
    from handouts.site.browser_proof import prove  # noqa: PLC0415 - slow to load, seldom needed

    problems = prove(site, must)
    if not problems:
        return []
    told = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    message = f"These files are not as Handouts ships them: {told}."
    hint = (
        "A release with them must pass the proof in a browser, which it does not; see below. "
        "Or install Handouts anew."
    )
    return [Diagnostic(Code.RELEASE_UNPROVEN, message, hint), *problems]


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        inside = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _below(entry, inside)
        elif entry.name.endswith(_KINDS):
            yield inside, entry


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write() -> None:
    """Writes the list of this checkout's files."""
    lines = (f"{digest}  {name}\n" for name, digest in present().items())
    file = Path(__file__).with_name(_FILE)
    file.write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"Wrote {file.name}.")


if __name__ == "__main__":
    _write()
