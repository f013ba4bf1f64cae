"""Series that lie in a file of their own beside the layer of targets, as a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from ..products.series import field_of
from ..products.series_file import SeriesFile, file_of
from ..targets.source import Rows, TargetSource


class FiledSeries(TargetSource):
    """Displacements of targets by the numbers of their rows in a file of series.

    Args:
        file: of the series.
        numbers: (n,) of the targets.
        called: name of the layer.
    """

    def __init__(self, file: SeriesFile, numbers: NDArray[np.float64], called: str) -> None:
        self._file, self._numbers, self._called = file, numbers, called

    @property
    def name(self) -> str:
        """See TargetSource."""
        return self._called

    def fields(self) -> list[str]:
        """Names that fields of its days would have."""
        return [field_of(day) for day in self._file.days]

    def series(self, names: Sequence[str], rows: Rows, progress: Progress) -> NDArray[np.float32]:
        """See TargetSource."""
        check_cancelled(progress)
        columns = [self.fields().index(name) for name in names]
        return np.ascontiguousarray(self._file.read(self._numbers[rows])[:, columns].T)


def filed_series(layers: Iterable[str], numbers: NDArray[np.float64], called: str) -> FiledSeries:
    """The series of targets that know their row in a file.

    Args:
        layers: paths of the layer and of those that it may have been made from.
        numbers: (n,) of the targets' rows.
        called: name of the layer.

    Raises:
        InputError: no file of series lies beside one of the layers.
    """
    found = file_of(layers, numbers)
    if found is None:
        raise InputError(
            tr(
                "The displacements of {name} lie in a file of series beside the imported layer, and it is not there. "
                "Load that layer into the project too, or import the targets again."
            ),
            name=called,
        )
    return FiledSeries(found, numbers, called)
