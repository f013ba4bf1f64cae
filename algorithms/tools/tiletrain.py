"""Tile and train: a network from a feature stack and a few hand-drawn areas."""

from __future__ import annotations

import os

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...core.base.errors import InputError
from ...core.base.recipe_checks import check_recipe
from ...core.base.translation import tr
from ...core.gis.raster import RasterReader
from ...core.stack.bands import choose_bands
from ...core.training.data import TrainingData, TrainingOutputs
from ...core.training.train import train
from ..base import Algorithm
from ..layers import (
    POLYGONS,
    optional_polygons,
    polygons_of,
    raster_path,
    read_polygons,
    required_polygons,
    required_source,
    says_synthetic,
)
from ..training_parameters import bad_tile, define_recipe, recipe_options
from ..worker_setting import worker_python


class TileTrain(Algorithm):
    """Reads the stack once, trains in the worker, scores on held-back blocks."""

    ID = "tiletrain"
    TITLE = tr("Tile and train")
    GROUP = ("boundaries", tr("3 Boundaries"))
    SUMMARY = tr(
        "Trains a network that draws boundaries as you draw them. It cuts the feature stack into tiles, holds "
        "back blocks of"
        " ground with a dead zone around them, learns on the rest, and scores itself on what it has not seen, beside"
        " three simple maps: fast targets, the thresholded hot spot map, a classifier of single cells.\n\n"
        "Needs: a feature stack, polygons of areas that you are sure of (20 or more; 50 are better), and PyTorch "
        "(see Check"
        " environment). Draw also WITHIN, polygons inside which you have drawn all areas: ground outside is then "
        "ignored"
        " instead of being learnt as stable.\n\n"
        "Gives: a model file, and a report to read before you trust it. Takes minutes on a small area to hours "
        "on a large"
        " one; a graphics card is used where there is one.\n\n"
        "Liang et al. (2023), Remote Sensing 15, 5262, sections 3.4 and 4; preset recommended goes beyond it."
    )
    STACK, AREAS, WITHIN, FEATURES, START_FROM = "STACK", "AREAS", "WITHIN", "FEATURES", "START_FROM"
    MORE_AREAS, CONFIDENCE_FIELD, MIN_CONFIDENCE = "MORE_AREAS", "CONFIDENCE_FIELD", "MIN_CONFIDENCE"
    OUTPUT_MODEL, OUTPUT_REPORT, OUTPUT_SPLIT = "OUTPUT_MODEL", "OUTPUT_REPORT", "OUTPUT_SPLIT"

    def initAlgorithm(self, configuration=None):
        self._define_inputs()
        define_recipe(self)
        self.define(
            QgsProcessingParameterFile(
                self.START_FROM, tr("Start from"), optional=True, fileFilter=tr("Slipline model (*.safetensors)")
            ),
            tr(
                "A model to fine-tune, also with other features: those that it does not know begin at zero. Or "
                "an interrupted training (*.unfinished.safetensors, beside its model): it goes on where it was, "
                "with its own recipe. Empty: from nothing."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_MODEL, tr("Model"), fileFilter=tr("Slipline model (*.safetensors)")
            ),
            tr("The model file: weights and the card that says what it was trained on and what it is worth."),
        )
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_REPORT, tr("Training report"), fileFilter="HTML (*.html)", optional=True
            ),
            tr(
                "A page with scores and their intervals, simple maps beside them, areas by size, outlines in "
                "metres, calibration, split map, curves and examples."
            ),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_SPLIT,
                tr("Split"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            tr(
                "The ground that trained, validated and tested, as polygons. After the refit (REFIT) the model "
                "has learnt from all of it."
            ),
        )

    def _define_inputs(self):
        self.define(
            QgsProcessingParameterRasterLayer(self.STACK, tr("Feature stack")),
            tr("The raster made by Build feature stack; its bands are found by their names."),
        )
        self.define(
            QgsProcessingParameterFeatureSource(self.AREAS, tr("Areas"), POLYGONS),
            tr("Polygons of areas that move abnormally, drawn by you."),
        )
        self.define(
            QgsProcessingParameterFeatureSource(self.WITHIN, tr("Within"), POLYGONS, optional=True),
            tr(
                "Polygons inside which the areas are complete. Ground outside is ignored. Empty: the whole stack "
                "is complete."
            ),
        )
        self.define(
            QgsProcessingParameterMultipleLayers(
                self.MORE_AREAS, tr("Areas of other people"), POLYGONS[0], optional=True
            ),
            tr(
                "The same ground, drawn by others. Where people differ nothing is learnt or scored; how far they "
                "agree is said."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterField(
                self.CONFIDENCE_FIELD,
                tr("Field of confidence"),
                parentLayerParameterName=self.AREAS,
                optional=True,
                type=QgsProcessingParameterField.DataType.Numeric,
            ),
            tr("How sure you are of each of the areas. Empty: of all alike."),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterNumber(
                self.MIN_CONFIDENCE,
                tr("Smallest confidence"),
                type=QgsProcessingParameterNumber.Type.Double,
                defaultValue=0.5,
            ),
            tr(
                "Areas with less in the field of confidence are neither learnt nor scored, and are no stable "
                "ground either."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterString(self.FEATURES, tr("Features"), optional=True),
            tr("Names of the bands to learn from, separated by commas. Empty: those of the preset that the stack has."),
        )

    def checkParameterValues(self, parameters, context):
        sentence = bad_tile(self, parameters, context)
        good, sentence = (
            (False, sentence)
            if sentence
            else self.core_check(lambda: check_recipe(recipe_options(self, parameters, context)))
        )
        return super().checkParameterValues(parameters, context) if good else (False, sentence)

    def compute(self, parameters, context, progress):
        start_from = self.parameterAsFile(parameters, self.START_FROM, context)
        options = recipe_options(
            self, parameters, context, start_from=os.path.abspath(start_from) if start_from else None
        )
        stack = raster_path(self, parameters, self.STACK, context)
        with RasterReader(stack) as reader:
            crs = reader.grid.crs
        names = self.parameterAsString(parameters, self.FEATURES, context)
        bands = choose_bands(stack, [name.strip() for name in names.split(",") if name.strip()], options.preset)
        areas, uncertain = self._areas(parameters, crs, context, progress)
        experts = [
            polygons_of(layer, crs, context, progress)
            for layer in self.parameterAsLayerList(parameters, self.MORE_AREAS, context)
        ]
        within = optional_polygons(self, parameters, self.WITHIN, crs, context, progress)
        model = self.parameterAsFileOutput(parameters, self.OUTPUT_MODEL, context)
        report = self.parameterAsFileOutput(parameters, self.OUTPUT_REPORT, context)
        split = self.parameterAsOutputLayer(parameters, self.OUTPUT_SPLIT, context) or ""
        synthetic = says_synthetic(required_source(self, parameters, self.AREAS, context))
        data = TrainingData(stack, bands, areas, within, synthetic, experts, uncertain)
        train(data, options, TrainingOutputs(model, report, split), worker_python(), progress)
        results = {self.OUTPUT_MODEL: model, self.OUTPUT_REPORT: report, self.OUTPUT_SPLIT: split}
        return {name: path for name, path in results.items() if path}

    def _areas(self, parameters, crs, context, progress):
        """Areas to learn from, and those that are too uncertain for it."""
        areas = required_polygons(self, parameters, self.AREAS, crs, context, progress)
        field = self.parameterAsString(parameters, self.CONFIDENCE_FIELD, context)
        if not field:
            return areas, []
        source = required_source(self, parameters, self.AREAS, context)
        areas, values = read_polygons(source, crs, context, progress, tr("areas"), (field,))
        least = self.parameterAsDouble(parameters, self.MIN_CONFIDENCE, context)
        sure = [value is None or value >= least for value in (plain_number(value) for value in values[field])]
        chosen = [area for area, good in zip(areas, sure) if good]
        if not chosen:
            raise InputError(
                tr(
                    "None of the {count} areas has a confidence of {least} or more in the field {field}. Choose "
                    "a smaller MIN_CONFIDENCE."
                ),
                count=len(areas),
                least=least,
                field=field,
            )
        return chosen, [area for area, good in zip(areas, sure) if not good]


def plain_number(value):
    """An attribute as a number; None where it is NULL."""
    return float(value) if isinstance(value, (int, float)) else None
