"""What the folds of an ensemble say.

Each member on the ground that it did not learn from, and what the ensemble brought.
"""

from __future__ import annotations

import math
from typing import Any

from ..base.translation import english, tr
from ..display.report import heading, number, paragraph, table
from ..display.shown_words import shown
from ..evaluation.paired_bootstrap import difference
from .held_back_cells import pooled
from .scores import HeldBackScores, known


@english()
def fold_lines(result: dict[str, Any], scores: HeldBackScores) -> list[str]:
    """The same as the report's section for the log; nothing for a single network."""
    folds = result.get("folds")
    return [_validated(folds), *_gain(scores)] if folds else []


def fold_part(result: dict[str, Any], scores: HeldBackScores) -> list[str]:
    """Section of the training report; nothing for a single network."""
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
                "Each member learnt on all folds but its own. Temperature and threshold were fitted on all folds "
                "together, each cell judged by"
                " the member that did not learn from it; they are those of single members, and the mean of "
                "several is a little more cautious."
                " One scaling of the bands, fitted on the ground of all folds, serves all members."
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
    """What the ensemble brought beside its members; nothing where that was not measured."""
    if scores.counts is None or scores.network is None or not scores.members:
        return []
    alone = [known(pooled(one).iou) for one in scores.members]
    own = known(scores.network.iou)
    gain = difference(scores.members, [scores.counts.network])
    text = tr(
        "On the {ground} ground the ensemble reaches an IoU of {iou}, the best of its members alone {best} "
        "({more:+.3f}; which one is best this"
        " very ground tells), the worst {worst}."
    ).format(
        ground=shown(scores.which),
        iou=number(own),
        best=number(max(alone)),
        more=own - max(alone),
        worst=number(min(alone)),
    )
    if math.isnan(gain.low):
        typical = tr(
            " Beside a typical member the ensemble brought {value:+.3f}; the ground is too small to say whether "
            "that is luck."
        )
    elif gain.is_certain:
        typical = tr(
            " Beside a typical member the ensemble brought {value:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}."
        )
    else:
        typical = tr(
            " Beside a typical member the ensemble brought {value:+.3f}, 95 % interval {low:+.3f} to "
            "{high:+.3f}: it could be luck with this ground."
        )
    return [text + typical.format(value=gain.value, low=gain.low, high=gain.high)]
