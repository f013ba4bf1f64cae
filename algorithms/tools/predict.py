"""Predict boundaries: a trained network draws the areas of a stack."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
)

from ...core.areas.rules import AreaRules
from ...core.base.model_card import open_model
from ...core.base.starting_model import FEW_AREAS, STARTING_MODEL
from ...core.base.training_options import DEVICES, MOST_FOLDS
from ...core.base.translation import tr
from ...core.gis.raster import RasterReader
from ...core.prediction.floor import AUTO, BEST, require_no_deviation
from ...core.prediction.inputs import PredictionInputs
from ...core.prediction.predict import PredictionOutputs, predict_boundaries, require_coarse_limit
from ...core.prediction.sources import asked_without, require_reasons
from ..base import Algorithm
from ..layers import POLYGONS, optional_polygons, optional_source, read_target_table
from ..parameter_files import is_asked_for
from ..parameters.area_rules import define_area_rules, define_number
from ..raster_layers import raster_path
from ..worker_setting import worker_python


class Predict(Algorithm):
    """Streams a stack through the worker, then polygonises."""

    ID = "predict"
    TITLE = tr("Predict boundaries")
    GROUP = ("prediction", tr("5 Prediction"))
    SHORT = tr("Boundaries of active landslides, drawn by a trained network")
    TAGS = tr(
        "landslide, prediction, inference, mapping, detection, boundary, outline, inventory, segmentation, deep "
        "learning, U-Net, probability, mask, polygonize, deformation, InSAR"
    )
    SUMMARY = tr(
        "Draws the boundaries of areas that move abnormally, with a model made by Tile and train. Without a model, "
        "the starting model that comes with Slipline draws a first picture: a screening by a network that has never "
        "seen your ground.\n\nNeeds: a feature stack with the bands that the model was trained on (found by name), "
        "and PyTorch (see Check environment). With coherent targets, the areas also get velocities.\n\nGives: a "
        "probability raster, a mask, and polygons with the attributes of an inventory. Null means that motion could "
        "not have been observed there, for lack of targets: it never means stable. The areas are a draft for you to "
        "review.\n\nMemory does not grow with the raster. An interrupted prediction of a large area continues where "
        "it stopped when you run the tool again with the same inputs, parameters and outputs. It takes about a "
        "second for each square kilometre of 5 m cells on a laptop without a graphics card."
    )
    STACK, MODEL, TARGETS, WITHIN = "STACK", "MODEL", "TARGETS", "WITHIN"
    THRESHOLD, SEED_THRESHOLD, MIN_AREA, MERGE, SMOOTH = "THRESHOLD", "SEED_THRESHOLD", "MIN_AREA", "MERGE", "SMOOTH"
    BEST = "BEST"
    DEVICE, TURNS, MEMBERS, COARSE_TO_FINE = "DEVICE", "TURNS", "MEMBERS", "COARSE_TO_FINE"
    MOST_ADDED, SPLIT_AREAS = "MOST_ADDED", "SPLIT_AREAS"
    WHY_HERE, OUTPUT_SHARES = "WHY_HERE", "OUTPUT_SHARES"
    OUTPUT_DEVIATION = "OUTPUT_DEVIATION"
    OUTPUT_PROBABILITY, OUTPUT_MASK, OUTPUT_AREAS = "OUTPUT_PROBABILITY", "OUTPUT_MASK", "OUTPUT_AREAS"
    OUTPUT_LINES = "OUTPUT_LINES"

    def initAlgorithm(self, configuration=None):
        self._define_inputs()
        define_area_rules(self)
        self._define_outputs()

    def _define_inputs(self):
        self.define(
            QgsProcessingParameterRasterLayer(self.STACK, tr("Feature stack")),
            tr("The raster made by Build feature stack, with the bands that the model was trained on."),
        )
        self.define(
            QgsProcessingParameterFile(
                self.MODEL, tr("Trained model"), optional=True, fileFilter=tr("Slipline model (*.safetensors)")
            ),
            tr(
                "The model file made by Tile and train. Empty: the starting model that comes with Slipline, a "
                "screening for the first day, before any area is drawn. It has learnt from invented ground alone and "
                "has never seen yours; it needs hotspot, velocity and density in the stack, reads slopes where there "
                "is a DEM, and no image. A model that was trained with facing_east and facing_north "
                "suits only targets of the same orbit direction, ascending or descending."
            ),
        )
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Coherent targets"), [QgsProcessing.SourceType.TypeVectorPoint], optional=True
            ),
            tr(
                "Points with a field velocity (mm/yr). They give the areas their velocities; the targets made by Hot "
                "spot also give Gi*."
            ),
        )
        self.define(
            QgsProcessingParameterFeatureSource(self.WITHIN, tr("Ground to predict"), POLYGONS, optional=True),
            tr("Polygons inside which boundaries are predicted. Empty: the whole stack."),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.BEST,
                tr("Draw a simple map where it scored better"),
                options=list(BEST),
                usesStaticStrings=True,
                defaultValue=AUTO,
            ),
            tr(
                "While a model is trained, its network is compared with simple maps (candidate areas, fast targets, "
                "the hot spot map above a threshold) on ground that was held back. yes: where the network was not "
                "better, the best simple map is drawn instead, with the settings that the model keeps. no: the "
                "network always draws. auto: yes for models of fewer than {few} drawn areas; their simple map is the "
                "candidate areas of Hot spot. The log says first which is drawn."
            ).format(few=FEW_AREAS),
        )
        self._define_pace()

    def _define_pace(self):
        self.define(
            QgsProcessingParameterEnum(
                self.DEVICE, tr("Computer: device"), options=list(DEVICES), usesStaticStrings=True, defaultValue="auto"
            ),
            tr("auto: a graphics card if there is one, else the processor. cpu, cuda or mps: this device."),
            advanced=True,
        )

        self.define(
            QgsProcessingParameterBoolean(self.TURNS, tr("Average over 8 rotations and flips"), defaultValue=False),
            tr(
                "The network sees each tile in eight positions, with the directions of the slopes turned accordingly, "
                "and the probabilities are averaged. This is a little more accurate and eight times as slow."
            ),
            advanced=True,
        )

        self.define(
            QgsProcessingParameterNumber(
                self.MEMBERS,
                tr("Ensemble members used"),
                type=QgsProcessingParameterNumber.Type.Integer,
                optional=True,
                minValue=1,
                maxValue=MOST_FOLDS,
            ),
            tr(
                "For a model with several networks (trained with folds): how many of them are used. Their "
                "probabilities are averaged, and each takes its time. 1: a single network, the fastest. Empty: all "
                "networks of the model."
            ),
            advanced=True,
        )
        define_number(
            self,
            self.COARSE_TO_FINE,
            tr("Fast two-pass mode: refine above probability"),
            (0.0, 0.9),
            None,
            tr(
                "Up to four times as fast where areas are rare. The first pass uses tiles side by side; only where it "
                "finds this probability or more, a second pass uses overlapping tiles, as the normal mode does "
                "everywhere. Elsewhere the result of the first pass stays: edges of tiles may show in the probability "
                "there, always below this value. The value has to be well below the threshold; a quarter of the "
                "threshold is a cautious choice. A higher value is faster, but an area that the first pass does not "
                "find at all is lost. Empty or 0: normal mode."
            ),
            advanced=True,
        )
        self._define_reasons()

    def _define_reasons(self):
        self.define(
            QgsProcessingParameterBoolean(
                self.WHY_HERE, tr("Explain: contribution of image, terrain and motion"), defaultValue=False
            ),
            tr(
                "The network is asked again without each source in turn: image, terrain, motion, and each further "
                "raster. The areas then tell the share of each in their probability (share_image, share_terrain, "
                "share_motion), by how many metres the outline shifts without it (shift_image ...; negative: further "
                "in), which one gives half or more (main_source), and without which there is no area (gone_without). "
                "Image and terrain are null then, as in training with missing layers (MISSING); without the motion "
                "the targets stand still. What two sources say alike counts for neither. With three sources this "
                "takes four times as long."
            ),
            advanced=True,
        )

    def _define_outputs(self):
        self.define(
            QgsProcessingParameterRasterDestination(self.OUTPUT_PROBABILITY, tr("Probability")),
            tr("Probability of an active landslide, 0 to 1. It is null where motion could not have been observed."),
        )
        self.define(
            QgsProcessingParameterRasterDestination(self.OUTPUT_MASK, tr("Mask of predicted areas")),
            tr(
                "1 where the probability reaches the threshold, 0 where it does not, 255 (null) where motion could not "
                "have been observed, 254 outside Ground to predict, where nobody looked."
            ),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_AREAS, tr("Predicted areas"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr(
                "Boundaries with size, probability, velocities, terrain, visibility, a field for your review, and a "
                "quality class. Class 1: the area has at least 5 targets, they move in one direction, their median "
                "speed is at least 2 mm/yr, and the mean probability reaches the seed threshold. Each condition that "
                "is not met makes the class one worse; without targets it is 4."
            ),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_LINES,
                tr("Inner and outer lines"),
                QgsProcessing.SourceType.TypeVectorLine,
                optional=True,
                createByDefault=False,
            ),
            tr(
                "Lines of 90 % probability inside and 10 % around each area. They are close together where the "
                "boundary is sharp, and far apart where it is vague; the boundary itself lies between them. The outer "
                "line is open where the probability stays above 10 % for more than 100 m. With a probability threshold "
                "above 0.9 there are no inner lines, below 0.1 no outer ones."
            ),
        )

        self._define_doubts()

    def _define_doubts(self):
        self.define(
            QgsProcessingParameterRasterDestination(
                self.OUTPUT_DEVIATION, tr("Standard deviation of the probability"), optional=True, createByDefault=False
            ),
            tr(
                "Band 1 (deviation): how much the predictions differ between the networks of an ensemble, between the "
                "8 rotations and flips, or both, 0 to 0.5. Large values: the model is uncertain, and more areas to "
                "learn from would mend that. Band 2 (label_noise): the uncertainty that stays where all of them agree, "
                "after the calibration: two experts would draw differently there, or what is measured does not tell. "
                "More areas would not mend it. The square root of the sum of both squares is the whole uncertainty."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterRasterDestination(
                self.OUTPUT_SHARES, tr("Share of each source"), optional=True, createByDefault=False
            ),
            tr(
                "For each source a band with its share in the probability, 0 to 1, where the probability reaches the "
                "threshold. Red: motion, green: terrain, blue: image. With this output, WHY_HERE counts as chosen."
            ),
            advanced=True,
        )

    def checkParameterValues(self, parameters, context):
        good, message = super().checkParameterValues(parameters, context)
        return self.core_check(lambda: self._check(parameters, context)) if good else (good, message)

    def _check(self, parameters, context):
        """Refuse what the model cannot give, before any work."""
        model, best = self._model(parameters, context), self.parameterAsString(parameters, self.BEST, context)
        coarse = self._given(parameters, self.COARSE_TO_FINE, context) or 0.0
        require_coarse_limit(coarse, self._rules(parameters, context, model))
        require_no_deviation(model, best, is_asked_for(parameters.get(self.OUTPUT_DEVIATION), context))
        if self._asks_why(parameters, context):
            require_reasons(model, best, coarse)

    def _given(self, parameters, name, context):
        """A number, or None where it is left empty."""
        return None if parameters.get(name) in (None, "") else self.parameterAsDouble(parameters, name, context)

    def _asks_why(self, parameters, context):
        """Whether the areas tell what each source gives."""
        shares = is_asked_for(parameters.get(self.OUTPUT_SHARES), context)
        return shares or self.parameterAsBool(parameters, self.WHY_HERE, context)

    def _members(self, parameters, context):
        return (
            0 if parameters.get(self.MEMBERS) in (None, "") else self.parameterAsInt(parameters, self.MEMBERS, context)
        )

    def _model(self, parameters, context):
        return open_model(self.parameterAsFile(parameters, self.MODEL, context) or STARTING_MODEL)

    def _rules(self, parameters, context, model):
        """How areas are drawn: the model's threshold where none is given."""

        def given(name):
            return self._given(parameters, name, context)

        threshold = given(self.THRESHOLD)
        return AreaRules(
            threshold=float(model.card["threshold"]) if threshold is None else threshold,
            min_area_m2=self.parameterAsDouble(parameters, self.MIN_AREA, context),
            seed=given(self.SEED_THRESHOLD),
            merge_m=self.parameterAsDouble(parameters, self.MERGE, context),
            smooth_m=given(self.SMOOTH),
            most_added=self.parameterAsDouble(parameters, self.MOST_ADDED, context) / 100.0,
            split=self.parameterAsBool(parameters, self.SPLIT_AREAS, context),
        )

    def compute(self, parameters, context, progress):
        outputs = PredictionOutputs(
            probability=self.parameterAsOutputLayer(parameters, self.OUTPUT_PROBABILITY, context),
            mask=self.parameterAsOutputLayer(parameters, self.OUTPUT_MASK, context),
            areas=self.parameterAsOutputLayer(parameters, self.OUTPUT_AREAS, context),
            lines=self.parameterAsOutputLayer(parameters, self.OUTPUT_LINES, context) or "",
            deviation=self.parameterAsOutputLayer(parameters, self.OUTPUT_DEVIATION, context) or "",
            shares=self.parameterAsOutputLayer(parameters, self.OUTPUT_SHARES, context) or "",
        )
        targets = optional_source(self, parameters, self.TARGETS, context)
        with RasterReader(raster_path(self, parameters, self.STACK, context)) as stack:
            inputs = self._inputs(parameters, context, stack, progress)
            rules = self._rules(parameters, context, inputs.model)
            table = read_target_table(targets, stack.grid.crs, progress) if targets is not None else None
            predict_boundaries(inputs, outputs, rules, table, worker_python(), progress)
        results = {
            self.OUTPUT_PROBABILITY: outputs.probability,
            self.OUTPUT_MASK: outputs.mask,
            self.OUTPUT_AREAS: outputs.areas,
            self.OUTPUT_LINES: outputs.lines,
            self.OUTPUT_DEVIATION: outputs.deviation,
            self.OUTPUT_SHARES: outputs.shares,
        }
        return {name: path for name, path in results.items() if path}

    def _inputs(self, parameters, context, stack, progress):
        grid, model = stack.grid, self._model(parameters, context)
        why = self._asks_why(parameters, context)
        return PredictionInputs(
            stack=stack,
            model=model,
            within=optional_polygons(self, parameters, self.WITHIN, grid.crs, context, progress, grid.bounds),
            device=self.parameterAsString(parameters, self.DEVICE, context),
            turns=self.parameterAsBool(parameters, self.TURNS, context),
            members=self._members(parameters, context),
            coarse_limit=self._given(parameters, self.COARSE_TO_FINE, context) or 0.0,
            best=self.parameterAsString(parameters, self.BEST, context) or AUTO,
            without=asked_without(model.card, stack.names) if why else (),
        )
