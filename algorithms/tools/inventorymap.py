"""Print map of the inventory: an A3 page as PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsPalettedRasterRenderer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
    QgsProject,
)
from qgis.PyQt.QtGui import QColor

from ...core.areas.review import STATUSES
from ...core.base.errors import InputError
from ...core.base.model_card import read_card
from ...core.base.progress import check_cancelled
from ...core.base.translation import tr
from ...core.display.shown_words import shown
from ...core.files.outputs import growing, require_writable
from ...core.gis.crs import crs_name, metric_crs_for
from ...core.gis.place import warn_if_apart
from ...core.gis.raster_file import open_raster
from ..base import Algorithm
from ..features import require_all
from ..inventory.areas import PRINTED, chosen_areas, counted, own_copy, review_counts, statement_facts, with_statements
from ..inventory.layout import Page, build, export_pdf, page_extent
from ..layers import POLYGONS, require_crs, wkt
from ..synthetic import has_synthetic_inputs

_PALE = 60  # of 255: ground that moves, below the outlines


class InventoryMap(Algorithm):
    """A3 page of an inventory."""

    ID = "inventorymap"
    TITLE = tr("Print map of the inventory")
    GROUP = ("handing_on", tr("7 Export"))
    SHORT = tr("A3 map page of an inventory as PDF")
    TAGS = tr("landslide, PDF, print, layout, map, A3, legend, export, inventory, report")
    SUMMARY = tr(
        "Lays out an A3 page to print or to send: the areas over an image, a legend with the number of areas of each "
        "class, scale bar, north arrow, coordinates, and where everything comes from: source, model, threshold, date, "
        "CRS. Labels and panel say the kind of motion, the trend and the change where the areas have them. A map of "
        "invented data is stamped as synthetic.\n\nNeeds: a polygon layer, for example the areas made by Predict "
        "boundaries, in any CRS; better with an image or a basemap layer of the project. Layers look as they do in the "
        "project, or in their style file.\n\nGives: one PDF whose text can be searched. It takes some seconds, during "
        "which QGIS does not respond."
    )
    AREAS, IMAGE, HOTSPOT, LINES, TITLE_TEXT, EXTENT, OUTPUT = (
        "AREAS",
        "IMAGE",
        "HOTSPOT",
        "LINES",
        "TITLE",
        "EXTENT",
        "OUTPUT",
    )
    PRINTED, MASK = "PRINTED", "MASK"

    def flags(self):
        """Layouts and layers of the project belong to the main thread."""
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterVectorLayer(self.AREAS, tr("Areas"), POLYGONS),
            tr(
                "Polygons, for example made by Predict boundaries. They are coloured by the field activity and marked "
                "by the field status of the review, where they have them."
            ),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.PRINTED,
                tr("Areas to print"),
                options=list(PRINTED),
                usesStaticStrings=True,
                defaultValue="not_rejected",
            ),
            tr(
                "Which areas are drawn and counted, by their review status. not_rejected: without the rejected "
                "ones; accepted: only these; all: the rejected ones are drawn in grey. The page says how many areas "
                "have which status."
            ),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.IMAGE, tr("Image"), optional=True),
            tr(
                "Background of the map: an image, or a basemap layer of the project whose terms of use allow printing. "
                "Empty: white."
            ),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.HOTSPOT, tr("Hot spot map"), optional=True),
            tr("Drawn between image and areas: the hot spot map or the local mean velocity. Empty: not drawn."),
        )
        lines = [QgsProcessing.SourceType.TypeVectorLine]
        self.define(
            QgsProcessingParameterVectorLayer(self.LINES, tr("Inner and outer lines"), lines, optional=True),
            tr("The lines made by Predict boundaries that show how certain each boundary is. Empty: no lines."),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.MASK, tr("Mask of predicted areas"), optional=True),
            tr(
                "The mask made by Predict boundaries. It shows below the areas which ground was searched, and where "
                "motion could not have been observed. Empty: the page does not show that."
            ),
        )
        self.define(
            QgsProcessingParameterString(
                self.TITLE_TEXT, tr("Title of the map"), defaultValue=tr("Inventory of moving areas")
            ),
            tr("Heading at the top of the page."),
        )
        self.define(
            QgsProcessingParameterExtent(self.EXTENT, tr("Map extent"), optional=True),
            tr("Ground that the map shows. It is widened to the shape of the page. Empty: all areas."),
        )
        self.define(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Map (PDF)"), fileFilter="PDF (*.pdf)"),
            tr("The PDF file to write."),
        )

    def compute(self, parameters, context, progress):
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        areas = self.parameterAsVectorLayer(parameters, self.AREAS, context)
        if areas is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.AREAS))
        require_crs(areas, tr("areas"))
        if areas.featureCount() == 0:
            raise InputError(tr("The layer of areas has no polygon. There is nothing to print."))
        require_all(areas, progress, tr("areas"))
        printed = chosen_areas(areas, self.parameterAsEnumString(parameters, self.PRINTED, context))
        require_writable(path)
        box = areas.extent()
        crs = metric_crs_for([box.xMinimum(), box.xMaximum()], [box.yMinimum(), box.yMaximum()], wkt(areas.crs()))
        project = QgsProject()
        project.setCrs(QgsCoordinateReferenceSystem.fromWkt(crs))
        project.setTransformContext(context.transformContext())
        image, hotspot, mask = (
            self._raster(parameters, name, context) for name in (self.IMAGE, self.HOTSPOT, self.MASK)
        )
        extent = self._extent(parameters, context, project, printed, image)
        lines = self.parameterAsVectorLayer(parameters, self.LINES, context) if parameters.get(self.LINES) else None
        for layer in (lines, hotspot, mask, image):
            if layer is not None and layer.crs().isValid() and printed.featureCount():
                boxes = _corners(_box_in(layer, project)), _corners(_box_in(printed, project))
                warn_if_apart(layer.name(), boxes[0], areas.name(), boxes[1], False, progress)
        synthetic = has_synthetic_inputs(self, parameters, context) or _has_synthetic_model(areas)
        facts = [
            *_facts(areas, printed),
            *_raster_facts(image, hotspot),
            (tr("CRS"), crs_name(crs)),
            (tr("Printed"), date.today().isoformat()),
        ]
        layers = _prepared(project, printed, lines, mask, hotspot, image)
        check_cancelled(progress)
        page = Page(
            self.parameterAsString(parameters, self.TITLE_TEXT, context),
            tuple(facts),
            _notice(mask is not None),
            synthetic,
        )
        layout = build(project, layers, extent, page)
        progress.update(0.3)
        with growing(path) as part:
            export_pdf(layout, part)
            check_cancelled(progress)
        progress.message(f"{printed.featureCount()} of {areas.featureCount()} areas printed.")
        return {self.OUTPUT: path}

    def _raster(self, parameters, name, context):
        if parameters.get(name) in (None, ""):
            return None
        layer = self.parameterAsRasterLayer(parameters, name, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, name))
        return layer

    def _extent(self, parameters, context, project, areas, image):
        """The ground to show, in the map's CRS; around all areas a margin of 3 %, and at least 100 m."""
        if parameters.get(self.EXTENT):
            return page_extent(self.parameterAsExtent(parameters, self.EXTENT, context, project.crs()), None)
        box = _box_in(areas, project)
        margin = max(0.03 * max(box.width(), box.height()), 100.0)
        return page_extent(box.buffered(margin), _box_in(image, project) if image is not None else None)


