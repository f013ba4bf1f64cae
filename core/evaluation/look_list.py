"""Areas that somebody should look at, and why, as a layer that the review panel goes through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from ..areas.attributes import shape_columns
from ..areas.motion import column, texts
from ..areas.review import FIELDS
from ..base.progress import Progress
from ..base.translation import tr
from ..display.shown_words import shown
from ..display.styles import write_style
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


def said(why: str) -> str:
    """A reason in the user's language."""
    return shown(why)


def size_of(outline: bytes) -> float:
    """Area of a polygon, m2."""
    return float(ogr.CreateGeometryFromWkb(bytes(outline)).GetArea())
