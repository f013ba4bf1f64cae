"""Folders that cannot be used, or only in part: each is refused or told in one sentence, and nothing is left behind."""

import contextlib
import re
import resource
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.errors import InputError
from slipline.core.interferograms.outputs import Outputs, velocities
from slipline.core.inversion.settings import Options

from ..listening import Listening
from . import layouts
from .layouts import COLUMNS, PAIRS, ROWS, Geo, write_tif

PLAIN = {"correct": (), "max_days": 0, "max_baseline_m": 0, "min_coherence": 0.0}
CORNER, AWAY = (15.0005, 44.9995), (0.0, 0.0)


def sorted_files(folder, kind="unw"):
    return sorted(folder.glob(f"*_{kind}.tif"))


def remove_all(folder):
    for path in folder.iterdir():
        path.unlink()


def one_pair(folder):
    for path in [*sorted_files(folder)[1:], *sorted_files(folder, "cc")]:
        path.unlink()


def two_parts(folder):
    """Pairs of the first three scenes, and of the last three."""
    for path, (i, j) in zip(sorted_files(folder), PAIRS):
        if i < 3 <= j:
            path.unlink()


def without_coherence(folder):
    for path in sorted_files(folder, "cc"):
        path.unlink()


def incoherent(folder):
    for path in sorted_files(folder, "cc"):
        write_tif(path, layouts.everywhere(0.2), layouts.DEGREES)


def nothing_in_a_corner(folder):
    for path in sorted_files(folder):
        raster = gdal.Open(str(path))
        values = raster.ReadAsArray()
        raster = None
        values[:6, :6] = 0
        write_tif(path, values, layouts.DEGREES)


def truncated(folder, which=(2,)):
    for number in which:
        path = sorted_files(folder)[number]
        path.write_bytes(path.read_bytes()[:700])


def all_truncated(folder):
    truncated(folder, range(len(PAIRS)))


def all_but_one_truncated(folder):
    truncated(folder, range(len(PAIRS) - 1))


def truncated_coherence(folder):
    path = sorted_files(folder, "cc")[2]
    path.write_bytes(path.read_bytes()[:700])


def no_raster(folder):
    sorted_files(folder)[4].write_text("nothing")


def other_zone(folder):
    write_tif(sorted_files(folder)[3], layouts.phase(0, 1), Geo(32634))


def a_file_twice(folder):
    (folder / "more").mkdir()
    path = sorted_files(folder)[0]
    (folder / "more" / path.name).write_bytes(path.read_bytes())


BASELINES, LOST = "There are no baselines: no height correction is estimated", "area_20070317-20070329_unw.tif"
REFUSED = {
    "no such folder": (lambda folder: (remove_all(folder), folder.rmdir()), {}, "is not a folder"),
    "empty folder": (remove_all, {}, "No interferograms were found below .* among 0 files"),
    "one pair": (one_pair, {}, r"Only one interferogram was found \(20070305_20070317\)"),
    "incoherent": (incoherent, {}, r"Only 0 of 600 cells have a mean coherence of 0\.4 or more \(median 0\.20\)"),
    "all truncated": (all_truncated, {}, r"None of the 9 files can be read|Only 0 of 9 interferograms can be used"),
    "all but one truncated": (all_but_one_truncated, {}, r"Only 1 of 9 interferograms can be used: .*cannot be read"),
    "other zone": (other_zone, {}, r"unw\.tif is in .*34N.*, the first file in .*WGS 84.* zone into the folder"),
    "reference outside": (None, {"reference": AWAY}, "The reference lies outside the interferograms"),
    "reference without values": (nothing_in_a_corner, {"reference": CORNER}, "No candidate lies in the 5 x 5 cells"),
    "extent outside": (None, {"bounds": (1.0, 1.0, 2.0, 2.0), "bounds_crs": "EPSG:4326"}, "The extent lies outside"),
    "a year too short": (None, {"seasonal": True}, r"needs 1\.5 years of interferograms; these cover 0\.16"),
}
TOLD = {
    "no baselines": (None, {}, BASELINES),
    "few pairs": (None, {}, "A target has only 4 more pairs than its series needs"),
    "no coherence": (without_coherence, {}, "9 interferograms have no coherence: 0.7 is taken"),
    "two parts": (two_parts, {}, "The pairs fall into 2 parts without a common scene"),
    "one truncated among many": (truncated, {}, f"20070317_20070329 is left out: {LOST} cannot be read"),
    "one coherence truncated": (truncated_coherence, {}, "is left out: .*_cc.tif cannot be read"),
    "one that is no raster": (no_raster, {}, "is left out: The raster .* cannot be read"),
    "a file twice": (a_file_twice, {}, "area_20070305-20070317_unw.tif is there twice; the first of both is taken"),
}


def run(tmp_path, spoil, options, log):
    folder = tmp_path / "in"
    layouts.geotiff(folder)
    if spoil:
        spoil(folder)
    made = Options(**{**PLAIN, "reference_crs": "EPSG:4326", **options})
    outputs = Outputs(str(tmp_path / "targets.gpkg"))
    return velocities(str(folder), made, outputs, log)


@pytest.mark.parametrize("name", REFUSED)
def test_a_folder_that_cannot_be_used_is_refused(name, tmp_path):
    spoil, options, sentence = REFUSED[name]
    with pytest.raises(InputError, match=sentence):
        run(tmp_path, spoil, options, Listening())
    assert [path.name for path in tmp_path.iterdir() if path.name != "in"] == []


@pytest.mark.parametrize("name", TOLD)
def test_a_folder_that_can_be_used_in_part_is_told(name, tmp_path):
    spoil, options, sentence = TOLD[name]
    log = Listening()
    result = run(tmp_path, spoil, options, log)
    assert any(re.search(sentence, line) for line in [*log.lines, *log.warnings])
    assert np.isfinite(result.velocity).all()
    assert (tmp_path / "targets.gpkg").is_file()


@contextlib.contextmanager
def few_open_files(count):
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    held = len(list(Path("/proc/self/fd").iterdir()))
    resource.setrlimit(resource.RLIMIT_NOFILE, (held + count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_thousand_files_are_opened_one_at_a_time(tmp_path):
    folder, scenes, ahead = tmp_path / "in", 60, 9
    for i in range(scenes):
        for j in range(i + 1, min(i + ahead + 1, scenes)):
            first, second = (layouts.FIRST + timedelta(12 * scene) for scene in (i, j))
            name = f"area_{first:%Y%m%d}-{second:%Y%m%d}"
            moved = layouts.RAD_PER_MM * layouts.velocity() * 12 * (j - i) / 365.25
            write_tif(folder / f"{name}_unw.tif", (7 - moved).astype(np.float32), layouts.DEGREES)
            write_tif(folder / f"{name}_cc.tif", layouts.everywhere(0.8), layouts.DEGREES)
    assert len(list(folder.iterdir())) == 990
    with few_open_files(30):
        result = velocities(str(folder), Options(**PLAIN), Outputs(str(tmp_path / "targets.gpkg")), Listening())
    dataset = ogr.Open(str(tmp_path / "targets.gpkg"))
    assert dataset.GetLayer(0).GetFeatureCount() == ROWS * COLUMNS
    off = result.velocity - layouts.velocity().ravel()
    assert np.ptp(off) < 0.01
