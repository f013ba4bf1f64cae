"""Parts of the evaluation's page beside the scores: certainty, outlines, what is found, bias, calibration."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .boundary_scores import BAND_M, Offset
from .evaluation import Evaluation
from .evaluation_blocks import FEWEST, RESAMPLES, Interval
from .objects import FOUND_IOU, MATCH_IOUS
from .report import NO_PICTURES, figure_png, heading, new_figure, number, paragraph, table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def certainty(evaluation: Evaluation) -> list[str]:
    """Pooled scores with intervals, and means over blocks."""
    blocks, cells, areas = evaluation.blocks, evaluation.network.cells, evaluation.network.objects[0]
    pooled = {
        "precision": ("precision", cells.precision), "recall": ("recall", cells.recall), "f1": ("F1", cells.f1),
        "iou": ("IoU", cells.iou), "area_recall": (f"areas, recall (IoU > {areas.minimum_iou:g})", areas.recall),
        "area_precision": (f"areas, precision (IoU > {areas.minimum_iou:g})", areas.precision),
    }
    rows = [
        [title, value, interval(blocks.intervals[name]), blocks.means.get(name)] for name, (title, value) in pooled.items()
    ]
    how = (
        f"The 95 % intervals come from {RESAMPLES} draws of whole blocks of {blocks.side_m:,.0f} m, twice as long as the longest"
        f" reference area: there are {blocks.scored}. The means go over the {blocks.counted} blocks with any area, each counting"
        " the same."
    )
    if blocks.scored < FEWEST:
        how += f" With fewer than {FEWEST} blocks there are no intervals: the scored ground is too small to say how certain the scores are."
    return [heading("How certain the scores are"), table(["score", "pooled", "95 % interval", "mean of blocks"], rows), paragraph(how)]


def interval(limits: Interval) -> str | None:
    """Two numbers as people read them; None where they are not known."""
    return None if math.isnan(limits[0]) else f"{number(limits[0])} to {number(limits[1])}"


def outlines(evaluation: Evaluation) -> list[str]:
    """How well the outlines agree, and where they do not."""
    boundary = evaluation.boundary
    parts = [
        heading("Outlines"),
        table(
            ["outlines within", "precision", "recall", "F1"],
            [[f"{one.distance_m:g} m", one.precision, one.recall, one.f1] for one in boundary.f1],
        ),
        paragraph(
            f"Boundary IoU, over the inner {BAND_M:g} m of the areas: {number(boundary.iou)}. Over the areas matched above 0.5 the"
            f" outlines are {number(boundary.distance.mean_m, 1)} m apart on average, and 95 % of them less than"
            f" {number(boundary.distance.hausdorff95_m, 1)} m (95 % Hausdorff distance)."
        ),
    ]
    if boundary.crown.areas:
        parts += [
            table(
                ["part of the outline", "mean distance (m)", "reaches beyond (m)"],
                [_offset_row("crown, upper third", boundary.crown), _offset_row("toe, lower third", boundary.toe)],
            ),
            paragraph(
                "Crown and toe are the parts of the reference outline in the upper and in the lower third of its relief. Beyond: the"
                " predicted outline lies outside of the reference area by so much on average; negative: inside."
            ),
        ]
    return parts


def _offset_row(name: str, offset: Offset) -> list[object]:
    return [name, offset.distance_m, offset.signed_m]


def found(evaluation: Evaluation) -> list[str]:
    """Recall of areas by class, and the bias of their size."""
    header = ["reference areas", "", "number", *(f"recall (IoU > {limit:g})" for limit in MATCH_IOUS), f"found (IoU > {FOUND_IOU:g})"]
    rows = [[group.by, group.label, group.reference, *group.recalls, group.found] for group in evaluation.groups]
    parts = [heading("What is found"), table(header, rows)]
    if any(group.by.startswith("sensitivity") for group in evaluation.groups):
        parts.append(paragraph("|C| is the share of a motion down the slope that the radar sees: little of it can be found below 0.2."))
    return [*parts, paragraph(bias_sentence(evaluation))]


def bias_sentence(evaluation: Evaluation) -> str:
    """Whether areas are drawn too large or too small."""
    bias = evaluation.bias
    if math.isnan(bias.total):
        return "There is no reference area on the scored ground."
    together = "as large as" if abs(bias.total) < 0.005 else f"{abs(bias.total):.0%} {'larger' if bias.total > 0 else 'smaller'} than"
    text = f"All predicted areas together are {together} all reference areas."
    if not math.isnan(bias.log_ratio):
        factor = math.exp(bias.log_ratio)
        text += f" A matched area is drawn {factor:.2f} times as large as its reference on average; its size is off by {bias.error:.0%}."
    return text


def calibration(evaluation: Evaluation) -> list[str]:
    """Does a probability of 0.7 mean that seven of ten cells are right?"""
    if math.isnan(evaluation.calibration_error):
        return []
    figure = reliability_figure(evaluation.reliability)
    return [
        heading("Calibration"),
        paragraph(
            f"Where the probability is p, a share of p of the cells should be reference area. Expected calibration error"
            f" {number(evaluation.calibration_error)}, Brier score {number(evaluation.brier)}, over {len(evaluation.reliability)} bins"
            " of equal width."
        ),
        figure_png(figure, "Share of reference area in each bin of probability. On the dashed line a probability means what it says.")
        if figure else paragraph(NO_PICTURES),
    ]


def reliability_figure(reliability: NDArray[np.float64]) -> Figure | None:
    """Reliability diagram with the number of cells below, of Ranking.reliability; None where matplotlib is not installed."""
    figure = new_figure(5.5, 4.8)
    if figure is None:
        return None
    cells, probability, share = reliability.T
    upper, lower = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": [3, 1]})
    upper.plot([0, 1], [0, 1], "--", color="#888888", linewidth=1, label="perfect")
    upper.plot(probability[cells > 0], share[cells > 0], "o-", color="#1f5fa8", label="this prediction")
    upper.set(xlim=(0, 1), ylim=(0, 1), ylabel="share of reference cells")
    upper.legend(frameon=False, fontsize=9)
    edges = np.linspace(0.0, 1.0, len(cells) + 1)
    lower.bar(edges[:-1], np.maximum(cells, 0.8), width=edges[1], align="edge", color="#9db8d6", edgecolor="white")
    lower.set(yscale="log", ylim=(0.8, None), xlabel="probability", ylabel="cells")
    return figure
