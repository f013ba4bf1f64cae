"""How fast the training goes, beside what its network can do at best and beside a plain loop over TIFF tiles.

    python -m slipline.benchmarks.training [--device auto] [--network resunet] [--width 16] [--tile 128] [--batch 8]
    [--rounds 3]

Three ways to train the same network on the same tiles, taking turns: `bare` is forward, loss, backward and a step of
the product's optimisers on tensors that lie on the device; `slipline` is an epoch of the product, with reading,
augmentation, masks, clipping and averaging; `plain` is what people write first: a GeoTIFF of float32 for each tile, a
Dataset that reads, flips and turns it, a DataLoader with workers, AdamW; it has a process of its own, since Slipline
changes how its process keeps memory.
Limits: slipline at least 0.9 of bare, and 1.1 times plain (6 times on a graphics card).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from slipline.models.worker import THREAD_WAITING

os.environ.update({**THREAD_WAITING, **os.environ})
import torch
from osgeo import gdal
from torch.utils.data import DataLoader, Dataset

from slipline.benchmarks._noise_store import noise_store
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import RECOMMENDED_FEATURES, TrainingOptions
from slipline.models.machine.processes import Processes
from slipline.models.networks.networks import NetworkConfig, build
from slipline.models.training.losses import loss_of
from slipline.models.training.recipe import optimisers_of
from slipline.models.training.start import start_of
from slipline.models.training.training import Training

BANDS = RECOMMENDED_FEATURES
WORKERS = 2


class Quiet(Silent):
    """Hears nothing."""

    def metric(self, **numbers):
        """Nothing."""


def make_store(folder: Path, tile: int, count: int):
    """A store of noise with round areas, and each of its tiles as a GeoTIFF."""
    store = noise_store(folder, tile, count, BANDS)
    features, labels = np.load(folder / "features.npy", mmap_mode="r"), np.load(folder / "labels.npy", mmap_mode="r")
    for number, (row, column, _) in enumerate(json.loads((folder / "manifest.json").read_text())["positions"]):
        window = (slice(row, row + tile), slice(column, column + tile))
        raster = gdal.GetDriverByName("GTiff").Create(
            str(folder / f"{number}.tif"), tile, tile, len(BANDS) + 1, gdal.GDT_Float32
        )
        raster.WriteArray(np.concatenate([features[(slice(None), *window)], labels[window][None]]))
        raster = None
    return store


class TiffTiles(Dataset):
    """Each tile from its file, flipped and turned at random."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count = folder, count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int):
        values = gdal.Open(str(self.folder / f"{number}.tif")).ReadAsArray()
        values = np.rot90(values, np.random.randint(4), (1, 2))  # noqa: NPY002 - as people write it
        if np.random.random() < 0.5:  # noqa: NPY002
            values = values[:, :, ::-1]
        values = torch.from_numpy(np.ascontiguousarray(values))
        return values[:-1], values[-1].to(torch.uint8)


class Plain:
    """The loop over TIFF tiles."""

    def __init__(self, folder: Path, count: int, options: TrainingOptions, device: torch.device) -> None:
        self.device = device
        self.loader = DataLoader(
            TiffTiles(folder, count),
            options.batch,
            shuffle=True,
            num_workers=WORKERS,
            persistent_workers=True,
            pin_memory=device.type == "cuda",
        )
        self.network = build(NetworkConfig(options.network, options.width, len(BANDS))).to(device)
        self.optimiser = torch.optim.AdamW(self.network.parameters(), options.learning_rate)

    def __call__(self) -> None:
        """An epoch."""
        for features, target in self.loader:
            loss = loss_of("recommended", self.network(features.to(self.device)), target.to(self.device))
            self.optimiser.zero_grad()
            loss.backward()
            self.optimiser.step()
            loss.item()


