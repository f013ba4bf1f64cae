"""Build feature stack: what the network looks at, as named bands on one grid."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
)

from ...core.base.model_card import read_card
from ...core.base.translation import tr
from ...core.image.stretch import stretch_from
from ...core.products.looks import Seen, seen_from
from ...core.stack.build import FEATURES, SETS, StackOptions, build_stack
from ...core.stack.more_layers import MoreLayer
from ...core.stack.parts import StackInputs
from ...core.stack.style import write_stack_style
from ...core.terrain.heights import UNITS
from ...core.terrain.radar_angles import radar_angles
from ...core.terrain.relief import look_azimuth_of
from ..base import Algorithm
from ..loaded_layers import load_instead
from ..parameter_files import require_outputs_apart
from ..raster_layers import layer_path, optional_raster_path
from ..target_input import read_targets

SUFFIXES = {"auto": "", "vrt": ".vrt", "gtiff": ".tif"}
NAMED = (".vrt", ".tif", ".tiff")  # endings that say the format themselves
ORBITS = ("unknown", "ascending", "descending")
_DOUBLE = QgsProcessingParameterNumber.Type.Double


class StackDestination(QgsProcessingParameterRasterDestination):
    """The one raster output that may be a VRT, and is one where nobody names it."""

    def defaultFileExtension(self):
        return "vrt"

    def supportedOutputRasterLayerExtensions(self):
        return ["vrt", "tif"]


class FeatureStack(Algorithm):
    """Image, hot spot map, targets and terrain on one grid."""

    ID = "featurestack"
    TITLE = tr("Build feature stack")
    GROUP = ("features", tr("3 Features"))
    SHORT = tr("Image, hot spot map, velocities and terrain as named bands on one grid")
    TAGS = tr(
        "landslide, features, bands, stack, VRT, GeoTIFF, DEM, terrain, slope, aspect, curvature, hillshade, "
        "incidence, sensitivity, layover, shadow, align, resample"
    )
    SUMMARY = tr(
        "Puts everything that the network looks at on one grid: image, hot spot map, local mean velocity, density of "
        "targets, slope, aspect and elevation, as named bands.\n\nNeeds an image (red, green, blue), a hot spot map, "
        "targets or an elevation model, at least one of them, in any CRS. The stack lies on the grid of the raster "
        "under Align to raster. Without one it takes the grid of the image, else of the hot spot map, else a new "
        "grid over the targets or the elevation model with the given cell size.\n\nGives a VRT, which refers to the "
        "image and to its parts in a folder beside it (stack_parts for stack.vrt), so that nothing is copied without "
        "need, or one GeoTIFF to pass on. A VRT of 1.8 billion cells takes about 20 seconds without bands from the "
        "targets. Bands from the targets take a second for 10 million cells, the distance to the nearest target five "
        "seconds."
    )
    IMAGE, HOTSPOT, TARGETS, DEM, FEATURES = "IMAGE", "HOTSPOT", "TARGETS", "DEM", "FEATURES"
    SET, DEM_UNIT, INCIDENCE, LOOK_AZIMUTH = "SET", "DEM_UNIT", "INCIDENCE", "LOOK_AZIMUTH"
    ORBIT, HEADING, GRID, CELL = "ORBIT", "HEADING", "GRID", "CELL"
    MORE_LAYERS, MORE_CLASSES = "MORE_LAYERS", "MORE_CLASSES"
    STRETCH_FROM = "STRETCH_FROM"
    FORMAT, OUTPUT = "FORMAT", "OUTPUT"

    def initAlgorithm(self, configuration=None):
        self._raster(
            self.IMAGE,
            tr("Image"),
            tr(
                "Optical image with red, green and blue, as Prepare image makes it. An image of 16 bits is stretched "
                "to 0 to 255."
            ),
        )
        self._raster(self.HOTSPOT, tr("Hot spot map"), tr("The map made by Hot spot."))
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Coherent targets"), types=[QgsProcessing.SourceType.TypeVectorPoint], optional=True
            ),
            tr(
                "Points with a field velocity in mm/yr, for the local mean velocity, the density of targets and the "
                "raster of targets."
            ),
        )
        self._raster(
            self.DEM,
            tr("Elevation model (DEM)"),
            tr("Heights, in any CRS. Slope and aspect are computed at the resolution of the elevation model."),
        )
        self._define_more()
        self._define_features()

    def _define_more(self):
        self.define(
            QgsProcessingParameterMultipleLayers(
                self.MORE_LAYERS, tr("Further layers"), QgsProcessing.SourceType.TypeRaster, optional=True
            ),
            tr(
                "Any rasters of quantities, in any CRS and cell size, for example near infrared, coherence, roughness "
                "or embeddings of 64 bands. Each band is called after its file and its own name, such as nir:1, and "
                "training uses it. A direction in degrees does not turn with the tiles: give its sine and cosine."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterMultipleLayers(
                self.MORE_CLASSES, tr("Further layers of classes"), QgsProcessing.SourceType.TypeRaster, optional=True
            ),
            tr(
                "Rasters of whole numbers that stand for classes, for example geology or land cover, at most 40 "
                "classes each. Every class becomes a band that is 1 where the class is, such as geology:7. A stack "
                "for prediction needs the same classes."
            ),
            advanced=True,
        )

        self.define(
            QgsProcessingParameterFile(
                self.STRETCH_FROM, tr("Stretch the image as for model"), extension="safetensors", optional=True
            ),
            tr(
                "An image of 16 bits is stretched to 0 to 255. For a stack to predict on, choose the model: its card "
                "holds the stretch of the image that it was trained with. Empty: from this image."
            ),
            advanced=True,
        )

    def _define_features(self):
        self._enum(
            self.SET,
            tr("Feature set"),
            SETS,
            "standard",
            tr(
                "standard: all features that training, the attributes of areas and the comparison of feature sets use; "
                "recommended: the features that train best; paper: image, hot spot map and aspect, as in Liang et al. "
                "(2023); all: also curvature, hillshade, distance to the nearest target, raster of targets and "
                "logarithm of their density."
            ),
            False,
        )
        self.define(
            QgsProcessingParameterEnum(
                self.FEATURES,
                tr("Individual features"),
                options=list(FEATURES),
                allowMultiple=True,
                usesStaticStrings=True,
                optional=True,
            ),
            tr(
                "Features by name, in place of the feature set. Empty: the features of the set for which there is an "
                "input. Choose from: "
            )
            + ", ".join(FEATURES)
            + ".",
        )
        self._define_radar()

    def _define_radar(self):
        self._number(
            self.INCIDENCE,
            tr("Radar: incidence angle (degrees)"),
            tr(
                "Angle between the radar's line of sight and the vertical. Together with the orbit or the look azimuth "
                "it gives two more bands: sensitivity (the share of a motion down the slope that the radar sees) and "
                "layover_shadow (where the slope hides the ground from the radar). Empty: that of the targets."
            ),
            89.0,
        )
        self._enum(
            self.ORBIT,
            tr("Radar: orbit"),
            ORBITS,
            "unknown",
            tr(
                "ascending: the satellite flies northwards; descending: southwards; unknown: that of the targets, or "
                "no sensitivity unless a look azimuth is given. The radar looks to the right of the flight direction."
            ),
        )
        self._number(
            self.HEADING,
            tr("Radar: heading (degrees)"),
            tr(
                "Flight direction of the satellite, clockwise from north. Empty: that of Sentinel-1, 350 for ascending "
                "and 190 for descending orbits."
            ),
            360.0,
        )
        self._number(
            self.LOOK_AZIMUTH,
            tr("Radar: look azimuth (degrees)"),
            tr(
                "Direction in which the radar looks, clockwise from north: about 280 for descending and 80 for "
                "ascending orbits of Sentinel-1. Overrides orbit and heading."
            ),
            360.0,
        )
        self._enum(
            self.DEM_UNIT,
            tr("Height unit of the elevation model"),
            UNITS,
            "auto",
            tr("auto: the unit that the file of the elevation model states, else metres; m: metres; ft: feet."),
        )
        self._define_grid()

    def _define_grid(self):
        self._raster(
            self.GRID,
            tr("Align to raster"),
            tr("The stack gets exactly the cells of this raster. Empty: those of the image."),
            True,
        )
        self._number(
            self.CELL,
            tr("Cell size (m)"),
            tr(
                "Only used without a raster that has a grid in metres. Empty: the cells follow the spacing of the "
                "targets, or the raster's cell size on the ground."
            ),
            None,
        )
        self._enum(
            self.FORMAT,
            tr("File format"),
            SUFFIXES,
            "auto",
            tr(
                "auto: the ending of the output's name decides (.vrt or .tif); vrt: a small file that refers to the "
                "image and to the parts beside it; gtiff: one large file (GeoTIFF) to pass on. vrt and gtiff change "
                "the ending of the name where it does not fit."
            ),
        )
        self.define(
            StackDestination(self.OUTPUT, tr("Feature stack")),
            tr(
                "Raster with named bands, their units, no-data values and statistics. The ending of its name says the "
                "format: .vrt refers to the image and to the parts beside it, .tif holds everything."
            ),
        )

    def _raster(self, name, label, text, advanced=False):
        self.define(QgsProcessingParameterRasterLayer(name, label, optional=True), text, advanced)

    def _enum(self, name, label, options, default, text, advanced=True):
        parameter = QgsProcessingParameterEnum(
            name, label, options=list(options), usesStaticStrings=True, defaultValue=default
        )
        self.define(parameter, text, advanced)

    def _number(self, name, label, text, largest):
        limits = {} if largest is None else {"maxValue": largest}
        self.define(
            QgsProcessingParameterNumber(name, label, type=_DOUBLE, optional=True, minValue=0.0, **limits),
            text,
            advanced=True,
        )

    def compute(self, parameters, context, progress):
        output = self._output(parameters, context, progress)
        require_outputs_apart(self, {**parameters, self.OUTPUT: output}, context)

        def raster(name):
            return optional_raster_path(self, parameters, name, context, whole_cells=name == self.IMAGE)

        targets = None
        if parameters.get(self.TARGETS) not in (None, ""):
            targets = read_targets(self, parameters, self.TARGETS, context, "velocity", progress)
        incidence, look_azimuth = self._radar(parameters, targets, context, progress)
        inputs = StackInputs(
            image=raster(self.IMAGE),
            hotspot=raster(self.HOTSPOT),
            dem=raster(self.DEM),
            targets=targets,
            incidence=incidence,
            look_azimuth=look_azimuth,
            dem_unit=self.parameterAsEnumString(parameters, self.DEM_UNIT, context),
            stretch=self._stretch(parameters, context),
            more=(
                *self._more(parameters, self.MORE_LAYERS, context),
                *self._more(parameters, self.MORE_CLASSES, context),
            ),
        )
        options = StackOptions(
            features=tuple(filter(None, self.parameterAsEnumStrings(parameters, self.FEATURES, context))),
            grid=raster(self.GRID),
            cell_m=self._given(parameters, self.CELL, context),
            temporary=QgsProcessingUtils.tempFolder(),
            feature_set=self.parameterAsEnumString(parameters, self.SET, context),
        )
        bands = build_stack(inputs, options, output, progress)
        write_stack_style(output, bands)
        return {self.OUTPUT: output}

    def _stretch(self, parameters, context):
        """Of red, green and blue as a model's card tells; empty where no model is given or its image had 8 bits."""
        model = self.parameterAsFile(parameters, self.STRETCH_FROM, context)
        return stretch_from(read_card(model).get("image")) if model else ()

    def _more(self, parameters, name, context):
        """Further rasters, those of MORE_CLASSES as classes."""
        layers = self.parameterAsLayerList(parameters, name, context)
        return tuple(MoreLayer(layer_path(layer), name == self.MORE_CLASSES) for layer in layers)

    def _given(self, parameters, name, context):
        """A number, None where the field is empty."""
        return None if parameters.get(name) in (None, "") else self.parameterAsDouble(parameters, name, context)

    def _look_azimuth(self, parameters, context):
        """Where the radar looks: as given, else from orbit and heading; None where nothing says it."""
        given = self._given(parameters, self.LOOK_AZIMUTH, context)
        orbit = self.parameterAsEnumString(parameters, self.ORBIT, context)
        heading = self._given(parameters, self.HEADING, context)
        if given is not None or (orbit == "unknown" and heading is None):
            return given
        return look_azimuth_of(orbit, heading)

    def _radar(self, parameters, targets, context, progress):
        """Incidence and look azimuth: as typed, else as the targets say; the log tells where both differ."""
        typed = self._given(parameters, self.INCIDENCE, context), self._look_azimuth(parameters, context)
        return radar_angles(*typed, seen_from(targets.more) if targets else Seen(), progress)

    def _output(self, parameters, context, progress):
        """Path whose ending says the format; where it has to change, the layer to load changes with it."""
        asked = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        suffix = SUFFIXES[self.parameterAsEnumString(parameters, self.FORMAT, context)]
        if not suffix and Path(asked).suffix.lower() in NAMED:
            return asked
        path = str(Path(asked).with_suffix(suffix or SUFFIXES["vrt"]))
        if path != asked:
            progress.message(tr("The stack is written as {path}.").format(path=path))
            load_instead(context, asked, path)
        return path
