"""East and up from two orbits as the toolbox runs it, and what follows: hot spots, stack, areas."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from slipline.core.gis.raster import RasterReader
from slipline.core.gis.vector import Column, write_points

from ..core.interferograms import layouts
from ..core.rasters import CRS, NORTH, WEST, features, write_raster

LOOKS = {"A": (-0.62, -0.11, 0.777), "D": (0.61, -0.11, 0.785)}


def layer(path, orbits="D", seed=1, **fields):
    """Targets of 1 x 1 km: in the middle the ground moves by 20 mm/yr to the east and 15 down."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, 1000, (2, 1500))
    moving = np.hypot(x - 500, y - 500) < 200
    orbit = np.where(np.arange(1500) % len(orbits) == 0, orbits[0], orbits[-1])
    look = np.array([LOOKS[one] for one in orbit])
    velocity = rng.normal(0, 1, 1500) + moving * (look @ np.array([20.0, 0.0, -15.0]))
    made = {"pass": orbit, "los_east": look[:, 0], "los_north": look[:, 1], "los_up": look[:, 2], **fields}
    columns = [Column(name, np.asarray(values)) for name, values in made.items() if values is not None]
    write_points(str(path), "targets", CRS, WEST + x, NORTH - y, [Column("velocity", velocity), *columns])
    return str(path)


@pytest.fixture(scope="module")
def layers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("orbits")
    without = {"los_east": None, "los_north": None, "los_up": None}
    return {
        "a": layer(folder / "a.gpkg", "A", 1),
        "d": layer(folder / "d.gpkg", "D", 2),
        "mixed": layer(folder / "mixed.gpkg", "AD", 3),
        "bare": layer(folder / "bare.gpkg", "D", 2, **without, **{"pass": None}),
        "angles": layer(folder / "angles.gpkg", "D", 2, **without, incidence=np.full(1500, 38.3)),
    }


def test_velocities_of_interferograms_go_in_as_they_are(tool_run, tmp_path):
    """The same motion along both lines of sight is motion upwards or down."""
    targets = []
    for heading in (layouts.ASCENDING, layouts.DESCENDING):
        folder = tmp_path / f"interferograms{heading:g}"
        layouts.hyp3(folder, heading=heading)
        targets.append(str(tmp_path / f"targets{heading:g}.gpkg"))
        page = tmp_path / "report.html"
        outputs = {"OUTPUT": targets[-1], "OUTPUT_REPORT": str(page)}
        run = tool_run("velocities", {"INPUT": str(folder), "CORRECT": [], "MAX_DAYS": 0, **outputs})
        assert run.ok, run.error
        corrected = page.read_text(encoding="utf-8").partition("Atmospheric correction")[2].partition("</tr>")[0]
        assert "plane" not in corrected  # none was chosen: QGIS would take the default
    run = tool_run("twoorbits", {"TARGETS": targets, "OUTPUT": str(tmp_path / "two.gpkg")})
    assert run.ok, run.error
    found = {name: [one[name] for one in features(tmp_path / "two.gpkg")] for name in ("velocity_east", "velocity_up")}
    down = layouts.velocity().min() / layouts.sight(layouts.ASCENDING)[2]
    assert min(found["velocity_up"]) - np.median(found["velocity_up"]) == pytest.approx(down, rel=0.1)
    assert np.abs(found["velocity_east"]).max() < 5


def middle_of(path, name):
    inside = [
        one
        for one in features(path)
        if np.hypot(one["geometry"].GetX() - WEST - 500, one["geometry"].GetY() - NORTH + 500) < 120
    ]
    return float(np.median([one[name] for one in inside if one[name] is not None]))


