"""Pictures of the training report. matplotlib is imported late: without it the report has tables only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..base.codes import IGNORE, TEST, VALIDATION
from ..base.progress import check_asked
from ..base.translation import tr
from ..display.plot_font import readable
from ..display.report import new_figure
from ..evaluation.scores import Confusion
from ..tilestore.tile_store import TileStore, counted_cells, held_back_set

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LABEL_COLOUR, PREDICTED_COLOUR = "#d7191c", "#2c7bb6"
_LABEL_PALETTE = np.array([(250, 243, 240), (215, 60, 55), (150, 150, 150)], np.uint8)  # stable, area, does not count
_DEFORMATION = ("hotspot", "velocity", "targets")  # the first of these bands that the store has is shown
_LARGEST = 900  # cells of a picture's longer side
_LEAST_LABELLED = 0.02  # share of an example's cells: a tile with only the corner of an area shows little
_SET_COLOURS = ("#ffffff", "#9ecae1", "#fdd58c", "#c7a4d8")  # no set, training, validation, test
_OUTCOME_COLOURS = ("#ffffff", "#ececec", "#e31a1c", "#2166ff", "#1a9850")  # not scored, neither, false, missed, hit
_FOLD_COLOURS = (
    "#9ecae1",
    "#fdd58c",
    "#a1d99b",
    "#fcae91",
    "#cfcfcf",
)  # of the folds, again from the first where there are more


def _figure(width: float, height: float) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


@readable
def split_map(store: TileStore) -> Figure:
    """Sets as colours with the outlines of the areas."""
    from matplotlib.patches import Patch

    figure = _figure(8.0, 8.0 * store.grid.rows / store.grid.columns + 0.8)
    axes = figure.subplots()
    step = max(1, max(store.grid.shape) // _LARGEST)
    ground, colours, titles = _ground_colours(store, step)
    axes.imshow(_palette(colours)[ground], extent=_extent_km(store), interpolation="nearest")
    labels = (store.labels[::step, ::step] == 1).astype(float)
    axes.contour(labels[::-1], [0.5], colors="#b30000", linewidths=0.8, extent=_extent_km(store))
    _km_axes(axes)
    handles = [Patch(facecolor=c, edgecolor="#888", label=t) for c, t in zip(colours, titles)]
    handles.append(Patch(facecolor="none", edgecolor="#b30000", label=tr("areas as drawn")))
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.09), ncol=3, frameon=False)
    return figure


def _ground_colours(store: TileStore, step: int) -> tuple[NDArray[np.uint8], list[str], list[str]]:
    """A number for every `step`-th cell, and the colour and the title of each number.

    The numbers stand for the sets, or for the folds and the test ground of an ensemble.
    """
    if not store.folds:
        return store.sets[::step, ::step], list(_SET_COLOURS), list(_set_labels())
    count = len(store.folds)
    ground = np.where(store.sets[::step, ::step] == TEST, count + 1, 0).astype(np.uint8)
    for number, sets in enumerate(store.folds, start=1):
        ground[sets[::step, ::step] == VALIDATION] = number
    colours = [_FOLD_COLOURS[number % len(_FOLD_COLOURS)] for number in range(count)]
    titles = [tr("fold {number}").format(number=number) for number in range(1, count + 1)]
    return ground, [_SET_COLOURS[0], *colours, _SET_COLOURS[TEST]], [_set_labels()[0], *titles, _set_labels()[TEST]]


def _set_labels() -> tuple[str, ...]:
    return tr("not used (dead zone, not fully mapped)"), tr("training"), tr("validation"), tr("test")


def _palette(colours: Sequence[str]) -> NDArray[np.uint8]:
    """(n, 3) red, green, blue of colours such as #d7191c."""
    return np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in colours], np.uint8)


def _km_axes(axes: Any) -> None:
    axes.set_xlabel(tr("km from the western edge"))
    axes.set_ylabel(tr("km from the southern edge"))


def _extent_km(store: TileStore, part: tuple[slice, slice] | None = None) -> tuple[float, float, float, float]:
    """West, east, south, north of a part of the ground, or of all of it, from its south-western corner."""
    rows, columns = part or (slice(0, store.grid.rows), slice(0, store.grid.columns))
    cell_km, last = store.grid.cell_m / 1000.0, store.grid.rows
    return columns.start * cell_km, columns.stop * cell_km, (last - rows.stop) * cell_km, (last - rows.start) * cell_km


