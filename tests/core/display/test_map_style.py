"""Styles of Hot Spot's maps: centred on zero where there are two directions, from light to dark where there are none.

Units in the legend.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.xml_text import allowed
from slipline.core.display.map_style import write_map_style
from slipline.core.products.kept_fields import LOS, UP

from ..rasters import write_raster


@pytest.fixture()
def styled(tmp_path):
    def write(limit, weight, unit, component=LOS):
        path = str(write_raster(tmp_path / "map.tif", np.zeros((4, 4), np.float32))[0])
        dataset = gdal.Open(path, gdal.GA_Update)
        dataset.GetRasterBand(1).SetUnitType(unit)
        dataset = None
        write_map_style(path, limit, weight, component=component)
        text = (tmp_path / "map.qml").read_text(encoding="utf-8")
        items = re.findall(r"<item [^>]*>", text)
        values = {
            float(re.search(r'value="([^"]*)"', item)[1]): re.search(r'color="#(\w+)"', item)[1] for item in items
        }
        labels = [re.search(rf'{end}Label="([^"]*)"', text)[1] for end in ("minimum", "maximum")]
        return values, labels

    return write


def lightness(colour):
    return sum(weight * int(colour[i : i + 2], 16) for weight, i in ((0.2126, 0), (0.7152, 2), (0.0722, 4)))


def test_velocity_is_centred_on_zero_with_its_unit_at_both_ends(styled):
    values, labels = styled(42.5, "velocity", "mm/yr")
    assert sorted(values) == [-42.5, -21.25, -4.25, 0.0, 4.25, 21.25, 42.5]
    assert lightness(values[0.0]) == max(map(lightness, values.values()))
    assert labels == ["-42.5 mm/yr, away from the satellite", "42.5 mm/yr, towards the satellite"]


def test_a_map_of_vertical_velocities_does_not_speak_of_the_satellite(styled):
    assert styled(5.0, "z", "mm/yr", component=UP)[1] == ["-5 mm/yr, downwards", "5 mm/yr, upwards"]


def test_a_density_goes_from_light_to_dark_from_zero(styled):
    values, labels = styled(600.0, "abs density", "1/km2")
    shades = [lightness(values[value]) for value in sorted(values)]
    assert sorted(values)[0] == 0.0
    assert shades == sorted(shades, reverse=True)
    assert labels == ["0", "600 1/km²"]


@pytest.mark.parametrize("unit", ['a<b & "c"', "<script>alert(1)</script>", "Å\x0b/d"])
def test_a_unit_of_any_signs_leaves_the_style_a_file_that_can_be_read(styled, tmp_path, unit):
    styled(5.0, "velocity", unit)
    style = ElementTree.parse(tmp_path / "map.qml")
    (legend,) = style.iter("rampLegendSettings")
    assert legend.get("maximumLabel") == f"5 {allowed(unit).strip()}, towards the satellite"
    assert len(list(style.iter("item"))) == 7


def test_a_map_of_zeros_has_a_scale_all_the_same(styled):
    assert max(styled(0.0, "z", "z/km2")[0]) == 1.0
