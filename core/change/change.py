"""What has changed: areas of two dates in, what has become of each out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.motion import targets_inside
from ..base.errors import InputError
from ..base.progress import Progress, Silent, track
from ..base.translation import tr
from ..gis.crs import same_crs
from ..targets.targets import Targets
from .classes import LEAST_SEEN, edge_change, has_model_reason, kind_of_both, kind_of_one, speed_change, whole_reasons
from .data import CHANGES, COVERAGE, MODEL, NEW, NOT_COMPARABLE, STOPPED, Change, ChangeRules, DateData, Edge, Speed
from .edges import edge_of, place_of
from .pairing import Group, groups_of, shapes_of, united
from .speeds import Alignment, alignment, speed_of
from .target_edges import edge_by_targets

_STILL_M = 100.0  # from the areas, beyond which ground is still
Inside = list[NDArray[np.intp]]


@dataclass(frozen=True)
class Compared:
    """All that was found.

    Args:
        changes: of each group of areas.
        aligned: the reference of the velocities; None without targets of both dates.
        reasons: why nothing at all can be compared; empty: it can.
    """

    changes: list[Change]
    aligned: Alignment | None
    reasons: list[str]


def compare_dates(
    before: DateData, after: DateData, crs: str, rules: ChangeRules = ChangeRules(), progress: Progress = Silent()
) -> Compared:
    """What has become of each area.

    Args:
        before, after: the two dates, in one metric CRS.
        crs: of both.
        rules: what counts as a change.
        progress: told of the reference, and asked for a cancel.

    Raises:
        InputError: no area on either date, or a raster in another CRS.
    """
    if not len(before.areas) and not len(after.areas):
        raise InputError(tr("Neither of the two layers has an area. There is nothing to compare."))
    for date in (before, after):
        if date.probability is not None and not same_crs(date.probability.grid.crs, crs):
            raise InputError(
                tr("The raster {path} has another CRS than the other date's. Predict both dates on one grid."),
                path=date.probability.path,
            )
    shapes = shapes_of(before.areas), shapes_of(after.areas)
    groups = groups_of(*shapes)
    reasons = whole_reasons(before, after, rules.allowed)
    grounds = [united([*(shapes[0][n] for n in one.before), *(shapes[1][n] for n in one.after)]) for one in groups]
    aligned = _aligned(before.targets, after.targets, grounds, progress)
    inside = [_inside(date.targets, grounds) for date in (before, after)]
    changes = []
    for number, group in track(list(enumerate(groups)), progress):
        chosen = [shapes[0][n] for n in group.before], [shapes[1][n] for n in group.after]
        picked = [one[number] if one is not None else None for one in inside]
        speed = _speed(before.targets, after.targets, picked, aligned)
        changes.append(_change(group, chosen, (before, after), (crs, rules, reasons), speed, aligned))
    return Compared(changes, aligned, reasons)


def _inside(targets: Targets | None, grounds: Sequence[ogr.Geometry]) -> Inside | None:
    return None if targets is None else targets_inside([bytes(one.ExportToWkb()) for one in grounds], targets)


def _aligned(
    before: Targets | None, after: Targets | None, grounds: Sequence[ogr.Geometry], progress: Progress
) -> Alignment | None:
    if before is None or after is None:
        return None
    wide = [one.Buffer(_STILL_M) for one in grounds]
    still = []
    for targets in (before, after):
        mask = np.ones(len(targets), bool)
        for index in _inside(targets, wide) or []:
            mask[index] = False
        still.append(mask & np.isfinite(targets.velocity))
    made = alignment(before, after, (still[0], still[1]))
    progress.message(
        f"Still ground: {made.pairs} targets of both dates; velocities after are {made.offset:+.2f} mm/yr higher, "
        f"which is taken away; an area's difference has an error of {made.error:.2f} mm/yr beside that of its targets."
    )
    return made


def _speed(
    before: Targets | None, after: Targets | None, picked: Sequence[NDArray[np.intp] | None], aligned: Alignment | None
) -> Speed:
    if before is None or after is None or aligned is None or picked[0] is None or picked[1] is None:
        return Speed()
    values = [date.velocity[index] for date, index in zip((before, after), picked)]
    known = [one[np.isfinite(one)] for one in values]
    return speed_of(known[0], known[1], aligned)


def _change(
    group: Group,
    shapes: tuple[list[ogr.Geometry], list[ogr.Geometry]],
    dates: tuple[DateData, DateData],
    setting: tuple[str, ChangeRules, list[str]],
    speed: Speed,
    aligned: Alignment | None,
) -> Change:
    crs, rules, reasons = setting
    place = place_of(shapes, dates, crs, rules)
    ground = united(shapes[1] or shapes[0])
    mask = place.masks[1] if shapes[1] else place.masks[0]
    probability = (place.mean(0, mask), place.mean(1, mask))
    edge = Edge(seen=place.observed(mask))
    if shapes[0] and shapes[1]:
        edge = edge_of(place, (dates[0].threshold, dates[1].threshold), rules)
        edge = edge_by_targets(edge, place, [date.targets for date in dates], aligned)
    kind, reason = _kind((dates, group, rules), edge, speed, probability)
    if reasons:
        kind, reason = NOT_COMPARABLE, " ".join(reasons)
    return Change(
        kind,
        "" if kind == NOT_COMPARABLE else speed_change(speed, rules),
        reason,
        bytes(ground.ExportToWkb()),
        (tuple(n + 1 for n in group.before), tuple(n + 1 for n in group.after)),
        (float(sum(one.GetArea() for one in shapes[0])), float(sum(one.GetArea() for one in shapes[1]))),
        probability,
        edge,
        speed,
    )


def _kind(
    of: tuple[tuple[DateData, DateData], Group, ChangeRules], edge: Edge, speed: Speed, probability: tuple[float, float]
) -> tuple[str, str]:
    """Kind and reason of one group."""
    (before, after), group, rules = of
    models = [
        {date.models[n] for n in numbers} if numbers else set(date.models)
        for date, numbers in ((before, group.before), (after, group.after))
    ]
    if has_model_reason(models[0], models[1], rules.allowed):
        return NOT_COMPARABLE, MODEL
    if group.before and group.after:
        has_targets = before.targets is not None and after.targets is not None
        return kind_of_both(edge_change(edge, rules), speed_change(speed, rules), has_targets)
    kind, other = (NEW, 0) if group.after else (STOPPED, 1)
    if not edge.seen >= LEAST_SEEN:
        return NOT_COMPARABLE, COVERAGE
    return kind_of_one(kind, probability[other], (before, after)[other].threshold, speed, rules)


def counted(changes: Sequence[Change]) -> list[tuple[str, str, int]]:
    """Kinds and reasons with the number of their areas, in the order of CHANGES."""
    counts = Counter((one.kind, one.reason) for one in changes)
    return [(*key, counts[key]) for key in sorted(counts, key=lambda key: (CHANGES.index(key[0]), key[1]))]
