"""What can be seen on a graphics card alone: one table, in under eight minutes.

    python -m slipline.benchmarks.gpu [--device cuda]        (`make gpu`)

It needs torch, numpy and safetensors; the row beside the plain loop over TIFF tiles needs GDAL too. Where there is no
NVIDIA card it says so and ends. `--device cpu` goes through the same steps without a card, to try the script: its
figures say nothing then.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from ..core.base.progress import Silent
from ..core.base.training_options import RECOMMENDED_FEATURES, TrainingOptions
from ..models.judging.scoring import Scorer, Turned
from ..models.machine.devices import available, choose, describe, gpu_problem
from ..models.machine.processes import Processes
from ..models.networks.model_file import load_model
from ..models.training.start import start_of
from ..models.training.training import Training
from ._noise_store import noise_store
from .prediction_worker import BANDS, TILE, make_model

MOST_DIFFERENCE = 0.02  # of a probability, between the card's short numbers and the processor's
MOST_LOSS = 0.1  # relative difference of the loss after EPOCHS
EPOCHS, TILES = 5, 64
SMALL_CARD = 2 * 2**30  # bytes that the card is cut down to for the row about too little memory
HUGE_BATCH = 4096
MEBI = 2**20

Row = tuple[str, str, str, bool]  # what, figure, limit, whether it holds


def main() -> None:
    """Print the table; exit status 1 where a limit does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", default="cuda", choices=("cuda", "cpu"))
    chosen = parser.parse_args()
    if chosen.device not in available():
        reason = gpu_problem() or "torch finds no NVIDIA graphics card"
        print(f"make gpu is skipped here: {reason}.")
        return
    device, machine = choose(chosen.device), describe()
    print(f"{machine['device_name']}, torch {torch.__version__}, numpy {np.__version__}")
    good = True
    for what, figure, limit, holds in rows(device):
        good &= holds
        print(f"{'' if holds else 'NOT '}ok  {what:62} {figure:32} {limit}", flush=True)
    sys.exit(0 if good else 1)


def rows(device: torch.device) -> Iterator[Row]:
    """The rows of the table, one after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = make_model(folder / "model.safetensors", "resunet", 16)
        for kind in (torch.bfloat16, torch.float16):
            yield same_probability(model, device, kind)
        yield halved(model, device)
        yield from same_training(folder, device)
    yield from share_of_bare(device)
    yield share_in_prediction(device)
    yield two_processes(device)


def same_probability(model: str, device: torch.device, kind: torch.dtype) -> Row:
    """Probabilities in the card's short numbers beside those of the processor in 32 bits."""
    tiles = torch.randn(16, len(BANDS), TILE, TILE, generator=torch.Generator().manual_seed(1))
    found = []
    for place, short in ((torch.device("cpu"), None), (device, kind)):
        loaded = load_model(model)
        scorer = Scorer(loaded.network.eval().to(place, memory_format=torch.channels_last), loaded.scaling, place)
        scorer._short = short
        with torch.inference_mode():
            found.append(torch.sigmoid(scorer.judge(tiles.to(place)).float()).cpu())
    difference = float((found[0] - found[1]).abs().max())
    what = f"probability in {str(kind).removeprefix('torch.')} beside the processor's"
    return what, f"differs by {difference:.4f} at most", f"<= {MOST_DIFFERENCE}", difference <= MOST_DIFFERENCE


