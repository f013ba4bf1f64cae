from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.gis.crs import is_metric, same_crs
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.opening import open_source
from slipline.core.targets.source import RawPoints, TargetSource

from ..made_targets import UTM, Remembering
from ..rasters import features


class Source(TargetSource):
    """A source of the core with columns given by the test."""

    name = "test"

    def __init__(self, columns, x=None, y=None, crs=UTM):
        count = len(next(iter(columns.values())))
        self.columns = {name: np.asarray(values, float) for name, values in columns.items()}
        self.x = np.arange(count) * 10.0 + 500000 if x is None else np.asarray(x, float)
        self.y = np.full(count, 4600000.0) if y is None else np.asarray(y, float)
        self.crs = crs

    def fields(self):
        return list(self.columns)

    def read(self, fields, progress):
        return RawPoints(self.x, self.y, self.crs, {name: self.columns[name] for name in fields})

    def attribute_blocks(self, names, rows, progress):
        yield {name: self.columns[name][rows] for name in names}


def imported(source, tmp_path, **options):
    log = Remembering()
    path = tmp_path / "targets.gpkg"
    sources = source if isinstance(source, list) else [source]
    return import_targets(sources, ImportOptions(**options), str(path), log), features(path), log


def test_targets_are_written_with_the_standard_fields(tmp_path):
    source = Source(
        {"VEL": [-3.5, 7.0], "COHERENCE": [0.9, 0.8], "HEIGHT": [100, 200], "V_STDEV": [1, 2], "D20200101": [5, 5]}
    )
    _, rows, _ = imported(source, tmp_path)
    assert [row["velocity"] for row in rows] == [-3.5, 7.0]
    assert [row["coherence"] for row in rows] == [0.9, 0.8]
    assert [row["height"] for row in rows] == [100.0, 200.0]
    assert [row["velocity_std"] for row in rows] == [1.0, 2.0]
    assert rows[1]["geometry"].GetX() == 500010.0
    assert set(rows[0]) == {"velocity", "coherence", "height", "velocity_std", "D20200101", "geometry"}


@pytest.mark.parametrize(("unit", "expected"), [("mm/yr", 2.0), ("cm/yr", 20.0), ("m/yr", 2000.0)])
def test_units_are_brought_to_mm(tmp_path, unit, expected):
    targets, _, _ = imported(Source({"VEL": [2.0, 1.0], "V_STDEV": [0.5, 0.5]}), tmp_path, unit=unit)
    assert targets.velocity[0] == expected
    assert targets.velocity_std[0] == expected / 4


def test_small_velocities_are_asked_for_and_never_scaled_silently(tmp_path):
    source = Source({"VEL": np.linspace(-0.02, 0.02, 50)})
    with pytest.raises(InputError, match="looks like m/yr"):
        imported(source, tmp_path)
    assert not list(tmp_path.iterdir())
    targets, _, _ = imported(source, tmp_path, unit="m/yr")
    assert targets.velocity.max() == pytest.approx(20.0)
    targets, _, _ = imported(source, tmp_path, unit="mm/yr")
    assert targets.velocity.max() == pytest.approx(0.02)


def test_the_family_that_writes_metres_is_asked_for_whatever_the_range(tmp_path):
    with pytest.raises(InputError, match="pnt_linear"):
        imported(Source({"pnt_linear": [-3.0, 2.0]}), tmp_path)


def test_a_unit_in_the_name_is_followed_and_said(tmp_path):
    targets, _, log = imported(Source({"velocity_m_yr": [0.01, -0.02]}), tmp_path)
    assert targets.velocity.tolist() == [10.0, -20.0]
    assert "says m/yr" in log.warnings[0]


def test_away_turns_the_sign(tmp_path):
    targets, _, log = imported(Source({"VEL": [2.0, -3.0]}), tmp_path, sign="away")
    assert targets.velocity.tolist() == [-2.0, 3.0]
    assert "turned" in log.text


def test_each_reason_to_drop_is_counted(tmp_path):
    source = Source(
        {"VEL": [1, np.nan, -9999, 4, 5, 6, 6, 8], "COH": [0.9, 0.9, 0.9, 0.5, np.nan, 0.8, 0.8, 0.7]},
        x=[500000, 500001, 500002, 500003, 500004, 500005, 500005, np.nan], y=[4600000] * 8,
    )  # fmt: skip
    targets, rows, log = imported(source, tmp_path)
    assert targets.velocity.tolist() == [1.0, 6.0]
    assert len(rows) == 2
    for line in (
        "8 targets read, 2 kept",
        "1 dropped without position",
        "2 dropped without velocity",
        "1 dropped without coherence",
        "1 dropped with a coherence below 0.7",
        "1 dropped that repeat another one",
    ):
        assert line in log.text, line


