"""The dialog *Train again with this review*: writes what was reviewed, then opens Tile and train filled in."""

from __future__ import annotations

from pathlib import Path

import processing
from qgis.core import QgsMapLayerProxyModel, QgsProcessingContext, QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QDoubleSpinBox, QFormLayout, QLabel, QVBoxLayout

from ...algorithms.kept_files import lasting_folder
from ...algorithms.layers import polygons_of, read_polygons, says_synthetic
from ...core.areas.review import taught_status
from ...core.areas.review_training import MARGIN_M, ReviewedGround, reviewed_ground
from ...core.base.errors import CoreError
from ...core.base.progress import Silent
from ...core.base.translation import tr
from ...core.gis.provenance import stamp_synthetic
from ...core.gis.raster import RasterReader
from ...core.gis.vector import write_polygons
from .fields import plain
from .layer_or_file import LayerOrFile
from .raster_choice import stack_of_project

AREAS, WITHIN = "_accepted_areas.gpkg", "_reviewed_ground.gpkg"


class TrainAgainDialog(QDialog):
    """Thin: `core.areas.review_training` says what a review teaches."""

    def __init__(self, layer, parent=None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Slipline: train again with this review"))
        self.setMinimumWidth(760)
        self._layer, self.tool = layer, None
        rasters, polygons = QgsMapLayerProxyModel.Filter.RasterLayer, QgsMapLayerProxyModel.Filter.PolygonLayer
        self.stack = LayerOrFile(rasters, tr("Feature stack (*.vrt *.tif)"))
        self.stack.choose(_remembered(layer, "stack") or stack_of_project())
        self.model, self.folder = QgsFileWidget(), QgsFileWidget()
        self.model.setFilter(tr("Slipline model (*.safetensors)"))
        self.model.setFilePath(_model_of(layer))
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setFilePath(str(_lasting(layer, self.stack.source())))
        self.margin = QDoubleSpinBox()
        self.margin.setRange(0, 10000)
        self.margin.setDecimals(0)
        self.margin.setSuffix(" m")
        self.margin.setValue(MARGIN_M)
        outlines = tr("Polygons (*.gpkg *.shp *.geojson *.kml)")
        self.areas, self.within = LayerOrFile(polygons, outlines), LayerOrFile(polygons, outlines)
        self._arrange()

    def _arrange(self) -> None:
        layout, form = QVBoxLayout(self), QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        text = QLabel(
            tr(
                "Accepted areas are learnt as areas that move, rejected ones as ground that certainly does not; "
                "landslides that were rejected"
                " for their outline alone are left out. Only ground that was reviewed counts: these areas and "
                "the ground around them, which"
                " you saw when you judged the outline. Draw missed areas into the layer and accept them before "
                "you train. Name the areas of"
                " the earlier training too, so that they are not forgotten."
            )
        )
        text.setWordWrap(True)
        layout.addWidget(text)
        form.addRow(tr("Feature stack"), self.stack)
        form.addRow(tr("Model to go on from"), self.model)
        form.addRow(tr("Reviewed ground around each area"), self.margin)
        form.addRow(tr("Areas of the earlier training"), self.areas)
        form.addRow(tr("Fully mapped ground of the earlier training"), self.within)
        form.addRow(tr("Folder for the layers of the training"), self.folder)
        layout.addLayout(form)
        self.result = QLabel()
        self.result.setWordWrap(True)
        self.result.setStyleSheet("color: #b2182b")
        layout.addWidget(self.result)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Open Tile and train"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(
            tr("Cancel")
        )  # Qt's own texts are not always translated
        self.buttons.accepted.connect(self.go_on)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)

    def go_on(self) -> None:
        """Write AREAS and WITHIN, open the tool."""
        stack = self.stack.source()
        if not stack:
            self.result.setText(tr("Choose the feature stack: the raster that Build feature stack made."))
            return
        try:
            areas, within = self.write(stack)
        except CoreError as error:
            self.result.setText(str(error))
            return
        parameters = {
            "STACK": self.stack.value(),
            "AREAS": areas,
            "WITHIN": within,
            "START_FROM": self.model.filePath(),
        }
        self.tool = processing.createAlgorithmDialog(
            "slipline:tiletrain", {name: value for name, value in parameters.items() if value}
        )
        self.tool.show()
        self.accept()

    def write(self, stack: str) -> tuple[str, str]:
        """Paths of the layers of areas and of ground, on the stack's grid.

        Raises:
            CoreError: nothing accepted, a layer without CRS, a folder that cannot be written.
        """
        with RasterReader(stack) as reader:
            crs, synthetic = reader.grid.crs, reader.says_synthetic() or says_synthetic(self._layer)
        ground = self._ground(crs)
        start = str(Path(self.folder.filePath()) / (_file_name(self._layer) or "review"))
        for name, title, polygons in (
            (AREAS, "accepted areas", ground.areas),
            (WITHIN, "reviewed ground", ground.within),
        ):
            write_polygons(start + name, title, crs, polygons, [])
            if synthetic:
                stamp_synthetic(start + name)
        return start + AREAS, start + WITHIN

    def _ground(self, crs: str) -> ReviewedGround:
        context, progress = QgsProcessingContext(), Silent()
        context.setProject(QgsProject.instance())
        polygons, values = read_polygons(self._layer, crs, context, progress, self._layer.name(), ("status", "reason"))
        layers = [box.vector_layer() for box in (self.areas, self.within)]
        earlier = [polygons_of(layer, crs, context, progress) if layer is not None else [] for layer in layers]
        statuses = [taught_status(*decision) for decision in zip(values["status"], values["reason"])]
        return reviewed_ground(polygons, statuses, self.margin.value(), *earlier)


def _file_name(layer) -> str:
    return Path(layer.source().split("|")[0]).stem


def _folder_of(layer) -> Path:
    folder = Path(layer.source().split("|")[0]).parent
    return folder if folder.is_dir() else Path.home()


def _lasting(layer, stack: str) -> Path:
    """Beside the areas or the stack: what is learnt again must not end with QGIS."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    return lasting_folder([one for one in (layer, stack) if one], context)


def _model_of(layer) -> str:
    """The model file that made the areas, where it lies beside them or beside their stack; empty: not found."""
    found = _remembered(layer, "model")
    return found if found.endswith(".safetensors") else ""


def _remembered(layer, field: str) -> str:
    """A file that the areas name in a field; it is looked for beside the areas and beside their stack."""
    folders = [_folder_of(layer)]
    folders += [(folders[0] / name).parent for name in _values(layer, "stack")]
    for name in _values(layer, field):
        for folder in folders:
            for path in (folder / name, folder / f"{name}.safetensors"):
                if path.is_file():
                    return str(path.resolve())
    return ""


def _values(layer, field: str) -> list[str]:
    index = layer.fields().lookupField(field)
    return [str(value) for value in (layer.uniqueValues(index, 5) if index >= 0 else ()) if plain(value)]