def _box_in(layer, project):
    """A layer's extent in a project's CRS."""
    return QgsCoordinateTransform(layer.crs(), project.crs(), project.transformContext()).transformBoundingBox(
        layer.extent()
    )


def _corners(box):
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()


def _prepared(project, areas, lines, mask, hotspot, image):
    """Copies of the layers in a project of their own, from the top down, styled for print."""
    tops = [
        with_statements(counted(own_copy(areas, "areas", "activity", tr("Areas")))),
        lines and own_copy(lines, "lines", "line", tr("Boundary lines")),
    ]
    ground = [layer.clone() if layer is not None else None for layer in (hotspot, image, mask)]
    for layer in ground:
        if layer is not None and layer.renderer().type() == "singlebandgray":
            layer.loadDefaultStyle()  # a tool's parameter is a layer without the style beside its file
    if ground[0] is not None and ground[0].renderer().type() == "singlebandpseudocolor":
        unit = _unit(ground[0])
        name = tr("Local mean velocity") if unit == "mm/yr" else tr("Hot spot map")
        ground[0].setName(f"{name} ({unit})" if unit else name)
    if ground[2] is not None:
        ground[2].setName(tr("Ground that was searched"))
        _pale(ground[2])
    layers = [layer for layer in (*tops, ground[2], *ground[:2]) if layer is not None]
    for layer in reversed(layers):
        project.addMapLayer(layer)  # each on top of the others
    return layers


