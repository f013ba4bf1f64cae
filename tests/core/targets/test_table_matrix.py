"""Every trait of a text table, one row each: how it is written -> the same sixty targets, or a sentence.

The right places and velocities are the numbers that were written, never what a reader made of them.
"""

from __future__ import annotations

import os

import numpy as np
import pytest

from slipline.core.base.errors import InputError
from slipline.core.gis.crs import transform_points
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.opening import open_source
from slipline.core.targets.source import Position

from ..made_targets import Remembering

COUNT = 60
RANDOM = np.random.default_rng(7)
LON, LAT = 110.67 + RANDOM.uniform(-0.01, 0.01, COUNT), 37.8 + RANDOM.uniform(-0.01, 0.01, COUNT)
VELOCITY = RANDOM.normal(-2.0, 3.0, COUNT).round(3)
UTM = "EPSG:32649"
X, Y = transform_points(LON, LAT, "EPSG:4326", UTM)
THREE = [(f"{a:.7f}", f"{b:.7f}", f"{c:.3f}") for a, b, c in zip(LON, LAT, VELOCITY)]


def table(header="lon,lat,vel", rows=THREE, between=",", end="\n", last="\n", change=lambda text: text):
    """The targets as text; `change` is applied to each number."""
    lines = [between.join(map(change, row)) for row in rows]
    return end.join([header.replace(",", between), *lines]) + last if header else end.join(lines) + last


def signs(old, new):
    return lambda text: text.replace(old, new)


def fortran(text):
    return f"{float(text):.9e}".replace("e", "D")


def grouped(gap):
    """Places in metres with gaps between thousands and a decimal comma."""

    def spelled(text):
        whole, _, part = text.partition(".")
        return f"{int(whole):,}".replace(",", gap) + "," + part

    return [(spelled(a), spelled(b), c.replace(".", ",")) for a, b, c in METRES]


def spoilt(count, word):
    """The first velocities as a word."""
    return [(a, b, word if i < count else c) for i, (a, b, c) in enumerate(THREE)]


