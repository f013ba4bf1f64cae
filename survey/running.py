"""The steps on Dask: which tasks are sent when, and what becomes of those that fail. The scheduler is Dask's."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dask
from distributed import Client, LocalCluster, as_completed
from distributed.scheduler import KilledWorker

from ..core.base.ahead import THREADS, cores
from ..core.base.errors import CoreError, InputError
from ..core.base.grid import Window
from . import steps
from .chain import Chain
from .kept import Kept, growing
from .mosaic import write_mosaic
from .rows import blocks_around, wider

TRIES = 3  # of a task, and workers that it may bring down, before it is given up
_BYTES_EACH = 3 * 2**30  # that a worker may want
_CALM = {  # with its own settings Dask looks at itself 50 times a second and oftener: a tenth of the processor time
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "2s",
    "distributed.scheduler.work-stealing-interval": "1s",
    "distributed.worker.memory.monitor-interval": "500ms",
}
Say = Callable[[str], None]
Tell = Callable[[str, int, int], None]


@dataclass
class Outcome:
    """What a run came to.

    Args:
        failed: step and name of a task -> why it failed.
        waiting: step and name of a task that needs one that failed -> which.
        done: number of the tasks of each step that are finished.
    """

    failed: dict[tuple[str, str], str] = field(default_factory=dict)
    waiting: dict[tuple[str, str], str] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)


@contextlib.contextmanager
def client_of(scheduler: str = "", workers: int = 0) -> Iterator[Client]:
    """A client of a scheduler that runs, or of a cluster of this machine alone, which ends with it.

    Args:
        scheduler: its address; empty: a cluster on this machine, that listens on the loopback address only.
        workers: processes of that cluster; 0: as many as its cores and its memory allow.
    """
    if scheduler:
        with Client(scheduler) as client:
            yield client
        return
    count = workers or max(1, min(cores(), _memory() // _BYTES_EACH))
    threads = str(max(1, cores() // count))
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": TRIES - 1, **_CALM}),
        LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=_memory() // count,
            env={THREADS: threads},
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _memory() -> int:
    """Bytes of this machine's memory."""
    try:
        return int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):  # no such system
        return 2 * _BYTES_EACH


class Runner:
    """Runs the steps of a plan that are not finished.

    Args:
        chain: of the plan.
        client: of Dask.
        tell: hears of each step how many of its tasks are finished, and how many there are.
        say: hears sentences.
    """

    def __init__(self, chain: Chain, client: Client, tell: Tell, say: Say) -> None:
        self._chain, self._client, self._tell, self._say = chain, client, tell, say
        self._run = uuid.uuid4().hex  # a scheduler remembers what failed under a name
        self.outcome = Outcome()

    def run(self) -> Outcome:
        """Everything that is not finished, as far as it can be done.

        Raises:
            InputError: a source or a number of all targets failed, without which nothing goes on.
        """
        chain = self._chain
        chain.tidy()
        sources = {str(at): (chain, at) for at in range(len(chain.plan.sources))}
        done = {str(at): one for at, one in enumerate(chain.sorting)}
        self._stage("sort", steps.sort_source, sources, lambda name: done[name].is_done("source"))
        self._stop_where_failed()
        blocks = chain.blocks()
        if not blocks:
            raise InputError("No source has a target. Check the plan's section [importtargets].")
        self._each("targets", steps.gather_block, chain.targets, blocks)
        self._stop_where_failed()
        self._once("whole", steps.count_all, chain.whole)
        self._each("sums", steps.add_neighbours, chain.sums, blocks)
        self._stop_where_failed()
        self._once("noise", steps.hear_noise, chain.noise)
        sheets = list(chain.sheets)
        self._each("map", steps.draw_map, chain.maps, sheets)
        if chain.plan.stack:
            self._stacks(sheets)
        return self.outcome

    def _stacks(self, sheets: Sequence[str]) -> None:
        """Stacks, over the map of all sheets that have one, and predictions, over all stacks."""
        chain = self._chain
        _ = chain.stretch  # found once here, and sent with each task
        hotspot = self._mosaic(chain.maps, "hotspot.vrt", ".tif")
        drawn = self._without_failed("stack", sheets, "map")
        self._each("stack", steps.build_sheet, chain.stacks, drawn, hotspot)
        if chain.plan.predict:
            stack = self._mosaic(chain.stacks, "stack.vrt", ".vrt")
            built = self._without_failed("predict", sheets, "stack")
            self._each("predict", steps.predict_sheet, chain.predictions, built, stack)

    def _without_failed(self, step: str, sheets: Sequence[str], before: str) -> list[str]:
        """The sheets that have all that they need: the step before is finished in them and in those around them."""
        missing = {name for stage, name in (*self.outcome.failed, *self.outcome.waiting) if stage == before}
        grid, size = self._chain.grid, self._chain.plan.sheet_cells
        able = []
        for name in sheets:
            bounds = wider(grid.part(self._chain.sheets[name]).bounds, 1.0)
            lacking = [other for other in blocks_around(bounds, grid, size) if other in missing]
            if lacking:
                self.outcome.waiting[step, name] = f"{before} of {lacking[0]}"
            else:
                able.append(name)
        return able

    def _mosaic(self, step: Kept, name: str, suffix: str) -> str:
        """The rasters of the sheets as one; made anew, since more sheets may be finished than last time."""
        parts = finished_rasters(self._chain, step, suffix)
        path = step.path(name)
        if parts:
            write_mosaic(path, self._chain.grid, parts)
        return path

    def _once(self, name: str, function: Callable[..., Any], step: Kept) -> None:
        self._stage(name, function, {name: (self._chain,)}, step.is_done)
        self._stop_where_failed()

    def _each(self, name: str, function: Callable[..., Any], step: Kept, wanted: Sequence[str], *more: object) -> None:
        tasks = {one: (self._chain, one, *more) for one in wanted}
        self._stage(name, function, tasks, step.is_done)

    def _stage(
        self,
        step: str,
        function: Callable[..., Any],
        tasks: Mapping[str, tuple[object, ...]],
        is_done: Callable[[str], bool],
    ) -> None:
        """Send the tasks of a step that are not finished, and wait for all of them."""
        todo = [name for name in tasks if not is_done(name)]
        finished = len(tasks) - len(todo)
        self._tell(step, finished, len(tasks))
        futures = {
            self._client.submit(
                function, *tasks[name], retries=TRIES - 1, pure=False, key=f"{step}-{name}-{self._run}"
            ): name
            for name in todo
        }
        for future in as_completed(futures):
            name = futures[future]
            if future.status not in ("finished", "error"):
                raise InputError("The scheduler went away. Run the survey again: it goes on.")
            error = future.exception()
            if error is None:
                finished += 1
            else:
                self.outcome.failed[step, name] = _reason(error)
            if (step, name) in self.outcome.failed:
                self._say(f"{step} of {name} failed {TRIES} times: {self.outcome.failed[step, name]}")
            self._tell(step, finished, len(tasks))
        self.outcome.done[step] = finished

    def _stop_where_failed(self) -> None:
        """Stop where something failed that all sheets need.

        Raises:
            InputError: with the first reason.
        """
        for (step, name), why in self.outcome.failed.items():
            raise InputError(
                "{step} of {name} failed, and without it the numbers of all targets are not known: {why}",
                step=step,
                name=name,
                why=why,
            )


