"""Which bands are red, green and blue: by names, numbers of satellites, wavelengths, colours; never in silence."""

import pytest
from osgeo import gdal

from slipline.core.base.errors import InputError
from slipline.core.gis.cells import is_eight_bits
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
    (["490 nm", "560 nm", "665 nm"], None, None, (3, 2, 1), False),
    (["0.49 um", "0.56 um", "0.665 um"], None, None, (3, 2, 1), False),
    (["NIR", "R", "G", "B"], None, None, (2, 3, 4), False),
]
CYAN, MAGENTA, YELLOW, BLACK = gdal.GCI_CyanBand, gdal.GCI_MagentaBand, gdal.GCI_YellowBand, gdal.GCI_BlackBand
HUE, SATURATION, LIGHTNESS = gdal.GCI_HueBand, gdal.GCI_SaturationBand, gdal.GCI_LightnessBand
OTHERS = [  # names, colours, what is said
    (["", "", "", ""], [CYAN, MAGENTA, YELLOW, BLACK], "are CMYK, not red, green and blue"),
    (["", "", ""], [HUE, SATURATION, LIGHTNESS], "are HSL"),
    (["", "", ""], [gdal.GCI_YCbCr_YBand, gdal.GCI_YCbCr_CbBand, gdal.GCI_YCbCr_CrBand], "are YCbCr"),
    (["nir", "red", "green"], [RED, GREEN, BLUE], "called nir, red, green: they do not say which is blue"),
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


@pytest.mark.parametrize(("names", "colours", "words"), OTHERS)
def test_other_colours_are_no_image_of_red_green_and_blue(names, colours, words):
    with pytest.raises(InputError, match=words):
        colour_order(image(names, colours), "image.tif", Remembering())


@pytest.mark.parametrize(("bits", "plain"), [({}, True), ({"NBITS": "4"}, False), ({"NBITS": "8"}, True)])
def test_colours_of_fewer_bits_are_not_taken_for_0_to_255(bits, plain):
    dataset = image(["red", "green", "blue"])
    for number in (1, 2, 3):
        dataset.GetRasterBand(number).SetMetadata(bits, "IMAGE_STRUCTURE")
        assert is_eight_bits(dataset.GetRasterBand(number)) == plain


def test_bytes_with_a_sign_are_refused():
    dataset = image(["red", "green", "blue"])
    dataset.GetRasterBand(1).SetMetadata({"PIXELTYPE": "SIGNEDBYTE"}, "IMAGE_STRUCTURE")
    with pytest.raises(InputError, match="values from -128 to 127"):
        colour_order(dataset, "image.tif", Remembering())


def test_numbers_that_may_be_those_of_two_satellites_are_asked_for():
    with pytest.raises(InputError, match=r"are called B1, B2, B3, B4.*Name the bands red, green, blue"):
        colour_order(image(["B1", "B2", "B3", "B4"]), "image.tif", Remembering())
