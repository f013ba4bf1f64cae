"""Fitting the scaling on the training ground, in one pass over the store by strips of rows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ...core.base.codes import GROUP_MARK, GROUPS, NEVER_NULL, TRAIN, group_of, groups_of
from ...core.base.context_window import window_of
from ...core.base.errors import InputError
from ...core.base.progress import Progress, check_cancelled
from ...core.base.sheet_units import numbers_of
from ...core.base.training_options import TrainingOptions
from ...core.base.translation import tr
from .degrade import missable
from .scaling import BandScaling, InputScaling
from .tile_reader import TileStore

STRIP = 256  # rows
SAMPLE = 1_000_000  # cells from which medians and percentiles are taken
EAST_NORTH = ("velocity_east", "velocity_north")
VELOCITY_SCALE = 5.0  # mm/yr: the noise of a velocity map, about


def fit_scaling(
    store: TileStore, options: TrainingOptions, progress: Progress, kinds: Mapping[str, str] = MappingProxyType({})
) -> InputScaling:
    """Scaling of every band of a store from the cells that training may see.

    `paper`: minimum to 0, maximum to 1 (section 4.2 of the paper), nulls as 0 of the band's unit, no validity channel.
    `recommended`: zero stays zero in signed bands, outliers are tamed, groups with nulls get a validity channel.

    Bands named in `kinds` are scaled by the numbers of the whole sheet, see `core.base.sheet_units`.

    Where layers may be missing (`options.missing`) each group that may has a validity channel.

    Raises:
        InputError: a band has no value there.
    """
    preset = options.preset
    samples, minima, maxima, nulls = _survey(store, progress)
    bands = []
    for number, (name, unit) in enumerate(store.bands):
        values = samples[number]
        if not len(values):
            raise InputError(
                tr(
                    "The band '{name}' has no value on the training ground. Leave it out, or correct the feature stack."
                ),
                name=name,
            )
        if name in kinds:
            kind, numbers = kinds[name], numbers_of(kinds[name], _whole_sheet(store, number))
        elif preset == "paper":
            kind, numbers = "minmax", {"minimum": float(minima[number]), "maximum": float(maxima[number])}
        else:
            kind, numbers = _robust(name, values)
            if name in EAST_NORTH and {band for band, _ in store.bands} >= set(EAST_NORTH):
                kind, numbers = "asinh", _one_scale([band for band, _ in store.bands], samples)
        low, high = np.percentile(values, [1, 99])
        bands.append(BandScaling(name, unit, kind, numbers, float(low), float(high)))
    null_groups = {group_of(name) for (name, _), count in zip(store.bands, nulls) if count and name not in NEVER_NULL}
    if options.missing:
        null_groups |= set(missable(band.name for band in bands))
    every = groups_of(band.name for band in bands)
    validity = tuple(group for group in every if group in null_groups) if preset != "paper" else ()
    return InputScaling(tuple(bands), validity, window_of(options.parts))


def _whole_sheet(store: TileStore, number: int) -> NDArray[np.float32]:
    """A regular sample of a band on all ground of a store."""
    step = max(1, math.ceil(math.sqrt(store.features[number].size / SAMPLE)))
    return np.asarray(store.features[number, ::step, ::step])


def _survey(
    store: TileStore, progress: Progress
) -> tuple[list[NDArray[np.float32]], NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Of each band on training ground: a regular sample of its values, minimum, maximum, number of nulls."""
    count = len(store.bands)
    rows, columns = store.shape
    step = max(1, math.ceil(rows * columns / SAMPLE))
    samples: list[list[NDArray[np.float32]]] = [[] for _ in range(count)]
    minima, maxima = np.full(count, np.inf), np.full(count, -np.inf)
    nulls = np.zeros(count, dtype=np.int64)
    for row in range(0, rows, STRIP):
        check_cancelled(progress)
        ground = store.sets[row : row + STRIP] == TRAIN
        for number in range(count):
            values = store.features[number, row : row + STRIP][ground]
            known = values[np.isfinite(values)]
            nulls[number] += len(values) - len(known)
            if len(known):
                minima[number], maxima[number] = min(minima[number], known.min()), max(maxima[number], known.max())
                # a band that is null nearly everywhere gives all that it has
                samples[number].append(known if len(known) * step < len(values) else known[::step])
    return [np.concatenate(parts) if parts else np.empty(0, np.float32) for parts in samples], minima, maxima, nulls


def _robust(name: str, values: NDArray[np.float32]) -> tuple[str, dict[str, float]]:
    """Kind and numbers for a band by its name (docs: each was measured)."""
    is_class = GROUP_MARK in name and bool(np.isin(values, (0.0, 1.0)).all())  # there or not
    if is_class or name in (
        "aspect_east",
        "aspect_north",
        "facing_east",
        "facing_north",
        "sensitivity",
        "has_target",
        "layover_shadow",
        "jump_share",
    ):
        return "plain", {}
    if name in ("density", "distance"):
        logarithm = np.log1p(np.maximum(values, 0.0), dtype=np.float64)
        return "log1p", {"mean": float(logarithm.mean()), "deviation": float(logarithm.std()) or 1.0}
    if name in ("velocity", "targets", *EAST_NORTH, "velocity_up", "velocity_slope"):
        return "asinh", {"scale": max(VELOCITY_SCALE, _median_deviation(values))}
    if name == "hotspot":
        return "asinh", {"scale": 2.0 * _median_deviation(values) or _deviation(values)}
    if group_of(name) == "image" or name in GROUPS["terrain"]:
        return "standard", {"mean": float(values.mean(dtype=np.float64)), "deviation": _deviation(values)}
    return "standard", {
        "mean": float(np.median(values)),
        "deviation": 1.4826 * _median_deviation(values) or _deviation(values),
    }


def _one_scale(names: list[str], samples: list[NDArray[np.float32]]) -> dict[str, float]:
    """One scale for east and north, which turn into each other with a tile: the larger one."""
    return {"scale": max(VELOCITY_SCALE, *(_median_deviation(samples[names.index(name)]) for name in EAST_NORTH))}


def _median_deviation(values: NDArray[np.float32]) -> float:
    """Median absolute deviation from the median."""
    return float(np.median(np.abs(values - np.median(values))))


def _deviation(values: NDArray[np.float32]) -> float:
    """Standard deviation, 1 where nothing varies."""
    return float(values.std(dtype=np.float64)) or 1.0