def serve_plain(connection, *arguments) -> None:
    """In a process of its own: tiles a second of an epoch of the plain loop, each time that it is asked."""
    plain = Plain(*arguments)
    while count := connection.recv():
        connection.send(tiles_per_second(plain, count))


class PlainElsewhere:
    """The plain loop in a process of its own; it waits without work between two epochs."""

    def __init__(self, *arguments) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve_plain, args=(theirs, *arguments))
        self._process.start()

    def speed(self, count: int) -> float:
        """Tiles a second of an epoch."""
        self._connection.send(count)
        return self._connection.recv()

    def stop(self) -> None:
        """End the process."""
        self._connection.send(0)
        self._process.join()


class Bare:
    """Forward, loss, backward, step, on tensors that are there, in the product's number format and memory layout."""

    def __init__(self, training: Training, count: int, options: TrainingOptions) -> None:
        self.scorer, self.steps = training.scorer, -(-count // options.batch)
        device, tile = self.scorer.device, training.store.tile
        self.network = build(training.start.config).to(device, memory_format=torch.channels_last)
        self.scorer = type(self.scorer)(self.network, training.start.scaling, device)
        self.optimisers = optimisers_of(self.network, options).values()
        shape = (options.batch, len(BANDS), tile, tile)
        self.features = torch.randn(shape, device=device)
        self.target = (torch.rand(shape[0], tile, tile, device=device) > 0.8).to(torch.uint8)

    def __call__(self) -> None:
        """As many steps as an epoch has."""
        for _ in range(self.steps):
            loss = loss_of("recommended", self.scorer.logits(self.features), self.target)
            self.network.zero_grad(set_to_none=True)
            loss.backward()
            for optimiser in self.optimisers:
                optimiser.step()
        float(loss.detach())


def tiles_per_second(work, count: int) -> float:
    began = time.perf_counter()
    work()
    return count / (time.perf_counter() - began)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", default="auto")
    parser.add_argument("--network", default="resunet")
    for name, default in (("width", 16), ("tile", 128), ("batch", 8), ("rounds", 3), ("tiles", 64)):
        parser.add_argument(f"--{name}", type=int, default=default)
    chosen = parser.parse_args()
    options = TrainingOptions(
        network=chosen.network,
        width=chosen.width,
        tile=chosen.tile,
        batch=chosen.batch,
        epochs=1000,
        device=chosen.device,
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        store = make_store(folder, chosen.tile, chosen.tiles)
        training = Training(store, options, Quiet(), start_of(store, options, Quiet()), Processes())
        epochs = iter(range(1, 1000))
        bare, plain = (
            Bare(training, chosen.tiles, options),
            PlainElsewhere(folder, chosen.tiles, options, training.scorer.device),
        )
        works = {
            "bare": lambda: tiles_per_second(bare, chosen.tiles),
            "slipline": lambda: tiles_per_second(lambda: training._train_one_epoch(next(epochs)), chosen.tiles),
            "plain": lambda: plain.speed(chosen.tiles),
        }
        speeds = {name: [] for name in works}
        try:
            for _ in range(chosen.rounds + 1):
                for name, speed in works.items():
                    speeds[name].append(speed())
        finally:
            plain.stop()
    speeds = {name: values[1:] for name, values in speeds.items()}  # the first round warms up
    print(
        f"{chosen.network} of width {chosen.width}, {chosen.tile} px, batch {chosen.batch}, "
        f"{training.scorer.device}, {torch.get_num_threads()} threads"
    )
    for name, values in speeds.items():
        print(f"{name:10} {statistics.median(values):8.1f} tiles/s   ({', '.join(f'{value:.1f}' for value in values)})")
    for peer, limit in (("bare", 0.9), ("plain", 6.0 if training.scorer.device.type == "cuda" else 1.1)):
        ratios = [own / other for own, other in zip(speeds["slipline"], speeds[peer])]
        print(f"slipline / {peer}: {statistics.median(ratios):.2f} (limit {limit})")


if __name__ == "__main__":
    main()
