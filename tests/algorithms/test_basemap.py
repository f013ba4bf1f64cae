"""Prepare image on a basemap: rendered from a tile server on the loopback address."""

from __future__ import annotations

import collections
import http.server
import struct
import threading
import time
import zlib
from urllib.parse import parse_qs, urlparse

import numpy as np
import pytest

from slipline.algorithms import basemap
from slipline.core.gis.crs import same_crs, transform_points
from slipline.core.gis.raster import RasterReader

SIDE_M = 2 * 20037508.342789244
EXTENT = "102.001,102.011,36.001,36.009 [EPSG:4326]"


def png(colour):
    """A picture of 256 x 256 cells of one colour."""
    return picture(np.tile(np.array(colour, np.uint8), (256, 256, 1)))


def picture(colours):
    """A PNG of colours (rows, columns, 3)."""
    rows, columns, _ = colours.shape

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)
    lines = b"".join(b"\0" + row.tobytes() for row in colours.astype(np.uint8))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def colour_of(zoom, x, y):
    """Each picture has its own colour."""
    return 60 + x * 37 % 190, 60 + y * 53 % 190, 10 * zoom


@pytest.fixture()
def tiles():
    """A tile server: `url`; `answer(path, count)` may give a status for the count-th request of a path.

    `asked` counts them.
    """

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        delay_s = 0.0

        def answer(self, path, count):
            return 200

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked[self.path] += 1
            time.sleep(self.server.delay_s)
            status = self.server.answer(self.path, self.server.asked[self.path])
            body = png(colour_of(*map(int, self.path.strip("/").split("/")))) if status == 200 else b"no"
            self.send_response(status)
            self.send_header("Content-Type", "image/png" if status == 200 else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = Server(("127.0.0.1", 0), Handler)
    server.asked = collections.Counter()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}/%7Bz%7D/%7Bx%7D/%7By%7D"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture()
def layer(provider, tiles, monkeypatch):
    from qgis.core import QgsProject, QgsRasterLayer

    monkeypatch.setattr(basemap, "PAUSE_MS", 200)
    made = QgsRasterLayer(f"type=xyz&zmin=0&zmax=18&url={tiles.url}", "World pictures", "wms")
    assert made.isValid()
    QgsProject.instance().addMapLayer(made)
    yield made.id()
    QgsProject.instance().removeMapLayer(made.id())


def fetched(tool_run, layer, tmp_path, **changed):
    parameters = {
        "INPUT": layer,
        "EXTENT": EXTENT,
        "CELL": 4.0,
        "STEPS": [],
        "OUTPUT": str(tmp_path / "map.tif"),
        **changed,
    }
    return tool_run("prepareimage", parameters)


def test_each_cell_has_the_colour_of_the_picture_it_lies_in(tool_run, tiles, layer, tmp_path, monkeypatch):
    monkeypatch.setattr(basemap, "TILE_CELLS", 100)
    run = fetched(tool_run, layer, tmp_path)
    assert run.ok, run.error
    assert "terms of use" in run.log.text
    with RasterReader(run.outputs["OUTPUT"]) as reader:
        grid, values = reader.grid, reader.read(reader.grid.window)
    assert same_crs(grid.crs, "EPSG:32648")
    assert grid.cell_m == 4.0
    assert (values[3] == 255).all()
    zoom = int(values[2, 50, 50]) // 10
    assert 4.0 * 0.4 < SIDE_M / 256 / 2**zoom < 4.0 / np.cos(np.radians(36)) * 2  # cells of the pictures that fit
    checked = 0
    for row in range(5, grid.rows, 23):
        for column in range(5, grid.columns, 23):
            x, y = np.array([grid.x_min + (column + 0.5) * 4.0]), np.array([grid.y_max - (row + 0.5) * 4.0])
            x, y = transform_points(x, y, grid.crs, "EPSG:3857")
            place = (x[0] + SIDE_M / 2) / SIDE_M * 2**zoom, (SIDE_M / 2 - y[0]) / SIDE_M * 2**zoom
            if all(0.03 < part % 1 < 0.97 for part in place):
                assert tuple(values[:3, row, column]) == colour_of(zoom, int(place[0]), int(place[1])), place
                checked += 1
    assert checked > 60


