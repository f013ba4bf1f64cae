"""How the hot spot map of a stack was made: the stack carries it from Hot Spot to training and prediction."""

from __future__ import annotations

import contextlib

from ..areas.motion import STABILITY
from ..base.translation import tr
from ..gis.raster import RasterReader

DISTANCE = "distance_m"
KEYS = (DISTANCE, "bandwidth_m")
WEIGHT, KERNEL, CENTRE = "weight", "kernel", "centre"
REACH, OFFSET = "reach_m", "offset_mm_yr"
CARRIED = (*KEYS, WEIGHT, KERNEL, CENTRE, STABILITY, REACH, OFFSET)  # metadata items of the map that a stack takes over
PAPER_REACH_M = 300.0  # distance band + bandwidth of Liang et al. (2023), where a stack does not tell


def hotspot_settings(stack: RasterReader) -> dict[str, float | str]:
    """Distance band and bandwidth in m, weight, kernel and centre: what a stack tells of its hot spot map.

    Empty where it has none.
    """
    items = stack.metadata("hotspot") if "hotspot" in stack.names else {}
    settings: dict[str, float | str] = {}
    for key in KEYS:
        with contextlib.suppress(KeyError, ValueError):
            settings[key] = float(items[key])
    return {**settings, **{key: items[key] for key in (WEIGHT, KERNEL, CENTRE) if items.get(key)}}


def reach_m(stack: RasterReader) -> float:
    """How far a target bleeds into its surroundings, m.

    Distance band + reach of the kernel, which is its bandwidth or 3 of them.
    """
    told, settings = _number(stack, REACH), hotspot_settings(stack)
    known = sum(float(settings[key]) for key in KEYS) if set(KEYS) <= set(settings) else 0.0
    return told or known or PAPER_REACH_M


def stability_mm_yr(reader: RasterReader) -> float | None:
    """The stability threshold of the hot spot map in a stack; None where it does not tell."""
    return _number(reader, STABILITY)


def offset_sentence(stack: RasterReader | None) -> str:
    """For reports: the offset that Hot Spot took away from the velocities of a stack; empty where there was none."""
    offset = _number(stack, OFFSET) if stack else None
    if not offset:
        return ""
    return tr(
        "The velocities had an offset of {offset:.4g} mm/yr, which Hot spot subtracted: velocities and hot spot map "
        "are relative to the stable ground."
    ).format(offset=offset)


def _number(reader: RasterReader, key: str) -> float | None:
    items = reader.metadata("hotspot") if "hotspot" in reader.names else {}
    try:
        return float(items[key])
    except (KeyError, ValueError):
        return None