METRES = [(f"{a:.3f}", f"{b:.3f}", c) for a, b, (_, _, c) in zip(X, Y, THREE)]
PLAIN = table()
DASHES = {
    "minus sign": "\u2212",
    "hyphen": "\u2010",
    "figure dash": "\u2012",
    "en dash": "\u2013",
    "em dash": "\u2014",
    "small hyphen": "\ufe63",
    "full width": "\uff0d",
}
READ = {  # name -> text, or text and encoding
    **{f"delimiter {mark!r}": table(between=mark) for mark in (",", ";", "\t", "|", " ", "   ")},
    **{name: table(change=signs("-", dash)) for name, dash in DASHES.items()},
    **{f"line ends {end!r}": table(end=end, last=end) for end in ("\n", "\r\n", "\r")},
    **{code: (PLAIN, code) for code in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")},
    "latin header": ("Höhe,lon,lat,vel\n" + table("", [("1", *row) for row in THREE]), "latin-1"),
    "Chinese header": ("高程,lon,lat,vel\n" + table("", [("1", *row) for row in THREE]), "gb2312"),
    "en dash of Windows": (table(change=signs("-", "\u2013")), "cp1252"),
    "decimal comma": table(between=";", change=signs(".", ",")),
    "quoted decimal comma": table(change=lambda text: f'"{text.replace(".", ",")}"'),
    "all in quotation marks": table(change='"{}"'.format),
    "exponents": table(change=lambda text: f"{float(text):.9e}"),
    "exponents with D": table(change=fortran),
    "exponents with D, blanks": table(between=" ", change=fortran),
    "plus signs": table(change=lambda text: text if text.startswith("-") else "+" + text),
    "full width digits": table(change=lambda text: text.translate({48 + i: 0xFF10 + i for i in range(10)})),
    "blanks beside tabs": table("lon\tlat\tvel", between=" \t  "),
    "blanks around": table(change="  {} ".format),
    "row of units": table("lon,lat,vel\ndeg,deg,mm/yr"),
    "commented header": table("# lon,lat,vel"),
    "comments above": "# made by hand\n% twice\n" + PLAIN,
    "delimiter above": "sep=,\n" + PLAIN,
    "empty lines": PLAIN.replace("\n", "\n\n"),
    "no end of the last line": table(last=""),
    "names in another order": table("vel,lat,lon", [row[::-1] for row in THREE]),
    "names in capitals": table("LON,LAT,VEL"),
    "longitudes below -180": table(rows=[(f"{a - 360:.7f}", b, c) for a, (_, b, c) in zip(LON, THREE)]),
    "headers of dates": table("lon,lat,vel,2015-01-13,2015-01-25", [(*row, "1", "2") for row in THREE]),
    "headers of decimal years": table("lon,lat,vel,2015.0329,2015.0658", [(*row, "1", "2") for row in THREE]),
    "headers of days": table("lon,lat,vel,736025,736037,736049", [(*row, "1", "2", "3") for row in THREE]),
    "one word among many": table(rows=[*THREE, ("110.67", "37.8", "n/k")]),
    "nines for no value": table(rows=[*THREE, *[("110.67", "37.8", nines) for nines in ("-9999.99", "-99999.9") * 2]]),
    "a row of Chinese units": table("lon,lat,vel\n度,度,毫米/年"),
    "its header again": PLAIN + "lon,lat,vel\n",
    "words for no value": table(
        rows=[*THREE, *[("110.67", "37.8", word) for word in ("NULL", "****", "", "NaN", "-")]]
    ),
}


def read(tmp_path, text, name="t.csv", position=Position(), **options):
    content, code = text if isinstance(text, tuple) else (text, "utf-8")
    path = tmp_path / name
    path.write_bytes(content.encode(code))
    log = Remembering()
    options = ImportOptions(**{"crs": UTM, **options})
    return import_targets([open_source(str(path), position)], options, str(tmp_path / "out.gpkg"), log), log


def require_same(targets):
    """Each target is at its place, to a centimetre, with its velocity."""
    order = np.argsort(VELOCITY, kind="stable"), np.argsort(targets.velocity, kind="stable")
    np.testing.assert_allclose(targets.velocity[order[1]], VELOCITY[order[0]], atol=1e-9)
    np.testing.assert_allclose(targets.x[order[1]], X[order[0]], atol=0.02)
    np.testing.assert_allclose(targets.y[order[1]], Y[order[0]], atol=0.02)


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_the_same_targets_are_read_however_the_table_is_written(tmp_path, text):
    require_same(read(tmp_path, text)[0])


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (table("", THREE), Position("1", "2", "EPSG:4326")),
        (table("", THREE, between=" \t "), Position("1", "2", "EPSG:4326")),
        (table("x,y,vel", METRES), Position(crs=UTM)),
        (table("easting,northing,vel", METRES), Position(crs=UTM)),
        (table("pid,easting,northing,vel", [("7", *row) for row in METRES]), Position(crs=UTM)),
        (table("lat,lon,vel", THREE), Position("lat", "lon", "EPSG:4326")),
        *[(table("x,y,vel", grouped(gap), ";"), Position(crs=UTM)) for gap in " '\u00a0\u202f\u2009\u2007"],
    ],
)
def test_places_are_those_that_the_user_names(tmp_path, text, position):
    velocity = "3" if text[0].isdigit() else ""
    require_same(read(tmp_path, text, "t.xyz", position, velocity=velocity)[0])


def cut(text, count):
    return text[: len(text) - count]


