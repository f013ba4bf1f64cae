"""Compare feature sets: which inputs and which network serve best on this ground."""

from __future__ import annotations

import contextlib

from qgis.core import (
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...core.base.errors import InputError
from ...core.base.recipe_checks import check_recipe
from ...core.base.training_options import NETWORKS
from ...core.base.translation import tr
from ...core.comparison.compare import Comparison, compare
from ...core.gis.raster import RasterReader
from ...core.stack.feature_sets import EVERY_GROUP, FEATURE_SETS, with_groups
from ...core.training.data import TrainingData
from ..base import Algorithm
from ..layers import POLYGONS, optional_polygons, required_polygons, required_source, says_synthetic
from ..parameters.study_areas import define_study_areas, further_study_areas, on_ground, require_several
from ..parameters.training import bad_tile, define_recipe, recipe_options
from ..raster_layers import raster_path
from ..worker_setting import worker_python


class Compare(Algorithm):
    """Runs Tile and train for every combination."""

    ID = "compare"
    TITLE = tr("Compare feature sets")
    GROUP = ("assessment", tr("6 Assessment"))
    SHORT = tr("Which inputs and which network serve best on your ground (ablation study)")
    TAGS = tr(
        "landslide, ablation, experiment, feature importance, comparison, training, deep learning, U-Net, SegNet, "
        "segmentation, benchmark"
    )
    SUMMARY = tr(
        "Trains networks on several feature sets and says which set serves best on your ground: Tables 1 and 2 of "
        "Liang et al. (2023) on your own data. Use three random seeds or more before you believe a difference.\n\n"
        "Needs: the inputs of Tile and train, with a stack that holds every band of the sets. Gives: a table (CSV) and "
        "a report. Takes as long as all trainings together: sets x networks x seeds. Every finished training is kept "
        "in a file beside the table (.runs.json): if you stop the tool and run it again with the same parameters, it "
        "continues, and if you add sets, networks or seeds later, only these are trained."
    )
    STACK, AREAS, WITHIN, SETS, NETWORKS, SEEDS = "STACK", "AREAS", "WITHIN", "SETS", "NETWORKS", "SEEDS"
    OUTPUT, OUTPUT_REPORT, FIGURE = "OUTPUT", "OUTPUT_REPORT", "FIGURE"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterRasterLayer(self.STACK, tr("Feature stack")),
            tr("The raster made by Build feature stack. It must hold every band of the feature sets."),
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
        self._several(
            self.SETS,
            tr("Feature sets"),
            [*FEATURE_SETS, EVERY_GROUP],
            ["targets", "hotspot", "hotspot aspect"],
            tr(
                "Feature sets to compare. Each includes the image where the stack has one. They are listed in the "
                "paper's order. recommended: the bands that train best. groups: recommended alone and with each "
                "further raster of the stack (MORE_LAYERS, MORE_CLASSES), so that the report tells what each of them "
                "brings. Choose from: "
            )
            + ", ".join([*FEATURE_SETS, EVERY_GROUP])
            + ".",
        )
        self._several(
            self.NETWORKS,
            tr("Networks"),
            list(NETWORKS),
            ["unet"],
            tr("Network architectures to compare: resunet, unet, unet_bn, segnet."),
        )
        self.define(
            QgsProcessingParameterString(self.SEEDS, tr("Random seeds"), defaultValue="1"),
            tr(
                "Whole numbers separated by commas, for example 1,2,3. Each combination is trained once with each seed."
            ),
        )
        define_recipe(self, several=True)
        self._define_outputs()

    def _define_outputs(self):
        self.define(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Table of scores"), fileFilter="CSV (*.csv)"),
            tr(
                "One row for each training, in the paper's order: scores on held-back ground, pooled and averaged over "
                "blocks, with an interval, and on random tiles."
            ),
        )
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_REPORT, tr("Comparison report"), fileFilter="HTML (*.html)", optional=True
            ),
            tr(
                "The same scores as a page. It says which differences are larger than the noise, and shows the same "
                "tiles under two models."
            ),
        )
        self.define(
            QgsProcessingParameterString(self.FIGURE, tr("Report: rows to draw"), optional=True),
            tr(
                "Rows whose predictions the report draws side by side, as Figure 14 of the paper: its numbers, "
                "separated by commas, for example IV,XIII, or network and set, for example resunet recommended. "
                "Empty: IV and XIII where they are compared, else the first row and the best of the others."
            ),
            advanced=True,
        )

    def _several(self, name, label, options, default, text):
        self.define(
            QgsProcessingParameterEnum(
                name, label, options=options, allowMultiple=True, usesStaticStrings=True, defaultValue=default
            ),
            text,
        )

    def checkParameterValues(self, parameters, context):
        sentence = bad_tile(self, parameters, context)
        if sentence:
            return False, sentence
        good, sentence = self.core_check(lambda: self._check(parameters, context))
        return super().checkParameterValues(parameters, context) if good else (False, sentence)

    def _check(self, parameters, context):
        self._seeds(parameters, context)
        options = recipe_options(self, parameters, context)
        require_several(self, parameters, context, options)
        check_recipe(options, self.parameterAsEnumStrings(parameters, self.NETWORKS, context))

    def _seeds(self, parameters, context):
        text = self.parameterAsString(parameters, self.SEEDS, context)
        seeds = [item.strip() for item in text.split(",") if item.strip()]
        if not seeds or not all(item.isdigit() for item in seeds):
            raise InputError(
                tr("SEEDS is '{text}'. Give whole numbers separated by commas, for example 1,2,3."), text=text
            )
        return [int(item) for item in seeds]

    def compute(self, parameters, context, progress):
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        report = self.parameterAsFileOutput(parameters, self.OUTPUT_REPORT, context)
        pictured = [name.strip() for name in self.parameterAsString(parameters, self.FIGURE, context).split(",")]
        options = recipe_options(self, parameters, context)
        with contextlib.ExitStack() as opened:
            stack = opened.enter_context(RasterReader(raster_path(self, parameters, self.STACK, context)))
            data = self._data(parameters, stack, context, progress, opened)
            comparison = Comparison(
                sets=with_groups(self.parameterAsEnumStrings(parameters, self.SETS, context), stack),
                networks=self.parameterAsEnumStrings(parameters, self.NETWORKS, context),
                seeds=self._seeds(parameters, context),
                pictured=list(filter(None, pictured)),
            )
            compare(data, comparison, options, output, report, worker_python(), progress)
        return {self.OUTPUT: output, **({self.OUTPUT_REPORT: report} if report else {})}

    def _data(self, parameters, stack, context, progress, opened):
        """What to train on; each set brings its own bands. `opened` closes the stacks of further study areas."""
        crs, bounds = stack.grid.crs, stack.grid.bounds

        def drawn(of_crs):
            return required_polygons(self, parameters, self.AREAS, of_crs, context, progress), [], []

        areas, further = drawn(crs)[0], further_study_areas(self, parameters, context, progress, drawn, opened)
        within = optional_polygons(self, parameters, self.WITHIN, crs, context, progress, bounds)
        return TrainingData(
            stack=stack,
            bands=(),
            areas=on_ground(areas, bounds) if further else areas,
            within=on_ground(within, bounds) if further else within,
            further=further,
            synthetic=says_synthetic(required_source(self, parameters, self.AREAS, context)),
        )
