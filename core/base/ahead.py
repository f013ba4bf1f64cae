"""Work done ahead by threads, while the caller writes what was made before."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from .progress import Progress, Silent, check_cancelled

Item = TypeVar("Item")
Result = TypeVar("Result")
THREADS = "SLIPLINE_THREADS"  # set where several processes share a machine
_POLL_S = 0.2  # between two looks at the cancel button


class _Stop(Silent):
    """What the threads ask; only the caller's thread asks the user."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.set = self._event.set

    def is_cancelled(self) -> bool:
        """Tell whether the caller gave up."""
        return self._event.is_set()


def cores() -> int:
    """Processor cores that this process may use: those of the machine, or as many as the variable THREADS says."""
    present = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    allowed = os.environ.get(THREADS, "")
    return max(1, min(present, int(allowed))) if allowed.isdigit() else present


def done_ahead(
    work: Callable[[Item, Progress], Result], items: Collection[Item], progress: Progress, threads: int = 0
) -> Iterator[tuple[Item, Result]]:
    """Yield each item with its result, in order; at most 2 `threads` results wait in memory.

    Args:
        work: called in a thread with an item and a Progress that says when to stop; numpy and scipy let other
            threads run.
        items: what to work on.
        progress: told when the caller is done with an item.
        threads: 0: as many as there are cores, at most 4.

    Raises:
        Cancelled: within a moment after the user asked to stop.
    """
    threads = threads or min(4, cores())
    stop = _Stop()
    coming: deque[tuple[Item, Future[Result]]] = deque()
    source = iter(items)
    with ThreadPoolExecutor(threads) as pool:
        try:
            for done in range(1, len(items) + 1):
                while len(coming) < 2 * threads and (item := next(source, None)) is not None:
                    coming.append((item, pool.submit(work, item, stop)))
                first, future = coming.popleft()
                while not wait([future], _POLL_S).done:
                    check_cancelled(progress)
                check_cancelled(progress)
                yield first, future.result()
                progress.update(done / len(items))
        finally:
            stop.set()
            for _, future in coming:
                future.cancel()
