"""Scores of each member of an ensemble on the fold that it did not learn from, and the gain of the ensemble."""

from __future__ import annotations

import math
from typing import Any

from ..base.translation import english, tr
from ..display.pages import number
from ..display.report import Part, heading, paragraph, table
from ..display.shown_words import shown
from ..evaluation.paired_bootstrap import difference
from .held_back_cells import pooled
from .scores import HeldBackScores, known


@english()
def fold_lines(result: dict[str, Any], scores: HeldBackScores) -> list[str]:
    """The report's section as lines for the log; empty for a single network."""
    folds = result.get("folds")
    return [_validated(folds), *_gain(scores)] if folds else []


def fold_part(result: dict[str, Any], scores: HeldBackScores) -> list[Part]:
    """Section of the training report; empty for a single network."""
    folds = result.get("folds")
    if not folds:
        return []
    tested: list[float | None] = [pooled(one).iou for one in scores.members] or [None] * len(folds["members"])
    rows = [
        (
            tr("member {number}").format(number=index),
            str(member["seed"]),
            tr("{count} (kept: after epoch {best})").format(count=member["epochs"], best=member["best_epoch"]),
            member["validation_iou"],
            test,
        )
        for index, (member, test) in enumerate(zip(folds["members"], tested), start=1)
    ]
    together = scores.network.iou if scores.network else None
    return [
        heading(tr("Members of the ensemble")),
        table(
            (
                "",
                tr("seed"),
                tr("epochs"),
                tr("IoU on its own fold"),
                tr("IoU on the {ground} ground").format(ground=shown(scores.which)),
            ),
            [*rows, (tr("all folds pooled; the ensemble"), "", "", folds["iou"], together)],
        ),
        paragraph(_validated(folds)),
        *(paragraph(line) for line in _gain(scores)),
        paragraph(
            tr(
                "Each member learnt from all folds but its own. Temperature and threshold were fitted on all folds "
                "together; each cell was judged by the member that did not learn from it. They fit single members, and "
                "the mean of several members is a little more cautious. All members share one scaling of the bands, "
                "which was fitted on the ground of all folds."
            )
        ),
    ]


def _validated(folds: dict[str, Any]) -> str:
    text = (
        tr("Cross-validation over {count} folds: IoU {iou} pooled.")
        if folds["deviation"] is None
        else tr("Cross-validation over {count} folds: IoU {iou} pooled, {mean} ± {deviation} from fold to fold.")
    )
    return text.format(
        count=len(folds["members"]),
        iou=number(folds["iou"]),
        mean=number(folds["mean"]),
        deviation=number(folds["deviation"]),
    )


def _gain(scores: HeldBackScores) -> list[str]:
    """A sentence on what the ensemble gained over its members; empty where that was not measured."""
    if scores.counts is None or scores.network is None or not scores.members:
        return []
    alone = [known(pooled(one).iou) for one in scores.members]
    own = known(scores.network.iou)
    gain = difference(scores.members, [scores.counts.network])
    text = tr(
        "On the {ground} ground the ensemble reaches an IoU of {iou}. Its best member alone reaches {best} (difference "
        "{more:+.3f}; the best member was found on this same ground), its worst member {worst}."
    ).format(
        ground=shown(scores.which),
        iou=number(own),
        best=number(max(alone)),
        more=own - max(alone),
        worst=number(min(alone)),
    )
    if math.isnan(gain.low):
        typical = tr(
            " Compared with a typical member the ensemble gains {value:+.3f}; the ground is too small to say whether "
            "that is luck."
        )
    elif gain.is_certain:
        typical = tr(
            " Compared with a typical member the ensemble gains {value:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}."
        )
    else:
        typical = tr(
            " Compared with a typical member the ensemble gains {value:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}: "
            "it could be luck with this ground."
        )
    return [text + typical.format(value=gain.value, low=gain.low, high=gain.high)]
