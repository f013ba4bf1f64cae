"""The worker's part of a prediction beside its bare network, on any machine with what the worker needs.

Torch, numpy and safetensors; no GDAL.

    python -m slipline.benchmarks.prediction_worker [--device auto] [--across 4] [--network resunet] [--width 16]
    [--turns]

from the folder that holds this repository (or a link to it) under the name `slipline`. `bare` is the forward of the
network on tensors that lie on the device, in the form that the tool uses (channels_last, normalisation folded, mixed
precision on CUDA), so many tiles at a time; `job` is the worker's job `predict`, which answers messages: blocks of
noise in memory-mapped files in, probabilities out, the blend included. Its rate is that of the tiles that it scored,
each counted once, from when it is ready. Limit: job >= 0.9 bare.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from ..models.worker import THREAD_WAITING

os.environ.update({**THREAD_WAITING, **os.environ})
import torch

from ..core.base.grid import Window, partition
from ..core.base.model_card import margin_of, read_card
from ..core.base.progress import Silent
from ..core.base.shared_arrays import new_array
from ..models.jobs.predict_job import peak_memory_bytes, predict_job
from ..models.judging.predictor import WAYS
from ..models.judging.scoring import Scorer
from ..models.machine.devices import choose, describe
from ..models.networks.fold_norms import fold_normalisation
from ..models.networks.model_file import load_model, save_model
from ..models.networks.networks import NetworkConfig, build

BANDS = (
    ("red", ""),
    ("green", ""),
    ("blue", ""),
    ("hotspot", "z/km2"),
    ("velocity", "mm/yr"),
    ("density", "1/km2"),
    ("aspect_east", "1"),
    ("aspect_north", "1"),
)
CELL_M, TILE, BLOCK = 5.0, 128, 1024
BATCHES = (8, 32, 128, 512)  # tiles at a time; on a processor the first alone
MEBI = 2**20


def make_model(path: Path, network: str, width: int) -> str:
    """A model with fresh weights."""
    torch.manual_seed(1)
    config = NetworkConfig(network, width, len(BANDS))
    bands = [
        {
            "name": name,
            "unit": unit,
            "scaling": {"kind": "standard", "mean": 0.0, "deviation": 1.0},
            "low": -2.3,
            "high": 2.3,
        }
        for name, unit in BANDS
    ]
    card = {
        "format": 1,
        "network": config.as_dict(),
        "bands": bands,
        "validity": [],
        "tile": TILE,
        "cell_m": CELL_M,
        "threshold": 0.5,
        "preset": "recommended",
    }
    save_model(str(path), build(config), card)
    return str(path)


def bare(model: str, device: torch.device, batch: int, seconds: float) -> float:
    """Tiles a second of the network; NaN where the memory is too small."""
    try:
        return _bare(model, device, batch, seconds)
    except torch.OutOfMemoryError:
        return float("nan")


def _bare(model: str, device: torch.device, batch: int, seconds: float) -> float:
    loaded = load_model(model)
    fold_normalisation(loaded.network)
    scorer = Scorer(loaded.network.eval().to(device, memory_format=torch.channels_last), loaded.scaling, device)
    tiles = torch.randn(batch, loaded.scaling.inputs, TILE, TILE, device=device).contiguous(
        memory_format=torch.channels_last
    )
    with torch.inference_mode():
        for _ in range(3):  # the first ones set up convolutions and memory
            scorer.judge(tiles)
        done, began = 0, _now(device)
        while time.perf_counter() - began < seconds:
            for _ in range(10 if device.type == "cuda" else 1):
                scorer.judge(tiles)
                done += batch
        return done / (_now(device) - began)


def _now(device: torch.device) -> float:
    """Time when the device has done what it was given."""
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter()


class Blocks(Silent):
    """The other side of the conversation.

    Blocks of across x across in slots of their own, all ready before the job begins.
    """

    def __init__(self, folder: Path, model: str, across: int) -> None:
        card = read_card(model)
        self.margin, side = margin_of(card), across * BLOCK
        windows = list(partition(Window(0, 0, side, side), BLOCK))
        self._outer = [window.aligned(TILE // 2).expanded(self.margin) for window in windows]
        rows, columns = (max(length) for length in zip(*(outer.shape for outer in self._outer)))
        self.shape = (len(windows), len(BANDS), rows, columns)
        self.paths = str(folder / "input.npy"), str(folder / "output.npy")
        bands = new_array(Path(self.paths[0]), np.float32, self.shape)
        results = new_array(Path(self.paths[1]), np.float32, (len(windows), 1, rows, columns))
        noise = np.random.default_rng(1).normal(0, 1, self.shape[1:]).astype(np.float32)
        for slot, (window, outer) in enumerate(zip(windows, self._outer)):
            bands[slot], results[slot] = noise, np.nan
            results[(slot, 0, *window.relative_to(outer).slices)] = 0.0
        self.bytes = 4 * len(BANDS) * sum(outer.rows * outer.columns for outer in self._outer)
        self._sent = 0
        self.began = self.ended = 0.0

    def next(self) -> dict[str, Any]:
        """The next message to the job."""
        if self._sent == len(self._outer):
            return {"type": "end"}
        outer, slot = self._outer[self._sent], self._sent
        self._sent += 1
        return {
            "type": "block",
            "slot": slot,
            "row": outer.row,
            "column": outer.column,
            "rows": outer.rows,
            "columns": outer.columns,
        }

    def send(self, kind: str, /, **_values: object) -> None:
        """Hear of the job."""
        now = time.perf_counter()
        self.began, self.ended = (now, now) if kind == "ready" else (self.began, now)


def job(folder: Path, model: str, device: torch.device, across: int, turns: bool) -> tuple[int, float, int]:
    """Tiles that were scored, seconds, and bytes of the bands that were read."""
    blocks = Blocks(folder, model, across)
    exchange = {
        "input": blocks.paths[0],
        "output": blocks.paths[1],
        "shape": list(blocks.shape),
        "margin": blocks.margin,
    }
    answer = predict_job({"model": model, "device": device.type, "turns": turns, **exchange}, blocks)
    found = np.load(blocks.paths[1], mmap_mode="r")
    if not np.count_nonzero(np.isfinite(found)) == (across * BLOCK) ** 2:
        raise AssertionError("not every cell has a probability")
    return answer["tiles"] * (WAYS if turns else 1), blocks.ended - blocks.began, blocks.bytes


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", default="auto", help="auto (cuda where there is one), cuda, mps or cpu")
    parser.add_argument(
        "--across",
        type=int,
        default=4,
        help="blocks of 1024 cells from west to east and from north to south; 16 of them take 0.9 GB on the disk",
    )
    parser.add_argument("--network", default="resunet")
    parser.add_argument("--width", type=int, default=16)
    parser.add_argument("--turns", action="store_true")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement of the bare network")
    chosen = parser.parse_args()
    device, machine = choose(chosen.device), describe()
    processor = f"{device.type}, {machine['device_name']}" if machine["device"] == device.type else device.type
    print(
        f"{chosen.network}, width {chosen.width}, tiles of {TILE}; {processor}; torch {torch.__version__}, "
        f"{torch.get_num_threads()} threads"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = make_model(folder / "model.safetensors", chosen.network, chosen.width)
        compare(folder, model, device, chosen)


def compare(folder: Path, model: str, device: torch.device, chosen: argparse.Namespace) -> None:
    """The job between two measurements of the bare network."""
    sizes = BATCHES if device.type == "cuda" else BATCHES[:1]
    before = [bare(model, device, size, chosen.seconds) for size in sizes]
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats()
    tiles, seconds, read = job(folder, model, device, chosen.across, chosen.turns)
    held = f"; {torch.cuda.max_memory_allocated() / MEBI:.0f} MiB on the card" if device.type == "cuda" else ""
    after = [bare(model, device, size, chosen.seconds) for size in sizes]
    for size, first, last in zip(sizes, before, after):
        print(f"bare, {size:3} at a time {(first + last) / 2:9.1f} tiles/s (before {first:.1f}, after {last:.1f})")
    best = np.nanmax(np.add(before, after) / 2)
    print(
        f"job                 {tiles / seconds:9.1f} tiles/s, {tiles} in {seconds:.1f} s: "
        f"{tiles / seconds / best:.3f} of the best bare (limit 0.9)"
    )
    print(f"bands               {read / seconds / 1e9:9.3f} GB/s, {read / 1e9:.2f} GB")
    print(f"memory              {peak_memory_bytes() / MEBI:9.0f} MiB at most, the blocks in the files included{held}")


if __name__ == "__main__":
    main()
