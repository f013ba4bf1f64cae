"""Hot spot: Gi* of each target, kernel density on the image's grid, candidate areas."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
)

from ...core.base.translation import tr
from ...core.display.map_style import write_map_style
from ...core.display.styles import write_style
from ...core.hotspots.candidate_areas import AreaOptions
from ...core.hotspots.gi_star import STATISTICS, GiOptions
from ...core.hotspots.hotspot import hot_spot
from ...core.hotspots.maps import KERNEL_CHOICES, VELOCITY_BANDWIDTH_M, WEIGHTS
from ...core.hotspots.options import HotSpotOptions, HotSpotOutputs
from ...core.hotspots.reference import REFERENCES
from ..base import Algorithm
from ..layers import optional_raster_path
from ..target_input import read_targets

_NUMBER = QgsProcessingParameterNumber.Type


class HotSpot(Algorithm):
    """Where many neighbouring targets move alike."""

    ID = "hotspot"
    TITLE = tr("Hot spot (Gi* and kernel density)")
    GROUP = ("analysis", tr("2 Analysis"))
    SUMMARY = tr(
        "Finds where neighbouring targets move faster than the rest. Each target gets its Gi* z-score, p-value "
        "and class; the kernel"
        " density of the z-scores is the hot spot map; candidate areas outline the significant clusters without "
        "any training.\n\n"
        "Needs a point layer with a velocity, as Import coherent targets makes it; the grid of an image, or a "
        "cell size. Distances are"
        " metres on the ground: targets in degrees or Web Mercator are brought to the local UTM zone.\n\n"
        "Gives targets with their scores, the hot spot map, and on request candidate areas and maps of the local "
        "mean velocity and of"
        " the density of targets. 100,000 targets on 10 million cells take some seconds.\n\n"
        "Getis-Ord Gi* after Ord and Getis (1995), Eq. 14; Liang et al."
        " (2023), Eq. 1 and 2, with the quartic kernel of unit volume. z-scores of neighbouring targets share "
        "neighbours: read them as"
        " a ranking, not as independent tests."
    )
    TARGETS, FIELD, DISTANCE, BANDWIDTH, GRID, CELL = "TARGETS", "FIELD", "DISTANCE", "BANDWIDTH", "GRID", "CELL"
    STATISTIC, FDR, MIN_NEIGHBOURS, REFERENCE, STABILITY = (
        "STATISTIC",
        "FDR",
        "MIN_NEIGHBOURS",
        "REFERENCE",
        "STABILITY",
    )
    WEIGHT, KERNEL, BANDWIDTH_VELOCITY, OVERVIEWS = "WEIGHT", "KERNEL", "BANDWIDTH_VELOCITY", "OVERVIEWS"
    MIN_TARGETS, MIN_AREA, MERGE, DEM, MIN_SLOPE = "MIN_TARGETS", "MIN_AREA", "MERGE", "DEM", "MIN_SLOPE"
    AREA_THRESHOLD = "AREA_THRESHOLD"
    OUTPUT_TARGETS, OUTPUT_MAP, OUTPUT_AREAS = "OUTPUT_TARGETS", "OUTPUT_MAP", "OUTPUT_AREAS"
    OUTPUT_VELOCITY, OUTPUT_DENSITY = "OUTPUT_VELOCITY", "OUTPUT_DENSITY"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Targets"), types=[QgsProcessing.SourceType.TypeVectorPoint]
            ),
            tr("Points with a velocity."),
        )
        self.define(
            QgsProcessingParameterField(
                self.FIELD,
                tr("Field of the velocity"),
                parentLayerParameterName=self.TARGETS,
                defaultValue="velocity",
                optional=True,
            ),
            tr("Velocity in mm/yr, positive towards the satellite. The result calls it velocity. Empty: velocity."),
        )
        self._number(
            self.DISTANCE,
            tr("Distance band (m)"),
            150.0,
            tr(
                "Targets up to this far away are neighbours in Gi*. 0: proposed from the targets, where the "
                "spatial autocorrelation of"
                " their velocities (Moran's I) has its first peak, else where 30 neighbours are on average; the "
                "log says which."
            ),
        )
        self._number(
            self.BANDWIDTH,
            tr("Bandwidth (m)"),
            150.0,
            tr("Radius of the kernel of the hot spot map. 0: the distance band."),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.GRID, tr("Grid of this raster"), optional=True),
            tr(
                "The map gets exactly its cells; as a rule the image. One in degrees or Web Mercator is replaced "
                "by a local UTM grid"
                " over the same ground. Empty: a grid over the targets."
            ),
        )
        self._number(
            self.CELL,
            tr("Cell size (m)"),
            None,
            tr("Only without a raster that gives a grid in metres. Empty: 10 m, or the raster's cells on the ground."),
        )
        self._define_statistic()
        self._define_map()
        self._define_areas()
        self._define_outputs()

    def _number(self, name, label, default, text, advanced=False, least=0.0, kind=_NUMBER.Double):
        parameter = QgsProcessingParameterNumber(
            name, label, type=kind, defaultValue=default, optional=default is None, minValue=least
        )
        self.define(parameter, text, advanced)

    def _choice(self, name, label, options, default, text):
        parameter = QgsProcessingParameterEnum(
            name, label, options=list(options), usesStaticStrings=True, defaultValue=default
        )
        self.define(parameter, text, advanced=True)

    def _define_statistic(self):
        self._choice(
            self.STATISTIC,
            tr("Statistic"),
            STATISTICS,
            "gi*",
            tr(
                "gi*: a target is its own neighbour; gi: it is not, and the mean and deviation are those of all others."
            ),
        )
        self.define(
            QgsProcessingParameterBoolean(self.FDR, tr("Correct the classes for many tests"), defaultValue=False),
            tr(
                "Classes after the false discovery rate (Benjamini and Hochberg): of the targets that are called "
                "significant at 95 %,"
                " at most 5 % are expected to be so by chance. z and p stay as they are."
            ),
            advanced=True,
        )
        self._number(
            self.MIN_NEIGHBOURS,
            tr("Neighbours, at least"),
            1,
            tr("Targets with fewer within the distance band, itself counted, get null instead of a score."),
            True,
            1,
            _NUMBER.Integer,
        )
        self._choice(
            self.REFERENCE,
            tr("Regional motion that is taken away"),
            REFERENCES,
            "nothing",
            tr(
                "nothing; median: of all velocities; ramp: a plane through them, fitted so that landslides do "
                "not tilt it, and the"
                " median. The result's velocity is then relative to the region; velocity_read keeps what was read."
            ),
        )
        self._number(
            self.STABILITY,
            tr("Stability threshold (mm/yr)"),
            None,
            tr(
                "|velocity| beyond which ground moves: for the field moving of the targets, the candidate areas, "
                "and the baselines of"
                " Evaluate. The paper takes 10. Empty: two robust standard deviations of all velocities. No "
                "target is left out for it."
            ),
            True,
        )

    def _define_map(self):
        self._choice(
            self.WEIGHT,
            tr("Weight of a target"),
            WEIGHTS,
            "z",
            tr("What is spread over the map: z, z+, z- (only positive or negative z), abs z, velocity, abs velocity."),
        )
        self._choice(
            self.KERNEL,
            tr("Kernel"),
            KERNEL_CHOICES,
            "quartic",
            tr(
                "quartic: unit volume, per km2; gaussian: wider, cut at three bandwidths; printed: the kernel as "
                "the paper's Eq. 2"
                " prints it. quartic mean, gaussian mean, printed mean: the local mean of the weights, which the "
                "density of targets"
                " does not change."
            ),
        )
        self._number(
            self.BANDWIDTH_VELOCITY,
            tr("Bandwidth of the local mean velocity (m)"),
            VELOCITY_BANDWIDTH_M,
            tr("Radius of the kernel of the map of the local mean velocity."),
            True,
        )
        self.define(
            QgsProcessingParameterBoolean(self.OVERVIEWS, tr("Overviews for the maps"), defaultValue=False),
            tr("Smaller copies inside the files, for quick display of large maps."),
            advanced=True,
        )

    def _define_areas(self):
        whole = _NUMBER.Integer
        self._number(
            self.AREA_THRESHOLD,
            tr("Threshold of candidate areas on the hot spot map"),
            None,
            tr(
                "Areas where the map reaches this value or its negative, in the map's unit. Empty: by the "
                "targets around each cell (within"
                " two thirds of the bandwidth), where their mean z is beyond 1.96 and 40 % of them move beyond "
                "the stability threshold."
            ),
            True,
        )
        self._number(self.MIN_TARGETS, tr("Targets in an area, at least"), 6, tr("Of candidate areas."), True, 1, whole)
        self._number(
            self.MIN_AREA, tr("Smallest area (m2)"), 10000.0, tr("Of candidate areas; smaller holes are filled."), True
        )
        self._number(
            self.MERGE, tr("Merge distance (m)"), 50.0, tr("Candidate areas that are closer become one."), True
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.DEM, tr("DEM"), optional=True),
            tr("Heights in m, for the mean slope and aspect of the candidate areas."),
            advanced=True,
        )
        self._number(
            self.MIN_SLOPE,
            tr("Mean slope of an area, at least (degrees)"),
            0.0,
            tr("With a DEM: flatter candidate areas are left out, as subsidence. Inventories of landslides take 5."),
            True,
        )

    def _define_outputs(self):
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_TARGETS,
                tr("Targets with Gi*"),
                type=QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
            ),
            tr(
                "The targets with gi_z, gi_p, gi_n (neighbours, itself counted), gi_bin (-3 to 3: 99, 95, 90 %) "
                "and moving (beyond the"
                " stability threshold: -1 away, 1 towards the satellite)."
            ),
        )
        self.define(
            QgsProcessingParameterRasterDestination(self.OUTPUT_MAP, tr("Hot spot map"), optional=True),
            tr("Kernel density per km2; null where no target is within the bandwidth."),
        )
        self._optional_map(
            self.OUTPUT_VELOCITY,
            tr("Local mean velocity"),
            tr("Mean velocity of the targets around, mm/yr, whatever their density; null where no target is in reach."),
        )
        self._optional_map(
            self.OUTPUT_DENSITY,
            tr("Density of targets"),
            tr("Targets per km2, with the kernel's bandwidth; null where none is in reach."),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_AREAS,
                tr("Candidate areas"),
                type=QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            tr(
                "Outlines of the significant clusters that move, with number, velocity, significance and "
                "coherence of their targets, size,"
                " and slope and aspect with a DEM. No training is needed. A first answer, to be checked by an expert."
            ),
        )

    def _optional_map(self, name, label, text):
        self.define(QgsProcessingParameterRasterDestination(name, label, optional=True, createByDefault=False), text)

    def compute(self, parameters, context, progress):
        names = (self.OUTPUT_TARGETS, self.OUTPUT_MAP, self.OUTPUT_AREAS, self.OUTPUT_VELOCITY, self.OUTPUT_DENSITY)
        options = self._options(parameters, context)
        paths = [self.parameterAsOutputLayer(parameters, name, context) for name in names]
        field = self.parameterAsString(parameters, self.FIELD, context) or "velocity"
        targets = read_targets(self, parameters, self.TARGETS, context, field, progress)
        outputs = HotSpotOutputs(*paths)
        limits = hot_spot(targets, options, outputs, progress).limits
        if outputs.targets:
            write_style(outputs.targets, "gi_targets")
        weights = {outputs.map: options.weight, outputs.velocity: "velocity", outputs.density: "abs density"}
        for path, limit in limits.items():
            write_map_style(path, limit, weights[path])
        if outputs.areas:
            write_style(outputs.areas, "candidate_areas")
        return {name: path for name, path in zip(names, paths) if path}

    def _options(self, parameters, context):
        def number(name):
            return self.parameterAsDouble(parameters, name, context)

        def optional(name):
            return None if parameters.get(name) in (None, "") else number(name)

        def choice(name):
            return self.parameterAsEnumString(parameters, name, context)

        gi = GiOptions(
            choice(self.STATISTIC),
            self.parameterAsBool(parameters, self.FDR, context),
            self.parameterAsInt(parameters, self.MIN_NEIGHBOURS, context),
        )
        areas = AreaOptions(
            self.parameterAsInt(parameters, self.MIN_TARGETS, context),
            number(self.MIN_AREA),
            number(self.MERGE),
            optional_raster_path(self, parameters, self.DEM, context),
            number(self.MIN_SLOPE),
            optional(self.AREA_THRESHOLD),
        )
        return HotSpotOptions(
            number(self.DISTANCE),
            number(self.BANDWIDTH),
            optional_raster_path(self, parameters, self.GRID, context),
            optional(self.CELL),
            choice(self.WEIGHT),
            choice(self.KERNEL),
            gi,
            choice(self.REFERENCE),
            optional(self.STABILITY),
            number(self.BANDWIDTH_VELOCITY),
            self.parameterAsBool(parameters, self.OVERVIEWS, context),
            areas,
        )
