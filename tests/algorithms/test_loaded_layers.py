"""Where results come to lie among the layers of a project."""

import numpy as np
import pytest

from ..core.rasters import write_raster
from .test_raster_layers import layer_of


@pytest.fixture()
def project(provider):
    from qgis.core import QgsProject

    yield QgsProject.instance()
    QgsProject.instance().removeAllMapLayers()


def test_a_picture_hides_no_map_and_a_map_no_points(project, tmp_path):
    from qgis.core import QgsProcessingContext, QgsSingleBandPseudoColorRenderer, QgsVectorLayer

    from slipline.algorithms.loaded_layers import LoadedLayer

    def raster(name, bands):
        return layer_of(write_raster(tmp_path / f"{name}.tif", np.ones((bands, 4, 4)))[0], name)

    raster("elevation", 1)
    raster("image", 3)
    hot_spot = raster("hot spot", 1)
    hot_spot.setRenderer(QgsSingleBandPseudoColorRenderer(hot_spot.dataProvider(), 1))
    project.addMapLayer(QgsVectorLayer("Point?crs=EPSG:32633", "targets", "memory"))
    stack = raster("stack", 3)
    probability = raster("probability", 1)
    probability.setRenderer(QgsSingleBandPseudoColorRenderer(probability.dataProvider(), 1))
    context = QgsProcessingContext()
    context.setProject(project)
    for layer in (stack, probability):
        LoadedLayer("OUTPUT", "Result").postProcessLayer(layer, context, None)
    order = [layer.name() for layer in project.layerTreeRoot().layerOrder()]
    assert order == ["targets", "probability", "hot spot", "stack", "image", "elevation"]
