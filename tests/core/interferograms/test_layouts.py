"""One truth in the layout of each producer gives the same velocities; each trap of the layouts on its own."""

import functools
from datetime import date

import numpy as np
import pytest

from slipline.core.base.errors import InputError
from slipline.core.base.progress import Silent
from slipline.core.interferograms.finding import find_products, require_one_track
from slipline.core.interferograms.products import dates_in
from slipline.core.interferograms.reading import read_stack
from slipline.core.interferograms.sights import Cells, sights
from slipline.core.inversion.analysis import Analysis
from slipline.core.inversion.settings import Options
from slipline.core.products.kept_fields import LOOK

from . import layouts
from .layouts import BASELINES, PAIRS, Geo, write_tif

LAYOUTS = {
    "hyp3": (layouts.hyp3, "hyp3"),
    "hyp3 zipped": (functools.partial(layouts.hyp3, zipped=True), "hyp3"),
    "hyp3 later date first": (functools.partial(layouts.hyp3, turned=True), "hyp3"),
    "hyp3 burst": (functools.partial(layouts.hyp3, kind="burst"), "hyp3"),
    "hyp3 several bursts": (functools.partial(layouts.hyp3, kind="bursts"), "hyp3"),
    "licsar": (layouts.licsar, "licsar"),
    "licsar old baselines": (functools.partial(layouts.licsar, columns=9), "licsar"),
    "gamma": (layouts.gamma, "gamma"),
    "roipac": (layouts.roipac, "roipac"),
    "isce": (layouts.isce, "isce"),
    "geotiff": (layouts.geotiff, "geotiff"),
}
OPTIONS = Options(correct=(), max_days=0, max_baseline_m=0)


def stack_of(folder, scratch, options=OPTIONS):
    found = find_products(str(folder), options.form, Silent())
    require_one_track(found)
    return found, *read_stack(found, options, scratch, Silent())


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_gives_the_same_velocities(name, tmp_path):
    write, producer = LAYOUTS[name]
    write(tmp_path / "in")
    found, stack, _, lattice = stack_of(tmp_path / "in", tmp_path)
    assert (found.producer, len(found.pairs), len(stack.dates)) == (producer, len(PAIRS), 6)
    column = stack.places.column + round((lattice.left - (500_000 if lattice.left > 180 else 15)) / lattice.width)
    row = stack.places.row
    assert not (column == 5).any()  # zeros are no value
    lost = set(zip(*np.nonzero(np.ones((layouts.ROWS, layouts.COLUMNS))))) - set(zip(row.tolist(), column.tolist()))
    outside = {(r, c) for r, c in lost if c != 5 and c >= (2 if producer == "hyp3" else 0)}
    assert outside == ({(2, 2)} if producer == "hyp3" else set())  # only the cell from which the producer unwraps
    reference = (4, 12 - (2 if producer == "hyp3" else 0))  # these share two columns less
    velocity = Analysis(stack, OPTIONS, None, reference).run().velocity
    off = velocity - (layouts.velocity()[row, column] - layouts.velocity()[4, 12])
    assert np.abs(off).max() < 0.1  # the window's median is not its middle
    assert np.ptp(off) < 0.03
    if name != "geotiff":
        expected = np.array([BASELINES[j] - BASELINES[i] for i, j in PAIRS])
        assert np.abs(stack.baselines - expected).max() < 0.01
    assert stack.wavelength_m == pytest.approx(layouts.WAVELENGTH_M, rel=1e-6)
    assert np.median(stack.coherence) in (203, 204)
    if name != "roipac":
        assert np.degrees(np.median(stack.incidence)) == pytest.approx(39.0, abs=0.1)


SIGHTED = {
    "hyp3": (layouts.hyp3, {layouts.DESCENDING: "72", layouts.ASCENDING: "72"}),
    "hyp3 burst": (
        functools.partial(layouts.hyp3, kind="burst"),
        {layouts.DESCENDING: "136", layouts.ASCENDING: "136"},
    ),
    "hyp3 several bursts": (functools.partial(layouts.hyp3, kind="bursts"), {layouts.ASCENDING: "64"}),
    "licsar": (layouts.licsar, {layouts.DESCENDING: "106", layouts.ASCENDING: "44"}),
    "gamma": (layouts.gamma, {layouts.DESCENDING: None, layouts.ASCENDING: None}),
    "isce": (layouts.isce, {layouts.DESCENDING: None, layouts.ASCENDING: None}),
}