def test_the_coherence_threshold_keeps_its_own_value_and_zero_keeps_all(tmp_path):
    source = Source({"VEL": [1, 2, 3], "COH": [0.7, 0.69, np.nan]})
    assert len(imported(source, tmp_path)[0]) == 1
    assert len(imported(source, tmp_path, min_coherence=0.0)[0]) == 3


def test_same_places_with_other_velocities_stay(tmp_path):
    targets, _, _ = imported(Source({"VEL": [1, 2, 2]}, x=[500005] * 3, y=[4600005] * 3), tmp_path)
    assert targets.velocity.tolist() == [1.0, 2.0]


def test_numbers_that_stand_for_no_value_are_said(tmp_path):
    velocity = [1.0, 2.0, 32767.0, 32767.0, -2147483648.0, 3.0]
    targets, _, log = imported(Source({"VEL": velocity}), tmp_path)
    assert targets.velocity.tolist() == [1.0, 2.0, 3.0]
    assert "test: 2 of 6 values of 'VEL' are 32767, which stands for no value" in log.text
    assert "1 of 6 values of 'VEL' are -2.147484e+09" in log.text


def test_a_number_that_may_stand_for_no_value_is_kept_and_said(tmp_path):
    velocity = [1.0, -2.0, 3.0, -99.0, -99.0]
    targets, _, log = imported(Source({"VEL": velocity}), tmp_path)
    assert len(targets) == 5
    assert "2 of 5 values of 'VEL' are exactly -99, far from all others" in log.warnings[0]
    targets, _, log = imported(Source({"VEL": velocity}), tmp_path, nulls=(-99.0,))
    assert len(targets) == 3
    assert log.warnings == []


NOWHERE = {"origin": (0.0, 0.0), "marker": (-9999.0, -9999.0), "fill": (1e20, 1e20)}


@pytest.mark.parametrize("place", NOWHERE.values(), ids=NOWHERE)
@pytest.mark.parametrize("crs", [UTM, "EPSG:4326"])
def test_a_place_that_is_none_is_left_out(tmp_path, place, crs):
    x, y = ([102.0, 102.01], [36.0, 36.0]) if crs != UTM else ([500000.0, 500010.0], [4600000.0, 4600000.0])
    source = Source({"VEL": [1.0, 2.0, 3.0]}, x=[*x, place[0]], y=[*y, place[1]], crs=crs)
    targets, _, log = imported(source, tmp_path)
    assert targets.velocity.tolist() == [1.0, 2.0]
    assert "1 dropped without position" in log.text


def test_the_origin_of_a_sites_own_grid_is_a_place(tmp_path):
    source = Source({"VEL": [1.0, 2.0]}, x=[0.0, 900.0], y=[0.0, 900.0], crs="+proj=tmerc +lat_0=38 +lon_0=-105")
    assert len(imported(source, tmp_path)[0]) == 2


WRONG_PLACES = {
    "metres called degrees": ([500000, 500010], [4600000, 4600010], "EPSG:4326", "which are not degrees"),
    "degrees called metres": ([102.0, 102.1], [36.0, 36.1], UTM, "which are degrees"),
    "kilometres called metres": ([500.0, 500.01], [4600.0, 4600.01], UTM, "which look like kilometres"),
    "another grid": ([4400000, 4400010], [2900000, 2900010], UTM, "far from the ground"),
}


@pytest.mark.parametrize(("x", "y", "crs", "words"), WRONG_PLACES.values(), ids=WRONG_PLACES)
def test_places_that_cannot_be_in_their_crs_are_refused(tmp_path, x, y, crs, words):
    with pytest.raises(InputError, match=words):
        imported(Source({"VEL": [1.0, 2.0]}, x=x, y=y, crs=crs), tmp_path)


def test_a_crs_for_what_says_its_own_is_not_used_and_that_is_said(tmp_path):
    targets, _, log = imported(Source({"VEL": [1.0, 2.0]}), tmp_path, said_crs="EPSG:32614")
    assert same_crs(targets.crs, UTM)
    assert "says itself that its CRS is WGS 84 / UTM zone 33N" in log.warnings[0]
    assert imported(Source({"VEL": [1.0, 2.0]}), tmp_path, said_crs="EPSG:32633")[2].warnings == []


def test_a_marker_that_comes_once_may_be_a_fast_target(tmp_path):
    assert len(imported(Source({"VEL": [-999, 5, 6]}), tmp_path)[0]) == 3
    assert len(imported(Source({"VEL": [-999, -999, 6]}), tmp_path)[0]) == 1


def test_degrees_become_the_local_utm_zone(tmp_path):
    source = Source({"VEL": [1.0, 2.0]}, x=[102.0, 102.01], y=[36.0, 36.0], crs="EPSG:4326")
    targets, rows, log = imported(source, tmp_path)
    assert is_metric(targets.crs)
    assert "UTM zone 48N" in log.text
    ground_m = rows[1]["geometry"].GetX() - rows[0]["geometry"].GetX()
    assert ground_m == pytest.approx(
        901.6, abs=2.0
    )  # 0.01 degrees at 36 N: 111,320 m x cos(36) / 100, scale 1.0002 to 1.0009


