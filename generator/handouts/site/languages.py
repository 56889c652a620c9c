"""One site from the builds of its languages: several processes, then one folder."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import TypeVar

from handouts.diagnostics import Code, ContentProblems, Diagnostic
from handouts.governance.publication import Publication
from handouts.render.artifact import Artifact
from handouts.site.verify import Expected

Job = TypeVar("Job")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Part:
    """The finished pages of one language, or what is wrong with them.

    `root` is their address below the site; `shipped` the stylesheets and scripts
    that may stand there, by path, with their SHA-256.
    """

    root: str
    folder: Path
    expected: tuple[Expected, ...] = ()
    states: tuple[Publication, ...] = ()
    shipped: dict[str, str] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()


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


def joined(parts: Iterable[Part], extra: Iterable[Artifact] = ()) -> Path:
    """Puts the other languages' pages below those of the first. Gives the folder."""
    first, *others = parts
    for part in others:
        target = first.folder / part.root
        shutil.rmtree(target, ignore_errors=True)
        shutil.move(part.folder, target)
        for needless in ("robots.txt",):  # one at the site's root speaks for all
            (target / needless).unlink(missing_ok=True)
    for artifact in extra:
        file = first.folder / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.data)
    return first.folder


def shipped(parts: Iterable[Part]) -> dict[str, str]:
    """The stylesheets and scripts of the whole site."""
    return {
        "/".join(piece for piece in (part.root, name) if piece): digest
        for part in parts
        for name, digest in part.shipped.items()
    }
