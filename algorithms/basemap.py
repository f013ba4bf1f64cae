"""A basemap of the project (XYZ or WMS) as a GeoTIFF: rendered by QGIS tile by tile on a grid in metres."""

from __future__ import annotations

import contextlib
import functools

import numpy as np
from osgeo import gdal
from qgis.core import (
    QgsBilinearRasterResampler,
    QgsCoordinateReferenceSystem,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsNetworkAccessManager,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QEventLoop, QSize, QTimer, QUrl
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtNetwork import QNetworkReply

from ..core.base.errors import InputError
from ..core.base.progress import check_cancelled, track
from ..core.base.translation import tr
from ..core.files.outputs import together
from ..core.gis.crs import utm_crs
from ..core.gis.raster_writer import Band, RasterWriter
from ..core.gis.study_grid import grid_around
from ..core.image.colours import COLOURS

TILE_CELLS = 1024  # rendered at a time
TRIES = 4  # of a tile, with pauses that double
PAUSE_MS = 1000  # before the second try
MOST_CELLS = 1_000_000_000
_POLL_MS = 200  # between two looks at the cancel button
_SETTLE_MS = 20  # until the last word on a request has come
ANSWERS = (QNetworkReply.NetworkError.NoError, QNetworkReply.NetworkError.ContentNotFoundError)  # a map has an end


@functools.lru_cache(maxsize=1)
def main_network():
    """The network manager of the thread that asks first, QGIS' main thread: it tells of the requests of all threads."""
    return QgsNetworkAccessManager.instance()


def is_basemap(layer) -> bool:
    """Tell whether a raster layer comes from a server of pictures (QGIS' provider of XYZ, WMS and WMTS)."""
    return layer is not None and layer.providerType() == "wms"


def basemap_grid(layer, box, extent_in, cell_m):
    """Grid in the local UTM zone over an extent.

    Args:
        layer: for the sentences.
        box: the extent in degrees, QgsRectangle; empty where none was given.
        extent_in: gives the extent in another CRS.
        cell_m: side of a cell, m, or None.

    Raises:
        InputError: no extent, no cell size, or too many cells.
    """
    if box.isEmpty() or cell_m is None:
        raise InputError(
            tr("The layer {layer} is a basemap from a server. Give an extent and a cell size in metres."),
            layer=layer.name(),
        )
    crs = utm_crs(box.center().x(), box.center().y())
    there = extent_in(QgsCoordinateReferenceSystem.fromWkt(crs))
    x, y = np.array([there.xMinimum(), there.xMaximum()]), np.array([there.yMinimum(), there.yMaximum()])
    return grid_around(x, y, crs, cell_m, most_cells=MOST_CELLS)


def write_basemap(layer, grid, path, context, progress):
    """Render a basemap on a grid to a GeoTIFF with red, green, blue and alpha.

    Raises:
        InputError: the server gives errors or nothing after several tries.
        OutputError: it cannot be written.
    """
    progress.warning(
        f"The pictures of {layer.name()} belong to their provider. Read its terms of use: many forbid to store, "
        "to analyse or to pass"
        " on what is shown, and fetching large areas."
    )
    own = QgsRasterLayer(layer.source(), layer.name(), layer.providerType())  # of this thread
    for place in ("setZoomedInResampler", "setZoomedOutResampler"):
        getattr(own.resampleFilter(), place)(QgsBilinearRasterResampler())
    windows = grid.windows(TILE_CELLS)
    progress.message(f"{grid.columns} x {grid.rows} cells of {grid.cell_m:g} m are rendered in {len(windows)} tiles.")
    bands = [Band(name, "", "0 to 255") for name in COLOURS] + [Band("alpha")]
    seen = False
    with together(path), RasterWriter(path, grid, bands, "uint8", None) as writer:
        writer.colours((gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand))
        for window in track(windows, progress):
            pixels = _tile(own, grid.part(window), context, progress)
            seen |= bool(pixels[3].any())
            for number, values in enumerate(pixels, start=1):
                if values.any():
                    writer.write(values, window, number)
        if not seen:
            raise InputError(
                tr("The basemap {layer} shows nothing in the extent. Choose another extent or cell size."),
                layer=layer.name(),
            )
        check_cancelled(progress)


def _tile(layer, part, context, progress):
    """Red, green, blue and alpha of a part of the grid, (4, rows, columns) uint8.

    Tried again where the server gives errors.
    """
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem.fromWkt(part.crs))
    settings.setTransformContext(context.transformContext())
    settings.setExtent(QgsRectangle(*part.bounds))
    settings.setOutputSize(QSize(part.columns, part.rows))
    settings.setBackgroundColor(QColor(0, 0, 0, 0))
    reasons = []
    for attempt in range(TRIES):
        if attempt:
            progress.message(f"The server did not give all pictures ({reasons[0]}): tried again.")
            _wait(PAUSE_MS * 2 ** (attempt - 1), progress)
        with _failed_requests(layer) as failed:
            image, reasons = _rendered(settings, progress)
            _wait(_SETTLE_MS, progress)
        reasons += failed
        if not reasons:
            return _pixels(image)
    raise InputError(
        tr(
            "The server of the basemap {layer} did not give all pictures in {tries} tries: {reason}. Try later, "
            "or choose larger cells."
        ),
        layer=layer.name(),
        tries=TRIES,
        reason=reasons[0],
    )


def _rendered(settings, progress):
    """The image, and what went wrong; a cancel is heard while the server is waited for."""
    job = QgsMapRendererParallelJob(settings)
    loop = QEventLoop()
    job.finished.connect(loop.quit)
    poll = QTimer()
    poll.timeout.connect(lambda: progress.is_cancelled() and job.cancelWithoutBlocking())
    poll.start(_POLL_MS)
    job.start()
    if job.isActive():
        _run(loop)
    poll.stop()
    check_cancelled(progress)
    return job.renderedImage(), [" ".join(error.message.split()).rstrip(".") for error in job.errors()]


@contextlib.contextmanager
def _failed_requests(layer):
    """What goes wrong with requests to the layer's server: its pictures are left out silently."""
    reasons, source = [], QUrl.fromPercentEncoding(layer.source().encode())

    def finished(reply):
        if reply.error() not in ANSWERS and reply.request().url().host() in source:
            reasons.append(" ".join(reply.errorString().split()).rstrip("."))

    network = main_network()
    network.finished.connect(finished)
    try:
        yield reasons
    finally:
        network.finished.disconnect(finished)


def _run(loop):
    (loop.exec if hasattr(loop, "exec") else loop.exec_)()


def _wait(milliseconds, progress):
    """Let time pass; a cancel is heard."""
    loop = QEventLoop()
    for start in range(0, milliseconds, _POLL_MS):
        QTimer.singleShot(min(_POLL_MS, milliseconds - start), loop.quit)
        _run(loop)
        check_cancelled(progress)


def _pixels(image):
    """(4, rows, columns) uint8: red, green, blue, alpha."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    memory = image.constBits()
    memory.setsize(image.bytesPerLine() * image.height())
    rows = np.frombuffer(memory, np.uint8).reshape(image.height(), image.bytesPerLine())
    return np.moveaxis(rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4), 2, 0).copy()
