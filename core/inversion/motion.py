"""Velocity and height correction of each target from its series, with errors that hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Silent, Stage, check_asked, heard, track
from ..phases.network import Network
from ..phases.places import NEAR_M, Around, Blocks, Places
from .scene_plane import still
from .two_noises import CLASSES, FEWEST, Estimator, classes_of, pair_covariance, scatter_by_scene

Floats = NDArray[np.float64]
Reals = NDArray[np.floating[Any]]
HEIGHT_PRIOR_M = 10.0  # what elevation models are off by
_LEAST_MM = 0.3  # scatter of a scene between neighbours
_SOME = 4000  # targets from which the noise of the scenes is found
_BLOCK = 16_384


@dataclass(frozen=True)
class Model:
    """What a series (mm, positive towards the satellite) is made of: offset, velocity, height, on request a year.

    Args:
        network: scenes and pairs.
        per_metre: (n,) mm that 1 m of height correction moves each scene; NaN: baselines are not known.
        seasonal: whether a yearly sine is part of it.
    """

    network: Network
    per_metre: Floats
    seasonal: bool = False

    @property
    def with_height(self) -> bool:
        """Tell whether a height correction can be found."""
        return bool(np.isfinite(self.per_metre).all() and np.ptp(self.per_metre) > 1e-6)

    @property
    def design(self) -> Floats:
        """(n, p): 1, years, mm per m of height, sine and cosine of the year."""
        years = self.network.years
        columns = [np.ones(len(years)), years - years.mean()]
        if self.with_height:
            columns.append(self.per_metre)
        if self.seasonal:
            columns += [np.sin(2 * np.pi * years), np.cos(2 * np.pi * years)]
        return np.column_stack(columns)

    @property
    def prior(self) -> Floats:
        """(p,) standard deviations around 0."""
        made = np.full(self.design.shape[1], np.inf)
        if self.with_height:
            made[2] = HEIGHT_PRIOR_M
        return made


@dataclass(frozen=True)
class PairNoise:
    """Noise that pairs bring into the series, in classes of targets.

    Args:
        number: (targets,) class of each.
        covariances: of each class, (n, n) mm2.
    """

    number: NDArray[np.int64]
    covariances: list[Floats]

    @property
    def typical(self) -> Floats:
        """(n, n) mm2 of a middling target."""
        return self.covariances[CLASSES // 2]

    def members(self) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Each class and its targets, some at a time."""
        for start in range(0, len(self.number), _BLOCK):
            some = self.number[start : start + _BLOCK]
            for number in range(CLASSES):
                at = np.flatnonzero(some == number)
                if len(at):
                    yield number, start + at


@dataclass(frozen=True)
class Motion:
    """Of each target (n,).

    Args:
        velocity: mm/yr towards the satellite.
        velocity_std: mm/yr.
        height_correction: m, to add to the elevation model; NaN where baselines are not known.
        height_std: m.
        scene_variance: (scenes,) mm2, of what varies from scene to scene.
    """

    velocity: Floats
    velocity_std: Floats
    height_correction: Floats
    height_std: Floats
    scene_variance: Floats


def pair_noise(
    network: Network, variance: Reals, level: Reals, sample: NDArray[np.int64], weight: Floats, scale_mm: float
) -> PairNoise:
    """Classes of targets by the noise of their pairs.

    Args:
        network: of the pairs.
        variance: (targets,) variance of unit weight, found from the residuals of the inversion.
        level: (targets,) mean weight of a target's pairs, 1/rad2.
        sample: some targets, from which the weights of each class are found.
        weight: (m, sample) 1/rad2; 0: no value.
        scale_mm: mm of one radian.
    """
    number, middle = classes_of(np.maximum(variance, 1e-6) / np.maximum(level, 1e-9) * scale_mm**2)
    made = []
    for k in range(CLASSES):
        at = number[sample] == k
        mean = (weight[:, at] / level[sample[at]]).mean(1) if at.any() else np.ones(len(network.pairs))
        made.append(middle[k] * pair_covariance(network, np.maximum(mean, 1e-3)))
    return PairNoise(number, made)


