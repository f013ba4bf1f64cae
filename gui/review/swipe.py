"""A swipe on the main map: left of a divider what the map shows, right of it the imagery."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF, Qt
from qgis.PyQt.QtGui import QColor, QPolygonF

_ABOVE_MAP = -5  # QGIS draws its map at -10, and what is marked on it at 0 and above
_GRASP = 8  # pixels from the divider within which the mouse takes it
_HANDLE = 11  # radius


class Curtain(QgsMapCanvasItem):
    """The imagery right of the divider, and the divider."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setZValue(_ABOVE_MAP)
        self._canvas, self._settings, self._image = canvas, None, None
        self.share = 0.5  # of the map that lies left of the divider

    def show_image(self, settings: QgsMapSettings, image) -> None:
        """Draw this picture of the ground, made with these settings; it moves with the map until the next one comes."""
        self._settings, self._image = settings, image
        self.update()

    def place(self) -> float:
        """Pixels from the left side of the map to the divider."""
        return self.share * self._canvas.width()

    def move_to(self, x: float) -> None:
        """Put the divider there, inside the map."""
        self.share = min(max(x / max(self._canvas.width(), 1), 0.0), 1.0)
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._canvas.width(), self._canvas.height())

    def paint(self, painter, *_options) -> None:
        x, size = self.place(), self.boundingRect()
        painter.save()
        if self._image is not None and self._settings.rotation() == self._canvas.rotation():
            painter.setClipRect(QRectF(x, 0, size.width() - x, size.height()))
            painter.fillRect(size, self._canvas.canvasColor())
            corner = self.toCanvasCoordinates(self._settings.mapToPixel().toMapCoordinates(0, 0))
            grown, pixels = (
                self._settings.mapUnitsPerPixel() / self._canvas.mapUnitsPerPixel(),
                self._settings.outputSize(),
            )
            painter.drawImage(QRectF(corner, QSizeF(pixels) * grown), self._image)
            painter.setClipping(False)
        painter.setPen(Qt.PenStyle.NoPen)
        for width, colour in ((5, QColor(0, 0, 0, 130)), (2, QColor("white"))):
            painter.fillRect(QRectF(x - width / 2, 0, width, size.height()), colour)
        middle = QPointF(x, 0.85 * size.height())  # the area under review lies in the middle of the map
        painter.setBrush(QColor(0, 0, 0, 130))
        painter.drawEllipse(middle, _HANDLE + 1.5, _HANDLE + 1.5)
        painter.setBrush(QColor("white"))
        painter.drawEllipse(middle, _HANDLE, _HANDLE)
        painter.setBrush(QColor("#333333"))
        for side in (-1, 1):
            painter.drawPolygon(
                QPolygonF([middle + QPointF(side * away, up) for away, up in ((2.5, -4), (2.5, 4), (7.5, 0))])
            )
        painter.restore()


class Swipe(QObject):
    """Draws the imagery whenever the map is drawn, and lets the mouse drag the divider.

    QGIS' own tools go on working beside it.

    Args:
        canvas: the main map.
        layers: what lies right of the divider, from the top down.
    """

    def __init__(self, canvas: QgsMapCanvas, layers: Callable[[], list]) -> None:
        super().__init__()
        self._canvas, self._layers = canvas, layers
        self.curtain: Curtain | None = None
        self._newest, self._jobs, self._dragged = None, set(), False

    def show(self, wanted: bool) -> None:
        """Begin in the middle of the map, or end."""
        if wanted == (self.curtain is not None):
            return
        if wanted:
            self.curtain = Curtain(self._canvas)
            self._canvas.renderStarting.connect(self.draw)
            self._canvas.viewport().installEventFilter(self)
            self.draw()
            return
        self._canvas.renderStarting.disconnect(self.draw)
        self._canvas.viewport().removeEventFilter(self)
        self._canvas.viewport().unsetCursor()
        self._canvas.scene().removeItem(self.curtain)
        self._cancel()
        self.curtain, self._dragged = None, False

    def is_drawing(self) -> bool:
        """Whether a picture is still to come."""
        return self._newest is not None

    def draw(self) -> None:
        """Draw the imagery where the map is now, without waiting for it."""
        if self.curtain is None:
            return
        self._cancel()
        settings = QgsMapSettings(self._canvas.mapSettings())
        settings.setLayers(self._layers())
        job = self._newest = QgsMapRendererParallelJob(settings)
        self._jobs.add(job)  # one that is cancelled has to live until it ends
        job.finished.connect(lambda: self._drawn(job))
        job.start()

    def _cancel(self) -> None:
        if self._newest is not None:
            self._newest.cancelWithoutBlocking()
        self._newest = None

    def _drawn(self, job) -> None:
        self._jobs.discard(job)
        if job is self._newest:
            self._newest = None
            self.curtain.show_image(job.mapSettings(), job.renderedImage())

    def eventFilter(self, watched, event) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove and self._dragged:
            self.curtain.move_to(event.pos().x())
            return True
        if kind == QEvent.Type.MouseMove and event.buttons() == Qt.MouseButton.NoButton:
            if self._is_near(event):
                watched.setCursor(Qt.CursorShape.SplitHCursor)
            else:
                watched.unsetCursor()
        elif (
            kind == QEvent.Type.MouseButtonPress
            and event.button() == Qt.MouseButton.LeftButton
            and self._is_near(event)
        ):
            self._dragged = True
            return True
        elif kind == QEvent.Type.MouseButtonRelease and self._dragged:
            self._dragged = False
            return True
        return False

    def _is_near(self, event) -> bool:
        return abs(event.pos().x() - self.curtain.place()) <= _GRASP
