"""Reference areas as experts draw them: three of them, who see the crown well and the toe badly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr
from scipy import ndimage

from ..base.grid import Window
from ..base.progress import Progress, track
from ..gis.gdal_session import memory_layers
from .landslides import Slide
from .noise import generator, smooth
from .recipe import ACTIVE, CELL_M, HIDDEN, KIND_NAMES, OLD, PARTLY, SEEN, Recipe

_MARGIN = 16  # cells around a landslide
_SIMPLIFY_M = 6.0


@dataclass(frozen=True)
class Area:
    """One reference area.

    Args:
        number: of the landslide, 0 for an area drawn where there is none.
        kind: of the landslide (recipe.py).
        polygon: WKB in local metres, y to the north (negative).
        area_m2: of the polygon.
        agreement: mean overlap (IoU) of three experts.
    """

    number: int
    kind: int
    polygon: bytes
    area_m2: float
    agreement: float


def draw_areas(slides: list[Slide], recipe: Recipe, seed: int, progress: Progress) -> list[Area]:
    """The majority of three experts for each active landslide, with a few missed and a few invented."""
    areas = []
    rng = generator(seed, "experts")
    active = [slide for slide in slides if slide.site.kind in ACTIVE]
    for slide in track(active, progress):
        slow = abs(slide.site.speed * slide.site.sensitivity) < SEEN or slide.site.kind == HIDDEN
        missed = rng.random() < recipe.omitted * (1.8 if slow else 0.6)
        whole = slide.site.kind != PARTLY or rng.random() < recipe.drawn_whole
        if not missed:
            area = _draw(
                slide.number, slide.site.kind, slide.body if whole else slide.moving, slide.along, slide.window, rng
            )
            areas += [area] if area is not None else []
    for slide in slides:
        if slide.site.kind == OLD and rng.random() < recipe.invented:
            area = _draw(0, OLD, slide.body, slide.along, slide.window, rng)
            areas += [area] if area is not None else []
    return areas


def _draw(
    number: int,
    kind: int,
    body: NDArray[np.bool_],
    along: NDArray[np.float32],
    window: Window,
    rng: np.random.Generator,
) -> Area | None:
    """Three experts' outlines of one body, and the polygon of their majority."""
    inside = np.pad(body, _MARGIN)
    distance = CELL_M * (ndimage.distance_transform_edt(inside) - ndimage.distance_transform_edt(~inside))
    place = np.pad(along, _MARGIN, mode="edge")
    spread = np.interp(place, [0.1, 0.35, 0.7, 0.95], [4.0, 9.0, 10.0, 18.0])
    common = 0.15 * smooth(inside.shape, 16.0, rng)
    drawn = np.array([distance + spread * (common + 1.15 * smooth(inside.shape, 16.0, rng)) for _ in range(3)])
    majority = ndimage.binary_opening(np.median(drawn, axis=0) > 0, iterations=1)
    shape, area_m2 = outline(majority, window.expanded(_MARGIN))
    if shape is None or area_m2 < 2500:
        return None
    masks = drawn > 0
    pairs = [(masks[i] & masks[j]).sum() / max((masks[i] | masks[j]).sum(), 1) for i, j in ((0, 1), (0, 2), (1, 2))]
    return Area(number, kind, shape, area_m2, float(np.mean(pairs)))


def outline(mask: NDArray[np.bool_], window: Window) -> tuple[bytes | None, float]:
    """Largest connected part of a mask as WKB without holes in local metres (y to the north), and its area in m2."""
    raster = gdal.GetDriverByName("MEM").Create("", mask.shape[1], mask.shape[0], 1, gdal.GDT_Byte)
    raster.SetGeoTransform((window.column * CELL_M, CELL_M, 0, -window.row * CELL_M, 0, -CELL_M))
    raster.GetRasterBand(1).WriteArray(mask.astype(np.uint8))
    source = memory_layers()
    layer = source.CreateLayer("outline")
    gdal.Polygonize(raster.GetRasterBand(1), raster.GetRasterBand(1), layer, -1)
    parts = [feature.GetGeometryRef().Clone() for feature in layer]
    if not parts:
        return None, 0.0
    largest = max(parts, key=lambda part: part.GetArea())
    filled = ogr.Geometry(ogr.wkbPolygon)
    filled.AddGeometry(largest.GetGeometryRef(0))
    smooth_line = filled.Buffer(4.0, 2).Buffer(-8.0, 2).Buffer(4.0, 2).SimplifyPreserveTopology(_SIMPLIFY_M)
    if smooth_line is None or smooth_line.IsEmpty():
        return None, 0.0
    if smooth_line.GetGeometryType() != ogr.wkbPolygon:
        smooth_line = max(
            (smooth_line.GetGeometryRef(i).Clone() for i in range(smooth_line.GetGeometryCount())),
            key=lambda p: p.GetArea(),
        )
    return bytes(smooth_line.ExportToWkb()), float(smooth_line.GetArea())


def written_class(kind: int) -> str:
    """How an expert would name the activity."""
    return {OLD: "suspected", HIDDEN: "active"}.get(kind, KIND_NAMES[kind])
