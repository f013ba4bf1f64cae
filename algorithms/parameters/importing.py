"""The parameters of Import coherent targets."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputMultipleLayers,
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
from ...core.targets.importing import SPATIAL_COHERENCE, USUAL_COHERENCE
from ...core.targets.keeping import MOST_DATES, MOST_VALUES, SERIES
from ...core.targets.tracks import TRACKS
from ...core.targets.values import AUTO, UNITS
from ..base import Algorithm
from ..target_input import TargetInput

_DOUBLE = QgsProcessingParameterNumber.Type.Double


class ImportParameters(Algorithm):
    """Names, labels, limits and help of what the import asks for."""

    INPUT, MORE_INPUTS, FOLDER = "INPUT", "MORE_INPUTS", "FOLDER"
    OUTPUT, OUTPUT_OTHERS = "OUTPUT", "OUTPUT_OTHERS"
    VELOCITY_FIELD, COHERENCE_FIELD, HEIGHT_FIELD = "VELOCITY_FIELD", "COHERENCE_FIELD", "HEIGHT_FIELD"
    UNIT, SIGN, MIN_COHERENCE, TARGET_CRS = "UNIT", "SIGN", "MIN_COHERENCE", "TARGET_CRS"
    MIN_SPATIAL_COHERENCE = "MIN_SPATIAL_COHERENCE"
    COHERENCE_RASTER, MASK_RASTER = "COHERENCE_RASTER", "MASK_RASTER"
    DEVIATION_FIELD, QUALITY_FIELD, MAX_QUALITY = "DEVIATION_FIELD", "QUALITY_FIELD", "MAX_QUALITY"
    NULL_VALUES, INCOMPLETE = "NULL_VALUES", "INCOMPLETE"
    SERIES, KEEP_FIELDS, WAVELENGTH, TRACKS = "SERIES", "KEEP_FIELDS", "WAVELENGTH", "TRACKS"
    X_FIELD, Y_FIELD, SOURCE_CRS = "X_FIELD", "Y_FIELD", "SOURCE_CRS"

    def initAlgorithm(self, configuration=None):
        self.define(
            TargetInput(self.INPUT, tr("Coherent targets (points, text table or velocity raster)"), optional=True),
            tr(
                "A layer of the project, or a file that you choose with the button beside it: text table (.csv, .txt), "
                "shapefile, GeoPackage, Parquet, velocity raster (.tif, .grd), NetCDF or HDF5 (OPERA DISP-S1, MintPy, "
                "LiCSBAS, stacks of dates), or a zip of EGMS as it was downloaded."
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
                "Further files: parts of the product, granules of a stack, zips, other tracks. They are read with "
                "the same fields and joined, except for targets seen from another side."
            ),
        )
        self.define(
            QgsProcessingParameterFile(
                self.FOLDER,
                tr("Folder of downloaded files"),
                behavior=QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr(
                "All products in a folder as they were downloaded: zips or tables of EGMS, or the granules of OPERA "
                "DISP-S1, which make one stack. In place of the input, or beside it."
            ),
        )
        self._define_fields()
        self._define_meaning()
        self._define_kept()
        self._define_rasters()
        self._define_quality()
        self._define_position()
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Imported targets"), type=QgsProcessing.SourceType.TypeVectorPoint
            ),
            tr(
                "Point layer with the fields velocity (mm/yr, positive towards the satellite), coherence and height "
                "(m), and, where the producer gives them, velocity_std, id, track, pass (A ascending, D descending), "
                "incidence (degrees), los_east, los_north, los_up (unit vector from the ground to the satellite), "
                "acceleration (mm/yr2), seasonality (mm) and the displacements DYYYYMMDD (mm)."
            ),
        )
        self.addOutput(QgsProcessingOutputMultipleLayers(self.OUTPUT_OTHERS, tr("Targets seen from another side")))

    def _define_fields(self):
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

    def _define_meaning(self):
        self._choice(
            self.UNIT,
            tr("Velocity unit"),
            [AUTO, *UNITS],
            tr(
                "auto: the unit that the name of the field, the file or a row below the header states, in any "
                "spelling, else mm/yr; the tool stops if that is not a unit of velocity, or if the values look like "
                "m/yr. Or one of mm/yr, cm/yr, m/yr."
            ),
            False,
        )
        self._choice(
            self.SIGN,
            tr("Positive velocity: towards or away from the satellite"),
            ["towards", "away"],
            tr(
                "towards: the ground comes closer to the satellite, which is what most producers mean; away: the "
                "ground moves away from it."
            ),
            False,
        )
        self._number(
            self.MIN_COHERENCE,
            tr("Minimum coherence"),
            USUAL_COHERENCE,
            (0.0, 1.0),
            tr(
                "Targets with a lower coherence are removed. 0 keeps all targets. It has no effect where the coherence "
                "is not known."
            ),
            False,
        )

    def _define_rasters(self):
        self._file(
            self.COHERENCE_RASTER,
            tr("Velocity raster: coherence"),
            tr(
                "Raster of the coherence, 0 to 1. Empty: the one that MintPy or LiCSBAS wrote beside the velocity "
                "raster, if there is one."
            ),
        )
        self._file(
            self.MASK_RASTER,
            tr("Velocity raster: mask"),
            tr(
                "Raster that is 0 where the velocity must not be used. Empty: the one that MintPy or LiCSBAS wrote "
                "beside the velocity raster, if there is one."
            ),
        )

    def _define_kept(self):
        self._choice(
            self.SERIES,
            tr("Displacement series"),
            SERIES,
            tr(
                "keep: the displacement at each date is kept as a field DYYYYMMDD in mm, up to {values} million "
                "values and {dates} dates; more go into a file of series beside the layer. file: always into that "
                "file, which keeps the layer small; the review panel finds it. drop: the dates are left out."
            ).format(values=MOST_VALUES // 1_000_000, dates=MOST_DATES),
        )
        self._text(
            self.KEEP_FIELDS,
            tr("Further fields to keep"),
            tr(
                "Names of other fields that are kept unchanged, separated by semicolons; * for all. The fields of "
                "track, orbit, incidence, line of sight, acceleration, seasonality and id are kept in any case."
            ),
        )
        self._choice(
            self.TRACKS,
            tr("Targets seen from different sides"),
            TRACKS,
            tr(
                "Ascending and descending targets, lines of sight more than 20 degrees apart, vertical and eastward "
                "velocities are never joined. separate: the first kind becomes the output, each other one a layer "
                "beside it, named after its orbit and track; refuse: the tool stops. Tracks of one orbit are joined; "
                "the log says the offset between them."
            ),
        )
        self._number(
            self.WAVELENGTH,
            tr("Radar wavelength (m)"),
            None,
            (0.001, 1.0),
            tr(
                "Only used where velocities are a phase in radians a year: about 0.0555 for Sentinel-1, 0.031 for "
                "TerraSAR-X and COSMO-SkyMed, 0.236 for ALOS. Empty: the wavelength that the file states."
            ),
        )

    def _define_quality(self):
        self._number(
            self.MIN_SPATIAL_COHERENCE,
            tr("Velocity raster: minimum spatial coherence"),
            SPATIAL_COHERENCE,
            (0.0, 1.0),
            tr(
                "Takes the place of the minimum coherence where the coherence is the mean spatial coherence of the "
                "interferograms (coh_avg of LiCSBAS, avgSpatialCoh of MintPy), which is far lower than a temporal one."
            ),
        )
        self._text(
            self.DEVIATION_FIELD,
            tr("Standard deviation field"),
            tr("Standard deviation of the velocity, in the same unit. Empty: the field is found by its name."),
        )
        self._text(
            self.QUALITY_FIELD,
            tr("Quality field (lower is better)"),
            tr("For example rmse or amplitude_dispersion. Targets above the maximum quality value are removed."),
        )
        self._number(self.MAX_QUALITY, tr("Maximum quality value"), None, (), tr("In the unit of the quality field."))
        self._text(
            self.NULL_VALUES,
            tr("No-data values"),
            tr(
                "Velocities that stand for missing data, separated by blanks, for example 0 for rasters of GAMMA. "
                "-9999, -32768, 32767, NaN, NULL and **** always count as missing, -999 and 9999 if they occur more "
                "than once."
            ),
        )
        self.define(
            QgsProcessingParameterBoolean(
                self.INCOMPLETE, tr("Read incomplete files as far as they go"), defaultValue=False
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
            self._text(
                name,
                label,
                tr(
                    "Empty: the column is found by its name. In a table without a header: the number of the column, "
                    "starting from 1."
                ),
            )
        self.define(
            QgsProcessingParameterCrs(self.SOURCE_CRS, tr("Input CRS"), optional=True),
            tr(
                "CRS of a text table, or of a raster that does not state its own. Empty: degrees (EPSG:4326) for "
                "longitude and latitude, EPSG:3035 for EGMS."
            ),
            advanced=True,
        )

    def _choice(self, name, label, options, text, advanced=True):
        parameter = QgsProcessingParameterEnum(
            name, label, options=list(options), usesStaticStrings=True, defaultValue=options[0]
        )
        self.define(parameter, text, advanced)

    def _file(self, name, label, text):
        self.define(QgsProcessingParameterFile(name, label, optional=True), text, advanced=True)

    def _text(self, name, label, text):
        self.define(QgsProcessingParameterString(name, label, optional=True), text, advanced=True)

    def _number(self, name, label, default, limits, text, advanced=True):
        limits = dict(zip(("minValue", "maxValue"), limits))
        parameter = QgsProcessingParameterNumber(
            name, label, type=_DOUBLE, defaultValue=default, optional=default is None, **limits
        )
        self.define(parameter, text, advanced)
