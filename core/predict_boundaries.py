"""Predict boundaries: probability, mask and areas of a stack; all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .areas import AreasSummary, TargetTable, write_areas
from .model_card import Card, read_card
from .outputs import removed_on_failure, require_writable
from .prediction import predict_probability
from .progress import Progress, Stage
from .styles import style_path, write_style
from .worker_python import WorkerPython


@dataclass(frozen=True)
class PredictionOutputs:
    """Paths of the three results."""

    probability: str
    mask: str
    areas: str


def predict_boundaries(
    stack: str, model: str, outputs: PredictionOutputs, threshold: float | None, min_area_m2: float,
    targets: TargetTable | None, within: Sequence[bytes], device: str, python: WorkerPython, progress: Progress,
) -> AreasSummary:
    """Write probability, mask and areas, each with its style.

    Args:
        stack: path of the feature stack.
        model: path of the model.
        outputs: where to write.
        threshold: of the probability; None: the model's.
        min_area_m2: smaller areas are left out.
        targets: for the areas' attributes.
        within: polygons (WKB, the stack's CRS); empty: everywhere.
        device: auto, cpu, cuda or mps.
        python: of the worker.
        progress: reporting and cancel.

    Raises:
        InputError: stack and model do not fit.
        WorkerError: the worker failed.
        OutputError: an output cannot be written.
    """
    card = read_card(model)
    limit = float(card["threshold"]) if threshold is None else threshold
    for line in describe_card(card, model, limit):
        progress.message(line)
    require_writable(outputs.probability, outputs.mask, outputs.areas)
    coverage = predict_probability(stack, model, outputs.probability, within, device, python, Stage(progress, 0.0, 0.85))
    with removed_on_failure(outputs.probability):
        share = 100.0 * coverage.observed / max(coverage.cells, 1)
        progress.message(
            f"Motion could have been seen on {share:.0f} % of the ground; {coverage.skipped} of {coverage.blocks} blocks were"
            " skipped since nothing could have been seen there."
        )
        summary = write_areas(
            outputs.probability, outputs.mask, outputs.areas, limit, min_area_m2, targets, stack, Path(model).name,
            Stage(progress, 0.85, 1.0),
        )
        styles = {outputs.probability: "probability", outputs.mask: "mask", outputs.areas: "areas"}
        with removed_on_failure(outputs.mask, outputs.areas, *(style_path(path) for path in styles)):
            for path, style in styles.items():
                write_style(path, style)
    return summary


def describe_card(card: Card, model: str, threshold: float) -> list[str]:
    """What the user should know of a model before trusting its boundaries."""
    network = card["network"]
    lines = [
        f"Model {Path(model).name}: {network['name']}, width {network['width']}, bands "
        + ", ".join(str(band["name"]) for band in card["bands"]) + f"; threshold {threshold:.2f}."
    ]
    scores = card.get("scores") or {}
    if card.get("leaky"):
        lines.append("This model's scores are LEAKY: training and test ground overlapped.")
    if scores.get("network", {}).get("iou") is not None:
        lines.append(f"IoU on its own {scores['set']} ground: {scores['network']['iou']:.3f}.")
    return lines
