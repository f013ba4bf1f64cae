"""Each producer's layout with its trap, values by hand."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import InputError
from slipline.core.gis.crs import same_crs
from slipline.core.products import array_files
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.keeping import Keeping
from slipline.core.targets.opening import open_source
from slipline.core.targets.source import Companions, Position

from .. import producers
from ..made_targets import Remembering
from ..producers import NORTHING_45


def imported(tmp_path, paths, position=Position(), companions=Companions(), **options):
    log = Remembering()
    sources = [open_source(path, position, companions) for path in ([paths] if isinstance(paths, str) else paths)]
    return import_targets(sources, ImportOptions(**options), str(tmp_path / "out.gpkg"), log), log


def values(targets):
    """Velocity, coherence, height, deviation of each target, rounded beyond single precision."""
    columns = (targets.velocity, targets.coherence, targets.height, targets.velocity_std)
    return [tuple(None if np.isnan(value) else round(float(value), 4) for value in row) for row in zip(*columns)]


ONE = {  # producer -> velocity, coherence, height, deviation of its one target that is kept
    "egms_l2a": (-12.4, 0.91, 258.2, 0.3),
    "egms_l2b_older": (-7.5, 0.91, 258.2, 0.6),
    "egms_shapefile": (-12.4, 0.91, 258.2, 0.3),
    "ngu": (-3.25, 0.88, 120.0, None),
    "tre": (-8.25, 0.9, 310.0, 0.5),
    "mintpy_shapefile": (-21.5, 0.83, 55.0, 1.25),
    "stamps_gis": (-5.5, 0.9, 80.0, None),
    "sarproz": (-9.5, 0.82, 77.0, 0.4),
    "sarvey": (-14.5, 0.77, 140.0, None),
    "licsbas": (-12.5, 0.9, None, None),
}


@pytest.mark.parametrize("producer", ONE)
def test_one_target_of_each_producer_is_kept_with_its_values(tmp_path, producer):
    targets, log = imported(tmp_path, getattr(producers, producer)(tmp_path))
    assert values(targets) == [ONE[producer]]
    beside = "vel.geo.tif: mask.geo.tif, which lies beside it, leaves out 1 of 3 cells."
    assert log.warnings == ([beside] if producer == "licsbas" else [])


@pytest.mark.parametrize("producer", ["egms_l2a", "ngu", "mintpy_shapefile", "stamps_gis", "sarproz", "licsbas"])
def test_degrees_on_the_central_meridian_become_utm(tmp_path, producer):
    targets, _ = imported(tmp_path, getattr(producers, producer)(tmp_path))
    assert same_crs(targets.crs, "EPSG:32632")
    assert targets.x[0] == pytest.approx(500000.0, abs=1e-3)
    assert targets.y[0] == pytest.approx(NORTHING_45, abs=1e-3)


def test_stars_of_a_dbf_are_no_velocity_and_the_log_counts_them(tmp_path):
    _, log = imported(tmp_path, producers.tre(tmp_path))
    assert "2 targets read, 1 kept" in log.text
    assert "1 dropped without velocity" in log.text


def test_dates_are_kept_or_left_out_and_counted(tmp_path):
    targets, log = imported(tmp_path, producers.egms_l2a(tmp_path))
    assert "The displacements of 3 dates are kept, 2019-01-05 to 2019-01-29, in mm." in log.text
    assert [targets.more[f"D201901{day}"].tolist() for day in ("05", "17", "29")] == [
        [0.0],
        [np.float32(-1.1)],
        [np.float32(-2.2)],
    ]
    targets, log = imported(tmp_path, producers.egms_l2a(tmp_path), keeping=Keeping("drop"))
    assert "The displacements of 3 dates are left out, as chosen." in log.text
    assert "D20190105" not in targets.more
    log = imported(tmp_path, producers.depsi(tmp_path), unit="m/yr")[1]
    assert "The displacements of 1 dates are kept" in log.text  # amplitude and height to phase are none


@pytest.mark.parametrize(("direction", "kind"), [("U", "a vertical"), ("E", "an east-west")])
def test_egms_ortho_is_warned_of_and_stays_in_its_crs(tmp_path, direction, kind):
    targets, log = imported(tmp_path, producers.egms_l3(tmp_path, direction))
    assert values(targets) == [(-4.5, None, 210.0, 0.2), (2.5, None, 211.0, 0.2), (3.5, None, 212.0, 0.2)]
    assert targets.x.tolist() == [4242050.0, 4242150.0, 4242250.0]
    assert same_crs(targets.crs, "EPSG:3035")
    assert f"looks like {kind} velocity" in log.warnings[0]
    assert "No coherence is known" in log.text
    assert "'rmse', where lower values are better" in log.text


def test_a_quality_of_which_lower_is_better_drops_what_is_above_its_limit(tmp_path):
    path = producers.egms_l3(tmp_path, "U")
    targets, log = imported(tmp_path, path, quality="rmse", max_quality=6.5)
    assert targets.velocity.tolist() == [-4.5, 2.5]
    assert "1 dropped without rmse" in log.text
    targets, log = imported(tmp_path, path, quality="rmse", max_quality=2.0)
    assert targets.velocity.tolist() == [-4.5]
    assert "1 dropped with rmse above 2" in log.text
    with pytest.raises(InputError, match="rmse needs a largest value"):
        imported(tmp_path, path, quality="rmse")
    with pytest.raises(InputError, match=r"Lower values of 'rmse' of EGMS.* are better, so it is not a coherence"):
        imported(tmp_path, path, coherence="rmse")


def test_a_decomposed_product_is_warned_of(tmp_path):
    targets, log = imported(tmp_path, producers.denmark(tmp_path))
    assert targets.velocity.tolist() == [-2.5]
    assert "looks like a vertical velocity" in log.warnings[0]


def test_the_row_of_metadata_of_stamps_is_no_target_and_does_not_choose_the_crs(tmp_path):
    targets, log = imported(tmp_path, producers.stamps_export_res(tmp_path))
    assert targets.velocity.tolist() == [-6.5, -7.5]
    assert same_crs(targets.crs, "EPSG:32632")
    assert "3 targets read, 2 kept" in log.text


def test_split_files_are_joined_and_what_is_in_both_counts_once(tmp_path):
    targets, log = imported(tmp_path, producers.sarscape(tmp_path))
    assert values(targets) == [(-1.5, 0.8, 10.0, 0.7), (-2.5, 0.8, 20.0, 0.7), (-3.5, 0.8, 30.0, 0.7)]
    assert "4 targets read, 3 kept" in log.text
    assert "1 dropped that repeat another one exactly" in log.text


def test_depsi_writes_metres_and_is_asked_for(tmp_path):
    path = producers.depsi(tmp_path)
    with pytest.raises(InputError, match=r"producer of 'pnt_linear' in depsi.csv writes m/yr"):
        imported(tmp_path, path)
    assert values(imported(tmp_path, path, unit="m/yr")[0]) == [(-12.5, 0.93, 33.0, None)]


def test_gamma_text_without_header_is_read_by_column_numbers(tmp_path):
    path = producers.gamma_text(tmp_path)
    with pytest.raises(
        InputError, match=r"ipta.txt has no header; its first row is 1 210 1400 4980000.00 .* Give the numbers"
    ):
        imported(tmp_path, path)
    with pytest.raises(InputError, match="Give the numbers of the columns of x and y"):
        imported(tmp_path, path, velocity="7", unit="m/yr")
    position = Position("5", "4", "EPSG:32632")
    with pytest.raises(InputError, match="looks like m/yr"):
        imported(tmp_path, path, position, velocity="7")
    targets, _ = imported(tmp_path, path, position, velocity="7", height="6", unit="m/yr", nulls=(0.0,))
    assert values(targets) == [(-14.5, None, 120.0, None), (2.2, None, 121.0, None)]
    assert targets.x.tolist() == [500000.0, 500100.0]
    assert targets.y.tolist() == [4980000.0, 4980000.0]


def test_a_header_behind_a_comment_sign_is_a_header(tmp_path):
    path = producers.table(
        tmp_path, "a.txt", "# made by hand", "# lon lat vel coh", "9.0 45.0 -3.5 0.9", "9.1 45.0 2.5 0.8"
    )
    assert values(imported(tmp_path, path)[0]) == [(-3.5, 0.9, None, None), (2.5, 0.8, None, None)]


def test_a_million_columns_of_dates_do_no_harm(tmp_path):
    days = [
        f"D{year}{month:02d}{day:02d}" for year in range(1901, 2100) for month in range(1, 13) for day in range(1, 32)
    ]
    dates = (days * 14)[:1_000_000]
    rows = [f"A{i},9.0,45.0,{i}.5,0.9," + ",".join(["1"] * len(dates)) for i in range(3)]
    path = producers.table(tmp_path, "wide.csv", "CODE,LON,LAT,VEL,COHERENCE," + ",".join(dates), *rows)
    targets, log = imported(tmp_path, path)
    assert targets.velocity.tolist() == [0.5, 1.5, 2.5]
    assert " dates at 3 targets are too many for columns (100000000 values, 900 dates)." in log.text


def test_mintpy_is_brought_to_mm_and_masked_with_the_files_beside(tmp_path):
    targets, log = imported(tmp_path, producers.mintpy_hdf5(tmp_path))
    assert values(targets) == [(-12.5, 0.9, 75.0, 1.0), (3.0, 0.8, 75.0, 1.0)]
    assert targets.x[0] == pytest.approx(500000.0, abs=1e-3)
    assert targets.y[0] == pytest.approx(NORTHING_45, abs=1e-3)
    assert "the file says m/year: velocities are brought to mm/yr" in log.text
    for line in (
        "mask from geo_maskTempCoh.h5",
        "coherence from geo_temporalCoherence.h5",
        "height from geo_geometryRadar.h5",
        "5 targets read, 2 kept",
        "2 dropped outside the mask",
        "1 dropped with a coherence below 0.7",
    ):
        assert line in log.text, line


def test_mintpys_geometry_that_cannot_be_unpacked_is_told_and_left_out(tmp_path):
    path = producers.mintpy_hdf5(tmp_path)
    packed = producers.packed_by_lzf(tmp_path / "geo_geometryRadar.h5")
    targets, log = imported(tmp_path, path)
    assert values(targets) == [(-12.5, 0.9, None, 1.0), (3.0, 0.8, None, 1.0)]
    assert "incidence" not in targets.more
    assert all(any(f"the {role} in" in line for line in log.warnings) for role in ("height", "incidence"))
    assert "MintPy packs this file by LZF" in log.text
    source = open_source(packed)
    with pytest.raises(InputError, match=r"The values of height in .* cannot be unpacked. They are damaged, or packed"):
        source.read(source.fields()[:1], Remembering())


def test_mintpy_without_mask_or_unit_is_warned_of_and_asked_for(tmp_path):
    path = producers.hdf5(
        tmp_path / "velocity.h5",
        {"velocity": np.array([[0.0, 0.0, -0.01]], np.float32)},
        {key: value for key, value in producers.MINTPY.items() if key != "UNIT"},
    )
    with pytest.raises(
        InputError, match=r"producer of 'velocity' in velocity.h5 writes m/yr; 99 % of the velocities are below"
    ):
        imported(tmp_path, path)
    targets, log = imported(tmp_path, path, unit="m/yr")
    assert targets.velocity.tolist() == pytest.approx([0.0, 0.0, -10.0])
    assert "2 of 3 cells are exactly 0" in log.warnings[0]
    assert len(imported(tmp_path, path, unit="m/yr", nulls=(0.0,))[0]) == 1


def test_mintpy_in_utm_and_in_radar_coordinates(tmp_path):
    utm = {
        "EPSG": "32632",
        "X_FIRST": "500000",
        "Y_FIRST": "4980000",
        "X_STEP": "40",
        "Y_STEP": "-40",
        "X_UNIT": "meters",
    }
    targets, _ = imported(tmp_path, producers.mintpy_hdf5(tmp_path, **utm))
    assert same_crs(targets.crs, "EPSG:32632")
    assert (targets.x[0], targets.y[0]) == (500020.0, 4979980.0)
    path = producers.hdf5(tmp_path / "radar.h5", {"velocity": np.zeros((2, 2), np.float32)}, {"FILE_TYPE": "velocity"})
    with pytest.raises(InputError, match=r"radar coordinates. Geocode it"):
        open_source(path)


def velocity_raster(folder, values=((-5.0, 6.0, 7.0, 8.0),)):
    return producers.raster(folder / "rate.tif", values, "EPSG:32632", 500000, 4980000, 100)


COMPANIONS = {  # what the user names -> velocities that are left, or what is said
    "mask with a marker": ("mask", [[1, 1, 1, -9999]], 500000, [-5.0, 6.0, 7.0]),
    "mask with voids": ("mask", [[1, 1, 1, np.nan]], 500000, [-5.0, 6.0, 7.0]),
    "coherence with a marker": ("coherence", [[0.9, 0.9, 0.9, -9999]], 500000, [-5.0, 6.0, 7.0]),
    "coherence elsewhere": ("coherence", [[0.9, 0.9, 0.9, 0.9]], 700000, "has no value where the velocities are"),
    "mask elsewhere": ("mask", [[1, 1, 1, 1]], 700000, "4 outside the mask"),
}


@pytest.mark.parametrize("case", COMPANIONS.values(), ids=COMPANIONS)
def test_companions_that_the_user_names_are_looked_at(tmp_path, case):
    role, cells, west, right = case
    path = producers.raster(tmp_path / "companion.tif", cells, "EPSG:32632", west, 4980000, 100)
    companions = Companions(**{role: path})
    if isinstance(right, str):
        with pytest.raises(InputError, match=right):
            imported(tmp_path, velocity_raster(tmp_path), companions=companions, unit="mm/yr")
    else:
        found = imported(tmp_path, velocity_raster(tmp_path), companions=companions, unit="mm/yr")[0]
        assert found.velocity.tolist() == right


def test_a_companion_of_several_bands_is_asked_for(tmp_path):
    path = str(tmp_path / "rgb.tif")
    gdal.GetDriverByName("GTiff").CreateCopy(path, gdal.Open(velocity_raster(tmp_path))).FlushCache()
    gdal.BuildVRT(str(tmp_path / "rgb.vrt"), [path, path], separate=True).FlushCache()
    with pytest.raises(InputError, match="has 2 bands and none of that name"):
        imported(tmp_path, velocity_raster(tmp_path), companions=Companions(str(tmp_path / "rgb.vrt")))


UTM_ATTRIBUTES = {"EPSG": "32632", "X_FIRST": "500000", "Y_FIRST": "4980000", "X_STEP": "40", "Y_STEP": "-40"}


def test_mintpy_as_qgis_has_its_layer(tmp_path):
    """Nulls that were set in the layer's properties, and a CRS: that of the file, or refused."""
    path = producers.mintpy_hdf5(tmp_path, **UTM_ATTRIBUTES)
    inside = open_source(path).read(["velocity"], Remembering()).columns["velocity"]
    for name in (path, f'HDF5:"{path}"://velocity'):
        source = open_source(name)
        source.as_in_qgis("EPSG:32632", ((0.002, 0.004),))
        read = source.read(["velocity"], Remembering()).columns["velocity"]
        np.testing.assert_array_equal(read, inside[(inside < 0.002) | (inside > 0.004)])
        assert len(read) == len(inside) - 1
        with pytest.raises(InputError, match=r"has the CRS WGS 84 / UTM zone 33N .* its attributes say .* zone 32N"):
            source.as_in_qgis("EPSG:32633", ())


