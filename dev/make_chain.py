"""Writes resources/chains/from_targets_to_boundaries.model3. Run with QGIS' Python after a tool's parameters changed.

usage: python3 dev/make_chain.py   (with QGIS_PLUGINPATH or PYTHONPATH leading to the package `slipline`)
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_HASH_SEED", "0")  # the same order of the attributes in every run
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "build" / "plugins"))

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QPointF  # noqa: E402

POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]
from_input = QgsProcessingModelChildParameterSource.fromModelParameter
static = QgsProcessingModelChildParameterSource.fromStaticValue
from_child = QgsProcessingModelChildParameterSource.fromChildOutput

HELP = {
    "ALG_DESC": "All steps at once: imports the targets, makes the hot spot map, stacks it with image and terrain, "
    "trains a"
    " network on the areas that you drew and predicts the boundaries of the others. Needs PyTorch for training and"
    " prediction (see Check environment). Takes minutes on a small area. Read the training report before you use the"
    " boundaries: they are a draft for an expert to review.",
    "TARGETS": "Coherent targets of any producer: a point layer or a file (text table, shapefile, GeoPackage).",
    "IMAGE": "Optical image with red, green and blue bands, in metres.",
    "DEM": "Elevation model.",
    "AREAS": "Polygons of areas that move abnormally, drawn by you.",
    "WITHIN": "Polygons inside which the areas are complete. Empty: the whole image.",
    "PRESET": "recommended: the recipe that measured best. paper: the method of Liang et al. (2023); its random split "
    "makes"
    " its scores too good.",
    "EPOCHS": "How often the network sees the training ground; 30 for a result to work with, fewer to try.",
}


def inputs():
    epochs = QgsProcessingParameterNumber(
        "EPOCHS", "Epochs", type=QgsProcessingParameterNumber.Type.Integer, defaultValue=30, minValue=1
    )
    preset = QgsProcessingParameterEnum(
        "PRESET", "Preset", options=["recommended", "paper"], usesStaticStrings=True, defaultValue="recommended"
    )
    return [
        QgsProcessingParameterMapLayer("TARGETS", "Coherent targets", types=[QgsProcessing.SourceType.TypeVector]),
        QgsProcessingParameterRasterLayer("IMAGE", "Image"),
        QgsProcessingParameterRasterLayer("DEM", "Elevation model"),
        QgsProcessingParameterFeatureSource("AREAS", "Areas", POLYGONS),
        QgsProcessingParameterFeatureSource("WITHIN", "Within", POLYGONS, optional=True),
        preset,
        epochs,
    ]


# child -> parameter -> model input, or (child, output)
CHILDREN = {
    "importtargets": {"INPUT": "TARGETS"},
    "hotspot": {"TARGETS": ("importtargets", "OUTPUT"), "GRID": "IMAGE"},
    "featurestack": {
        "IMAGE": "IMAGE",
        "HOTSPOT": ("hotspot", "OUTPUT_MAP"),
        "TARGETS": ("hotspot", "OUTPUT_TARGETS"),
        "DEM": "DEM",
    },
    "tiletrain": {
        "STACK": ("featurestack", "OUTPUT"),
        "AREAS": "AREAS",
        "WITHIN": "WITHIN",
        "PRESET": "PRESET",
        "EPOCHS": "EPOCHS",
    },
    "predict": {
        "STACK": ("featurestack", "OUTPUT"),
        "MODEL": ("tiletrain", "OUTPUT_MODEL"),
        "TARGETS": ("hotspot", "OUTPUT_TARGETS"),
    },
}
RESULTS = {
    "predict": {
        "OUTPUT_AREAS": "Predicted areas",
        "OUTPUT_MASK": "Mask of predicted areas",
        "OUTPUT_PROBABILITY": "Probability",
    },
    "tiletrain": {"OUTPUT_MODEL": "Model", "OUTPUT_REPORT": "Training report"},
}


def build():
    model = QgsProcessingModelAlgorithm("From targets to boundaries", "4 Chains", "chains")
    for index, parameter in enumerate(inputs()):
        component = QgsProcessingModelParameter(parameter.name())
        component.setPosition(QPointF(120 + 220 * index, 60))
        model.addModelParameter(parameter, component)
    for index, (tool, sources) in enumerate(CHILDREN.items()):
        child = QgsProcessingModelChildAlgorithm(f"slipline:{tool}")
        child.setChildId(tool)
        child.setDescription(child.algorithm().displayName())
        child.setPosition(QPointF(320 + 220 * index, 220 + 90 * index))
        for definition in child.algorithm().parameterDefinitions():
            if definition.defaultValue() is not None and not definition.isDestination():
                child.addParameterSources(definition.name(), [static(definition.defaultValue())])
        for name, source in sources.items():
            value = from_input(source) if isinstance(source, str) else from_child(*source)
            child.addParameterSources(name, [value])
        child.setModelOutputs({name: output(tool, name, label) for name, label in RESULTS.get(tool, {}).items()})
        model.addChildAlgorithm(child)
    model.setParameterOrder([parameter.name() for parameter in inputs()])
    model.setHelpContent({**HELP, "ALG_CREATOR": "Slipline developers"})
    return model


def output(tool, name, label):
    result = QgsProcessingModelOutput(name)
    result.setName(name)
    result.setChildId(tool)
    result.setChildOutputName(name)
    result.setDescription(label)
    return result


def main():
    application = QgsApplication([], False)
    application.initQgis()
    from slipline.plugin import SliplinePlugin

    plugin = SliplinePlugin(None)
    plugin.initProcessing()
    model = build()
    ok, problems = model.validate()
    if not ok:
        sys.exit("\n".join(problems))
    path = ROOT / "resources" / "chains" / "from_targets_to_boundaries.model3"
    if not model.toFile(str(path)):
        sys.exit(f"{path} cannot be written.")
    del model
    plugin.unload()
    application.exitQgis()


if __name__ == "__main__":
    main()
