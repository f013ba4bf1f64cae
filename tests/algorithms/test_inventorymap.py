"""Print map of the inventory: the PDF's words and size, its stamp, its extent, and what it refuses."""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from ..core.rasters import write_raster

SQUARES = (("fast", -25.0, 0), ("fast", 31.0, 1), ("slow", -4.0, 2))  # activity, velocity, place
CRS = 32633


@pytest.fixture()
def areas(tmp_path):
    """Three squares of 100 m, 1 km apart, as Predict boundaries writes them."""
    return write_squares(tmp_path / "areas.gpkg", SQUARES)


def write_squares(path, squares, crs=CRS, metres=1.0):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(crs)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("areas", reference, ogr.wkbPolygon)
    for name, kind in (
        ("activity", ogr.OFTString),
        ("v_median", ogr.OFTReal),
        ("area_id", ogr.OFTInteger),
        ("model", ogr.OFTString),
        ("threshold", ogr.OFTReal),
        ("date", ogr.OFTString),
        ("status", ogr.OFTString),
    ):
        layer.CreateField(ogr.FieldDefn(name, kind))
    for activity, velocity, place in squares:
        x, y = 500_000 + 1000 * place, 4_000_000
        feature = ogr.Feature(layer.GetLayerDefn())
        values = (
            activity,
            velocity,
            place + 1,
            "valley.safetensors",
            0.375,
            "2026-03-01",
            "accepted" if place else None,
        )
        for number, value in enumerate(values):
            feature.SetField(number, value) if value is not None else feature.SetFieldNull(number)
        ring = [(x, y), (x + 100, y), (x + 100, y + 100), (x, y + 100), (x, y)]
        text = ", ".join(f"{east * metres} {north * metres}" for east, north in ring)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({text}))"))
        layer.CreateFeature(feature)
    layer = dataset = None
    return str(path)


@pytest.fixture()
def image(tmp_path):
    path, _ = write_raster(tmp_path / "ground.tif", np.full((40, 60), 90.0, np.float32))
    return str(path)


