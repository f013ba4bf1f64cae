"""What an evaluation compares, and on which ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.translation import tr
from ..gis.raster import RasterReader
from ..gis.rings import box_around, valid_polygon
from ..gis.study_grid import grid_around, require_cell
from ..gis.zonal import envelopes
from ..targets.targets import Targets
from .map_bands import Bands, bands_on

MOST_CELLS = 4_000_000_000  # take an hour to count; more of them come from a wrong cell size


@dataclass(frozen=True)
class EvaluationInputs:
    """What is compared; polygons are WKB in the grid's CRS.

    Args:
        grid: cells that are counted.
        predicted: may be empty.
        reference: may be empty.
        within: only this ground is scored; None: the whole grid.
        probability: raster with cells like the grid's, or None.
        stack: feature stack with cells like the grid's, or None; for the baselines.
        targets: for the baselines, in the grid's CRS.
    """

    grid: Grid
    predicted: Sequence[bytes]
    reference: Sequence[bytes]
    within: Sequence[bytes] | None = None
    probability: RasterReader | None = None
    stack: RasterReader | None = None
    targets: Targets | None = None


def grid_over_polygons(polygons: Sequence[bytes], crs: str, cell_m: float) -> Grid:
    """Grid over the extent of polygons (WKB in a metric CRS), at least one, with cells of `cell_m` metres.

    Raises:
        InputError: the cells are too many to count in hours.
    """
    west, south, east, north = box_around(envelopes(polygons))
    require_cell(cell_m, east - west, north - south)
    corners = np.array([west, east]), np.array([south, north])
    return grid_around(*corners, crs, cell_m, most_cells=MOST_CELLS)


def scored_ground(inputs: EvaluationInputs) -> ogr.Geometry:
    """The grid's rectangle, or the part of WITHIN inside it.

    Raises:
        InputError: no part of WITHIN lies inside.
    """
    west, south, east, north = inputs.grid.bounds
    corners = f"{west!r} {south!r},{east!r} {south!r},{east!r} {north!r},{west!r} {north!r},{west!r} {south!r}"
    rectangle = ogr.CreateGeometryFromWkt(f"POLYGON(({corners}))")
    if inputs.within is None:
        return rectangle
    parts = ogr.Geometry(ogr.wkbMultiPolygon)
    for polygon in inputs.within:
        shape = ogr.ForceToMultiPolygon(valid_polygon(ogr.CreateGeometryFromWkb(bytes(polygon))))
        for index in range(shape.GetGeometryCount()):
            parts.AddGeometry(shape.GetGeometryRef(index))
    inside = valid_polygon(parts.UnionCascaded().Intersection(rectangle)) if parts.GetGeometryCount() else parts
    if inside.IsEmpty():
        raise InputError(
            tr("The polygons of WITHIN lie outside the ground to score. Check the layers' CRS and places.")
        )
    return inside


def rasters(inputs: EvaluationInputs) -> tuple[Bands | None, Bands | None]:
    """The probability and the stack, seen from the grid.

    Raises:
        InputError: one of them has other cells than the grid.
    """
    probability, stack = (
        None if reader is None else bands_on(inputs.grid, reader) for reader in (inputs.probability, inputs.stack)
    )
    return probability, stack


def probability_band(reader: RasterReader) -> str:
    """Name of the band that is the probability: the one of this name, or the only one.

    Raises:
        InputError: there are several of other names.
    """
    if "probability" in reader.names:
        return "probability"
    if len(reader.names) > 1:
        raise InputError(
            tr(
                "The raster {path} has {count} bands and none of them is named probability: {names}. Choose as "
                "PROBABILITY the probability raster that Predict boundaries wrote."
            ),
            path=reader.path,
            count=len(reader.names),
            names=", ".join(reader.names),
        )
    return reader.names[0]


@dataclass(frozen=True)
class Origin:
    """What was compared.

    Args:
        predicted: name of the layer.
        reference: name of the layer.
        within: name of the layer, or empty.
        cell_m: side of the cells that were counted.
        synthetic: the input calls itself synthetic.
    """

    predicted: str
    reference: str
    within: str
    cell_m: float
    synthetic: bool
