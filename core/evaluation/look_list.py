"""Areas that somebody should look at, and why, as a layer that the review panel goes through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from ..areas.attributes import shape_columns
from ..areas.motion import column, texts
from ..areas.review import ACCEPTED, FIELDS, REJECTED
from ..base.progress import Progress
from ..base.translation import tr
from ..display.styles import write_style
from ..gis.rings import common_area, valid_polygon
from ..gis.vector import Column, write_polygons

WHY = "why"  # field: the reason; areas that have it are looked at in the order of their numbers
UNSURE, APART = "network unsure", "network and candidate areas disagree"
FORGOTTEN, CONTRADICTED = "perhaps forgotten", "outline contradicted by the ground"


@dataclass(frozen=True)
class LookedAt:
    """An area to look at.

    Args:
        outline: polygon, WKB.
        why: one of the reasons above.
        probability: mean, NaN where it is not known.
    """

    outline: bytes
    why: str
    probability: float


def write_look_list(path: str, crs: str, areas: Sequence[LookedAt], stack: str, progress: Progress) -> None:
    """Write areas in their order, with the fields of a review.

    Args:
        path: of the layer.
        crs: of the outlines.
        areas: the first to look at comes first; none makes an empty layer.
        stack: name of the feature stack, from which a training after the review goes on.
        progress: reporting and cancel.

    Raises:
        OutputError: it cannot be written.
    """
    outlines = [area.outline for area in areas]
    nothing = texts([None] * len(areas))
    columns = [
        *shape_columns(outlines),
        Column(WHY, texts([area.why for area in areas]), tr("why to look at it")),
        column("probability_mean", np.array([area.probability for area in areas], float)),
        *(Column(name, nothing, alias) for name, alias in FIELDS.items()),
        column("stack", texts([stack] * len(areas))),
        column("date", texts([dt.date.today().isoformat()] * len(areas))),
    ]
    write_polygons(path, "areas to look at", crs, outlines, columns, progress)
    write_style(path, "areas")


def with_decisions(
    areas: Sequence[bytes], looked_at: Sequence[bytes], statuses: Sequence[str], reasons: Sequence[str]
) -> tuple[list[bytes], list[bytes]]:
    """Drawn areas after somebody looked at doubtful labels, and what was decided.

    A forgotten area that was accepted is an area; a contradicted outline that was rejected is none any more.

    Args:
        areas: that were drawn (WKB).
        looked_at: outlines of the layer.
        statuses: of each, of the review.
        reasons: why each was to be looked at.
    """
    kept, decided = list(areas), []
    for outline, status, why in zip(looked_at, statuses, reasons):
        if status not in (ACCEPTED, REJECTED):
            continue
        decided.append(outline)
        if status == ACCEPTED and why == FORGOTTEN:
            kept.append(outline)
        elif status == REJECTED and why == CONTRADICTED:
            shape = ogr.CreateGeometryFromWkb(bytes(outline))
            kept = [area for area in kept if not _is_mostly(area, shape)]
    return kept, decided


def _is_mostly(area: bytes, other: ogr.Geometry) -> bool:
    """Whether more than half of an area lies in another one."""
    shape = valid_polygon(ogr.CreateGeometryFromWkb(bytes(area)))
    return bool(common_area(shape, valid_polygon(other)) > 0.5 * shape.GetArea())


def size_of(outline: bytes) -> float:
    """Area of a polygon, m2."""
    return float(ogr.CreateGeometryFromWkb(bytes(outline)).GetArea())