def words(pdf):
    """All text of a PDF, in one line."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_the_page_is_a3_and_says_where_the_areas_come_from(tool_run, areas, tmp_path):
    pdf = tmp_path / "map.pdf"
    done = tool_run("inventorymap", {"AREAS": areas, "TITLE": "Upper valley, 2026", "OUTPUT": str(pdf)})
    assert done.ok, done.error
    assert b"%PDF" in pdf.read_bytes()[:10]
    size = (
        subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True).stdout
        if shutil.which("pdfinfo")
        else "(A3)"
    )
    assert "(A3)" in size
    text = words(pdf)
    for phrase in (
        "Upper valley, 2026",
        "Areas: 3, 0.03 km²",
        "Source: areas.gpkg",
        "Model: valley.safetensors",
        "Threshold of the probability: 0.375",
        "Predicted: 2026-03-01",
        "Review: 2 accepted, 1 not reviewed; 0 not printed",
        "accepted: green dot (2)",
        "not reviewed: no mark (1)",
        "only where it was predicted and could be observed",
        "WGS 84 / UTM zone 33N (EPSG:32633)",
        "fast: 10 mm/yr and more (2)",
        "slow: 2 to 10 mm/yr (1)",
        "1 : ",
    ):
        assert phrase in text, phrase
    assert "not measured" not in text  # a class without areas
    assert "SYNTHETIC" not in text


def with_words(path, field, values):
    """Add a text field to a layer."""
    dataset = ogr.Open(path, 1)
    layer = dataset.GetLayer(0)
    layer.CreateField(ogr.FieldDefn(field, ogr.OFTString))
    for feature, value in zip(list(layer), values):
        if value is not None:
            feature.SetField(field, value)
            layer.SetFeature(feature)
    layer = dataset = None


def test_labels_and_panel_say_kind_trend_and_change_where_the_areas_have_them(tool_run, areas, tmp_path):
    with_words(areas, "motion_kind", ["landslide", "bowl", "bowl"])
    with_words(areas, "trend", ["slowing", None, None])
    pdf = tmp_path / "map.pdf"
    done = tool_run("inventorymap", {"AREAS": areas, "OUTPUT": str(pdf)})
    assert done.ok, done.error
    text = words(pdf)
    assert "Kind of motion: 2 mining or pumping bowl, 1 landslide" in " ".join(text.split())
    assert "Trend: 1 slowing" in text
    assert "Change:" not in text
    assert text.count("slowing") == 2  # once in the panel, once at the area
    assert text.count("landslide") == 2


def reviewed(path, statuses):
    """Write the status of each area of a layer."""
    dataset = ogr.Open(path, 1)
    for feature, status in zip(dataset.GetLayer(0), statuses):
        feature.SetField("status", status)
        dataset.GetLayer(0).SetFeature(feature)


@pytest.mark.parametrize(
    ("choice", "present", "absent"),
    [
        ("", ["Areas: 2, 0.02 km²", "1 rejected, 1 later; 1 not printed", "later: yellow diamond (1)"], ["red cross"]),
        (
            "accepted",
            ["Areas: 1, 0.01 km²", "2 not printed", "accepted: green dot (1)"],
            ["later: yellow", "red cross"],
        ),
        (
            "all",
            [
                "Areas: 3, 0.03 km²",
                "0 not printed",
                "rejected: grey dashes, red cross (1)",
                "fast: 10 mm/yr and more (1)",
            ],
            [],
        ),
    ],
)
def test_the_review_says_what_is_drawn_and_counted(tool_run, areas, tmp_path, choice, present, absent):
    reviewed(areas, ["accepted", "Rejected ", "later"])
    pdf = tmp_path / "map.pdf"
    chosen = {"PRINTED": choice} if choice else {}
    done = tool_run("inventorymap", {"AREAS": areas, "OUTPUT": str(pdf), **chosen})
    assert done.ok, done.error
    text = words(pdf)
    assert [phrase for phrase in present if phrase not in text] == []
    assert [phrase for phrase in absent if phrase in text] == []


def test_no_area_of_the_chosen_status_is_one_sentence(tool_run, areas, tmp_path):
    reviewed(areas, ["rejected", "rejected", "rejected"])
    done = tool_run("inventorymap", {"AREAS": areas, "OUTPUT": str(tmp_path / "map.pdf")})
    assert not done.ok
    assert "None of the areas has a status that is printed (3 rejected)" in done.error


def test_the_mask_shows_which_ground_was_searched(tool_run, areas, tmp_path):
    from slipline.core.display.styles import write_style

    mask, _ = write_raster(tmp_path / "mask.tif", np.zeros((40, 60), np.float32))
    write_style(mask, "mask")
    pdf = tmp_path / "map.pdf"
    done = tool_run("inventorymap", {"AREAS": areas, "MASK": mask, "OUTPUT": str(pdf)})
    assert done.ok, done.error
    text = words(pdf)
    for phrase in (
        "Ground that was searched",
        "not asked: outside the ground to predict",
        "the legend calls it predicted",
    ):
        assert phrase in text, phrase
    assert "Band 1" not in text


def test_classes_look_in_the_legend_as_they_do_on_white_paper(provider, tmp_path):
    from qgis.core import QgsLayoutItemLegend, QgsProject, QgsRasterLayer, QgsRectangle

    from slipline.algorithms.inventory.layout import Page, build
    from slipline.core.display.styles import write_style

    path, _ = write_raster(tmp_path / "mask.tif", np.zeros((40, 60), np.float32))
    write_style(path, "mask")
    layer, project = QgsRasterLayer(path, "mask"), QgsProject()
    layer.loadDefaultStyle()
    project.setCrs(layer.crs())
    project.addMapLayer(layer)
    layout = build(project, [layer], QgsRectangle(layer.extent()), Page("Map", (), "", False))
    legend = next(item for item in layout.items() if isinstance(item, QgsLayoutItemLegend))
    (node,) = legend.model().rootGroup().findLayers()
    colours = {one.value: one.color.name() for one in node.layer().renderer().classes()}
    assert colours[255] == "#ffffff"  # no colour
    assert colours[254] == "#7d7d7d"  # a dark veil


def test_invented_data_is_stamped(tool_run, areas, image, tmp_path):
    dataset = gdal.Open(image, gdal.GA_Update)
    dataset.SetMetadataItem("synthetic", "yes")
    dataset = None
    pdf = tmp_path / "map.pdf"
    done = tool_run("inventorymap", {"AREAS": areas, "IMAGE": image, "OUTPUT": str(pdf)})
    assert done.ok, done.error
    assert "SYNTHETIC" in words(pdf)


def test_the_image_is_printed_with_whom_it_belongs_to(tool_run, areas, image, tmp_path):
    from qgis.core import QgsProject, QgsRasterLayer

    layer = QgsRasterLayer(image, "imagery")
    metadata = layer.metadata()
    metadata.setRights(["Imagery © Survey of the valley"])
    layer.setMetadata(metadata)
    QgsProject.instance().addMapLayer(layer)
    pdf = tmp_path / "map.pdf"
    try:
        done = tool_run("inventorymap", {"AREAS": areas, "IMAGE": layer.id(), "OUTPUT": str(pdf)})
    finally:
        QgsProject.instance().removeMapLayer(layer)
    assert done.ok, done.error
    assert "Imagery © Survey of the valley" in words(pdf)


def test_web_mercator_is_printed_in_metres_on_the_ground(tool_run, tmp_path):
    path = write_squares(tmp_path / "web.gpkg", SQUARES, 3857)
    pdf = tmp_path / "map.pdf"
    done = tool_run("inventorymap", {"AREAS": path, "OUTPUT": str(pdf)})
    assert done.ok, done.error
    assert "UTM zone 31N (EPSG:32631)" in words(pdf)


def test_an_empty_layer_is_one_sentence_and_leaves_nothing(tool_run, tmp_path):
    pdf = tmp_path / "map.pdf"
    done = tool_run("inventorymap", {"AREAS": write_squares(tmp_path / "none.gpkg", ()), "OUTPUT": str(pdf)})
    assert not done.ok
    assert "no polygon" in done.error
    assert not pdf.exists()


def test_a_folder_that_does_not_exist_is_one_sentence(tool_run, areas, tmp_path):
    pdf = tmp_path / "none" / "map.pdf"
    done = tool_run("inventorymap", {"AREAS": areas, "OUTPUT": str(pdf)})
    assert not done.ok
    assert not pdf.exists()


def test_cancel_leaves_nothing(tool_run, areas, tmp_path):
    done = tool_run("inventorymap", {"AREAS": areas, "OUTPUT": str(tmp_path / "map.pdf")}, cancel_at=0)
    assert not done.ok
    assert [path.name for path in tmp_path.iterdir() if "map" in path.name] == []


def test_widening_to_the_page_stays_on_the_image(provider):
    from qgis.core import QgsRectangle

    from slipline.algorithms.inventory.layout import MAP_MM, page_extent

    wanted, ground = QgsRectangle(900, 0, 1000, 400), QgsRectangle(0, 0, 1000, 400)
    free, kept = page_extent(wanted, None), page_extent(wanted, ground)
    assert free.width() / free.height() == pytest.approx(MAP_MM[2] / MAP_MM[3])
    assert free.center().x() == pytest.approx(950)
    assert kept.width() == pytest.approx(free.width())
    assert (kept.xMaximum(), kept.contains(wanted)) == (pytest.approx(1000), True)


@pytest.mark.parametrize(
    ("length", "parts", "step"), [(1000, 6, 200), (1000, 5, 200), (10_300, 6, 2000), (9, 10, 1), (7000, 4, 2000)]
)
def test_steps_are_whole_numbers(provider, length, parts, step):
    from slipline.algorithms.inventory.layout import whole_step

    assert whole_step(length, parts) == pytest.approx(step)
    assert length / step <= parts
