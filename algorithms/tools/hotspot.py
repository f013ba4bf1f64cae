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
from ...core.hotspots.gi_star import CENTRES, STATISTICS, GiOptions
from ...core.hotspots.hotspot import hot_spot
from ...core.hotspots.maps import KERNEL_CHOICES, VELOCITY_BANDWIDTH_M, WEIGHTS
from ...core.hotspots.options import PAPER, PRESETS, HotSpotOptions, HotSpotOutputs
from ...core.hotspots.reference import REFERENCES
from ...core.hotspots.scored_targets import FOUND
from ...core.products.ground_motion import component_seen
from ..base import Algorithm
from ..parameters.candidates import area_options, define_candidate_areas
from ..raster_layers import optional_raster_path
from ..target_input import read_targets

_NUMBER = QgsProcessingParameterNumber.Type


class HotSpot(Algorithm):
    """Where many neighbouring targets move alike."""

    ID = "hotspot"
    TITLE = tr("Hot spot (Gi* and kernel density)")
    GROUP = ("hotspots", tr("2 Hot spots"))
    SHORT = tr("Clusters of moving InSAR targets: Getis-Ord Gi*, kernel density, candidate areas")
    TAGS = tr(
        "landslide, InSAR, deformation, Getis, Getis-Ord, Gi*, hot spot, hotspot, cluster, kernel density, heatmap, "
        "KDE, Moran, spatial statistics, significance, velocity, density, subsidence"
    )
    SUMMARY = tr(
        "Finds where neighbouring targets move faster than the rest. Each target gets its Gi* z-score, p-value and "
        "class; the kernel density of the z-scores is the hot spot map; candidate areas outline the significant "
        "clusters without any training.\n\nNeeds a point layer with a velocity, as Import coherent targets makes it, "
        "and a raster to align to, or a cell size. Distances are metres on the ground: targets in degrees or Web "
        "Mercator are brought to the local UTM zone.\n\nGives the targets with their scores, the hot spot map and the "
        "candidate areas, and on request maps of the local mean velocity and of the density of targets. 100,000 "
        "targets on 10 million cells take some seconds.\n\nGetis-Ord Gi* after Ord and Getis (1995), Eq. 14; Liang et "
        "al. (2023), Eq. 1 and 2, with the quartic kernel of unit volume. Gi* z-scores compare with the mean of all "
        "velocities unless robust is chosen. An offset of all velocities is subtracted."
    )
    TARGETS, FIELD, DISTANCE, BANDWIDTH, GRID, CELL = "TARGETS", "FIELD", "DISTANCE", "BANDWIDTH", "GRID", "CELL"
    STATISTIC, FDR, MIN_NEIGHBOURS, REFERENCE, STABILITY = (
        "STATISTIC",
        "FDR",
        "MIN_NEIGHBOURS",
        "REFERENCE",
        "STABILITY",
    )
    CENTRE, PRESET = "CENTRE", "PRESET"
    WEIGHT, KERNEL, BANDWIDTH_VELOCITY, OVERVIEWS = "WEIGHT", "KERNEL", "BANDWIDTH_VELOCITY", "OVERVIEWS"
    OUTPUT_TARGETS, OUTPUT_MAP, OUTPUT_AREAS = "OUTPUT_TARGETS", "OUTPUT_MAP", "OUTPUT_AREAS"
    OUTPUT_VELOCITY, OUTPUT_DENSITY = "OUTPUT_VELOCITY", "OUTPUT_DENSITY"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Coherent targets"), types=[QgsProcessing.SourceType.TypeVectorPoint]
            ),
            tr("Point layer with a velocity, as Import coherent targets makes it."),
        )
        self.define(
            QgsProcessingParameterField(
                self.FIELD,
                tr("Velocity field"),
                parentLayerParameterName=self.TARGETS,
                defaultValue="velocity",
                optional=True,
            ),
            tr(
                "Field with the velocity in mm/yr, positive towards the satellite. It is called velocity in the "
                "result. Empty: velocity."
            ),
        )
        self._number(
            self.DISTANCE,
            tr("Distance band (m)"),
            None,
            tr(
                "Targets up to this distance apart are neighbours in Gi*. Empty: it follows the spacing of the "
                "targets, so that half of them have 10 targets within it. 0: the first peak of the spatial "
                "autocorrelation of the velocities (Moran's I), or, without a peak, the distance at which a target has "
                "30 neighbours on average. The log says which. The paper uses 150 m."
            ),
        )
        self._number(
            self.BANDWIDTH,
            tr("Kernel bandwidth (m)"),
            None,
            tr("Radius of the kernel of the hot spot map. Empty or 0: the same as the distance band."),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.GRID, tr("Align to raster"), optional=True),
            tr(
                "The hot spot map gets exactly the cells of this raster, usually the image. For a raster in degrees or "
                "Web Mercator, a local UTM grid over the same ground is used. Empty: a grid over the targets."
            ),
        )
        self._number(
            self.CELL,
            tr("Cell size (m)"),
            None,
            tr(
                "Only used without a raster that has a grid in metres. Empty: about an eighth of the bandwidth, or the "
                "raster's cell size on the ground."
            ),
        )
        self._define_statistic()
        self._define_comparison()
        self._define_map()
        define_candidate_areas(self)
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
                "gi*: a target counts as its own neighbour; gi: it does not, and mean and deviation are those of all "
                "other targets."
            ),
        )
        self.define(
            QgsProcessingParameterBoolean(self.FDR, tr("Correct for multiple testing (FDR)"), defaultValue=False),
            tr(
                "Assigns the classes by the false discovery rate (Benjamini and Hochberg): at most 5 % of the targets "
                "that are called significant at 95 % are expected to be so by chance. z and p do not change."
            ),
            advanced=True,
        )
        self._number(
            self.MIN_NEIGHBOURS,
            tr("Minimum neighbours"),
            1,
            tr(
                "Targets with fewer neighbours within the distance band, including the target itself, get null instead "
                "of a score."
            ),
            True,
            1,
            _NUMBER.Integer,
        )
        self._define_stable_ground()

    def _define_stable_ground(self):
        self._choice(
            self.REFERENCE,
            tr("Remove regional motion"),
            REFERENCES,
            "auto",
            tr(
                "auto: the velocity of the stable ground is subtracted where it is more than noise, namely the median "
                "of all velocities, or their peak nearest to 0 where half of the targets or more move; nothing: "
                "velocities stay as they are; median: the median of all velocities is subtracted; stable: as auto, "
                "even where it is small; ramp: a plane through all velocities, fitted so that landslides do not tilt "
                "it, and the median are subtracted. The velocity in the result is then relative to the region; the "
                "field velocity_read keeps the original."
            ),
        )
        self._number(
            self.STABILITY,
            tr("Stability threshold (mm/yr)"),
            None,
            tr(
                "Speed beyond which ground counts as moving. It is used for the field moving of the targets, for the "
                "candidate areas and for the simple maps of Evaluate boundaries. The paper uses 10. Empty: two robust "
                "standard deviations of all velocities, or, where half of the targets or more move, of the stable "
                "ground. No target is removed."
            ),
            True,
        )

    def _define_comparison(self):
        self._choice(
            self.CENTRE,
            tr("Gi* compares with"),
            CENTRES,
            "mean",
            tr(
                "mean: mean and standard deviation of all velocities, and independent neighbours, as in the paper; "
                "robust: the stable ground, whose level and noise are those of most velocities, and neighbours that "
                "share their errors count as fewer. Candidate areas always use robust."
            ),
        )
        self._choice(
            self.PRESET,
            tr("Preset"),
            PRESETS,
            "recommended",
            tr(
                "recommended: the values of the other fields; paper: the method of Liang et al. (2023), with nothing "
                "subtracted and the mean of all velocities, and with 150 m for an empty distance band or bandwidth "
                "and 10 mm/yr for an empty stability threshold."
            ),
        )

    def _define_map(self):
        self._choice(
            self.WEIGHT,
            tr("Target weight"),
            WEIGHTS,
            "z",
            tr(
                "What the kernel spreads over the map: z; z+ or z- (only positive or only negative z); abs z; "
                "velocity; abs velocity."
            ),
        )
        self._choice(
            self.KERNEL,
            tr("Kernel"),
            KERNEL_CHOICES,
            "quartic",
            tr(
                "quartic: kernel of unit volume, result per km2; gaussian: wider, cut off at three bandwidths; "
                "printed: the kernel as printed in Eq. 2 of the paper. quartic mean, gaussian mean, printed mean: "
                "local mean of the weights, which does not depend on the density of targets."
            ),
        )
        self._number(
            self.BANDWIDTH_VELOCITY,
            tr("Local mean velocity: bandwidth (m)"),
            VELOCITY_BANDWIDTH_M,
            tr("Radius of the kernel for the map of the local mean velocity."),
            True,
        )
        self.define(
            QgsProcessingParameterBoolean(self.OVERVIEWS, tr("Build overviews (pyramids)"), defaultValue=False),
            tr("Smaller copies inside the raster files, so that large maps are drawn quickly."),
            advanced=True,
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
                "The targets with the fields gi_z, gi_p, gi_n (number of neighbours, including the target itself), "
                "gi_bin (-3 to 3: significant at 99, 95 or 90 %) and moving (faster than the stability threshold: -1 "
                "away from the satellite, 1 towards it). All other fields of the targets go on."
            ),
        )
        hotspot_map = QgsProcessingParameterRasterDestination(self.OUTPUT_MAP, tr("Hot spot map"), optional=True)
        self.define(hotspot_map, tr("Kernel density per km2. It is null where no target lies within the bandwidth."))
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_AREAS, tr("Candidate areas"), type=QgsProcessing.SourceType.TypeVectorPolygon, optional=True
            ),
            tr(
                "Outlines of the significant clusters that move, with the number, velocity, significance and coherence "
                "of their targets, their size and, with an elevation model, slope and aspect. No training is needed. "
                "They are a first result for an expert to check."
            ),
        )
        self._optional_map(
            self.OUTPUT_VELOCITY,
            tr("Local mean velocity"),
            tr(
                "Mean velocity of the surrounding targets in mm/yr, independent of their density. It is null where no "
                "target is in reach."
            ),
        )
        self._optional_map(
            self.OUTPUT_DENSITY,
            tr("Density of targets"),
            tr("Targets per km2, with the bandwidth of the kernel. It is null where no target is in reach."),
        )

    def _optional_map(self, name, label, text):
        self.define(QgsProcessingParameterRasterDestination(name, label, optional=True, createByDefault=False), text)

    def compute(self, parameters, context, progress):
        names = (self.OUTPUT_TARGETS, self.OUTPUT_MAP, self.OUTPUT_AREAS, self.OUTPUT_VELOCITY, self.OUTPUT_DENSITY)
        options = self._options(parameters, context)
        paths = [self.parameterAsOutputLayer(parameters, name, context) for name in names]
        field = self.parameterAsString(parameters, self.FIELD, context) or "velocity"
        targets = read_targets(self, parameters, self.TARGETS, context, field, progress, FOUND)
        outputs, component = HotSpotOutputs(*paths), component_seen(targets.more)
        weights = {outputs.map: options.weight, outputs.velocity: "velocity", outputs.density: "abs density"}
        for path, limit in hot_spot(targets, options, outputs, progress).limits.items():
            write_map_style(path, limit, weights[path], component=component)
        if outputs.targets:
            write_style(outputs.targets, "gi_targets", component)
        if outputs.areas:
            write_style(outputs.areas, "candidate_areas", component)
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
            choice(self.CENTRE),
        )
        options = HotSpotOptions(
            distance_m=optional(self.DISTANCE),
            bandwidth_m=optional(self.BANDWIDTH),
            grid=optional_raster_path(self, parameters, self.GRID, context),
            cell_m=optional(self.CELL),
            weight=choice(self.WEIGHT),
            kernel=choice(self.KERNEL),
            gi=gi,
            reference=choice(self.REFERENCE),
            stability_mm_yr=optional(self.STABILITY),
            velocity_bandwidth_m=number(self.BANDWIDTH_VELOCITY),
            overviews=self.parameterAsBool(parameters, self.OVERVIEWS, context),
            areas=area_options(self, parameters, context),
        )
        return options.as_in_the_paper() if choice(self.PRESET) == PAPER else options