@pytest.mark.parametrize(
    ("name", "heading", "track"),
    [(name, heading, track) for name, (_, tracks) in SIGHTED.items() for heading, track in tracks.items()],
)
def test_the_line_of_sight_is_kept_after_each_producers_convention(name, heading, track, tmp_path):
    """On both orbits: in the east of a descending satellite's targets, in the west of an ascending one's."""
    SIGHTED[name][0](tmp_path / "in", heading=heading)
    _, stack, reading, lattice = stack_of(tmp_path / "in", tmp_path)
    made = sights(reading.looking, Cells(lattice, stack.places.row, stack.places.column), name, Silent())
    assert np.abs(np.median([made[field] for field in LOOK], axis=1) - layouts.sight(heading)).max() < 1e-4
    assert np.median(made["incidence"]) == pytest.approx(layouts.INCIDENCE_DEG, abs=1e-3)
    assert set(made["pass"]) == {"D" if heading == layouts.DESCENDING else "A"}
    assert set(made.get("track", [None])) == {track}


@pytest.mark.parametrize("name", ["lv_phi", "lv_theta"])
def test_without_a_layer_of_angles_the_heading_says_the_line_of_sight(name, tmp_path):
    layouts.hyp3(tmp_path / "in")
    for path in (tmp_path / "in").rglob(f"*_{name}.tif"):
        path.unlink()
    _, stack, reading, lattice = stack_of(tmp_path / "in", tmp_path)
    made = sights(reading.looking, Cells(lattice, stack.places.row, stack.places.column), name, Silent())
    found = np.median([made[field] for field in LOOK], axis=1)
    assert np.degrees(np.arccos(min(1.0, found @ layouts.sight(layouts.DESCENDING)))) < 3  # by range and height


def test_gammas_corner_is_the_centre_of_a_cell(tmp_path):
    layouts.gamma(tmp_path / "in")
    _, _, _, lattice = stack_of(tmp_path / "in", tmp_path)
    assert (lattice.left, lattice.top) == pytest.approx((15.0, 45.0), abs=1e-9)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("S1AB_20171111T150004_20171117T145926_VVP006_INT80_G_ueF_4D09_unw_phase.tif", ("2017-11-11", "2017-11-17")),
        ("S1_136231_IW2_20200604_20200616_VV_INT80_12E3_corr.tif", ("2020-06-04", "2020-06-16")),
        ("geo_061002-070219.unw", ("2006-10-02", "2007-02-19")),
        ("geo_951002-960219.unw", ("1995-10-02", "1996-02-19")),
        ("20201304_20210104.geo.unw.tif", None),
        ("area_unw.tif", None),
    ],
)
def test_dates_in_names(name, found):
    expected = tuple(map(date.fromisoformat, found)) if found else None
    assert dates_in(name) == expected


def test_small_test_of_roipac_is_read(real_data, tmp_path):
    found, stack, _, _ = stack_of(real_data("pyrate_cropA_stack") / "small_test" / "roipac_obs", tmp_path)
    assert (found.producer, len(found.pairs), len(stack.dates)) == ("roipac", 17, 13)
    assert stack.wavelength_m == pytest.approx(0.0562356424)
    assert stack.dates[0] == date(2006, 6, 19)
    assert np.isfinite(stack.phase).mean() > 0.5


def refused(folder, scratch, match, options=OPTIONS):
    with pytest.raises(InputError, match=match):
        stack_of(folder, scratch, options)


def test_an_empty_folder_is_refused(tmp_path):
    refused(tmp_path, tmp_path, "No interferograms")


def test_one_pair_is_refused(tmp_path):
    write_tif(tmp_path / "in" / "area_20200101-20200113_unw.tif", layouts.phase(0, 1))
    refused(tmp_path / "in", tmp_path, "Only one interferogram")


def test_two_producers_in_one_folder_are_refused(tmp_path):
    layouts.licsar(tmp_path / "in" / "a")
    layouts.hyp3(tmp_path / "in" / "b")
    refused(tmp_path / "in", tmp_path, "hyp3, licsar")


