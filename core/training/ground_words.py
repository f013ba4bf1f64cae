"""The ground of a training in words, for the log and the report."""

from __future__ import annotations

from typing import Any

from ..base.codes import SET_NAMES
from ..base.progress import Progress
from ..base.starting_model import FEW_AREAS
from ..base.translation import english, tr
from ..display.shown_words import shown
from ..evaluation.look_list import CONTRADICTED, FORGOTTEN
from ..tilestore.motion import motion_warning
from ..tilestore.places import places_of
from ..tilestore.tile_store import TileStore
from .scores import HeldBackScores

_ENOUGH_AREAS = 10  # on held-back ground; scores of fewer say little


@english()
def say_ground(store: TileStore, progress: Progress) -> None:
    """Write a description of the split to the log, and warnings where something is wrong with it."""
    for line in describe_store(store):
        progress.message(line)
    for text in filter(None, (short_dead_zone(store.manifest), motion_warning(store))):
        progress.warning(text)


def describe_store(store: TileStore) -> list[str]:
    """What the ground and its split are like, for the log and the report."""
    manifest = store.manifest
    tiles = [sum(1 for position in manifest["positions"] if position[2] == which) for which in SET_NAMES]
    lines = [
        tr(
            "Ground: {columns} x {rows} cells of {cell:g} m; tiles of {tile} cells: {training} training, {validation} "
            "validation, {test} test."
        ).format(
            columns=store.grid.columns,
            rows=store.grid.rows,
            cell=store.grid.cell_m,
            tile=manifest["tile"],
            training=tiles[0],
            validation=tiles[1],
            test=tiles[2],
        )
    ]
    places = places_of(manifest)
    if places:
        lines.append(
            tr("{count} study areas side by side: {names}.").format(
                count=len(places),
                names=", ".join(
                    tr("{stack} ({areas} areas, cells of {cell:g} m)").format(
                        stack=place.name, areas=place.areas, cell=place.cell_m
                    )
                    for place in places
                ),
            )
        )
    if manifest.get("left_out"):
        lines.append(
            tr(
                "{count} tiles were left out because no motion is known and no area is drawn there: nothing is learnt "
                "or predicted on them."
            ).format(count=manifest["left_out"])
        )
    if manifest.get("agreement") is not None:
        lines.append(
            tr(
                "The people who drew agree with an IoU of {iou:.2f}; nothing is learnt or scored where they differ."
            ).format(iou=manifest["agreement"])
        )
    return [*lines, _split_sentence(manifest)]


def _split_sentence(manifest: dict[str, Any]) -> str:
    """How the ground was divided."""
    if manifest["split"] == "random":
        return tr("LEAKY: training and test tiles were drawn at random and overlap; the scores are too good.")
    training, validation, test = (100 * share for share in manifest.get("shares", (1.0, 0.0, 0.0)))
    if manifest.get("held_back_place"):
        return tr(
            "The whole study area {stack} is held back as test ground, with {test:.0f} % of the ground in areas: its "
            "scores tell how good the model is in a new valley. Of the other study areas {training:.0f} % of the "
            "ground in areas is for training and {validation:.0f} %, in blocks, for validation."
        ).format(stack=manifest["held_back_place"], training=training, validation=validation, test=test)
    if manifest.get("turns"):
        return tr(
            "No ground could be held back, because there is too little ground or there are too few areas. Areas are "
            "left out in turn instead: {turns} networks learn without some of them and are scored on these. The model "
            "itself then learns from all areas."
        ).format(turns=manifest["turns"])
    if not manifest["block_m"]:
        return tr(
            "Nothing could be held back, because there is too little ground or there are too few areas. There are no "
            "honest scores for this model."
        )
    sides = {"block": manifest["block_m"], "dead_zone": manifest["dead_zone_m"]}
    if manifest.get("folds"):
        return tr(
            "{count} folds of blocks of {block:.0f} m with a dead zone of {dead_zone:.0f} m. The folds hold {shares} "
            "of the ground in areas, and {test:.0f} % of it is test ground, which no member sees. Each member learns "
            "on all folds but one."
        ).format(
            count=len(manifest["folds"]),
            shares=", ".join(f"{100 * fold['share']:.0f} %" for fold in manifest["folds"]),
            test=test,
            **sides,
        )
    return tr(
        "Split by blocks of {block:.0f} m with a dead zone of {dead_zone:.0f} m. Of the ground in areas {training:.0f} "
        "% is for training, {validation:.0f} % for validation and {test:.0f} % for the test; the rest lies in the dead "
        "zone."
    ).format(training=training, validation=validation, test=test, **sides)


def floor_words(scores: HeldBackScores, drawn_areas: int) -> str:
    """What comes first where the network is not better than a simple map, and what a prediction then draws; else empty.

    Args:
        scores: on held-back ground.
        drawn_areas: that the model learnt from.
    """
    if not scores.not_beaten:
        return ""
    simple = scores.simple_map(drawn_areas)
    if simple is None or simple.network_iou > simple.cells.iou:
        return scores.verdict()
    text = (
        tr("Predict boundaries draws the simple map '{kind}' instead, because fewer than {few} areas are drawn (BEST).")
        if drawn_areas < FEW_AREAS
        else tr("Predict boundaries draws the simple map '{kind}' instead if you choose BEST = yes.")
    )
    return f"{scores.verdict()} {text.format(kind=shown(simple.kind), few=FEW_AREAS)}"


def few_words(scores: HeldBackScores) -> str:
    """A warning where hardly any area stands behind the scores; else empty."""
    if scores.areas is None or scores.areas.objects[0].reference >= _ENOUGH_AREAS:
        return ""
    return tr(
        "Drawn areas on the ground that is scored: {count}. Scores and intervals from so few areas say little about "
        "other ground. Draw more areas."
    ).format(count=scores.areas.objects[0].reference)


def doubt_words(counts: dict[str, int]) -> str:
    """What the final training did not learn from until somebody decides; empty where no label is doubted."""
    if not any(counts.values()):
        return ""
    said = {
        FORGOTTEN: tr("Areas that may have been forgotten (network and candidate areas see them): {count}."),
        CONTRADICTED: tr("Outlines that may be wrong (nothing moves in them): {count}."),
    }
    found = [sentence.format(count=counts[why]) for why, sentence in said.items() if counts.get(why)]
    todo = tr(
        "The final training does not learn from these places. The output Labels to look at holds them: decide on them "
        "in the review panel, and give the layer to the next training."
    )
    return " ".join([*found, todo])


def seen_before(share: float) -> str:
    """A warning that the model that the training started from has learnt from a share of the held-back ground."""
    return tr(
        "LEAKY: the model that this training starts from has learnt from {share:.0f} % of the ground that is held "
        "back, so the scores are too good. Evaluate it on ground that neither has seen."
    ).format(share=100 * share)


def short_dead_zone(manifest: dict[str, Any]) -> str:
    """A warning that the sets of a store are nearer to each other than they should be; else empty."""
    found, wanted = manifest["dead_zone_m"], manifest.get("wanted_dead_zone_m", 0.0)
    if found >= wanted:
        return ""
    return tr(
        "The dead zone between training and held-back ground is {found:.0f} m wide, where {wanted:.0f} m would be "
        "needed (half a tile, the distance band and the bandwidth): the ground is too small for more. Some targets and "
        "cells count on both sides, so the scores are somewhat too good. Draw areas on more ground, or choose a "
        "smaller tile size."
    ).format(found=found, wanted=wanted)