def test_hdf5_without_its_driver_is_one_clear_sentence(tmp_path, monkeypatch):
    path = producers.mintpy_hdf5(tmp_path)
    monkeypatch.setattr(array_files, "DRIVERS", ("HDF5 of another build",))
    with pytest.raises(
        InputError,
        match=r"velocity.h5 is NetCDF or HDF5, which the GDAL of this QGIS cannot read. Save the velocity as GeoTIFF",
    ):
        open_source(path)


def test_hdf5_named_as_gdal_names_its_arrays_is_the_same_file(tmp_path):
    path = producers.mintpy_hdf5(tmp_path)
    assert open_source(f'HDF5:"{path}"://velocity').fields() == open_source(path).fields()


def test_masks_and_coherence_of_another_grid_are_taken_where_the_cells_lie(tmp_path):
    velocity = producers.raster(
        tmp_path / "stack_rate.tif", [[-5.0, 6.0, np.nan, 8.0]], "EPSG:32632", 500000, 4980000, 100
    )
    coarse = producers.raster(tmp_path / "c.tif", [[0.9, 0.8]], "EPSG:32632", 499900, 4980100, 300)
    mask = producers.raster(tmp_path / "m.tif", [[1, 1, 1, 0]], "EPSG:32632", 500000, 4980000, 100, nodata=0)
    targets, log = imported(tmp_path, velocity, companions=Companions(coarse, mask))
    assert values(targets) == [(-5.0, 0.9, None, None), (6.0, 0.9, None, None)]
    assert targets.x.tolist() == [500050.0, 500150.0]
    assert "1 dropped outside the mask" in log.text


