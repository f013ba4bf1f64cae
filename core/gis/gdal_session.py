"""GDAL prints what it also reports; the user hears one sentence instead."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from osgeo import gdal

from ..base.translation import tr

ENOUGH = 2**28  # bytes: some rows of blocks of the widest rasters


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep GDAL from printing, and forget what it complained of before."""
    gdal.ErrorReset()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()


def complaint() -> str:
    """GDAL's last error since `quiet` began; empty where all went well."""
    return (last_message() or tr("unknown reason")) if gdal.GetLastErrorType() >= gdal.CE_Failure else ""


def closed(dataset: gdal.Dataset) -> str:
    """Close what was written; GDAL's complaint, empty where all went well.

    Python's deletion of a dataset cannot raise: what fails there is printed. Before GDAL 3.8 a raster is closed by
    nothing else: drop it after this call.
    """
    close = getattr(dataset, "Close", None) or getattr(
        dataset, "Destroy", None
    )  # Close is there from 3.8, Destroy is a layer file's
    try:
        if close:
            close()
    except RuntimeError as error:
        if dataset.this is not None:
            dataset.thisown = (
                False  # it is closed all the same; GDAL's Python before 3.13 forgets that, and would close it twice
            )
        return " ".join(str(error).split())
    return complaint()


def last_message() -> str:
    """GDAL's last message in one line; newer versions break it."""
    return " ".join(str(gdal.GetLastErrorMsg()).split())


@contextlib.contextmanager
def small_cache() -> Iterator[None]:
    """Bound GDAL's cache for a while."""
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(min(before, ENOUGH))
    try:
        yield
    finally:
        gdal.SetCacheMax(before)
