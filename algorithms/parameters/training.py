"""The recipe of a training as parameters, shared by Tile and train and Compare feature sets."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterBoolean, QgsProcessingParameterEnum, QgsProcessingParameterNumber

from ...core.base.context_window import STEP, fits_tile
from ...core.base.training_options import (
    DEVICES,
    MAX_WIDTH,
    MOST_FOLDS,
    NETWORKS,
    PARTS,
    PRESETS,
    SPLITS,
    TrainingOptions,
    options_for,
    paper_options,
)
from ...core.base.translation import tr

PRESET, NETWORK, SPLIT, SEED, DEVICE, PARTS_OF, REFIT = "PRESET", "NETWORK", "SPLIT", "SEED", "DEVICE", "PARTS", "REFIT"

_NUMBERS = {
    # for each: label, help, smallest, largest, has decimals, name in TrainingOptions
    "WIDTH": (
        tr("Network: width (channels)"),
        tr(
            "Channels of the first stage of the network. Wider networks learn more and take longer: the time grows "
            "with the square of the width."
        ),
        2,
        MAX_WIDTH,
        False,
        "width",
    ),
    "TILE": (
        tr("Tile size (cells)"),
        tr("Side of a tile, a multiple of 16 cells. Most areas should fit into one tile."),
        32,
        1024,
        False,
        "tile",
    ),
    "OVERLAP": (
        tr("Tiles: overlap (share)"),
        tr("Share of a tile that the neighbouring tile repeats."),
        0.0,
        0.9,
        True,
        "overlap",
    ),
    "EPOCHS": (
        tr("Epochs"),
        tr("How often the network sees the training ground. More epochs take longer."),
        1,
        10000,
        False,
        "epochs",
    ),
    "BATCH": (
        tr("Training: batch size (tiles)"),
        tr("Number of tiles in one step. Fewer tiles need less memory."),
        1,
        1024,
        False,
        "batch",
    ),
    "PATIENCE": (
        tr("Training: patience (epochs)"),
        tr(
            "Training stops early when this many epochs brought no improvement on the validation ground; 0: never. "
            "Only the last three tenths of the epochs are counted, because a few validation areas tell little while "
            "the learning rate is high: a value of 10 can stop trainings of 40 epochs and more."
        ),
        0,
        10000,
        False,
        "patience",
    ),
    "RING": (
        tr("Outlines: ignored buffer along drawn lines (m)"),
        tr(
            "Cells closer to a drawn line than this are neither learnt nor scored, because drawn lines are never exact."
        ),
        0.0,
        10000.0,
        True,
        "ring_m",
    ),
    "HARD_NEGATIVES": (
        tr("Sampling: hard negatives (share of tiles)"),
        tr("Share of the tiles that are placed where the network wrongly saw areas in the last epoch."),
        0.0,
        0.5,
        True,
        "hard_negatives",
    ),
    "THINNING": (
        tr("Robustness: thinned targets (share of tiles)"),
        tr("Share of the tiles in which targets are thinned, so that the model also works where targets are fewer."),
        0.0,
        1.0,
        True,
        "thinning",
    ),
    "GAPS": (
        tr("Robustness: gaps in targets (share of tiles)"),
        tr(
            "Share of the tiles in which the targets of a few places are removed, so that the network learns to follow "
            "image and slope where targets are missing. It changes the bands velocity, density and targets, and does "
            "nothing without them."
        ),
        0.0,
        1.0,
        True,
        "gaps",
    ),
    "MISSING": (
        tr("Robustness: missing layers (share of tiles)"),
        tr("Share of the tiles without image or terrain, so that the model learns to work without them."),
        0.0,
        1.0,
        True,
        "missing",
    ),
    "MIRRORED": (
        tr("Robustness: reversed motion (share of tiles)"),
        tr(
            "Share of the tiles in which motion away from the satellite becomes motion towards it and the other way "
            "round, with the slopes facing the opposite way, so that a model of landslides that move away also finds "
            "those that move towards the satellite. Training from the starting model takes 0.5."
        ),
        0.0,
        1.0,
        True,
        "mirrored",
    ),
    "BOUNDARY": (
        tr("Outlines: weight of cells near drawn lines"),
        tr(
            "Weight of the cells near drawn lines at the end of the training. It grows from 0 during the last three "
            "tenths of the epochs."
        ),
        0.0,
        10.0,
        True,
        "boundary",
    ),
    "PROCESSES": (
        tr("Computer: number of graphics cards"),
        tr("Graphics cards that train together; each takes a part of the batch."),
        1,
        64,
        False,
        "processes",
    ),
    "FOLDS": (
        tr("Ensemble: number of networks (folds)"),
        tr(
            "Number of networks, each validated on another part of the ground. One model file holds them all, and "
            "their probabilities are averaged. All ground then serves the calibration, and the prediction can tell how "
            "much the networks differ. 1: a single network. Training and prediction take this many times as long. It "
            "needs the split method blocks."
        ),
        1,
        MOST_FOLDS,
        False,
        "folds",
    ),
    "LEARNING_RATE": (
        tr("Training: learning rate"),
        tr("Step size of the optimiser. Leave it empty unless you have a reason to change it."),
        1e-7,
        1.0,
        True,
        "learning_rate",
    ),
}


PRESET_HELP = tr(
    "recommended: the recipe that gave the best results. paper: the method of Liang et al. (2023) to the letter, with "
    "its random split, which makes its scores too good. Fields below that you leave empty take the default of the "
    "preset."
)
SEED_LABEL = tr("Training: random seed")
SEED_HELP = tr(
    "The same seed and data give the same model on the same processor. On a graphics card the result varies slightly."
)
REFIT_LABEL = tr("Training: final training on all ground (refit)")
REFIT_HELP = tr(
    "After scoring, the network is trained once more from its starting point on all of your ground, including the "
    "ground that was held back. It then finds more areas elsewhere; training takes more than twice as long. Scores and "
    "report stay those of the model before; the probability threshold is fitted again on all held-back ground. "
    "Evaluate boundaries stamps scores on this ground LEAKY. It is not done with the preset paper, with the split "
    "method random, or with several networks (folds), which have together seen all but the test ground."
)
_CHOICES = {
    NETWORK: (
        tr("Network: architecture"),
        tr(
            "resunet: residual U-Net, recommended. unet: U-Net of the paper. unet_bn: the same with batch "
            "normalisation. segnet: SegNet of the paper."
        ),
        NETWORKS,
    ),
    PARTS_OF: (
        tr("Network: additional parts"),
        tr(
            "Additions to resunet: attention (gates on the skip connections), squeeze (weights for channels), deep "
            "(trains the inner levels too), stems (image and deformation apart at first), context (also sees the "
            "ground around each tile, four tiles wide, in coarse cells; needs tiles of a multiple of 32). Empty: none."
        ),
        PARTS,
    ),
    SPLIT: (
        tr("Held-back ground: split method"),
        tr(
            "blocks: whole blocks of ground are held back for validation and test, which gives honest scores. areas: "
            "the whole last one of the further study areas is held back for the test, which tells how good the model "
            "is in a new valley. random: "
            "tiles are drawn at random as in the paper, so that training and test ground overlap."
        ),
        SPLITS,
    ),
    DEVICE: (
        tr("Computer: device"),
        tr("auto: a graphics card if there is one, else the processor. cpu, cuda or mps: this device."),
        DEVICES,
    ),
}

_EVERYDAY = ("WIDTH", "TILE", "EPOCHS")  # what everybody may want to change; all others are advanced
_ALONE = {NETWORK, SEED, REFIT}  # not where the tool itself tries several networks and seeds
_ORDER = (
    # the order in the dialog: labels that begin alike stand together
    (NETWORK, PARTS_OF),
    ("OVERLAP",),
    ("BATCH", "LEARNING_RATE", "PATIENCE", SEED, REFIT),
    (SPLIT, "FOLDS"),
    ("RING", "BOUNDARY"),
    ("HARD_NEGATIVES", "THINNING", "GAPS", "MISSING", "MIRRORED"),
    (DEVICE, "PROCESSES"),
)


def define_recipe(tool, several: bool = False) -> None:
    """Add the recipe's parameters to a tool; without network and seed where the tool tries several."""
    tool.define(
        QgsProcessingParameterEnum(
            PRESET, tr("Preset"), options=list(PRESETS), usesStaticStrings=True, defaultValue="recommended"
        ),
        PRESET_HELP,
    )
    for name in _EVERYDAY:
        tool.define(*_number_parameter(name))
    for name in (name for group in _ORDER for name in group):
        if several and name in _ALONE:
            continue
        parameter, text = _number_parameter(name) if name in _NUMBERS else _other_parameter(name)
        tool.define(parameter, text, advanced=True)


