"""Labels to look at before the final training: areas perhaps forgotten, outlines that the ground contradicts.

What network and candidate areas both see and nobody drew may have been forgotten; what somebody drew where neither
sees anything and where the targets stand still is contradicted by the ground. Until somebody decides, the final
training does not learn from either. (Confident learning: Northcutt et al., 2021.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.outlines import polygonize
from ..base.codes import NONE
from ..base.grid import Window
from ..base.progress import Progress, Stage, track
from ..evaluation.candidate_baseline import OF_HOT_SPOT
from ..evaluation.look_list import CONTRADICTED, FORGOTTEN, LookedAt, size_of
from ..evaluation.map_bands import bands_on
from ..evaluation.stack_candidates import LOCAL_MEAN, TARGETS, candidates_of_stack
from ..files.outputs import scratch_folder
from ..gis.raster import RasterReader
from ..gis.raster_writer import Band, RasterWriter
from ..gis.rings import common_area, valid_polygon
from ..gis.vector import rasterize
from ..gis.zonal import Zonal, zonal_statistics
from ..hotspots.carried_settings import stability_mm_yr
from ..hotspots.shown_ground import ground_shown
from ..tilestore.places import brought_to, places_of, real_ground
from ..tilestore.tile_store import TileStore
from ..worker.python import WorkerPython
from .finished_rows import kept_on_interruption
from .inputs import PredictionInputs
from .working_cells import predict_at_own_cells

_SURE, _BOTH = 0.6, 0.5  # mean probability, and share of candidate cells, from which an area may have been forgotten
_UNLIKELY, _HARDLY = 0.1, 0.02  # the same, below which an outline is contradicted
_SEEN = 0.5  # share of an outline where motion could have been seen
_FEWEST_CELLS = 10  # with targets, before they contradict anything
_LEAST_M2 = 5_000.0


class _Quiet(Stage):
    """A step that says nothing: how this prediction goes is of no interest to whoever trains."""

    def message(self, text: str) -> None:
        """Say nothing."""

    def warning(self, text: str) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class LabelInputs:
    """What was learnt from.

    Args:
        store: tile store with its labels.
        drawn: areas (WKB, the store's CRS) that the labels come from.
        decided: areas that somebody looked at before: they are not doubted again.
    """

    store: TileStore
    drawn: Sequence[bytes]
    decided: Sequence[bytes] = ()


def doubted_labels(
    labels: LabelInputs, inputs: PredictionInputs, python: WorkerPython, progress: Progress
) -> list[LookedAt]:
    """Areas that may have been forgotten and outlines that the ground contradicts, the most doubtful of each first.

    Args:
        labels: what was learnt from.
        inputs: stack, and the model that has learnt from the labels.
        python: of the worker, which predicts all labelled ground.
        progress: reporting and cancel.

    Raises:
        WorkerError: the worker failed.
        Cancelled: the user asked to stop.
    """
    with scratch_folder("labels") as folder:
        path = str(folder / "probability.tif")
        with kept_on_interruption(path, inputs.identity(), progress) as finished:
            predict_at_own_cells(inputs, [path], finished, python, _Quiet(progress, 0.0, 0.7))
        with RasterReader(path) as probability:
            return _doubts(labels, inputs.stack, probability, folder, Stage(progress, 0.7, 1.0))


def _doubts(
    labels: LabelInputs, stack: RasterReader, probability: RasterReader, folder: Path, progress: Progress
) -> list[LookedAt]:
    maps, free = str(folder / "maps.tif"), str(folder / "free.tif")
    _write_maps(labels, stack, probability, (maps, free), Stage(progress, 0.0, 0.6))
    least = max(_LEAST_M2, 0.5 * min(map(size_of, labels.drawn), default=0.0))
    grid = stack.grid
    outlines = polygonize(free, grid, least, Stage(progress, 0.6, 0.8), 3.0 * grid.cell_m)
    with RasterReader(maps) as made:
        names = ["probability", "candidate", "still"]
        of_free = zonal_statistics(outlines, made, names, Stage(progress, 0.8, 0.9)) if outlines else {}
        of_drawn = zonal_statistics(list(labels.drawn), made, names, Stage(progress, 0.9, 1.0)) if labels.drawn else {}
    found = [*_forgotten(outlines, of_free), *_contradicted(labels.drawn, of_drawn, grid.cell_area_m2)]
    known = [ogr.CreateGeometryFromWkb(bytes(one)) for one in labels.decided]
    return [one for one in found if not _is_known(one.outline, known)]


def _forgotten(outlines: Sequence[bytes], means: dict[str, Zonal]) -> list[LookedAt]:
    if not outlines:
        return []
    probability, both = means["probability"].mean, means["candidate"].mean
    order = np.argsort(-probability, kind="stable")
    return [
        LookedAt(outline=outlines[number], why=FORGOTTEN, probability=float(probability[number]))
        for number in order
        if probability[number] >= _SURE and both[number] >= _BOTH
    ]


def _contradicted(drawn: Sequence[bytes], means: dict[str, Zonal], cell_area_m2: float) -> list[LookedAt]:
    if not means:
        return []
    probability, both, still = means["probability"], means["candidate"], means["still"]
    found = []
    for number in np.argsort(probability.mean, kind="stable"):
        seen = probability.count[number] * cell_area_m2 >= _SEEN * size_of(drawn[number])
        quiet = still.count[number] >= _FEWEST_CELLS and still.mean[number] > 0.9
        if seen and quiet and probability.mean[number] < _UNLIKELY and both.mean[number] < _HARDLY:
            found.append(LookedAt(drawn[number], CONTRADICTED, float(probability.mean[number])))
    return found


def _write_maps(
    labels: LabelInputs, stack: RasterReader, probability: RasterReader, paths: tuple[str, str], progress: Progress
) -> None:
    """Probability, candidate areas and still targets; and cells that both maps see on ground that nobody drew on."""
    grid, store = stack.grid, labels.store
    bands = bands_on(grid, stack)
    places = [place.bounds for place in places_of(store.manifest)]
    simple = candidates_of_stack(grid, bands, places, Stage(progress, 0.0, 0.4))
    if simple is not None:
        simple.use(OF_HOT_SPOT)
    layers, still = [Band("probability"), Band("candidate"), Band("still")], _Still.of(stack)
    shift = bands_on(store.grid, stack)
    with (
        RasterWriter(paths[0], grid, layers) as maps,
        RasterWriter(paths[1], grid, [Band("mask")], "uint8", None) as free,
    ):
        for window in track(store.grid.windows(), Stage(progress, 0.4, 1.0)):
            place = Window(window.column + shift.columns, window.row + shift.rows, window.columns, window.rows)
            values = probability.read(place, probability.names[:1])[0]
            seen = simple.mask(place) if simple is not None else np.zeros(window.shape, bool)
            for number, layer in enumerate((values, seen, still.cells(stack, place)), start=1):
                maps.write(np.where(np.isfinite(values), layer, np.nan).astype(np.float32), place, number)
            nobody = np.asarray(store.labels[window.slices]) == 0
            free.write((nobody & seen & (values >= 0.5)).astype(np.uint8), place)


@dataclass(frozen=True)
class _Still:
    """Which targets stand still: those of a band below a threshold, mm/yr."""

    band: str
    limit: float

    @classmethod
    def of(cls, stack: RasterReader) -> _Still:
        """The band of a stack that tells of targets; without one nothing is known to stand still."""
        band = next((name for name in (TARGETS, LOCAL_MEAN) if name in stack.names), "")
        spread = ground_shown(stack).get("spread_mm_yr", 0.0) if band else 0.0
        return cls(band, stability_mm_yr(stack) or 2.0 * spread)

    def cells(self, stack: RasterReader, window: Window) -> NDArray[np.float32]:
        """1 in cells whose targets stand still, 0 where they move, NaN where there is none."""
        if not self.band or not self.limit:
            return np.full(window.shape, np.nan, np.float32)
        velocity = stack.read(window, [self.band])[0]
        still = np.where(np.abs(velocity) <= self.limit, np.float32(1.0), np.float32(0.0))
        return np.where(np.isfinite(velocity), still, np.float32(np.nan))


def _is_known(outline: bytes, known: Sequence[ogr.Geometry]) -> bool:
    """Whether half of an outline was decided on before."""
    shape = valid_polygon(ogr.CreateGeometryFromWkb(bytes(outline)))
    return any(common_area(shape, valid_polygon(one)) >= 0.5 * shape.GetArea() for one in known)


def where_they_lie(doubts: Sequence[LookedAt], store: TileStore) -> list[LookedAt]:
    """The same areas in the store's CRS, those of further study areas where they really lie."""
    crs, places = store.grid.crs, places_of(store.manifest)
    found = []
    for one in doubts:
        for known, part in real_ground(ogr.CreateGeometryFromWkb(bytes(one.outline)), crs, places):
            brought = brought_to(part, known, crs)
            if brought is not None:
                found.append(replace(one, outline=bytes(brought.ExportToWkb())))
    return found


def leave_out(store: TileStore, outlines: Sequence[bytes]) -> int:
    """Take the cells of some outlines (WKB, the store's CRS) out of the ground of the final training.

    Returns:
        Number of cells that it does not learn from now.
    """
    if store.all_ground is None or not outlines:
        return 0
    sets = np.load(store.folder / "sets-all.npy", mmap_mode="r+")
    count = 0
    for window in store.grid.windows():
        doubted = (rasterize(outlines, store.grid, window) > 0) & (sets[window.slices] != NONE)
        count += int(np.count_nonzero(doubted))
        sets[window.slices][doubted] = NONE
    sets.flush()
    return count
