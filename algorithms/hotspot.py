"""Hot spot: Gi* of each target, kernel density on the image's grid, candidate areas."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
)

from ..core.candidate_areas import AreaOptions
from ..core.hotspot import HotSpotOptions, hot_spot
from ..core.hotspot_map import KERNEL_CHOICES, WEIGHTS
from ..core.hotspot_styles import write_map_style
from ..core.styles import write_style
from .base import Algorithm, tr
from .layers import optional_raster_path, required_source
from .target_input import read_targets

_NUMBER = QgsProcessingParameterNumber.Type


class HotSpot(Algorithm):
    """Where many neighbouring targets move alike."""

    ID = "hotspot"
    TITLE = tr("Hot spot (Gi* and kernel density)")
    GROUP = ("analysis", tr("2 Analysis"))
    SUMMARY = tr(
        "Finds where neighbouring targets move faster than the rest. Each target gets its Gi* z-score, p-value and class; the kernel"
        " density of the z-scores is the hot spot map; candidate areas outline the significant clusters without any training.\n\n"
        "Needs a point layer with a velocity, as Import coherent targets makes it; the grid of an image, or a cell size. Distances are"
        " metres on the ground: targets in degrees or Web Mercator are brought to the local UTM zone.\n\n"
        "100,000 targets on 10 million cells take some seconds. Getis-Ord Gi* after Ord and Getis (1995), Eq. 14; Liang et al."
        " (2023), Eq. 1 and 2, with the quartic kernel of unit volume."
    )
    TARGETS, FIELD, DISTANCE, BANDWIDTH, GRID, CELL = "TARGETS", "FIELD", "DISTANCE", "BANDWIDTH", "GRID", "CELL"
    WEIGHT, KERNEL, MIN_TARGETS, MIN_AREA, MERGE, DEM = "WEIGHT", "KERNEL", "MIN_TARGETS", "MIN_AREA", "MERGE", "DEM"
    OUTPUT_TARGETS, OUTPUT_MAP, OUTPUT_AREAS = "OUTPUT_TARGETS", "OUTPUT_MAP", "OUTPUT_AREAS"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Targets"), types=[QgsProcessing.SourceType.TypeVectorPoint]
            ),
            tr("Points with a velocity."),
        )
        self.define(
            QgsProcessingParameterField(
                self.FIELD, tr("Field of the velocity"), parentLayerParameterName=self.TARGETS, defaultValue="velocity",
                optional=True,
            ),
            tr("Velocity in mm/yr, positive towards the satellite. The result calls it velocity. Empty: velocity."),
        )
        self._number(self.DISTANCE, tr("Distance band (m)"), 150.0, tr("Targets up to this far away are neighbours in Gi*."))
        self._number(self.BANDWIDTH, tr("Bandwidth (m)"), 150.0, tr("Radius of the kernel of the hot spot map."))
        self.define(
            QgsProcessingParameterRasterLayer(self.GRID, tr("Grid of this raster"), optional=True),
            tr("The map gets exactly its cells; as a rule the image. One in degrees or Web Mercator is replaced by a local UTM grid"
               " over the same ground. Empty: a grid over the targets."),
        )  # fmt: skip
        self._number(
            self.CELL, tr("Cell size (m)"), None,
            tr("Only without a raster that gives a grid in metres. Empty: 10 m, or the raster's cells on the ground."),
        )  # fmt: skip
        self._define_map()
        self._define_areas()
        self._define_outputs()

    def _number(self, name, label, default, text, advanced=False, least=0.0, kind=_NUMBER.Double):
        parameter = QgsProcessingParameterNumber(
            name, label, type=kind, defaultValue=default, optional=default is None, minValue=least
        )
        self.define(parameter, text, advanced)

    def _define_map(self):
        self.define(
            QgsProcessingParameterEnum(
                self.WEIGHT, tr("Weight of a target"), options=list(WEIGHTS), usesStaticStrings=True, defaultValue="z"
            ),
            tr("What is spread over the map: z, z+, z- (only positive or negative z), abs z, velocity, abs velocity."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterEnum(
                self.KERNEL, tr("Kernel"), options=list(KERNEL_CHOICES), usesStaticStrings=True, defaultValue="quartic"
            ),
            tr("quartic: unit volume, per km2; quartic mean: local mean of the weights, which the density of targets does not"
               " change; printed: the kernel as the paper's Eq. 2 prints it."),
            advanced=True,
        )  # fmt: skip

    def _define_areas(self):
        whole = _NUMBER.Integer
        self._number(self.MIN_TARGETS, tr("Targets in an area, at least"), 6, tr("Of candidate areas."), True, 1, whole)
        self._number(self.MIN_AREA, tr("Smallest area (m2)"), 10000.0, tr("Of candidate areas; smaller holes are filled."), True)
        self._number(
            self.MERGE, tr("Merge distance (m)"), 50.0, tr("Candidate areas that are closer become one."), True
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.DEM, tr("DEM"), optional=True),
            tr("Heights in m, for the mean slope and aspect of the candidate areas."),
            advanced=True,
        )

    def _define_outputs(self):
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_TARGETS, tr("Targets with Gi*"), type=QgsProcessing.SourceType.TypeVectorPoint, optional=True
            ),
            tr("The targets with gi_z, gi_p, gi_n (neighbours, itself counted) and gi_bin (-3 to 3: 99, 95, 90 %)."),
        )
        self.define(
            QgsProcessingParameterRasterDestination(self.OUTPUT_MAP, tr("Hot spot map"), optional=True),
            tr("Kernel density per km2; null where no target is within the bandwidth."),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_AREAS, tr("Candidate areas"), type=QgsProcessing.SourceType.TypeVectorPolygon, optional=True,
                createByDefault=False,
            ),
            tr("Areas where the local means of z (at least 1.96) and of the velocity (two robust standard deviations) stand out,"
               " with their motion."),
        )  # fmt: skip

    def checkParameterValues(self, parameters, context):
        for name in (self.DISTANCE, self.BANDWIDTH):
            if not self.parameterAsDouble(parameters, name, context) > 0:
                return False, tr("The distance band and the bandwidth have to be larger than 0 m.")
        return super().checkParameterValues(parameters, context)

    def compute(self, parameters, context, progress):
        source = required_source(self, parameters, self.TARGETS, context)
        targets = read_targets(source, self.parameterAsString(parameters, self.FIELD, context) or "velocity", progress)
        distance, bandwidth, minimum, merge = (
            self.parameterAsDouble(parameters, name, context)
            for name in (self.DISTANCE, self.BANDWIDTH, self.MIN_AREA, self.MERGE)
        )
        cell = parameters.get(self.CELL)
        weight = self.parameterAsEnumString(parameters, self.WEIGHT, context)
        areas = AreaOptions(
            self.parameterAsInt(parameters, self.MIN_TARGETS, context), minimum, merge, bandwidth / 2.0,
            optional_raster_path(self, parameters, self.DEM, context),
        )  # fmt: skip
        options = HotSpotOptions(
            distance, bandwidth, optional_raster_path(self, parameters, self.GRID, context),
            None if cell in (None, "") else self.parameterAsDouble(parameters, self.CELL, context),
            weight, self.parameterAsEnumString(parameters, self.KERNEL, context), areas,
        )  # fmt: skip
        names = (self.OUTPUT_TARGETS, self.OUTPUT_MAP, self.OUTPUT_AREAS)
        points, raster, polygons = (self.parameterAsOutputLayer(parameters, name, context) for name in names)
        _, limit = hot_spot(targets, options, points, raster, polygons, progress)
        if points:
            write_style(points, "gi_targets")
        if raster:
            write_map_style(raster, limit, weight)
        if polygons:
            write_style(polygons, "candidate_areas")
        return {name: path for name, path in zip(names, (points, raster, polygons)) if path}
