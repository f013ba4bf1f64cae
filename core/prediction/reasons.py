"""Why an area lies where it does: what each source gives to its probability, and where its outline lies without it.

The network is asked again without each source. By how much the logarithm of the odds falls is what that source alone
gives (the weight of evidence of Robnik-Sikonja & Kononenko, 2008; prediction differences of Zintgraf et al., 2017).
What two sources say alike neither of them gives alone, so that the shares are those of what is not said twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..areas.fields import ALIASES
from ..areas.motion import texts
from ..areas.rules import AreaRules
from ..base.grid import Grid, Window
from ..base.progress import Progress, track
from ..base.translation import tr
from ..change.edges import signed_distance
from ..gis.raster import RasterReader
from ..gis.raster_writer import Band, RasterWriter
from ..gis.vector import Column, rasterize
from ..gis.zonal import Floats, envelopes

SEVERAL = "several"  # no source gives half of it
_LEAST = 1e-3  # probability: beyond it and 1 less it nothing counts
_HARDLY = 0.05  # of the logarithm of the odds, below which no source gives anything
_MARGIN_M = 150.0  # around an area, within which its outline without a source is looked for
_MOST_CELLS = 1_000_000  # of one area that are looked at; of larger ones every second, third ... cell is
_ROWS = 256  # that are read at once

Cells = NDArray[np.bool_]


@dataclass(frozen=True)
class Reasons:
    """What the network says with everything and without each source, on one grid.

    Args:
        sources: their names, as the bands of `without` are ordered.
        probability: one band.
        without: one band for each source.
        rules: how areas are drawn, with the source and without.
    """

    sources: tuple[str, ...]
    probability: RasterReader
    without: RasterReader
    rules: AreaRules

    def columns(self, polygons: Sequence[bytes], progress: Progress) -> list[Column]:
        """Attributes of the areas (WKB): share of each source, shift of the outline without it, the main source.

        `share_...` is 0..1, of what the sources give on the mean over the area's cells; NaN where none gives anything.
        `shift_...` is the mean distance (m) between the outlines with and without the source, negative where the one
        without it lies further in on the whole; NaN where without it there is no area any more, which
        `gone_without` tells. `main_source` gives half of it or more.
        """
        boxes, given, shifts = envelopes(polygons), [], []
        for polygon, box in track(list(zip(polygons, boxes)), progress):
            evidence, moved = self._of_area(polygon, box)
            given.append(evidence)
            shifts.append(moved)
        count = len(self.sources)
        shares = shares_of(np.array(given, float).reshape(-1, count))
        moved = np.array(shifts, float).reshape(-1, count)
        gone = [", ".join(name for name, shift in zip(self.sources, row) if np.isinf(shift)) or None for row in moved]
        moved[np.isinf(moved)] = np.nan
        return [
            *(_column(f"share_{field_of(name)}", name, shares[:, n]) for n, name in enumerate(self.sources)),
            *(_column(f"shift_{field_of(name)}", name, moved[:, n]) for n, name in enumerate(self.sources)),
            _column("main_source", "", texts(main_source(row, self.sources) for row in shares)),
            _column("gone_without", "", texts(gone)),
        ]

    def write_shares(self, path: str, progress: Progress) -> None:
        """A raster with the share of each source in the probability, 0..1, one band each.

        Null below the threshold, and where no source gives anything.
        """
        grid = self.probability.grid
        bands = [Band(name, "", f"Share of {name} in the probability, 0 to 1") for name in self.sources]
        with RasterWriter(path, grid, bands) as writer:
            for window in track(grid.windows(), progress):
                probability = self.probability.read(window)[0]
                inside = probability >= self.rules.threshold
                if not inside.any():
                    continue
                given = evidence(probability[inside], self.without.read(window)[:, inside])
                shares = np.full((len(bands), *window.shape), np.nan, np.float32)
                shares[:, inside] = shares_of(given.T).T
                for number, values in enumerate(shares, start=1):
                    writer.write(values, window, number)

    def _of_area(self, polygon: bytes, box: Floats) -> tuple[Floats, Floats]:
        """What each source gives (sources,), and the shifts; infinite where nothing is left."""
        west, south, east, north = box
        grid, margin = self.probability.grid, _MARGIN_M
        window = grid.window_of(west - margin, south - margin, east + margin, north + margin)
        step = int(np.ceil(np.sqrt(max(window.rows * window.columns, 1) / _MOST_CELLS)))
        ground = _thinned(grid.part(window), step)
        probability = _read(self.probability, window, step)[0]
        without = _read(self.without, window, step)
        inside = (rasterize([polygon], ground, ground.window) > 0) & np.isfinite(probability)
        if not inside.any():
            return np.full(len(self.sources), np.nan), np.full(len(self.sources), np.nan)
        given = evidence(probability[inside], without[:, inside]).mean(axis=1)
        whole = connected(probability >= self.rules.threshold, inside)
        left = [self._drawn(values, whole, ground.cell_area_m2) for values in without]
        return given, np.array([outline_shift(whole, one, ground.cell_m) for one in left])

    def _drawn(self, probability: NDArray[np.float32], whole: Cells, cell_m2: float) -> Cells:
        """Cells that would be drawn by the rules where the area is: empty where it would be left out."""
        drawn = connected(probability >= self.rules.threshold, whole)
        large = drawn.any() and drawn.sum() * cell_m2 >= self.rules.min_area_m2
        return drawn if large and probability[drawn].max() >= self.rules.seed_threshold else np.zeros_like(drawn)


def evidence(probability: NDArray[np.float32], without: NDArray[np.float32]) -> Floats:
    """By how much the logarithm of the odds falls without each source, (sources, n), from (n,) and (sources, n)."""
    given: Floats = _log_odds(probability)[None] - _log_odds(without)
    return given


def _log_odds(probability: NDArray[np.float32]) -> Floats:
    known = np.clip(probability.astype(np.float64), _LEAST, 1.0 - _LEAST)
    return np.asarray(np.log(known / (1.0 - known)))


def shares_of(given: Floats) -> Floats:
    """Shares (n, sources) that add up to 1, of what each source gives; NaN where none gives anything.

    A source without which the probability rises speaks against the area: it has no share.
    """
    positive = np.maximum(given, 0.0)
    total = positive.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(positive, total, out=np.full(given.shape, np.nan), where=total > _HARDLY)
    return shares


def main_source(shares: Floats, sources: Sequence[str]) -> str:
    """The source that gives half of it or more, else SEVERAL."""
    return sources[int(shares.argmax())] if np.isfinite(shares).all() and shares.max() >= 0.5 else SEVERAL


def connected(mask: Cells, start: Cells) -> Cells:
    """The parts of a mask that touch some cells, by sides."""
    labels, _ = ndimage.label(mask)
    kept = np.unique(labels[start & mask])
    return np.asarray(np.isin(labels, kept[kept > 0]))


def outline_shift(whole: Cells, left: Cells, cell_m: float) -> float:
    """Mean distance between two outlines along both of them, m; negative where the second lies further in.

    NaN where the first has no cells, infinite where the second has none.
    """
    if not whole.any():
        return float("nan")
    if not left.any():
        return float("inf")
    rims = [mask & ~ndimage.binary_erosion(mask, border_value=1) for mask in (whole, left)]
    moved = (signed_distance(left, cell_m) - signed_distance(whole, cell_m))[rims[0] | rims[1]]
    return float(np.copysign(np.abs(moved).mean(), moved.mean())) if moved.size else 0.0


def field_of(source: str) -> str:
    """The part of a field's name that stands for a source."""
    return re.sub(r"\W+", "_", source.lower()).strip("_")


def _column(name: str, source: str, values: Floats | NDArray[np.object_]) -> Column:
    own = {
        "share": tr("share of {source} in the probability (0 to 1)"),
        "shift": tr("shift of the outline without {source} (m)"),
    }
    alias = ALIASES.get(name) or own[name.partition("_")[0]].format(source=source)
    return Column(name, values, alias)


def _thinned(grid: Grid, step: int) -> Grid:
    """A grid of every so many cells, each as wide as those that it stands for."""
    rows, columns = (-(-length // step) for length in grid.shape)
    return Grid(grid.crs, grid.x_min, grid.y_max, grid.cell_m * step, columns, rows)


def _read(reader: RasterReader, window: Window, step: int) -> NDArray[np.float32]:
    """Every so many cells of a window, (bands, rows, columns), NaN for null; some rows at a time."""
    parts = []
    for row in range(0, window.rows, _ROWS * step):
        strip = Window(window.column, window.row + row, window.columns, min(_ROWS * step, window.rows - row))
        parts.append(reader.read(strip)[:, ::step, ::step])
    return np.concatenate(parts, axis=1)
