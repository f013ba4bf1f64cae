"""Parts of the evaluation's page beside the scores: certainty, outlines, what is found, bias, calibration."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from ..display.plot_font import readable
from ..display.report import NO_PICTURES, figure_png, heading, new_figure, number, paragraph, table
from ..display.shown_words import shown
from .blocks import FEWEST, RESAMPLES, Interval
from .evaluation import Evaluation
from .objects import FOUND_IOU, MATCH_IOUS
from .outline_scores import BAND_M, Offset

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def certainty(evaluation: Evaluation) -> list[str]:
    """Pooled scores with intervals, and means over blocks."""
    blocks, cells, areas = evaluation.blocks, evaluation.network.cells, evaluation.network.objects[0]
    pooled = {
        "precision": (tr("precision"), cells.precision),
        "recall": (tr("recall"), cells.recall),
        "f1": ("F1", cells.f1),
        "iou": ("IoU", cells.iou),
        "area_recall": (tr("areas, recall (IoU > {limit:g})").format(limit=areas.minimum_iou), areas.recall),
        "area_precision": (tr("areas, precision (IoU > {limit:g})").format(limit=areas.minimum_iou), areas.precision),
    }
    rows = [
        [title, value, interval(blocks.intervals[name]), blocks.means.get(name)]
        for name, (title, value) in pooled.items()
    ]
    how = tr(
        "The 95 % intervals come from {draws} draws of whole blocks of {side:,.0f} m, twice as long as the "
        "longest reference area: there"
        " are {scored}. The means go over the {counted} blocks with any area, each counting the same."
    ).format(draws=RESAMPLES, side=blocks.side_m, scored=blocks.scored, counted=blocks.counted)
    few = (
        []
        if blocks.scored >= FEWEST
        else [
            paragraph(
                tr(
                    "With fewer than {fewest} blocks there are no intervals: the scored ground is too small to "
                    "say how certain the scores are."
                ).format(fewest=FEWEST)
            )
        ]
    )
    header = [tr("score"), tr("pooled"), tr("95 % interval"), tr("mean of blocks")]
    return [heading(tr("How certain the scores are")), table(header, rows), paragraph(how), *few]


def interval(limits: Interval) -> str | None:
    """Two numbers as people read them; None where they are not known."""
    return (
        None if math.isnan(limits[0]) else tr("{low} to {high}").format(low=number(limits[0]), high=number(limits[1]))
    )


def outlines(evaluation: Evaluation) -> list[str]:
    """How well the outlines agree, and where they do not."""
    boundary = evaluation.boundary
    parts = [
        heading(tr("Outlines")),
        table(
            [tr("outlines within"), tr("precision"), tr("recall"), "F1"],
            [[f"{one.distance_m:g} m", one.precision, one.recall, one.f1] for one in boundary.f1],
        ),
        paragraph(
            tr(
                "Boundary IoU, over the inner {band:g} m of the areas: {iou}. Over the areas matched above 0.5 "
                "the outlines are {mean} m"
                " apart on average, and 95 % of them less than {hausdorff} m (95 % Hausdorff distance)."
            ).format(
                band=BAND_M,
                iou=number(boundary.iou),
                mean=number(boundary.distance.mean_m, 1),
                hausdorff=number(boundary.distance.hausdorff95_m, 1),
            )
        ),
    ]
    if boundary.crown.areas:
        parts += [
            table(
                [tr("part of the outline"), tr("mean distance (m)"), tr("reaches beyond (m)")],
                [
                    _offset_row(tr("crown, upper third"), boundary.crown),
                    _offset_row(tr("toe, lower third"), boundary.toe),
                ],
            ),
            paragraph(
                tr(
                    "Crown and toe are the parts of the reference outline in the upper and in the lower third of "
                    "its relief. Beyond: the"
                    " predicted outline lies outside of the reference area by so much on average; negative: inside."
                )
            ),
        ]
    return parts


def _offset_row(name: str, offset: Offset) -> list[object]:
    return [name, offset.distance_m, offset.signed_m]


def found(evaluation: Evaluation) -> list[str]:
    """Recall of areas by class, and the bias of their size."""
    header = [
        tr("reference areas"),
        "",
        tr("number"),
        *(tr("recall (IoU > {limit:g})").format(limit=limit) for limit in MATCH_IOUS),
        tr("found (IoU > {limit:g})").format(limit=FOUND_IOU),
    ]
    rows = [[shown(group.by), group.label, group.reference, *group.recalls, group.found] for group in evaluation.groups]
    parts = [heading(tr("What is found")), table(header, rows)]
    if any(group.by.startswith("sensitivity") for group in evaluation.groups):
        parts.append(
            paragraph(
                tr(
                    "|C| is the share of a motion down the slope that the radar sees: little of it can be found "
                    "below 0.2."
                )
            )
        )
    return [*parts, paragraph(bias_sentence(evaluation))]


def bias_sentence(evaluation: Evaluation) -> str:
    """Whether areas are drawn too large or too small."""
    bias = evaluation.bias
    if math.isnan(bias.total):
        return tr("There is no reference area on the scored ground.")
    if abs(bias.total) < 0.005:
        text = tr("All predicted areas together are as large as all reference areas.")
    elif bias.total > 0:
        text = tr("All predicted areas together are {share:.0%} larger than all reference areas.")
    else:
        text = tr("All predicted areas together are {share:.0%} smaller than all reference areas.")
    text = text.format(share=abs(bias.total))
    if not math.isnan(bias.log_ratio):
        text += tr(
            " A matched area is drawn {factor:.2f} times as large as its reference on average; its size is off "
            "by {error:.0%}."
        ).format(factor=math.exp(bias.log_ratio), error=bias.error)
    return text


def calibration(evaluation: Evaluation) -> list[str]:
    """Does a probability of 0.7 mean that seven of ten cells are right?"""
    if math.isnan(evaluation.calibration_error):
        return []
    figure = reliability_figure(evaluation.reliability)
    return [
        heading(tr("Calibration")),
        paragraph(
            tr(
                "Where the probability is p, a share of p of the cells should be reference area. Expected "
                "calibration error {error},"
                " Brier score {brier}, over {bins} bins of equal width."
            ).format(
                error=number(evaluation.calibration_error),
                brier=number(evaluation.brier),
                bins=len(evaluation.reliability),
            )
        ),
        figure_png(
            figure,
            tr(
                "Share of reference area in each bin of probability. On the dashed line a probability means what "
                "it says."
            ),
        )
        if figure
        else paragraph(NO_PICTURES),
    ]


@readable
def reliability_figure(reliability: NDArray[np.float64]) -> Figure | None:
    """Reliability diagram with the number of cells below, of Ranking.reliability.

    None where matplotlib is not installed.
    """
    figure = new_figure(5.5, 4.8)
    if figure is None:
        return None
    cells, probability, share = reliability.T
    upper, lower = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": [3, 1]})
    upper.plot([0, 1], [0, 1], "--", color="#888888", linewidth=1, label=tr("perfect"))
    upper.plot(probability[cells > 0], share[cells > 0], "o-", color="#1f5fa8", label=tr("this prediction"))
    upper.set(xlim=(0, 1), ylim=(0, 1), ylabel=tr("share of reference cells"))
    upper.legend(frameon=False, fontsize=9)
    edges = np.linspace(0.0, 1.0, len(cells) + 1)
    lower.bar(edges[:-1], np.maximum(cells, 0.8), width=edges[1], align="edge", color="#9db8d6", edgecolor="white")
    lower.set(yscale="log", ylim=(0.8, None), xlabel=tr("probability"), ylabel=tr("cells"))
    return figure
