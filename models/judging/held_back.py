"""The map of the ground that training did not see, and what is fitted there: temperature and threshold.

In an ensemble, each cell of a fold is judged by the member that did not learn from it, so that all ground serves the
calibration; the test ground is judged by all members together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...core.base.codes import TEST, VALIDATION
from ...core.base.grid import partition
from ...core.base.progress import Progress, Stage
from ..input.tile_reader import TileStore
from .blending import BLOCK, store_logits
from .calibration import count_logits, fit_temperature, fit_threshold, iou_at
from .scoring import Scorer, Turned

Logits = NDArray[np.float32]
Counts = tuple[NDArray[np.float64], NDArray[np.float64]]  # background and area, see `calibration.count_logits`


@dataclass(frozen=True)
class Validated:
    """How members of an ensemble did on the folds that they did not learn from, at the common threshold.

    None without any area.

    Args:
        members: IoU of each.
        iou: over all folds, pooled.
        mean: of the members.
        deviation: between them (of a sample).
    """

    members: tuple[float | None, ...]
    iou: float | None
    mean: float | None
    deviation: float | None


def map_validation(stores: Sequence[TileStore], scorers: Sequence[Scorer], logits: Logits, progress: Progress) -> None:
    """Fill in the logits of each member on its own validation ground.

    For a single network also the maps of the test ground.

    Args:
        stores: of each member.
        scorers: of each member.
        logits: (rows, columns), NaN elsewhere.
        progress: reporting and cancel.
    """
    parts = (VALIDATION,) if len(stores) > 1 else (VALIDATION, TEST)
    for number, (store, scorer) in enumerate(zip(stores, scorers)):
        stage = Stage(progress, number / len(stores), (number + 1) / len(stores))
        store_logits(store, parts, Turned(scorer, progress=progress), logits, stage)


def calibrate(
    stores: Sequence[TileStore], logits: Logits, preset: str, progress: Progress
) -> tuple[float, float, Validated]:
    """Temperature and threshold fitted on the validation ground of all members, and the scores of each member."""
    held = (
        TEST if stores[0].split == "random" else VALIDATION
    )  # the random split has no validation tiles; it is leaky anyway
    counts = [count_logits(store, held, logits) for store in stores]
    background, area = _together(counts)
    temperature, threshold = 1.0, 0.5  # the paper's
    if preset != "paper":
        if not area.any():
            progress.warning(
                "No labelled area lies on validation ground: the threshold stays 0.5, probabilities are not calibrated."
            )
        temperature, threshold = _fitted(background, area)
    of_members = tuple(iou_at(*pair, threshold, temperature) for pair in counts)
    known = [iou for iou in of_members if iou is not None]
    mean, deviation = np.mean(known) if known else None, np.std(known, ddof=1) if len(known) > 1 else None
    return (
        temperature,
        threshold,
        Validated(
            of_members,
            iou_at(background, area, threshold, temperature),
            None if mean is None else float(mean),
            None if deviation is None else float(deviation),
        ),
    )


def calibrate_for_refit(store: TileStore, logits: Logits) -> dict[str, float]:
    """Temperature and threshold, fitted on all held-back ground, once it was scored.

    The threshold and the temperature for the model that learns from that ground too.

    A few validation areas alone are a poor guide: of three trainings on the synthetic demo area one (seed 2) had its
    threshold at 0.19, where its refit was best at 0.45: IoU .763 on the test ground, and .785 with this.
    """
    temperature, threshold = _fitted(*_together([count_logits(store, part, logits) for part in (VALIDATION, TEST)]))
    return {"temperature": temperature, "threshold": threshold}


def _together(counts: Sequence[Counts]) -> Counts:
    """Background and area of several grounds."""
    background, area = (np.sum([pair[label] for pair in counts], axis=0) for label in (0, 1))
    return background, area


def _fitted(background: NDArray[np.float64], area: NDArray[np.float64]) -> tuple[float, float]:
    temperature = fit_temperature(background, area)
    return temperature, fit_threshold(background, area, temperature)


def map_test(
    store: TileStore,
    scorers: Sequence[Scorer],
    limit: float,
    logits: Logits,
    own: Logits,
    votes: NDArray[np.uint16],
    progress: Progress,
) -> None:
    """Fill in the mean of the members' logits on the test ground, and what each of them says alone.

    Args:
        store: with the test ground.
        scorers: of each member, at most 16.
        limit: of the logit, from which a cell belongs to an area.
        logits: (rows, columns), changed on the test ground.
        own: (rows, columns), for the logits of one member after the other; all NaN.
        votes: (rows, columns): bit n is set where member n sees an area.
        progress: reporting and cancel.
    """
    for number, scorer in enumerate(scorers):
        stage = Stage(progress, number / len(scorers), (number + 1) / len(scorers))
        store_logits(store, (TEST,), Turned(scorer, progress=progress), own, stage)
        for block in partition(store.window, BLOCK):
            tested, place = store.sets[block.slices] == TEST, block.slices
            values = own[place] / np.float32(len(scorers))
            logits[place] = np.where(tested, values if number == 0 else logits[place] + values, logits[place])
            votes[place] |= ((own[place] >= limit) & tested).astype(np.uint16) << np.uint16(number)
