"""What lies in areas and near them: buildings, roads, lines of any layer, counted and measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..base.progress import Progress, Silent, track
from ..base.translation import tr
from ..gis.rings import boxes_of, meeting, valid_polygon
from ..gis.vector import Column

_LINES = (ogr.wkbLineString, ogr.wkbMultiLineString)
_LONGEST_NAME = 12  # letters of a layer's name in that of a field


@dataclass(frozen=True)
class Things:
    """The features of one layer.

    Args:
        name: of the layer.
        shapes: WKB in the areas' metric CRS: points, lines or polygons.
    """

    name: str
    shapes: Sequence[bytes]


@dataclass(frozen=True)
class Exposed:
    """What of one layer is exposed to each of n areas.

    Args:
        name: of the layer.
        key: by which fields call it: letters, digits and _ alone, different for each layer.
        inside: (n,) features that touch the area.
        near: (n,) further features within the margin.
        inside_m: (n,) length of lines in the area; None for points and polygons.
        near_m: (n,) length of lines within the margin around it.
    """

    name: str
    key: str
    inside: NDArray[np.int64]
    near: NDArray[np.int64]
    inside_m: NDArray[np.float64] | None = None
    near_m: NDArray[np.float64] | None = None

    def columns(self, margin_m: float) -> list[Column]:
        """Attributes of the areas."""
        values = {"name": self.name, "margin": f"{margin_m:g}"}
        made = [
            Column(f"{self.key}_in", self.inside, tr("{name}: in the area").format(**values)),
            Column(f"{self.key}_near", self.near, tr("{name}: within {margin} m around it").format(**values)),
        ]
        if self.inside_m is not None and self.near_m is not None:
            made += [
                Column(f"{self.key}_in_m", self.inside_m, tr("{name}: length in the area (m)").format(**values), 1),
                Column(
                    f"{self.key}_near_m",
                    self.near_m,
                    tr("{name}: length within {margin} m around it (m)").format(**values),
                    1,
                ),
            ]
        return made


def exposure_label(found: Sequence[Exposed]) -> str:
    """Expression of QGIS for the label of an area: its number and what lies in it, one layer a line."""
    lines = ["coalesce(to_string(attribute('area_id')), '')"]
    for one in found:
        name = one.name.replace("\\", "\\\\").replace("'", "''")
        lines.append(f"if(\"{one.key}_in\" > 0, '\\n' || \"{one.key}_in\" || ' {name}', '')")
    return " || ".join(lines)


def exposed(
    areas: Sequence[bytes], layers: Sequence[Things], margin_m: float, progress: Progress = Silent()
) -> list[Exposed]:
    """What of each layer lies in each area, and within a margin around it.

    Args:
        areas: WKB polygons in a metric CRS.
        layers: of things in the same CRS.
        margin_m: how far the areas may run out.
        progress: of the areas, and asked for a cancel.
    """
    shapes = [valid_polygon(ogr.CreateGeometryFromWkb(bytes(area))) for area in areas]
    wide = [shape.Buffer(margin_m) if margin_m > 0 else shape for shape in shapes]
    made = []
    for layer, key in zip(layers, _keys([layer.name for layer in layers])):
        things = [_sound(ogr.CreateGeometryFromWkb(bytes(shape))) for shape in layer.shapes]
        boxes = boxes_of(things)
        rows = [
            _of_one(area, around, [things[i] for i in meeting(boxes, box)])
            for area, around, box in track(list(zip(shapes, wide, boxes_of(wide))), progress)
        ]
        table = np.array(rows, np.float64).reshape(len(areas), 4)
        counts = table[:, :2].astype(np.int64)
        lengths = (table[:, 2], table[:, 3]) if any(map(_is_line, things)) else (None, None)
        made.append(Exposed(layer.name, key, counts[:, 0], counts[:, 1], *lengths))
    return made


def _of_one(area: ogr.Geometry, around: ogr.Geometry, things: Sequence[ogr.Geometry]) -> tuple[int, int, float, float]:
    """Features in one area and near it, and the lengths of lines there, m."""
    inside = [thing for thing in things if thing.Intersects(area)]
    near = [thing for thing in things if thing.Intersects(around)]
    lines = [thing for thing in near if _is_line(thing)]
    within = sum(_length(line.Intersection(area)) for line in lines)
    whole = sum(_length(line.Intersection(around)) for line in lines)
    return len(inside), len(near) - len(inside), within, whole - within


def _length(shape: ogr.Geometry) -> float:
    """Of lines, m; 0 of points, of which OGR would complain: a line may only touch an area."""
    return float(shape.Length()) if shape.GetDimension() == 1 else 0.0


def _sound(shape: ogr.Geometry) -> ogr.Geometry:
    """A shape without curves, whose polygons are valid."""
    straight = shape.GetLinearGeometry() if shape.HasCurveGeometry() else shape
    return valid_polygon(straight) if straight.GetDimension() == 2 else straight


def _is_line(shape: ogr.Geometry) -> bool:
    return ogr.GT_Flatten(shape.GetGeometryType()) in _LINES


def _keys(names: Sequence[str]) -> list[str]:
    """A short name of fields for each layer, none twice."""
    made: list[str] = []
    for number, name in enumerate(names, start=1):
        key = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_").lower()[:_LONGEST_NAME].strip("_")
        key = key if key and not key[0].isdigit() else f"layer_{number}"
        made.append(f"{key}_{number}" if key in made else key)
    return made
