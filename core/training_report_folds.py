"""What the folds of an ensemble say: each member on the ground that it did not learn from, and what the ensemble brought."""

from __future__ import annotations

import math
from typing import Any

from .held_back_cells import pooled
from .paired_bootstrap import difference
from .report import heading, number, paragraph, table
from .training_scores import HeldBackScores, known


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
        (f"member {index}", member["seed"], f"{member['epochs']} (kept: {member['best_epoch']})", member["validation_iou"], test)
        for index, (member, test) in enumerate(zip(folds["members"], tested), start=1)
    ]
    together = scores.network.iou if scores.network else None
    return [
        heading("Members of the ensemble"),
        table(
            ("", "seed", "epochs", "IoU on its own fold", f"IoU on the {scores.which} ground"),
            [*rows, ("all folds pooled; the ensemble", "", "", folds["iou"], together)],
        ),
        paragraph(_validated(folds)),
        *(paragraph(line) for line in _gain(scores)),
        paragraph(
            "Each member learnt on all folds but its own. Temperature and threshold were fitted on all folds together, each cell judged by"
            " the member that did not learn from it; they are those of single members, and the mean of several is a little more cautious."
            " One scaling of the bands, fitted on the ground of all folds, serves all members."
        ),
    ]


def _validated(folds: dict[str, Any]) -> str:
    spread = f", {number(folds['mean'])} ± {number(folds['deviation'])} from fold to fold" if folds["deviation"] is not None else ""
    return f"Cross-validation over {len(folds['members'])} folds: IoU {number(folds['iou'])} pooled{spread}."


def _gain(scores: HeldBackScores) -> list[str]:
    """What the ensemble brought beside its members; nothing where that was not measured."""
    if scores.counts is None or scores.network is None or not scores.members:
        return []
    alone = [known(pooled(one).iou) for one in scores.members]
    own = known(scores.network.iou)
    text = (
        f"On the {scores.which} ground the ensemble reaches an IoU of {number(own)}, the best of its members alone {number(max(alone))}"
        f" ({own - max(alone):+.3f}; which one is best this very ground tells), the worst {number(min(alone))}. Beside a typical member the"
        " ensemble brought "
    )
    gain = difference(scores.members, [scores.counts.network])
    text += f"{gain.value:+.3f}"
    if math.isnan(gain.low):
        return [text + "; the ground is too small to say whether that is luck."]
    text += f", 95 % interval {gain.low:+.3f} to {gain.high:+.3f}"
    return [text + ("." if gain.is_certain else ": it could be luck with this ground.")]
