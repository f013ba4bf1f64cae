"""Further rasters as bands of a stack: any quantity, in any CRS and cell, or classes, each class a band of its own.

A band is called after its file and its own name: `nir:1`, `embeddings:B17`; a class after its number: `geology:7`. What
stands before the colon is the band's group: its bands are null together, and training may take them away together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.codes import GROUP_MARK
from ..base.errors import InputError
from ..base.grid import Grid, Window, partition
from ..base.progress import Progress, check_cancelled, track
from ..base.translation import tr
from ..gis.cells import alpha_number, meaning_of, read_values, scaling_of, unscaled, value_bands
from ..gis.place import kilometres_off
from ..gis.raster_file import open_raster
from ..gis.raster_writer import Band, RasterWriter
from ..gis.study_grid import warped
from .files import StackBand

MOST_CLASSES = 40
MOST_BANDS = 200
_BLOCK = 256  # cells along a side that are held of all bands
CLASS = "class"  # unit of a band that is 1 where the class is, 0 elsewhere


@dataclass(frozen=True)
class MoreLayer:
    """A raster that goes into the stack as it is, or as one band for each class."""

    path: str
    classes: bool = False


@dataclass(frozen=True)
class Planned:
    """The bands that a layer becomes.

    Args:
        layer: the raster.
        numbers: of its bands.
        values: of a layer of classes: their numbers, in the order of the bands.
        bands: name, unit and description of each.
    """

    layer: MoreLayer
    numbers: tuple[int, ...]
    values: tuple[int, ...]
    bands: tuple[Band, ...]


def planned(layers: Sequence[MoreLayer], progress: Progress) -> list[Planned]:
    """What bands the layers become, with names that differ.

    Raises:
        InputError: a raster that cannot be read, complex numbers, a palette given as a quantity, classes that are no
            whole numbers or too many, or too many bands.
    """
    groups: list[str] = []
    made = []
    for layer in layers:
        group = _group(layer.path, groups)
        groups.append(group)
        made.append((_classes if layer.classes else _quantities)(layer, group, progress))
    count = sum(len(one.bands) for one in made)
    if count > MOST_BANDS:
        raise InputError(
            tr("MORE_LAYERS and MORE_CLASSES make {count} bands. Choose layers of at most {most} bands together."),
            count=count,
            most=MOST_BANDS,
        )
    return made


def _group(path: str, taken: Sequence[str]) -> str:
    """The file's name in small letters, digits and underscores; a second one of that name gets a number."""
    stem = re.sub(r"[^\w]+", "_", Path(path).stem.lower()).strip("_") or "layer"
    number, group = 1, stem[:60]
    while group in taken:
        number += 1
        group = f"{stem[:60]}_{number}"
    return group


def _quantities(layer: MoreLayer, group: str, _: Progress) -> Planned:
    dataset = open_raster(layer.path)
    bands = value_bands(dataset)
    made: list[Band] = []
    for band in bands:
        meaning_of(band, layer.path)
        if band.GetColorTable() is not None or band.GetCategoryNames():
            raise InputError(
                tr("{path} holds classes, with colours or names. Give it as MORE_CLASSES instead of MORE_LAYERS."),
                path=layer.path,
            )
        own = re.sub(r"[\s,:;]+", "_", band.GetDescription().strip())[:60] or str(band.GetBand())
        if any(one.name == group + GROUP_MARK + own for one in made):
            own = f"{own}_{band.GetBand()}"
        made.append(Band(group + GROUP_MARK + own, band.GetUnitType() or "", f"band {band.GetBand()} of {group}"))
    return Planned(layer, tuple(band.GetBand() for band in bands), (), tuple(made))


def _classes(layer: MoreLayer, group: str, progress: Progress) -> Planned:
    dataset = open_raster(layer.path)
    bands = value_bands(dataset)
    if len(bands) != 1:
        raise InputError(
            tr("{path} has {count} bands; a layer of classes has one. Give it as MORE_LAYERS, or save one band."),
            path=layer.path,
            count=len(bands),
        )
    band = bands[0]
    names = band.GetCategoryNames() or []
    found = _values_of(band, layer.path, progress)
    said = {value: names[value] for value in found if 0 <= value < len(names)}
    made = [
        Band(f"{group}{GROUP_MARK}{value}", CLASS, f"1 where {group} is {said.get(value) or value}, 0 elsewhere")
        for value in found
    ]
    progress.message(f"{Path(layer.path).name}: {len(found)} classes, {', '.join(map(str, found))}.")
    return Planned(layer, (band.GetBand(),), tuple(found), tuple(made))


def _values_of(band: gdal.Band, path: str, progress: Progress) -> list[int]:
    """All whole numbers that a band holds.

    Raises:
        InputError: none, numbers that are not whole, or too many.
    """
    meaning = meaning_of(band, path)
    found: set[float] = set()
    for window in partition(Window(0, 0, band.XSize, band.YSize), 1024):
        check_cancelled(progress)
        values = read_values(band, window, meaning, path)
        found |= set(np.unique(values[np.isfinite(values)]).tolist())
        if len(found) > MOST_CLASSES or any(value != int(value) for value in found):
            raise InputError(
                tr(
                    "{path} holds more than {most} different numbers, or numbers that are not whole, which are no "
                    "classes. Give it as MORE_LAYERS, or group its classes."
                ),
                path=path,
                most=MOST_CLASSES,
            )
    if not found:
        raise InputError(tr("{path} has no value in any cell. Choose another layer."), path=path)
    return sorted(int(value) for value in found)


def write_more(plan: Planned, grid: Grid, output: str, progress: Progress) -> list[StackBand]:
    """Bring a layer to a grid: quantities bilinearly, averaged where the grid is coarser, classes by the nearest cell.

    Raises:
        InputError: it has no value on the grid.
    """
    path = plan.layer.path
    source = open_raster(path)  # has to live as long as what is warped from it
    alpha = alpha_number(source)
    picked = gdal.Translate("", source, format="VRT", bandList=[*plan.numbers, *([alpha] if alpha else [])])
    how = "near" if plan.layer.classes else "bilinear"
    seen = warped(picked, grid, how, outputType=gdal.GDT_Float64, dstNodata=float("nan"))
    scales = [scaling_of(source.GetRasterBand(number)) for number in plan.numbers]
    found = False
    with RasterWriter(output, grid, list(plan.bands)) as writer:
        for window in track(grid.windows(_BLOCK), progress):
            cells = seen.ReadAsArray(window.column, window.row, window.columns, window.rows)
            layers = cells.reshape(-1, *window.shape)[: len(plan.numbers)]
            values = [unscaled(layer, scale) for layer, scale in zip(layers, scales)]
            values = _one_hot(values[0], plan.values) if plan.layer.classes else values
            for number, band in enumerate(values, start=1):
                if np.isfinite(band).any():
                    found = True
                    writer.write(band.astype(np.float32), window, number)
    if not found:
        raise InputError(
            tr(
                "The layer {path} has no value on the grid; its middle lies {distance} km from the grid's. Choose a "
                "layer of the study area, or set its CRS."
            ),
            path=path,
            distance=kilometres_off(source, grid),
        )
    return [StackBand(band, output, number) for number, band in enumerate(plan.bands, start=1)]


def _one_hot(codes: NDArray[np.float64], values: Sequence[int]) -> list[NDArray[np.float64]]:
    known = np.isfinite(codes)
    return [np.where(known, (codes == value).astype(np.float64), np.nan) for value in values]