@readable
def outcome_map(store: TileStore, probability: Path, threshold: float, counts: Confusion) -> Figure | None:
    """Hits, misses and false alarms on the held-back ground; None without such ground or without matplotlib.

    Args:
        store: labels and sets.
        probability: .npy (rows, columns) float32, NaN where not predicted.
        threshold: of the probability.
        counts: of the cells, for the legend.
    """
    which = held_back_set(store)
    part = None if which is None else _frame_of(store, which)
    if which is None or part is None:
        return None
    height, width = (cells.stop - cells.start for cells in part)
    figure = new_figure(8.0, min(8.0 * height / width, 6.5) + 0.8)
    if figure is None:
        return None
    from matplotlib.patches import Patch

    step = max(1, max(height, width) // _LARGEST)
    shown = (slice(part[0].start, part[0].stop, step), slice(part[1].start, part[1].stop, step))
    labels = np.asarray(store.labels[shown])
    found = np.asarray(np.load(probability, mmap_mode="r")[shown]) >= threshold
    counted = (np.asarray(store.sets[shown]) == which) & (labels != IGNORE)
    codes = np.where(counted, 1 + 2 * (labels == 1) + found, 0)
    axes = figure.subplots()
    axes.imshow(_palette(_OUTCOME_COLOURS)[codes], extent=_extent_km(store, part), interpolation="nearest")
    _km_axes(axes)
    km2 = store.grid.cell_area_m2 / 1e6
    titles = (
        tr("hit: {area:.3f} km²").format(area=counts.tp * km2),
        tr("missed: {area:.3f} km²").format(area=counts.fn * km2),
        tr("false alarm: {area:.3f} km²").format(area=counts.fp * km2),
        tr("rightly left out: {area:.3f} km²").format(area=counts.tn * km2),
    )
    colours = [_OUTCOME_COLOURS[code] for code in (4, 3, 2, 1)]
    handles = [Patch(facecolor=colour, edgecolor="#888", label=title) for colour, title in zip(colours, titles)]
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.09), ncol=2, frameon=False)
    return figure


def _frame_of(store: TileStore, which: int) -> tuple[slice, slice] | None:
    """The smallest rectangle of cells that holds all cells of a set; None where it has none."""
    used, columns = np.zeros(store.grid.rows, bool), np.zeros(store.grid.columns, bool)
    for row, sets in enumerate(store.sets):
        check_asked()
        found = sets == which
        used[row] = found.any()
        columns |= found
    rows = np.flatnonzero(used)
    known = np.flatnonzero(columns)
    if not len(known):
        return None
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(known[0]), int(known[-1]) + 1)


@readable
def curves(runs: Sequence[tuple[list[dict[str, Any]], int]]) -> Figure:
    """Losses and validation IoU over the epochs of the network or of each member.

    A dotted line marks the epoch that was kept; 0 means that none was.
    """
    figure = _figure(8.0, 3.2)
    left, right = figure.subplots(1, 2)
    for number, (history, best_epoch) in enumerate(runs):
        epochs = [entry["epoch"] for entry in history]
        left.plot(
            epochs,
            [entry["loss"] for entry in history],
            ".-",
            color="#08519c",
            label=None if number else tr("training"),
        )
        validated = [entry for entry in history if entry.get("validation_iou") is not None]
        if validated:
            numbers = [entry["epoch"] for entry in validated]
            left.plot(
                numbers,
                [entry["validation_loss"] for entry in validated],
                ".-",
                color="#d95f02",
                label=None if number else tr("validation"),
            )
            right.plot(numbers, [entry["validation_iou"] for entry in validated], ".-", color="#d95f02")
        for axes in (left, right) if best_epoch else ():
            axes.axvline(best_epoch, color="#777777", linestyle=":", linewidth=1.2)
            axes.xaxis.get_major_locator().set_params(integer=True)
    last = max((entry["epoch"] for history, _ in runs for entry in history), default=1)
    for axes in (left, right):
        axes.set_xlim(0.5, last + 0.5)
    left.set_xlabel(tr("epoch"))
    left.set_ylabel(tr("loss"))
    left.set_ylim(bottom=0)
    left.legend(frameon=False)
    right.set_xlabel(tr("epoch"))
    right.set_ylabel(tr("IoU on validation ground"))
    right.set_ylim(0, 1)
    return figure


