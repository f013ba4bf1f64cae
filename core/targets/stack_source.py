"""Stacks of displacements as a source of targets: velocities are fitted to them, and the series go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress, check_cancelled
from ..products.series import YEAR_DAYS, field_of
from .cell_layers import CellLayer, array_layers
from .fields import find_field
from .scenes import FitLayer, Granule, Granules, MeanLayer, Scenes, fit_layer, joined_granules, stacks_in
from .source import Companions, RawPoints, Rows
from .velocity_raster import STRIP, RasterSource

_SHORT_YEARS = 1.0


class StackSource(RasterSource):
    """A stack of displacements in one file, or granules of a frame: one target for each cell.

    Args:
        path: of the file, or of the first granule.
        companions: rasters of coherence and of the mask that the user named.
        crs: of a file that does not say.
        granules: of the frame; empty: the file holds all dates.

    Raises:
        InputError: no place, no dates, or granules that do not belong together.
    """

    def __init__(
        self, path: str, companions: Companions = Companions(), crs: str = "", granules: Sequence[Granule] = ()
    ) -> None:
        self._granules = joined_granules(granules) if granules else None
        self.has_scaled_series = False
        self._scenes: dict[str, Scenes] = {}
        self._cells: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
        super().__init__(path, companions, crs)
        self._used = next(iter(self._scenes.values()))

    def _own_layers(self, crs: str) -> dict[str, CellLayer]:
        if self._granules is not None:
            return self._granule_layers(self._granules)
        self._scenes, others = stacks_in(self.path, crs)
        first = next(iter(self._scenes.values())).layer
        made: dict[str, CellLayer] = {}
        for name, scenes in self._scenes.items():
            made[name] = fit_layer(name, scenes)
        for one in others:
            if find_field("coherence", [one.name]):
                made[one.name] = MeanLayer(one.name, one.transform, one.crs, one.path, one.unit, (one,))
        try:
            flat = array_layers(self._file, crs)
        except InputError:
            flat = []  # no other arrays
        made.update({one.name: one for one in flat if one.lies_as(first)})
        if find_field("velocity", list(made)):
            return made
        return {"velocity": fit_layer("velocity", next(iter(self._scenes.values()))), **made}

    def _granule_layers(self, granules: Granules) -> dict[str, CellLayer]:
        self._scenes = {granules.layer.name: granules}
        made: dict[str, CellLayer] = {"velocity": fit_layer("velocity", granules)}
        coherent = tuple(one.coherence for one in granules.granules if one.coherence is not None)
        if coherent:
            one = coherent[0]
            made[one.name] = MeanLayer(one.name, one.transform, one.crs, one.path, one.unit, coherent)
        return made

    def fields(self) -> list[str]:
        """Names of arrays, and the days of the displacements."""
        days = next(iter(self._scenes.values())).days
        return [*super().fields(), *map(field_of, days)]

    def read(self, fields: Sequence[str], progress: Progress) -> RawPoints:
        """See TargetSource; velocities are fitted a strip at a time."""
        velocity = self._layers[fields[0]]
        self.has_scaled_series = isinstance(velocity, FitLayer)
        self._used = velocity.scenes if isinstance(velocity, FitLayer) else next(iter(self._scenes.values()))
        days = self._used.days
        how = "fitted to" if isinstance(velocity, FitLayer) else "beside"
        progress.message(
            f"{self.name}: velocity {how} {len(days)} dates of '{self._used.layer.name}', {days[0]} to {days[-1]}; "
            f"displacements in the file: {', '.join(self._scenes)}."
        )
        years = (days[-1] - days[0]).days / YEAR_DAYS
        if isinstance(velocity, FitLayer) and years < _SHORT_YEARS:
            progress.warning(f"{self.name}: the dates span {years:.1f} years, so that the velocities are uncertain.")
        self._cells = []
        return super().read(fields, progress)

    def _say_kind(self, _progress: Progress) -> None:
        """A displacement is what is wanted here."""

    def _see(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
        self._cells.append((rows.astype(np.int32), columns.astype(np.int32)))

    def series(self, names: Sequence[str], rows: Rows, progress: Progress) -> NDArray[np.float32]:
        """See TargetSource."""
        made = np.full((len(names), len(rows)), np.nan, np.float32)
        self.series_into(names, rows, list(made), progress)
        return made

    def series_into(
        self, names: Sequence[str], rows: Rows, into: Sequence[NDArray[np.float32]], progress: Progress
    ) -> None:
        """See TargetSource; the stack is gone through once for all days."""
        row, column = (np.concatenate([part[i] for part in self._cells])[rows] for i in range(2))
        days = {field_of(day): i for i, day in enumerate(self._used.days)}
        wanted = [days[name] for name in names]
        height = self._used.layer.rows
        for start in range(0, height, STRIP):
            check_cancelled(progress)
            first, last = np.searchsorted(row, (start, start + STRIP))
            if first == last:
                continue
            here = slice(first, last)
            for left, values in self._used.tiles(start, min(STRIP, height - start)):
                inside = np.flatnonzero((column[here] >= left) & (column[here] < left + values.shape[2]))
                at = inside + first
                for array, day in zip(into, wanted):
                    array[at] = values[day, row[at] - start, column[at] - left]
            progress.update(min(1.0, (start + STRIP) / height))

    @property
    def name(self) -> str:
        """The file's name; of granules, with their number."""
        name = Path(self._file).name
        return name if self._granules is None else f"{name} ({len(self._granules.granules)} granules)"
