"""Which bands of an image are red, green and blue: by their names, their wavelengths or what they say of themselves."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence

from osgeo import gdal

from ..base.errors import InputError
from ..base.progress import Progress
from ..base.translation import tr
from ..gis.cells import has_signed_bytes, require_real

COLOURS = ("red", "green", "blue")
_INTERPRETATIONS = (gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand)
_WORDS = (  # in names of bands, one set for each colour
    {"red", "r", "rot", "rouge", "rojo", "rosso", "vermelho", "红", "红色", "红光"},
    {"green", "g", "grün", "gruen", "vert", "verde", "绿", "绿色", "绿光"},
    {"blue", "b", "blau", "bleu", "azul", "blu", "蓝", "蓝色", "蓝光"},
)
_OTHER_REDS = re.compile(r"red[\W_]*edge|infra[\W_]*red|near[\W_]*red|红边|红外", re.IGNORECASE)
_OTHER_SPACES = {  # what other bands than red, green and blue make a colour of
    gdal.GCI_CyanBand: "CMYK",
    gdal.GCI_MagentaBand: "CMYK",
    gdal.GCI_YellowBand: "CMYK",
    gdal.GCI_HueBand: "HSL",
    gdal.GCI_SaturationBand: "HSL",
    gdal.GCI_LightnessBand: "HSL",
    gdal.GCI_YCbCr_YBand: "YCbCr",
    gdal.GCI_YCbCr_CbBand: "YCbCr",
    gdal.GCI_YCbCr_CrBand: "YCbCr",
}
_NANOMETRES = ((620.0, 700.0, 660.0), (520.0, 600.0, 560.0), (430.0, 520.0, 485.0))  # from, to, best
_SENTINEL_2 = ("4", "3", "2")  # numbers of red, green, blue; those of Landsat 8 and 9 as well
_LANDSAT_4_TO_7 = ("3", "2", "1")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(nm|nanomet|um|µm|μm|micromet|micron)", re.IGNORECASE)  # in a band's name
_NUMBER = re.compile(r"(?:.*[\W_])?(?:b|band|sr_b)[\W_]*0*(\d{1,2}a?)(?:[\W_].*)?", re.IGNORECASE)
Order = tuple[int, int, int]


def colour_order(dataset: gdal.Dataset, path: str, progress: Progress) -> Order:
    """Numbers of the bands of red, green and blue: by names, wavelengths, interpretation, else the first three.

    Args:
        dataset: open.
        path: what messages call it.
        progress: warned where nothing says which band is which, and where names and interpretation contradict.

    Raises:
        InputError: complex numbers, a palette, fewer than three bands, other colours than red, green and blue, or
            numbers of bands that may be those of two satellites.
    """
    bands = [dataset.GetRasterBand(i + 1) for i in range(dataset.RasterCount)]
    for band in bands:
        require_real(band, path)
        if has_signed_bytes(band):
            raise InputError(
                tr("The image {path} has values from -128 to 127. Convert it to values from 0 to 255 first."), path=path
            )
    if bands[0].GetColorTable() is not None and len(bands) < 3:
        raise InputError(
            tr("The image {path} has a palette. Run Prepare image with the step balance first."), path=path
        )
    if len(bands) < 3:
        raise InputError(
            tr("The image {path} has {count} band(s); red, green and blue are needed. Choose a colour image."),
            path=path,
            count=len(bands),
        )
    names = [band.GetDescription() or "" for band in bands]
    meant = [band.GetColorInterpretation() for band in bands]
    _require_colours(names, meant, path)
    shown = _all_of(_INTERPRETATIONS, meant)
    named = _by_words(names) or _by_wavelengths(bands) or _by_numbers(names, shown, path)
    if named and shown and named != shown:
        progress.warning(
            f"{path}: the names of the bands say that red, green, blue are {named}, their colours say {shown}: the "
            "names are followed."
        )
    if not (named or shown):
        count = sum(kind != gdal.GCI_AlphaBand for kind in meant)
        (progress.message if count == 3 else progress.warning)(
            f"{path} has {count} bands that do not say their colours: the first three are taken for red, green, blue. "
            "If they are not, name the bands red, green, blue."
        )
    return named or shown or (1, 2, 3)


def _require_colours(names: Sequence[str], meant: Sequence[int], path: str) -> None:
    """Stop at an image of other colours: of printing or television, or with one of red, green and blue missing.

    Raises:
        InputError: with what the bands are.
    """
    other = next((_OTHER_SPACES[kind] for kind in meant if kind in _OTHER_SPACES), "")
    if other:
        raise InputError(
            tr("The bands of the image {path} are {colours}, not red, green and blue. Convert it to RGB first."),
            path=path,
            colours=other,
        )
    found = [_having(words, names) for words in _WORDS]
    spelled = [_having({word for word in words if len(word) > 1 or not word.isascii()}, names) for words in _WORDS]
    if any(spelled) and not all(found):
        raise InputError(
            tr(
                "The bands of the image {path} are called {names}: they do not say which is {missing}. Choose an image "
                "with red, green and blue, or name these bands."
            ),
            path=path,
            names=", ".join(names[:12]),
            missing=", ".join(colour for colour, having in zip(COLOURS, found) if not having),
        )


def _having(words: set[str], names: Sequence[str]) -> list[int]:
    """Numbers of the bands that have one of the words of a colour in their names."""
    return [
        number
        for number, name in enumerate(names, start=1)
        if not _OTHER_REDS.search(name) and words & set(re.split(r"[\W_\d]+", name.lower()))
    ]


def _all_of(wanted: Sequence[object], there: Sequence[object]) -> Order | None:
    """Numbers of three things, each of which is there once or more; None where one is not."""
    if not all(one in there for one in wanted):
        return None
    red, green, blue = (there.index(one) + 1 for one in wanted)
    return red, green, blue


def _by_words(names: Sequence[str]) -> Order | None:
    """By red, green and blue in the names, each in exactly one."""
    found = []
    for words in _WORDS:
        having = _having(words, names)
        if len(having) != 1:
            return None
        found += having
    return (found[0], found[1], found[2]) if len(set(found)) == 3 else None


def _by_wavelengths(bands: Sequence[gdal.Band]) -> Order | None:
    """By the wavelengths that ENVI and GDAL write beside each band, or that its name tells."""
    lengths = [_nanometres(band) for band in bands]
    found = []
    for low, high, best in _NANOMETRES:
        inside = [number for number, length in enumerate(lengths) if low <= length <= high]
        if not inside:
            return None
        found.append(min(inside, key=lambda number, best=best: abs(lengths[number] - best)) + 1)  # type: ignore[misc]
    return found[0], found[1], found[2]


def _nanometres(band: gdal.Band) -> float:
    """Central wavelength of a band, 0 where it says none."""
    items = {**(band.GetMetadata() or {}), **(band.GetMetadata("IMAGERY") or {})}
    micrometres, written = items.get("CENTRAL_WAVELENGTH_UM"), items.get("wavelength")
    with contextlib.suppress(ValueError):
        if micrometres:
            return float(micrometres) * 1000.0
        if written:
            value = float(written)
            return value * 1000.0 if value < 100.0 else value
    named = _LENGTH.search(band.GetDescription() or "")
    return float(named[1]) * (1.0 if named[2].lower().startswith("n") else 1000.0) if named else 0.0


def _by_numbers(names: Sequence[str], shown: Order | None, path: str) -> Order | None:
    """By the numbers that satellites give their bands: B4, B3, B2 of Sentinel-2 and of Landsat 8 and 9.

    Args:
        names: of the bands.
        shown: what the colours of the bands say; it decides where the numbers do not.
        path: what messages call the image.

    Raises:
        InputError: the numbers may be those of older Landsats as well, whose B3, B2, B1 are red, green, blue.
    """
    found = [_NUMBER.fullmatch(name) for name in names]
    if not all(found[:3]):
        return None
    numbers = [one[1].lower().lstrip("0") if one else "" for one in found]
    if numbers[:3] == ["1", "2", "3"] and set(numbers) <= {"", "1", "2", "3"}:
        return None  # only their places: "Band 1"
    newer = _all_of(_SENTINEL_2, numbers)
    surely_newer = "1" not in numbers or bool({"8", "8a", "9", "10", "11", "12"} & set(numbers))
    if newer and surely_newer:
        return newer
    if shown is None and (newer or _all_of(_LANDSAT_4_TO_7, numbers)):
        raise InputError(
            tr(
                "The bands of the image {path} are called {names}: red, green and blue are 4, 3, 2 of Sentinel-2 and "
                "Landsat 8, but 3, 2, 1 of older Landsats. Name the bands red, green, blue, or save these three alone."
            ),
            path=path,
            names=", ".join(names[:12]),
        )
    return None