@readable
def examples(store: TileStore, probability: Path, threshold: float) -> Figure | None:
    """Image, deformation, label and prediction of the best, a typical and the worst held-back tile.

    Only tiles with enough labelled ground are taken.
    """
    which = held_back_set(store)
    if which is None:
        return None
    predicted = np.load(probability, mmap_mode="r")
    ranked = _ranked_tiles(store, predicted, which, threshold)
    if not ranked:
        return None
    chosen = [(tr("best"), ranked[-1]), (tr("typical"), ranked[len(ranked) // 2]), (tr("worst"), ranked[0])][
        : len(ranked)
    ]
    figure = _figure(10.0, 2.7 * len(chosen))
    grid = figure.subplots(len(chosen), 4, squeeze=False)
    for row, (name, (score, corner)) in zip(grid, chosen):
        _draw_tile(row, store, predicted, corner, threshold, which)
        row[0].set_ylabel(f"{name}: IoU {score:.2f}")
    for axes, title in zip(grid[0], (tr("image"), deformation_title(store), tr("label"), tr("prediction"))):
        axes.set_title(title)
    return figure


def _ranked_tiles(
    store: TileStore, predicted: NDArray[np.float32], which: int, threshold: float
) -> list[tuple[float, tuple[int, int]]]:
    """IoU and top-left cell of the tiles of a set with enough labelled cells; the worst tile comes first."""
    tile, ranked = int(store.manifest["tile"]), []
    for row, column, tile_set in store.manifest["positions"]:
        if tile_set != which:
            continue
        columns = slice(column, column + tile)
        counted = counted_cells(store, which, slice(row, row + tile))[:, columns]
        truth = (store.labels[row : row + tile, columns] == 1) & counted
        found = (predicted[row : row + tile, columns] >= threshold) & counted
        if truth.sum() >= _LEAST_LABELLED * tile * tile:
            ranked.append((float((truth & found).sum() / (truth | found).sum()), (row, column)))
    return sorted(ranked)


def _draw_tile(
    row: Any, store: TileStore, predicted: NDArray[np.float32], corner: tuple[int, int], threshold: float, which: int
) -> None:
    tile = int(store.manifest["tile"])
    part = (slice(corner[0], corner[0] + tile), slice(corner[1], corner[1] + tile))
    probability = np.nan_to_num(np.asarray(predicted[part]))
    draw_ground(row[:3], store, part, which)
    row[3].imshow(probability, cmap="Greys", vmin=0, vmax=1, interpolation="nearest")
    for axes in row:
        axes.set_xticks([])
        axes.set_yticks([])
    for axes in (row[0], row[1], row[3]):
        outline(axes, np.asarray(store.labels[part]) == 1, LABEL_COLOUR)
    for axes in row:
        outline(axes, probability >= threshold, PREDICTED_COLOUR)


def draw_ground(row: Any, store: TileStore, part: tuple[slice, slice], which: int) -> None:
    """Draw image, deformation and label of a part of the ground into three axes; cells outside of a set are grey."""
    row[0].imshow(_picture(store, part), interpolation="nearest")
    name = _deformation(store)
    if name:
        values = np.asarray(store.features[band_names(store).index(name)][part])
        limit = float(np.nanpercentile(np.abs(values), 99)) if np.isfinite(values).any() else 1.0
        row[1].imshow(values, cmap="RdBu", vmin=-limit, vmax=limit, interpolation="nearest")
    counted = counted_cells(store, which, part[0])[:, part[1]]
    shade = np.where(counted, np.asarray(store.labels[part]) == 1, 2)
    row[2].imshow(_LABEL_PALETTE[shade], interpolation="nearest")


def outline(axes: Any, mask: NDArray[np.bool_], colour: str) -> None:
    """Draw the line around the cells of a mask, where it has one."""
    if mask.any() and not mask.all():
        axes.contour(mask.astype(float), [0.5], colors=colour, linewidths=1.4)


def band_names(store: TileStore) -> list[str]:
    """Names of the bands of a store."""
    return [band["name"] for band in store.manifest["bands"]]


def _deformation(store: TileStore) -> str:
    return next((name for name in _DEFORMATION if name in band_names(store)), "")


def deformation_title(store: TileStore) -> str:
    """Title of the picture of the deformation."""
    titles = {"hotspot": tr("hot spot map"), "velocity": tr("local mean velocity"), "targets": tr("targets")}
    return titles.get(_deformation(store), "")


def _picture(store: TileStore, part: tuple[slice, slice]) -> NDArray[np.float32]:
    """Red, green, blue in 0..1 where the store has them, else the last band as grey."""
    names = band_names(store)
    if {"red", "green", "blue"} <= set(names):
        values = np.stack([store.features[names.index(name)][part] for name in ("red", "green", "blue")], axis=-1)
    else:
        values = np.repeat(np.asarray(store.features[-1][part])[..., None], 3, axis=-1)
    low, high = np.nanpercentile(values, (1, 99)) if np.isfinite(values).any() else (0.0, 1.0)
    picture: NDArray[np.float32] = np.clip(np.nan_to_num((values - low) / max(high - low, 1e-9)), 0, 1)
    return picture