def test_two_tracks_are_refused_by_name(tmp_path):
    layouts.licsar(tmp_path / "in")
    frame = tmp_path / "in" / "106D_05248_131313" / "GEOC"
    other = tmp_path / "in" / "033A_05248_131313" / "GEOC"
    other.mkdir(parents=True)
    first = sorted(frame.iterdir())[0]
    first.rename(other / first.name)
    refused(tmp_path / "in", tmp_path, "033A_05248_131313.*106D|106D_05248_131313.*033A")


def one_file(folder, geo, values=None):
    name = sorted(folder.glob("*_unw.tif"))[3]
    write_tif(name, layouts.phase(0, 1) if values is None else values, geo)
    return name.name


@pytest.mark.parametrize(
    ("geo", "match"),
    [
        (Geo(32634), "zone"),
        (Geo(4326, 15.0, 45.0, 0.0011), "cells of"),
        (Geo(4326, 15.0005, 45.0, 0.001), "shifted by 0.50"),
        (Geo(4326, 16.0, 45.0, 0.001), "lies elsewhere"),
    ],
    ids=["zone", "cell size", "half a cell", "frame"],
)
def test_a_file_of_another_grid_is_refused_by_name(geo, match, tmp_path):
    layouts.geotiff(tmp_path / "in")
    name = one_file(tmp_path / "in", geo)
    refused(tmp_path / "in", tmp_path, f"{name}.*{match}")


def test_a_broken_file_is_left_out_and_named(tmp_path):
    layouts.geotiff(tmp_path / "in")
    paths = sorted((tmp_path / "in").glob("*_unw.tif"))
    paths[2].write_bytes(paths[2].read_bytes()[:700])  # cut short
    paths[4].write_bytes(b"nothing")
    _, stack, reading, _ = stack_of(tmp_path / "in", tmp_path)
    assert len(reading.broken) == 2
    assert len(stack.phase) == len(PAIRS) - 2


def test_a_zip_that_was_cut_short_is_left_out_and_named(tmp_path):
    layouts.hyp3(tmp_path / "in", zipped=True)
    path = sorted((tmp_path / "in").glob("*.zip"))[3]
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    found = find_products(str(tmp_path / "in"), "auto", Silent())
    assert len(found.pairs) == len(PAIRS) - 1
    assert any(path.name in note for note in found.notes)


def test_without_coherence_all_cells_are_candidates(tmp_path):
    layouts.geotiff(tmp_path / "in")
    for path in (tmp_path / "in").glob("*_cc.tif"):
        path.unlink()
    _, stack, _, _ = stack_of(tmp_path / "in", tmp_path)
    assert len(stack.places) == layouts.ROWS * (layouts.COLUMNS - 1)


def test_cells_whose_amplitude_varies_much_are_no_candidates(tmp_path):
    def amplitude(number):
        made = np.full((layouts.ROWS, layouts.COLUMNS), 0.2 * (1 + number), np.float32)  # scenes differ in brightness
        made[7, 9] *= 1 + 4 * (number % 2)  # a ship
        return made

    layouts.hyp3(tmp_path / "in", amplitude=amplitude)
    _, stack, reading, lattice = stack_of(tmp_path / "in", tmp_path)
    column = stack.places.column + round((lattice.left - 500_000) / lattice.width)
    assert (7, 9) not in set(zip(stack.places.row.tolist(), column.tolist()))
    assert len(stack.places) == layouts.ROWS * (layouts.COLUMNS - 3) - 2
    assert any("1 cells are left out" in note for note in reading.notes)


def test_incoherent_ground_is_refused(tmp_path):
    layouts.geotiff(tmp_path / "in")
    for path in (tmp_path / "in").glob("*_cc.tif"):
        write_tif(path, np.full((layouts.ROWS, layouts.COLUMNS), 0.1, np.float32), layouts.DEGREES)
    refused(tmp_path / "in", tmp_path, r"Only 0 of 600 cells.*median 0\.10")


def test_only_the_extent_is_read(tmp_path):
    layouts.geotiff(tmp_path / "in")
    options = Options(
        correct=(), max_days=0, max_baseline_m=0, bounds=(15.01, 44.985, 15.02, 44.99), bounds_crs="EPSG:4326"
    )
    *_, lattice = stack_of(tmp_path / "in", tmp_path, options)
    assert lattice.shape == (5, 10)
    outside = Options(bounds=(20, 40, 21, 41), bounds_crs="EPSG:4326")
    refused(tmp_path / "in", tmp_path, "outside", outside)
