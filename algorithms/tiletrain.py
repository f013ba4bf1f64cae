"""Tile and train: a network from a feature stack and a few hand-drawn areas."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.raster import RasterReader
from ..core.training import TrainingData, choose_bands, train
from ..core.training_options import DEVICES, NETWORKS, PRESETS, SPLITS, TrainingOptions, options_for, paper_options
from .base import Algorithm, tr
from .layers import raster_path, read_polygons, required_polygons
from .worker_setting import worker_python

POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
_NUMBERS = {
    # for each: label, help, smallest, largest, has decimals, name in TrainingOptions
    "WIDTH": (tr("Width of the network"), tr("Channels of the network's first stage: wider networks learn more and take longer (time grows with its square)."), 2, 256, False, "width"),
    "TILE": (tr("Tile (cells)"), tr("Side of a tile in cells; a multiple of 16. A tile should hold most areas whole."), 32, 1024, False, "tile"),
    "OVERLAP": (tr("Overlap of tiles"), tr("Share of a tile that its neighbour repeats."), 0.0, 0.9, True, "overlap"),
    "EPOCHS": (tr("Epochs"), tr("How often the network sees as many tiles as the training ground holds."), 1, 10000, False, "epochs"),
    "BATCH": (tr("Batch"), tr("Tiles in one step; fewer need less memory."), 1, 1024, False, "batch"),
    "LEARNING_RATE": (tr("Learning rate"), tr("Step size of the optimiser; leave it empty unless you know why."), 1e-7, 1.0, True, "learning_rate"),
}


class TileTrain(Algorithm):
    """Reads the stack once, trains in the worker, scores on held-back blocks."""

    ID = "tiletrain"
    TITLE = tr("Tile and train")
    GROUP = ("boundaries", tr("3 Boundaries"))
    SUMMARY = tr(
        "Trains a network that draws boundaries as you draw them. It cuts the feature stack into tiles, holds back blocks of"
        " ground with a dead zone around them, learns on the rest, and scores itself on what it has not seen, beside two"
        " simple baselines.\n\n"
        "Needs: a feature stack, polygons of areas that you are sure of (20 or more; 50 are better), and PyTorch (see Check"
        " environment). Draw also WITHIN, polygons inside which you have drawn all areas: ground outside is then ignored"
        " instead of being learnt as stable.\n\n"
        "Gives: a model file, and a report to read before you trust it. Takes minutes on a small area to hours on a large"
        " one; a graphics card is used where there is one.\n\n"
        "Liang et al. (2023), Remote Sensing 15, 5262, sections 3.4 and 4; preset recommended goes beyond it."
    )
    STACK, AREAS, WITHIN, FEATURES, PRESET, NETWORK = "STACK", "AREAS", "WITHIN", "FEATURES", "PRESET", "NETWORK"
    SPLIT, SEED, DEVICE, START_FROM = "SPLIT", "SEED", "DEVICE", "START_FROM"
    OUTPUT_MODEL, OUTPUT_REPORT = "OUTPUT_MODEL", "OUTPUT_REPORT"

    def initAlgorithm(self, configuration=None):
        self._define_inputs()
        self._define_recipe()
        self.define(
            QgsProcessingParameterFileDestination(self.OUTPUT_MODEL, tr("Model"), fileFilter="Slipline model (*.safetensors)"),
            tr("The model file: weights and the card that says what it was trained on and what it is worth."),
        )
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_REPORT, tr("Training report"), fileFilter="HTML (*.html)", optional=True
            ),
            tr("A page with scores, split map, curves and examples."),
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
            tr("Polygons inside which the areas are complete. Ground outside is ignored. Empty: the whole stack is complete."),
        )
        self.define(
            QgsProcessingParameterString(self.FEATURES, tr("Features"), optional=True),
            tr("Names of the bands to learn from, separated by commas. Empty: those of the preset that the stack has."),
        )

    def _define_recipe(self):
        self.define(
            QgsProcessingParameterEnum(
                self.PRESET, tr("Preset"), options=list(PRESETS), usesStaticStrings=True, defaultValue="recommended"
            ),
            tr("recommended: the recipe that measured best. paper: the method of Liang et al. (2023) to the letter, with its random split (its scores are too good). Empty fields below take the preset's values."),
        )
        self._choice(self.NETWORK, tr("Network"), NETWORKS, tr("resunet: residual U-Net, recommended. unet: U-Net of the paper. unet_bn: the same with batch normalisation. segnet: SegNet of the paper."))
        paper, own = paper_options(), TrainingOptions()
        for name, (label, text, low, high, decimal, option) in _NUMBERS.items():
            kind = QgsProcessingParameterNumber.Type.Double if decimal else QgsProcessingParameterNumber.Type.Integer
            values = tr(" Empty: {own} (recommended) or {paper} (paper).").format(own=getattr(own, option), paper=getattr(paper, option))
            self.define(
                QgsProcessingParameterNumber(name, label, type=kind, optional=True, minValue=low, maxValue=high),
                text + values, advanced=name in ("OVERLAP", "BATCH", "LEARNING_RATE"),
            )
        self._choice(self.SPLIT, tr("Split"), SPLITS, tr("blocks: whole blocks of ground are held back, honest. random: tiles at random as in the paper; training and test ground overlap."))
        self.define(
            QgsProcessingParameterNumber(self.SEED, tr("Seed"), defaultValue=1, minValue=0),
            tr("The same seed and data give the same model on the same machine."), advanced=True,
        )
        self._choice(self.DEVICE, tr("Device"), DEVICES, tr("auto: a graphics card where there is one, else the processor. cpu, cuda, mps: as named."))
        self.define(
            QgsProcessingParameterFile(self.START_FROM, tr("Start from"), optional=True, fileFilter="Slipline model (*.safetensors)"),
            tr("A model to continue from (fine-tuning). Empty: from nothing."), advanced=True,
        )

    def _choice(self, name, label, options, text):
        self.define(
            QgsProcessingParameterEnum(name, label, options=list(options), usesStaticStrings=True, optional=True),
            text + tr(" Empty: as the preset has it."), advanced=True,
        )

    def checkParameterValues(self, parameters, context):
        tile = self._number(parameters, "TILE", context)
        if tile is not None and tile % 16:
            return False, tr("TILE is {tile}, but has to be a multiple of 16. Choose for example {better}.").format(
                tile=tile, better=max(32, round(tile / 16) * 16)
            )
        return super().checkParameterValues(parameters, context)

    def _number(self, parameters, name, context):
        """The value of an optional number, None where it is empty."""
        if parameters.get(name) in (None, ""):
            return None
        decimal = _NUMBERS[name][4]
        return (self.parameterAsDouble if decimal else self.parameterAsInt)(parameters, name, context)

    def _options(self, parameters, context) -> TrainingOptions:
        preset = self.parameterAsString(parameters, self.PRESET, context)
        chosen = {option: self._number(parameters, name, context) for name, (*_, option) in _NUMBERS.items()}
        for name in (self.NETWORK, self.SPLIT, self.DEVICE):
            chosen[name.lower()] = self.parameterAsString(parameters, name, context) or None
        chosen["seed"] = self.parameterAsInt(parameters, self.SEED, context)
        chosen["start_from"] = self.parameterAsFile(parameters, self.START_FROM, context) or None
        return options_for(preset, **chosen)

    def compute(self, parameters, context, progress):
        options = self._options(parameters, context)
        stack = raster_path(self, parameters, self.STACK, context)
        with RasterReader(stack) as reader:
            crs = reader.grid.crs
        names = self.parameterAsString(parameters, self.FEATURES, context)
        bands = choose_bands(stack, [name.strip() for name in names.split(",") if name.strip()], options.preset)
        areas = required_polygons(self, parameters, self.AREAS, crs, context, progress)
        within = self.parameterAsSource(parameters, self.WITHIN, context)
        limits = read_polygons(within, crs, context, progress, "within")[0] if within is not None else []
        model = self.parameterAsFileOutput(parameters, self.OUTPUT_MODEL, context)
        report = self.parameterAsFileOutput(parameters, self.OUTPUT_REPORT, context)
        train(TrainingData(stack, bands, areas, limits), options, model, report, worker_python(), progress)
        return {self.OUTPUT_MODEL: model, **({self.OUTPUT_REPORT: report} if report else {})}
