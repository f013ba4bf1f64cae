"""What has changed as the toolbox runs it: two predicted dates, two plain inventories, bad inputs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from slipline.core.gis.vector import Column, write_points, write_polygons

from ..core.change.pairs import KINDS, pair
from ..core.rasters import CRS, NORTH, WEST, box, features


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("change")
    dates, _ = pair(60, folder)
    made = {}
    for name, date in zip(("BEFORE", "AFTER"), dates):
        count = len(date.areas)
        columns = [Column("model", np.full(count, "one", object)), Column("threshold", np.full(count, 0.5))]
        made[name] = str(folder / f"{name}.gpkg")
        write_polygons(made[name], "areas", CRS, date.areas, columns)
        made[f"PROBABILITY_{name}"] = date.probability.path
        made[f"TARGETS_{name}"] = str(folder / f"{name}_targets.gpkg")
        targets = date.targets
        orbit = Column("pass", np.full(len(targets), "A", object))
        write_points(
            made[f"TARGETS_{name}"], "t", CRS, targets.x, targets.y, [Column("velocity", targets.velocity), orbit]
        )
        date.probability.close()
    return made


def test_two_predicted_dates_become_a_layer_a_page_and_a_table(tool_run, inputs, tmp_path):
    outputs = {"OUTPUT": "c.gpkg", "OUTPUT_REPORT": "c.html", "OUTPUT_TABLE": "c.csv"}
    outputs = {name: str(tmp_path / file) for name, file in outputs.items()}
    run = tool_run("change", {**inputs, **outputs})
    assert run.ok, run.error
    assert "Still ground" in run.log.text
    found = features(outputs["OUTPUT"])
    assert {one["change"] for one in found} == set(KINDS)
    assert {one["reason"] for one in found if one["change"] == "not comparable"} == {"coverage"}
    assert 'attr="change"' in Path(outputs["OUTPUT"]).with_suffix(".qml").read_text(encoding="utf-8")
    table = Path(outputs["OUTPUT_TABLE"]).read_text(encoding="utf-8-sig").splitlines()
    assert len(table) == len(found) + 1
    assert "<img" in Path(outputs["OUTPUT_REPORT"]).read_text(encoding="utf-8")


def test_plain_inventories_are_compared_by_their_outlines(tool_run, tmp_path):
    paths = {}
    for name, wide in (("BEFORE", 100), ("AFTER", 200)):
        paths[name] = str(tmp_path / f"{name}.gpkg")
        write_polygons(paths[name], "areas", CRS, [box(-wide, -wide, wide, wide)], [Column("id", np.array([1]))])
    run = tool_run("change", {**paths, "OUTPUT": str(tmp_path / "c.gpkg")})
    assert run.ok, run.error
    (one,) = features(str(tmp_path / "c.gpkg"))
    assert one["change"] == "grown"
    assert one["edge_shift_m"] == pytest.approx(100.0, abs=12.0)
    assert one["speed_change"] is None


def test_what_cannot_be_compared_is_said_and_nothing_is_left(tool_run, inputs, tmp_path):
    output = tmp_path / "c.gpkg"
    empty = [str(tmp_path / f"empty{number}.gpkg") for number in range(2)]
    for path in empty:
        write_polygons(path, "areas", CRS, [], [Column("id", np.array([], np.int64))])
    run = tool_run("change", {"BEFORE": empty[0], "AFTER": empty[1], "OUTPUT": str(output)})
    assert not run.ok
    assert "Neither" in run.error
    run = tool_run("change", {"BEFORE": empty[0], "AFTER": empty[0], "OUTPUT": str(output)})
    assert "Areas before and Areas after are the same layer, which agrees with itself" in run.error
    other = str(tmp_path / "descending.gpkg")
    x = np.array([WEST + 10.0, WEST + 20.0])
    columns = [Column("velocity", np.zeros(2)), Column("pass", np.array(["D", "D"], object))]
    write_points(other, "t", CRS, x, np.full(2, NORTH - 10.0), columns)
    run = tool_run("change", {**inputs, "TARGETS_AFTER": other, "OUTPUT": str(output)})
    assert run.ok, run.error
    assert {(one["change"], one["reason"]) for one in features(str(output))} == {("not comparable", "orbit")}