def test_a_mask_that_leaves_no_cell_says_how_many_it_took(tmp_path):
    velocity = producers.raster(tmp_path / "vel.tif", [[-5.0, 6.0, np.nan, 8.0]], "EPSG:32632", 500000, 4980000, 100)
    mask = producers.raster(tmp_path / "m.tif", [[0, 0, 1, 0]], "EPSG:32632", 500000, 4980000, 100)
    with pytest.raises(InputError, match=r"No target is left of 3: 3 outside the mask"):
        imported(tmp_path, velocity, companions=Companions("", mask))


@pytest.mark.parametrize("name", ["EGMS_L3_E42N24_100km_U_2018_2022_1.tiff", "EGMS_L3_E42N24_100km_U.tiff"])
def test_the_raster_of_egms_ortho_is_warned_of(tmp_path, name):
    path = producers.raster(tmp_path / name, [[-2.5, np.nan]], "EPSG:3035", 4242000, 2440100, 100)
    targets, log = imported(tmp_path, path)
    assert values(targets) == [(-2.5, None, None, None)]
    assert (targets.x[0], targets.y[0]) == (4242050.0, 2440050.0)
    assert "vertical" in log.warnings[0]


def test_exact_repeats_are_dropped_and_different_targets_at_one_place_stay(tmp_path):
    path = producers.table(
        tmp_path,
        "a.csv",
        "LON,LAT,VEL,HEIGHT",
        "9,45,1.5,10",
        "9,45,1.5,10",
        "9,45,1.5,11",
        "9,45,2.5,10",
        "9,45,1.5,",
        "9,45,1.5,",
    )
    targets, log = imported(tmp_path, path)
    assert [row[0::2] for row in values(targets)] == [(1.5, 10.0), (1.5, 11.0), (2.5, 10.0), (1.5, None)]
    assert "2 dropped that repeat another one exactly" in log.text