def local_heights(series: Reals, places: Places, model: Model, noise: PairNoise, progress: Progress) -> Floats:
    """Height correction (targets,) m against the mean of the ground around, which shares the atmosphere.

    Args:
        series: (n, targets) mm; read scene by scene.
    """
    least = _LEAST_MM**2 * np.eye(len(model.per_metre))
    gains = np.array([Estimator(model.design, each + least, model.prior).gain[2] for each in noise.covariances])
    found, mean = np.zeros(len(places)), Around(places, np.ones(len(places)), NEAR_M)
    for scene in track(range(len(model.per_metre)), progress):
        values = np.asarray(series[scene], np.float64)
        found += gains[:, scene][noise.number] * (values - mean(values))
    return found


def scene_variance(
    series: Reals, local: Floats, places: Places, model: Model, noise: PairNoise, progress: Progress = Silent()
) -> Floats:
    """(n,) mm2 of what varies from scene to scene at still targets; pair noise taken out.

    Blocks of ground tell how the scenes differ, the targets themselves how large the variance is. On ground with few
    blocks the targets tell both.

    Args:
        series: (n, targets) mm; read scene by scene.
        local: (targets,) m, height correction against the ground around.
    """
    per_metre = np.nan_to_num(model.per_metre)
    steady = still(lines(series, model.network))
    some = np.flatnonzero(steady)
    some = some[np.unique(np.linspace(0, len(some) - 1, min(len(some), _SOME)).astype(np.int64))]
    blocks = Blocks(places, steady)
    whole, between = np.empty((len(series), len(some))), np.empty((len(series), len(blocks)))
    for scene in track(range(len(series)), progress):
        values = np.asarray(series[scene], np.float64) - per_metre[scene] * local
        whole[scene], between[scene] = values[some], blocks.differences(values)
    variance = scatter_by_scene(whole, model.design, model.prior, noise.typical)
    if len(blocks) < FEWEST:
        return variance
    part = scatter_by_scene(between, model.design, model.prior, noise.typical / blocks.usual)
    return np.asarray(part * variance.mean() / part.mean())


def solve_motion(
    series: Reals, places: Places, model: Model, noise: PairNoise, progress: Progress = Silent()
) -> Motion:
    """Velocity and height correction of all targets.

    The height correction is found against the ground around, where the atmosphere cancels, then the velocity by
    generalised least squares from what is left, with noise of scenes and of pairs.

    Args:
        series: (n, targets) mm, positive towards the satellite.
        places: of the targets.
        model: what is estimated.
        noise: of the pairs.
        progress: where to report.
    """
    targets = len(places)
    local = np.zeros(targets)
    if model.with_height:
        local = local_heights(series, places, model, noise, Stage(progress, 0.0, 0.4))
    per_metre = np.nan_to_num(model.per_metre)
    variance = scene_variance(series, local, places, model, noise, Stage(progress, 0.4, 0.6))
    estimators = [Estimator(model.design, np.diag(variance) + each, model.prior) for each in noise.covariances]
    made = {name: np.full(targets, np.nan) for name in ("velocity", "velocity_std", "correction", "correction_std")}
    for number, at in heard(noise.members(), progress, 1):
        rest = np.asarray(series[:, at[0] : at[-1] + 1][:, at - at[0]], np.float64) - per_metre[:, None] * local[at]
        progress.update(0.6 + 0.4 * at[-1] / targets)
        found = estimators[number](rest)
        factor = np.sqrt(np.maximum(found.factor, 1.0))
        deviation = np.sqrt(np.diag(found.covariance))
        made["velocity"][at], made["velocity_std"][at] = found.values[1], deviation[1] * factor
        if model.with_height:
            made["correction"][at], made["correction_std"][at] = local[at] + found.values[2], deviation[2] * factor
    return Motion(made["velocity"], made["velocity_std"], made["correction"], made["correction_std"], variance)


def lines(series: Reals, network: Network, weight: Floats | None = None) -> Floats:
    """Slope (targets,) of a straight line through each series (n, targets), per year; `weight` (n,) of the scenes."""
    heavy = np.ones(len(network.days)) if weight is None else weight
    years = network.years - np.average(network.years, weights=heavy)
    gain = heavy * years / (heavy * years @ years)
    found = np.empty(series.shape[1])
    for start in range(0, len(found), _BLOCK):
        check_asked()
        found[start : start + _BLOCK] = gain @ series[:, start : start + _BLOCK]
    return found
