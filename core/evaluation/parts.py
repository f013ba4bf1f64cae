"""Parts of the pages of evaluation and training: certainty, outlines, what is found, bias, calibration."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from ..display.pages import number
from ..display.plot_font import readable
from ..display.report import Part, figure_png, heading, new_figure, paragraph, table
from ..display.shown_words import shown
from .blocks import FEWEST, RESAMPLES, BlockScores
from .evaluation import Evaluation
from .objects import FOUND_IOU, MATCH_IOUS
from .outline_scores import BAND_M, BoundaryScores, Offset
from .scores import Confusion, Ranking

FAR_OFF = 0.1  # a larger difference of the probability and the share of area is told in words
ENOUGH_CELLS = 100  # a bin of probability with fewer tells nothing

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def cell_scores(cells: Confusion) -> dict[str, tuple[str, float]]:
    """Key in `BlockScores` -> title and value of the pooled scores of cells."""
    return {
        "precision": (tr("precision"), cells.precision),
        "recall": (tr("recall"), cells.recall),
        "f1": ("F1", cells.f1),
        "iou": ("IoU", cells.iou),
    }


def certainty(pooled: Mapping[str, tuple[str, float]], blocks: BlockScores, level: int = 2) -> list[Part]:
    """Section on how certain pooled scores are, with intervals and means over blocks.

    Args:
        pooled: key in `blocks` -> title and value.
        blocks: means and intervals.
        level: of the heading.
    """
    rows = [
        (title, value, interval(blocks.intervals[name]), blocks.means.get(name))
        for name, (title, value) in pooled.items()
    ]
    how = tr(
        "The 95 % intervals come from {draws} draws of whole blocks of ground, because neighbouring cells are not "
        "independent. A block is {side:,.0f} m long, at least twice as long as the longest area; there are {scored}. "
        "The means go over the {counted} blocks with any area, and each of these blocks has the same weight."
    ).format(draws=RESAMPLES, side=blocks.side_m, scored=blocks.scored, counted=blocks.counted)
    few_areas = tr(
        "Areas lie in so few blocks that the intervals are narrower than the scores deserve: draw areas on more ground."
    )
    few = tr(
        "With fewer than {fewest} blocks there are no intervals: the ground is too small to say how certain the scores "
        "are."
    ).format(fewest=FEWEST)
    header = (tr("score"), tr("pooled"), tr("95 % interval"), tr("mean of blocks"))
    return [
        heading(tr("How certain the scores are"), level),
        table(header, rows),
        paragraph(how),
        *([] if blocks.counted >= FEWEST else [paragraph(few_areas if blocks.scored >= FEWEST else few)]),
    ]


def interval(limits: tuple[float | None, float | None], form: str = "{:.3f}") -> str | None:
    """Two numbers as people read them; None where they are not known."""
    low, high = limits
    if low is None or high is None or math.isnan(low):
        return None
    return tr("{low} to {high}").format(low=form.format(low), high=form.format(high))


def _apart(boundary: BoundaryScores) -> str:
    mean, hausdorff = boundary.distance.mean_m, boundary.distance.hausdorff95_m
    if mean is None or hausdorff is None or math.isnan(mean) or math.isnan(hausdorff):
        return tr("No area is matched above 0.5: how far outlines are apart is not known.")
    return tr(
        "The outlines of the areas matched above 0.5 are {mean} m apart on average, and 95 % of their length lies less "
        "than {hausdorff} m apart (95 % Hausdorff distance)."
    ).format(mean=number(mean, 1), hausdorff=number(hausdorff, 1))


def outlines(boundary: BoundaryScores, level: int = 2) -> list[Part]:
    """Section on how well the outlines agree, and where they do not."""
    parts = [
        heading(tr("Outlines"), level),
        table(
            [tr("outlines within"), tr("precision"), tr("recall"), "F1"],
            [[f"{one.distance_m:g} m", one.precision, one.recall, one.f1] for one in boundary.f1],
        ),
        paragraph(
            tr("The boundary IoU, which counts the inner {band:g} m of the areas, is {iou}.").format(
                band=BAND_M, iou=number(boundary.iou)
            )
            + " "
            + _apart(boundary)
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
                    "Crown and toe are the parts of the reference outline in the upper and in the lower third of its "
                    "relief. A positive value means that the predicted outline lies outside the reference area by this "
                    "much on average, a negative one that it lies inside."
                )
            ),
        ]
    return parts


def _offset_row(name: str, offset: Offset) -> list[object]:
    return [name, offset.distance_m, offset.signed_m]


def found(evaluation: Evaluation) -> list[Part]:
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
                    "|C| is the share of a downslope motion that the radar sees: below 0.2 little of the motion can be "
                    "found."
                )
            )
        )
    return [*parts, paragraph(bias_sentence(evaluation))]


def bias_sentence(evaluation: Evaluation) -> str:
    """A sentence on whether areas are drawn too large or too small."""
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
            " On average a predicted area is {factor:.2f} times as large as the reference area that it matches, and "
            "its size is off by {error:.0%}."
        ).format(factor=math.exp(bias.log_ratio), error=bias.error)
    return text


def calibration(ranking: Ranking, fitted: str = "", level: int = 2) -> list[Part]:
    """Section on whether the probability means what it says; empty without a probability.

    Args:
        ranking: of the probability.
        fitted: a sentence on how the probability was calibrated, or empty.
        level: of the heading.
    """
    if math.isnan(ranking.calibration_error):
        return []
    text = tr(
        "Where the probability is 0.7, seven of ten cells should lie in an area. The expected calibration error is "
        "{error}, the Brier score {brier}."
    ).format(error=number(ranking.calibration_error), brier=number(ranking.brier))
    caption = tr(
        "Above: share of the cells of each bin of probability that lie in an area; on the dashed line a probability "
        "means what it says. Below: number of cells in each bin."
    )
    return [
        heading(tr("Does the probability mean what it says?"), level),
        paragraph(" ".join(filter(None, (text, fitted)))),
        paragraph(reliability_sentence(ranking.reliability)),
        figure_png(reliability_figure(ranking.reliability), caption),
    ]


def reliability_sentence(reliability: NDArray[np.float64]) -> str:
    """What the curve of Ranking.reliability shows: where the probability says far too much or far too little."""
    _, probability, share = reliability[reliability[:, 0] >= ENOUGH_CELLS].T
    off = probability - share
    if not len(off):
        return tr("There are too few cells to say more.")
    too_sure, too_careful = int(np.argmax(off)), int(np.argmin(off))
    found = [
        text.format(probability=probability[bin_], share=100 * share[bin_])
        for text, bin_, far in (
            (
                tr(
                    "The probability promises too much in places: where it is about {probability:.2f}, only "
                    "{share:.0f} % of the cells lie in an area."
                ),
                too_sure,
                off[too_sure] > FAR_OFF,
            ),
            (
                tr(
                    "The probability is too careful in places: where it is about {probability:.2f}, as many as "
                    "{share:.0f} % of the cells lie in an area."
                ),
                too_careful,
                off[too_careful] < -FAR_OFF,
            ),
        )
        if far
    ]
    if not found:
        return tr("In the bins with {cells} cells or more, the probability is off by at most {limit:g}.").format(
            cells=ENOUGH_CELLS, limit=FAR_OFF
        )
    return " ".join([*found, tr("There, use it to rank areas, not as the share of cells that are right.")])


@readable
def reliability_figure(reliability: NDArray[np.float64]) -> Figure | None:
    """The diagram of Ranking.reliability, with the number of cells below it; None where matplotlib is not installed."""
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
