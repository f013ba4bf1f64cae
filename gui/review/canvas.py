"""A second map beside the first, at the same place and scale: imagery, while the first shows hot spots and targets."""

from __future__ import annotations

from qgis.core import QgsMapLayerProxyModel, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapLayerComboBox, QgsMapToolPan, QgsVertexMarker
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QDockWidget, QVBoxLayout, QWidget

from ...core.base.translation import tr


class ImageryDock(QDockWidget):
    """Follows the main map, and leads it when it is moved itself."""

    def __init__(self, main: QgsMapCanvas, parent=None) -> None:
        super().__init__(tr("Slipline: imagery"), parent)
        self.setObjectName("SliplineImagery")
        self._main, self._areas, self._busy = main, None, False
        self.canvas = QgsMapCanvas()
        self._size = self.canvas.size()
        self.canvas.setCanvasColor(main.canvasColor())
        self.canvas.enableAntiAliasing(True)
        self._pan = QgsMapToolPan(self.canvas)
        self.canvas.setMapTool(self._pan)
        self._cross = QgsVertexMarker(self.canvas)
        self._cross.setColor(QColor("#ff00ff"))
        self._cross.hide()
        self.imagery = QgsMapLayerComboBox()
        self.imagery.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.imagery.setAllowEmptyLayer(True)
        self.imagery.setLayer(best_imagery())
        self.imagery.layerChanged.connect(self._show_layers)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(self.imagery)
        layout.addWidget(self.canvas, 1)
        self.setWidget(content)
        main.extentsChanged.connect(self.follow)
        main.destinationCrsChanged.connect(self.follow)
        main.xyCoordinates.connect(self._point)
        self.canvas.extentsChanged.connect(self._lead)
        QgsProject.instance().layersAdded.connect(self._new_layers)

    def close_down(self) -> None:
        """Stop following."""
        self._main.extentsChanged.disconnect(self.follow)
        self._main.destinationCrsChanged.disconnect(self.follow)
        self._main.xyCoordinates.disconnect(self._point)
        QgsProject.instance().layersAdded.disconnect(self._new_layers)
        self.close()

    def show_areas(self, layer) -> None:
        """Draw these areas above the imagery; None: none."""
        self._areas = layer
        self._show_layers()

    def layers(self) -> list:
        """What is drawn, from the top down; nothing without imagery."""
        imagery = self.imagery.currentLayer()
        return [layer for layer in (self._areas, imagery) if layer is not None] if imagery is not None else []

    def follow(self) -> None:
        """Go where the main map is."""
        self.canvas.setDestinationCrs(self._main.mapSettings().destinationCrs())
        self._copy(self._main, self.canvas)

    def _lead(self) -> None:
        """Go ahead where the user moved this map; one that only got another size changed its scale by itself."""
        if self._size == self.canvas.size():
            self._copy(self.canvas, self._main)
        else:
            self._size = self.canvas.size()
            self.follow()

    def _copy(self, source: QgsMapCanvas, target: QgsMapCanvas) -> None:
        """Same centre and same scale; what this sets off does not come back."""
        if self._busy or not self.isVisible():
            return
        self._busy = True
        unit, size = source.mapUnitsPerPixel(), target.mapSettings().outputSize()
        target.setExtent(QgsRectangle.fromCenterAndSize(source.center(), unit * size.width(), unit * size.height()))
        target.refresh()
        self._busy = False

    def _point(self, place) -> None:
        self._cross.setCenter(place)
        self._cross.show()

    def _new_layers(self, _layers) -> None:
        if self.imagery.currentLayer() is None:
            self.imagery.setLayer(best_imagery())

    def _show_layers(self, *_layer) -> None:
        self.canvas.setLayers(self.layers())
        self.canvas.refresh()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.follow()


def best_imagery() -> QgsRasterLayer | None:
    """A web map of the project, else a raster of three or four bands; None without either."""
    rasters = [layer for layer in QgsProject.instance().mapLayers().values() if isinstance(layer, QgsRasterLayer)]
    web = [layer for layer in rasters if layer.providerType() == "wms"]
    images = [layer for layer in rasters if layer.bandCount() in (3, 4)]
    return next(iter(web + images), None)
