"""Tool: what lies in the areas and within reach of them."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...core.areas.exposure import exposed, exposure_label
from ...core.base.translation import tr
from ...core.display.pages import require_pages
from ...core.display.styles import write_style
from ...core.files.outputs import together, write_text
from ...core.gis.vector import write_polygons
from ...core.summaries.exposure_page import exposure_page
from ...core.summaries.statements import STATEMENTS
from ..area_input import read_areas, read_things, style_of
from ..base import Algorithm
from ..layers import POLYGONS
from ..synthetic import has_synthetic_inputs


class Exposure(Algorithm):
    """Buildings, roads and other things that areas threaten."""

    ID = "exposure"
    TITLE = tr("What is exposed")
    GROUP = ("assessment", tr("6 Assessment"))
    SHORT = tr("Buildings, roads and lines in each area and within its run-out margin, counted and measured")
    TAGS = tr(
        "landslide, exposure, risk, elements at risk, buildings, roads, infrastructure, run-out, buffer, count, "
        "length, inventory"
    )
    SUMMARY = tr(
        "Counts for each area what lies in it and within a margin around it: buildings, roads, pipes, any layer of "
        "points, lines or polygons. For lines it also says how many metres.\n\nNeeds a layer of areas, as Predict "
        "boundaries makes them or from any other source, and one or several layers of what may be exposed.\n\nGives "
        "the same areas with all their attributes, and for each layer the number of its features in the area and in "
        "the margin, and for lines their length; on request a page with the sums and a table of the areas. 1000 "
        "areas take seconds.\n\nThe margin is a distance on the map to all sides. It is no model of how far a "
        "landslide runs out: choose it for your slopes."
    )
    AREAS, EXPOSED, MARGIN, OUTPUT = "AREAS", "EXPOSED", "MARGIN", "OUTPUT"
    OUTPUT_REPORT = "OUTPUT_REPORT"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFeatureSource(self.AREAS, tr("Areas"), POLYGONS),
            tr("Polygons, for example made by Predict boundaries or What has changed."),
        )
        self.define(
            QgsProcessingParameterMultipleLayers(
                self.EXPOSED, tr("Buildings, roads and other layers"), QgsProcessing.SourceType.TypeVectorAnyGeometry
            ),
            tr("Layers of points, lines or polygons, in any CRS. Fields are called after the layers."),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.MARGIN,
                tr("Run-out margin (m)"),
                type=QgsProcessingParameterNumber.Type.Double,
                defaultValue=50.0,
                minValue=0.0,
                maxValue=10000.0,
            ),
            tr("Distance around an area within which things are near it. 0: only what lies in the areas."),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Areas with what is exposed"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr("The areas with their attributes, and for each layer the numbers and lengths in them and near them."),
        )
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_REPORT,
                tr("Report of what is exposed"),
                fileFilter="HTML (*.html)",
                optional=True,
                createByDefault=False,
            ),
            tr("The sums of each layer and a table of the areas, as one HTML file."),
        )

    def compute(self, parameters, context, progress):
        report = self.parameterAsFileOutput(parameters, self.OUTPUT_REPORT, context)
        require_pages(report)
        areas = read_areas(self, parameters, self.AREAS, context, progress)
        layers = self.parameterAsLayerList(parameters, self.EXPOSED, context)
        margin = self.parameterAsDouble(parameters, self.MARGIN, context)
        things = [read_things(layer, areas.crs, context, progress) for layer in layers]
        found = exposed(areas.polygons, things, margin, progress)
        new = []
        for one in found:
            progress.message(f"{one.name}: {one.inside.sum()} in the areas, {one.near.sum()} more within {margin:g} m.")
            new += one.columns(margin)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        with together(output, report):
            write_polygons(output, "exposure", areas.crs, areas.polygons, areas.with_new(new), progress)
            write_style(output, style_of(areas.names), label=exposure_label(found))
            if report:
                numbers = areas.values("area_id") if "area_id" in areas.names else range(1, len(areas.polygons) + 1)
                said = {name: areas.values(name) for name in STATEMENTS if name in areas.names}
                synthetic = has_synthetic_inputs(self, parameters, context)
                write_text(report, exposure_page(found, margin, list(numbers), said, synthetic))
        return {self.OUTPUT: output, **({self.OUTPUT_REPORT: report} if report else {})}
