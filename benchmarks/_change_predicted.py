"""Pairs of invented dates whose areas a network has drawn, for benchmarks/change.py.

Hot spot, Build feature stack and the starting model see nothing but the targets of each date: `pairs.seen_targets`, of
which a share stands at the same places on both dates, as scatterers do that last.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..core.areas.rules import AreaRules
from ..core.base.grid import Grid
from ..core.base.model_card import open_model
from ..core.base.progress import Silent
from ..core.base.starting_model import STARTING_MODEL
from ..core.change.data import DateData
from ..core.gis.raster import RasterReader
from ..core.gis.raster_writer import Band, RasterWriter
from ..core.hotspots.hotspot import hot_spot
from ..core.hotspots.options import HotSpotOptions, HotSpotOutputs
from ..core.prediction.inputs import PredictionInputs
from ..core.prediction.predict import PredictionOutputs, predict_boundaries
from ..core.stack.build import StackInputs, StackOptions, build_stack
from ..core.worker.python import find_python
from ..tests.core.change.pairs import CELL, SIDE, TARGETS, seen_targets
from ..tests.core.rasters import CRS, NORTH, WEST
from ._few_labels_places import polygons_of


class Network:
    """Makes the dates of a pair, see `pairs.pair`.

    Args:
        lasting: share of the targets that stand at the same places on both dates.
    """

    def __init__(self, lasting: float) -> None:
        self._lasting, self._model = lasting, open_model(STARTING_MODEL)
        self._places = np.zeros((2, 0), np.int64)

    def date(
        self,
        rng: np.random.Generator,
        path: Path,
        depth: np.ndarray,
        speed: np.ndarray,
        hidden: np.ndarray,
        offset: float,
    ) -> DateData:
        """One acquisition, through the tools; nothing but its speeds is known of the truth."""
        del depth
        drawn = rng.integers(0, SIDE, (2, TARGETS))
        if path.stem.endswith("_1"):
            stay = int(self._lasting * TARGETS)
            drawn[:, :stay] = self._places[:, :stay]
        self._places = drawn
        targets = seen_targets(rng, speed, hidden, offset, drawn)
        folder = path.with_suffix("")
        folder.mkdir(parents=True, exist_ok=True)
        lattice = str(folder / "lattice.tif")
        with RasterWriter(lattice, Grid(CRS, WEST, NORTH, CELL, SIDE, SIDE), [Band("ground")], "uint8", None):
            pass
        made = HotSpotOutputs(*(str(folder / name) for name in ("scored.gpkg", "hotspot.tif", "candidates.gpkg")))
        hot_spot(targets, HotSpotOptions(grid=lattice), made)
        inputs = StackInputs(image="", hotspot=made.map, dem="", targets=targets)
        build_stack(inputs, StackOptions(grid=made.map), str(folder / "stack.vrt"))
        outputs = PredictionOutputs(*(str(folder / name) for name in ("probability.tif", "mask.tif", "areas.gpkg")))
        threshold = float(self._model.card["threshold"])
        with RasterReader(str(folder / "stack.vrt")) as stack:
            asked = PredictionInputs(stack, self._model, device="cpu")
            rules = AreaRules(threshold=threshold, min_area_m2=5000.0)
            predict_boundaries(asked, outputs, rules, targets, find_python(), Silent())
        areas = polygons_of(Path(outputs.areas), CRS)
        return DateData(areas, [self._model.name] * len(areas), threshold, RasterReader(outputs.probability), targets)
