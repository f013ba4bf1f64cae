"""The same held-back tiles under two models: Figure 14 of Liang et al. (2023)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..base.translation import tr
from ..display.plot_font import readable
from ..display.report import new_figure
from ..stack.feature_sets import row_named
from ..tilestore.tile_store import TileStore, counted_cells, held_back_set
from ..training.plots import LABEL_COLOUR, PREDICTED_COLOUR, draw_ground, outline
from .finished_runs import ComparedRun, from_steps

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TILES = 4
_LEAST_LABELLED = 0.02  # share of a tile's cells


def example_tiles(store: TileStore) -> list[tuple[int, int]]:
    """Top-left cells of up to four held-back tiles that do not overlap, those with the most labelled ground first."""
    which, tile = held_back_set(store), int(store.manifest["tile"])
    ranked = []
    for row, column, tile_set in store.manifest["positions"]:
        if which is not None and tile_set == which:
            part = (slice(row, row + tile), slice(column, column + tile))
            counted = counted_cells(store, which, part[0])[:, part[1]]
            ranked.append((-int(((store.labels[part] == 1) & counted).sum()), row, column))
    chosen: list[tuple[int, int]] = []
    for labelled, row, column in sorted(ranked):
        apart = all(abs(row - r) >= tile or abs(column - c) >= tile for r, c in chosen)
        if -labelled >= _LEAST_LABELLED * tile * tile and apart and len(chosen) < TILES:
            chosen.append((row, column))
    return chosen


def pictured_runs(runs: Sequence[ComparedRun], asked: Sequence[str]) -> list[ComparedRun]:
    """The runs that are drawn side by side, one seed of each.

    Args:
        runs: all, in the paper's order.
        asked: the paper's numbers of rows, or their network and feature set. Empty: the rows of the paper's figure, IV
            and XIII, where both were run, else the first row and the one of the others with the best IoU.
    """
    first = {(run.network, run.features): run for run in reversed(runs)}  # the first seed of each row
    if asked:
        return [first[row_named(name, first)] for name in asked]
    if {("unet", "hotspot"), ("unet", "hotspot aspect")} <= set(first):
        return [first["unet", "hotspot"], first["unet", "hotspot aspect"]]
    others = [run for run in runs if run.title != runs[0].title]
    return [runs[0], *sorted(others, key=lambda run: -(run.scores["network"]["iou"] or 0.0))[:1]]


@readable
def comparison_figure(store: TileStore, chosen: Sequence[ComparedRun]) -> Figure | None:
    """Image, hot spots, label and each model's prediction of the same tiles.

    None without matplotlib or without such tiles.
    """
    corners, tile, which = example_tiles(store), int(store.manifest["tile"]), held_back_set(store)
    columns = 3 + len(chosen)
    figure = new_figure(2.5 * columns, 2.6 * len(corners)) if corners else None
    if figure is None or which is None:
        return None
    grid = figure.subplots(len(corners), columns, squeeze=False)
    for index, (axes, (row, column)) in enumerate(zip(grid, corners)):
        part = (slice(row, row + tile), slice(column, column + tile))
        draw_ground(axes[:3], store, part, which)
        label = np.asarray(store.labels[part]) == 1
        outline(axes[0], label, LABEL_COLOUR)
        for panel, run in zip(axes[3:], chosen):
            probability = np.nan_to_num(from_steps(run.examples[index]))[: label.shape[0], : label.shape[1]]
            panel.imshow(probability, cmap="Greys", vmin=0, vmax=1, interpolation="nearest")
            outline(panel, label, LABEL_COLOUR)
            outline(panel, probability >= run.threshold, PREDICTED_COLOUR)
        axes[0].set_ylabel(f"({chr(ord('a') + index)})", rotation=0, labelpad=12)
        for panel in axes:
            panel.set_xticks([])
            panel.set_yticks([])
    titles = (
        tr("image"),
        tr("deformation"),
        tr("label"),
        *(f"{run.title}\nIoU {run.scores['network']['iou'] or 0.0:.3f}" for run in chosen),
    )
    for axes, title in zip(grid[0], titles):
        axes.set_title(title, fontsize=10)
    return figure
