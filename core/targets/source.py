"""What every reader of targets gives: points with their columns, in blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress
from ..files.columns import let_go
from ..products.facts import Facts
from .decimal_marks import Words, column_numbers

Columns = dict[str, NDArray[np.float64]]
Rows = NDArray[np.int32]
BLOCK_VALUES = 10_000_000  # displacements of a block, 40 MB
_VALUES = 25_000_000  # displacements that are read at once


@dataclass(frozen=True)
class RawPoints:
    """What a source holds.

    Args:
        x, y: (n,) float64 in `crs`.
        crs: of the coordinates.
        columns: name -> (n,) float64, NaN for null.
        units: name -> unit that the file itself declares, as it spells it, or empty.
        writes_metres: the producer of such a file writes m/yr.
        left_out: reason -> number of places that the source has left out already.
        words: name -> the cells of a column that hold text in place of a number.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    crs: str
    columns: Columns = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    writes_metres: bool = False
    left_out: dict[str, int] = field(default_factory=dict)
    words: dict[str, Words] = field(default_factory=dict)


class TargetSource:
    """Anything that targets can be read from: a file here, a layer of the project in `algorithms`."""

    has_scaled_series = False  # whether its displacements have the unit of its velocities, but for the year
    example = ""  # first row of a table without a header, for messages

    @property
    def name(self) -> str:
        """What messages call it."""
        raise NotImplementedError

    def fields(self) -> list[str]:
        """Names of its columns."""
        raise NotImplementedError

    def is_spatial_coherence(self, _name: str) -> bool:
        """Whether a column is the mean spatial coherence of interferograms, which is far lower than a temporal one."""
        return False

    def damage(self) -> str:
        """A sentence where it was cut short; empty where it is whole, or nothing tells."""
        return ""

    def read(self, fields: Sequence[str], progress: Progress) -> RawPoints:
        """Positions and these columns, as numbers; the first is the velocity."""
        raise NotImplementedError

    def facts(self) -> Facts:
        """What it says of the satellite, beside its columns and its name."""
        return Facts()

    def series(self, names: Sequence[str], rows: Rows, progress: Progress) -> NDArray[np.float32]:
        """Columns of displacements (columns, rows) of some of the rows that `read` gave; NaN for null.

        Args:
            names: of the columns.
            rows: (n,) increasing numbers of the rows.
            progress: asked for a cancel.
        """
        made = self.attributes(names, rows, progress)
        numbers, _ = column_numbers({name: list(made[name]) for name in names}, self.name)
        return np.array([numbers[name] for name in names], np.float32).reshape(len(names), len(rows))

    def series_blocks(self, names: Sequence[str], rows: Rows, progress: Progress) -> Iterator[NDArray[np.float32]]:
        """The same in blocks of rows, one after the other: what is held at once is bounded, not the number of rows."""
        step = max(1, BLOCK_VALUES // max(len(names), 1))
        for start in range(0, len(rows), step):
            yield self.series(names, rows[start : start + step], progress)

    def series_into(
        self, names: Sequence[str], rows: Rows, into: Sequence[NDArray[np.float32]], progress: Progress
    ) -> None:
        """Put the same into arrays (n,), one for each column; no more than some million values are held at once."""
        if self.gives_blocks(names):
            self._blocks_into(names, rows, into, progress)
            return
        step = max(1, _VALUES // max(1, len(rows)))
        for start in range(0, len(names), step):
            some = self.series(names[start : start + step], rows, progress)
            for array, values in zip(into[start:], some):
                array[:] = values

    def gives_blocks(self, _names: Sequence[str]) -> bool:
        """Whether `series_blocks` gives these columns in one pass."""
        return False

    def _blocks_into(
        self, names: Sequence[str], rows: Rows, into: Sequence[NDArray[np.float32]], progress: Progress
    ) -> None:
        start = 0
        for block in self.series_blocks(names, rows, progress):
            end = start + block.shape[1]
            for array, values in zip(into, block):
                array[start:end] = values
            start = end
            let_go()

    def attribute_blocks(
        self, names: Sequence[str], rows: Rows, progress: Progress
    ) -> Iterator[dict[str, NDArray[Any]]]:
        """Columns as they are, numbers, texts or None, of some of the rows that `read` gave, some thousand at a time.

        Args:
            names: of the columns.
            rows: (n,) increasing numbers of the rows.
            progress: asked for a cancel.
        """
        raise NotImplementedError

    def attributes(self, names: Sequence[str], rows: Rows, progress: Progress) -> dict[str, NDArray[Any]]:
        """The same of all of the rows, in memory: name -> (n,) objects."""
        blocks = list(self.attribute_blocks(names, rows, progress))
        return {name: np.concatenate([np.zeros(0, object), *(block[name] for block in blocks)]) for name in names}


@dataclass(frozen=True)
class Position:
    """Where the coordinates of a text table are, and the CRS of a table or raster without one; empty: found out."""

    x_field: str = ""
    y_field: str = ""
    crs: str = ""


@dataclass(frozen=True)
class Companions:
    """Rasters that go with a raster of velocities; empty: those that the producer wrote beside it."""

    coherence: str = ""
    mask: str = ""
