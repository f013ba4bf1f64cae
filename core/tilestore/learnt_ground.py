"""The ground that a model has learnt from, which its card and its rasters tell: scores there are too good."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr, osr

from ..base.card_schema import card_of
from ..base.codes import TRAIN
from ..base.errors import InputError
from ..base.safetensors_header import CARD_ENTRY, RUN_ENTRY, read_header
from ..gis.crs import same_crs, spatial_reference
from ..gis.raster import RasterReader
from ..gis.rings import valid_polygon
from .places import places_of, real_ground
from .split_layer import frame_of
from .tile_store import TileStore, held_back_set

ITEM = "learnt_ground"  # item of the metadata of a predicted raster
CELLS = 10_000  # most cells of the outlined map: a dead zone is wider than a hundredth of the ground
LEAST_SHARE = 0.02  # of the scored ground: a smaller share comes from the rounding of the outlines

Learnt = list[dict[str, str]]  # crs and outline, both WKT


def learnt_from(store: TileStore, sets: NDArray[np.uint8] | None, start_from: str) -> Learnt:
    """The ground that a model has learnt from.

    Args:
        store: what it was trained on.
        sets: sets of the cells; it learnt from the cells of TRAIN.
        start_from: the model that the training began with, which had learnt before; may be empty.
    """
    crs, places = store.grid.crs, places_of(store.manifest)
    own = real_ground(frame_of(store, TRAIN, sets, CELLS), crs, places)
    elsewhere = []
    for one in _before(start_from):
        number = next((number for number, (known, _) in enumerate(own) if known == one["crs"]), -1)
        before = _shape(one, one["crs"]) if number >= 0 else None
        if before is None:
            elsewhere.append(one)
        else:
            own[number] = (one["crs"], valid_polygon(own[number][1].Union(before)))
    return [*({"crs": known, "ground": ground.ExportToWkt()} for known, ground in own), *elsewhere]


def share_before(store: TileStore, start_from: str) -> float:
    """Share of the held-back ground from which the model that a training starts from had already learnt.

    0 where the share is negligible.
    """
    learnt, which = _before(start_from), held_back_set(store)
    if not learnt or which is None:
        return 0.0
    crs, frame = store.grid.crs, frame_of(store, which, None, CELLS)
    parts = real_ground(frame, crs, places_of(store.manifest))
    seen = sum(learnt_share(ground, known, learnt) * ground.GetArea() for known, ground in parts)
    return float(seen / sum(ground.GetArea() for _, ground in parts)) if seen else 0.0


def learnt_share(ground: ogr.Geometry, crs: str, learnt: Learnt) -> float:
    """Share of a piece of ground that a model has learnt from; 0 where the share is negligible.

    Args:
        ground: polygons.
        crs: of the polygons.
        learnt: the ground that the model has learnt from; outlines that cannot be read are left out.
    """
    seen = ogr.Geometry(ogr.wkbMultiPolygon)
    for one in learnt:
        shape = _shape(one, crs)
        if shape is not None:
            for index in range(shape.GetGeometryCount()):
                seen.AddGeometry(shape.GetGeometryRef(index))
    if not seen.GetGeometryCount() or not ground.GetArea():
        return 0.0
    common = valid_polygon(seen.UnionCascaded()).Intersection(ground)
    share = float(common.GetArea() / ground.GetArea()) if common is not None else 0.0
    return share if share >= LEAST_SHARE else 0.0


def learnt_of_raster(predicted: RasterReader) -> Learnt:
    """The ground that the model of a predicted raster has learnt from; empty where the raster does not tell."""
    try:
        return _listed(json.loads(predicted.item(ITEM) or "null"))
    except ValueError:
        return []


def _before(start_from: str) -> Learnt:
    """Ground that a model learnt, from its card; for an interrupted training, from its first model's card."""
    if not start_from or not Path(start_from).is_file():
        return []
    metadata = read_header(start_from).metadata
    try:
        if RUN_ENTRY in metadata:
            return _before(str(json.loads(metadata[RUN_ENTRY])["options"]["start_from"]))
        return _listed(card_of(start_from, metadata[CARD_ENTRY]).get("learnt"))
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        return []


def _listed(values: Any) -> Learnt:
    """The entries of a file that have the right form."""
    if not isinstance(values, list):
        return []
    return [
        {key: str(one[key]) for key in ("crs", "ground")}
        for one in values
        if isinstance(one, dict) and {"crs", "ground"} <= one.keys()
    ]


def _shape(one: dict[str, str], crs: str) -> ogr.Geometry | None:
    """An outline as polygons in a CRS; None where it cannot be read."""
    try:
        shape = ogr.CreateGeometryFromWkt(one["ground"])
        if shape is None:
            return None
        if (
            not same_crs(one["crs"], crs)
            and shape.Transform(osr.CoordinateTransformation(spatial_reference(one["crs"]), spatial_reference(crs)))
            != 0
        ):
            return None  # too far away to be the same ground
    except (RuntimeError, InputError):
        return None
    return ogr.ForceToMultiPolygon(valid_polygon(shape))