def _reason(error: BaseException) -> str:
    """Why a task failed, in words."""
    if isinstance(error, KilledWorker):
        return f"{TRIES} workers died of it, of too little memory perhaps"
    return str(error) if isinstance(error, CoreError) else f"{type(error).__name__}: {error}"


def finished_rasters(chain: Chain, step: Kept, suffix: str) -> list[tuple[str, Window]]:
    """Raster and cells of each sheet in which a step is finished."""
    return [(step.path(name + suffix), window) for name, window in chain.sheets.items() if step.is_done(name)]


def count_finished(chain: Chain) -> list[tuple[str, int, int | None]]:
    """Of each step its name, the number of finished tasks and of all; None where that is not known yet."""
    sources = sum(one.is_done("source") for one in chain.sorting)
    found: list[tuple[str, int, int | None]] = [("sort", sources, len(chain.sorting))]
    blocks = len(chain.blocks()) if sources == len(chain.sorting) else None
    found += [("targets", chain.targets.finished(), blocks), ("whole", chain.whole.finished(), 1)]
    found += [("sums", chain.sums.finished(), blocks), ("noise", chain.noise.finished(), 1)]
    sheets = len(chain.sheets)
    found.append(("map", chain.maps.finished(), sheets))
    if chain.plan.stack:
        found.append(("stack", chain.stacks.finished(), sheets))
    if chain.plan.predict:
        found.append(("predict", chain.predictions.finished(), sheets))
    return found


def time_left(chain: Chain) -> str:
    """A sentence on the processor time that is left, from what was measured; empty where no sheet is finished yet.

    What is left of each step takes as long for each piece as its finished pieces took on average.
    """
    maps = chain.maps.finished()
    if not maps:
        return ""
    steps = [chain.targets, chain.sums, chain.maps]
    steps += [chain.stacks] if chain.plan.stack else []
    steps += [chain.predictions] if chain.plan.predict else []
    counts, left, unknown = {step: (done, of) for step, done, of in count_finished(chain)}, 0.0, []
    for step in steps:
        done, of = counts[step.step]
        if done and of is not None:
            left += sum(step.seconds()) / done * (of - done)
        elif of is not None:
            unknown.append(step.step)
    without = f"; without {' and '.join(unknown)}, of which none is finished" if unknown else ""
    return f"Time: about {left / 60:,.0f} minutes of one core are left, from {maps} sheets that were measured{without}."


def write_report(path: str, outcome: Outcome) -> None:
    """A text file that says what failed and what waits for it."""
    lines = [f"{step} of {name}: {why}" for (step, name), why in outcome.failed.items()]
    lines += [f"{step} of {name} waits for {why}" for (step, name), why in outcome.waiting.items()]
    with growing(Path(path)) as draft:
        draft.write_text("\n".join([*lines, ""]), encoding="utf-8")
