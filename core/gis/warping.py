"""Rasters brought to a study's grid where they are read: by their horizontal CRS alone, so that no height is moved."""

from __future__ import annotations

from typing import Any

from osgeo import gdal

from ..base.grid import Grid
from .place import crs_of


def warped(source: gdal.Dataset, grid: Grid, resampling: str, **options: Any) -> gdal.Dataset:
    """A raster on a grid, as a virtual raster; `source` has to live as long as it.

    Args:
        source: open, in any CRS.
        grid: where the cells lie.
        resampling: GDAL's name of it.
        options: further ones of gdal.Warp.
    """
    west, south, east, north = grid.bounds
    return gdal.Warp(
        "",
        source,
        format="VRT",
        srcSRS=crs_of(source),
        dstSRS=grid.crs,
        outputBounds=(west, south, east, north),
        width=grid.columns,
        height=grid.rows,
        resampleAlg=resampling,
        **options,
    )
