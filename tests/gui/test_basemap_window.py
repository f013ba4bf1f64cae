"""*Add review basemap* in a real window, from a tile server on the loopback address.

Screenshots stay in build/screenshots/basemap.
"""

import socket
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.areas.rules import AreaRules
from slipline.core.areas.write import AreaInputs, AreaOutputs, write_areas
from slipline.core.gis.raster import RasterReader

from ..core.made_targets import plain_targets
from ..core.rasters import NORTH, WEST, write_raster
from .tiles import GROUND, tile_server
from .window import drive, pictures

STYLES = Path(__file__).parent.parent.parent / "resources" / "styles"


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    folder = tmp_path_factory.mktemp("basemap")
    values = np.full((120, 200), 0.05)
    values[20:60, 20:80] = 0.8
    values[80:110, 100:160] = 0.6
    path, _ = write_raster(folder / "probability.tif", values)
    targets = plain_targets(WEST + np.array([300.0]), NORTH - np.array([300.0]), np.array([-30.0]))
    write_areas(
        AreaInputs(RasterReader(path), targets),
        AreaOutputs(str(folder / "mask.tif"), str(folder / "areas.gpkg")),
        AreaRules(0.5, 0.0, 0.5),
    )
    with socket.socket() as free, tile_server() as (address, asked):
        free.bind(("127.0.0.1", 0))
        task = {
            "screenshots": pictures("basemap"),
            "report": str(folder / "seen.json"),
            "areas": str(folder / "areas.gpkg"),
            "style": str(STYLES / "areas.qml"),
            "server": address,
            "dead": f"http://127.0.0.1:{free.getsockname()[1]}",
        }
        seen = drive(folder, "drive_basemap.py", task)
        return {**seen, "asked": list(asked), "map": Path(task["screenshots"]) / "map.png"}


def test_the_window_was_driven_to_the_end(window):
    assert window["error"] == ""
    assert window["menu"] == [
        "Google Satellite",
        "Esri World Imagery",
        "Bing Aerial",
        "OpenStreetMap",
        "Other address (XYZ)…",
    ]


def test_the_basemap_lies_below_the_areas_with_attribution_and_terms(window):
    assert window["order"] == ["Predicted areas", "Google Satellite"]
    assert window["google"]["valid"]
    assert window["google"]["rights"] == ["Imagery © Google"]
    assert "terms" in window["google"]["licenses"][0]
    assert "For viewing only: tracing or publishing may be prohibited." in window["note"]


def test_the_map_shows_the_areas_over_the_tiles_of_the_address_of_the_settings(window):
    assert sum(path.startswith("/google/") for path in window["asked"]) > 2
    values = gdal.Open(str(window["map"])).ReadAsArray()[:3].reshape(3, -1).T.astype(int)
    ground = (np.abs(values - np.array(list(GROUND))) <= 3).all(axis=1)
    assert 0.2 < ground.mean() < 0.95
    assert len(np.unique(values[~ground], axis=0)) > 20


def test_a_server_that_does_not_answer_is_one_sentence_and_no_layer(window):
    assert window["dead"].startswith("Esri World Imagery was not added: 127.0.0.1:")
    assert "does not answer (Connection refused)" in window["dead"]
    assert "Esri World Imagery" not in window["own"]


def test_an_address_of_ones_own_is_checked_and_added(window):
    assert window["refused"].startswith("“nowhere/{x}” is not an address of tiles")
    assert window["own"] == [
        "Predicted areas",
        "Google Satellite",
        next(name for name in window["own"] if name.startswith("127.0.0.1:")),
    ]
    assert "/own/1/0/1.png" in window["asked"]


def test_a_server_of_one_region_is_added_with_a_word(window):
    assert window["region"].startswith("127.0.0.1:")
    assert "has no picture of the whole earth" in window["region"]
