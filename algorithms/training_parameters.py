"""The recipe of a training as parameters, shared by Tile and train and Compare feature sets."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterBoolean, QgsProcessingParameterEnum, QgsProcessingParameterNumber

from ..core.base.context_window import STEP, fits_tile
from ..core.base.training_options import (
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
from ..core.base.translation import tr

PRESET, NETWORK, SPLIT, SEED, DEVICE, PARTS_OF, REFIT = "PRESET", "NETWORK", "SPLIT", "SEED", "DEVICE", "PARTS", "REFIT"

_NUMBERS = {
    # for each: label, help, smallest, largest, has decimals, name in TrainingOptions
    "WIDTH": (
        tr("Width of the network"),
        tr(
            "Channels of the network's first stage: wider networks learn more and take longer (time grows with "
            "its square)."
        ),
        2,
        MAX_WIDTH,
        False,
        "width",
    ),
    "TILE": (
        tr("Tile (cells)"),
        tr("Side of a tile in cells; a multiple of 16. A tile should hold most areas whole."),
        32,
        1024,
        False,
        "tile",
    ),
    "OVERLAP": (tr("Overlap of tiles"), tr("Share of a tile that its neighbour repeats."), 0.0, 0.9, True, "overlap"),
    "EPOCHS": (
        tr("Epochs"),
        tr("How often the network sees as many tiles as the training ground holds."),
        1,
        10000,
        False,
        "epochs",
    ),
    "BATCH": (tr("Batch"), tr("Tiles in one step; fewer need less memory."), 1, 1024, False, "batch"),
    "PATIENCE": (
        tr("Patience (epochs)"),
        tr(
            "Stops when so many epochs brought nothing better on the validation ground; 0: never. They are "
            "counted in the last three tenths of the epochs alone, since a few validation areas tell little "
            "while the learning rate is high: 10 can stop trainings of 40 epochs and more."
        ),
        0,
        10000,
        False,
        "patience",
    ),
    "RING": (
        tr("Ring along drawn lines (m)"),
        tr("Cells nearer than this to a drawn line are neither learnt nor scored: lines are never exact."),
        0.0,
        10000.0,
        True,
        "ring_m",
    ),
    "HARD_NEGATIVES": (
        tr("Hard negatives"),
        tr("Share of the tiles that lie where the last epoch saw areas that are none."),
        0.0,
        0.5,
        True,
        "hard_negatives",
    ),
    "THINNING": (
        tr("Thinned targets"),
        tr("Share of the tiles whose targets are thinned, for scenes with fewer targets."),
        0.0,
        1.0,
        True,
        "thinning",
    ),
    "GAPS": (
        tr("Gaps"),
        tr(
            "Share of the tiles from which targets are taken in a few places, so that the network learns to "
            "follow image and slope where targets are missing. It changes the bands velocity, density and "
            "targets; without one of them it does nothing."
        ),
        0.0,
        1.0,
        True,
        "gaps",
    ),
    "MISSING": (
        tr("Missing layers"),
        tr("Share of the tiles that lose the image or the terrain, so that the model learns to do without."),
        0.0,
        1.0,
        True,
        "missing",
    ),
    "BOUNDARY": (
        tr("Weight of boundaries"),
        tr(
            "Weight of the cells near drawn lines at the end of the training; it rises from 0 over the last "
            "three tenths."
        ),
        0.0,
        10.0,
        True,
        "boundary",
    ),
    "PROCESSES": (
        tr("Graphics cards"),
        tr("Cards that train together, each with its share of the batch."),
        1,
        64,
        False,
        "processes",
    ),
    "FOLDS": (
        tr("Folds"),
        tr(
            "Networks that are trained, each validated on another part of the ground; one model file holds them "
            "all and their mean counts. All ground then serves the calibration and the prediction can tell how "
            "far they differ. 1: a single network. So many times the time, in training and in prediction; needs "
            "SPLIT blocks."
        ),
        1,
        MOST_FOLDS,
        False,
        "folds",
    ),
    "LEARNING_RATE": (
        tr("Learning rate"),
        tr("Step size of the optimiser; leave it empty unless you know why."),
        1e-7,
        1.0,
        True,
        "learning_rate",
    ),
}


_SIMPLE = {"WIDTH", "TILE", "EPOCHS"}  # what everybody may want to change


def define_recipe(tool, several: bool = False) -> None:
    """Add the recipe's parameters to a tool; without network and seed where the tool tries several."""
    tool.define(
        QgsProcessingParameterEnum(
            PRESET, tr("Preset"), options=list(PRESETS), usesStaticStrings=True, defaultValue="recommended"
        ),
        tr(
            "recommended: the recipe that measured best. paper: the method of Liang et al. (2023) to the letter, "
            "with its random split (its scores are too good). Empty fields below take the preset's values."
        ),
    )
    if not several:
        _choice(
            tool,
            NETWORK,
            tr("Network"),
            NETWORKS,
            tr(
                "resunet: residual U-Net, recommended. unet: U-Net of the paper. unet_bn: the same with batch "
                "normalisation. segnet: SegNet of the paper."
            ),
        )
    paper, own = paper_options(), TrainingOptions()
    for name, (label, text, low, high, decimal, option) in _NUMBERS.items():
        kind = QgsProcessingParameterNumber.Type.Double if decimal else QgsProcessingParameterNumber.Type.Integer
        values = tr(" Empty: {own} (recommended) or {paper} (paper).").format(
            own=getattr(own, option), paper=getattr(paper, option)
        )
        tool.define(
            QgsProcessingParameterNumber(name, label, type=kind, optional=True, minValue=low, maxValue=high),
            text + values,
            advanced=name not in _SIMPLE,
        )
    _choice(
        tool,
        SPLIT,
        tr("Split"),
        SPLITS,
        tr(
            "blocks: whole blocks of ground are held back, honest. random: tiles at random as in the paper; "
            "training and test ground overlap."
        ),
    )
    tool.define(
        QgsProcessingParameterEnum(
            PARTS_OF,
            tr("Parts of the network"),
            options=list(PARTS),
            allowMultiple=True,
            usesStaticStrings=True,
            optional=True,
        ),
        tr(
            "Additions to resunet: attention (gates on the skip connections), squeeze (weights for channels), "
            "deep (trains the inner levels too), stems (image and deformation apart at first), context (also "
            "sees the ground around each tile, four tiles wide, in coarse cells; tiles of a multiple of 32). "
            "Empty: none."
        ),
        advanced=True,
    )
    if not several:
        tool.define(
            QgsProcessingParameterNumber(SEED, tr("Seed"), defaultValue=1, minValue=0),
            tr(
                "The same seed and data give the same model on the same processor; a graphics card adds a little "
                "chance of its own."
            ),
            advanced=True,
        )
        tool.define(
            QgsProcessingParameterBoolean(REFIT, tr("Refit on all ground"), defaultValue=True),
            tr(
                "After the scores the network is trained once more, from where it began, on all of your ground, "
                "also on what was held back. It finds more elsewhere, and more than doubles the time. Scores and "
                "report stay those of the model before; the threshold is fitted anew on all ground that was held "
                "back. Evaluate boundaries calls scores on this ground LEAKY. Not with preset paper, SPLIT "
                "random or FOLDS, whose members have seen all but the test ground between them."
            ),
            advanced=True,
        )
    _choice(
        tool,
        DEVICE,
        tr("Device"),
        DEVICES,
        tr("auto: a graphics card where there is one, else the processor. cpu, cuda, mps: as named."),
    )


def _choice(tool, name: str, label: str, options: tuple[str, ...], text: str) -> None:
    tool.define(
        QgsProcessingParameterEnum(name, label, options=list(options), usesStaticStrings=True, optional=True),
        text + tr(" Empty: as the preset has it."),
        advanced=True,
    )


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
