"""What a prediction has left in its folder."""

import re

from osgeo import gdal, ogr

ROWS = 48  # of a block: the study area has four row blocks


def probability(folder):
    return gdal.Open(str(folder / "probability.tif")).ReadAsArray()


def mask(folder):
    return gdal.Open(str(folder / "mask.tif")).ReadAsArray()


def areas_of(folder):
    """The areas, largest first."""
    source = ogr.Open(str(folder / "areas.gpkg"))
    return [feature.GetGeometryRef().Clone() for feature in source.GetLayer(0)]


def finished(folder):
    """Names of the finished row blocks."""
    return sorted(path.name for path in (folder / "probability.unfinished").glob("rows-*.tif"))


def scored(log):
    """Tiles skipped and all of them, of the log."""
    found = re.search(r"(\d+) of (\d+) tiles were skipped", log)
    return int(found[1]), int(found[2])