def test_two_orbits_go_on_to_hot_spots_areas_and_the_stack(tool_run, layers, tmp_path):
    outputs = {"OUTPUT": str(tmp_path / "two.gpkg"), "OUTPUT_RASTER": str(tmp_path / "cells.tif")}
    run = tool_run("twoorbits", {"TARGETS": [layers["d"], layers["a"]], **outputs})
    assert run.ok, run.error
    assert "is taken away" in run.log.text
    with RasterReader(outputs["OUTPUT_RASTER"]) as reader:
        found = reader.read(reader.grid.window, ["velocity_east", "velocity_up"])
        row, column = reader.grid.rows // 2, reader.grid.columns // 2
        part = found[:, row - 1 : row + 2, column - 1 : column + 2]
    np.testing.assert_allclose(np.nanmean(part, axis=(1, 2)), [20.0, -15.0], atol=1.0)
    style = Path(outputs["OUTPUT"]).with_suffix(".qml").read_text(encoding="utf-8")
    assert 'attr="velocity_up"' in style
    assert "upwards" in Path(outputs["OUTPUT_RASTER"]).with_suffix(".qml").read_text(encoding="utf-8")
    names = ("OUTPUT_TARGETS", "OUTPUT_MAP", "OUTPUT_AREAS")
    paths = dict(zip(names, (str(tmp_path / one) for one in ("hs.gpkg", "hs.tif", "areas.gpkg"))))
    run = tool_run("hotspot", {"TARGETS": outputs["OUTPUT"], "CELL": 10.0, **paths})
    assert run.ok, run.error
    (area,) = features(paths["OUTPUT_AREAS"])
    assert area["seen_by"] == "a"
    assert area["seen_d"] < 0.2
    assert area["seen_a"] > 0.9  # of a motion to the east and down ascending sees nearly all
    stack = str(tmp_path / "stack.vrt")
    run = tool_run(
        "featurestack", {"TARGETS": paths["OUTPUT_TARGETS"], "HOTSPOT": paths["OUTPUT_MAP"], "OUTPUT": stack}
    )
    assert run.ok, run.error
    with RasterReader(stack) as reader:
        assert {"velocity_east", "velocity_north", "velocity_up"} <= set(reader.names)
        found = reader.read(reader.grid.window, ["velocity_east", "velocity_north", "velocity_up", "velocity"])
        values = found[:, reader.grid.rows // 2, reader.grid.columns // 2]
    np.testing.assert_allclose(values[:3], [20.0, 0.0, -15.0], atol=2.0)
    assert values[3] == pytest.approx(-24.0, abs=2.0)  # of ascending, which sees most


def test_angles_come_from_the_fields_or_are_typed(tool_run, layers, tmp_path):
    output = str(tmp_path / "two.gpkg")
    run = tool_run("twoorbits", {"TARGETS": [layers["angles"], layers["a"]], "OUTPUT": output})
    assert run.ok, run.error
    assert "heading of 190 degrees" in run.log.text
    assert middle_of(output, "velocity_east") == pytest.approx(20, abs=1.5)
    typed = {"INCIDENCE": "38.3 39", "HEADING": "190 350"}
    run = tool_run("twoorbits", {"TARGETS": [layers["bare"], layers["a"]], **typed, "OUTPUT": output})
    assert run.ok, run.error
    assert middle_of(output, "velocity_up") == pytest.approx(-15, abs=1.5)
    wrong = {"INCIDENCE": "38.3", "HEADING": "350 190"}
    run = tool_run("twoorbits", {"TARGETS": [layers["d"], layers["a"]], **wrong, "OUTPUT": output})
    assert run.ok, run.error
    assert "degrees past the fields los_east" in run.log.text


@pytest.mark.parametrize(
    ("names", "more", "said"),
    [
        (("mixed", "a"), {}, "ascending and descending orbits"),
        (("bare", "a"), {}, "does not say in which direction"),
        (("d",), {}, "at least two orbits"),
        (("d", "d"), {}, "nearly the same side"),
        (("d", "a"), {"INCIDENCE": "39 37 35"}, "has 3 numbers for 2 layers"),
        (("d", "a"), {"INCIDENCE": "thirty"}, "is not a number"),
        (("d", "a"), {"INCIDENCE": "91"}, "91 degrees"),
        (("d", "a"), {"NORTH": "slope"}, "no elevation model"),
        (("d", "a"), {"RADIUS": 0.0}, "positive radius"),
    ],
)
def test_what_cannot_be_combined_is_said_and_nothing_is_left(tool_run, layers, tmp_path, names, more, said):
    output = tmp_path / "two.gpkg"
    run = tool_run("twoorbits", {"TARGETS": [layers[name] for name in names], **more, "OUTPUT": str(output)})
    assert not run.ok
    assert said in run.error
    assert not output.exists()


def test_east_alone_cannot_be_trained_on_and_needs_its_field(tool_run, layers, tmp_path):
    stack = {"TARGETS": layers["d"], "FEATURES": ["velocity_east"], "CELL": 20.0, "OUTPUT": str(tmp_path / "s.vrt")}
    run = tool_run("featurestack", stack)
    assert not run.ok
    assert "East and up from two orbits" in run.error


def test_the_stack_takes_the_radars_look_from_the_targets_and_tells_what_contradicts_them(tool_run, layers, tmp_path):
    heights = np.add.outer(np.linspace(300, 0, 100), np.linspace(0, 200, 100)).astype(np.float32)
    dem, _ = write_raster(tmp_path / "dem.tif", heights, 10.0)
    given = {"TARGETS": layers["d"], "DEM": str(dem), "GRID": str(dem), "OUTPUT": str(tmp_path / "stack.vrt")}
    run = tool_run("featurestack", given)
    assert run.ok, run.error
    assert "Radar: incidence 38.3, look azimuth 280 degrees, as the targets say" in run.log.text
    with RasterReader(given["OUTPUT"]) as reader:
        assert "sensitivity" in reader.names
    run = tool_run("featurestack", {**given, "INCIDENCE": 23.0, "LOOK_AZIMUTH": 80.0})
    assert run.ok, run.error
    for said in ("incidence of 23 degrees", "look azimuth of 80 degrees"):
        assert any(said in line and "contradicts the targets" in line for line in run.log.warnings)
    run = tool_run("featurestack", {**given, "TARGETS": layers["mixed"]})
    assert run.ok, run.error
    assert "they are of both orbits" in run.log.text
    with RasterReader(given["OUTPUT"]) as reader:
        assert "sensitivity" not in reader.names
