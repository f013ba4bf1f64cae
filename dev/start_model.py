"""Make the starting model from seeds alone: a network that has learnt from thousands of invented sheets.

    python -m slipline.dev.start_model FOLDER [STEPS] [SEED]

Leaves start.safetensors in the folder, and the state after every 50 steps, from which an interrupted run goes on. Each
step shows the network eight tiles: four of a sheet that was just invented, four of earlier ones. Nothing is read but
seeds: no demo area, no real ground.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor

from ..core.base.codes import IGNORE
from ..core.base.sheet_units import GROUND, LEVEL, RELATIVE, SPREAD, TYPICAL, brought_over, numbers_of
from ..core.base.training_options import TrainingOptions
from ..models.input.augment import turn, turn_directions
from ..models.input.scaling import BandScaling, InputScaling
from ..models.networks.networks import NetworkConfig, build
from ..models.training.losses import loss_of
from ..models.training.recipe import Recipe
from .start_ground import SIDE
from .start_worlds import BANDS, World, draw_world

TILE, WIDTH, BATCH = 128, 8, 8
STEPS, SEED = 1500, 20
KEPT_WORLDS = 150
NO_TERRAIN = 0.1  # share of the tiles that have none, so that the model works without a DEM
SIGNED = ("hotspot", "velocity")
KINDS = {"hotspot": GROUND, "velocity": GROUND, "density": RELATIVE}
_OWN = {GROUND: {LEVEL: 0.0, SPREAD: 1.0}, RELATIVE: {TYPICAL: 1.0}}
_UNITS = {"slope": "degree", "density": "1/km2", "velocity": "mm/yr", "hotspot": "z/km2"}
OPTIONS = TrainingOptions(width=WIDTH, tile=TILE, batch=BATCH, learning_rate=8e-3, seed=SEED)


def scaling() -> InputScaling:
    """How the bands become inputs: the deformation in units of each sheet's own stable ground, terrain as it is."""
    bands = []
    for name in BANDS:
        kind = KINDS.get(name, "standard" if name == "slope" else "plain")
        numbers = {"mean": 20.0, "deviation": 12.0} if name == "slope" else dict(_OWN.get(kind, {}))
        bands.append(BandScaling(name, _UNITS.get(name, ""), kind, numbers, 0.0, 0.0))
    return InputScaling(tuple(bands), ("deformation", "terrain"))


def in_sheet_units(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bands (bands, rows, columns) of a sheet with its deformation in units of its own stable ground."""
    result = features.copy()
    for number, name in enumerate(BANDS):
        if kind := KINDS.get(name):
            factor, summand = brought_over(kind, numbers_of(kind, features[number]), _OWN[kind])
            result[number] = features[number] * factor + summand
    return result


def batches(seed: int, first: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Tiles (BATCH, bands, TILE, TILE) and labels (BATCH, TILE, TILE) of step `first` and those after it."""
    kept: deque[World] = deque(maxlen=KEPT_WORLDS)
    number = max(0, first - KEPT_WORLDS)
    while True:
        world = draw_world(seed, number)
        kept.append(World(in_sheet_units(world.features), world.labels, world.cell_m, world.per_km2))
        if number >= first:
            rng = np.random.default_rng([seed, number, 7])
            older = kept[int(rng.integers(len(kept)))]
            yield _tiles([kept[-1], older], rng)
        number += 1


def _tiles(worlds: list[World], rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """The quarters of two sheets, moved, turned, with motion turned about by chance; some without terrain."""
    tiles, labels = [], []
    for world in worlds:
        shift = rng.integers(0, SIDE - 2 * TILE + 1, 2) if SIDE > 2 * TILE else (0, 0)
        for row in (0, TILE):
            for column in (0, TILE):
                part = slice(row + shift[0], row + shift[0] + TILE), slice(column + shift[1], column + shift[1] + TILE)
                way = int(rng.integers(8))
                raw = turn(torch.from_numpy(world.features[(slice(None), *part)].copy()), way).clone()
                turn_directions(raw[None], list(BANDS), way)
                if rng.random() < 0.5:
                    for name in SIGNED:
                        raw[BANDS.index(name)].neg_()
                if rng.random() < NO_TERRAIN:
                    raw[BANDS.index("slope") :] = float("nan")
                tiles.append(raw)
                labels.append(turn(torch.from_numpy(world.labels[part].copy()), way).clone())
    return torch.stack(tiles), torch.stack(labels)


def train(folder: Path, steps: int, seed: int) -> Recipe:
    """Train, or go on; the recipe with the averaged weights."""
    torch.manual_seed(seed)
    inputs = scaling()
    recipe = Recipe(build(NetworkConfig("resunet", WIDTH, inputs.channels)), OPTIONS)
    kept = folder / f"start-{seed}-{steps}.state.safetensors"
    if kept.exists():
        state = load_file(str(kept))
        recipe.restore(state, int(state.pop("steps")))
    began, first = time.monotonic(), recipe.steps
    losses: deque[float] = deque(maxlen=50)
    for raw, target in batches(seed, recipe.steps):
        if recipe.steps >= steps:
            break
        recipe.network.train()
        known = inputs.observable(raw)
        target = torch.where(known, target, torch.full_like(target, IGNORE))
        loss = loss_of("recommended", recipe.network(inputs.apply(raw)), target)
        recipe.backward(loss)
        recipe.step(recipe.steps / steps)
        losses.append(float(loss.detach()))
        if recipe.steps % 50 == 0:
            spent = time.monotonic() - began
            tensors = {name: value.detach().contiguous() for name, value in recipe.state().items()}
            save_file({**tensors, "steps": torch.tensor(recipe.steps)}, str(kept))
            print(
                f"step {recipe.steps} of {steps}, loss {np.mean(losses):.3f}, {spent:.0f} s, processor "
                f"{time.process_time():.0f} s, {(recipe.steps - first) * BATCH / spent:.1f} tiles/s",
                flush=True,
            )
    return recipe


def main() -> None:
    folder = Path(sys.argv[1])
    steps, seed = (int(value) for value in [*sys.argv[2:], STEPS, SEED][:2]) if len(sys.argv) != 3 else (int(sys.argv[2]), SEED)
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    train(folder, steps, seed)


if __name__ == "__main__":
    main()
