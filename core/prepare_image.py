"""Prepare image: colour balance, haze removal, equalisation, smoothing; windowed, with statistics of the whole image."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from .band_scale import AS_STORED, scaling_of, unscaled
from .crs import same_crs
from .errors import InputError, tr
from .grid import Grid, Window
from .image_bands import COLOURS, colour_order
from .image_filters import GUIDE_RADIUS, LOWPASS, PATCH, SIGMA, dark_channel, dehaze, equalise, gaussian, local_mean
from .outputs import removed_on_failure
from .progress import Progress, Silent, Stage, check_cancelled, track
from .raster import Band, RasterWriter, open_raster
from .study_grid import grid_around, grid_of_raster

STEPS = ("balance", "dehaze", "equalise", "lowpass", "gaussian")
LOW, HIGH = 0.005, 0.995  # quantiles that the balance brings to 0 and 255
_WINDOW = 1024
_SAMPLES = 64  # windows from which statistics are taken
_AIR_SHARE = 0.001  # of the cells with the largest dark channel that make the air light
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Step:
    """One filter, ready to be used on windows.

    Args:
        margin: cells around a window that it looks at.
        function: (3, rows, columns) to the same.
    """

    margin: int
    function: Callable[[Floats], Floats]


class ImageReader:
    """Red, green and blue of an image at windows of a grid, (3, rows, columns) float64, NaN where it has none."""

    def __init__(self, path: str, grid: Grid, progress: Progress) -> None:
        self.grid = grid
        source = open_raster(path)
        numbers = colour_order(source, path, progress)
        self._scaling = [scaling_of(source.GetRasterBand(number)) for number in numbers]
        self.scaled = any(scaling != AS_STORED for scaling in self._scaling)
        alpha = [i + 1 for i in range(source.RasterCount) if source.GetRasterBand(i + 1).GetColorInterpretation() == gdal.GCI_AlphaBand]
        picked = gdal.Translate("", source, format="VRT", bandList=[*numbers, *alpha[:1]])
        west, south, east, north = grid.bounds
        finer = same_crs(source.GetProjection(), grid.crs) and abs(source.GetGeoTransform()[1] - grid.cell_m) < 1e-9
        self._warped = gdal.Warp(
            "", picked, format="VRT", dstSRS=grid.crs, outputBounds=(west, south, east, north), width=grid.columns,
            height=grid.rows, resampleAlg="near" if finer else "bilinear", dstAlpha=True, errorThreshold=0.0,
        )  # fmt: skip

    def read(self, window: Window) -> Floats:
        """Values of a window; NaN outside the grid."""
        values = np.full((3, *window.shape), np.nan)
        inside = window.intersection(self.grid.window)
        if inside.is_empty:
            return values
        read = self._warped.ReadAsArray(inside.column, inside.row, inside.columns, inside.rows).astype(np.float64)
        colours = np.stack([unscaled(band, scaling) for band, scaling in zip(read, self._scaling)])
        values[(slice(None), *inside.relative_to(window).slices)] = np.where(read[3] > 0, colours, np.nan)
        return values


def prepare_image(
    path: str, steps: Sequence[str], output: str, extent: tuple[float, float, float, float] | None = None,
    cell_m: float | None = None, progress: Progress = Silent(),
) -> None:  # fmt: skip
    """Write an 8 bit image with alpha whose steps were done in the order of STEPS.

    Args:
        path: an image with at least three bands, 8 or 16 bits.
        steps: of STEPS.
        output: a GeoTIFF.
        extent: west, south, east, north in the image's metric CRS; None: all of it.
        cell_m: None: the image's.
        progress: told of the progress.

    Raises:
        InputError: no step, fewer than three bands, or nothing in the extent.
        OutputError: it cannot be written.
    """
    unknown = [step for step in steps if step not in STEPS]
    if unknown or not steps:
        raise InputError(tr("The steps are {steps}. Choose among {known}."), steps=", ".join(steps) or "none", known=", ".join(STEPS))
    grid = _grid(path, extent, cell_m, progress)
    reader = ImageReader(path, grid, progress)
    wanted = [step for step in STEPS if step in steps]
    if "balance" not in wanted and (_bits(path) > 8 or reader.scaled):
        wanted.insert(0, "balance")
        progress.message("The image has more than 8 bits, or a scale of its own: its colours are balanced first.")
    done: list[Step] = []
    for number, name in enumerate(wanted):
        part = Stage(progress, 0.5 * number / len(wanted), 0.5 * (number + 1) / len(wanted))
        done.append(_step(name, reader, done, part))
    _write(reader, done, output, Stage(progress, 0.5, 1.0))
    with removed_on_failure(output):
        check_cancelled(progress)


def _bits(path: str) -> int:
    dataset = open_raster(path)
    return int(gdal.GetDataTypeSize(dataset.GetRasterBand(1).DataType))


def _grid(path: str, extent: tuple[float, float, float, float] | None, cell_m: float | None, progress: Progress) -> Grid:
    own = grid_of_raster(path, cell_m, progress)
    west, south, east, north = own.bounds
    if extent is not None:
        west, south, east, north = max(west, extent[0]), max(south, extent[1]), min(east, extent[2]), min(north, extent[3])
        if west >= east or south >= north:
            raise InputError(tr("The image {path} does not reach the extent. Choose an extent inside the image."), path=path)
    if cell_m is not None and abs(cell_m - own.cell_m) > 1e-9:
        return grid_around(np.array([west, east]), np.array([south, north]), own.crs, cell_m)
    return own.part(own.window_of(west, south, east, north))


def working_crs(path: str) -> str:
    """The metric CRS in which an image is worked on: its own, or the local UTM zone."""
    return grid_of_raster(path, None, Silent()).crs


def _step(name: str, reader: ImageReader, before: Sequence[Step], progress: Progress) -> Step:
    """A step with the statistics that it needs of the image as it is after the steps before."""
    if name == "lowpass":
        return Step(LOWPASS // 2, lambda image: local_mean(image, LOWPASS))
    if name == "gaussian":
        return Step(int(3 * SIGMA + 0.5), gaussian)
    sample = _sample(reader, before, PATCH if name == "dehaze" else 0, progress)
    if name == "balance":
        low, high = (np.quantile(sample[:3], q, axis=1)[:, None, None] for q in (LOW, HIGH))
        return Step(0, lambda image: np.clip((image - low) * 255.0 / np.maximum(high - low, 1e-9), 0.0, 255.0))
    if name == "dehaze":
        haziest = np.argsort(sample[3])[-max(1, int(_AIR_SHARE * sample.shape[1])) :]
        air = np.clip(sample[:3, haziest].mean(axis=1), 1.0, 255.0)
        progress.message(f"Air light: red {air[0]:.0f}, green {air[1]:.0f}, blue {air[2]:.0f}.")
        return Step(2 * GUIDE_RADIUS + PATCH // 2, lambda image: dehaze(image, air))
    counts = np.bincount(np.clip(sample[:3].mean(axis=0), 0, 255).astype(np.int64), minlength=256)
    below = np.concatenate([[0], np.cumsum(counts)[:-1]]) + counts / 2.0
    table = 255.0 * below / counts.sum()
    return Step(0, lambda image: equalise(np.clip(image, 0.0, 255.0), table))


def _sample(reader: ImageReader, steps: Sequence[Step], patch: int, progress: Progress) -> Floats:
    """Known cells of some windows after the steps, (3, n), or (4, n) with their dark channel.

    Raises:
        InputError: there is none.
    """
    windows = reader.grid.windows(256)
    parts = []
    for window in track(windows[:: -(-len(windows) // _SAMPLES)], progress):
        image = _apply(reader, steps, window, patch)
        inner = slice(patch, -patch or None)
        rows = [*image] if not patch else [*image, dark_channel(image, patch)]
        values = np.stack(rows)[:, inner, inner].reshape(len(rows), -1)
        parts.append(values[:, np.isfinite(values).all(axis=0)])
    sample = np.concatenate(parts, axis=1)
    if not sample.shape[1]:
        raise InputError(tr("The image has no valid cell there. Choose another image or extent."))
    return np.asarray(sample, np.float64)


def _apply(reader: ImageReader, steps: Sequence[Step], window: Window, margin: int = 0) -> Floats:
    """The image of a window with a margin after the steps."""
    extra = sum(step.margin for step in steps)
    image = reader.read(window.expanded(margin + extra))
    for step in steps:
        image = step.function(image)
    return image[:, extra : image.shape[1] - extra, extra : image.shape[2] - extra]


def _write(reader: ImageReader, steps: Sequence[Step], output: str, progress: Progress) -> None:
    bands = [Band(name, "", "0 to 255") for name in COLOURS] + [Band("alpha")]
    with RasterWriter(output, reader.grid, bands, "uint8", None) as writer:
        writer.colours((gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand))
        for window in track(reader.grid.windows(_WINDOW), progress):
            image = _apply(reader, steps, window)
            known = np.isfinite(image).all(axis=0)
            values = np.where(known, np.clip(np.rint(image), 0, 255), 0).astype(np.uint8)
            for number, colour in enumerate([*values, np.where(known, 255, 0).astype(np.uint8)], start=1):
                if colour.any():
                    writer.write(colour, window, number)
