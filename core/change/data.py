"""What is known of each of the two dates, and what is found of each area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ..gis.raster import RasterReader
from ..targets.targets import Targets

NEW, STOPPED, GROWN, SHRUNK, MOVED = "new", "stopped", "grown", "shrunk", "moved"
FASTER, SLOWER, UNCHANGED, NOT_COMPARABLE = "faster", "slower", "unchanged", "not comparable"
CHANGES = (NEW, GROWN, SHRUNK, MOVED, STOPPED, FASTER, SLOWER, UNCHANGED, NOT_COMPARABLE)
COVERAGE, ORBIT, SEASON, MODEL = "coverage", "orbit", "season", "model"
REASONS = (ORBIT, SEASON, MODEL)  # those that the user may pass over
NAN = float("nan")


@dataclass(frozen=True)
class DateData:
    """One date.

    Args:
        areas: polygons, WKB in the common metric CRS.
        models: name of the model that drew each of them, empty where it is not known.
        threshold: of the probability at the areas' outlines.
        probability: raster in the common CRS, or None.
        targets: in the common CRS, or None.
        orbit: A, D, or empty where it is not known or both.
        days: of the displacements that the targets carry.
    """

    areas: Sequence[bytes]
    models: Sequence[str]
    threshold: float = 0.5
    probability: RasterReader | None = None
    targets: Targets | None = None
    orbit: str = ""
    days: tuple[dt.date, ...] = ()


@dataclass(frozen=True)
class ChangeRules:
    """What counts as a change.

    Args:
        least_shift_m: of an outline.
        least_speed: mm/yr, of a speed.
        edge_error_m: standard deviation of an outline without a probability.
        cell_m: in which outlines are compared where there is no raster.
        allowed: of REASONS: differences that the user passes over.
    """

    least_shift_m: float = 10.0
    least_speed: float = 2.0
    edge_error_m: float = 10.0
    cell_m: float = 5.0
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edge:
    """How far an outline has moved, m.

    Args:
        shift: mean along the outline, positive outwards.
        largest: of the tenth of the outline that moved most, with its sign.
        azimuth: degrees from north, from the middle of the area to that part.
        moved: distance of the centres.
        error: standard deviation of the mean shift.
        moved_error: of each of the two components of `moved`.
        seen: share of the outline that both dates observed.
    """

    shift: float = NAN
    largest: float = NAN
    azimuth: float = NAN
    moved: float = NAN
    error: float = NAN
    moved_error: float = NAN
    seen: float = 1.0


@dataclass(frozen=True)
class Speed:
    """Median velocities of an area, mm/yr, with the standard deviation of their difference.

    Args:
        before, after: of the targets, their reference aligned; NaN where there are too few.
        error: of the difference.
        targets: on each date.
    """

    before: float = NAN
    after: float = NAN
    error: float = NAN
    targets: tuple[int, int] = (0, 0)

    @property
    def difference(self) -> float:
        """By how much the speed has risen, mm/yr."""
        return abs(self.after) - abs(self.before)


@dataclass(frozen=True)
class Change:
    """What has become of an area, or of several that touch.

    Args:
        kind: of CHANGES.
        speed_change: faster, slower, unchanged, or empty where it is not known.
        reason: why it cannot be compared, or why it is not sure; empty: nothing to say.
        polygon: WKB of the ground now, or of the ground before where nothing is left.
        areas: numbers (from 1) of the areas before and after.
        area_m2: before and after.
        probability: mean before and after over the polygon, NaN where it is not known.
        edge, speed: see there.
    """

    kind: str
    speed_change: str
    reason: str
    polygon: bytes
    areas: tuple[tuple[int, ...], tuple[int, ...]]
    area_m2: tuple[float, float]
    probability: tuple[float, float]
    edge: Edge
    speed: Speed
