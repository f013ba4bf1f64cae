from __future__ import annotations

import pytest

from slipline.core.base.errors import OutputError
from slipline.core.display import styles
from slipline.core.display.styles import FOLDER, write_style

from ...small_disk import small_disk


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
