"""Puts a finished site in place in one step: readers see the old one or the new one."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.site.danger_file import NAME as DANGER_FILE
from handouts.site.manifest import NAME as MANIFEST
from handouts.site.manifest import read_manifest

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_ROOM = "Check that there is room on the disk and that you may write there."
_ONE_DISK = "The site and the folder build/ must be on one disk: only so is it swapped in one step."


@contextmanager
def only_build(work: Path) -> Iterator[None]:
    """Holds the work folder, so that two builds do not mix their files.

    Raises:
        ContentProblems: another build is running, or the disk fails during this one.
    """
    lock = FileLock(work / ".lock")
    try:
        work.mkdir(parents=True, exist_ok=True)
        with lock.acquire(timeout=0):
            yield
    except Timeout:
        hint = "Wait until it has finished, then run the command again."
        problem = Diagnostic(Code.PUBLISH_FAILED, "Another build is running.", hint)
        raise ContentProblems([problem]) from None
    except OSError as error:
        file = Path(error.filename).name if isinstance(error.filename, str) else "a file"
        message = f"{file} could not be written or read: {error.strerror or error}."
        raise ContentProblems([Diagnostic(Code.PUBLISH_FAILED, message, _ROOM)]) from error


def publish(finished: Path, target: Path) -> None:
    """Swaps `finished` with `target`, then removes what was at `target` before.

    Both must be on the same file system. A crash before the swap leaves the old
    site, a crash after it the new one; a loss of power too, because every file is on
    the disk before the swap. Where `target` is a link, the folder that it leads to is
    swapped, because a web server may serve that one, and the link stays.

    Raises:
        ContentProblems: the target cannot be written, or is or leads to what is no site.
    """
    if target.is_symlink():
        target = _led_to(target)
    elif target.parent.absolute() != finished.parent.absolute():  # else it is our own workplace
        _refuse_another_use(target)
    try:
        _to_disk(finished)
        if target.exists():
            _exchange(finished, target)
            shutil.rmtree(finished, ignore_errors=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            finished.rename(target)
    except OSError as error:
        message = f"The new site could not be put at {target.name}/: {error.strerror}."
        hint = _ONE_DISK if error.errno == errno.EXDEV else _ROOM
        raise ContentProblems([Diagnostic(Code.PUBLISH_FAILED, message, hint)]) from error


def _refuse_another_use(target: Path) -> None:
    """Holds back from a folder that is no site: what is in it would be removed.

    Raises:
        ContentProblems: the folder has something in it and is no site of Handouts.
    """
    try:
        if not target.exists() or not any(target.iterdir()):
            return
        if any((target / name).is_file() for name in (MANIFEST, DANGER_FILE)):
            return
        why = "there are other files in it, which would be lost"
    except OSError as error:
        why = f"it is no folder that can be read ({error.strerror})"
    message = f"The new site was not put at {target}/: {why}."
    hint = "Choose a new or an empty folder for the site, with --site."
    raise ContentProblems([Diagnostic(Code.PUBLISH_FAILED, message, hint)])


def _led_to(link: Path) -> Path:
    """The folder of a site that a link leads to. Nothing else may be swapped and removed.

    Raises:
        ContentProblems: the link leads to something else.
    """
    try:
        folder = link.resolve()
        empty = not folder.exists() or not any(folder.iterdir())
        if empty or read_manifest(folder / MANIFEST) is not None:
            return folder
        why = f"leads to {folder}, where there is no site of Handouts"
    except (OSError, RuntimeError):  # it leads to itself, or to a file
        why = "does not lead to a folder"
    message = f"The new site was not put at {link.name}/: it is a link that {why}."
    hint = "Remove the link, or let it lead to an empty folder on the same disk."
    raise ContentProblems([Diagnostic(Code.PUBLISH_FAILED, message, hint)])


def _to_disk(folder: Path) -> None:
    """Waits until everything in a folder's file system is on the disk."""
    if sys.platform != "linux":
        os.sync() if hasattr(os, "sync") else None
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(handle) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
    finally:
        os.close(handle)


def _exchange(new: Path, old: Path) -> None:
    if sys.platform == "linux" and _exchange_on_linux(new, old):
        return
    # Elsewhere there is a moment without a site; the old one is put back if it fails.
    aside = old.with_name(f".{old.name}-old")
    shutil.rmtree(aside, ignore_errors=True)
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    aside.rename(new)


def _exchange_on_linux(new: Path, old: Path) -> bool:
    """`renameat2` swaps two folders in one step; False where it is not to be had."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(
        _AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE
    )
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(code, os.strerror(code))
