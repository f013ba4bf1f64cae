"""A choice of a layer of the project, or of a file with the button beside it."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QToolButton, QWidget

from ...core.base.translation import tr


class LayerOrFile(QWidget):
    """A list of layers with a button for files.

    Args:
        kind: of the layers, of QgsMapLayerProxyModel.
        files: filter of the file dialog.
    """

    def __init__(self, kind, files: str) -> None:
        super().__init__()
        self._files = files
        self.box, self.button = QgsMapLayerComboBox(), QToolButton()
        self.box.setFilters(kind)
        self.box.setAllowEmptyLayer(True)
        self.box.setLayer(None)
        self.button.setText("…")
        self.button.setToolTip(tr("Choose a file that is not in the project"))
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self.button)

    def choose(self, wanted: QgsMapLayer | str | None) -> None:
        """Show a layer, or a file; a file that is a layer of the project is shown as that."""
        if isinstance(wanted, str) and wanted:
            same = [one for one in QgsProject.instance().mapLayers().values() if one.source() == wanted]
            if not same:
                self.box.setAdditionalItems([wanted])
                self.box.setCurrentText(wanted)
                return
            wanted = same[0]
        self.box.setLayer(wanted or None)

    def source(self) -> str:
        """The file; empty: nothing is chosen."""
        layer = self.box.currentLayer()
        return self.box.currentText() if layer is None else layer.source()

    def value(self) -> str:
        """What a tool's parameter takes: the layer's id, or the file."""
        layer = self.box.currentLayer()
        return self.box.currentText() if layer is None else layer.id()

    def vector_layer(self) -> QgsVectorLayer | None:
        """The layer, or that of the file."""
        if self.box.currentLayer() is not None or not self.source():
            return self.box.currentLayer()
        return QgsVectorLayer(self.source(), self.source())

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Choose a file"), self.source(), self._files)
        if path:
            self.choose(path)
