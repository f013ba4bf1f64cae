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

from ...core.areas.rules import SMOOTH_CELLS, AreaRules
from ...core.base.model_card import read_card
from ...core.base.training_options import DEVICES, MOST_FOLDS
from ...core.base.translation import tr
from ...core.gis.raster import RasterReader
from ...core.prediction.predict import PredictionOutputs, predict_boundaries, require_coarse_limit
from ...core.prediction.probability import PredictionInputs
from ..base import Algorithm
from ..layers import POLYGONS, optional_polygons, optional_source, raster_path, read_target_table
from ..worker_setting import worker_python


class Predict(Algorithm):
    """Streams a stack through the worker, then polygonises."""

    ID = "predict"
    TITLE = tr("Predict boundaries")
    GROUP = ("boundaries", tr("3 Boundaries"))
    SUMMARY = tr(
        "Draws the boundaries of areas that move abnormally, with a model made by Tile and train.\n\n"
        "Needs: a feature stack with the bands that the model was trained on (found by name), the model, and "
        "PyTorch (see"
        " Check environment). TARGETS adds velocities to the areas' attributes.\n\n"
        "Gives: a probability raster, a mask, and polygons with what an inventory needs. Null means that motion "
        "could not"
        " have been seen there, for lack of targets: it never means stable. The areas are a draft for you to "
        "review.\n\n"
        "Memory does not grow with the raster. An interrupted prediction of a large area goes on where it "
        "stopped when the tool is run"
        " again with the same inputs, parameters and outputs. Takes about a second for each square kilometre of "
        "5 m cells on a laptop"
        " without a graphics card."
    )
    STACK, MODEL, TARGETS, WITHIN = "STACK", "MODEL", "TARGETS", "WITHIN"
    THRESHOLD, SEED_THRESHOLD, MIN_AREA, MERGE, SMOOTH = "THRESHOLD", "SEED_THRESHOLD", "MIN_AREA", "MERGE", "SMOOTH"
    DEVICE, TURNS, MEMBERS, COARSE_TO_FINE = "DEVICE", "TURNS", "MEMBERS", "COARSE_TO_FINE"
    OUTPUT_DEVIATION = "OUTPUT_DEVIATION"
    OUTPUT_PROBABILITY, OUTPUT_MASK, OUTPUT_AREAS = "OUTPUT_PROBABILITY", "OUTPUT_MASK", "OUTPUT_AREAS"
    OUTPUT_LINES = "OUTPUT_LINES"

    def initAlgorithm(self, configuration=None):
        self._define_inputs()
        self._define_areas()
        self._define_outputs()

    def _define_inputs(self):
        self.define(
            QgsProcessingParameterRasterLayer(self.STACK, tr("Feature stack")),
            tr("The raster made by Build feature stack, with the bands that the model was trained on."),
        )
        self.define(
            QgsProcessingParameterFile(self.MODEL, tr("Model"), fileFilter=tr("Slipline model (*.safetensors)")),
            tr(
                "The model file made by Tile and train. Use a model that was trained with facing_east and "
                "facing_north only for targets of the same orbit direction, ascending or descending."
            ),
        )
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Targets"), [QgsProcessing.SourceType.TypeVectorPoint], optional=True
            ),
            tr(
                "Coherent targets with a field velocity (mm/yr), for the areas' attributes; Hot spot's output adds Gi*."
            ),
        )
        self.define(
            QgsProcessingParameterFeatureSource(self.WITHIN, tr("Within"), POLYGONS, optional=True),
            tr("Polygons inside which to predict. Empty: the whole stack."),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.DEVICE, tr("Device"), options=list(DEVICES), usesStaticStrings=True, defaultValue="auto"
            ),
            tr("auto: a graphics card where there is one, else the processor. cpu, cuda, mps: as named."),
            advanced=True,
        )

        self.define(
            QgsProcessingParameterBoolean(
                self.TURNS, tr("Judge the ground in all eight positions"), defaultValue=False
            ),
            tr(
                "The network sees each tile turned and mirrored, directions of slopes turned too, and the mean "
                "counts: a little more certain,"
                " and eight times as slow."
            ),
            advanced=True,
        )

        self.define(
            QgsProcessingParameterNumber(
                self.MEMBERS,
                tr("Members that judge"),
                type=QgsProcessingParameterNumber.Type.Integer,
                optional=True,
                minValue=1,
                maxValue=MOST_FOLDS,
            ),
            tr(
                "How many networks of a model that was trained with FOLDS judge the ground; the mean counts, and "
                "each takes its time."
                " 1: one network alone, for speed. Empty: all that the model has."
            ),
            advanced=True,
        )
        self._define_number(
            self.COARSE_TO_FINE,
            tr("Coarse to fine: full effort from a probability of"),
            (0.0, 0.9),
            None,
            tr(
                "Up to four times as fast where areas are rare. The ground is judged by tiles side by side "
                "first; only where these see"
                " this probability or more, it is judged by overlapping tiles, as all of it is otherwise. "
                "Elsewhere the first judgement"
                " stays: the probability may show the tiles' edges there, always below this value. Has to lie "
                "well below the threshold: a quarter"
                " of it is a cautious choice. The higher, the quicker; an area that the first pass does not see "
                "at all is lost. Empty or"
                " 0: full effort everywhere."
            ),
            advanced=True,
        )

    def _define_areas(self):
        self._define_number(
            self.THRESHOLD,
            tr("Threshold"),
            (0.01, 0.99),
            None,
            tr(
                "Probability from which a cell belongs to an area. Empty: the model's own, fitted on ground that "
                "was held back from its training."
            ),
        )
        self._define_number(
            self.MIN_AREA,
            tr("Minimum area (m2)"),
            (0.0, None),
            AreaRules.min_area_m2,
            tr(
                "Smaller areas are left out of the polygons, and smaller holes are filled, also where motion "
                "could not have been seen: a"
                " hole would read as stable ground. The mask stays null there."
            ),
        )
        self._define_number(
            self.SEED_THRESHOLD,
            tr("Seed threshold"),
            (0.01, 1.0),
            None,
            tr(
                "Probability that an area must reach somewhere: areas that are nowhere sure are left out. Empty: "
                "40 % of the way"
                " from the threshold to 1, which is 0.7 for a threshold of 0.5. The same as the threshold: "
                "nothing is left out."
            ),
            advanced=True,
        )
        self._define_number(
            self.MERGE,
            tr("Merge distance (m)"),
            (0.0, 500.0),
            AreaRules.merge_m,
            tr("Areas that are closer become one, and narrower bays are closed. 0: areas stay as the model drew them."),
            advanced=True,
        )
        self._define_number(
            self.SMOOTH,
            tr("Smoothing (m)"),
            (0.0, None),
            None,
            tr(
                "Bends of the outlines that are shorter vanish; areas change by less than 1 %, never cross "
                "themselves and never"
                " overlap. Empty: {cells:g} cells. 0: only the stairs of the cells vanish."
            ).format(cells=SMOOTH_CELLS),
            advanced=True,
        )

    def _define_number(self, name, label, limits, default, help_text, advanced=False):
        """A number; without a default it may be left empty."""
        low, high = limits
        number = QgsProcessingParameterNumber(
            name, label, type=QgsProcessingParameterNumber.Type.Double, optional=default is None, defaultValue=default
        )
        number.setMinimum(low)
        if high is not None:
            number.setMaximum(high)
        self.define(number, help_text, advanced)

    def _define_outputs(self):
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
            tr(
                "Boundaries with size, probability, velocities, terrain, visibility, a field for your review, "
                "and a quality class: 1 where"
                " an area has at least 5 targets, which move one way, by 2 mm/yr or more (median), and a mean "
                "probability of the seed"
                " threshold or more; one class worse for each that is missing, 4 without targets."
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
                "Lines at a probability of 90 % inside and of 10 % around each area: close together where the "
                "boundary is sharp,"
                " far apart where it is vague. The area's own boundary lies between them. The outer line is open "
                "where the probability"
                " stays above 10 % for more than 100 m. With a threshold above 0.9 there are no inner lines, "
                "with one below 0.1 no outer ones."
            ),
        )

        self.define(
            QgsProcessingParameterRasterDestination(
                self.OUTPUT_DEVIATION, tr("Standard deviation of the probability"), optional=True, createByDefault=False
            ),
            tr(
                "How far the judgements lie apart, of the members of a model trained with FOLDS, of the eight "
                "positions with TURNS, or of both:"
                " 0 to 0.5. Large values: the model is not sure."
            ),
            advanced=True,
        )

    def checkParameterValues(self, parameters, context):
        good, message = super().checkParameterValues(parameters, context)
        if not good:
            return good, message
        coarse = self._given(parameters, self.COARSE_TO_FINE, context) or 0.0
        return self.core_check(lambda: require_coarse_limit(coarse, self._rules(parameters, context)))

    def _given(self, parameters, name, context):
        """A number, or None where it is left empty."""
        return None if parameters.get(name) in (None, "") else self.parameterAsDouble(parameters, name, context)

    def _members(self, parameters, context):
        return (
            0 if parameters.get(self.MEMBERS) in (None, "") else self.parameterAsInt(parameters, self.MEMBERS, context)
        )

    def _rules(self, parameters, context):
        """How areas are drawn: the model's threshold where none is given."""

        def given(name):
            return self._given(parameters, name, context)

        card, threshold = read_card(self.parameterAsFile(parameters, self.MODEL, context)), given(self.THRESHOLD)
        return AreaRules(
            float(card["threshold"]) if threshold is None else threshold,
            self.parameterAsDouble(parameters, self.MIN_AREA, context),
            given(self.SEED_THRESHOLD),
            self.parameterAsDouble(parameters, self.MERGE, context),
            given(self.SMOOTH),
        )

    def compute(self, parameters, context, progress):
        stack = raster_path(self, parameters, self.STACK, context)
        with RasterReader(stack) as reader:
            crs = reader.grid.crs
        targets = optional_source(self, parameters, self.TARGETS, context)
        outputs = PredictionOutputs(
            self.parameterAsOutputLayer(parameters, self.OUTPUT_PROBABILITY, context),
            self.parameterAsOutputLayer(parameters, self.OUTPUT_MASK, context),
            self.parameterAsOutputLayer(parameters, self.OUTPUT_AREAS, context),
            self.parameterAsOutputLayer(parameters, self.OUTPUT_LINES, context) or "",
            self.parameterAsOutputLayer(parameters, self.OUTPUT_DEVIATION, context) or "",
        )
        inputs = PredictionInputs(
            stack,
            self.parameterAsFile(parameters, self.MODEL, context),
            optional_polygons(self, parameters, self.WITHIN, crs, context, progress),
            self.parameterAsString(parameters, self.DEVICE, context),
            self.parameterAsBool(parameters, self.TURNS, context),
            self._members(parameters, context),
            self._given(parameters, self.COARSE_TO_FINE, context) or 0.0,
        )
        table = read_target_table(targets, crs, progress) if targets is not None else None
        predict_boundaries(inputs, outputs, self._rules(parameters, context), table, worker_python(), progress)
        results = {
            self.OUTPUT_PROBABILITY: outputs.probability,
            self.OUTPUT_MASK: outputs.mask,
            self.OUTPUT_AREAS: outputs.areas,
            self.OUTPUT_LINES: outputs.lines,
            self.OUTPUT_DEVIATION: outputs.deviation,
        }
        return {name: path for name, path in results.items() if path}
