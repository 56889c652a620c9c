"""What a build does on a disk that fails, told by its exit code. Started by test_faults.py.

It runs in a mount namespace of its own (`unshare --mount`), so that the small disks
it mounts are gone when it ends, however it ends.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from processes import PAGES, WITH_SHEETS, Tree, build, edit, handouts, tree

FREE_KB = (0, 64, 500)
"""What is left on the disk when the build starts; it needs about 2,000."""


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)


def must_fail(folder: Path, command: Sequence[str], before: Tree, what: object) -> None:
    """A build says what is wrong, and the site is as it was."""
    code, said = handouts(folder, *command)
    assert code == 1, (what, said)
    assert "[publish-failed]" in said or "[build-failed]" in said, (what, said)
    assert "Traceback" not in said, (what, said)
    assert tree(folder / "site") == before, what


def full(folder: Path) -> None:
    """The disk is full, sooner or later in the build."""
    build(folder, WITH_SHEETS)
    ballast = folder.parent / "ballast"
    words, before = 0, tree(folder / "site")
    for free in FREE_KB:
        edit(folder, f"New words {(words := words + 1)}.")
        room = shutil.disk_usage(folder).free
        with ballast.open("wb") as file:
            file.write(bytes(max(0, room - free * 1024)))
        must_fail(folder, WITH_SHEETS, before, f"{free} kB free")
        ballast.unlink()
    build(folder, WITH_SHEETS)
    assert tree(folder / "site") != before
    left_behind(folder)


def read_only(folder: Path) -> None:
    """First the whole disk may not be written, then only the published folder."""
    build(folder)
    before = tree(folder / "site")
    edit(folder, "New words.")
    mount("-o", "remount,ro", str(folder.parent))
    must_fail(folder, PAGES, before, "a disk that may only be read")
    mount("-o", "remount,rw", str(folder.parent))
    site = str(folder / "site")
    mount("--bind", site, site)
    mount("-o", "remount,ro,bind", site)
    must_fail(folder, PAGES, before, "a site that may only be read")
    subprocess.run(["umount", site], check=True)
    build(folder)
    assert tree(folder / "site") != before
    left_behind(folder)


def left_behind(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["build", "content", "site"]


if __name__ == "__main__":
    disk, library = Path(sys.argv[2]), Path(sys.argv[3])
    mount("-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk))
    shutil.copytree(library, disk / "small")
    {"full": full, "read-only": read_only}[sys.argv[1]](disk / "small")
