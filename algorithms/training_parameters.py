"""The recipe of a training as parameters, shared by Tile and train and Compare feature sets."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterEnum, QgsProcessingParameterNumber

from ..core.training_options import DEVICES, NETWORKS, PRESETS, SPLITS, TrainingOptions, options_for, paper_options
from .base import tr

PRESET, NETWORK, SPLIT, SEED, DEVICE = "PRESET", "NETWORK", "SPLIT", "SEED", "DEVICE"

_NUMBERS = {
    # for each: label, help, smallest, largest, has decimals, name in TrainingOptions
    "WIDTH": (tr("Width of the network"), tr("Channels of the network's first stage: wider networks learn more and take longer (time grows with its square)."), 2, 256, False, "width"),
    "TILE": (tr("Tile (cells)"), tr("Side of a tile in cells; a multiple of 16. A tile should hold most areas whole."), 32, 1024, False, "tile"),
    "OVERLAP": (tr("Overlap of tiles"), tr("Share of a tile that its neighbour repeats."), 0.0, 0.9, True, "overlap"),
    "EPOCHS": (tr("Epochs"), tr("How often the network sees as many tiles as the training ground holds."), 1, 10000, False, "epochs"),
    "BATCH": (tr("Batch"), tr("Tiles in one step; fewer need less memory."), 1, 1024, False, "batch"),
    "LEARNING_RATE": (tr("Learning rate"), tr("Step size of the optimiser; leave it empty unless you know why."), 1e-7, 1.0, True, "learning_rate"),
}


def define_recipe(tool, several: bool = False) -> None:
    """Add the recipe's parameters to a tool; without network and seed where the tool tries several."""
    tool.define(
        QgsProcessingParameterEnum(
            PRESET, tr("Preset"), options=list(PRESETS), usesStaticStrings=True, defaultValue="recommended"
        ),
        tr("recommended: the recipe that measured best. paper: the method of Liang et al. (2023) to the letter, with its random split (its scores are too good). Empty fields below take the preset's values."),
    )
    if not several:
        _choice(tool, NETWORK, tr("Network"), NETWORKS, tr("resunet: residual U-Net, recommended. unet: U-Net of the paper. unet_bn: the same with batch normalisation. segnet: SegNet of the paper."))
    paper, own = paper_options(), TrainingOptions()
    for name, (label, text, low, high, decimal, option) in _NUMBERS.items():
        kind = QgsProcessingParameterNumber.Type.Double if decimal else QgsProcessingParameterNumber.Type.Integer
        values = tr(" Empty: {own} (recommended) or {paper} (paper).").format(own=getattr(own, option), paper=getattr(paper, option))
        tool.define(
            QgsProcessingParameterNumber(name, label, type=kind, optional=True, minValue=low, maxValue=high),
            text + values, advanced=name in {"OVERLAP", "BATCH", "LEARNING_RATE"},
        )
    _choice(tool, SPLIT, tr("Split"), SPLITS, tr("blocks: whole blocks of ground are held back, honest. random: tiles at random as in the paper; training and test ground overlap."))
    if not several:
        tool.define(
            QgsProcessingParameterNumber(SEED, tr("Seed"), defaultValue=1, minValue=0),
            tr("The same seed and data give the same model on the same machine."), advanced=True,
        )
    _choice(tool, DEVICE, tr("Device"), DEVICES, tr("auto: a graphics card where there is one, else the processor. cpu, cuda, mps: as named."))


def _choice(tool, name: str, label: str, options: tuple[str, ...], text: str) -> None:
    tool.define(
        QgsProcessingParameterEnum(name, label, options=list(options), usesStaticStrings=True, optional=True),
        text + tr(" Empty: as the preset has it."), advanced=True,
    )


def bad_tile(tool, parameters, context) -> str:
    """A sentence where the tile cannot be used, else empty."""
    tile = _number(tool, parameters, "TILE", context)
    if tile is None or tile % 16 == 0:
        return ""
    return tr("TILE is {tile}, but has to be a multiple of 16. Choose for example {better}.").format(
        tile=tile, better=max(32, round(tile / 16) * 16)
    )


def _number(tool, parameters, name: str, context):
    """The value of an optional number, None where it is empty."""
    if parameters.get(name) in (None, ""):
        return None
    decimal = _NUMBERS[name][4]
    return (tool.parameterAsDouble if decimal else tool.parameterAsInt)(parameters, name, context)


def recipe_options(tool, parameters, context, **chosen) -> TrainingOptions:
    """The preset's options with what the user, or the tool (chosen), set."""
    preset = tool.parameterAsString(parameters, PRESET, context)
    for name, (*_, option) in _NUMBERS.items():
        chosen[option] = _number(tool, parameters, name, context)
    for name in (NETWORK, SPLIT, DEVICE):
        if tool.parameterDefinition(name) is not None:
            chosen[name.lower()] = tool.parameterAsString(parameters, name, context) or None
    if tool.parameterDefinition(SEED) is not None:
        chosen["seed"] = tool.parameterAsInt(parameters, SEED, context)
    return options_for(preset, **chosen)
