"""One site from the builds of its languages: several processes, then one folder."""

from __future__ import annotations

import multiprocessing
import os
import posixpath
import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import TypeVar

from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.governance.publication import Publication
from handouts.site.switcher import Tongue
from handouts.site.verify import Expected

Job = TypeVar("Job")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Part:
    """The finished and proven pages of one language, or what is wrong with them.

    `root` is their address below the site; `warnings` are what was left out;
    `expected` is what its pages must show, by their address in the whole site.
    """

    root: str
    folder: Path
    states: tuple[Publication, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    expected: tuple[Expected, ...] = ()


def in_parallel(work: Callable[[Job], Result], jobs: Sequence[Job]) -> list[Result]:
    """The result of each job, in order; each job in a process of its own.

    `work` must be a function of a module, and jobs and results must be data.

    Raises:
        ContentProblems: a process was ended from outside.
    """
    workers = min(len(jobs), os.cpu_count() or 1)
    if workers <= 1:
        return [work(job) for job in jobs]
    fresh = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(fresh)
    if fresh == "forkserver":
        context.set_forkserver_preload([work.__module__])
    with ProcessPoolExecutor(workers, context, _end_with_parent) as pool:
        try:
            return list(pool.map(work, jobs))
        except BrokenProcessPool:
            message = "A process that built one of the languages was ended from outside."
            hint = "Perhaps there was not enough memory. Run the command again."
            raise ContentProblems([Diagnostic(Code.BUILD_FAILED, message, hint)]) from None


def _end_with_parent() -> None:
    """Ends this process when the one that started it is gone.

    A build that was killed must not go on writing where the next one writes.
    """
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def elsewhere(tongues: Iterable[Tongue], here: Tongue, files: Iterable[str]) -> frozenset[str]:
    """What the pages of a language may lead to outside their own folder.

    Args:
        tongues: every language of the site.
        here: the language whose pages they are.
        files: files of the site's root that they may use.
    """
    others = [tongue for tongue in tongues if tongue.code != here.code]
    pages = [f"{t.place(path)}/index.html".lstrip("/") for t in others for path in t.paths]
    return frozenset(posixpath.relpath(name, here.root or ".") for name in (*pages, *files))


def joined(parts: Iterable[Part]) -> Path:
    """Puts the other languages' pages below those of the first. Gives the folder."""
    first, *others = parts
    for part in others:
        target = first.folder / part.root
        if target.exists():
            message = f"A page or a folder has the address {part.root}/, which is a language's."
            hint = "Give the page, or the folder in docs/, another name."
            raise ContentProblems([Diagnostic(Code.PAGE_DUPLICATE, message, hint)])
        shutil.move(part.folder, target)
        # The one at the site's root speaks for all.
        (target / "robots.txt").unlink(missing_ok=True)
    return first.folder
