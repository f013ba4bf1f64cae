"""Import coherent targets: any producer's points or velocity raster become one standard layer."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...core.base.translation import tr
from ...core.display.styles import write_style
from ...core.targets.importing import SPATIAL_COHERENCE, ImportOptions, import_targets
from ...core.targets.source import Companions, Position
from ...core.targets.values import UNITS, numbers_of
from ...core.targets.velocity_classes import velocity_breaks
from ...core.targets.velocity_raster import RasterSource
from ..apart import named
from ..base import Algorithm
from ..layers import wkt
from ..target_input import TargetInput, target_source


class ImportTargets(Algorithm):
    """Points with a velocity, from whoever made them."""

    ID = "importtargets"
    TITLE = tr("Import coherent targets")
    GROUP = ("data", tr("1 Data"))
    SHORT = tr("InSAR points or velocity raster of any producer as one standard point layer")
    TAGS = tr(
        "landslide, InSAR, PSI, PS-InSAR, persistent scatterers, SBAS, EGMS, MintPy, StaMPS, LiCSBAS, SARscape, CSV, "
        "velocity, deformation, displacement, line of sight, coherence, points"
    )
    SUMMARY = tr(
        "Brings InSAR coherent targets of any producer (EGMS, TRE-Altamira, MintPy, StaMPS, SARscape, SARPROZ, LiCSBAS "
        "and others) into one standard layer: velocity in mm/yr, positive towards the satellite, coherence and height, "
        "in a CRS in metres.\n\nNeeds a text table, a shapefile, a GeoPackage, any point layer or a velocity raster. "
        "The fields are found by their names; the log says which fields were used, and which targets were removed and "
        "why. If a unit is not clear, the tool asks for it.\n\nGives a point layer with the fields velocity, coherence "
        "and height; the log says how many rows were read and removed. 100,000 targets take a few seconds."
    )
    INPUT, MORE_INPUTS, OUTPUT = "INPUT", "MORE_INPUTS", "OUTPUT"
    VELOCITY_FIELD, COHERENCE_FIELD, HEIGHT_FIELD = "VELOCITY_FIELD", "COHERENCE_FIELD", "HEIGHT_FIELD"
    UNIT, SIGN, MIN_COHERENCE, TARGET_CRS = "UNIT", "SIGN", "MIN_COHERENCE", "TARGET_CRS"
    MIN_SPATIAL_COHERENCE = "MIN_SPATIAL_COHERENCE"
    COHERENCE_RASTER, MASK_RASTER = "COHERENCE_RASTER", "MASK_RASTER"
    DEVIATION_FIELD, QUALITY_FIELD, MAX_QUALITY = "DEVIATION_FIELD", "QUALITY_FIELD", "MAX_QUALITY"
    NULL_VALUES, INCOMPLETE = "NULL_VALUES", "INCOMPLETE"
    X_FIELD, Y_FIELD, SOURCE_CRS = "X_FIELD", "Y_FIELD", "SOURCE_CRS"

    def initAlgorithm(self, configuration=None):
        self.define(
            TargetInput(self.INPUT, tr("Coherent targets (points, text table or velocity raster)")),
            tr(
                "A point layer of the project, or a file that you choose with the button beside it: text table (.csv, "
                ".txt), shapefile, GeoPackage, or velocity raster (.tif, or MintPy's geo_velocity.h5)."
            ),
        )
        self.define(
            QgsProcessingParameterMultipleLayers(
                self.MORE_INPUTS,
                tr("More files of the same product"),
                layerType=QgsProcessing.SourceType.TypeFile,
                optional=True,
            ),
            tr(
                "Further files into which the producer split the product. They are read with the same fields and "
                "joined."
            ),
        )
        for name, label, text in (
            (self.VELOCITY_FIELD, tr("Velocity field"), tr("Velocity along the line of sight.")),
            (self.COHERENCE_FIELD, tr("Coherence field"), tr("Temporal coherence, 0 to 1.")),
            (self.HEIGHT_FIELD, tr("Height field"), tr("Height in metres.")),
        ):
            # no field parameter: QGIS 3.22 crashes where the layer that it belongs to may be a raster, and is one
            field = QgsProcessingParameterString(name, label, optional=True)
            self.define(
                field,
                text
                + " "
                + tr(
                    "Empty: the field is found by its name. In a table without a header: the number of the column, "
                    "starting from 1."
                ),
            )
        self._define_meaning()
        self._define_rasters()
        self._define_quality()
        self._define_position()
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Imported targets"), type=QgsProcessing.SourceType.TypeVectorPoint
            ),
            tr(
                "Point layer with the fields velocity (mm/yr, positive towards the satellite), coherence and height "
                "(m)."
            ),
        )

    def _define_meaning(self):
        self.define(
            QgsProcessingParameterEnum(
                self.UNIT, tr("Velocity unit"), options=["auto", *UNITS], usesStaticStrings=True, defaultValue="auto"
            ),
            tr(
                "auto: mm/yr, unless the name of the field says otherwise; the tool stops and asks if the values look "
                "like m/yr. Or one of mm/yr, cm/yr, m/yr."
            ),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.SIGN,
                tr("Positive velocity means"),
                options=["towards", "away"],
                usesStaticStrings=True,
                defaultValue="towards",
            ),
            tr(
                "towards: the ground comes closer to the satellite, which is what most producers mean; away: the "
                "ground moves away from it."
            ),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.MIN_COHERENCE,
                tr("Minimum coherence"),
                type=QgsProcessingParameterNumber.Type.Double,
                defaultValue=0.7,
                minValue=0.0,
                maxValue=1.0,
            ),
            tr(
                "Targets with a lower coherence are removed. 0 keeps all targets. It has no effect where the coherence "
                "is not known."
            ),
        )

    def _define_rasters(self):
        for name, label, text in (
            (
                self.COHERENCE_RASTER,
                tr("Velocity raster: coherence"),
                tr(
                    "Raster of the coherence, 0 to 1. Empty: the one that MintPy or LiCSBAS wrote beside the velocity "
                    "raster, if there is one."
                ),
            ),
            (
                self.MASK_RASTER,
                tr("Velocity raster: mask"),
                tr(
                    "Raster that is 0 where the velocity must not be used. Empty: the one that MintPy or LiCSBAS wrote "
                    "beside the velocity raster, if there is one."
                ),
            ),
        ):
            self.define(QgsProcessingParameterFile(name, label, optional=True), text, advanced=True)

    def _define_quality(self):
        self.define(
            QgsProcessingParameterNumber(
                self.MIN_SPATIAL_COHERENCE,
                tr("Velocity raster: minimum spatial coherence"),
                type=QgsProcessingParameterNumber.Type.Double,
                defaultValue=SPATIAL_COHERENCE,
                minValue=0.0,
                maxValue=1.0,
            ),
            tr(
                "Takes the place of the minimum coherence where the coherence is the mean spatial coherence of the "
                "interferograms (coh_avg of LiCSBAS, avgSpatialCoh of MintPy), which is far lower than a temporal one."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterString(self.DEVIATION_FIELD, tr("Standard deviation field"), optional=True),
            tr("Standard deviation of the velocity, in the same unit. Empty: the field is found by its name."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterString(self.QUALITY_FIELD, tr("Quality field (lower is better)"), optional=True),
            tr("For example rmse or amplitude_dispersion. Targets above the maximum quality value are removed."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterNumber(
                self.MAX_QUALITY,
                tr("Maximum quality value"),
                type=QgsProcessingParameterNumber.Type.Double,
                optional=True,
            ),
            tr("In the unit of the quality field."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterString(self.NULL_VALUES, tr("No-data values"), optional=True),
            tr(
                "Velocities that stand for missing data, separated by blanks, for example 0 for rasters of GAMMA. "
                "-9999, -32768, 32767, NaN, NULL and **** always count as missing, -999 and 9999 if they occur more "
                "than once."
            ),
            advanced=True,
        )

        self.define(
            QgsProcessingParameterBoolean(
                self.INCOMPLETE, tr("Read incomplete files as far as possible"), defaultValue=False
            ),
            tr(
                "Reads a table that ends within a row, or a shapefile or GeoPackage that is shorter than it says. Such "
                "files are refused otherwise, because targets are missing and the last value may lack digits."
            ),
            advanced=True,
        )

    def _define_position(self):
        self.define(
            QgsProcessingParameterCrs(self.TARGET_CRS, tr("Output CRS"), optional=True),
            tr("A CRS in metres. Empty: the CRS of the input if it is in metres, else the local UTM zone."),
            advanced=True,
        )
        for name, label in (
            (self.X_FIELD, tr("Text table: column of x or longitude")),
            (self.Y_FIELD, tr("Text table: column of y or latitude")),
        ):
            self.define(
                QgsProcessingParameterString(name, label, optional=True),
                tr(
                    "Empty: the column is found by its name. In a table without a header: the number of the column, "
                    "starting from 1."
                ),
                advanced=True,
            )
        self.define(
            QgsProcessingParameterCrs(self.SOURCE_CRS, tr("Input CRS"), optional=True),
            tr(
                "CRS of a text table, or of a raster that does not state its own. Empty: degrees (EPSG:4326) for "
                "longitude and latitude, EPSG:3035 for EGMS."
            ),
            advanced=True,
        )

    def checkParameterValues(self, parameters, context):
        text = self.parameterAsString(parameters, self.NULL_VALUES, context)
        good, sentence = self.core_check(lambda: numbers_of(text))
        return super().checkParameterValues(parameters, context) if good else (False, sentence)

    def compute(self, parameters, context, progress):
        position = Position(
            self.parameterAsString(parameters, self.X_FIELD, context),
            self.parameterAsString(parameters, self.Y_FIELD, context),
            wkt(self.parameterAsCrs(parameters, self.SOURCE_CRS, context)),
        )
        companions = Companions(
            self.parameterAsString(parameters, self.COHERENCE_RASTER, context),
            self.parameterAsString(parameters, self.MASK_RASTER, context),
        )
        more = named(parameters.get(self.MORE_INPUTS), context)  # QGIS' list of files leaves layers out
        inputs = [parameters[self.INPUT], *more]
        sources = [target_source(value, position, companions, context) for value in inputs]
        if companions != Companions() and not any(isinstance(source, RasterSource) for source in sources):
            progress.warning("The rasters of coherence and mask are not used: they belong to a raster of velocities.")
        options = self._options(parameters, context)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        targets = import_targets(sources, options, output, progress)
        write_style(output, "targets", **velocity_breaks(targets.velocity))
        return {self.OUTPUT: output}

    def _options(self, parameters, context):
        limited = parameters.get(self.MAX_QUALITY) is not None
        return ImportOptions(
            velocity=self.parameterAsString(parameters, self.VELOCITY_FIELD, context),
            coherence=self.parameterAsString(parameters, self.COHERENCE_FIELD, context),
            height=self.parameterAsString(parameters, self.HEIGHT_FIELD, context),
            unit=self.parameterAsEnumString(parameters, self.UNIT, context),
            sign=self.parameterAsEnumString(parameters, self.SIGN, context),
            min_coherence=self.parameterAsDouble(parameters, self.MIN_COHERENCE, context),
            min_spatial_coherence=self.parameterAsDouble(parameters, self.MIN_SPATIAL_COHERENCE, context),
            crs=wkt(self.parameterAsCrs(parameters, self.TARGET_CRS, context)),
            quality=self.parameterAsString(parameters, self.QUALITY_FIELD, context),
            max_quality=self.parameterAsDouble(parameters, self.MAX_QUALITY, context) if limited else None,
            nulls=numbers_of(self.parameterAsString(parameters, self.NULL_VALUES, context)),
            deviation=self.parameterAsString(parameters, self.DEVIATION_FIELD, context),
            incomplete=self.parameterAsBool(parameters, self.INCOMPLETE, context),
            said_crs=wkt(self.parameterAsCrs(parameters, self.SOURCE_CRS, context)),
        )
