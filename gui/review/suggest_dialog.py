"""The dialog *Suggest areas to draw*: lists the places whose label would teach most, as a layer for the review."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsMapLayerProxyModel, QgsProcessingContext, QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QProgressBar, QVBoxLayout

from ...algorithms.kept_files import free_name, lasting_folder
from ...algorithms.layers import polygons_of
from ...core.base.errors import CoreError
from ...core.base.progress import Progress, Silent
from ...core.base.translation import tr
from ...core.gis.raster import RasterReader
from ...core.prediction.suggest import MOST, SuggestionInputs, suggest_areas
from .layer_or_file import LayerOrFile
from .raster_choice import probability_of_project, stack_of_project
from .task import CoreTask

_NAME = "areas_to_draw.gpkg"


class SuggestDialog(QDialog):
    """Thin: `core.prediction.suggest` says which areas.

    Signals:
        written: path of the layer.
    """

    written = pyqtSignal(str)

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Slipline: suggest areas to draw"))
        self.setMinimumWidth(720)
        rasters, polygons = QgsMapLayerProxyModel.Filter.RasterLayer, QgsMapLayerProxyModel.Filter.PolygonLayer
        self.probability = LayerOrFile(rasters, tr("Probability (*.tif)"))
        self.probability.choose(probability_of_project())
        self.stack = LayerOrFile(rasters, tr("Feature stack (*.vrt *.tif)"))
        self.stack.choose(stack_of_project())
        outlines = tr("Polygons (*.gpkg *.shp *.geojson *.kml)")
        self.drawn, self.within = LayerOrFile(polygons, outlines), LayerOrFile(polygons, outlines)
        self.output = QgsFileWidget()
        self.output.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.output.setFilter("GeoPackage (*.gpkg)")
        self.output.setFilePath(_kept_name([self.probability.source(), self.stack.source()]))
        self._task: CoreTask | None = None
        self._arrange()

    def _arrange(self) -> None:
        layout, form = QVBoxLayout(self), QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        text = QLabel(
            tr(
                "Lists the {count} places whose label would teach a network most: where it is unsure, or disagrees "
                "with the candidate areas, spread over the ground. Review them as you review predicted areas: bring "
                "the outline to the landslide and accept it, or reject it. Then choose Train again."
            ).format(count=MOST)
        )
        text.setWordWrap(True)
        layout.addWidget(text)
        form.addRow(tr("Probability of a prediction"), self.probability)
        form.addRow(tr("Feature stack"), self.stack)
        form.addRow(tr("Areas drawn so far"), self.drawn)
        form.addRow(tr("Fully mapped ground"), self.within)
        form.addRow(tr("Layer of the suggestions"), self.output)
        layout.addLayout(form)
        self.bar, self.result = QProgressBar(), QLabel()
        self.bar.hide()
        self.result.setWordWrap(True)
        self.result.setStyleSheet("color: #b2182b")
        layout.addWidget(self.bar)
        layout.addWidget(self.result)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Suggest"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.start)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)

    def start(self) -> None:
        """Look for the places, in a thread of its own."""
        try:
            inputs = self.inputs()
        except CoreError as error:
            self._tell(str(error))
            return
        if inputs is None:
            self._tell(tr("Choose the probability of a prediction, the feature stack and a file for the suggestions."))
            return
        output = self.output.filePath()

        def work(progress: Progress) -> str:
            count = suggest_areas(inputs, output, progress)
            return tr("{count} places are suggested.").format(count=count)

        self._task = CoreTask(self.windowTitle(), work)
        self._task.progressChanged.connect(lambda share: self.bar.setValue(round(share)))
        self._task.ended.connect(lambda good, said: self._end(good, said, output))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        self.bar.show()
        QgsApplication.taskManager().addTask(self._task)

    def inputs(self) -> SuggestionInputs | None:
        """What is known so far; None where something is not chosen.

        Raises:
            CoreError: a raster or a layer cannot be read.
        """
        probability, stack = self.probability.source(), self.stack.source()
        if not (probability and stack and self.output.filePath()):
            return None
        with RasterReader(probability) as reader:
            crs = reader.grid.crs
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        layers = [box.vector_layer() for box in (self.drawn, self.within)]
        known = [polygons_of(layer, crs, context, Silent()) if layer is not None else [] for layer in layers]
        return SuggestionInputs(probability, stack, *known)

    def reject(self) -> None:
        """Stop what runs, or close."""
        if self._task is not None:
            self._task.cancel()
            return
        super().reject()

    def _end(self, good: bool, said: str, output: str) -> None:
        self._task = None
        self.bar.hide()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(True)
        if not good:
            self._tell(said)
            return
        self.written.emit(output)
        self.accept()

    def _tell(self, text: str) -> None:
        self.result.setText(text)


def _kept_name(rasters: list[str]) -> str:
    """A file beside the first raster that lasts: what is decided on the suggestions must not end with QGIS."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    return free_name(lasting_folder([raster for raster in rasters if raster], context), _NAME)
