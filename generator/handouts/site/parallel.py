"""One site from the builds of its languages: several processes, then one folder."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path
from typing import TypeVar

from handouts.diagnostics import Code, ContentProblems, Diagnostic

Job = TypeVar("Job")
Result = TypeVar("Result")


def in_parallel(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    first: Callable[[Job], Result] | None = None,
) -> list[Result]:
    """The result of each job, in order; as many at once as there are cores.

    This process works too: it begins at once, while others are still starting.

    Args:
        work: does a job; a function of a module.
        jobs: data, as the results are.
        first: does the first job, in this process; `work` if left out.

    Raises:
        ContentProblems: a process was ended from outside.
    """
    others = min(len(jobs), os.cpu_count() or 1) - 1
    first = first or work
    if others < 1:
        return [*map(first, jobs[:1]), *map(work, jobs[1:])]
    context = multiprocessing.get_context(_start_method())
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload([work.__module__])
    with ProcessPoolExecutor(others, context, _end_with_parent) as pool:
        try:
            # The last jobs go to the others; a job that nobody has begun can be taken back.
            handed = [pool.submit(work, job) for job in reversed(jobs[1:])]
            found = [first(jobs[0])]
            for job, future in zip(jobs[1:], reversed(handed), strict=True):
                found.append(work(job) if future.cancel() else future.result())
            return found
        except BrokenProcessPool:
            message = "A process that built some of the pages was ended from outside."
            hint = "Perhaps there was not enough memory. Run the command again."
            raise ContentProblems([Diagnostic(Code.BUILD_FAILED, message, hint)]) from None


def _start_method() -> str:
    """How another process begins.

    A fork has at once what this process has read and shares its memory. It is safe only
    where this process has no other thread, of Python or of a library (Typst keeps some
    when it has set a page): the fork would wait for them for ever. Linux tells.
    """
    try:
        if len(list(Path("/proc/self/task").iterdir())) == 1:
            return "fork"
    except OSError:
        pass  # another system
    known = multiprocessing.get_all_start_methods()
    return "forkserver" if "forkserver" in known else "spawn"


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
