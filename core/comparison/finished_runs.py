"""Finished runs of a comparison, in a JSON file beside its table: none of them is trained again."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress
from ..files.outputs import write_text
from ..stack.feature_sets import NUMBERS, place, title

NULL = 255  # of a probability in 8 bits
_STEPS = 254


@dataclass(frozen=True)
class ComparedRun:
    """One row: a network trained on a feature set with a seed, scored on held-back ground.

    Args:
        network: its name.
        features: name of the feature set.
        seed: of the training.
        data: SHA-256 of what it was trained on.
        scores: as in the model's card.
        counts: (blocks, 4): true negatives, false negatives, false positives, true positives.
        threshold: of the probability.
        random_iou: IoU of the same model on random tiles, which overlap those that it learnt from; None: not measured.
        gap: how much random tiles flatter the model.
        seconds: duration of the training.
        examples: (tiles, rows, columns) uint8, probability in 254 steps, 255 null.
    """

    network: str
    features: str
    seed: int
    data: str
    scores: dict[str, Any]
    counts: NDArray[np.int64]
    threshold: float
    random_iou: float | None
    gap: float | None
    seconds: float
    examples: NDArray[np.uint8]

    @property
    def key(self) -> tuple[str, str, int]:
        """Network, feature set and seed, which identify a run of a comparison."""
        return self.network, self.features, self.seed

    @property
    def title(self) -> str:
        """The row as people read it."""
        return title(self.network, self.features)

    @property
    def number(self) -> str:
        """The paper's number of the row, or empty."""
        return NUMBERS.get((self.network, self.features), "")


def in_paper_order(runs: Sequence[ComparedRun]) -> list[ComparedRun]:
    """Rows I to XVIII, then the other rows in their own order; seeds of one row stay together."""
    return sorted(runs, key=lambda run: place(run.network, run.features))


def runs_name(output: str) -> str:
    """The file of finished runs beside a table."""
    return str(Path(output).with_suffix(".runs.json"))


class FinishedRuns:
    """The file of finished runs.

    Args:
        path: beside the table.
        identity: version of the plugin, recipe, ground and labels; a stored run counts only where these are the same.
        progress: hears a warning where the stored runs have another identity.
    """

    def __init__(self, path: str, identity: dict[str, Any], progress: Progress) -> None:
        self.path = path
        self._identity = json.loads(json.dumps(identity))
        self._runs: dict[tuple[str, str, int], ComparedRun] = {}
        stored = _stored(path)
        if stored is None:
            return
        if stored[0] == self._identity:
            self._runs = {run.key: run for run in stored[1]}
        else:
            progress.warning(
                f"The finished runs in {path} come from other data, another recipe or another "
                "version of Slipline: everything is trained anew."
            )

    def find(self, key: tuple[str, str, int], data: str) -> ComparedRun | None:
        """A finished run on the same data, or None."""
        run = self._runs.get(key)
        return run if run is not None and run.data == data else None

    def add(self, run: ComparedRun) -> None:
        """Keep a run; it is on the disk when this returns.

        Raises:
            OutputError: it cannot be written.
        """
        self._runs[run.key] = run
        content = {"version": 1, "identity": self._identity, "runs": [_as_json(one) for one in self._runs.values()]}
        write_text(self.path, json.dumps(content, allow_nan=False) + "\n", at_once=True)

    def __len__(self) -> int:
        return len(self._runs)


def _stored(path: str) -> tuple[Any, list[ComparedRun]] | None:
    """Identity and runs of a file; None where there is no file, or it cannot be read."""
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        return content["identity"], [_from_json(values) for values in content["runs"]]
    except (OSError, ValueError, TypeError, KeyError, RecursionError, zlib.error):
        return None


def _as_json(run: ComparedRun) -> dict[str, Any]:
    examples = base64.b64encode(zlib.compress(run.examples.tobytes())).decode("ascii")
    return {**vars(run), "counts": run.counts.tolist(), "examples": examples, "shape": list(run.examples.shape)}


def _from_json(values: dict[str, Any]) -> ComparedRun:
    rest = {name: value for name, value in values.items() if name not in ("counts", "examples", "shape")}
    pixels = np.frombuffer(zlib.decompress(base64.b64decode(values["examples"])), np.uint8)
    return ComparedRun(
        **rest,
        counts=np.array(values["counts"], np.int64).reshape(-1, 4),
        examples=pixels.reshape([int(n) for n in values["shape"]]),
    )


def in_steps(probability: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Probability in 8 bits; NaN becomes NULL."""
    steps: NDArray[np.uint8] = np.round(np.nan_to_num(probability) * _STEPS).astype(np.uint8)
    steps[np.isnan(probability)] = NULL
    return steps


def from_steps(steps: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The probability again, NaN for NULL."""
    values: NDArray[np.float32] = np.where(steps == NULL, np.nan, steps / _STEPS).astype(np.float32)
    return values
