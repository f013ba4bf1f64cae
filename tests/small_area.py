"""A small study area for tests of the tools: image, DEM, targets as a table and as a layer, areas."""

import shutil

import numpy as np
from osgeo import gdal

from slipline.core.gis.vector import Column, write_points, write_polygons

from .core.rasters import CRS, NORTH, WEST, box, write_raster

ROWS, COLUMNS, CELL_M = 160, 240, 10.0
TARGETS = 600


def make_inputs(folder, scale=1):
    """2.4 km x 1.6 km; of the targets those near the middle move away from the satellite by 25 mm/yr. Paths by name."""
    random = np.random.default_rng(5)
    down, across, count = ROWS * scale, COLUMNS * scale, TARGETS * scale**2
    rows, columns = np.mgrid[:down, :across]
    texture = 90 + 40 * np.sin(rows / 17) * np.cos(columns / 23) + random.normal(0, 6, (down, across))
    image = write_image(folder / "image.tif", [texture, texture * 0.9, texture * 0.7])
    dem, _ = write_raster(folder / "dem.tif", 1500 + 2.0 * rows + 30 * np.sin(columns / 20), CELL_M)
    x, y = random.uniform(0, CELL_M * across, count), random.uniform(0, CELL_M * down, count)
    velocity = random.normal(0, 2, count) - 25 * (np.hypot(x - 1200, y - 800) < 350)
    coherence = np.full(count, 0.9)
    targets = folder / "targets.gpkg"
    write_points(
        str(targets),
        "targets",
        CRS,
        WEST + x,
        NORTH - y,
        [Column("velocity", velocity), Column("coherence", coherence)],
    )
    areas = folder / "areas.gpkg"
    polygons = [box(900, -1100, 1500, -500), box(300, -500, 500, -300)]
    write_polygons(str(areas), "areas", CRS, polygons, [Column("id", np.arange(len(polygons)))])
    alone = folder / "alone"
    alone.mkdir(exist_ok=True)
    shutil.copy(targets, alone)
    return {"image": image, "dem": dem, "targets": str(targets), "areas": str(areas), "targets_folder": str(alone)}


def write_image(path, bands):
    """A true-colour image in 8 bits."""
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path), bands[0].shape[1], bands[0].shape[0], len(bands), gdal.GDT_Byte
    )
    dataset.SetGeoTransform((WEST, CELL_M, 0.0, NORTH, 0.0, -CELL_M))
    dataset.SetProjection(CRS)
    for number, (name, values) in enumerate(zip(("red", "green", "blue"), bands), start=1):
        dataset.GetRasterBand(number).SetDescription(name)
        dataset.GetRasterBand(number).WriteArray(np.clip(values, 1, 255).astype(np.uint8))
    dataset = None
    return str(path)
