from __future__ import annotations

import numpy as np
import pytest

from slipline.core.areas.fields import ALIASES
from slipline.core.areas.rules import AreaRules
from slipline.core.areas.write import AreaInputs, AreaOutputs, write_areas, write_mask
from slipline.core.display.map_style import write_probability_style
from slipline.core.display.styles import write_style
from slipline.core.gis.raster import RasterReader

from ..core.made_targets import plain_targets
from ..core.rasters import NORTH, WEST, box, write_raster


@pytest.fixture()
def prediction(tmp_path, provider):
    values = np.full((60, 100), 0.05, np.float32)
    values[10:30, 10:40] = 0.8
    values[40:55, 5:30] = 0.6
    values[35:55, 50:80] = 0.95
    values[:, 90:] = np.nan
    path, _ = write_raster(tmp_path / "probability.tif", values)
    targets = plain_targets(WEST + np.array([60.0, 300.0]), NORTH - np.array([60.0, 200.0]), np.array([-30.0, 4.0]))
    outputs = AreaOutputs(str(tmp_path / "mask.tif"), str(tmp_path / "areas.gpkg"), str(tmp_path / "lines.gpkg"))
    write_areas(AreaInputs(RasterReader(path), targets), outputs, AreaRules(0.5, 0.0, seed=0.5))
    write_probability_style(str(tmp_path / "probability.tif"), 0.7)
    for name in ("mask", "areas", "lines"):
        write_style(str(tmp_path / f"{name}.tif"), name)
    return tmp_path


def rendered(layer, colour=(120, 110, 80)):
    from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor, QImage

    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent().buffered(20))
    settings.setOutputSize(QSize(500, 300))
    settings.setBackgroundColor(QColor(*colour))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage().convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = image.constBits()
    pixels.setsize(500 * 300 * 4)
    return np.frombuffer(pixels, np.uint8).reshape(300, 500, 4)[:, :, :3].astype(int), image


def near(picture, colour):
    return int((np.abs(picture - np.array(colour)).max(axis=2) < 40).sum())


def test_areas_open_styled_by_activity_with_aliases_and_labels(prediction):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(prediction / "areas.gpkg"), "areas")
    assert layer.renderer().type() == "RuleRenderer"
    assert layer.labelsEnabled()
    fields = layer.fields()
    assert {
        field.name(): layer.attributeAlias(fields.lookupField(field.name()))
        for field in fields
        if field.name() in ALIASES
    } == {name: alias for name, alias in ALIASES.items() if fields.lookupField(name) >= 0}
    picture, image = rendered(layer)
    image.save(str(prediction / "areas.png"))
    assert near(picture, (227, 26, 28)) > 300  # fast
    assert near(picture, (255, 140, 26)) > 300  # slow
    assert near(picture, (245, 245, 245)) > 300  # no target, and the labels


def test_labels_say_which_area_and_how_fast(prediction):
    from qgis.core import QgsExpression, QgsExpressionContext, QgsVectorLayer

    layer = QgsVectorLayer(str(prediction / "areas.gpkg"), "areas")
    expression = QgsExpression(layer.labeling().settings().fieldName)
    labels = []
    for feature in layer.getFeatures():
        context = QgsExpressionContext()
        context.setFeature(feature)
        labels.append(expression.evaluate(context))
    assert sorted(labels) == ["1\n4 mm/yr", "2\n-30 mm/yr", "3"]


def test_inner_and_outer_lines_are_drawn_differently(prediction):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(prediction / "lines.gpkg"), "lines")
    assert {category.value() for category in layer.renderer().categories()} == {"inner", "outer"}
    assert layer.attributeAlias(layer.fields().lookupField("area_id")) == "area"
    for line, colour in (("inner", (255, 255, 255)), ("outer", (255, 230, 109))):
        layer.setSubsetString(f"\"line\" = '{line}'")
        assert near(rendered(layer)[0], colour) > 100, line


def test_areas_without_velocity_are_drawn_too(tmp_path, provider):
    from qgis.core import QgsVectorLayer

    values = np.zeros((40, 40), np.float32)
    values[10:30, 10:30] = 1
    path, _ = write_raster(tmp_path / "probability.tif", values)
    write_areas(
        AreaInputs(RasterReader(path)),
        AreaOutputs(str(tmp_path / "mask.tif"), str(tmp_path / "areas.gpkg")),
        AreaRules(0.5, 0.0),
    )
    write_style(str(tmp_path / "areas.gpkg"), "areas")
    picture, _ = rendered(QgsVectorLayer(str(tmp_path / "areas.gpkg"), "areas"))
    assert near(picture, (255, 230, 0)) > 300


