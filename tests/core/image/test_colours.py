"""Which bands are red, green and blue: by names, numbers of satellites, wavelengths, colours; never in silence."""

import pytest
from osgeo import gdal

from slipline.core.base.errors import InputError
from slipline.core.image.colours import colour_order

from ..made_targets import Remembering

RED, GREEN, BLUE, GREY = gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_GrayIndex
KNOWN = [  # names, colours, wavelengths, right order, warned
    (["red", "green", "blue"], None, None, (1, 2, 3), False),
    (["blue", "green", "red"], None, None, (3, 2, 1), False),
    (["Blue", "Green", "Red", "NIR"], None, None, (3, 2, 1), False),
    (["Band 1: blue", "Band 2: green", "Band 3: red", "Band 4: red edge"], None, None, (3, 2, 1), False),
    (["蓝", "绿", "红", "近红外"], None, None, (3, 2, 1), False),
    (["B2", "B3", "B4", "B8"], None, None, (3, 2, 1), False),
    (["B02", "B03", "B04"], None, None, (3, 2, 1), False),
    (["SR_B4", "SR_B3", "SR_B2"], None, None, (1, 2, 3), False),
    (["B1", "B2", "B3", "B4", "B5", "B8A", "B11"], None, None, (4, 3, 2), False),
    (["", "", ""], [BLUE, GREEN, RED], None, (3, 2, 1), False),
    (["blue", "green", "red"], [RED, GREEN, BLUE], None, (3, 2, 1), True),  # GDAL's own colours of any three bands
    (["B1", "B2", "B3", "B4"], [RED, GREEN, BLUE, GREY], None, (1, 2, 3), False),
    (["", "", "", ""], None, ["490", "560", "665", "842"], (3, 2, 1), False),
    (["", "", ""], None, ["0.49", "0.56", "0.665"], (3, 2, 1), False),
    (["", "", ""], None, None, (1, 2, 3), False),
    (["", "", "", ""], None, None, (1, 2, 3), True),
    (["Band 1", "Band 2", "Band 3"], None, None, (1, 2, 3), False),
]


def image(names, colours=None, wavelengths=None):
    dataset = gdal.GetDriverByName("MEM").Create("", 2, 2, len(names), gdal.GDT_Byte)
    for number, name in enumerate(names, start=1):
        band = dataset.GetRasterBand(number)
        band.SetDescription(name)
        if colours:
            band.SetColorInterpretation(colours[number - 1])
        if wavelengths:
            band.SetMetadataItem("wavelength", wavelengths[number - 1])
    return dataset


@pytest.mark.parametrize(("names", "colours", "wavelengths", "right", "warned"), KNOWN)
def test_bands_are_found_by_what_is_said_of_them(names, colours, wavelengths, right, warned):
    log = Remembering()
    assert colour_order(image(names, colours, wavelengths), "image.tif", log) == right
    assert bool(log.warnings) == warned


def test_numbers_that_may_be_those_of_two_satellites_are_asked_for():
    with pytest.raises(InputError, match=r"are called B1, B2, B3, B4.*Name the bands red, green, blue"):
        colour_order(image(["B1", "B2", "B3", "B4"]), "image.tif", Remembering())
