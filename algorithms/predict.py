"""Predict boundaries: a trained network draws the areas of a stack."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
)

from ..core.model_card import read_card
from ..core.predict_boundaries import PredictionOutputs, predict_boundaries
from ..core.raster import RasterReader
from ..core.training_options import DEVICES
from .base import Algorithm, tr
from .layers import POLYGONS, optional_polygons, raster_path, read_target_table
from .worker_setting import worker_python

DEFAULT_MIN_AREA_M2 = 10_000.0


class Predict(Algorithm):
    """Streams a stack through the worker, then polygonises."""

    ID = "predict"
    TITLE = tr("Predict boundaries")
    GROUP = ("boundaries", tr("3 Boundaries"))
    SUMMARY = tr(
        "Draws the boundaries of areas that move abnormally, with a model made by Tile and train.\n\n"
        "Needs: a feature stack with the bands that the model was trained on (found by name), the model, and PyTorch (see"
        " Check environment). TARGETS adds velocities to the areas' attributes.\n\n"
        "Gives: a probability raster, a mask, and polygons with what an inventory needs. Null means that motion could not"
        " have been seen there, for lack of targets: it never means stable. The areas are a draft for you to review.\n\n"
        "Memory does not grow with the raster. Takes about a second for each square kilometre of 5 m cells on a laptop"
        " without a graphics card."
    )
    STACK, MODEL, TARGETS, WITHIN = "STACK", "MODEL", "TARGETS", "WITHIN"
    THRESHOLD, MIN_AREA, DEVICE = "THRESHOLD", "MIN_AREA", "DEVICE"
    OUTPUT_PROBABILITY, OUTPUT_MASK, OUTPUT_AREAS = "OUTPUT_PROBABILITY", "OUTPUT_MASK", "OUTPUT_AREAS"

    def initAlgorithm(self, configuration=None):
        double = QgsProcessingParameterNumber.Type.Double
        self.define(
            QgsProcessingParameterRasterLayer(self.STACK, tr("Feature stack")),
            tr("The raster made by Build feature stack, with the bands that the model was trained on."),
        )
        self.define(
            QgsProcessingParameterFile(self.MODEL, tr("Model"), fileFilter="Slipline model (*.safetensors)"),
            tr("The model file made by Tile and train."),
        )
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Targets"), [QgsProcessing.SourceType.TypeVectorPoint], optional=True
            ),
            tr("Coherent targets with a field velocity (mm/yr), for the areas' attributes; Hot spot's output adds Gi*."),
        )
        self.define(
            QgsProcessingParameterFeatureSource(self.WITHIN, tr("Within"), POLYGONS, optional=True),
            tr("Polygons inside which to predict. Empty: the whole stack."),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.THRESHOLD, tr("Threshold"), type=double, optional=True, minValue=0.01, maxValue=0.99
            ),
            tr("Probability from which a cell belongs to an area. Empty: the model's own, chosen on its validation ground."),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.MIN_AREA, tr("Minimum area (m2)"), type=double, defaultValue=DEFAULT_MIN_AREA_M2, minValue=0.0
            ),
            tr("Smaller areas are left out of the polygons, and smaller holes are filled."),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.DEVICE, tr("Device"), options=list(DEVICES), usesStaticStrings=True, defaultValue="auto"
            ),
            tr("auto: a graphics card where there is one, else the processor. cpu, cuda, mps: as named."), advanced=True,
        )
        self.define(
            QgsProcessingParameterRasterDestination(self.OUTPUT_PROBABILITY, tr("Probability")),
            tr("Probability of an active landslide, 0 to 1; null where motion could not have been seen."),
        )
        self.define(
            QgsProcessingParameterRasterDestination(self.OUTPUT_MASK, tr("Mask of predicted areas")),
            tr("1 inside areas, 0 outside, null where motion could not have been seen."),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_AREAS, tr("Predicted areas"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr("Boundaries with area, probability, velocities, terrain and a field for your review."),
        )

    def checkParameterValues(self, parameters, context):
        good, message = super().checkParameterValues(parameters, context)
        if not good:
            return good, message
        return self.core_check(lambda: read_card(self.parameterAsFile(parameters, self.MODEL, context)))

    def compute(self, parameters, context, progress):
        stack = raster_path(self, parameters, self.STACK, context)
        with RasterReader(stack) as reader:
            crs = reader.grid.crs
        targets = self.parameterAsSource(parameters, self.TARGETS, context)
        outputs = PredictionOutputs(
            self.parameterAsOutputLayer(parameters, self.OUTPUT_PROBABILITY, context),
            self.parameterAsOutputLayer(parameters, self.OUTPUT_MASK, context),
            self.parameterAsOutputLayer(parameters, self.OUTPUT_AREAS, context),
        )
        threshold = parameters.get(self.THRESHOLD)
        predict_boundaries(
            stack,
            self.parameterAsFile(parameters, self.MODEL, context),
            outputs,
            None if threshold in (None, "") else self.parameterAsDouble(parameters, self.THRESHOLD, context),
            self.parameterAsDouble(parameters, self.MIN_AREA, context),
            read_target_table(targets, crs, progress) if targets is not None else None,
            optional_polygons(self, parameters, self.WITHIN, crs, context, progress),
            self.parameterAsString(parameters, self.DEVICE, context),
            worker_python(),
            progress,
        )
        return {
            self.OUTPUT_PROBABILITY: outputs.probability, self.OUTPUT_MASK: outputs.mask, self.OUTPUT_AREAS: outputs.areas,
        }
