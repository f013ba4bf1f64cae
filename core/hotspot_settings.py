"""How the hot spot map of a stack was made: the stack carries it from Hot Spot to training and prediction."""

from __future__ import annotations

from .raster import RasterReader

KEYS = ("distance_m", "bandwidth_m")
STABILITY, REACH = "stability_mm_yr", "reach_m"
CARRIED = (*KEYS, STABILITY, REACH)  # metadata items of the map that a stack takes over
PAPER_REACH_M = 300.0  # distance band + bandwidth of Liang et al. (2023), where a stack does not tell


def hotspot_settings(stack: str) -> dict[str, float]:
    """Distance band and bandwidth in m; empty where the stack has no hot spot map or does not tell."""
    with RasterReader(stack) as reader:
        items = reader.metadata("hotspot") if "hotspot" in reader.names else {}
    try:
        return {key: float(items[key]) for key in KEYS}
    except (KeyError, ValueError):
        return {}


def reach_m(stack: str) -> float:
    """How far a target bleeds into its surroundings, m: distance band + reach of the kernel, which is its bandwidth or 3 of them."""
    with RasterReader(stack) as reader:
        told = _number(reader, REACH)
    return told or sum(hotspot_settings(stack).values()) or PAPER_REACH_M


def stability_mm_yr(reader: RasterReader) -> float | None:
    """The stability threshold of the hot spot map in a stack; None where it does not tell."""
    return _number(reader, STABILITY)


def _number(reader: RasterReader, key: str) -> float | None:
    items = reader.metadata("hotspot") if "hotspot" in reader.names else {}
    try:
        return float(items[key])
    except (KeyError, ValueError):
        return None