REFUSED = {
    "a tenth of words and more": (table(rows=spoilt(7, "slow")), "7 of 60 values of 'vel' .* for example 'slow'"),
    "degrees, minutes, seconds": ("lon,lat,vel\n" + "9°00'1\"E,45°00'2\"N,3\n" * 3, "3 of 3 values of 'lon'"),
    "own pid, easting, northing": (table("pid,easting,northing,vel", [("7", *row) for row in METRES]), "Set the CRS"),
    "columns of EGMS outside Europe": (
        table("pid,easting,northing,mean_velocity", [("7", *row) for row in METRES]),
        "not those of EPSG:3035",
    ),
    "metres called degrees": (table("lon,lat,vel", METRES), "not degrees"),
    "rows with fewer cells": (
        table(rows=[row[:2] if i % 5 == 0 else row for i, row in enumerate(THREE)]),
        "12 of 60 rows",
    ),
    "rows with more cells": (table(between=" ", rows=[*THREE, (*THREE[0], "4")]), "a row of 4 cells"),
    "cut within a number": (cut(PLAIN, 3), "ends within its last row"),
    "cut within a row": (cut(PLAIN, 8), "ends within its last row"),
    "two tables, one below the other": (
        PLAIN + "lat,lon,vel\n" + table("", [(b, a, c) for a, b, c in THREE]),
        "has a second header, lat, lon, vel, where its own says lon, lat, vel",
    ),
    "two units, one below the other": (
        table("lon,lat,vel_mm_yr") + "lon,lat,vel_cm_yr\n" + table("", THREE),
        "has a second header, lon, lat, vel_cm_yr",
    ),
    "a coherence in words": (
        table("lon,lat,vel,coherence", [(*row, "high") for row in THREE]),
        "60 of 60 values of 'coherence'",
    ),
    "numbers with a unit": (table(change=lambda text: text + " mm"), "60 of 60 values"),
    "a header alone": ("lon,lat,vel\n", "no row of data"),
    "nothing": ("", "no row of data"),
    "bytes": ("\x01\x02\x03\n\x04", "No velocity was found"),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_right_is_one_sentence(tmp_path, text, sentence):
    with pytest.raises(InputError, match=sentence):
        read(tmp_path, text)
    assert not (tmp_path / "out.gpkg").exists()


@pytest.mark.parametrize(("crs", "refused"), [("EPSG:2180", False), ("EPSG:2178", True), (UTM, False)])
def test_x_that_counts_to_the_north_is_asked_for(tmp_path, crs, refused):
    """Surveys of Poland call the northing x: in the one grid both ways fit, in the other only one."""
    lon, lat = LON - LON[0] + 21.0, LAT - LAT[0] + 52.0
    x, y = transform_points(lon, lat, "EPSG:4326", crs) if crs != UTM else (X, Y)
    rows = [
        (f"{b:.2f}", f"{a:.2f}", c) if crs != UTM else (f"{a:.2f}", f"{b:.2f}", c)
        for a, b, (_, _, c) in zip(x, y, THREE)
    ]
    if refused:
        with pytest.raises(InputError, match="x counts to the north, and so it does in the table"):
            read(tmp_path, table("x,y,vel", rows), position=Position(crs=crs), crs=crs)
        return
    _, log = read(tmp_path, table("x,y,vel", rows), position=Position(crs=crs), crs=crs)
    assert any("x counts to the north; the x of" in warning for warning in log.warnings) == (crs == "EPSG:2180")
    if crs == "EPSG:2180":
        named, log = read(tmp_path, table("x,y,vel", rows), position=Position("y", "x", crs), crs=crs)
        assert not any("counts to the north" in warning for warning in log.warnings)
        np.testing.assert_allclose(np.sort(named.x), np.sort(x), atol=0.02)


def test_degrees_in_a_metric_crs_are_refused(tmp_path):
    with pytest.raises(InputError, match="degrees"):
        read(tmp_path, PLAIN, position=Position("lon", "lat", UTM))


def test_a_table_that_was_cut_is_read_when_the_user_says_so(tmp_path):
    targets, log = read(tmp_path, cut(PLAIN, 8), incomplete=True)
    assert len(targets) == COUNT - 1
    assert "cut short" in log.warnings[0]


@pytest.mark.parametrize("word", ["n/k", "slow", "3 mm"])
def test_what_is_dropped_for_being_a_word_is_said_loudly(tmp_path, word):
    targets, log = read(tmp_path, table(rows=spoilt(3, word)))
    assert len(targets) == COUNT - 3
    assert f"3 of 60 values of 'vel' are not numbers, for example '{word}'" in log.warnings[0]


def test_an_open_end_that_cannot_be_judged_is_said(tmp_path):
    rows = [(a, b, f"{float(c):.{1 + i % 3}f}") for i, (a, b, c) in enumerate(THREE)]
    assert "the last line has no end" in read(tmp_path, table(rows=rows, last=""))[1].text


@pytest.mark.parametrize(
    "make", [os.mkfifo, lambda path: os.symlink("/dev/zero", path)], ids=["pipe", "endless device"]
)
def test_pipes_and_devices_are_refused_and_not_waited_for(tmp_path, make):
    path = str(tmp_path / "t.csv")
    make(path)
    with pytest.raises(InputError, match="not a file"):
        open_source(path)