def test_a_server_that_fails_at_first_is_asked_again(tool_run, tiles, layer, tmp_path):
    tiles.answer = lambda path, count: 503 if count < 2 else 200
    run = fetched(tool_run, layer, tmp_path, STEPS=["lowpass"])
    assert run.ok, run.error
    assert max(tiles.asked.values()) >= 2
    with RasterReader(run.outputs["OUTPUT"]) as reader:
        assert (reader.read(reader.grid.window)[3] == 255).all()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.qml", "map.tif"]


def test_in_the_background_as_the_toolbox_runs_it_errors_are_seen_too(provider, tiles, layer, tmp_path):
    from qgis.core import (
        QgsApplication,
        QgsProcessingAlgRunnerTask,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProject,
    )
    from qgis.PyQt.QtCore import QCoreApplication

    tiles.answer = lambda path, count: 503 if count < 2 else 200
    context, feedback, outcome = QgsProcessingContext(), QgsProcessingFeedback(), []
    context.setProject(QgsProject.instance())
    parameters = {
        "INPUT": layer,
        "EXTENT": EXTENT,
        "CELL": 4.0,
        "STEPS": ["lowpass"],
        "OUTPUT": str(tmp_path / "map.tif"),
    }
    algorithm = QgsApplication.processingRegistry().algorithmById("slipline:prepareimage")
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    task.executed.connect(lambda ok, results: outcome.append(ok))
    QgsApplication.taskManager().addTask(task)
    end = time.monotonic() + 300
    while not outcome and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    assert outcome == [True], feedback.textLog()
    assert max(tiles.asked.values()) >= 2
    with RasterReader(str(tmp_path / "map.tif")) as reader:
        assert (reader.read(reader.grid.window)[3] == 255).all()


def test_a_server_that_always_fails_is_one_sentence_and_leaves_nothing(tool_run, tiles, layer, tmp_path):
    tiles.answer = lambda path, count: 503
    run = fetched(tool_run, layer, tmp_path)
    assert not run.ok
    assert "World pictures did not give all pictures in 4 tries" in run.error
    assert list(tmp_path.iterdir()) == []


def test_a_picture_that_the_server_does_not_have_is_clear(tool_run, tiles, layer, tmp_path):
    tiles.answer = lambda path, count: 404 if int(path.split("/")[2]) % 2 else 200
    run = fetched(tool_run, layer, tmp_path)
    assert run.ok, run.error
    with RasterReader(run.outputs["OUTPUT"]) as reader:
        alpha = reader.read(reader.grid.window)[3]
    assert 0.1 < (alpha == 0).mean() < 0.9
    tiles.answer = lambda path, count: 404
    run = fetched(
        tool_run, layer, tmp_path / "other", EXTENT="20,20.01,36,36.01 [EPSG:4326]", OUTPUT=str(tmp_path / "none.tif")
    )
    assert "shows nothing in the extent" in run.error
    assert not (tmp_path / "none.tif").exists()


@pytest.mark.parametrize("changed", [{"EXTENT": None}, {"CELL": None}])
def test_a_basemap_needs_an_extent_and_a_cell_size(tool_run, layer, tmp_path, changed):
    run = fetched(tool_run, layer, tmp_path, **changed)
    assert "Give an extent and a cell size" in run.error
    run = fetched(tool_run, layer, tmp_path, EXTENT="100,110,30,40 [EPSG:4326]", CELL=1.0)
    assert "Choose a larger cell size" in run.error
    assert list(tmp_path.iterdir()) == []


def test_a_stack_of_a_basemap_says_how_to_make_a_file_of_it(tool_run, layer, tmp_path):
    run = tool_run("featurestack", {"IMAGE": layer, "OUTPUT": str(tmp_path / "stack.vrt")})
    assert "World pictures is not a raster file, but comes from wms" in run.error
    assert "Prepare image does so" in run.error


