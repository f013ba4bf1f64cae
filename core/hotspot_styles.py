"""Styles of Hot Spot's results, with limits that follow the data."""

from __future__ import annotations

from .styles import write_style


def write_map_style(path: str, limit: float, weight: str, band: int = 1) -> None:
    """Diverging colours, centred on zero, transparent near it.

    Args:
        path: the raster's file.
        limit: value from which the colours stay the same.
        weight: of the targets; only signed ones have two sides.
        band: number of the band that is shown.
    """
    limit = limit if limit > 0 else 1.0
    signed = not weight.startswith("abs")
    write_style(
        path, "hotspot", band=band, limit=f"{limit:.4g}", half=f"{limit / 2:.4g}", tenth=f"{limit / 10:.4g}",
        lowest=" (away)" if signed else "", highest=" (towards the satellite)" if signed else "",
    )  # fmt: skip
