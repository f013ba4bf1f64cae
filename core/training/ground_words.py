"""The ground of a training in words, for the log and the report."""

from __future__ import annotations

from typing import Any

from ..base.codes import SET_NAMES
from ..base.progress import Progress
from ..base.translation import english, tr
from ..tilestore.tile_store import TileStore
from .motion import motion_warning


@english()
def say_ground(store: TileStore, progress: Progress) -> None:
    """Tell what the split is like, and what is wrong with it."""
    for line in describe_store(store):
        progress.message(line)
    for text in filter(None, (short_dead_zone(store.manifest), motion_warning(store))):
        progress.warning(text)


def describe_store(store: TileStore) -> list[str]:
    """What the split is like, for the log and the report."""
    manifest = store.manifest
    tiles = [sum(1 for position in manifest["positions"] if position[2] == which) for which in SET_NAMES]
    lines = [
        tr(
            "Ground: {columns} x {rows} cells of {cell:g} m; tiles of {tile} cells: {training} training, "
            "{validation} validation, {test} test."
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
    if manifest.get("left_out"):
        lines.append(
            tr(
                "{count} tiles without any motion known or area drawn were left out: nothing is learnt or "
                "predicted there."
            ).format(count=manifest["left_out"])
        )
    if manifest.get("agreement") is not None:
        lines.append(
            tr(
                "The people who drew agree with an IoU of {iou:.2f}; where they differ nothing is learnt or scored."
            ).format(iou=manifest["agreement"])
        )
    if manifest["split"] == "random":
        lines.append(tr("LEAKY: training and test tiles were drawn at random and overlap; the scores are too good."))
    elif not manifest["block_m"]:
        lines.append(
            tr(
                "Nothing could be held back: the ground or the areas are too few. There are no honest scores for "
                "this model."
            )
        )
    elif manifest.get("folds"):
        lines.append(
            tr(
                "{count} folds of blocks of {block:.0f} m with a dead zone of {dead_zone:.0f} m; positive "
                "ground: {shares}, {test:.0f} % test, which"
                " no member sees. Each member learns on all folds but one."
            ).format(
                count=len(manifest["folds"]),
                block=manifest["block_m"],
                dead_zone=manifest["dead_zone_m"],
                shares=", ".join(f"{100 * fold['share']:.0f} %" for fold in manifest["folds"]),
                test=100 * manifest["shares"][2],
            )
        )
    else:
        training, validation, test = (100 * share for share in manifest["shares"])
        lines.append(
            tr(
                "Split by blocks of {block:.0f} m with a dead zone of {dead_zone:.0f} m; positive ground: "
                "{training:.0f} % training,"
                " {validation:.0f} % validation, {test:.0f} % test, the rest in the dead zone."
            ).format(
                block=manifest["block_m"],
                dead_zone=manifest["dead_zone_m"],
                training=training,
                validation=validation,
                test=test,
            )
        )
    return lines


def seen_before(share: float) -> str:
    """A share of the held-back ground was learnt by the model with which the training began."""
    return tr(
        "LEAKY: the model that this training starts from has learnt from {share:.0f} % of the ground that is "
        "held back, so the scores are too"
        " good. Evaluate it on ground that neither has seen."
    ).format(share=100 * share)


def short_dead_zone(manifest: dict[str, Any]) -> str:
    """The sets of a store are nearer to each other than they should be; empty where they are not."""
    found, wanted = manifest["dead_zone_m"], manifest.get("wanted_dead_zone_m", 0.0)
    if found >= wanted:
        return ""
    return tr(
        "The dead zone between training and held-back ground is {found:.0f} m wide, where {wanted:.0f} m would "
        "be needed (half a tile, the"
        " distance band and the bandwidth): the ground is too small for more. Some targets and cells count on "
        "both sides, so the scores are"
        " somewhat too good. Draw areas on more ground, or choose a smaller TILE."
    ).format(found=found, wanted=wanted)