def test_a_cancel_is_heard_while_the_server_is_waited_for(tool_run, tiles, layer, tmp_path, monkeypatch):
    tiles.delay_s = 300.0
    start = time.monotonic()
    from slipline.algorithms import feedback

    monkeypatch.setattr(feedback.FeedbackProgress, "is_cancelled", lambda self: time.monotonic() - start > 1.0)
    run = fetched(tool_run, layer, tmp_path)
    assert run.outputs == {}
    assert time.monotonic() - start < tiles.delay_s
    assert list(tmp_path.iterdir()) == []


CAPABILITIES = """<?xml version="1.0"?><WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"
 xmlns:xlink="http://www.w3.org/1999/xlink"><Service><Name>WMS</Name><Title>t</Title></Service><Capability><Request>
<GetCapabilities><Format>text/xml</Format><DCPType><HTTP><Get><OnlineResource xlink:href="{url}"/></Get>
</HTTP></DCPType></GetCapabilities>
<GetMap><Format>image/png</Format><DCPType><HTTP><Get><OnlineResource xlink:href="{url}"/></Get>
</HTTP></DCPType></GetMap></Request>
<Layer><Title>all</Title><CRS>EPSG:3857</CRS>
<Layer queryable="0"><Name>ground</Name><Title>ground</Title><CRS>EPSG:3857</CRS>
<EX_GeographicBoundingBox><westBoundLongitude>-180</westBoundLongitude><eastBoundLongitude>180</eastBoundLongitude>
<southBoundLatitude>-85</southBoundLatitude><northBoundLatitude>85</northBoundLatitude></EX_GeographicBoundingBox>
<BoundingBox CRS="EPSG:3857" minx="-20037508" miny="-20037508" maxx="20037508" maxy="20037508"/>
</Layer></Layer></Capability></WMS_Capabilities>"""


def fields(x, y):
    """Colours of ground that is chequered every 100 units of Web Mercator."""
    column, row = np.floor(x / 100.0).astype(int), np.floor(y / 100.0).astype(int)
    return np.stack([40 + column % 5 * 50, 40 + row % 4 * 60, 40 + (column + row) % 3 * 100], axis=-1)


def test_a_wms_layer_is_rendered_where_it_lies(tool_run, provider, tmp_path):
    from qgis.core import QgsProject, QgsRasterLayer

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked = {key.upper(): value[0] for key, value in parse_qs(urlparse(self.path).query).items()}
            if asked.get("REQUEST") == "GetMap":
                west, south, east, north = map(float, asked["BBOX"].split(","))
                columns, rows = int(asked["WIDTH"]), int(asked["HEIGHT"])
                x = west + (np.arange(columns) + 0.5) * (east - west) / columns
                y = north - (np.arange(rows) + 0.5) * (north - south) / rows
                body, kind = picture(fields(*np.meshgrid(x, y))), "image/png"
            else:
                body, kind = (
                    CAPABILITIES.format(url=f"http://127.0.0.1:{self.server.server_port}/?").encode(),
                    "text/xml",
                )
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    source = f"crs=EPSG:3857&format=image/png&layers=ground&styles=&url=http://127.0.0.1:{server.server_port}/"
    layer = QgsRasterLayer(source, "Ground", "wms")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    run = fetched(tool_run, layer.id(), tmp_path, CELL=5.0)
    QgsProject.instance().removeMapLayer(layer.id())
    server.shutdown()
    server.server_close()
    assert run.ok, run.error
    with RasterReader(run.outputs["OUTPUT"]) as reader:
        grid, values = reader.grid, reader.read(reader.grid.window)
    row, column = (part.ravel() for part in np.mgrid[3 : grid.rows : 7, 3 : grid.columns : 7])
    x, y = transform_points(grid.x_min + (column + 0.5) * 5.0, grid.y_max - (row + 0.5) * 5.0, grid.crs, "EPSG:3857")
    inner = (np.abs(x % 100 - 50) < 38) & (
        np.abs(y % 100 - 50) < 38
    )  # away from the borders of the fields, which are smoothed
    assert inner.sum() > 200
    np.testing.assert_allclose(values[:3, row[inner], column[inner]].T, fields(x[inner], y[inner]), atol=1.0)