def test_an_archive_and_an_open_quotation_mark_say_what_to_do(tmp_path):
    (tmp_path / "EGMS.zip").write_bytes(b"PK")
    with pytest.raises(InputError, match=r"archive .*EGMS.zip cannot be read: .* Download it again"):
        open_source(str(tmp_path / "EGMS.zip"))
    path = producers.table(tmp_path, "a.csv", "CODE,LON,LAT,VEL", '"A,9,45,1', *["B,9,45,NULL"] * 20000)
    with pytest.raises(InputError, match="quotation mark that is not closed"):
        imported(tmp_path, path)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("S1_unw_phase.tif", "phase in radians"),
        ("20190105.geo.cc.tif", "a coherence"),
        ("S1_los_disp.tif", "displacement"),
    ],
)
def test_a_raster_whose_name_says_that_it_is_no_velocity_is_warned_of(tmp_path, name, kind):
    path = producers.raster(tmp_path / name, [[-2.5, 3.0]], "EPSG:32632", 500000, 4980000, 100)
    assert kind in imported(tmp_path, path)[1].warnings[0]
    good = producers.raster(tmp_path / "vel_coh_masked.tif", [[-2.5, 3.0]], "EPSG:32632", 500000, 4980000, 100)
    assert imported(tmp_path, good)[1].warnings == []


