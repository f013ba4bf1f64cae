"""Areas left out in turn: where no ground can be held back, every area is held back once, in a training of its own.

Leave-one-out cross-validation in space (Roberts et al., 2017, Ecography 40, 913).
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.codes import NONE, TEST, TRAIN
from ..base.progress import Progress, check_cancelled
from ..base.shared_arrays import new_array
from .coarse_map import coarse_map, spread
from .division import coarse_side
from .folds import divided
from .split import with_dead_zone
from .store_view import link
from .tile_store import TileStore
from .tiles import block_tiles, objects_on_training

MOST_TURNS = 5  # more areas are left out in groups
_LEAST_TRAINING = 0.5  # of the positive ground of the other turns: the rest may be lost to the dead zone
_NARROWER = (1.0, 0.5, 0.25, 0.125, 0.0)

Codes = NDArray[np.uint8]


def write_turns(store: TileStore, reach_m: float, progress: Progress) -> None:
    """Make a view of the store for each turn: the ground nearest to some areas is test ground, and the others train.

    With a single area its two halves take turns.

    Args:
        store: where nothing could be held back.
        reach_m: how far a target's influence reaches in the features, m.
        progress: asked for cancel.

    The views lie in the store's folder; its manifest tells how many there are, two or more, or 0 where there is too
    little ground even for that.
    """
    store.manifest["turns"] = 0
    coarse = coarse_side(store.manifest["tile"])
    positive, usable = coarse_map(store.labels, store.grid, coarse, progress)
    parts = _parts(positive * usable)
    if parts.max() < 1:
        return
    wanted = (store.manifest["tile"] / 2 + reach_m / store.grid.cell_m) / coarse
    turns: list[TileStore] = []
    for number in range(int(parts.max()) + 1):
        check_cancelled(progress)
        sets, dead_zone = _with_room(np.where(usable, np.where(parts == number, TEST, TRAIN), NONE), positive, wanted)
        if not all(positive[sets == which].any() for which in (TRAIN, TEST)):
            continue
        side = coarse * store.grid.cell_m
        described = {"dead_zone_m": dead_zone * side, "wanted_dead_zone_m": wanted * side}
        turns.append(_view(store, _folder(store, len(turns)), sets, coarse, described, progress))
    if len(turns) > 1 and all(map(_can_train, turns)):
        narrowest = min((turn.manifest for turn in turns), key=lambda told: float(told["dead_zone_m"]))
        zones = {name: narrowest[name] for name in ("dead_zone_m", "wanted_dead_zone_m")}
        store.manifest.update(turns=len(turns), **zones)


def _can_train(turn: TileStore) -> bool:
    """Whether a network can learn in a turn: a tile lies on its training ground, and an area too."""
    return any(which == TRAIN for *_, which in turn.manifest["positions"]) and bool(turn.manifest["objects"])


def opened_turns(store: TileStore) -> list[TileStore]:
    """The views that were made of a store; none where no areas are left out in turn."""
    folders = [_folder(store, number) for number in range(store.manifest.get("turns", 0))]
    texts = [(folder / "manifest.json").read_text(encoding="utf-8") for folder in folders]
    return [TileStore(folder, store.grid, json.loads(text)) for folder, text in zip(folders, texts)]


def _folder(store: TileStore, number: int) -> Path:
    return store.folder / f"turn-{number}"


def all_turns(turns: list[TileStore], folder: Path, progress: Progress) -> TileStore:
    """A view of the same store in which the test ground of every turn is test ground, to score them together."""
    first = turns[0]
    folder.mkdir()
    _link_arrays(first, folder)
    sets = new_array(folder / "sets.npy", np.uint8, first.grid.shape, progress)
    for turn in turns:
        sets[turn.sets == TEST] = TEST
    manifest = {**first.manifest, "positions": [[row, column, TEST] for row, column, _ in first.manifest["positions"]]}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return TileStore(folder, first.grid, manifest)


def _parts(positive: NDArray[np.float32]) -> NDArray[np.int64]:
    """Turn (rows, columns) of each cell of the coarse map: that of the nearest area; all -1 without any area."""
    areas, count = ndimage.label(positive > 0, np.ones((3, 3)))
    if count == 0:
        return np.full(positive.shape, -1)
    index = np.arange(1, count + 1)
    if count == 1:
        of_area = _halves(areas > 0)
    else:
        centres = np.array(ndimage.center_of_mass(positive > 0, areas, index))
        weights = ndimage.sum_labels(positive, areas, index)
        groups = (
            np.arange(count)
            if count <= MOST_TURNS
            else divided(centres, weights, MOST_TURNS, np.random.default_rng(count))
        )
        of_area = np.concatenate([[-1], groups])[areas]
    nearest = ndimage.distance_transform_edt(of_area < 0, return_distances=False, return_indices=True)
    found: NDArray[np.int64] = of_area[tuple(nearest)]
    return found


def _halves(area: NDArray[np.bool_]) -> NDArray[np.int64]:
    """0 and 1 (rows, columns) in the two halves of an area, cut across its longer axis; -1 elsewhere."""
    cells = np.argwhere(area).astype(float)
    along = cells - cells.mean(axis=0)
    axis = np.linalg.eigh(along.T @ along)[1][:, -1]
    place = along @ axis
    halves = np.full(area.shape, -1)
    halves[area] = place > np.median(place)
    return halves


def _with_room(sets: NDArray[np.int64], positive: NDArray[np.float32], wanted: float) -> tuple[Codes, float]:
    """Sets with the widest dead zone that leaves enough to train on, and its width, coarse cells."""
    training = float(positive[sets == TRAIN].sum())
    for share in _NARROWER:
        made = with_dead_zone(sets.astype(np.uint8), share * wanted) if share else sets.astype(np.uint8)
        if float(positive[made == TRAIN].sum()) >= _LEAST_TRAINING * training > 0:
            break
    return made, share * wanted


def _view(
    store: TileStore, folder: Path, coarse_sets: Codes, coarse: int, described: dict[str, float], progress: Progress
) -> TileStore:
    """A store with the same features and labels and other sets."""
    folder.mkdir()
    _link_arrays(store, folder)
    sets = new_array(folder / "sets.npy", np.uint8, store.grid.shape, progress)
    spread(coarse_sets, store.labels, sets, coarse, progress)
    tile = store.manifest["tile"]
    manifest = {
        **{name: value for name, value in store.manifest.items() if name != "all"},
        **described,
        "positions": block_tiles(
            [(row, column) for row, column, _ in store.manifest["positions"]], sets, tile, progress
        ),
        "objects": objects_on_training(store.labels, sets, tile, progress),
        "random_tiles": [],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return TileStore(folder, store.grid, manifest)


def _link_arrays(store: TileStore, folder: Path) -> None:
    for name in ("features.npy", "labels.npy"):
        link(store.folder / name, folder / name)
