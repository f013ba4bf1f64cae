"""Predict boundaries: probability, mask and areas of a stack; all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .areas import AreaInputs, AreaOutputs, AreaRules, AreasSummary, TargetTable, write_areas
from .model_card import Card, read_card
from .outputs import removed_on_failure, require_writable
from .prediction import predict_probability
from .progress import Progress, Stage
from .styles import style_path, write_style
from .worker_python import WorkerPython


@dataclass(frozen=True)
class PredictionOutputs:
    """Paths of the results; `lines` may be empty."""

    probability: str
    mask: str
    areas: str
    lines: str = ""


def predict_boundaries(
    stack: str, model: str, outputs: PredictionOutputs, rules: AreaRules,
    targets: TargetTable | None, within: Sequence[bytes], device: str, python: WorkerPython, progress: Progress,
) -> AreasSummary:
    """Write probability, mask, areas and lines, each with its style.

    Args:
        stack: path of the feature stack.
        model: path of the model.
        outputs: where to write.
        rules: how areas are drawn.
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
    for line in describe_card(card, model, rules.threshold):
        progress.message(line)
    require_writable(outputs.probability, outputs.mask, outputs.areas, outputs.lines)
    coverage = predict_probability(stack, model, outputs.probability, within, device, python, Stage(progress, 0.0, 0.85))
    with removed_on_failure(outputs.probability):
        share = 100.0 * coverage.observed / max(coverage.cells, 1)
        progress.message(
            f"Motion could have been seen on {share:.0f} % of the ground; {coverage.skipped} of {coverage.blocks} blocks were"
            " skipped since nothing could have been seen there."
        )
        summary = write_areas(
            AreaInputs(outputs.probability, targets, stack, model=Path(model).name),
            AreaOutputs(outputs.mask, outputs.areas, outputs.lines), rules, Stage(progress, 0.85, 1.0),
        )
        styles = {outputs.probability: "probability", outputs.mask: "mask", outputs.areas: "areas", outputs.lines: "lines"}
        with removed_on_failure(*list(styles)[1:], *(style_path(path) for path in styles if path)):
            for path, style in styles.items():
                if path:
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
