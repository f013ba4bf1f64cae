"""Velocities from interferograms: a folder of geocoded interferograms becomes coherent targets."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
)

from ...core.base.progress import Silent
from ...core.base.translation import tr
from ...core.interferograms.finding import find_products, phase_kind, require_one_track
from ...core.interferograms.outputs import Outputs, velocities
from ...core.inversion.settings import CORRECTIONS, FORMATS, PHASES, PRESETS, REPAIRS, Options
from ..base import Algorithm
from ..layers import wkt
from ..raster_layers import optional_raster_path

_NUMBER = QgsProcessingParameterNumber.Type


class Velocities(Algorithm):
    """The chain begins where the paper begins."""

    ID = "velocities"
    TITLE = tr("Velocities from interferograms")
    GROUP = ("data", tr("1 Data"))
    SHORT = tr("Coherent targets with velocities from a folder of interferograms (InSAR time series)")
    TAGS = tr(
        "landslide, InSAR, interferogram, interferometry, time series, SBAS, IPTA, HyP3, LiCSAR, GAMMA, ROI_PAC, ISCE, "
        "Sentinel-1, phase, unwrapping, velocity, deformation, displacement, line of sight, coherence, atmosphere"
    )
    SUMMARY = tr(
        "Turns a folder of geocoded interferograms, as they are downloaded, into coherent targets: velocity with its "
        "error, coherence, height correction and displacement series.\n\nNeeds at least two interferograms of one "
        "track and frame, better thirty or more, of ASF HyP3, COMET LiCSAR, GAMMA, ROI_PAC or ISCE2, or plain "
        "GeoTIFFs with two dates in their names; zip files are read as they are.\n\nGives a point layer that Hot "
        "spot takes as it is, and on request the displacement series, a raster and a report with the network, what "
        "was left out and why, and the noise.\n\nWrong whole cycles of the unwrapping are repaired. The report "
        "counts them, and also says how much of the phase nothing can check. The velocity is estimated from all "
        "scenes, and its standard deviation holds the atmosphere. 70 interferograms of 30,000 cells take some "
        "seconds, a full frame half an hour. Preset paper follows Liang et al. (2023) and Werner et al. (2003)."
    )
    INPUT, FORMAT, EXTENT, PHASE = "INPUT", "FORMAT", "EXTENT", "PHASE"
    MAX_DAYS, MAX_BASELINE, REFERENCE = "MAX_DAYS", "MAX_BASELINE", "REFERENCE"
    MIN_COHERENCE, MIN_PAIR_COHERENCE = "MIN_COHERENCE", "MIN_PAIR_COHERENCE"
    REPAIR, CORRECT, SEASONAL, DEM, OTHER_DEM = "REPAIR", "CORRECT", "SEASONAL", "DEM", "OTHER_DEM"
    SEARCH_VELOCITY, SEARCH_HEIGHT, PRESET, TARGET_CRS = "SEARCH_VELOCITY", "SEARCH_HEIGHT", "PRESET", "TARGET_CRS"
    OUTPUT, OUTPUT_SERIES, OUTPUT_VELOCITY = "OUTPUT", "OUTPUT_SERIES", "OUTPUT_VELOCITY"
    OUTPUT_REPORT = "OUTPUT_REPORT"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFile(
                self.INPUT, tr("Folder of the interferograms"), behavior=QgsProcessingParameterFile.Behavior.Folder
            ),
            tr("Searched with all its subfolders and zip files. One track and frame."),
        )
        self._define_pairs()
        self._define_quality()
        self._define_model()
        self._define_outputs()

    def _choice(self, name, label, options, default, text, advanced=False, several=False):
        parameter = QgsProcessingParameterEnum(
            name,
            label,
            options=list(options),
            allowMultiple=several,
            usesStaticStrings=True,
            defaultValue=default,
            optional=several,
        )
        self.define(parameter, text, advanced)

    def _number(self, name, label, default, text, most=None, advanced=False):
        parameter = QgsProcessingParameterNumber(name, label, type=_NUMBER.Double, defaultValue=default, minValue=0.0)
        if most is not None:
            parameter.setMaximum(most)
        self.define(parameter, text, advanced)

    def _define_pairs(self):
        self._choice(
            self.PRESET,
            tr("Preset"),
            PRESETS,
            "recommended",
            tr(
                "recommended: the estimator that measured best. paper: regression on the pairs as IPTA does it, no"
                " repair of cycles; the report says how it differs."
            ),
        )
        self._number(
            self.MAX_DAYS,
            tr("Maximum temporal baseline (days)"),
            30.0,
            tr("Longer pairs are left out, except those that join the network. 0: no limit. The paper takes 30."),
        )
        self._number(
            self.MAX_BASELINE,
            tr("Maximum perpendicular baseline (m)"),
            160.0,
            tr("Pairs with a longer baseline are left out, except those that join the network. 0: no limit."),
        )
        self.define(
            QgsProcessingParameterExtent(self.EXTENT, tr("Clip to extent"), optional=True),
            tr("Only this part is read. Empty: all that the interferograms share."),
        )
        self.define(
            QgsProcessingParameterPoint(self.REFERENCE, tr("Reference point"), optional=True),
            tr(
                "A point on stable, coherent ground: the velocities of the 5 x 5 cells around it become zero. Empty: "
                "velocities are relative to all stable ground together, or, without the correction plane, to the "
                "best window of cells."
            ),
        )
        self._choice(
            self.FORMAT,
            tr("File format"),
            FORMATS,
            "auto",
            tr("Producer of the files. auto: recognised by the names of the files. One of:")
            + " "
            + ", ".join(FORMATS)
            + ".",
            advanced=True,
        )
        self._choice(
            self.PHASE,
            tr("Phase"),
            PHASES,
            "auto",
            tr(
                "unwrapped: whole cycles were solved by the producer. wrapped: they are solved here, over arcs between"
                " coherent targets. auto: unwrapped where there is such a phase."
            ),
            advanced=True,
        )

    def _define_quality(self):
        self._number(
            self.MIN_COHERENCE,
            tr("Minimum coherence"),
            0.7,
            tr(
                "Targets with a lower coherence are left out. The coherence is the smaller of two measures: noise of"
                " single pairs lowers one, noise of single scenes the other. Noise alone stays below 0.7 in both."
            ),
            1.0,
        )
        self._number(
            self.MIN_PAIR_COHERENCE,
            tr("Minimum mean coherence of the pairs"),
            0.4,
            tr("Cells with a lower mean over the pairs are not candidates. 0: all cells."),
            1.0,
        )
        self._choice(
            self.REPAIR,
            tr("Unwrapping errors (wrong cycles)"),
            REPAIRS,
            "repair",
            tr(
                "repair: regions that are off by whole cycles, and triangles of pairs that do not close, are set right;"
                " mask: values in open triangles are left out; none: everything is taken as it is."
            ),
            advanced=True,
        )

    def _define_model(self):
        self._choice(
            self.CORRECT,
            tr("Atmospheric correction"),
            CORRECTIONS,
            list(CORRECTIONS),
            tr(
                "plane: subtracts a plane from each scene, fitted to stable ground; it also removes regional motion. "
                "height: subtracts the delay that depends on the height. filter: removes what is rough in time and "
                "smooth in space; it changes the series, never the velocity."
            ),
            several=True,
        )
        self.define(
            QgsProcessingParameterBoolean(self.SEASONAL, tr("Model a yearly motion"), defaultValue=False),
            tr("A yearly sine beside the velocity. Needs 1.5 years of scenes."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.DEM, tr("Elevation model (DEM)"), optional=True),
            tr("Heights of the targets in m. Empty: the one beside the interferograms, if any."),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.OTHER_DEM, tr("Second elevation model to compare"), optional=True),
            tr("The report compares it with the first one. Only with wrapped phase and baselines."),
            advanced=True,
        )
        self._number(
            self.SEARCH_VELOCITY,
            tr("Search on arcs: velocity (mm/yr)"),
            300.0,
            tr(
                "The velocities of neighbouring targets are expected to differ by less than this. Only with wrapped "
                "phase."
            ),
            advanced=True,
        )
        self._number(
            self.SEARCH_HEIGHT,
            tr("Search on arcs: height (m)"),
            60.0,
            tr(
                "The errors of the elevation model at neighbouring targets are expected to differ by less than this. "
                "Only with wrapped phase."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterCrs(self.TARGET_CRS, tr("Output CRS"), optional=True),
            tr("A CRS in metres. Empty: that of the interferograms where it is in metres, else the local UTM zone."),
            advanced=True,
        )

    def _define_outputs(self):
        point = QgsProcessing.SourceType.TypeVectorPoint
        self.define(
            QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Coherent targets"), type=point),
            tr(
                "Points with velocity (mm/yr along the line of sight, positive towards the satellite), velocity_std,"
                " coherence, height, height_correction, height_std (m), series_std (mm), pairs, and uncheckable: the"
                " share of their pairs that are in no triangle. Where the producer says it: incidence, line of sight"
                " (los_east, los_north, los_up), pass and track, so that East and up from two orbits takes them."
            ),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_SERIES, tr("Displacement series"), type=point, optional=True, createByDefault=False
            ),
            tr("The same points with a column DYYYYMMDD for each scene: displacement in mm against the first."),
        )
        self.define(
            QgsProcessingParameterRasterDestination(
                self.OUTPUT_VELOCITY, tr("Velocity raster"), optional=True, createByDefault=False
            ),
            tr("Velocity of the targets on the cells of the interferograms."),
        )
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_REPORT,
                tr("Report of the velocities"),
                tr("Web page (*.html)"),
                optional=True,
                createByDefault=True,
            ),
            tr("Network, pairs left out and why, triangles before and after the repair, noise of each scene, maps."),
        )

    def checkParameterValues(self, parameters, context):
        good, sentence = super().checkParameterValues(parameters, context)
        if good:
            good, sentence = self.core_check(lambda: self._require_interferograms(parameters, context))
        return good, sentence

    def _require_interferograms(self, parameters, context):
        folder = self.parameterAsString(parameters, self.INPUT, context)
        found = find_products(folder, self.parameterAsEnumString(parameters, self.FORMAT, context), Silent())
        require_one_track(found)
        phase_kind(found, self.parameterAsEnumString(parameters, self.PHASE, context))

    def compute(self, parameters, context, progress):
        names = (self.OUTPUT, self.OUTPUT_SERIES, self.OUTPUT_VELOCITY)
        paths = [self.parameterAsOutputLayer(parameters, name, context) for name in names]
        page = self.parameterAsFileOutput(parameters, self.OUTPUT_REPORT, context)
        folder = self.parameterAsString(parameters, self.INPUT, context)
        velocities(folder, self._options(parameters, context), Outputs(*paths, page), progress)
        return {name: path for name, path in zip((*names, self.OUTPUT_REPORT), (*paths, page)) if path}

    def _options(self, parameters, context):
        def number(name):
            return self.parameterAsDouble(parameters, name, context)

        def choice(name):
            return self.parameterAsEnumString(parameters, name, context)

        none = self.CORRECT in parameters and parameters[self.CORRECT] in (None, "", [])  # QGIS would take the default
        bounds, reference = None, None
        if parameters.get(self.EXTENT):
            extent = self.parameterAsExtent(parameters, self.EXTENT, context)
            bounds = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
        if parameters.get(self.REFERENCE):
            point = self.parameterAsPoint(parameters, self.REFERENCE, context)
            reference = (point.x(), point.y())
        return Options(
            form=choice(self.FORMAT),
            bounds=bounds,
            bounds_crs=wkt(self.parameterAsExtentCrs(parameters, self.EXTENT, context)) if bounds else "",
            phase=choice(self.PHASE),
            max_days=number(self.MAX_DAYS),
            max_baseline_m=number(self.MAX_BASELINE),
            reference=reference,
            reference_crs=self._point_crs(parameters, context) if reference else "",
            min_coherence=number(self.MIN_COHERENCE),
            min_pair_coherence=number(self.MIN_PAIR_COHERENCE),
            repair=choice(self.REPAIR),
            correct=() if none else tuple(self.parameterAsEnumStrings(parameters, self.CORRECT, context)),
            seasonal=self.parameterAsBool(parameters, self.SEASONAL, context),
            dem=optional_raster_path(self, parameters, self.DEM, context),
            other_dem=optional_raster_path(self, parameters, self.OTHER_DEM, context),
            search_velocity=number(self.SEARCH_VELOCITY),
            search_height=number(self.SEARCH_HEIGHT),
            preset=choice(self.PRESET),
            crs=wkt(self.parameterAsCrs(parameters, self.TARGET_CRS, context)),
        )

    def _point_crs(self, parameters, context):
        crs = self.parameterAsPointCrs(parameters, self.REFERENCE, context)
        return wkt(crs) or "EPSG:4326"
