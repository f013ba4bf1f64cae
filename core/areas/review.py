"""The review of areas: their order, the decisions, and what becomes of attributes when areas are merged or divided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..base.translation import tr
from .fields import ALIASES

ACCEPTED, REJECTED, LATER, NOT_REVIEWED = "accepted", "rejected", "later", ""
OTHER = "other"  # the reason of a rejection that the note has to explain
OUTLINE = "outline"  # the reason of a rejection that says nothing against the landslide
STATUSES = {NOT_REVIEWED: tr("not reviewed"), ACCEPTED: tr("accepted"), REJECTED: tr("rejected"), LATER: tr("later")}
REASONS = {  # what is stored -> what is shown
    "no sign": tr("no sign of a landslide in the imagery"),
    "subsidence": tr("subsidence or compaction"),
    "works": tr("mining, dump or construction works"),
    "surface": tr("erosion, river bed, vegetation or snow"),
    "noise": tr("noise or unwrapping error of the radar"),
    OUTLINE: tr("landslide, but the outline is too far off"),
    OTHER: tr("other, see the note"),
}
FIELDS = {  # text fields that a review writes -> alias; names that a shapefile can hold
    "status": tr("review status"),
    "reviewer": tr("reviewed by"),
    "reviewed": tr("time of the review"),
    "reason": tr("reason of the rejection"),
    "note": tr("note of the reviewer"),
}
_OF_OUTLINE = ALIASES.keys() - {"area_id", "status", "model", "stack", "threshold", "seed_threshold", "date"}
_LASTING = {  # what several areas know of one that is made of them, without its rasters and targets
    *("probability_mean", "probability_max", "hotspot_mean"),
    *("slope_mean", "slope_max", "elev_min", "elev_max"),
    *("v_min", "v_max", "v_absmax", "gi_z_max"),
}

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Decision:
    """What a reviewer decides about an area.

    Args:
        status: a key of STATUSES.
        reason: a key of REASONS for a rejected area, else empty.
        note: free text.
    """

    status: str
    reason: str = ""
    note: str = ""

    def values(self, reviewer: str, now: dt.datetime | None = None) -> dict[str, str | None]:
        """Values of the FIELDS; None (NULL) where there is nothing to say.

        Args:
            reviewer: name.
            now: with time zone; by default the present local time.

        Raises:
            ValueError: a status or reason that does not exist, or a reason without rejection.
        """
        if self.status not in STATUSES or (self.reason and self.reason not in REASONS):
            raise ValueError(f"no such decision: {self}")
        if self.reason and self.status != REJECTED:
            raise ValueError(f"a reason belongs to a rejection: {self}")
        now = now or dt.datetime.now().astimezone()
        time = now.isoformat(timespec="seconds")
        values = {
            "status": self.status,
            "reviewer": reviewer,
            "reviewed": time,
            "reason": self.reason,
            "note": self.note,
        }
        return {name: value or None for name, value in values.items()}


def status_of(value: object) -> str:
    """Status of an attribute, whoever wrote it; what is not known counts as not reviewed."""
    text = str(value or "").strip().lower()
    return text if text in STATUSES else NOT_REVIEWED


def taught_status(status: object, reason: object) -> str:
    """Status of an area for training.

    A landslide that was rejected for its outline alone is neither an area to learn nor stable ground.
    """
    known = status_of(status)
    return NOT_REVIEWED if known == REJECTED and str(reason or "").strip() == OUTLINE else known


def priority(probability: Floats, speed_mm_yr: Floats, area_m2: Floats) -> Floats:
    """Probability x speed x size of each area, 1 for the first.

    An unknown value (NaN) of an area is taken to be the median of the other areas; a value that is unknown for all
    areas does not count.

    Args:
        probability: (n,) 0 to 1.
        speed_mm_yr: (n,) |velocity|.
        area_m2: (n,).

    Returns:
        (n,) in [0, 1].
    """
    product = np.ones(len(area_m2))
    for factor in (probability, np.abs(speed_mm_yr), area_m2):
        known = np.isfinite(factor)
        if known.any():
            product *= np.where(known, factor, np.median(factor[known]))
    largest = product.max(initial=0.0)
    return product / largest if largest > 0 else product


def ranks(priorities: Floats) -> NDArray[np.int64]:
    """Ranks (n,) int64: 1 for the largest priority; equal ones in the order of the layer."""
    result = np.empty(len(priorities), np.int64)
    result[np.argsort(-priorities, kind="stable")] = np.arange(1, len(priorities) + 1)
    return result


def merged_values(rows: Sequence[Mapping[str, object]], area_m2: Sequence[float]) -> dict[str, object]:
    """Attributes of several areas as one.

    Means (`..._mean`) are weighted by size, `..._max` and `..._min` are the extremes. What Slipline measured in an
    outline and several areas cannot say of their union (a median, a length, a class) becomes None. Everything else is
    that of the largest area. Targets are counted anew where their layer is at hand.

    Args:
        rows: attributes of each area; None where NULL.
        area_m2: size of each.
    """
    largest = rows[int(np.argmax(area_m2))]
    result = dict(largest)
    for name in result:
        if name in _OF_OUTLINE - _LASTING:
            result[name] = None
            continue
        told = [(row.get(name), size) for row, size in zip(rows, area_m2)]
        numbers = [(float(value), size) for value, size in told if isinstance(value, (int, float))]
        if not numbers:
            continue
        values, sizes = np.array(numbers).T
        if name.endswith("_mean"):
            result[name] = float(np.average(values, weights=sizes))
        elif name.endswith(("_max", "_absmax")):
            result[name] = float(values[np.argmax(np.abs(values))]) if name == "gi_z_max" else float(values.max())
        elif name.endswith("_min"):
            result[name] = float(values.min())
    return result


def outdated_values(row: Mapping[str, object], measured: Mapping[str, object]) -> dict[str, object]:
    """Attributes that describe an area's earlier outline and were not measured again; the value of each is None.

    Args:
        row: attributes of the area.
        measured: what is known of the new outline.
    """
    return {name: None for name in row if name in _OF_OUTLINE and name not in measured}


@dataclass(frozen=True)
class Step:
    """One thing that can be undone: what the layer held before it.

    Args:
        title: what the button says.
        attributes: id of an area -> its earlier attributes, by name.
        outlines: id -> earlier outline, WKB.
        added: ids of areas that came.
        removed: areas that went: their attributes, and their outline.
    """

    title: str
    attributes: dict[int, dict[str, object]] = field(default_factory=dict)
    outlines: dict[int, bytes] = field(default_factory=dict)
    added: tuple[int, ...] = ()
    removed: tuple[tuple[dict[str, object], bytes], ...] = ()
