"""Recall of reference areas by size, target density and sensitivity, and the bias of the sizes of areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.motion import GOOD_SENSITIVITY, LEAST_SENSITIVITY, targets_inside
from ..base.progress import Progress, Silent
from ..gis.raster import RasterReader
from ..gis.zonal import zonal_statistics
from ..targets.targets import Targets
from .objects import FOUND_IOU, MATCH_IOUS, Pairs, match
from .scores import Confusion, ratio

SIZES_KM2 = (0.02, 0.1, 0.5)
DENSITIES_KM2 = (50.0, 150.0, 300.0)  # the paper's study area has 264 targets on 1 km2
SENSITIVITIES = (LEAST_SENSITIVITY, GOOD_SENSITIVITY)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Group:
    """Recall of the reference areas of one class.

    Args:
        by: the quantity that the classes are made of.
        label: its range with unit.
        reference: number of areas.
        recalls: for each IoU of MATCH_IOUS; NaN without any area.
        found: share of areas that are overlapped with an IoU above 0.1.
    """

    by: str
    label: str
    reference: int
    recalls: Sequence[float]
    found: float


@dataclass(frozen=True)
class AreaBias:
    """Are areas drawn too large or too small?

    Args:
        total: ground that predicted areas cover, divided by ground that reference areas cover, minus 1; ground that
            two areas of one side share counts once.
        log_ratio: mean of ln(predicted / reference) over the matched pairs.
        error: mean of |predicted / reference - 1| over the matched pairs.
    """

    total: float
    log_ratio: float
    error: float


def groups(
    reference: Sequence[ogr.Geometry],
    pairs: Pairs,
    targets: Targets | None,
    stack: RasterReader | None,
    progress: Progress = Silent(),
) -> list[Group]:
    """Recall by size, and by target density and sensitivity where targets or the stack tell.

    Args:
        reference: scored parts of the reference areas.
        pairs: of overlapping areas.
        targets: in the areas' CRS, or None: then the stack's band `targets` is counted.
        stack: feature stack, or None.
        progress: reporting and cancel.
    """
    area_km2 = np.array([shape.GetArea() for shape in reference], float) / 1e6
    polygons = [bytes(shape.ExportToWkb()) for shape in reference]
    hits = [np.isin(np.arange(len(reference)), match(pairs, minimum).reference) for minimum in MATCH_IOUS]
    hits.append(pairs.best(len(reference))[0] > FOUND_IOU)
    names = [name for name in ("targets", "sensitivity") if stack is not None and name in stack.names]
    zonal = zonal_statistics(polygons, stack, names, progress) if stack is not None and names else {}
    found = _classes("size (km²)", area_km2, SIZES_KM2, hits)
    if targets is not None:
        number = np.array([len(index) for index in targets_inside(polygons, targets)], float)
        found += _classes("targets on 1 km²", number / area_km2, DENSITIES_KM2, hits)
    elif "targets" in zonal:
        found += _classes("targets on 1 km²", zonal["targets"].count / area_km2, DENSITIES_KM2, hits)
    if "sensitivity" in zonal:
        found += _classes("sensitivity |C|", zonal["sensitivity"].mean_abs, SENSITIVITIES, hits)
    return found


def _classes(by: str, values: Floats, limits: Sequence[float], hits: Sequence[NDArray[np.bool_]]) -> list[Group]:
    """One group for each class; areas without a value belong to no group."""
    labels = [
        f"< {limits[0]:g}",
        *(f"{low:g} – {high:g}" for low, high in zip(limits, limits[1:])),
        f"≥ {limits[-1]:g}",
    ]
    place = np.where(np.isfinite(values), np.searchsorted(limits, values, "right"), -1)
    result = []
    for number, label in enumerate(labels):
        members = place == number
        count = int(members.sum())
        *recalls, found = (ratio(int(hit[members].sum()), count) for hit in hits)
        result.append(Group(by=by, label=label, reference=count, recalls=recalls, found=found))
    return result


def area_bias(
    cells: Confusion, reference: Sequence[ogr.Geometry], predicted: Sequence[ogr.Geometry], matches: Pairs
) -> AreaBias:
    """Bias of the ground that all areas cover, from the pooled cells, and of the matched areas."""
    total = ratio(cells.tp + cells.fp, cells.tp + cells.fn) - 1.0
    drawn, true = (np.array([shape.GetArea() for shape in shapes], float) for shapes in (predicted, reference))
    share = drawn[matches.predicted] / true[matches.reference]
    if not len(share):
        return AreaBias(total, float("nan"), float("nan"))
    return AreaBias(total, float(np.mean(np.log(share))), float(np.mean(np.abs(share - 1.0))))
