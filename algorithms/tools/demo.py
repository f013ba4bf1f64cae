"""Tool: create a demo study area."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputFile,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
)

from ...core.base.translation import tr
from ...core.demo.recipe import ORBITS, SIZES
from ...core.demo.write import ASCENDING_TARGETS, create_demo
from ..base import Algorithm

FILES = {
    "IMAGE": "image.tif",
    "DEM": "dem.tif",
    "AREAS": "areas.gpkg",
    "TRAIN_AREA": "train_area.gpkg",
    "TEST_AREA": "test_area.gpkg",
    "TARGETS": "targets.csv",
    "TARGETS_ASCENDING": ASCENDING_TARGETS,
    "INTERFEROGRAMS": "interferograms_synthetic.zip",
}
OPENED = ("TEST_AREA", "TRAIN_AREA", "AREAS", "DEM", "IMAGE")


class Demo(Algorithm):
    """A synthetic study area with every input of the chain."""

    ID = "demo"
    TITLE = tr("Create demo study area")
    GROUP = ("setup", tr("0 Set up"))
    SHORT = tr("Invented study area with every input, to try the whole chain")
    TAGS = tr("demo, example, sample data, synthetic, test data, tutorial, landslide, InSAR")
    SUMMARY = tr(
        "Makes a small invented study area with every input, to try the whole chain: coherent targets, an optical "
        "image, an elevation model, landslides as experts would draw them, training ground and test ground.\n\nIt "
        "needs no input. Nothing in it is real, and scores on it say nothing about real ground. As with real data, the "
        "layers differ in coordinate system and cell size, and there are moving places that are not landslides, old "
        "landslides that no longer move, outliers and gaps. The same random seed gives the same data.\n\nIt takes "
        "about 5 seconds for the small size, 20 seconds for the medium and several minutes for the large one."
    )
    SIZE = "SIZE"
    SEED = "SEED"
    ORBITS = "ORBITS"
    LOAD = "LOAD"
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterEnum(
                self.SIZE, tr("Size"), options=list(SIZES), usesStaticStrings=True, defaultValue="medium"
            ),
            tr(
                "small: 5 x 5 km (1024 x 1024 cells of 5 m); medium: 13 x 9 km (2560 x 1792 cells), large enough to "
                "train on; large: 41 x 41 km (8192 x 8192 cells)."
            ),
        )
        self.define(
            QgsProcessingParameterNumber(
                self.SEED,
                tr("Random seed"),
                type=QgsProcessingParameterNumber.Type.Integer,
                defaultValue=1,
                minValue=0,
                maxValue=2**31 - 1,
            ),
            tr("Each number gives a study area of its own. The same number gives the same study area again."),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.ORBITS, tr("Orbits"), options=list(ORBITS), usesStaticStrings=True, defaultValue="descending"
            ),
            tr(
                "Where the radar looks from. descending: from the east; ascending: from the west; both: both, with the "
                "ascending targets in a file of their own (targets_ascending.csv) for East and up from two orbits, and "
                "with landslides that only one of them sees."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterBoolean(self.LOAD, tr("Open the layers afterwards"), defaultValue=True),
            tr(
                "Opens the image, the elevation model, the areas drawn by hand, the training ground and the test "
                "ground in the project. The targets are a text table (targets.csv) for Import coherent targets."
            ),
        )
        self.define(
            QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Output folder")),
            tr(
                "Folder for the files of the study area. Files of an earlier demo in this folder are replaced; other "
                "files stay."
            ),
        )
        self.addOutput(QgsProcessingOutputRasterLayer("IMAGE", tr("Image")))
        self.addOutput(QgsProcessingOutputRasterLayer("DEM", tr("Elevation model")))
        self.addOutput(QgsProcessingOutputVectorLayer("AREAS", tr("Areas drawn by hand")))
        self.addOutput(QgsProcessingOutputVectorLayer("TRAIN_AREA", tr("Training ground")))
        self.addOutput(QgsProcessingOutputVectorLayer("TEST_AREA", tr("Test ground")))
        self.addOutput(QgsProcessingOutputFile("TARGETS", tr("Coherent targets")))
        self.addOutput(QgsProcessingOutputFile("TARGETS_ASCENDING", tr("Coherent targets of the ascending orbit")))
        self.addOutput(QgsProcessingOutputFile("INTERFEROGRAMS", tr("Interferograms")))

    def compute(self, parameters, context, progress):
        folder = self.parameterAsString(parameters, self.OUTPUT, context)
        size = self.parameterAsEnumString(parameters, self.SIZE, context)
        seed = self.parameterAsInt(parameters, self.SEED, context)
        orbits = self.parameterAsEnumString(parameters, self.ORBITS, context)
        files = create_demo(size, seed, folder, progress, orbits)
        outputs = {name: files[file] for name, file in FILES.items() if file in files}
        if self.parameterAsBool(parameters, self.LOAD, context) and context.project() is not None:
            for name in OPENED:
                title = self.outputDefinition(name).description() + " " + tr("(synthetic)")
                details = QgsProcessingContext.LayerDetails(title, context.project(), name)
                details.forceName = True  # QGIS names the layers of a user's folder after their files otherwise
                context.addLayerToLoadOnCompletion(outputs[name], details)
        return {self.OUTPUT: folder, **outputs}
