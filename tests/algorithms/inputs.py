"""Good and bad inputs for the tools that read targets, images and terrain."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, ogr

from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.vector import Column, write_points
from slipline.core.targets.targets import target_columns

from ..core.image.test_bands import colours, write_image_file, write_palette
from ..core.made_targets import UTM, scattered
from ..core.rasters import NORTH, WEST, write_raster

HEADER = "CODE,LON,LAT,HEIGHT,VEL,V_STDEV,COHERENCE,D20200101\n"


def write_inputs(folder: Path) -> Path:
    """All files that the tests name, in one folder."""
    targets = scattered(400)
    write_points(str(folder / "targets.gpkg"), "targets", UTM, targets.x, targets.y, target_columns(targets))
    write_points(str(folder / "far.gpkg"), "far", UTM, targets.x + 90000, targets.y, target_columns(targets))
    write_points(
        str(folder / "empty.gpkg"), "empty", UTM, targets.x[:0], targets.y[:0], [Column("velocity", np.zeros(0))]
    )
    words = np.array(["fast"] * 400, dtype=object)
    write_points(str(folder / "words.gpkg"), "words", UTM, targets.x, targets.y, [Column("velocity", words)])
    write_points(
        str(folder / "nulls.gpkg"), "nulls", UTM, targets.x, targets.y, [Column("velocity", np.full(400, np.nan))]
    )
    write_points(
        str(folder / "nameless.gpkg"), "nameless", UTM, targets.x, targets.y, [Column("speed", targets.velocity)]
    )
    _points_without_crs(folder / "no_crs.shp", targets)
    _tables(folder)
    write_image_file(folder / "image.tif", colours(rows=180, columns=200))
    write_image_file(folder / "image16.tif", colours(rows=180, columns=200).astype(np.uint16) * 200, gdal.GDT_UInt16)
    write_image_file(folder / "grey.tif", colours(1), meant=[gdal.GCI_GrayIndex])
    write_image_file(folder / "image_no_crs.tif", colours(), crs="")
    wgs = spatial_reference("EPSG:4326").ExportToWkt()
    write_image_file(
        folder / "degrees.tif", colours(rows=60, columns=60), cell_m=0.0002, west=14.999, north=41.556, crs=wgs
    )
    write_image_file(folder / "away.tif", colours(), west=WEST + 90000)
    rng = np.random.default_rng(3)
    write_raster(
        folder / "dem.tif",
        1000 + rng.normal(0, 5, (60, 60)).cumsum(axis=0),
        0.0003,
        "EPSG:4326",
        west=14.995,
        north=41.557,
    )
    steep = 2000 * np.sin(np.arange(60) / 3.0)[:, None] * np.ones(60)
    write_raster(folder / "dem_steep.tif", steep, 30.0, west=WEST - 300, north=NORTH + 300)
    write_palette(folder / "palette.tif")
    write_raster(folder / "dem_away.tif", np.full((40, 40), 500.0), 30.0, west=WEST + 90000)
    write_raster(folder / "dem_no_crs.tif", np.full((40, 40), 500.0), 30.0, "")
    write_raster(folder / "hot.tif", rng.normal(0, 100, (180, 200)), 5.0, names=["hotspot"])
    write_raster(folder / "hot_away.tif", rng.normal(0, 100, (18, 20)), 5.0, west=WEST + 90000)
    (folder / "garbage.gpkg").write_text("not a layer")
    (folder / "garbage.tif").write_text("not a raster")
    (folder / "file").write_text("a file where a folder is wanted")
    return folder


def _tables(folder: Path) -> None:
    rows = "".join(
        f"A{i},{15 + i / 5000},{41.55 - i / 7000},{100 + i},{-i / 2},0.5,{0.6 + i / 100},1\n" for i in range(40)
    )
    (folder / "targets.csv").write_text(HEADER + rows)
    (folder / "header_only.csv").write_text(HEADER)
    (folder / "no_position.csv").write_text("a,VEL\n1,2\n")
    (folder / "no_velocity.csv").write_text("LON,LAT,CODE\n15,41,2\n")
    (folder / "metres.csv").write_text("LON,LAT,VEL\n" + "".join(f"15.{i},41,0.00{i}\n" for i in range(9)))
    (folder / "null.csv").write_text("LON,LAT,VEL\n15,41,NULL\n15.1,41,****\n")
    (folder / "xy.csv").write_text("x,y,VEL\n500000,4600000,2\n")
    (folder / "numbers.txt").write_text(" 1 15.0 41.0 -3.5\n 2 15.1 41.0 2.5\n")
    (folder / "EGMS.zip").write_bytes(b"PK")
    (folder / "comma.csv").write_text("LON;LAT;VEL\n15,001;41,5;-3,5\n15,002;41,5;4,5\n")


def _points_without_crs(path: Path, targets) -> None:
    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    layer = source.CreateLayer("no_crs", None, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("velocity", ogr.OFTReal))
    for x, y, velocity in zip(targets.x, targets.y, targets.velocity):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(f"POINT({x} {y})"))
        feature.SetField("velocity", float(velocity))
        layer.CreateFeature(feature)
    layer = source = None
