"""How an area moves: statistics of its targets, the motion down the slope, and how far all that can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Union

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..base.progress import Progress, Silent, check_cancelled, track
from ..base.translation import tr
from ..files.columns import Growing, kept_rows, let_go, pieces
from ..gis.vector import Column
from ..gis.zonal import Floats, envelopes
from ..products.ground_motion import EAST, SIGNS, UP, by_orbit, called, component_seen
from ..targets.targets import Targets
from .fields import ALIASES, VISIBILITIES
from .trends import trend_columns

SLOW_MM_YR, FAST_MM_YR = 2.0, 10.0  # classes of |median velocity|; 10 mm/yr is the limit that Liang et al. (2023) map
ONE_WAY = 0.5  # |sum of v| / sum of |v| from which the motion has one sign: three quarters of it go one way
LEAST_SENSITIVITY = 0.2  # |C| below which a velocity says nothing of the motion down the slope: Notti et al. (2014)
GOOD_SENSITIVITY = 0.5
STABILITY = "stability_mm_yr"  # metadata item of a stack's hot spot map: |velocity| beyond which ground moves there
_SQUARES = 1000  # along a side of the ground around all areas, where targets are looked for
ENOUGH_TARGETS = 5  # of an area, as in Barra et al. (2017)


NearTargets = Union[Targets, Callable[[Sequence[bytes]], Targets]]  # all, or what finds those around polygons


def near(targets: NearTargets, polygons: Sequence[bytes]) -> Targets:
    """The targets, or those around polygons (WKB) where there are too many for the memory."""
    return targets if isinstance(targets, Targets) else targets(polygons)


def targets_inside(
    polygons: Sequence[bytes], targets: Targets, progress: Progress = Silent()
) -> list[NDArray[np.intp]]:
    """Indices of the targets in each polygon, its outline included."""
    boxes = envelopes(polygons)
    around = _around(targets.x, targets.y, boxes)
    x, y = kept_rows(targets.x, around), kept_rows(targets.y, around)
    order = np.argsort(x, kind="stable").astype(np.int32)
    sorted_x = kept_rows(x, order)
    result = []
    for polygon, (west, south, east, north) in track(list(zip(polygons, boxes)), progress):
        near = order[np.searchsorted(sorted_x, west, "left") : np.searchsorted(sorted_x, east, "right")]
        near = near[(y[near] >= south) & (y[near] <= north)]
        prepared_from = ogr.CreateGeometryFromWkb(bytes(polygon))
        prepared = prepared_from.CreatePreparedGeometry()
        inside = np.zeros(len(near), bool)
        point = ogr.Geometry(ogr.wkbPoint)
        for index, target in enumerate(near):
            point.SetPoint_2D(0, float(x[target]), float(y[target]))
            inside[index] = prepared.Intersects(point)
        result.append(around[near[inside]].astype(np.intp))
    let_go()
    return result


def _around(x: Floats, y: Floats, boxes: Floats) -> NDArray[np.int32]:
    """Numbers of all points (n,) in boxes (k, 4), in rising order, with some beside them: of the squares they meet."""
    made = Growing()
    made.add(np.zeros(0, np.int32))
    if len(boxes):
        west, south = boxes[:, :2].min(axis=0)
        east, north = boxes[:, 2:].max(axis=0)
        side = max(float(east - west), float(north - south), 1.0) / _SQUARES
        marked = np.zeros((_SQUARES + 3, _SQUARES + 3), bool)  # those around the outermost ones meet no box

        def squares(along: Floats, first: float) -> NDArray[np.intp]:
            numbers = np.nan_to_num(np.floor((along - first) / side), nan=-1.0)
            return np.asarray(np.clip(numbers + 1.0, 0.0, _SQUARES + 2.0), np.intp)

        columns, rows = squares(boxes[:, ::2], west), squares(boxes[:, 1::2], south)
        for (left, right), (bottom, top) in zip(columns.tolist(), rows.tolist()):
            marked[bottom : top + 1, left : right + 1] = True
        for part in pieces(len(x)):
            found = np.flatnonzero(marked[squares(y[part], south), squares(x[part], west)])
            made.add((found + part.start).astype(np.int32))
    return made.column()


def column(name: str, values: Floats | NDArray[np.generic]) -> Column:
    """An attribute with its alias."""
    return Column(name, values, ALIASES[name])


def target_columns(
    polygons: Sequence[bytes],
    targets: Targets,
    area_m2: Floats,
    inside: list[NDArray[np.intp]] | None = None,
    progress: Progress = Silent(),
) -> list[Column]:
    """Number, density and motion of the targets in each area; NaN (NULL) where an area has none.

    Args:
        polygons: WKB in the targets' CRS.
        targets: all of them.
        area_m2: (areas,) m2.
        inside: result of `targets_inside`, where that is known already.
        progress: for the cancel button.
    """
    each = partial(_each, progress=progress)
    inside = targets_inside(polygons, targets) if inside is None else inside
    count = np.array([len(index) for index in inside], np.int64)
    velocity = _known(targets.velocity, inside)
    median = each(np.median, velocity)
    columns = [
        column("n_targets", count),
        column("targets_km2", count / np.maximum(area_m2, 1e-9) * 1e6),
        column("v_mean", each(np.mean, velocity)),
        column("v_median", median),
        column("v_min", each(np.min, velocity)),
        column("v_max", each(np.max, velocity)),
        column("v_absmax", np.abs(each(_largest, velocity))),
        column("v_p95", each(_fast, velocity)),
        column("v_std", each(np.std, velocity)),
        column("sign", texts(_sign(values, SIGNS[component_seen(targets.more)]) for values in velocity)),
        column("activity", texts(_activity(value) for value in median)),
    ]
    if targets.gi_z is not None:
        scores = _known(targets.gi_z, inside)
        columns.append(column("gi_z_mean", each(np.mean, scores)))
        columns.append(column("gi_z_max", each(_largest, scores)))
    if np.isfinite(targets.coherence).any():
        columns.append(column("coherence_mean", each(np.mean, _known(targets.coherence, inside))))
    return columns + orbit_columns(targets, inside) + trend_columns(targets, inside)


def orbit_columns(targets: Targets, inside: Sequence[NDArray[np.intp]]) -> list[Column]:
    """What each orbit and both together say of each area; none for targets of one line of sight.

    seen_by names the orbits along whose line of sight the median of the area moves by 2 mm/yr or more. seen_a is the
    share of the motion that orbit a sees: its |median| over the length of the median motion to the east and upwards,
    at most 1, where that is known.

    Args:
        targets: with the fields of several orbits, see `ground_motion`.
        inside: indices of the targets of each area.
    """
    orbits = by_orbit(targets.more)
    if not orbits:
        return []
    medians = {label: _each(np.median, _known(values, inside)) for label, values in orbits.items()}
    seen = [
        [label for label, median in medians.items() if abs(median[place]) >= SLOW_MM_YR] for place in range(len(inside))
    ]
    columns = [column("seen_by", texts(" ".join(labels) or "none" for labels in seen))]
    ground = {name: targets.more[name] for name in (EAST, UP) if name in targets.more}
    whole = {name: _each(np.median, _known(values, inside)) for name, values in ground.items()}
    length = np.hypot(*whole.values()) if len(whole) == len((EAST, UP)) else np.full(len(inside), np.nan)
    for label, median in medians.items():
        name = called(label)
        columns.append(Column(f"v_{label}", median, tr("median velocity, {orbit} (mm/yr)").format(orbit=name)))
        count = np.array([int(np.isfinite(orbits[label][index]).sum()) for index in inside], np.int64)
        columns.append(Column(f"n_{label}", count, tr("targets, {orbit}").format(orbit=name)))
        share = np.minimum(np.abs(median) / np.where(length > 0, length, np.nan), 1.0)
        text = tr("share of the motion that is seen, {orbit} (0 to 1)").format(orbit=name)
        columns.append(Column(f"seen_{label}", share, text))
    columns += [column(f"v_{name.rpartition('_')[2]}", values) for name, values in whole.items()]
    return columns


def slope_velocity(velocity: Floats, sensitivity: Floats, inside: Sequence[NDArray[np.intp]]) -> Floats:
    """Median of v / C over the targets of each area with |C| of at least 0.2, mm/yr, positive down the slope.

    NaN without any.

    Args:
        velocity: (n,) mm/yr along the line of sight.
        sensitivity: (n,) C at each target, NaN where it is not known: `terrain.sensitivity`.
        inside: indices of the targets of each area.
    """
    usable = np.abs(sensitivity) >= LEAST_SENSITIVITY
    down = np.divide(velocity, sensitivity, out=np.full(len(velocity), np.nan), where=usable)
    return _each(np.median, _known(down, inside))


def visibility(sensitivity: Floats, hidden: Floats) -> NDArray[np.object_]:
    """Whether the radar can see a motion down the slope: poor, fair or good after the mean |C|.

    None where it is not known.

    Args:
        sensitivity: (areas,) mean |C|.
        hidden: (areas,) share of layover and shadow; poor from one half on.
    """
    limits = (LEAST_SENSITIVITY, GOOD_SENSITIVITY)
    classes = np.where(hidden >= 0.5, 0, np.searchsorted(limits, sensitivity, "right"))
    return texts(None if np.isnan(value) else VISIBILITIES[place] for value, place in zip(sensitivity, classes))


def quality(targets: Sequence[Column], probability: Floats, sure: float, still_mm_yr: float = 0.0) -> NDArray[np.int64]:
    """Class 1 (best) to 4 of each area: one more for each of these that fails, 4 at most and without any target.

    At least five targets; a motion of one sign; a median of at least 2 mm/yr, and of at least `still_mm_yr`; a mean
    probability of at least `sure`. After the quality index of Barra et al. (2017), which rates the time series of an
    area's targets: these are not at hand here.

    Args:
        targets: of `target_columns`.
        probability: (areas,) mean.
        sure: probability that a sure area reaches on average.
        still_mm_yr: |velocity| up to which ground is stable there, where it is known.
    """
    values = {one.name: np.asarray(one.values) for one in targets}
    one_sign = np.isin(values["sign"].astype(str), [word for words in SIGNS.values() for word in words])
    moving = np.abs(values["v_median"]) >= max(SLOW_MM_YR, still_mm_yr)
    passed = [values["n_targets"] >= ENOUGH_TARGETS, one_sign, moving, probability >= sure]
    failed = len(passed) - np.sum(passed, axis=0)
    result: NDArray[np.int64] = np.where(values["n_targets"] == 0, 4, np.minimum(1 + failed, 4)).astype(np.int64)
    return result


def _known(values: Floats, inside: Sequence[NDArray[np.intp]]) -> list[Floats]:
    """Known values of the targets of each area."""
    return [values[index][np.isfinite(values[index])] for index in inside]


def _each(statistic: Callable[[Floats], float], groups: Sequence[Floats], progress: Progress = Silent()) -> Floats:
    check_cancelled(progress)
    return np.array([float(statistic(group)) if len(group) else np.nan for group in groups], float)


def _largest(values: Floats) -> float:
    return float(values[np.argmax(np.abs(values))])


def _fast(velocity: Floats) -> float:
    return float(np.quantile(np.abs(velocity), 0.95))


def _sign(velocity: Floats, words: tuple[str, str]) -> str | None:
    """Which way most of the motion goes, in the words for below and above zero; None without targets."""
    if not len(velocity):
        return None
    motion = float(np.abs(velocity).sum())
    balance = float(velocity.sum()) / motion if motion else 0.0
    if abs(balance) < ONE_WAY:
        return "mixed"
    return words[int(balance > 0)]


def _activity(median: float) -> str:
    """none, slow or fast after |median velocity|; `not measured` without targets."""
    if np.isnan(median):
        return "not measured"
    if abs(median) < SLOW_MM_YR:
        return "none"
    return "slow" if abs(median) < FAST_MM_YR else "fast"


def texts(values: Iterable[str | None]) -> NDArray[np.object_]:
    """Texts and Nones as an array that stays text when it is empty."""
    return np.array(list(values), dtype=object)