def test_a_mask_that_lies_beside_by_chance_is_not_taken(tmp_path):
    place = ("EPSG:32632", 500000, 4980000, 100)
    velocity = producers.raster(tmp_path / "velocity.tif", [[1.0, 2.0, 3.0]], *place)
    producers.raster(tmp_path / "mask.tif", [[1, 0, 0]], *place)  # Predict boundaries writes one
    assert len(imported(tmp_path, velocity)[0]) == 3


def test_what_lies_beside_with_other_cells_is_not_taken_and_said(tmp_path):
    velocity = producers.licsbas(tmp_path)
    producers.raster(tmp_path / "mask.geo.tif", [[1, 0]], "EPSG:4326", 8.9995, 45.0005, 0.002)
    targets, log = imported(tmp_path, velocity)
    assert len(targets) == 2
    assert any("the mask that lies beside it has other cells and is not used" in text for text in log.warnings)


@pytest.mark.parametrize("name", ["velocity", "velocityStd"])
def test_the_array_that_was_chosen_is_the_velocity(tmp_path, name):
    path = producers.mintpy_hdf5(tmp_path)
    targets, _ = imported(tmp_path, f'HDF5:"{path}"://{name}')
    assert targets.velocity[0] == pytest.approx(-12.5 if name == "velocity" else 1.0)


@pytest.mark.parametrize(
    ("options", "kept"), [({}, 2), ({"min_spatial_coherence": 0.5}, 1), ({"min_coherence": 0.0}, 3)]
)
def test_the_spatial_coherence_of_licsbas_has_a_threshold_of_its_own(tmp_path, options, kept):
    place = ("EPSG:4326", 8.9995, 45.0005, 0.001)
    producers.raster(tmp_path / "coh_avg.geo.tif", [[0.9, 0.3, 0.01]], *place)
    path = producers.raster(tmp_path / "vel.geo.tif", [[-12.5, 3.0, 4.0]], *place)
    targets, log = imported(tmp_path, path, **options)
    assert len(targets) == kept
    assert ("is the mean spatial coherence" in log.text) == ("min_coherence" not in options)
