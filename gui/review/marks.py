"""The outline of the current area on the maps."""

from __future__ import annotations

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsProject, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtGui import QColor

MARK = "#ffff00"
_AROUND = 2.5  # of the area's size, which the map shows


class Marks:
    """A line around the current area, the same on each map."""

    def __init__(self, *canvases) -> None:
        self._bands = [_band(canvas) for canvas in canvases]

    def show(self, outline, layer) -> None:
        """Mark an outline of a layer."""
        for band in self._bands:
            band.setToGeometry(outline, layer)

    def clear(self) -> None:
        """Mark nothing."""
        for band in self._bands:
            band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)

    def remove(self) -> None:
        """Leave the maps as they were."""
        for band in self._bands:
            band.scene().removeItem(band)


def zoom_to(canvas, outline, layer) -> None:
    """Let a map show an outline of a layer; one that its CRS does not reach leaves it where it is."""
    if outline.isNull():
        return
    crs = canvas.mapSettings().destinationCrs()
    try:
        box = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance()).transformBoundingBox(
            outline.boundingBox()
        )
    except QgsCsException:
        return
    box.scale(_AROUND)
    canvas.setExtent(box)
    canvas.refresh()


def _band(canvas) -> QgsRubberBand:
    band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
    band.setStrokeColor(QColor(MARK))
    band.setSecondaryStrokeColor(QColor("#000000"))
    band.setFillColor(QColor(0, 0, 0, 0))
    band.setWidth(3)
    return band