def test_the_review_has_a_look_of_its_own(prediction):
    from osgeo import ogr
    from qgis.core import QgsVectorLayer

    dataset = ogr.Open(str(prediction / "areas.gpkg"), 1)
    for feature, status in zip(dataset.GetLayer(0), ("accepted", "rejected", "later")):
        feature.SetField("status", status)
        dataset.GetLayer(0).SetFeature(feature)
    dataset = feature = None
    layer = QgsVectorLayer(str(prediction / "areas.gpkg"), "areas")
    picture, image = rendered(layer)
    image.save(str(prediction / "reviewed.png"))
    activity = {one["status"]: one["activity"] for one in layer.getFeatures()}
    assert near(picture, (27, 120, 55)) > 20  # accepted
    assert near(picture, (255, 212, 0)) > 20  # later
    colours = {"fast": (227, 26, 28), "slow": (255, 140, 26)}
    layer.setSubsetString("\"status\" = 'rejected'")
    alone = rendered(layer)[0]
    assert near(alone, (176, 176, 176)) > 100  # dashes
    assert near(alone, (178, 24, 43)) > 10  # the cross
    assert near(alone, colours.get(activity["rejected"], (0, 0, 0))) < 10


def test_low_probability_is_transparent_and_the_mask_tells_its_values_apart(prediction):
    from qgis.core import QgsRasterLayer

    picture, image = rendered(QgsRasterLayer(str(prediction / "probability.tif"), "probability"))
    image.save(str(prediction / "probability.png"))
    assert tuple(picture[30, 300]) == (120, 110, 80)
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) >= 3
    assert tuple(picture[220, 90]) == (120, 110, 80)  # 0.6 lies below the threshold
    values = np.full((60, 100), 0.1, np.float32)
    values[:20], values[20:, :50], values[40:] = 0.9, np.nan, np.nan
    probability, _ = write_raster(prediction / "shown_probability.tif", values)
    path = str(prediction / "shown.tif")
    write_mask(AreaInputs(RasterReader(probability), within=[box(0, -200, 500, 0)]), path, 0.5)
    write_style(path, "mask")
    picture, image = rendered(QgsRasterLayer(path, "mask"))
    image.save(str(prediction / "mask.png"))
    colours = [tuple(int(one) for one in picture[row, column]) for row, column in ((60, 250), (150, 400), (240, 250))]
    assert len({*colours, (120, 110, 80)}) == 4
    assert colours[0][0] > 180  # moves: red
    assert tuple(picture[150, 100]) == (120, 110, 80)  # not observable
    within = picture[20:280, 20:480].reshape(-1, 3)
    specks = (within[:, 2] > within[:, 0] + 60) & (within[:, 1] > 180)
    assert not specks.any()


def test_matches_are_labelled_with_their_overlap_once_for_each_pair(tmp_path, provider):
    from qgis.core import QgsExpression, QgsExpressionContext, QgsVectorLayer

    from slipline.core.evaluation.evaluation import evaluate
    from slipline.core.evaluation.inputs import EvaluationInputs
    from slipline.core.evaluation.map import write_matches

    from ..core.evaluation.test_evaluation import GRID, PREDICTED, REFERENCE

    path = str(tmp_path / "matches.gpkg")
    write_matches(path, evaluate(EvaluationInputs(GRID, PREDICTED, REFERENCE)), GRID.crs)
    write_style(path, "matches")
    layer = QgsVectorLayer(path, "matches")
    expression = QgsExpression(layer.labeling().settings().fieldName)
    labels = {}
    for feature in layer.getFeatures():
        context = QgsExpressionContext()
        context.setFeature(feature)
        text = expression.evaluate(context) or ""
        labels[feature["source"], feature["number"]] = text.replace(",", ".")  # as the user's language writes it
    assert (labels["reference", 1], labels["predicted", 1]) == ("IoU 0.90", "")
    assert (labels["reference", 2], labels["reference", 3], labels["predicted", 2]) == ("IoU 0.43", "", "")
