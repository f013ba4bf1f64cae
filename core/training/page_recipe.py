"""The training report's tables of what was chosen, what came out, and with which software."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..base.training_options import TrainingOptions
from ..base.translation import tr
from ..display.pages import number
from ..display.report import Part, heading, table
from ..display.shown_words import duration
from .data import TrainingRecord

Row = tuple[str, str]


def recipe_parts(record: TrainingRecord) -> list[Part]:
    """Section of the training report."""
    return [
        heading(tr("Recipe")),
        table(("", tr("value")), [*_data_rows(record), *option_rows(record.options)]),
        heading(tr("Result of the training"), 3),
        table(("", tr("value")), _result_rows(record)),
        heading(tr("Software and files"), 3),
        table(("", tr("value")), _software_rows(record)),
    ]


def runs_of(record: TrainingRecord) -> list[dict[str, Any]]:
    """Epochs of the network, or of each member of an ensemble."""
    return list(record.result["folds"]["members"]) if "folds" in record.result else [record.result]


def option_rows(options: TrainingOptions) -> list[Row]:
    """Every choice of the recipe with a name and a unit; the device is among the results."""
    patience = tr("{count} epochs without a better one") if options.patience else tr("never")
    return [
        (tr("Preset"), options.preset),
        (tr("Network"), tr("{network}, width {width}").format(network=options.network, width=options.width)),
        (tr("Additions to the network"), ", ".join(options.parts) or tr("none")),
        (tr("Started from"), Path(options.start_from).name if options.start_from else tr("random weights")),
        (tr("Fine-tuned and mixed with the model that it started from"), tr("yes") if options.tuning else tr("no")),
        (tr("Tile size"), tr("{count} cells").format(count=options.tile)),
        (tr("Overlap of tiles"), _percent(options.overlap)),
        (tr("Epochs, at most"), str(options.epochs)),
        (tr("Stops early after"), patience.format(count=options.patience)),
        (tr("Tiles in one step"), str(options.batch)),
        (tr("Learning rate"), f"{options.learning_rate:g}"),
        (tr("Held-back ground"), _split(options.split)),
        (tr("Seed"), str(options.seed)),
        (tr("Tiles where it wrongly saw areas (hard negatives)"), _percent(options.hard_negatives)),
        (tr("Tiles with thinned targets"), _percent(options.thinning)),
        (tr("Tiles with gaps between targets"), _percent(options.gaps)),
        (tr("Tiles without image or terrain"), _percent(options.missing)),
        (tr("Tiles with reversed motion"), _percent(options.mirrored)),
        (tr("Extra weight of cells near drawn lines"), f"{options.boundary:g}"),
        (tr("Ignored buffer along drawn lines"), f"{options.ring_m:g} m"),
        (tr("Graphics cards, at most"), str(options.processes)),
        (tr("Folds"), str(options.folds)),
        (tr("Trained again on all ground"), tr("yes") if options.refits else tr("no")),
    ]


def _split(split: str) -> str:
    if split == "areas":
        return tr("a whole study area")
    return tr("random tiles, which overlap the training tiles") if split == "random" else tr("whole blocks of ground")


def _percent(share: float) -> str:
    return f"{100 * share:g} %"


def _data_rows(record: TrainingRecord) -> list[Row]:
    return [
        (tr("Feature stack"), ", ".join(Path(stack.path).name for stack in record.data.stacks)),
        (tr("Bands"), ", ".join(record.data.bands)),
        (tr("Areas drawn"), str(len(record.data.drawn))),
    ]


def _result_rows(record: TrainingRecord) -> list[Row]:
    result = record.result
    seconds = float(result["seconds"]) + float((record.refit or {}).get("seconds", 0.0))
    epochs = [
        tr("{count} (kept: after epoch {best})").format(count=run["epochs"], best=run["best_epoch"])
        for run in runs_of(record)
    ]
    return [
        (tr("Parameters of the network"), number(result["parameters"])),
        (tr("Epochs"), "; ".join(epochs)),
        (tr("Duration"), tr("{time} on {device}").format(time=duration(seconds), device=result["device"])),
        (tr("Threshold of the probability"), _before_and_after(record, "threshold", 2)),
        (tr("Temperature of the probability"), _before_and_after(record, "temperature", 3)),
    ]


def _before_and_after(record: TrainingRecord, name: str, digits: int) -> str:
    """A number of the scored model, and of the one after the refit."""
    scored = f"{record.result[name]:.{digits}f}"
    if not (record.refit and record.refit["done"]):
        return scored
    return tr("{scored} (scores); {own} (model after the refit)").format(
        scored=scored, own=f"{record.refit[name]:.{digits}f}"
    )


def _software_rows(record: TrainingRecord) -> list[Row]:
    names = {
        "slipline": "Slipline",
        "python": "Python",
        "torch": "PyTorch",
        "numpy": "NumPy",
        "gdal": "GDAL",
        "device": tr("Device"),
        "device_name": tr("Name of the device"),
    }
    known = [
        (names.get(name, name), record.versions[name]) for name in (*names, *record.versions) if name in record.versions
    ]
    return [
        *dict(known).items(),
        *((tr("SHA-256 of the {name}").format(name=name), value) for name, value in record.hashes.items()),
    ]
