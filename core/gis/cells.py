"""Values of a raster as they are stored, read so that a damaged file is one sentence and never a traceback."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.translation import tr
from .gdal_session import complaint, last_message, quiet

_NOTHING_THERE = "no valid pixels"  # how GDAL complains of a band that is null everywhere


def read_cells(
    source: gdal.Dataset | gdal.Band, path: str, box: Sequence[int] = (), **options: Any
) -> NDArray[np.generic]:
    """Values of a dataset (bands, rows, columns) or of a band (rows, columns), as stored.

    GDAL gives nothing, or raises, for a damaged block, a drive that is gone, or a file that was moved meanwhile.

    Args:
        source: what is read; may be a virtual raster made from the file.
        path: of the file, for the message.
        box: first column, first row, columns, rows; empty: everything.
        options: of GDAL's ReadAsArray, for example the size of a coarse picture.

    Raises:
        InputError: the values cannot be read.
    """
    read, reason = None, ""
    with quiet():
        with contextlib.suppress(RuntimeError):
            read = source.ReadAsArray(*box, **options)
        reason = last_message()
    if read is None:
        raise _unreadable(path, reason)
    return np.asarray(read)


def lowest_value(band: gdal.Band, path: str, by_sample: bool) -> float:
    """Lowest value of a band as stored; NaN where it has none.

    Args:
        band: what is looked at.
        path: of the file, for the message.
        by_sample: look at some of the cells alone.

    Raises:
        InputError: the values cannot be read.
    """
    found, reason = None, ""
    with quiet():
        with contextlib.suppress(RuntimeError):
            found = band.ComputeRasterMinMax(by_sample)
        reason = complaint()
    if _NOTHING_THERE in reason:
        return math.nan
    if reason or found is None:
        raise _unreadable(path, reason)
    return float(found[0])


def _unreadable(path: str, reason: str) -> InputError:
    return InputError(
        tr("The values of {path} cannot be read: {reason}. The file may be damaged or moved."),
        path=path,
        reason=reason.rstrip(".") or tr("unknown reason"),
    )
