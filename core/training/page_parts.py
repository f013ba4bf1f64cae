"""Parts of the training report: scores with intervals, baselines, areas, outlines, calibration, agreement of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..base.translation import tr
from ..display.pages import number
from ..display.report import Part, heading, notice, paragraph, table
from ..display.shown_words import shown
from ..evaluation.area_groups import Group
from ..evaluation.objects import FOUND_IOU, MATCH_IOUS
from ..evaluation.parts import calibration, cell_scores, certainty, outlines
from ..evaluation.scores import Confusion
from ..tilestore.tile_store import TileStore
from .held_back_areas import AreaScores
from .scores import HeldBackScores


def score_parts(scores: HeldBackScores, result: dict[str, Any], split: str) -> list[Part]:
    """All sections on scores; empty where nothing was held back.

    Args:
        scores: on held-back ground.
        result: of the training: threshold and temperature.
        split: `blocks` or `random`.
    """
    if scores.network is None:
        return []
    leaky = split == "random"
    parts = _beside_baselines(scores, float(result["threshold"]), leaky)
    if scores.blocks is not None:
        parts += certainty(cell_scores(scores.network), scores.blocks, level=3)
    if scores.areas is not None:
        parts += [*_areas(scores.areas), *outlines(scores.areas.boundary, level=3)]
    return [*parts, *calibration(scores.ranking, _how_fitted(result, leaky), level=3)]


def _beside_baselines(scores: HeldBackScores, threshold: float, leaky: bool) -> list[Part]:
    network = tr("network, threshold {threshold:.2f}").format(threshold=threshold)
    maps = {network: scores.network, **{shown(name): baseline for name, baseline in scores.baselines.items()}}
    rows = [
        (name, one.precision, one.recall, one.f1, one.iou, scores.ranking.auprc if name == network else None)
        for name, one in maps.items()
        if one is not None
    ]
    cells = scores.network
    return [
        heading(tr("Scores on the {ground} ground").format(ground=shown(scores.which))),
        (notice if scores.not_beaten else paragraph)(scores.verdict()),
        table(("", tr("precision"), tr("recall"), "F1", "IoU", tr("average precision")), rows),
        paragraph(
            tr(
                "All {cells:,} cells {where} are counted together; {share:.2f} % of them lie in areas. Average "
                "precision is the mean precision over all thresholds; a simple map has only one. The settings of the "
                "simple maps were chosen on the training ground, where they score best. The scores tell how well a map "
                "agrees with the areas that were drawn, not with the truth: the areas were drawn on the same targets "
                "and image."
            ).format(
                cells=cells.cells if cells else 0,
                share=100 * cells.prevalence if cells else 0,
                where=tr("of test tiles, which overlap the training tiles")
                if leaky
                else tr("that training did not see"),
            )
        ),
    ]


def _areas(areas: AreaScores) -> list[Part]:
    rows = [
        (
            f"IoU > {one.minimum_iou:g}",
            one.reference,
            one.predicted,
            one.matched,
            one.recall,
            one.precision,
            one.quality,
        )
        for one in areas.objects
    ]
    limit = MATCH_IOUS[0]
    return [
        heading(tr("Whole areas"), 3),
        table(
            (
                tr("a match is"),
                tr("drawn"),
                tr("predicted"),
                tr("matched"),
                tr("recall"),
                tr("precision"),
                tr("panoptic quality"),
            ),
            rows,
        ),
        table(
            (
                tr("size (km²)"),
                tr("drawn"),
                tr("recall (IoU > {limit:g})").format(limit=limit),
                tr("found (IoU > {limit:g})").format(limit=FOUND_IOU),
                tr("predicted"),
                tr("precision (IoU > {limit:g})").format(limit=limit),
            ),
            _by_size(areas.recall, areas.precision),
        ),
        paragraph(
            tr(
                "Recall is given by the size of the drawn areas, precision by the size of the predicted areas. "
                "Predicted areas that are smaller than half of the smallest drawn area are left out."
            )
        ),
    ]


def _by_size(recall: Sequence[Group], precision: Sequence[Group]) -> list[tuple[object, ...]]:
    return [
        (own.label, own.reference, own.recalls[0], own.found, other.reference, other.recalls[0])
        for own, other in zip(recall, precision)
    ]


def _how_fitted(result: dict[str, Any], leaky: bool) -> str:
    if (result["temperature"], result["threshold"]) == (1.0, 0.5) and not result.get("in_turn"):
        return tr("Temperature and threshold are 1 and 0.5: nothing was fitted.")
    if result.get("in_turn"):
        return tr(
            "Each part of the ground was scored with a threshold that was fitted on the other parts. The threshold of "
            "the model was fitted on all parts. Its probabilities were not rescaled (temperature 1)."
        )
    if leaky:
        return tr(
            "Temperature and threshold were fitted on the same tiles, because the random split has no validation "
            "ground."
        )
    return tr("Temperature and threshold were fitted on the validation ground.")


def gap_part(tile_scores: dict[str, Any] | None, own: Confusion | None, paper: bool) -> list[Part]:
    """Section on how much random tiles flatter the model; empty where that was not measured.

    Args:
        tile_scores: of the worker.
        own: scores on held-back ground; None where nothing was held back.
        paper: the preset is the paper's.
    """
    if not tile_scores:
        return []
    return [
        heading(tr("What a random split would have claimed")),
        table(
            (tr("the same model"), "IoU"),
            [
                (
                    tr("on random tiles, which overlap those that it learnt from, as many papers test"),
                    tile_scores["random"],
                ),
                (tr("on the tiles of held-back blocks, ground that it has never seen"), tile_scores["blocks"]),
                (tr("gap"), tile_scores["gap"]),
            ],
        ),
        paragraph(gap_sentence(tile_scores)),
        *([paragraph(_why_two_scores(tile_scores["blocks"], own, paper))] if own is not None else []),
    ]


def _why_two_scores(tiles: float, own: Confusion, paper: bool) -> str:
    """Say why the IoU on the tiles of held-back blocks differs from the IoU on the held-back ground."""
    text = tr(
        "The IoU of the held-back blocks here, {tiles}, and the one among the scores above, {own}, come from the same "
        "model, threshold and ground, but they are counted differently. Here, as in the papers, each tile is judged "
        "alone, and a cell counts once in every tile that covers it. Above, overlapping tiles judge a cell together, "
        "and it counts once. Rely on the one above."
    ).format(tiles=number(tiles), own=number(own.iou))
    if paper:
        return text
    return text + tr(" Areas where motion could not have been seen are left out here; above they count as missed.")


def gap_sentence(tile_scores: dict[str, Any]) -> str:
    """Say what the gap means."""
    if tile_scores["gap"] > 0:
        return tr(
            "Random tiles would make the model look better by {gap:.3f} IoU than it is on ground that it has never "
            "seen."
        ).format(gap=tile_scores["gap"])
    return tr(
        "Random tiles do not flatter this model: it has not memorised its training ground, and the held-back blocks "
        "are easier than the other ground."
    )


def agreement_part(store: TileStore, scores: HeldBackScores) -> list[Part]:
    """Section on how far people agree, which no network can be expected to exceed; empty where one person drew."""
    agreement = store.manifest.get("agreement")
    if agreement is None:
        return []
    text = tr(
        "The people who drew agree with one another with an IoU of {iou:.2f} (mean over all pairs of people)."
    ).format(iou=agreement)
    if scores.network is not None:
        text += tr(
            " The network agrees with them with an IoU of {iou}, counted only where all of them agree, which is the "
            "easier part of the ground. No network can be expected to agree with people more than people agree with "
            "each other."
        ).format(iou=number(scores.network.iou))
    return [heading(tr("Agreement of the people who drew")), paragraph(text)]
