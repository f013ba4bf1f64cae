"""Whole cycles of a stack: found in space, then in triangles; and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Silent, Stage, check_asked, track
from ..phases.cycle_regions import CYCLE, region_cycles
from ..phases.cycle_triangles import CLASSES, Closures, TriangleRepair, statistics
from ..phases.neighbourhood import Neighbourhood
from .marks import Marks
from .settings import Stack

Floats = NDArray[np.float64]
_BLOCK, _CLOSURES = 16_384, 4_000_000  # targets, and closures, that are worked on at once
_FEW = 0.001  # of the targets: fewer that change are not worth another round


@dataclass
class Repaired:
    """What was done.

    Args:
        values: that got whole cycles.
        unsolved: targets with patterns of open triangles that were not solved.
    """

    values: int = 0
    unsolved: int = 0


def blocks(stack: Stack) -> Iterator[slice]:
    """Some targets at a time; stops on cancel."""
    size = max(512, min(_BLOCK, _CLOSURES // max(1, len(stack.network.triangles))))
    for start in range(0, stack.phase.shape[1], size):
        check_asked()
        yield slice(start, start + size)


def closure_statistics(stack: Stack, progress: Progress = Silent()) -> Closures:
    """Of all triangles, about each triangle's own whole cycle: pairs are unwrapped from points of their own."""
    triangles, member = stack.network.triangles, coherence_classes(stack)
    made = statistics(stack.phase[:, :0], triangles)
    for some in track(list(blocks(stack)), progress):
        made = made + statistics(stack.phase[:, some], triangles, member[some])
    return made


def coherence_classes(stack: Stack) -> NDArray[np.int64]:
    """(targets,) from 0 to the highest of as many classes as closures have, equally large, by mean coherence."""
    total = np.zeros(len(stack.places), np.float32)
    for pair in range(len(stack.coherence)):
        check_asked()
        total += stack.coherence[pair]
    limits = np.quantile(total, np.arange(1, CLASSES) / CLASSES)
    return np.asarray(np.searchsorted(limits, total, side="right"), np.int64)


class Repair:
    """Repairs one stack, in place.

    Args:
        stack: with phases.
        joining: (targets,) that may join regions.
        way: "repair", or "mask": values in open triangles are left out, and space is not asked.
        in_space: whether neighbours are asked at all.
        marks: told before phases are changed once more.
    """

    def __init__(
        self, stack: Stack, joining: NDArray[np.bool_], way: str, in_space: bool, marks: Marks = Marks()
    ) -> None:
        self.stack, self.way, self.done, self._marks = stack, way, Repaired(), marks
        self._ground = Neighbourhood(stack.places, joining) if in_space and way == "repair" else None

    def first(self, progress: Progress) -> None:
        """Regions that jump, then triangles that do not close."""
        self._regions(None, Stage(progress, 0.0, 0.6))
        self._triangles(Stage(progress, 0.6, 1.0))

    def again(self, velocity: Floats, height: Floats, per_metre: Floats, progress: Progress) -> bool:
        """Once more, on phases without the motion that was found: steep motion is no jump then.

        Args:
            velocity: (targets,) mm/yr.
            height: (targets,) m of height correction.
            per_metre: (scenes,) mm that 1 m of height correction moves each scene.

        Returns:
            Whether enough targets changed for another round.
        """
        if self._ground is None:
            return False
        i, j = self.stack.network.pairs.T
        years = self.stack.network.years
        per_year = -(years[j] - years[i]) / self.stack.mm_per_rad
        per_height = -(per_metre[j] - per_metre[i]) / self.stack.mm_per_rad
        expected = velocity, np.nan_to_num(height), per_year, per_height
        changed = self._regions(expected, Stage(progress, 0.0, 0.6))
        if changed.mean() <= _FEW:
            return False
        self._triangles(Stage(progress, 0.6, 1.0))
        return True

    def _regions(self, motion: tuple[Floats, Floats, Floats, Floats] | None, progress: Progress) -> NDArray[np.bool_]:
        """Give regions their cycles; with a motion only where more than a few targets change.

        Args:
            motion: velocity and height (targets,), and the phase (pairs,) of one of each; None: none is known yet.

        Returns:
            (targets,) that change.
        """
        stack = self.stack
        changed = np.zeros(len(stack.places), bool)
        waiting: list[tuple[int, NDArray[np.int64], NDArray[np.int32]]] = []
        if self._ground is None:
            return changed
        for pair in track(range(len(stack.phase)), progress):
            phase = stack.phase[pair]
            if motion:
                velocity, height, per_year, per_height = motion
                phase = phase - (per_year[pair] * velocity + per_height[pair] * height).astype(np.float32)
            cycles = region_cycles(phase, self._ground)
            at = np.flatnonzero(cycles)
            changed[at] = True
            waiting.append((pair, at, cycles[at]))
            if not motion or changed.mean() > _FEW:
                if motion:
                    self._marks.changing()
                for number, targets, whole in waiting:
                    stack.phase[number, targets] += (CYCLE * whole).astype(np.float32)
                    self.done.values += len(targets)
                waiting.clear()
        return changed

    def _triangles(self, progress: Progress) -> None:
        repair = TriangleRepair(self.stack.network)
        for some in track(list(blocks(self.stack)), progress):
            phase = self.stack.phase[:, some]
            cycles = repair.cycles(phase)
            if not cycles.any():
                continue
            self.done.values += int((cycles != 0).sum())
            change = np.where(cycles != 0, np.nan, 0.0) if self.way == "mask" else CYCLE * cycles
            self.stack.phase[:, some] = (phase + change).astype(np.float32)
        self.done.unsolved = repair.unsolved
