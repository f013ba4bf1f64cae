"""Where a layer is: coordinates and a CRS that cannot be true together are refused, every place on Earth passes."""

import math

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import InputError
from slipline.core.gis.place import crs_of, require_place, same_longitudes, transform_of

RIGHT = [  # CRS, x, y
    ("EPSG:32613", (5e5, 6e5), (42e5, 43e5)),
    ("EPSG:32633", (1e5, 2e5), (86e5, 87e5)),  # Svalbard in the mainland's zone
    ("EPSG:4326", (254.0, 255.0), (38.0, 39.0)),
    ("EPSG:4326", (-250.0, -249.0), (38.0, 39.0)),
    ("EPSG:4326", (-180.0, 180.0), (-90.0, 90.0)),
    ("EPSG:3460", (19e5, 21e5), (39e5, 41e5)),  # Fiji, across longitude 180
    ("EPSG:3857", (2.0e7, 2.01e7), (1e6, 2e6)),
    ("EPSG:5041", (19e5, 21e5), (19e5, 21e5)),  # the pole
    ("EPSG:27572", (6e5, 7e5), (22e5, 23e5)),  # of degrees in grads
    ("+proj=tmerc +lat_0=38 +lon_0=-105 +units=m", (0.0, 90.0), (0.0, 80.0)),  # a site's own grid
]
WRONG = [  # CRS, x, y, what the sentence says
    ("EPSG:32613", (-105.9, -105.8), (38.0, 38.1), "which are degrees"),
    ("EPSG:4326", (5e5, 6e5), (42e5, 43e5), "which are not degrees"),
    ("EPSG:32632", (5.0e6, 5.1e6), (4.0e6, 4.1e6), "far from the ground"),
    ("EPSG:2154", (6.0e6, 6.1e6), (-1.1e6, -1.0e6), "far from the ground"),
]


@pytest.mark.parametrize(("crs", "x", "y"), RIGHT)
def test_a_place_that_the_crs_can_have_passes(crs, x, y):
    require_place(np.array(x), np.array(y), crs, "layer")


@pytest.mark.parametrize(("crs", "x", "y", "why"), WRONG)
def test_a_place_that_the_crs_cannot_have_is_refused_with_both(crs, x, y, why):
    with pytest.raises(InputError, match=why) as error:
        require_place(np.array([*x, math.nan]), np.array([*y, 0.0]), crs, "layer")
    assert f"{x[0]:.10g}" in str(error.value)
    assert crs in str(error.value)


def test_places_are_counted_as_the_raster_counts_longitudes():
    np.testing.assert_allclose(same_longitudes(np.array([-105.8, 254.2]), "EPSG:4326", 254.0, 255.0), 254.2)
    np.testing.assert_allclose(same_longitudes(np.array([-105.8]), "EPSG:32613", 254.0, 255.0), -105.8)


def test_a_raster_without_georeference_has_no_place():
    dataset = gdal.GetDriverByName("MEM").Create("", 4, 4, 1)
    with pytest.raises(InputError, match="has no georeference"):
        transform_of(dataset, "r.tif")
    dataset.SetGCPs([gdal.GCP(0, 0, 0, 0, 0), gdal.GCP(1, 0, 0, 1, 0), gdal.GCP(0, 1, 0, 0, 1)], "")
    with pytest.raises(InputError, match="ground control points"):
        transform_of(dataset, "r.tif")
    assert crs_of(dataset) == ""
