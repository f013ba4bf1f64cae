from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsRasterLayer, QgsVectorLayer

from slipline.core.base.errors import OutputError
from slipline.core.display import styles
from slipline.core.display.styles import FOLDER, write_style
from slipline.core.gis.vector import Column, write_points

from ...small_disk import small_disk
from ..rasters import CRS, write_raster


def test_a_style_lies_beside_its_layer(tmp_path):
    write_style(str(tmp_path / "map.v2.tif"), "mask")
    assert "<qgis" in (tmp_path / "map.v2.qml").read_text(encoding="utf-8")


def test_fields_of_a_template_are_filled_in(tmp_path, monkeypatch):
    (tmp_path / "s.qml").write_text("<qgis>$limit</qgis>")
    monkeypatch.setattr(styles, "FOLDER", tmp_path)
    write_style(str(tmp_path / "a.tif"), "s", limit=2.5)
    assert (tmp_path / "a.qml").read_text() == "<qgis>2.5</qgis>"
    with pytest.raises(KeyError):  # a bug, not the user's fault
        write_style(str(tmp_path / "b.tif"), "s")
    assert not (tmp_path / "b.qml").exists()


def test_a_style_that_cannot_be_written_is_one_sentence(tmp_path):
    size = (FOLDER / "areas.qml").stat().st_size
    with small_disk(tmp_path / "disk", max(4, size // 2048)) as folder:
        with pytest.raises(OutputError, match=r"a.qml cannot be written"):
            write_style(str(folder / "a.gpkg"), "areas")
        assert list(folder.iterdir()) == []


def test_a_layer_and_a_raster_of_one_name_keep_a_style_each(qgis_app, tmp_path):
    layer, raster = str(tmp_path / "both.gpkg"), str(tmp_path / "both.tif")
    write_points(layer, "targets", CRS, np.zeros(2), np.zeros(2), [Column("gi_bin", [1, 2])])
    write_raster(raster, np.zeros((4, 4)))
    write_style(layer, "gi_targets")
    write_style(raster, "mask")
    assert "paletted" in (tmp_path / "both.qml").read_text(encoding="utf-8")
    shown = QgsVectorLayer(layer, "both")
    assert shown.renderer().type() == "categorizedSymbol"
    assert QgsRasterLayer(raster, "both").renderer().type() == "paletted"
