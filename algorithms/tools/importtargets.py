"""Import coherent targets: any producer's points or velocity raster become one standard layer."""

from __future__ import annotations

from pathlib import Path

from ...core.base.translation import tr
from ...core.display.styles import write_style
from ...core.display.velocity_classes import velocity_breaks
from ...core.products.ground_motion import component_seen
from ...core.targets.importing import ImportOptions, import_layers
from ...core.targets.keeping import Keeping
from ...core.targets.source import Companions, Position
from ...core.targets.values import numbers_of
from ...core.targets.velocity_raster import RasterSource
from ..layers import wkt
from ..loaded_layers import load_too
from ..parameter_files import named
from ..parameters.importing import ImportParameters
from ..target_input import target_sources


class ImportTargets(ImportParameters):
    """Points with a velocity, from whoever made them."""

    ID = "importtargets"
    TITLE = tr("Import coherent targets")
    GROUP = ("data", tr("1 Data"))
    SHORT = tr("InSAR points, stacks or velocity raster of any producer as one standard point layer")
    TAGS = tr(
        "landslide, InSAR, PSI, PS-InSAR, persistent scatterers, SBAS, EGMS, OPERA, DISP-S1, MintPy, StaMPS, LiCSBAS, "
        "SARscape, CSV, zip, NetCDF, HDF5, Parquet, velocity, deformation, displacement, time series, line of sight, "
        "coherence, points"
    )
    SUMMARY = tr(
        "Brings InSAR coherent targets of any producer (EGMS, OPERA DISP-S1, TRE-Altamira, MintPy, StaMPS, SARscape, "
        "SARPROZ, LiCSBAS and others) into one standard layer: velocity in mm/yr, positive towards the satellite, "
        "coherence, height, orbit, line of sight and displacement series, in a CRS in metres.\n\nNeeds a text table, "
        "any point layer, a velocity raster, NetCDF or HDF5, a zip as it was downloaded, or a folder of these. The "
        "fields are found by their names; the log says which fields were used, and which targets were removed and "
        "why. If a unit is not clear, the tool asks for it. Stacks of dates become velocities by a straight line "
        "through each cell's dates.\n\nGives a point layer, or one layer for each side from which satellites saw the "
        "targets. 100,000 targets take a few seconds."
    )

    def checkParameterValues(self, parameters, context):
        nulls = self.parameterAsString(parameters, self.NULL_VALUES, context)
        good, sentence = self.core_check(lambda: numbers_of(nulls))
        if not any(parameters.get(name) for name in (self.INPUT, self.MORE_INPUTS, self.FOLDER)):
            return False, tr("Choose the targets: a layer, a file, or a folder of downloaded files.")
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
        given = [parameters.get(self.INPUT), self.parameterAsString(parameters, self.FOLDER, context), *more]
        sources = target_sources([value for value in given if value], position, companions, context)
        if companions != Companions() and not any(isinstance(source, RasterSource) for source in sources):
            progress.warning("The rasters of coherence and mask are not used: they belong to a raster of velocities.")
        options = self._options(parameters, context)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        made = import_layers(sources, options, output, progress)
        for path, targets in made.items():
            write_style(path, "targets", component_seen(targets.more), **velocity_breaks(targets.velocity))
        others = list(made)[1:]
        for path in others:
            load_too(context, path, output, Path(path).stem)
        return {self.OUTPUT: output, self.OUTPUT_OTHERS: others}

    def _options(self, parameters, context):
        limited = parameters.get(self.MAX_QUALITY) is not None
        has_wavelength = parameters.get(self.WAVELENGTH) not in (None, "")
        kept = self.parameterAsString(parameters, self.KEEP_FIELDS, context)
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
            wavelength=self.parameterAsDouble(parameters, self.WAVELENGTH, context) if has_wavelength else 0.0,
            tracks=self.parameterAsEnumString(parameters, self.TRACKS, context),
            keeping=Keeping(
                self.parameterAsEnumString(parameters, self.SERIES, context),
                tuple(filter(None, map(str.strip, kept.split(";")))),
            ),
        )