def test_web_mercator_is_not_kept(tmp_path):
    targets, _, _ = imported(
        Source({"VEL": [1.0, 2.0]}, x=[11354588, 11354688], y=[4300621, 4300621], crs="EPSG:3857"), tmp_path
    )
    assert targets.x[1] - targets.x[0] == pytest.approx(81, abs=1)  # 100 "metres" at 36 N


def test_a_crs_that_is_not_metric_is_refused(tmp_path):
    with pytest.raises(InputError, match="does not measure in metres"):
        imported(Source({"VEL": [1.0]}), tmp_path, crs="EPSG:3857")


def test_several_sources_become_one_layer(tmp_path):
    first = Source({"VEL": [1.0]})
    second = Source({"VEL": [2.0]}, x=[15.0], y=[41.55], crs="EPSG:4326")
    targets, rows, _ = imported([first, second], tmp_path)
    assert [row["velocity"] for row in rows] == [1.0, 2.0]
    assert targets.x[1] == pytest.approx(500000.0)


def test_a_vertical_velocity_is_warned_of(tmp_path):
    _, _, log = imported(Source({"VEL_V": [1.0, 2.0]}), tmp_path)
    assert "vertical" in log.warnings[0]


def test_a_coherence_in_percent_is_refused(tmp_path):
    with pytest.raises(InputError, match="not from 0 to 1"):
        imported(Source({"VEL": [1.0, 2.0], "COH": [70, 80]}), tmp_path)


def test_no_velocity_or_none_left_says_which_filter_took_how_many(tmp_path):
    with pytest.raises(InputError, match="No velocity was found among the fields of test: CODE"):
        imported(Source({"CODE": [1.0]}), tmp_path)
    with pytest.raises(InputError, match=r"No target is left of 2: 2 with a coherence below 0\.7"):
        imported(Source({"VEL": [1.0, 2.0], "COH": [0.1, 0.2]}), tmp_path)
    with pytest.raises(InputError, match="has no field NOPE"):
        imported(Source({"VEL": [1.0]}), tmp_path, velocity="NOPE")


def test_nothing_is_left_after_a_failure_or_a_cancel(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(OutputError):
        import_targets([Source({"VEL": [1.0, 2.0]})], ImportOptions(), str(blocked / "targets.gpkg"))
    with pytest.raises(Cancelled):
        import_targets(
            [Source({"VEL": [1.0, 2.0]})], ImportOptions(), str(tmp_path / "t.gpkg"), Remembering(cancelled=True)
        )
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_boissano_is_read_as_tre_writes_it(real_data, tmp_path):
    path = next(real_data("boissano_tre_psinsar").glob("*.shp"))
    targets = import_targets([open_source(str(path))], ImportOptions(min_coherence=0.0), str(tmp_path / "t.gpkg"))
    assert len(targets) == 1372
    assert targets.velocity.min() == pytest.approx(-11.58)
    assert targets.velocity.max() == pytest.approx(5.73)
    assert int((np.abs(targets.velocity) > 2).sum()) == 67  # as the data's own description counts
    assert (targets.coherence.min(), targets.coherence.max()) == (0.55, 0.97)


def test_slumgullion_is_read_with_its_thousands_of_mm(real_data, tmp_path):
    path = real_data("slumgullion") / "targets.csv"
    targets = import_targets([open_source(str(path))], ImportOptions(), str(tmp_path / "t.gpkg"))
    assert len(targets) == 38313
    assert targets.velocity.min() < -4000


def test_each_field_that_was_found_can_be_overruled(tmp_path):
    source = Source(
        {
            "VEL": [1, 2],
            "COH": [0.9, 0.8],
            "HEIGHT": [5, 6],
            "V_STDEV": [1, 1],
            "a": [3, 4],
            "b": [0.8, 1],
            "c": [7, 8],
            "d": [0.1, 0.2],
        }
    )
    _, rows, log = imported(source, tmp_path, velocity="a", coherence="b", height="c", deviation="d")
    assert [row["velocity"] for row in rows] == [3.0, 4.0]
    assert [row["coherence"] for row in rows] == [0.8, 1.0]
    assert [row["height"] for row in rows] == [7.0, 8.0]
    assert [row["velocity_std"] for row in rows] == [0.1, 0.2]
    assert "velocity from 'a', coherence from 'b', height from 'c', deviation from 'd'" in log.text


def test_degrees_that_are_none_and_zero_zero_are_no_place_and_do_not_stop_the_others(tmp_path):
    x, y = [9, 9.01, 0, 9, -9999], [45, 45, 0, 91, -9999]
    kept, _, log = imported(Source({"velocity": [-5, -6, -7, -8, -9]}, x, y, "EPSG:4326"), tmp_path)
    assert kept.velocity.tolist() == [-5.0, -6.0]
    assert any("3 dropped without position" in text for text in log.lines)
