"""The demo's project opens on the study area: outlines above, image below, groups and layers with telling names."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.gis.vector import Column, write_polygons
from slipline.dev import demo_project

from ..core.rasters import CRS, box, write_raster


@pytest.fixture()
def project(provider, tmp_path):
    """The project of a folder that holds something under each name of the demo, read anew by a map of QGIS."""
    from qgis.core import QgsProject
    from qgis.gui import QgsMapCanvas

    (tmp_path / "study_area").mkdir()
    for _, file, _, _ in demo_project.LAYERS:
        if file.endswith(".tif"):
            write_raster(tmp_path / file, np.arange(60_000.0).reshape(3, 100, 200))
        else:
            write_polygons(str(tmp_path / file), "one", CRS, [box(500, -400, 900, -100)], [Column("area_id", [1])])
    made, shown = demo_project.build_project(tmp_path)
    extent = demo_project.extent_to_show(made, tmp_path, shown[-1])
    demo_project.write_project(made, tmp_path / "demo.qgz", extent)
    made.clear()
    canvas = QgsMapCanvas()
    canvas.setObjectName("theMapCanvas")
    canvas.resize(800, 600)
    assert QgsProject.instance().read(str(tmp_path / "demo.qgz"))
    yield QgsProject.instance(), canvas
    QgsProject.instance().clear()


def test_it_opens_on_the_test_ground(project):
    _, canvas = project
    layer = next(one for one in project[0].mapLayers().values() if one.name() == "Test ground (synthetic)")
    assert canvas.extent().contains(layer.extent())
    assert canvas.extent().width() < 6 * layer.extent().width()


def test_outlines_lie_above_the_image(project):
    order = [layer.name() for layer in project[0].layerTreeRoot().layerOrder()]
    image = order.index("Image (synthetic)")
    assert order[0] == "Predicted areas (synthetic)"
    assert image > max(order.index(name) for name in order if "reas" in name or "round" in name or "lines" in name)
    assert all(name.endswith("(synthetic)") for name in order)


def test_layers_are_called_what_the_tools_call_them(provider, project):
    titles = {"Image", "Elevation model"}
    for algorithm in provider.algorithms():
        titles |= {output.description() for output in algorithm.outputDefinitions()}
    names = {name.replace(" (synthetic)", "") for _, _, name, _ in demo_project.LAYERS}
    assert names - titles == set()
