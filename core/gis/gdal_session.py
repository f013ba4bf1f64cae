"""GDAL prints what it also reports; the user hears one sentence instead."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

from osgeo import gdal, ogr

from ..base.progress import Progress
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
    """GDAL's last error since `quiet` began; empty if nothing went wrong."""
    return (last_message() or tr("unknown reason")) if gdal.GetLastErrorType() >= gdal.CE_Failure else ""


def closed(dataset: gdal.Dataset) -> str:
    """Close a dataset that was written; return GDAL's complaint, or an empty text.

    When Python deletes a dataset, an error cannot be raised and is only printed. Before GDAL 3.8 only deletion closes
    a raster, so the caller has to drop it after this call.
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
    """The first sentence of GDAL's last message in one line; newer versions of GDAL make several of it."""
    return " ".join(str(gdal.GetLastErrorMsg()).split()).partition(". ")[0]


def callback(progress: Progress) -> Callable[[float, str, object], int]:
    """What GDAL calls while it works: it reports to a progress, and stops GDAL when the user asks to stop.

    GDAL then gives nothing or raises RuntimeError, as it does when it fails: call `check_cancelled` afterwards.
    """

    def report(fraction: float, _text: str, _data: object) -> int:
        progress.update(fraction)
        return 0 if progress.is_cancelled() else 1

    return report


class _Cache:
    """Who bounds GDAL's cache now, and how large it was before the first of them came."""

    lock = threading.Lock()
    users = 0
    before = 0


@contextlib.contextmanager
def small_cache(most: int = ENOUGH) -> Iterator[None]:
    """Bound GDAL's cache (bytes) for a while; when several tools run at once, the last one to leave restores it."""
    with _Cache.lock:
        if not _Cache.users:
            _Cache.before = gdal.GetCacheMax()
        gdal.SetCacheMax(min(gdal.GetCacheMax(), most))
        _Cache.users += 1
    try:
        yield
    finally:
        with _Cache.lock:
            _Cache.users -= 1
            if not _Cache.users:
                gdal.SetCacheMax(_Cache.before)


def memory_layers() -> ogr.DataSource:
    """An empty data source in memory; from GDAL 3.11 on the driver of rasters in memory takes layers too."""
    return (ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")).CreateDataSource("")
