"""Candidate areas from a feature stack alone, where no targets are given: its bands tell where targets lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.grid import Grid
from ..base.progress import Progress, Silent, Stage, track
from ..hotspots.candidate_scores import SURROUNDINGS
from ..hotspots.carried_settings import KEYS, hotspot_settings, stability_mm_yr
from ..targets.targets import Targets, standard_targets
from .candidate_baseline import CandidateBaseline
from .map_bands import Bands

TARGETS, LOCAL_MEAN = "targets", "velocity"
_STEP_M = 40.0  # between the places that stand for targets where only their local mean is known: half its bandwidth
_MOST = 500_000  # targets; of more every second, third... is taken
_WINDOW = 1024


def candidates_of_stack(
    grid: Grid, bands: Bands, places: Sequence[Sequence[float]] = (), progress: Progress = Silent()
) -> CandidateBaseline | None:
    """The simple map of candidate areas; None where the stack has no band that tells of targets.

    Args:
        grid: whose cells are scored.
        bands: of the stack, on that grid.
        places: bounds of study areas side by side on the grid; each has its own stable ground.
        progress: reporting and cancel.
    """
    targets = targets_of_stack(grid, bands, Stage(progress, 0.0, 0.5))
    if targets is None:
        return None
    made = hotspot_settings(bands.reader)
    distance, bandwidth = (float(made[key]) if key in made else None for key in KEYS)
    return CandidateBaseline(
        grid,
        targets,
        distance,
        SURROUNDINGS * bandwidth if bandwidth else None,
        stability_mm_yr(bands.reader),
        Stage(progress, 0.5, 1.0),
        places,
    )


def targets_of_stack(grid: Grid, bands: Bands, progress: Progress = Silent()) -> Targets | None:
    """Targets at the middle of the cells whose velocity a stack knows; None where it knows none.

    They are the cells of the band `targets`, or without it places 40 m apart with the local mean velocity.
    """
    name = next((one for one in (TARGETS, LOCAL_MEAN) if one in bands.reader.names), "")
    if not name:
        return None
    step = 1 if name == TARGETS else max(1, round(_STEP_M / grid.cell_m))
    found: list[list[NDArray[np.float64]]] = [[], [], []]
    for window in track(grid.windows(_WINDOW // step * step), progress):
        values = bands.read(window, name)[step // 2 :: step, step // 2 :: step]
        rows, columns = np.nonzero(np.isfinite(values) & (values != 0))
        found[0].append(grid.x_min + (window.column + step // 2 + columns * step + 0.5) * grid.cell_m)
        found[1].append(grid.y_max - (window.row + step // 2 + rows * step + 0.5) * grid.cell_m)
        found[2].append(values[rows, columns].astype(np.float64))
    x, y, velocity = (np.concatenate(each) for each in found)
    every = -(-len(x) // _MOST) or 1
    return standard_targets(x[::every], y[::every], grid.crs, velocity[::every], {}) if len(x) else None