def _pale(mask) -> None:
    """Let image and review show through where the mask says that ground moves: the outlines stand for that."""
    if mask.renderer().type() != "paletted":
        return
    classes = mask.renderer().classes()
    for one in classes:
        if one.value == 1:
            one.color = QColor(*one.color.getRgb()[:3], _PALE)
    mask.setRenderer(QgsPalettedRasterRenderer(mask.dataProvider(), 1, classes))


def _notice(mask: bool) -> str:
    """What the page must not be taken for."""
    searched = (
        tr("Ground without an outline was not found to move only where the legend calls it predicted")
        if mask
        else tr(
            "Ground without an outline was not found to move only where it was predicted and could be observed, which "
            "this page does not show"
        )
    )
    return tr(
        "Draft for review by an expert; says nothing about safety. Motion is along the line of sight of the radar. "
        "{searched}; that is not the same as stable."
    ).format(searched=searched)


def _facts(areas, printed):
    """What the areas' attributes say: number and size, model, threshold, date, state of the review."""
    calculator = QgsDistanceArea()
    calculator.setSourceCrs(areas.crs(), areas.transformContext())
    calculator.setEllipsoid("WGS84")
    size = (
        sum(calculator.measureArea(feature.geometry()) for feature in printed.getFeatures() if feature.hasGeometry())
        / 1e6
    )
    facts = [(tr("Areas"), f"{printed.featureCount()}, {size:,.2f} km²"), (tr("Source"), _file_name(areas))]
    names = (("model", tr("Model")), ("threshold", tr("Threshold of the probability")), ("date", tr("Predicted")))
    for field, label in names:
        values = _values(areas, field)
        if values:
            facts.append((label, ", ".join(values[:3])))
    facts += statement_facts(printed)
    states = review_counts(areas)
    if states:
        hidden = areas.featureCount() - printed.featureCount()
        text = ", ".join(f"{count} {STATUSES[status]}" for status, count in states.items() if count)
        facts.append((tr("Review"), tr("{counts}; {hidden} not printed").format(counts=text, hidden=hidden)))
    return facts


def _values(layer, field: str) -> list[str]:
    """The different values of a field, as text."""
    index = layer.fields().lookupField(field)
    found = {value for value in layer.uniqueValues(index) if not _is_null(value)} if index >= 0 else set()
    return sorted(
        f"{value:.3g}"
        if isinstance(value, float)
        else value.toString("yyyy-MM-dd")
        if hasattr(value, "toString")
        else str(value)
        for value in found
    )


def _raster_facts(image, hotspot):
    facts = [(tr("Image"), ": ".join([_file_name(image), *image.metadata().rights()]))] if image is not None else []
    if hotspot is not None:
        facts.append((tr("Hot spot map"), _file_name(hotspot)))
    return facts


def _file_name(layer) -> str:
    """Name of a layer's file; of a web map its name in the project."""
    path = Path(layer.source().partition("|")[0])
    return path.name if path.suffix and path.is_file() else layer.name()


def _unit(layer) -> str:
    """Unit of a raster file's band, empty where it has none."""
    if layer.providerType() != "gdal":
        return ""
    dataset = open_raster(layer.source())
    return shown(dataset.GetRasterBand(layer.renderer().band()).GetUnitType())


def _has_synthetic_model(areas) -> bool:
    """Whether the model beside the areas says that it was trained on invented data."""
    folder = Path(areas.source().partition("|")[0]).parent
    models = [folder / name for name in _values(areas, "model") if (folder / name).is_file()]
    return any(read_card(str(model)).get("synthetic") for model in models)


def _is_null(value) -> bool:
    return value is None or (hasattr(value, "isNull") and value.isNull())
