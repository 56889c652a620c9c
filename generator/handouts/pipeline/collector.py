"""When Python looks for objects that hold each other in a circle and nothing else holds.

A build reads much and keeps it: to look through it again and again takes a tenth of it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def collected_by_hand() -> Iterator[Callable[[], None]]:
    """No look by itself inside; what is given looks at what is new since the last time.

    To freeze is to say that what is there now stays: nothing looks through it again.
    """

    def collect() -> None:
        gc.collect()
        gc.freeze()

    before = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield collect
    finally:
        gc.unfreeze()
        if before:
            gc.enable()
