"""What is made of invented data says so itself, through the whole chain."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest

from slipline.algorithms import synthetic
from slipline.core.gis.provenance import is_synthetic, source_is_synthetic, vector_is_synthetic
from slipline.core.gis.vector import Column, write_polygons

from ..core.rasters import CRS, box, write_raster


def targets_table(folder, code):
    """Some hundred targets, in the form of the demo's table."""
    random = np.random.default_rng(1)
    rows = [
        f"{code}{number:07d},{15 + x:.6f},{42 + y:.6f},{2000 * velocity - 10:.2f},0.9"
        for number, (x, y, velocity) in enumerate(random.uniform(0, 0.01, (300, 3)), start=1)
    ]
    path = folder / "targets.csv"
    path.write_text("\n".join(["CODE,LON,LAT,VEL,COHERENCE", *rows]) + "\n")
    return str(path)


@pytest.mark.parametrize(("code", "expected"), [("SYNTHETIC", True), ("PS", False)])
def test_targets_and_maps_say_what_the_table_says(tool_run, tmp_path, code, expected):
    imported, scored, density = (str(tmp_path / name) for name in ("imported.gpkg", "scored.gpkg", "hotspot.tif"))
    done = tool_run("importtargets", {"INPUT": targets_table(tmp_path, code), "OUTPUT": imported})
    assert done.ok, done.error
    done = tool_run("hotspot", {"TARGETS": imported, "OUTPUT_TARGETS": scored, "OUTPUT_MAP": density})
    assert done.ok, done.error
    found = [vector_is_synthetic(imported), vector_is_synthetic(scored), is_synthetic(density)]
    assert found == [expected] * 3


@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson"])
def test_a_kmz_of_invented_areas_says_so_in_every_name(tool_run, tmp_path, ending):
    path = str(tmp_path / f"areas.{ending}")
    write_polygons(path, "areas", CRS, [box(0, -100, 100, 0)], [Column("area_id", [7]), Column("synthetic", [1])])
    done = tool_run("googleearth", {"AREAS": path, "OUTPUT": str(tmp_path / "areas.kmz")})
    assert done.ok, done.error
    text = zipfile.ZipFile(tmp_path / "areas.kmz").read("doc.kml").decode()
    assert "SYNTHETIC, no real place: areas" in text
    assert "SYNTHETIC: invented data, no real place" in text
    assert "Area 7 (synthetic)" in text


def test_a_kmz_of_real_areas_does_not(tool_run, tmp_path):
    path = str(tmp_path / "areas.gpkg")
    write_polygons(path, "areas", CRS, [box(0, -100, 100, 0)], [Column("area_id", [7])])
    done = tool_run("googleearth", {"AREAS": path, "OUTPUT": str(tmp_path / "areas.kmz")})
    assert done.ok, done.error
    assert "ynthetic" not in zipfile.ZipFile(tmp_path / "areas.kmz").read("doc.kml").decode()


@pytest.mark.parametrize("packed", [True, False])
def test_a_folder_of_interferograms_is_known(provider, tmp_path, packed):
    path, _ = write_raster(tmp_path / "a_unw_phase.tif", np.ones((4, 4)), metadata={"synthetic": "yes"})
    if packed:
        with zipfile.ZipFile(tmp_path / "pair.zip", "w") as archive:
            archive.write(path, "pair/a_unw_phase.tif")
        (tmp_path / "a_unw_phase.tif").unlink()
    assert synthetic._is_synthetic(str(tmp_path))


def test_a_folder_of_the_demos_targets_is_known(tmp_path):
    table = tmp_path / "targets.csv"
    table.write_text("name,x,y\nSYNTHETIC00001,1,2\n", encoding="utf-8")
    assert source_is_synthetic(str(tmp_path))
    table.write_text("name,x,y\nP00001,1,2\n", encoding="utf-8")
    assert not source_is_synthetic(str(tmp_path))


def test_a_loaded_layer_is_called_synthetic_once(provider, tmp_path):
    from qgis.core import QgsProcessingContext, QgsVectorLayer

    from slipline.algorithms.loaded_layers import LoadedLayer

    path = str(tmp_path / "areas.gpkg")
    write_polygons(path, "areas", CRS, [box(0, -100, 100, 0)], [Column("area_id", [7])])
    layer = QgsVectorLayer(path, "OUTPUT")
    for _ in range(2):
        LoadedLayer("OUTPUT", "Predicted areas", True).postProcessLayer(layer, QgsProcessingContext(), None)
    assert layer.name() == "Predicted areas (synthetic)"
