"""Parts of the training report: scores with intervals, baselines, areas by size, outlines, calibration, agreement of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .area_groups import Group
from .evaluation_blocks import FEWEST, RESAMPLES
from .evaluation_parts import interval, reliability_figure
from .objects import FOUND_IOU, MATCH_IOUS
from .report import NO_PICTURES, figure_png, heading, notice, number, paragraph, table
from .tile_store import TileStore
from .training_scores import HeldBackScores, scores_dict

_NAMES = {"precision": "precision", "recall": "recall", "f1": "F1", "iou": "IoU"}


def score_parts(scores: HeldBackScores, threshold: float) -> list[str]:
    """All sections on scores; nothing where nothing was held back."""
    if scores.network is None:
        return []
    return [*_beside_baselines(scores, threshold), *_certainty(scores), *_areas(scores), *_outlines(scores), *_calibration(scores)]


def _beside_baselines(scores: HeldBackScores, threshold: float) -> list[str]:
    maps = {f"network, threshold {threshold:.2f}": scores.network, **scores.baselines}
    rows = [(name, s.precision, s.recall, s.f1, s.iou) for name, s in maps.items() if s is not None]
    cells = scores.network
    return [
        heading(f"Scores on the {scores.which} ground"),
        (notice if scores.not_beaten else paragraph)(scores.verdict()),
        table(("", "precision", "recall", "F1", "IoU"), rows),
        paragraph(
            f"Pooled over {cells.cells if cells else 0:,} cells that training did not see, of which {100 * cells.prevalence if cells else 0:.2f} % lie in areas."
            " The settings of the simple maps were chosen on the training ground, where they score best. The score is agreement with"
            " the areas that were drawn, not truth: they were drawn on the same targets and image."
        ),
    ]


def _certainty(scores: HeldBackScores) -> list[str]:
    blocks = scores.blocks
    if blocks is None or scores.network is None:
        return []
    values = scores_dict(scores.network)
    rows = [(title, values[name], interval(blocks.intervals[name]), blocks.means[name]) for name, title in _NAMES.items()]
    how = (
        f"The intervals come from {RESAMPLES} draws of whole blocks of {blocks.side_m:,.0f} m: neighbouring cells are no independent"
        f" witnesses. There are {blocks.scored} blocks; the means go over the {blocks.counted} of them with any area."
    )
    if blocks.scored < FEWEST:
        how += f" With fewer than {FEWEST} blocks there are no intervals: the held-back ground is too small to say how certain the scores are."
    return [heading("How certain the scores are", 3), table(("score", "pooled", "95 % interval", "mean of blocks"), rows), paragraph(how)]


def _areas(scores: HeldBackScores) -> list[str]:
    if scores.areas is None:
        return []
    first, second = scores.areas.objects
    rows = [
        (f"IoU > {one.minimum_iou:g}", one.reference, one.predicted, one.matched, one.recall, one.precision, one.quality)
        for one in (first, second)
    ]
    limit = f"IoU > {MATCH_IOUS[0]:g}"
    return [
        heading("Whole areas", 3),
        table(("a match is", "drawn", "predicted", "matched", "recall", "precision", "panoptic quality"), rows),
        table(
            ("size (km²)", "drawn", f"recall ({limit})", f"found (IoU > {FOUND_IOU:g})", "predicted", f"precision ({limit})"),
            _by_size(scores.areas.recall, scores.areas.precision),
        ),
        paragraph(
            "Recall by the size of the areas that were drawn, precision by the size of those that were predicted. Predicted areas smaller"
            " than half of the smallest one drawn are left out."
        ),
    ]


def _by_size(recall: Sequence[Group], precision: Sequence[Group]) -> list[tuple[object, ...]]:
    return [
        (own.label, own.reference, own.recalls[0], own.found, other.reference, other.recalls[0]) for own, other in zip(recall, precision)
    ]


def _outlines(scores: HeldBackScores) -> list[str]:
    if scores.areas is None:
        return []
    boundary = scores.areas.boundary
    rows = [(f"{one.distance_m:g} m", one.precision, one.recall, one.f1) for one in boundary.f1]
    return [
        heading("Outlines", 3),
        paragraph(
            f"Over the areas matched above {MATCH_IOUS[0]:g} the outlines are {number(boundary.distance.mean_m, 1)} m apart on average, and"
            f" 95 % of them less than {number(boundary.distance.hausdorff95_m, 1)} m (95 % Hausdorff distance)."
        ),
        table(("outlines within", "precision", "recall", "F1"), rows),
    ]


def _calibration(scores: HeldBackScores) -> list[str]:
    figure = reliability_figure(scores.ranking.reliability)
    return [
        heading("Does the probability mean what it says?", 3),
        paragraph(
            f"Expected calibration error {number(scores.ranking.calibration_error)}, Brier score {number(scores.ranking.brier)}: where the"
            " probability is 0.7, seven of ten cells should be area. Temperature and threshold were fitted on the validation ground."
        ),
        figure_png(figure, "Reliability: share of area in each bin of probability. On the dashed line a probability means what it says.")
        if figure else paragraph(NO_PICTURES),
    ]


def gap_part(tile_scores: dict[str, Any] | None) -> list[str]:
    """How much random tiles flatter the model; nothing where that was not measured."""
    if not tile_scores:
        return []
    return [
        heading("What a random split would have claimed"),
        table(
            ("the same model", "IoU"),
            [
                ("on random tiles, which overlap those that it learnt from, as many papers test", tile_scores["random"]),
                ("on the tiles of held-back blocks, ground that it has never seen", tile_scores["blocks"]),
                ("gap", tile_scores["gap"]),
            ],
        ),
        paragraph(gap_sentence(tile_scores)),
    ]


def gap_sentence(tile_scores: dict[str, Any]) -> str:
    """What the gap means."""
    if tile_scores["gap"] > 0:
        return f"Random tiles would make the model look better by {tile_scores['gap']:.3f} IoU than it is on ground that it has never seen."
    return (
        "Random tiles do not flatter this model: it has not learnt its training ground by heart, and the held-back blocks are easier ground"
        " than the rest."
    )


def agreement_part(store: TileStore, scores: HeldBackScores) -> list[str]:
    """How far people agree, which no network can be expected to exceed; nothing where one person drew."""
    agreement = store.manifest.get("agreement")
    if agreement is None:
        return []
    text = f"The people who drew agree with one another with an IoU of {agreement:.2f} (mean over all pairs of people)."
    if scores.network is not None:
        text += (
            f" The network agrees with them with an IoU of {number(scores.network.iou)}, on the ground where they are of one mind,"
            " which is the easier part of it. No network can be expected to agree with people more than they do themselves."
        )
    return [heading("Agreement of the people who drew"), paragraph(text)]
