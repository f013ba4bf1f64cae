"""GDAL prints what it also reports; the user hears one sentence instead."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from osgeo import gdal


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
    return (last_message() or "unknown reason") if gdal.GetLastErrorType() >= gdal.CE_Failure else ""


def last_message() -> str:
    """GDAL's last message in one line; newer versions break it."""
    return " ".join(str(gdal.GetLastErrorMsg()).split())
