"""What an import writes: a layer for each kind of targets, all or none, and the files of their series beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Stage, check_cancelled
from ..files.outputs import together
from ..files.room import points_bytes, require_room
from ..gis.vector import write_points
from ..products.kept_fields import SERIES_NUMBER
from ..products.series_file import ROWS, Singles, beside, write_series
from .targets import LAYER, Targets, target_columns
from .tracks import Group

_BYTES = 4  # of a displacement


class SeriesDraft:
    """Displacements (days, targets) of all sources, in a scratch file of float32.

    Args:
        folder: for the scratch file.
        days: of the displacements.
        count: targets of all sources.
        progress: hears of a disk that may become full.

    Raises:
        OutputError: the disk has too little room.
    """

    def __init__(self, folder: Path, days: Sequence[dt.date], count: int, progress: Progress) -> None:
        needed = float(len(days) * count * _BYTES)
        require_room([(str(folder), (needed, needed))], progress)
        self.days = tuple(days)
        self._values: np.memmap[tuple[int, int], np.dtype[np.float32]] = np.memmap(
            folder / "series.bin", np.float32, "w+", shape=(len(days), count)
        )
        self._filled = 0

    def room(self, days: Sequence[dt.date], count: int) -> tuple[NDArray[np.int64], list[Singles]]:
        """Room for the next source: the numbers (count,) of its targets in the draft, and an array for each day."""
        start, stop = self._filled, self._filled + count
        self._filled = stop
        known = set(days)
        for number, day in enumerate(self.days):
            if day not in known:
                self._values[number, start:stop] = np.nan
        rows = [self._values[self.days.index(day), start:stop] for day in days]
        return np.arange(start, stop, dtype=np.int64), rows

    def write(self, layer: str, targets: Targets, progress: Progress) -> Targets:
        """Write the series of a layer's targets beside it; the targets with the numbers of their rows.

        Raises:
            OutputError: the file cannot be written.
        """
        numbers = targets.more[SERIES_NUMBER]

        def blocks() -> Iterator[Singles]:
            for start in range(0, len(numbers), ROWS):
                yield np.ascontiguousarray(self._values[:, numbers[start : start + ROWS]].T)

        rows = write_series(beside(layer), self.days, len(numbers), blocks(), progress)
        return Targets(**{**vars(targets), "more": {**targets.more, SERIES_NUMBER: rows}})


def paths_of(output: str, groups: Sequence[Group]) -> list[str]:
    """The output, and a name beside it for each further group."""
    made, path = [output], Path(output)
    for group in groups[1:]:
        name = f"{path.stem}_{group.short or 'other'}"
        while str(path.with_name(name + path.suffix)) in made:
            name += "_2"
        made.append(str(path.with_name(name + path.suffix)))
    return made


def write_layers(made: dict[str, Targets], draft: SeriesDraft | None, progress: Progress) -> dict[str, Targets]:
    """Write all layers with the files of their series, or none; the targets as they were written.

    Args:
        made: path of each layer -> its targets.
        draft: of series that go into files; None: there are none.
        progress: told of the layers.

    Raises:
        OutputError: something cannot be written.
    """
    columns = {path: len(target_columns(targets)) for path, targets in made.items()}
    require_room([(path, points_bytes(len(made[path]), columns[path])) for path in made], progress)
    written = {}
    with together(*made, *(map(beside, made) if draft is not None else ())):
        for i, path in enumerate(made):
            stage = Stage(progress, i / len(made), (i + 1) / len(made))
            targets = made[path] if draft is None else draft.write(path, made[path], Stage(stage, 0.0, 0.5))
            stage = stage if draft is None else Stage(stage, 0.5, 1.0)
            write_points(path, LAYER, targets.crs, targets.x, targets.y, target_columns(targets), stage)
            written[path] = targets
        check_cancelled(progress)
    return written
