"""Tile and train: a network from a feature stack and a few hand-drawn areas."""

from __future__ import annotations

import contextlib
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...core.base.recipe_checks import check_recipe
from ...core.base.starting_model import NOTHING
from ...core.base.translation import tr
from ...core.gis.raster import RasterReader
from ...core.stack.bands import choose_bands
from ...core.training.beginning import begun
from ...core.training.data import TrainingData, TrainingOutputs
from ...core.training.train import train
from ..base import Algorithm
from ..kept_files import free_name, is_temporary, lasting_folder, model_and_report
from ..layers import POLYGONS, optional_polygons, polygons_of, required_source, says_synthetic
from ..parameter_files import files_behind
from ..parameters.confidence import define_confidence, sure_areas
from ..parameters.study_areas import (
    after_decisions,
    common_bands,
    define_study_areas,
    further_study_areas,
    on_ground,
    require_several,
)
from ..parameters.training import bad_tile, define_recipe, recipe_options
from ..raster_layers import raster_path
from ..worker_setting import worker_python


class TileTrain(Algorithm):
    """Reads the stack once, trains in the worker, scores on held-back blocks."""

    ID = "tiletrain"
    TITLE = tr("Tile and train")
    GROUP = ("training", tr("4 Training"))
    SHORT = tr("Train a segmentation network (U-Net) on landslides that you drew")
    TAGS = tr(
        "landslide, training, train, deep learning, machine learning, neural network, U-Net, ResUNet, SegNet, "
        "segmentation, semantic segmentation, tiles, PyTorch, model, AI, fine-tuning"
    )
    SUMMARY = tr(
        "Trains a network that draws boundaries as you draw them. It cuts the feature stack into tiles, holds back "
        "blocks of ground with a dead zone around them, learns on the rest, and scores itself on what it has not seen, "
        "beside simple maps: candidate areas, fast targets, the hot spot map above a threshold, and a classifier of "
        "single cells.\n\nNeeds: a feature stack, polygons of areas that you are sure of (20 or more; 50 are better; a "
        "few are left out in turn where no ground can be held back), and PyTorch (see Check environment). Also draw "
        "the fully mapped ground, polygons inside which you have drawn every area: ground outside is then ignored "
        "instead of being learnt as stable.\n\nGives: a model file, and a report to read before you trust the model. "
        "It takes minutes on a small area to hours on a large one; a graphics card is used where there is one.\n\n"
        "Liang et al. (2023), Remote Sensing 15, 5262, sections 3.4 and 4; the preset "
        "recommended goes beyond it."
    )
    STACK, AREAS, WITHIN, FEATURES, START_FROM = "STACK", "AREAS", "WITHIN", "FEATURES", "START_FROM"
    MORE_AREAS, CONFIDENCE_FIELD, MIN_CONFIDENCE = "MORE_AREAS", "CONFIDENCE_FIELD", "MIN_CONFIDENCE"
    OUTPUT_MODEL, OUTPUT_REPORT, OUTPUT_SPLIT = "OUTPUT_MODEL", "OUTPUT_REPORT", "OUTPUT_SPLIT"
    DECIDED, OUTPUT_DOUBTS = "DECIDED", "OUTPUT_DOUBTS"

    def initAlgorithm(self, configuration=None):
        self._define_inputs()
        define_recipe(self)
        self.define(
            QgsProcessingParameterFile(
                self.START_FROM,
                tr("Start from an existing model"),
                optional=True,
                fileFilter=tr("Slipline model (*.safetensors)") + f";;({NOTHING})",  # the word passes QGIS' check too
            ),
            tr(
                "A model to fine-tune, also with other features: features that it does not know start at zero. Or an "
                "interrupted training (*.unfinished.safetensors, beside its model), which continues where it stopped, "
                "with its own recipe. Empty: with fewer than 20 areas the starting model that comes with Slipline, "
                "which then keeps what it knows and learns from your areas; else a new model. nothing: a new model, "
                "however few areas there are."
            ),
            advanced=True,
        )
        self._define_outputs()

    def _define_outputs(self):
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_MODEL, tr("Model"), fileFilter=tr("Slipline model (*.safetensors)")
            ),
            tr(
                "The model file, for Predict boundaries. It also records what the network was trained on and its "
                "scores. Without a name it is kept beside the feature stack, never in a temporary folder; the log says "
                "where."
            ),
        )
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_REPORT, tr("Training report"), fileFilter="HTML (*.html)", optional=True
            ),
            tr(
                "A page with scores and their intervals, simple maps for comparison, areas by size, outlines in "
                "metres, calibration, map of the split, curves and examples."
            ),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_SPLIT,
                tr("Training, validation and test ground"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            tr(
                "Polygons of the ground that was used for training, validation and testing. After the final training "
                "on all ground (refit), the model has learnt from all of it."
            ),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_DOUBTS,
                tr("Labels to look at"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            tr(
                "Areas that you may have forgotten (network and candidate areas see them, nobody drew them) and "
                "outlines that the ground contradicts (nothing moves in them). The final training (refit) does not "
                "learn from them. Open the layer in the review panel, decide, and give it to the next training."
            ),
        )

    def _define_inputs(self):
        self.define(
            QgsProcessingParameterRasterLayer(self.STACK, tr("Feature stack")),
            tr("The raster made by Build feature stack. Its bands are found by their names."),
        )
        self.define(
            QgsProcessingParameterFeatureSource(self.AREAS, tr("Areas drawn by hand"), POLYGONS),
            tr("Polygons of landslides, or other areas that move abnormally, that you drew."),
        )
        self.define(
            QgsProcessingParameterFeatureSource(self.WITHIN, tr("Fully mapped ground"), POLYGONS, optional=True),
            tr(
                "Polygons inside which you drew every area. Ground outside is ignored. Empty: the whole stack is fully "
                "mapped."
            ),
        )
        define_study_areas(self)
        self.define(
            QgsProcessingParameterMultipleLayers(
                self.MORE_AREAS, tr("Outlines by other mappers"), POLYGONS[0], optional=True
            ),
            tr(
                "The same ground, drawn by other people. Where mappers disagree, nothing is learnt or scored; the "
                "report says how far they agree."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterFeatureSource(self.DECIDED, tr("Labels that you looked at"), POLYGONS, optional=True),
            tr(
                "The layer Labels to look at of an earlier training, after you reviewed it. Forgotten areas that you "
                "accepted are learnt, contradicted outlines that you rejected are not, and no label that you decided "
                "on is doubted again."
            ),
            advanced=True,
        )
        define_confidence(self)
        self.define(
            QgsProcessingParameterString(self.FEATURES, tr("Features"), optional=True),
            tr(
                "Names of the bands to learn from, separated by commas. Empty: the bands of the preset that the stack "
                "has."
            ),
        )

    def checkParameterValues(self, parameters, context):
        sentence = bad_tile(self, parameters, context)
        good, sentence = (False, sentence) if sentence else self.core_check(lambda: self._check(parameters, context))
        return super().checkParameterValues(parameters, context) if good else (False, sentence)

    def _check(self, parameters, context):
        options = recipe_options(self, parameters, context)
        check_recipe(options)
        require_several(self, parameters, context, options)

    def suggested_outputs(self, values, context):
        """Model and report beside the stack."""
        return model_and_report(values[self.STACK], context)

    def kept_model(self, parameters, context, progress):
        """Where the model goes: never only into the temporary folder, for it took long to train."""
        asked = self.parameterAsFileOutput(parameters, self.OUTPUT_MODEL, context)
        if not is_temporary(asked):
            return asked
        inputs = [parameters[self.STACK], parameters[self.AREAS]]
        stem = Path(files_behind(inputs[0], context)[0]).stem
        kept = free_name(lasting_folder(inputs, context), f"{stem}_model.safetensors")
        progress.message(tr("The model is kept as {path}.").format(path=kept))
        return kept

    def compute(self, parameters, context, progress):
        options = recipe_options(self, parameters, context)
        start_from, typed = self.parameterAsFile(parameters, self.START_FROM, context), self._typed(parameters)
        model = self.kept_model(parameters, context, progress)
        report = self.parameterAsFileOutput(parameters, self.OUTPUT_REPORT, context)
        split = self.parameterAsOutputLayer(parameters, self.OUTPUT_SPLIT, context) or ""
        doubts = self.parameterAsOutputLayer(parameters, self.OUTPUT_DOUBTS, context) or ""
        outputs = TrainingOutputs(model=model, report=report, split=split, doubts=doubts)
        with contextlib.ExitStack() as opened:
            stack = opened.enter_context(RasterReader(raster_path(self, parameters, self.STACK, context)))
            data = self._data(parameters, stack, options.preset, context, progress, opened)
            data, options = begun(data, options, start_from, typed, progress)
            train(data, options, outputs, worker_python(), progress)
        results = {
            self.OUTPUT_MODEL: model,
            self.OUTPUT_REPORT: report,
            self.OUTPUT_SPLIT: split,
            self.OUTPUT_DOUBTS: doubts,
        }
        return {name: path for name, path in results.items() if path}

    def _data(self, parameters, stack, preset, context, progress, opened):
        """What to train on; `opened` closes the stacks of further study areas."""
        crs, bounds = stack.grid.crs, stack.grid.bounds
        names = self.parameterAsString(parameters, self.FEATURES, context)
        bands = choose_bands(stack, [name.strip() for name in names.split(",") if name.strip()], preset)
        drawn = self._areas(parameters, crs, context, progress)
        further = further_study_areas(
            self, parameters, context, progress, lambda other: self._areas(parameters, other, context, progress), opened
        )
        if further:
            bands = common_bands(bands, bool(names.strip()), further, progress)
            drawn = tuple(on_ground(one, bounds) for one in drawn)
        areas, uncertain, decided = drawn
        experts = [
            polygons_of(layer, crs, context, progress)
            for layer in self.parameterAsLayerList(parameters, self.MORE_AREAS, context)
        ]
        within = optional_polygons(self, parameters, self.WITHIN, crs, context, progress, bounds)
        within = on_ground(within, bounds) if further else within
        synthetic = says_synthetic(required_source(self, parameters, self.AREAS, context))
        return TrainingData(
            stack=stack,
            bands=bands,
            areas=areas,
            within=within,
            synthetic=synthetic,
            experts=experts,
            uncertain=uncertain,
            decided=decided,
            further=further,
        )

    def _typed(self, parameters):
        """Names of the options that the user chose, of those that fine-tuning would choose otherwise."""
        names = {name: name.lower() for name in ("WIDTH", "NETWORK", "EPOCHS", "LEARNING_RATE", "MIRRORED")}
        chosen = {**names, self.FEATURES: "bands"}
        return {option for name, option in chosen.items() if parameters.get(name) not in (None, "")}

    def _areas(self, parameters, crs, context, progress):
        """Areas to learn from, those that are too uncertain for it, and those that somebody looked at."""
        areas, uncertain = sure_areas(self, parameters, crs, context, progress)
        areas, decided = after_decisions(self, parameters, self.DECIDED, areas, crs, context, progress)
        return areas, uncertain, decided
