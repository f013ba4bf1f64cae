"""Room on the disk is looked at before work, by every tool whose outputs may be large."""

import math

import pytest
from osgeo import ogr

from slipline.core.base.errors import OutputError
from slipline.core.base.progress import Silent
from slipline.core.demo.write import create_demo
from slipline.core.display.kmz import Inventory, Placemark, write_kmz
from slipline.core.evaluation.evaluate import EvaluationOutputs, evaluate_boundaries
from slipline.core.evaluation.inputs import EvaluationInputs, Origin, grid_over_polygons
from slipline.core.files import system
from slipline.core.files.disk_space import polygons_bytes, require_room

from ..rasters import CRS, NORTH, WEST


def many_sided(x, y, radius, corners=20_000):
    """A polygon (WKB) of 320 kB."""
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for number in [*range(corners), 0]:
        angle = 2 * math.pi * number / corners
        ring.AddPoint_2D(x + radius * math.cos(angle), y + radius * math.sin(angle))
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return bytes(polygon.ExportToWkb())


def demo(folder):
    create_demo("small", 1, str(folder / "demo"), Silent())


def google_earth(folder):
    area = Placemark(many_sided(100.5, 30.5, 0.01), "1", "", [])
    write_kmz(str(folder / "areas.kmz"), Inventory("areas", [], [area]))


def evaluation(folder):
    areas = [many_sided(WEST + 500, NORTH - 500, 300)]
    inputs = EvaluationInputs(grid_over_polygons(areas, CRS, 5.0), areas, areas)
    outputs = EvaluationOutputs(str(folder / "report.html"), "", str(folder / "matches.gpkg"))
    evaluate_boundaries(inputs, Origin("a", "b", "", 5.0, False), outputs)


@pytest.mark.parametrize("work", [demo, google_earth, evaluation])
def test_a_disk_that_is_too_full_is_told_before_work_with_what_is_missing(monkeypatch, tmp_path, work):
    monkeypatch.setattr(system, "free_bytes", lambda path: 4000)
    with pytest.raises(OutputError, match=r"are needed on the disk of .* which has 4 kB left; .* are missing"):
        work(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_may_become_full_is_warned_of(monkeypatch, tmp_path):
    class Heard(Silent):
        def warning(self, text):
            warnings.append(text)

    shapes, warnings = [many_sided(0, 0, 1)], []
    least, most = polygons_bytes(shapes)
    assert least < len(shapes[0]) < most
    monkeypatch.setattr(system, "free_bytes", lambda path: (least + most) / 2)
    require_room([(str(tmp_path / "a.gpkg"), (least, most))], Heard())
    assert "may be needed" in warnings[0]
