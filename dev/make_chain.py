"""Writes the chains of resources/chains. Run with QGIS' Python after a tool's parameters changed.

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
    QgsProcessingParameterMapLayer,
)
from qgis.PyQt.QtCore import QPointF, QSizeF  # noqa: E402

from_input = QgsProcessingModelChildParameterSource.fromModelParameter
static = QgsProcessingModelChildParameterSource.fromStaticValue
from_child = QgsProcessingModelChildParameterSource.fromChildOutput

SHORT = "Every step from InSAR targets and areas drawn by hand to predicted landslide boundaries"
SUMMARY = (
    "All steps at once: imports the targets, makes the hot spot map, stacks it with image and terrain, trains a "
    "network on the areas that you drew and predicts the boundaries of the others.\n\nTraining and prediction need "
    "PyTorch (see Check environment). It takes minutes on a small area. Read the training report before you use the "
    "boundaries: they are a draft for an expert to review. To change a step, edit a copy: Plugins > Slipline > Edit a "
    "copy of a chain."
)

# input of the chain -> where its label, help and limits come from
INPUTS = {
    "TARGETS": ("hotspot", "TARGETS"),
    "IMAGE": ("featurestack", "IMAGE"),
    "DEM": ("featurestack", "DEM"),
    "AREAS": ("tiletrain", "AREAS"),
    "WITHIN": ("tiletrain", "WITHIN"),
    "PRESET": ("tiletrain", "PRESET"),
    "EPOCHS": ("tiletrain", "EPOCHS"),
}
OPTIONAL = {"WITHIN"}
TARGETS_HELP = "Coherent targets of any producer: a point layer or a file (text table, shapefile, GeoPackage)."
EPOCHS = 30  # a result to work with within minutes


def inputs(definitions, wanted):
    """The chain's own parameters, as the tools define them."""
    made = []
    for name, (tool, parameter) in wanted.items():
        own = definitions(tool)[parameter]
        if name == "TARGETS":  # a table without geometry is no feature source
            own = QgsProcessingParameterMapLayer(name, own.description(), types=[QgsProcessing.SourceType.TypeVector])
            own.setHelp(TARGETS_HELP)
        elif name == "EPOCHS":
            own.setDefaultValue(EPOCHS)
        own.setName(name)
        flag = own.Flag.FlagOptional
        own.setFlags(own.flags() | flag if name in OPTIONAL else own.flags() & ~flag)
        made.append(own)
    return made


# child -> parameter -> model input, (child, output), or a value
CHILDREN = {
    "importtargets": {"INPUT": "TARGETS", "TRACKS": static("refuse")},  # a chain goes on with one layer
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
    "tiletrain": ("OUTPUT_MODEL", "OUTPUT_REPORT"),
    "predict": ("OUTPUT_AREAS", "OUTPUT_MASK", "OUTPUT_PROBABILITY"),
}

# The sister chain begins with interferograms instead of targets.
SISTER_SHORT = "Every step from InSAR interferograms and areas drawn by hand to predicted landslide boundaries"
SISTER_SUMMARY = (
    "All steps at once, from downloaded interferograms: finds the velocities, makes the hot spot map, stacks it with "
    "image and terrain, trains a network on the areas that you drew and predicts the boundaries of the others.\n\n"
    "Training and prediction need PyTorch (see Check environment). Read the reports before you use the boundaries: "
    "they are a draft for an expert to review."
)
SISTER_INPUTS = {"INTERFEROGRAMS": ("velocities", "INPUT"), **{k: v for k, v in INPUTS.items() if k != "TARGETS"}}
SISTER_CHILDREN = {
    "velocities": {"INPUT": "INTERFEROGRAMS"},
    **{tool: sources for tool, sources in CHILDREN.items() if tool != "importtargets"},
    "hotspot": {"TARGETS": ("velocities", "OUTPUT"), "GRID": "IMAGE"},
}
SISTER_RESULTS = {"velocities": ("OUTPUT_REPORT",), **RESULTS}
CHAINS = {  # file -> name, short description and summary, inputs, steps, results
    "from_targets_to_boundaries": ("From targets to boundaries", (SHORT, SUMMARY), INPUTS, CHILDREN, RESULTS),
    "from_interferograms_to_boundaries": (
        "From interferograms to boundaries",
        (SISTER_SHORT, SISTER_SUMMARY),
        SISTER_INPUTS,
        SISTER_CHILDREN,
        SISTER_RESULTS,
    ),
}

# Places of the boxes in the designer: inputs on the left, steps down the middle, results on the right.
BOX = QSizeF(260, 40)
ROW = 110


def build(title, about, wanted, children, outputs):
    """A chain as a model, with every parameter of every step at its tool's default or linked."""

    def definitions(tool):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"slipline:{tool}")
        return {one.name(): one.clone() for one in algorithm.parameterDefinitions()}

    model = QgsProcessingModelAlgorithm(title, "8 All steps", "chains")
    own = inputs(definitions, wanted)
    for index, parameter in enumerate(own):
        component = QgsProcessingModelParameter(parameter.name())
        place(component, 160, 80 + index * 90)
        model.addModelParameter(parameter, component)
    row = 0
    for index, (tool, sources) in enumerate(children.items()):
        results = outputs.get(tool, ())
        model.addChildAlgorithm(step(tool, sources, definitions(tool), index, row, results))
        row += max(1, len(results))
    model.setParameterOrder([parameter.name() for parameter in own])
    texts = {parameter.name(): parameter.help() for parameter in own}
    short, summary = about
    texts |= {"SHORT_DESCRIPTION": short, "ALG_DESC": summary, "ALG_CREATOR": "Slipline developers"}
    model.setHelpContent(texts)
    return model


def step(tool, sources, definitions, index, row, wanted):
    """A tool as a step of the chain."""
    child = QgsProcessingModelChildAlgorithm(f"slipline:{tool}")
    child.setChildId(tool)
    child.setDescription(child.algorithm().displayName())
    place(child, 560 + 40 * index, 80 + row * ROW)
    for name, definition in definitions.items():
        if definition.defaultValue() is not None and not definition.isDestination():
            child.addParameterSources(name, [static(definition.defaultValue())])
    for name, source in sources.items():
        child.addParameterSources(name, [source_of(source)])
    results = {}
    for number, name in enumerate(wanted):
        results[name] = QgsProcessingModelOutput(name)
        results[name].setName(name)
        results[name].setChildId(tool)
        results[name].setChildOutputName(name)
        results[name].setDescription(definitions[name].description())
        place(results[name], 1120, 80 + (row + number) * ROW)
    child.setModelOutputs(results)
    return child


def source_of(source):
    """Where a parameter's value comes from."""
    if isinstance(source, QgsProcessingModelChildParameterSource):
        return source
    return from_input(source) if isinstance(source, str) else from_child(*source)


def place(component, x, y):
    """Put a box with its middle there."""
    component.setSize(BOX)
    component.setPosition(QPointF(x, y))


def main():
    application = QgsApplication([], False)
    application.initQgis()
    from slipline.plugin import SliplinePlugin

    plugin = SliplinePlugin(None)
    plugin.initProcessing()
    for name, parts in CHAINS.items():
        model = build(*parts)
        ok, problems = model.validate()
        if not ok:
            sys.exit("\n".join(problems))
        path = ROOT / "resources" / "chains" / f"{name}.model3"
        if not model.toFile(str(path)):
            sys.exit(f"{path} cannot be written.")
        del model
    plugin.unload()
    application.exitQgis()


if __name__ == "__main__":
    main()
