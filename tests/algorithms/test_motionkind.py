"""Kind of motion as the toolbox runs it: fields, words of the user, maps, the radar's look, bad inputs."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.gis.vector import Column, write_points, write_polygons
from slipline.core.kinds.kinds import KINDS, NOT_KNOWN
from slipline.core.kinds.motionkind import ALIASES

from ..core.rasters import CRS, NORTH, WEST, box, features, write_raster

SINK, STILL = box(300.0, -700.0, 700.0, -300.0), box(1400.0, -1500.0, 1600.0, -1300.0)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """A sinking bowl on flat ground among 3000 targets, an area without one, a mine, an elevation model."""
    folder = tmp_path_factory.mktemp("motionkind")
    paths = {name: str(folder / f"{name}.gpkg") for name in ("areas", "targets", "mines")}
    kinds = Column("seen", np.array([None, "Bergsturz"], object))
    numbers = Column("area_id", np.array([7, 8]))
    old = Column("motion_kind", np.array(["uplift", "uplift"], object))  # of an earlier run
    write_polygons(paths["areas"], "areas", CRS, [SINK, STILL], [numbers, kinds, old])
    write_polygons(paths["mines"], "mines", CRS, [box(350.0, -650.0, 650.0, -350.0)], [Column("n", np.ones(1))])
    rng = np.random.default_rng(2)
    x, y = rng.uniform(0.0, 1200.0, (2, 3000))
    sink = 60.0 * np.exp(-((x - 500.0) ** 2 + (y - 500.0) ** 2) / (2 * 120.0**2))
    look = [
        Column(name, np.full(3000, value))
        for name, value in zip(("los_east", "los_north", "los_up"), (0.62, -0.11, 0.776))
    ]
    velocity = Column("velocity", -0.776 * sink + rng.normal(0, 1, 3000))
    write_points(paths["targets"], "targets", CRS, WEST + x, NORTH - y, [velocity, *look])
    paths["dem"] = write_raster(folder / "dem.tif", 500.0 + rng.normal(0, 0.3, (100, 100)), 20.0)[0]
    return paths


def run(tool_run, inputs, tmp_path, **others):
    output = tmp_path / "kinds.gpkg"
    given = {"AREAS": inputs["areas"], "TARGETS": inputs["targets"], "OUTPUT": str(output), **others}
    return tool_run("motionkind", given), output


def test_areas_get_their_kind_its_probability_and_reasons_and_keep_the_rest(tool_run, inputs, tmp_path):
    done, output = run(tool_run, inputs, tmp_path, DEM=inputs["dem"], MINES=inputs["mines"])
    assert done.ok, done.error
    sunk, unseen = features(str(output))
    assert (sunk["area_id"], sunk["motion_kind"]) == (7, "bowl")
    assert 0.5 < sunk["kind_p"] <= 1.0
    assert sunk["kind_next"] in KINDS
    assert sunk["landslide_p"] < 0.2
    assert sunk["kind_why"]
    assert (unseen["motion_kind"], unseen["kind_p"], unseen["seen"]) == (NOT_KNOWN, None, "Bergsturz")
    assert set(ALIASES) <= set(sunk)
    assert "Radar: incidence 39" in done.log.text  # from the targets' line of sight
    assert output.with_suffix(".qml").read_text(encoding="utf-8").count("mining or pumping bowl") == 1


def test_a_field_of_the_user_is_kept_and_words_that_mean_nothing_are_told(tool_run, inputs, tmp_path):
    done, output = run(tool_run, inputs, tmp_path, KIND_FIELD="motion_kind")
    assert done.ok, done.error
    assert [row["motion_kind"] for row in features(str(output))] == ["uplift", "uplift"]
    assert "Without an elevation model" in done.log.text
    assert "too few to learn from" in done.log.text
    refused, output = run(tool_run, inputs, tmp_path, KIND_FIELD="seen")
    assert not refused.ok
    assert "Bergsturz" in refused.error
    assert "landslide" in refused.error


def test_nothing_to_tell_is_one_sentence(tool_run, inputs, tmp_path):
    far = str(tmp_path / "far.gpkg")
    write_polygons(far, "areas", CRS, [STILL], [Column("n", np.ones(1))])
    done, output = run(tool_run, inputs, tmp_path, AREAS=far)
    assert not done.ok
    assert "None of the 1 areas has 4 targets" in done.error
    assert not output.exists()
