"""What commands cost: their time, their CPU and their memory, in turns on one machine.

CPU is that of a command and of every process that it started; memory is the largest sum
over them that was seen.
"""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SUBREAPER = 36
_QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of CPU, and MiB of memory."""

    time: float
    cpu: float
    memory: float


@dataclass
class Result:
    """The costs of one tool in one case."""

    name: str
    costs: list[Cost] = field(default_factory=list)

    def median(self, what: str) -> float:
        return statistics.median(getattr(cost, what) for cost in self.costs)


def run(command: list[str], folder: Path) -> Cost:
    """Runs a command to its end.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    os.sync()  # nobody waits for what another tool wrote
    before, start = _children(), time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, env=_QUIET, stdout=output, stderr=output)
        seen = [0.0]
        watch = threading.Thread(target=_watch, args=(process, seen), daemon=True)
        watch.start()
        process.wait()
        took = time.monotonic() - start
        if process.returncode:
            output.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, output.read())
    watch.join()
    _reap()
    return Cost(took, _children() - before, seen[0])


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def adopt() -> None:
    """Processes whose parent ends become ours, so that their CPU is counted."""
    if ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0):
        raise OSError("This benchmark needs Linux.")


def _reap() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _watch(process: subprocess.Popen[bytes], seen: list[float]) -> None:
    while process.poll() is None:
        seen[0] = max(seen[0], sum(map(_resident, _family(process.pid))))
        time.sleep(0.1)


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return
    for child in text.split():
        yield from _family(int(child))


def _resident(pid: int) -> float:
    """MiB that a process has for itself, with its share of what it has in common."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


@dataclass(frozen=True)
class Case:
    """A command, and what is done before each of its runs."""

    name: str
    command: list[str]
    folder: Path
    before: Callable[[], None] = lambda: None


def measured(cases: list[Case], rounds: int) -> dict[str, Result]:
    """Runs the cases in turns. What fails is told and left out."""
    found = {case.name: Result(case.name) for case in cases}
    for nth in range(rounds):
        for case in cases:
            case.before()
            try:
                found[case.name].costs.append(run(case.command, case.folder))
            except (OSError, subprocess.CalledProcessError) as error:
                print(f"{case.name}: {error}", getattr(error, "output", b"")[-500:])
            else:
                last = found[case.name].costs[-1]
                print(f"{nth + 1}. {case.name}: {last.time:.2f} s, CPU {last.cpu:.2f} s")
    return {name: result for name, result in found.items() if result.costs}
