"""Import coherent targets: any producer's points or velocity raster become one standard layer."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
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
from ...core.targets.importing import ImportOptions, import_targets
from ...core.targets.source import Companions, Position
from ...core.targets.values import UNITS, numbers_of
from ...core.targets.velocity_classes import velocity_breaks
from ..base import Algorithm
from ..layers import wkt
from ..target_input import TargetInput, target_source


class ImportTargets(Algorithm):
    """Points with a velocity, from whoever made them."""

    ID = "importtargets"
    TITLE = tr("Import coherent targets")
    GROUP = ("data", tr("1 Data"))
    SUMMARY = tr(
        "Brings InSAR coherent targets of any producer (EGMS, TRE-Altamira, MintPy, StaMPS, SARscape, SARPROZ, "
        "LiCSBAS and others)"
        " to one standard layer: velocity in mm/yr, positive towards the satellite, coherence and height, in a "
        "CRS that measures in"
        " metres.\n\n"
        "Needs a text table, a shapefile, a GeoPackage, any point layer or a raster of velocities. The fields "
        "are found by their"
        " names; the log says which were taken, what was dropped and why. A unit that is not clear is asked for.\n\n"
        "Gives a point layer with the fields velocity, coherence and height, and in the log how many rows were "
        "read and dropped. 100,000"
        " targets take a few seconds."
    )
    INPUT, MORE_INPUTS, OUTPUT = "INPUT", "MORE_INPUTS", "OUTPUT"
    VELOCITY_FIELD, COHERENCE_FIELD, HEIGHT_FIELD = "VELOCITY_FIELD", "COHERENCE_FIELD", "HEIGHT_FIELD"
    UNIT, SIGN, MIN_COHERENCE, TARGET_CRS = "UNIT", "SIGN", "MIN_COHERENCE", "TARGET_CRS"
    COHERENCE_RASTER, MASK_RASTER = "COHERENCE_RASTER", "MASK_RASTER"
    DEVIATION_FIELD, QUALITY_FIELD, MAX_QUALITY = "DEVIATION_FIELD", "QUALITY_FIELD", "MAX_QUALITY"
    NULL_VALUES = "NULL_VALUES"
    X_FIELD, Y_FIELD, SOURCE_CRS = "X_FIELD", "Y_FIELD", "SOURCE_CRS"

    def initAlgorithm(self, configuration=None):
        self.define(
            TargetInput(self.INPUT, tr("Targets: points, text table or raster of velocities")),
            tr(
                "A point layer of the project, or a file that you choose with the button beside: text table "
                "(.csv, .txt), shapefile, GeoPackage, raster of velocities (.tif, or MintPy's"
                " geo_velocity.h5)."
            ),
        )
        self.define(
            QgsProcessingParameterMultipleLayers(
                self.MORE_INPUTS,
                tr("Further files of the same product"),
                layerType=QgsProcessing.SourceType.TypeFile,
                optional=True,
            ),
            tr("Files that the producer split off: they are read with the same fields and joined."),
        )
        for name, label, text in (
            (
                self.VELOCITY_FIELD,
                tr("Field of the velocity, if not found by its name"),
                tr("Velocity along the line of sight."),
            ),
            (
                self.COHERENCE_FIELD,
                tr("Field of the coherence, if not found by its name"),
                tr("Temporal coherence, 0 to 1."),
            ),
            (self.HEIGHT_FIELD, tr("Field of the height, if not found by its name"), tr("Height in m.")),
        ):
            # no field parameter: QGIS 3.22 crashes where the layer that it belongs to may be a raster, and is one
            field = QgsProcessingParameterString(name, label, optional=True)
            self.define(
                field,
                text + " " + tr("Empty: found by its name. Of a table without a header: the column's number, from 1."),
            )
        self._define_meaning()
        self._define_rasters()
        self._define_quality()
        self._define_position()
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Imported targets"), type=QgsProcessing.SourceType.TypeVectorPoint
            ),
            tr("Point layer with velocity (mm/yr, positive towards the satellite), coherence, height (m)."),
        )

    def _define_meaning(self):
        self.define(
            QgsProcessingParameterEnum(
                self.UNIT,
                tr("Unit of the velocity"),
                options=["auto", *UNITS],
                usesStaticStrings=True,
                defaultValue="auto",
            ),
            tr(
                "auto: mm/yr unless the field's name says otherwise; stops and asks where the values look like m/yr."
                " Or one of mm/yr, cm/yr, m/yr."
            ),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.SIGN,
                tr("Positive velocities mean"),
                options=["towards", "away"],
                usesStaticStrings=True,
                defaultValue="towards",
            ),
            tr("towards: the ground comes nearer to the satellite, as most producers write it; away: the opposite."),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.MIN_COHERENCE,
                tr("Smallest coherence"),
                type=QgsProcessingParameterNumber.Type.Double,
                defaultValue=0.7,
                minValue=0.0,
                maxValue=1.0,
            ),
            tr("Targets with a lower coherence are dropped. 0 keeps all. No effect where no coherence is known."),
        )

    def _define_rasters(self):
        for name, label, text in (
            (
                self.COHERENCE_RASTER,
                tr("Coherence of a raster of velocities"),
                tr(
                    "Raster of the coherence, 0 to 1. Empty: that which MintPy or LiCSBAS wrote beside the "
                    "velocity, if any."
                ),
            ),
            (
                self.MASK_RASTER,
                tr("Mask of a raster of velocities"),
                tr(
                    "Raster that is 0 where the velocity cannot be used. Empty: that which MintPy or LiCSBAS "
                    "wrote beside it, if any."
                ),
            ),
        ):
            self.define(QgsProcessingParameterFile(name, label, optional=True), text, advanced=True)

    def _define_quality(self):
        self.define(
            QgsProcessingParameterString(
                self.DEVIATION_FIELD,
                tr("Field of the velocity's standard deviation, if not found by its name"),
                optional=True,
            ),
            tr("In the unit of the velocity."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterString(
                self.QUALITY_FIELD, tr("Field of a quality of which lower is better"), optional=True
            ),
            tr("For example rmse or amplitude_dispersion. Targets above the largest value are dropped."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterNumber(
                self.MAX_QUALITY,
                tr("Largest value of that quality"),
                type=QgsProcessingParameterNumber.Type.Double,
                optional=True,
            ),
            tr("In the unit of the field."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterString(self.NULL_VALUES, tr("Velocities that mean no value"), optional=True),
            tr(
                "Numbers with blanks between them, for example 0 for rasters of GAMMA. -9999, -32768, NaN, NULL "
                "and **** always"
                " mean no value; -999 and 9999 where they come more than once."
            ),
            advanced=True,
        )

    def _define_position(self):
        self.define(
            QgsProcessingParameterCrs(self.TARGET_CRS, tr("CRS of the result"), optional=True),
            tr("A CRS in metres. Empty: that of the input where it is in metres, else the local UTM zone."),
            advanced=True,
        )
        for name, label in (
            (self.X_FIELD, tr("Column of x or longitude")),
            (self.Y_FIELD, tr("Column of y or latitude")),
        ):
            self.define(
                QgsProcessingParameterString(name, label, optional=True),
                tr("Only for text tables. Empty: found by its name. Without a header: the column's number, from 1."),
                advanced=True,
            )
        self.define(
            QgsProcessingParameterCrs(self.SOURCE_CRS, tr("CRS of a text table"), optional=True),
            tr(
                "For text tables, and rasters that do not say theirs. Empty: degrees (EPSG:4326) for longitude "
                "and latitude,"
                " EPSG:3035 for EGMS."
            ),
            advanced=True,
        )

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
        more = self.parameterAsFileList(parameters, self.MORE_INPUTS, context)
        inputs = [parameters[self.INPUT], *filter(None, more)]
        sources = [target_source(value, position, companions, context) for value in inputs]
        options = self._options(parameters, context)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        targets = import_targets(sources, options, output, progress)
        write_style(output, "targets", **velocity_breaks(targets.velocity))
        return {self.OUTPUT: output}

    def _options(self, parameters, context):
        limited = parameters.get(self.MAX_QUALITY) is not None
        return ImportOptions(
            self.parameterAsString(parameters, self.VELOCITY_FIELD, context),
            self.parameterAsString(parameters, self.COHERENCE_FIELD, context),
            self.parameterAsString(parameters, self.HEIGHT_FIELD, context),
            self.parameterAsEnumString(parameters, self.UNIT, context),
            self.parameterAsEnumString(parameters, self.SIGN, context),
            self.parameterAsDouble(parameters, self.MIN_COHERENCE, context),
            wkt(self.parameterAsCrs(parameters, self.TARGET_CRS, context)),
            self.parameterAsString(parameters, self.QUALITY_FIELD, context),
            self.parameterAsDouble(parameters, self.MAX_QUALITY, context) if limited else None,
            numbers_of(self.parameterAsString(parameters, self.NULL_VALUES, context)),
            self.parameterAsString(parameters, self.DEVIATION_FIELD, context),
        )
