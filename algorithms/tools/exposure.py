"""Tool: what lies in the areas and within reach of them."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...core.areas.exposure import Things, exposed
from ...core.base.errors import InputError
from ...core.base.translation import tr
from ...core.display.styles import write_style
from ...core.gis.crs import metric_crs_for
from ...core.gis.vector import Column, write_polygons
from ...core.targets.field_values import as_stored
from ..base import Algorithm
from ..features import all_features
from ..layers import POLYGONS, read_polygons, require_crs, required_source, wkt
from ..target_input import known_value


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
        "points, lines or polygons. Of lines it also says how many metres.\n\nNeeds a layer of areas, as Predict "
        "boundaries makes them or from any other source, and one or several layers of things.\n\nGives the same areas "
        "with all their attributes, and for each layer the number of its features in the area and in the margin, and "
        "for lines their length. The log says the sums. 1000 areas take seconds.\n\nThe margin is a distance on the "
        "map to all sides. It is no model of how far a landslide runs out: choose it for your slopes."
    )
    AREAS, EXPOSED, MARGIN, OUTPUT = "AREAS", "EXPOSED", "MARGIN", "OUTPUT"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFeatureSource(self.AREAS, tr("Areas"), POLYGONS),
            tr("Polygons, for example made by Predict boundaries or What has changed."),
        )
        self.define(
            QgsProcessingParameterMultipleLayers(
                self.EXPOSED, tr("Buildings, roads and others"), QgsProcessing.SourceType.TypeVectorAnyGeometry
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

    def compute(self, parameters, context, progress):
        source = required_source(self, parameters, self.AREAS, context)
        require_crs(source, tr("areas"))
        box = source.sourceExtent()
        if not source.featureCount() or box.isEmpty():
            raise InputError(tr("The layer of areas has no polygon. Choose a layer with areas."))
        crs = metric_crs_for([box.center().x()], [box.center().y()], wkt(source.sourceCrs()))
        fields = [field for field in source.fields() if field.name().lower() not in ("fid", "ogc_fid")]
        names = tuple(field.name() for field in fields)
        areas, values = read_polygons(source, crs, context, progress, tr("areas"), names)
        layers = self.parameterAsLayerList(parameters, self.EXPOSED, context)
        margin = self.parameterAsDouble(parameters, self.MARGIN, context)
        found = exposed(areas, [read_things(layer, crs, context, progress) for layer in layers], margin, progress)
        columns = [Column(field.name(), _stored(values[field.name()]), field.alias()) for field in fields]
        for one in found:
            progress.message(f"{one.name}: {one.inside.sum()} in the areas, {one.near.sum()} more within {margin:g} m.")
            columns += [new for new in one.columns(margin) if new.name not in names]
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        write_polygons(output, "exposure", crs, areas, columns, progress)
        write_style(output, "areas" if "activity" in names else "reference")
        return {self.OUTPUT: output}


def _stored(values):
    """Attributes of a field as an array of their kind."""
    return as_stored(np.array([known_value(value) for value in values], object))


def read_things(layer, crs, context, progress) -> Things:
    """The features of a layer that have a place, in another CRS.

    Raises:
        InputError: the layer has no CRS.
    """
    require_crs(layer, layer.name())
    target = QgsCoordinateReferenceSystem.fromWkt(crs)
    request = QgsFeatureRequest().setNoAttributes().setDestinationCrs(target, context.transformContext())
    shapes = [feature.geometry() for feature in all_features(layer, progress, layer.name(), request)]
    return Things(layer.name(), [bytes(one.asWkb()) for one in shapes if not one.isNull() and not one.isEmpty()])
