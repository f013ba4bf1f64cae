"""A simple map that a model falls back on: which of them, with which settings, and how good it was beside the network.

The model's card keeps it, so that a prediction can draw it from the stack alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.json_values import plain
from ..base.progress import Progress, Silent, Stage
from ..base.translation import tr
from ..display.shown_words import shown
from ..gis.raster import RasterReader
from .baselines import Baseline, HotSpotBaseline, MotionBaseline, baselines_for
from .candidate_baseline import CandidateBaseline, HotSpotAreas
from .map_bands import bands_on
from .scores import Confusion, ratio
from .stack_candidates import candidates_of_stack

KINDS = (MotionBaseline.name, HotSpotBaseline.name, CandidateBaseline.name, HotSpotAreas.name)


@dataclass(frozen=True)
class SimpleMap:
    """A simple map and its settings, and what it and the network scored on held-back ground.

    Args:
        kind: one of KINDS.
        settings: of that kind.
        cells: of the map.
        network_iou: of the network; NaN where it is not known.
    """

    kind: str
    settings: dict[str, float]
    cells: Confusion
    network_iou: float

    def as_dict(self) -> dict[str, Any]:
        """For the model's card; what is not known is None."""
        missed = ratio(self.cells.fn, self.cells.fn + self.cells.tn)
        numbers = {
            "iou": self.cells.iou,
            "precision": self.cells.precision,
            "missed": missed,
            "network_iou": self.network_iou,
        }
        return dict(plain({"kind": self.kind, "settings": self.settings, **numbers}))


def maps_of_stack(
    grid: Grid, reader: RasterReader, places: Sequence[Sequence[float]] = (), progress: Progress = Silent()
) -> list[Baseline]:
    """The simple maps that a stack alone allows.

    Args:
        grid: whose cells are scored, of the stack's own cells.
        reader: the stack.
        places: bounds of study areas side by side on the grid.
        progress: reporting and cancel.
    """
    bands = bands_on(grid, reader)
    maps = list(baselines_for(grid, bands, None, Stage(progress, 0.0, 0.3)))
    candidates = candidates_of_stack(grid, bands, places, Stage(progress, 0.3, 1.0))
    return maps if candidates is None else [*maps, candidates, HotSpotAreas(candidates)]


def made_map(kind: str, settings: dict[str, float], reader: RasterReader, progress: Progress = Silent()) -> Baseline:
    """A simple map of a stack with settings that were chosen before.

    Raises:
        InputError: the stack lacks the bands that it is made from.
    """
    grid = reader.grid
    made: Baseline | None
    if kind in (CandidateBaseline.name, HotSpotAreas.name):
        made = candidates_of_stack(grid, bands_on(grid, reader), progress=progress)
    else:
        made = next((one for one in baselines_for(grid, bands_on(grid, reader), None) if one.name == kind), None)
    if made is None:
        raise InputError(
            tr(
                "The simple map '{kind}' cannot be made: the stack has only the bands {bands}. Build the stack with "
                "the features targets, velocity and hotspot, or choose BEST = no."
            ),
            kind=shown(kind),
            bands=", ".join(reader.names),
        )
    made.use(settings)
    return made