def _number_parameter(name: str):
    """A number of the recipe and its help, which says what the presets take."""
    label, text, low, high, decimal, option = _NUMBERS[name]
    kind = QgsProcessingParameterNumber.Type.Double if decimal else QgsProcessingParameterNumber.Type.Integer
    own, paper = getattr(TrainingOptions(), option), getattr(paper_options(), option)
    default = tr(" Default: {own}.") if own == paper else tr(" Default: {own}; with the preset paper: {paper}.")
    parameter = QgsProcessingParameterNumber(name, label, type=kind, optional=True, minValue=low, maxValue=high)
    return parameter, text + default.format(own=f"{own:g}", paper=f"{paper:g}")


def _other_parameter(name: str):
    """A choice of the recipe, its seed or its refit, and the help."""
    if name == SEED:
        return QgsProcessingParameterNumber(SEED, SEED_LABEL, defaultValue=1, minValue=0), SEED_HELP
    if name == REFIT:
        return QgsProcessingParameterBoolean(REFIT, REFIT_LABEL, defaultValue=True), REFIT_HELP
    label, text, options = _CHOICES[name]
    several = name == PARTS_OF
    parameter = QgsProcessingParameterEnum(
        name, label, options=list(options), allowMultiple=several, usesStaticStrings=True, optional=True
    )
    return parameter, text if several else text + tr(" Empty: the default of the preset.")


def bad_tile(tool, parameters, context) -> str:
    """A sentence where the tile cannot be used, else empty."""
    tile = _number(tool, parameters, "TILE", context)
    step = 16 if fits_tile(16, tool.parameterAsEnumStrings(parameters, PARTS_OF, context)) else STEP
    if tile is None or tile % step == 0:
        return ""
    return tr("TILE is {tile}, but has to be a multiple of {step}. Choose for example {better}.").format(
        tile=tile, step=step, better=max(32, round(tile / step) * step)
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
    chosen["parts"] = tuple(filter(None, tool.parameterAsEnumStrings(parameters, PARTS_OF, context)))  # none is ['']
    if tool.parameterDefinition(SEED) is not None:
        chosen["seed"] = tool.parameterAsInt(parameters, SEED, context)
        if not tool.parameterAsBool(parameters, REFIT, context):
            chosen["refit"] = False
    return options_for(preset, **chosen)