def halved(model: str, device: torch.device) -> Row:
    """A batch that does not fit is halved until it does, and all tiles are judged."""
    what = f"{HUGE_BATCH} tiles at a time on a card of {SMALL_CARD / 2**30:.0f} GiB"
    if device.type != "cuda":
        return what, "not tried: no card", "halved", True
    torch.cuda.empty_cache()
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.set_per_process_memory_fraction(min(1.0, SMALL_CARD / total))
    try:
        loaded = load_model(model)
        network = loaded.network.eval().to(device, memory_format=torch.channels_last)
        turned = Turned(Scorer(network, loaded.scaling, device))
        turned.batch = HUGE_BATCH
        tiles = torch.zeros(HUGE_BATCH, len(BANDS), TILE, TILE)
        scores = np.concatenate([turned(part.to(device)) for part in tiles.split(HUGE_BATCH // 8)])
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
        torch.cuda.empty_cache()
    good = turned.batch < HUGE_BATCH // 8 and len(scores) == HUGE_BATCH and bool(np.isfinite(scores).all())
    return what, f"goes on with {turned.batch}", "halved, every tile judged", good


def same_training(folder: Path, device: torch.device) -> Iterator[Row]:
    """The loss after some epochs beside that of the processor, and the memory that the card gave."""
    store = noise_store(folder, TILE, TILES, RECOMMENDED_FEATURES)
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats()
    losses = [_loss(store, place.type) for place in (torch.device("cpu"), device)]
    difference = abs(losses[1] / losses[0] - 1.0)
    said = f"{losses[1]:.4f} beside {losses[0]:.4f}"
    yield f"loss after {EPOCHS} epochs beside the processor's", said, f"within {MOST_LOSS:.0%}", difference <= MOST_LOSS
    if device.type == "cuda":
        held = torch.cuda.max_memory_allocated() / MEBI
        yield "memory of the card in that training", f"{held:.0f} MiB", "<= 4096 MiB", held <= 4096


def _loss(store: object, device: str) -> float:
    options = TrainingOptions(network="resunet", width=16, tile=TILE, batch=8, epochs=EPOCHS, device=device, seed=1)
    heard = _Heard()
    training = Training(store, options, heard, start_of(store, options, heard), Processes())  # type: ignore[arg-type]
    training.run(lambda _is_best: None)
    return float(training.history[-1]["loss"])


class _Heard(Silent):
    def metric(self, **numbers: object) -> None:
        """Nothing."""


def share_of_bare(device: torch.device) -> Iterator[Row]:
    """The benchmark of training, where GDAL is there for its plain loop."""
    what = "training beside "
    if importlib.util.find_spec("osgeo") is None:
        yield what + "the bare step and a plain loop", "not run: this Python has no GDAL", "0.9; 6 times", True
        return
    text = _said("training", "--device", device.type, "--tiles", "256" if device.type == "cuda" else "8")
    for peer, least in (("bare", 0.9), ("plain", 6.0 if device.type == "cuda" else 0.0)):
        ratio = _number(rf"slipline / {peer}: ([\d.]+)", text)
        holds = ratio >= least or device.type != "cuda"
        yield what + ("the bare step" if peer == "bare" else "a plain loop"), f"{ratio:.2f}", f">= {least}", holds


def share_in_prediction(device: torch.device) -> Row:
    """The worker's job beside its bare network."""
    text = _said("prediction_worker", "--device", device.type, "--across", "4" if device.type == "cuda" else "1")
    ratio = _number(r"([\d.]+) of the best bare", text)
    return "prediction beside the bare network", f"{ratio:.3f}", ">= 0.9", ratio >= 0.9 or device.type != "cuda"


def two_processes(device: torch.device) -> Row:
    """Two predictions at once on one card: both end with every cell judged."""
    running = [_started("prediction_worker", "--device", device.type, "--across", "1", "--seconds", "2") for _ in "ab"]
    ended = [(process.communicate(), process.returncode) for process in running]
    good = all(status == 0 for _, status in ended)
    rates = [_number(r"job +([\d.]+) tiles/s", text) for ((text, _), _status) in ended if good]
    said = " and ".join(f"{rate:.0f}" for rate in rates) + " tiles/s" if good else ended[0][0][1][-200:]
    return "two predictions at once on one card", said, "both end well", good


def _started(benchmark: str, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"slipline.benchmarks.{benchmark}", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _said(benchmark: str, *options: str) -> str:
    process = _started(benchmark, *options)
    text, errors = process.communicate()
    if process.returncode:
        raise RuntimeError(f"benchmarks.{benchmark} ended with {process.returncode}: {errors[-500:]}")
    return text


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    if found is None:
        raise RuntimeError(f"no figure like {pattern} in: {text[-500:]}")
    return float(found.group(1))


if __name__ == "__main__":
    main()
