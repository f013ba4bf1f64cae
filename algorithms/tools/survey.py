"""Survey by map sheets: the chain over a whole country, in a process of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputFile,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...core.base.errors import Cancelled, InputError, TorchMissing
from ...core.base.translation import tr
from ...core.display.map_style import write_map_style
from ...core.display.styles import write_style
from ...core.files.outputs import write_text
from ...core.gis.raster import RasterReader
from ...core.targets.importing import USUAL_COHERENCE
from ...core.worker.survey_process import plan_text, run_survey, survey_python
from ..base import Algorithm
from ..kept_files import folder_beside
from ..layers import wkt
from ..raster_layers import optional_raster_path
from ..worker_setting import worker_python

RUN, PLAN, STATUS, COLLECT = "run", "plan", "status", "collect"
MADE = {"HOTSPOT": "hotspot", "CANDIDATES": "candidates", "PROBABILITY": "probability", "AREAS": "areas"}
_NUMBER = QgsProcessingParameterNumber.Type


class Survey(Algorithm):
    """Hot spots, candidate areas and predicted areas of a country, sheet by sheet."""

    ID = "survey"
    TITLE = tr("Survey by map sheets")
    GROUP = ("survey", tr("9 Whole countries"))
    SHORT = tr("Hot spots and areas of a whole country, sheet by sheet, on one computer or a cluster")
    TAGS = tr(
        "landslide, InSAR, country, national, large, map sheets, tiles, Dask, cluster, SLURM, batch, resume, EGMS, "
        "inventory"
    )
    SUMMARY = tr(
        "Runs the chain over ground that is too large for one run: the targets are sorted into map sheets on the "
        "disk, and each sheet gets its Gi*, hot spot map and, with an image, an elevation model and a model, its "
        "feature stack and prediction. The result is the same as in a single run: Gi* compares with all targets of "
        "the whole ground, and an area that crosses sheets is one area.\n\nNeeds a folder of targets in any format "
        "that Import coherent targets reads, and a raster to align to, or an extent and a cell size. It runs in a "
        "Python of its own with dask and GDAL: the command make survey makes it in the folder of Slipline's "
        "sources.\n\nGives virtual rasters, the areas, an inventory page, and the plan that a cluster can run "
        "(python -m slipline.survey run). What is finished is kept: run the tool again with the same parameters and "
        "folder to go on after a stop. A million targets take about two minutes of one core."
    )
    FOLDER, GRID, EXTENT, TARGET_CRS, CELL, SHEET = "FOLDER", "GRID", "EXTENT", "TARGET_CRS", "CELL", "SHEET"
    DISTANCE, BANDWIDTH, MIN_COHERENCE, MIN_AREA = "DISTANCE", "BANDWIDTH", "MIN_COHERENCE", "MIN_AREA"
    IMAGE, DEM, MODEL, ACTION, WORKERS = "IMAGE", "DEM", "MODEL", "ACTION", "WORKERS"
    SCHEDULER, PYTHON, LOAD, OUTPUT = "SCHEDULER", "PYTHON", "LOAD", "OUTPUT"

    def initAlgorithm(self, configuration=None):
        folder, file = QgsProcessingParameterFile.Behavior.Folder, QgsProcessingParameterFile.Behavior.File
        self.define(
            QgsProcessingParameterFile(self.FOLDER, tr("Folder of targets"), behavior=folder),
            tr(
                "All files of targets in it are read, each as Import coherent targets reads it. All of them must come "
                "from one orbit."
            ),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.GRID, tr("Align to raster"), optional=True),
            tr("The results get exactly the cells of this raster. Empty: a grid over the extent, in the given CRS."),
        )
        self.define(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
            tr("Ground of the survey, where no raster is given."),
        )
        self.define(
            QgsProcessingParameterCrs(self.TARGET_CRS, tr("CRS of the grid"), optional=True),
            tr("A CRS in metres on the ground, such as UTM, where no raster is given."),
        )
        self._number(self.CELL, tr("Cell size (m)"), 10.0, tr("Where no raster is given."), least=0.01)
        self._number(
            self.DISTANCE,
            tr("Distance band (m)"),
            150.0,
            tr(
                "Targets up to this distance apart are neighbours in Gi*. Hot spot on a part of the ground proposes "
                "one."
            ),
            least=1.0,
        )
        self._number(
            self.BANDWIDTH,
            tr("Kernel bandwidth (m)"),
            None,
            tr("Radius of the kernel of the hot spot map. Empty: the same as the distance band."),
        )
        self._define_stack(file)
        self._define_running(file)
        self.define(
            QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Folder of the survey")),
            tr(
                "Holds the plan, the finished steps and the results. The steps take about 200 bytes for each target, "
                "and the rasters up to 8 bytes for each cell."
            ),
        )
        self.addOutput(QgsProcessingOutputRasterLayer("HOTSPOT", tr("Hot spot map")))
        self.addOutput(QgsProcessingOutputVectorLayer("CANDIDATES", tr("Candidate areas")))
        self.addOutput(QgsProcessingOutputRasterLayer("PROBABILITY", tr("Probability")))
        self.addOutput(QgsProcessingOutputVectorLayer("AREAS", tr("Predicted areas")))
        self.addOutput(QgsProcessingOutputFile("PAGE", tr("Inventory page")))
        self.addOutput(QgsProcessingOutputFile("PLAN", tr("Plan")))

    def _number(self, name, label, default, text, advanced=False, least=0.0, kind=_NUMBER.Double):
        parameter = QgsProcessingParameterNumber(
            name, label, type=kind, defaultValue=default, optional=default is None, minValue=least
        )
        self.define(parameter, text, advanced)

    def _define_stack(self, file):
        self.define(
            QgsProcessingParameterRasterLayer(self.IMAGE, tr("Image"), optional=True),
            tr("For the feature stack of a model that judges image bands: one file or one virtual raster."),
        )
        self.define(
            QgsProcessingParameterRasterLayer(self.DEM, tr("Elevation model (DEM)"), optional=True),
            tr("For the feature stack: one file or one virtual raster."),
        )
        self.define(
            QgsProcessingParameterFile(
                self.MODEL, tr("Trained model"), behavior=file, extension="safetensors", optional=True
            ),
            tr("A model of Tile and train. Empty: hot spots and candidate areas only."),
        )

    def _define_running(self, file):
        self.define(
            QgsProcessingParameterEnum(
                self.ACTION,
                tr("What to do"),
                options=[RUN, PLAN, STATUS, COLLECT],
                usesStaticStrings=True,
                defaultValue=RUN,
            ),
            tr(
                "run: write the plan, do what is not finished, and collect; plan: write the plan, check every input "
                "and say what it will cost; status: say what is finished, for example while a cluster works on the "
                "same folder; collect: join what is finished."
            ),
        )
        self._define_sheets()
        self._define_cluster(file)

    def _define_sheets(self):
        whole = _NUMBER.Integer
        self._number(
            self.SHEET,
            tr("Map sheets: cells along a side"),
            8192,
            tr("Larger sheets have less overlap and need more memory. The result is the same."),
            True,
            16,
            whole,
        )
        self._number(
            self.MIN_COHERENCE,
            tr("Minimum coherence"),
            USUAL_COHERENCE,
            tr("Targets below it are removed; 0 keeps all."),
            True,
        )
        self._number(
            self.MIN_AREA,
            tr("Minimum area (m2)"),
            10000.0,
            tr("Smaller areas are left out, smaller holes filled."),
            True,
        )
        self._number(
            self.WORKERS,
            tr("Processes"),
            0,
            tr("Processes that work at the same time on this computer; 0: as many as its cores and memory allow."),
            True,
            0,
            whole,
        )

    def _define_cluster(self, file):
        self.define(
            QgsProcessingParameterString(self.SCHEDULER, tr("Address of a Dask scheduler"), optional=True),
            tr("For example tcp://10.0.0.1:8786: a cluster that runs already does the work. Empty: this computer."),
            advanced=True,
        )
        interpreter = QgsProcessingParameterFile(self.PYTHON, tr("Python of surveys"), behavior=file, optional=True)
        interpreter.setFileFilter("")  # QGIS' own, *.*, refuses names without an ending
        self.define(
            interpreter,
            tr(
                "Interpreter that has dask, distributed and GDAL. Empty: that of the environment variable "
                "SLIPLINE_SURVEY_PYTHON, else the worker's."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterBoolean(self.LOAD, tr("Open the results afterwards"), defaultValue=True),
            tr("Opens the hot spot map, the candidate areas, and the predicted areas with their probability."),
        )

    def checkParameterValues(self, parameters, context):
        if not parameters.get(self.GRID):
            crs = self.parameterAsCrs(parameters, self.TARGET_CRS, context)
            if not parameters.get(self.EXTENT) or not crs.isValid():
                return False, tr("Give a raster to align to, or an extent and a CRS for the grid.")
        return super().checkParameterValues(parameters, context)

    def suggested_outputs(self, values, context):
        """A folder beside that of the targets: a survey takes long, and goes on from what lies there."""
        return folder_beside(values[self.FOLDER], "survey")

    def compute(self, parameters, context, progress):
        folder = Path(self.parameterAsString(parameters, self.OUTPUT, context))
        action = self.parameterAsEnumString(parameters, self.ACTION, context)
        python = survey_python(self.parameterAsString(parameters, self.PYTHON, context), _worker_or_none())
        folder.mkdir(parents=True, exist_ok=True)
        plan = folder / "plan.toml"
        if action in (RUN, PLAN):
            write_text(str(plan), plan_text(self._sections(parameters, context)), at_once=True)
        elif not plan.exists():
            raise InputError(
                tr("There is no plan in {folder}. Choose the folder of a survey, or run it first."), folder=str(folder)
            )
        words = [action, str(plan)]
        if action == RUN:
            workers = self.parameterAsInt(parameters, self.WORKERS, context)
            scheduler = self.parameterAsString(parameters, self.SCHEDULER, context)
            words += ["--collect", "--workers", str(workers), *(["--scheduler", scheduler] if scheduler else [])]
        try:
            made = run_survey(python, words, progress)
        except Cancelled:
            kept = tr("Cancelled. What is finished is kept in {folder}: run the tool again to go on.")
            raise Cancelled(kept.format(folder=folder)) from None
        return {self.OUTPUT: str(folder), "PLAN": str(plan), **self._shown(made, parameters, context)}

    def _shown(self, made, parameters, context):
        """Outputs with their styles; they are loaded where that is wanted."""
        outputs = {name: made[key] for name, key in MADE.items() if key in made}
        if "page" in made:
            outputs["PAGE"] = made["page"]
        if "HOTSPOT" in outputs:
            write_map_style(outputs["HOTSPOT"], _limit(outputs["HOTSPOT"]), "z")
            write_style(outputs["CANDIDATES"], "candidate_areas")
        if "AREAS" in outputs:
            write_style(outputs["AREAS"], "areas")
        if self.parameterAsBool(parameters, self.LOAD, context) and context.project() is not None:
            for name in (one for one in MADE if one in outputs):
                title = self.outputDefinition(name).description()
                details = QgsProcessingContext.LayerDetails(title, context.project(), name)
                details.forceName = True
                context.addLayerToLoadOnCompletion(outputs[name], details)
        return outputs

    def _sections(self, parameters, context):
        """The sections of the plan."""

        def number(name):
            given = parameters.get(name, self.parameterDefinition(name).defaultValue())
            return None if given in (None, "") else self.parameterAsDouble(parameters, name, context)

        grid = optional_raster_path(self, parameters, self.GRID, context)
        ground = {"RASTER": grid} if grid else self._extent(parameters, context)
        image, dem = (optional_raster_path(self, parameters, name, context) for name in (self.IMAGE, self.DEM))
        model = self.parameterAsFile(parameters, self.MODEL, context)
        sections = {
            "survey": {"TARGETS": self.parameterAsFile(parameters, self.FOLDER, context), "FOLDER": "."},
            "grid": {**ground, "SHEET": self.parameterAsInt(parameters, self.SHEET, context)},
            "importtargets": {"MIN_COHERENCE": number(self.MIN_COHERENCE)},
            "hotspot": {
                "DISTANCE": number(self.DISTANCE),
                "BANDWIDTH": number(self.BANDWIDTH),
                "MIN_AREA": number(self.MIN_AREA),
            },
        }
        if image or dem or model:
            sections["featurestack"] = {"IMAGE": image, "DEM": dem, "FEATURE_SET": "standard"}
        if model:
            sections["predict"] = {"MODEL": model, "MIN_AREA": number(self.MIN_AREA)}
        return sections

    def _extent(self, parameters, context):
        crs = self.parameterAsCrs(parameters, self.TARGET_CRS, context)
        box = self.parameterAsExtent(parameters, self.EXTENT, context, crs)
        return {
            "CRS": wkt(crs),
            "EXTENT": [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()],
            "CELL": self.parameterAsDouble(parameters, self.CELL, context),
        }


def _worker_or_none():
    try:
        return worker_python()
    except TorchMissing:
        return None


def _limit(path) -> float:
    """About the largest magnitude in a map: the limit of its colours."""
    with RasterReader(path) as reader:
        sizes = [np.abs(reader.read(window)[0, ::8, ::8]) for window in reader.grid.windows()[:64]]
    return max((float(np.nanmax(size)) for size in sizes if np.isfinite(size).any()), default=0.0)
