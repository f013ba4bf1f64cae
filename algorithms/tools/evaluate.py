"""Evaluate boundaries: predicted against reference areas."""

from __future__ import annotations

import contextlib

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
)

from ...core.base.errors import InputError
from ...core.base.translation import tr
from ...core.evaluation.evaluate import EvaluationOutputs, evaluate_boundaries
from ...core.evaluation.inputs import EvaluationInputs, Origin, grid_over_polygons
from ...core.gis.crs import metric_crs_for
from ...core.gis.raster import RasterReader
from ..base import Algorithm
from ..layers import (
    POLYGONS,
    optional_polygons,
    optional_source,
    read_polygons,
    read_target_table,
    require_crs,
    required_source,
    says_synthetic,
    wkt,
)
from ..raster_layers import raster_path

DEFAULT_CELL_M = 5.0
NOTHING = tr("The layer of reference areas has no polygon. There is nothing to compare with.")


class Evaluate(Algorithm):
    """Scores of cells, areas and outlines, beside simple baselines."""

    ID = "evaluate"
    TITLE = tr("Evaluate boundaries")
    GROUP = ("assessment", tr("6 Assessment"))
    SHORT = tr("Precision, recall, IoU and outline distances of predicted against reference areas")
    TAGS = tr(
        "landslide, accuracy, validation, evaluation, precision, recall, F1, IoU, confusion, scores, calibration, "
        "assessment, compare polygons"
    )
    SUMMARY = tr(
        "Says how good predicted areas are, compared with reference areas: precision, recall, F1 and IoU of cells; how "
        "many areas were found and how many are false, by size, density of targets and sensitivity; how far the "
        "outlines are apart in metres, also at crown and toe; and how certain all these scores are.\n\nNeeds: two "
        "polygon layers. It says more with the fully mapped ground (where every reference area was drawn, and on which "
        "the model was not trained: after a refit this excludes all of your training ground), with the probability "
        "raster (quality of the ranking, calibration), and with a feature stack or targets: these give two simple "
        "maps, fast targets with a buffer and the hot spot map above a threshold, which are scored beside the "
        "prediction.\n\nGives: a report, the scores as JSON, and a layer that shows each area as matched, missed or "
        "false. Reference areas where motion could not have been observed count as missed, and the report states their "
        "share.\n\nPyTorch is not used. It takes about a second for a million cells, three with the simple maps."
    )
    PREDICTED, REFERENCE, WITHIN = "PREDICTED", "REFERENCE", "WITHIN"
    APART = ((PREDICTED, REFERENCE),)
    PROBABILITY, STACK, TARGETS, CELL = "PROBABILITY", "STACK", "TARGETS", "CELL"
    OUTPUT, OUTPUT_SCORES, OUTPUT_MATCHES = "OUTPUT", "OUTPUT_SCORES", "OUTPUT_MATCHES"

    def initAlgorithm(self, configuration=None):
        self._define_inputs()
        self._define_outputs()

    def _define_inputs(self):
        self.define(
            QgsProcessingParameterFeatureSource(self.PREDICTED, tr("Predicted areas"), POLYGONS),
            tr("Polygons made by Predict boundaries, or from any other source. A layer without polygons scores 0."),
        )
        self.define(
            QgsProcessingParameterFeatureSource(self.REFERENCE, tr("Reference areas"), POLYGONS),
            tr("Polygons that count as the truth, for example drawn by hand."),
        )
        self.define(
            QgsProcessingParameterFeatureSource(self.WITHIN, tr("Fully mapped ground"), POLYGONS, optional=True),
            tr(
                "Polygons inside which every reference area was drawn. Only this ground is scored. Empty: the whole "
                "raster, or the extent of both layers."
            ),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.PROBABILITY, tr("Probability raster"), optional=True),
            tr(
                "Probability raster made by Predict boundaries (its band probability, or its only band; 0 to 1), for "
                "AUPRC and calibration. It also says on which ground its model was trained: scores on that ground are "
                "stamped LEAKY."
            ),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.STACK, tr("Feature stack"), optional=True),
            tr(
                "The feature stack, to make the simple maps for comparison. Its elevation distinguishes crown from "
                "toe, its sensitivity says what the radar could see."
            ),
        )
        point = [QgsProcessing.SourceType.TypeVectorPoint]
        self.define(
            QgsProcessingParameterFeatureSource(self.TARGETS, tr("Coherent targets"), point, optional=True),
            tr(
                "Coherent targets with a field velocity (mm/yr), for the simple map of fast targets. Empty: the "
                "stack's band targets or velocity is used."
            ),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.CELL,
                tr("Cell size (m)"),
                type=QgsProcessingParameterNumber.Type.Double,
                defaultValue=DEFAULT_CELL_M,
                minValue=0.01,
            ),
            tr(
                "Size of the cells that are counted. Only used where neither a probability raster nor a stack is given."
            ),
            advanced=True,
        )

    def _define_outputs(self):
        self.define(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Evaluation report"), fileFilter="HTML (*.html)"),
            tr("Scores, map and explanations as one HTML file."),
        )
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_SCORES,
                tr("Scores (JSON)"),
                fileFilter="JSON (*.json)",
                optional=True,
                createByDefault=False,
            ),
            tr("All scores, for use in scripts. A score that is not defined is null."),
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT_MATCHES,
                tr("Matched areas"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            tr(
                "Every reference and predicted area as matched, missed or false, with its best overlap and the "
                "distance between the outlines."
            ),
        )

    def compute(self, parameters, context, progress):
        predicted = required_source(self, parameters, self.PREDICTED, context)
        reference = required_source(self, parameters, self.REFERENCE, context)
        require_crs(predicted, tr("predicted areas"))
        require_crs(reference, tr("reference areas"))
        outputs = EvaluationOutputs(
            self.parameterAsFileOutput(parameters, self.OUTPUT, context),
            self.parameterAsFileOutput(parameters, self.OUTPUT_SCORES, context),
            self.parameterAsOutputLayer(parameters, self.OUTPUT_MATCHES, context) or "",
        )
        with contextlib.ExitStack() as files:
            rasters = [
                files.enter_context(RasterReader(raster_path(self, parameters, name, context)))
                if parameters.get(name) not in (None, "")
                else None
                for name in (self.PROBABILITY, self.STACK)
            ]
            inputs, origin = self._inputs(parameters, predicted, reference, rasters, context, progress)
            evaluate_boundaries(inputs, origin, outputs, progress)
        results = {
            self.OUTPUT: outputs.report,
            self.OUTPUT_SCORES: outputs.scores,
            self.OUTPUT_MATCHES: outputs.matches,
        }
        return {name: path for name, path in results.items() if path}

    def _inputs(self, parameters, predicted, reference, rasters, context, progress):
        """What is compared, and where it comes from; `rasters` are the probability and the stack, or None."""
        given = [raster for raster in rasters if raster is not None]
        within = optional_source(self, parameters, self.WITHIN, context)
        targets = optional_source(self, parameters, self.TARGETS, context)
        crs = given[0].grid.crs if given else _crs_of(reference)
        areas = read_polygons(reference, crs, context, progress, tr("reference areas"))[0]
        if not areas:
            raise InputError(NOTHING)
        guesses = read_polygons(predicted, crs, context, progress, tr("predicted areas"))[0]
        if given:
            grid = given[0].grid
        else:
            grid = grid_over_polygons([*areas, *guesses], crs, self.parameterAsDouble(parameters, self.CELL, context))
        inputs = EvaluationInputs(
            grid=grid,
            predicted=guesses,
            reference=areas,
            within=optional_polygons(self, parameters, self.WITHIN, crs, context, progress, grid.bounds) or None,
            probability=rasters[0],
            stack=rasters[1],
            targets=read_target_table(targets, crs, progress) if targets is not None else None,
        )
        origin = Origin(
            predicted=predicted.sourceName(),
            reference=reference.sourceName(),
            within=within.sourceName() if within is not None else "",
            cell_m=grid.cell_m,
            synthetic=any(raster.says_synthetic() for raster in given) or says_synthetic(reference),
        )
        return inputs, origin


def _crs_of(reference):
    """A metric CRS at the middle of the reference areas."""
    box = reference.sourceExtent()
    if box.isEmpty():
        raise InputError(NOTHING)
    return metric_crs_for([box.center().x()], [box.center().y()], wkt(reference.sourceCrs()))
