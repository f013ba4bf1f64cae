"""The training report: what was trained on what, how it went, and how good it is beside simple baselines."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base.outputs import write_text
from ..base.training_options import TrainingOptions
from ..base.translation import tr
from ..display.report import NO_PICTURES, figure_png, heading, new_figure, notice, page, paragraph, table
from ..display.shown_words import shown
from ..tilestore.tile_store import TileStore
from . import plots
from .ground_words import seen_before, short_dead_zone
from .jobs import refit_sentence
from .motion import motion_warning
from .page_folds import fold_part
from .page_parts import agreement_part, gap_part, score_parts
from .scores import HeldBackScores

if TYPE_CHECKING:
    from .data import TrainingData

SYNTHETIC = tr(
    "The stack or the areas say that they are synthetic: this model learnt on a made-up area, and its scores "
    "hold there, not"
    " on a real one."
)
PAPER_NOTES = tr(
    "This is the paper's method to the letter, for comparison. Every band is scaled to 0..1 by its smallest and largest"
    " value, one outlier moves all the others; a null becomes the scaled value of 0 (0 mm/yr) without a mask, so the"
    " network cannot tell ground without targets from stable ground; aspect jumps from 360 to 0 degrees at north."
)


@dataclass(frozen=True)
class TrainingRecord:
    """All that the report is made from.

    Args:
        data: what was trained on.
        options: the recipe.
        store: tiles, labels, sets.
        result: the worker's result message.
        scores: on held-back ground.
        versions: of Python, torch, numpy and the device.
        probability: .npy of the held-back cells.
        synthetic: the stack or the areas say that they are synthetic.
        hashes: name -> SHA-256 of data and model.
        refit: what became of it, see `refit.refit_sentence`; None without one.
        share_before: of the held-back ground, that the model had learnt from with which the training began.
    """

    data: TrainingData
    options: TrainingOptions
    store: TileStore
    result: dict[str, Any]
    scores: HeldBackScores
    versions: dict[str, str]
    probability: Path
    synthetic: bool = False
    hashes: dict[str, str] = field(default_factory=dict)
    refit: dict[str, Any] | None = None
    share_before: float = 0.0


def write_training_report(path: str, record: TrainingRecord) -> None:
    """Write the report as one HTML file.

    Raises:
        OutputError: it cannot be written.
    """
    parts = [
        *_warnings(record),
        *_summary(record),
        *score_parts(record.scores, record.result, record.options.split),
        *fold_part(record.result, record.scores),
        *gap_part(record.result.get("tile_scores")),
        *agreement_part(record.store, record.scores),
        *_ground(record),
        *_pictures(record),
        *_recipe(record),
    ]
    write_text(path, page(tr("Slipline: training report"), parts))


def _summary(record: TrainingRecord) -> list[str]:
    """What was trained on what, in two sentences."""
    options, data = record.options, record.data
    text = tr(
        "A network ({network}, width {width}, preset {preset}) learnt from {areas} areas that were drawn on the "
        "feature stack {stack};"
        " {objects} areas, or parts of them, lie on training ground. It saw the bands {bands}."
    ).format(
        network=options.network,
        width=options.width,
        preset=options.preset,
        areas=len(data.areas),
        stack=Path(data.stack).name,
        objects=len(record.store.manifest["objects"]),
        bands=", ".join(data.bands),
    )
    if data.experts:
        text += tr(" It also learnt from the areas of {count} more people.").format(count=len(data.experts))
    if data.within:
        text += tr(" Only ground inside the polygons where the areas are complete was used.")
    if data.uncertain:
        text += tr(" {count} uncertain areas were left out.").format(count=len(data.uncertain))
    refit = refit_sentence(record.refit)
    return [paragraph(text), *([(paragraph if record.refit["done"] else notice)(refit)] if record.refit else [])]


def _warnings(record: TrainingRecord) -> list[str]:
    parts = [notice(SYNTHETIC)] if record.synthetic else []
    if record.options.split == "random":
        parts.append(
            notice(
                tr(
                    "LEAKY: training and test tiles were drawn at random from overlapping tiles, so the network "
                    "was tested on ground"
                    " that it was trained on. The scores below are too good. Train with SPLIT = blocks for honest ones."
                )
            )
        )
    elif not record.scores.which:
        parts.append(notice(tr("Nothing could be held back from training: there are no honest scores for this model.")))
    if record.share_before:
        parts.append(notice(seen_before(record.share_before)))
    parts += [notice(text) for text in (short_dead_zone(record.store.manifest), motion_warning(record.store)) if text]
    if record.options.preset == "paper":
        parts.append(notice(PAPER_NOTES))
    return parts


def _ground(record: TrainingRecord) -> list[str]:
    from .ground_words import describe_store

    return [heading(tr("Ground and split")), *(paragraph(line) for line in describe_store(record.store))]


def _pictures(record: TrainingRecord) -> list[str]:
    if new_figure() is None:
        return [notice(NO_PICTURES)]
    parts = [
        figure_png(
            plots.split_map(record.store), tr("Which ground trains, validates and tests; outlines are the areas.")
        ),
        heading(tr("Training")),
        figure_png(
            plots.curves([(run["history"], run["best_epoch"]) for run in _runs(record)]),
            tr("Loss and validation IoU after each epoch. The dotted line is the epoch that was kept.")
            + (
                ""
                if record.options.preset == "paper"
                else " "
                + tr(
                    "The first seven tenths of the epochs do not count: their learning rate is high, and a few "
                    "validation areas tell little."
                )
            ),
        ),
    ]
    examples = plots.examples(record.store, record.probability, float(record.result["threshold"]))
    if examples is not None:
        parts += [
            heading(tr("Examples from held-back ground")),
            figure_png(
                examples,
                tr(
                    "Best, typical and worst tile of those with areas on at least 2 % of their cells. Red line: "
                    "area as drawn; blue line:"
                    " predicted; grey on the label: cells that do not count."
                ),
            ),
        ]
    return parts


def _runs(record: TrainingRecord) -> list[dict[str, Any]]:
    """Epochs of the network, or of each member of an ensemble."""
    return list(record.result["folds"]["members"]) if "folds" in record.result else [record.result]


def _recipe(record: TrainingRecord) -> list[str]:
    result, options = record.result, record.options
    rows = [
        (tr("Feature stack"), Path(record.data.stack).name),
        (tr("Bands"), ", ".join(record.data.bands)),
        (tr("Areas drawn"), str(len(record.data.areas))),
        (
            tr("Network"),
            tr("{network}, width {width}, {parameters:,} parameters").format(
                network=options.network, width=options.width, parameters=result["parameters"]
            ),
        ),
        (
            tr("Epochs"),
            "; ".join(
                tr("{count} (kept: after epoch {best})").format(count=run["epochs"], best=run["best_epoch"])
                for run in _runs(record)
            ),
        ),
        (
            tr("Duration"),
            tr("{seconds:.0f} s on {device}").format(
                seconds=result["seconds"] + (record.refit or {}).get("seconds", 0.0), device=result["device"]
            ),
        ),
        (tr("Threshold of the probability"), _before_and_after(record, "threshold", 2)),
        (tr("Temperature of the probability"), _before_and_after(record, "temperature", 3)),
        *(
            (shown(name.replace("_", " ")), shown(str(value)))
            for name, value in options.as_dict().items()
            if name != "device"
        ),
        *(
            (
                tr("Version: {name}").format(name=name)
                if "device" not in name
                else tr("Device: {name}").format(name=name.replace("_", " ")),
                value,
            )
            for name, value in record.versions.items()
        ),
        *((tr("SHA-256: {name}").format(name=name), value) for name, value in record.hashes.items()),
    ]
    return [heading(tr("Recipe")), table(("", tr("value")), rows)]


def _before_and_after(record: TrainingRecord, name: str, digits: int) -> str:
    """A number of the scored model, and of the one after the refit."""
    scored = f"{record.result[name]:.{digits}f}"
    if not (record.refit and record.refit["done"]):
        return scored
    return tr("{scored} (scores); {own} (model after REFIT)").format(
        scored=scored, own=f"{record.refit[name]:.{digits}f}"
    )
