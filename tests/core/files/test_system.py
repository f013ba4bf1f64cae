"""What Windows refuses, on a simulated one: none of it has run on a real Windows."""

from __future__ import annotations

import os
import tempfile

import numpy as np
import pytest

from slipline.core.base.errors import OutputError
from slipline.core.evaluation.evaluate import EvaluationOutputs, evaluate_boundaries
from slipline.core.evaluation.inputs import EvaluationInputs, Origin
from slipline.core.files import leftovers, own_names, system
from slipline.core.files.outputs import require_writable, scratch_folder, together, write_text
from slipline.core.gis.raster import RasterReader
from slipline.core.hotspots.hotspot import HotSpotOptions, HotSpotOutputs, hot_spot
from slipline.core.image.prepare import prepare_image
from slipline.core.stack.build import StackOptions, build_stack
from slipline.core.stack.parts import StackInputs
from slipline.core.stack.style import write_stack_style

from ...small_area import make_inputs
from ..made_targets import scattered
from ..rasters import box
from .windows import simulated_windows  # noqa: F401

pytestmark = pytest.mark.usefixtures("simulated_windows")


def test_an_output_that_a_program_holds_is_found_before_the_work(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("old")
    require_writable(str(path))
    with path.open(), pytest.raises(OutputError, match=r"a\.html cannot be written: The process cannot access"):
        require_writable(str(path))
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]


def test_an_output_that_is_opened_during_the_work_stays_and_what_is_finished_is_kept(tmp_path):
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text("old")

    @together()
    def run():
        for name in ("a.html", "b.html"):
            write_text(str(tmp_path / name), "new")

    with (tmp_path / "b.html").open(), pytest.raises(OutputError, match=r"b\.html cannot be replaced.*a\.new1\.html"):
        run()
    texts = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert texts == {"a.html": "old", "b.html": "old", "a.new1.html": "new", "b.new1.html": "new"}


def test_a_temporary_folder_that_is_still_mapped_goes_at_the_next_start(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch_folder("train") as folder:
        array = np.lib.format.open_memmap(folder / "a.npy", mode="w+", dtype="u1", shape=(9,))
    assert folder.exists()
    leftovers.tidy()
    assert folder.exists()  # this process still runs
    monkeypatch.setattr(own_names.system, "is_running", lambda process: False)
    leftovers.tidy()
    assert (folder / "a.npy").exists()  # and still holds the file
    del array
    leftovers.tidy()
    assert not folder.exists()


@pytest.mark.parametrize("name", ["con.tif", "NUL.gpkg", "com1.html", "report.html.", "lpt9"])
def test_names_that_windows_keeps_for_itself_are_refused_before_the_work(tmp_path, name):
    with pytest.raises(OutputError, match="Windows keeps this name for itself"):
        require_writable(str(tmp_path / name))
    require_writable(str(tmp_path / "contour.tif"))
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_is_too_long_is_refused_before_the_work(tmp_path):
    folder = tmp_path / ("f" * 150)
    folder.mkdir()
    length = system.LONGEST_PATH - len(str(folder)) - 5
    with pytest.raises(OutputError, match="the path is too long for Windows"):
        require_writable(str(folder / ("n" * length + ".tif")))


def test_every_tool_has_closed_what_it_renames_and_removes(tmp_path):
    """Twice into the same names: nothing is held, nothing stays beside the outputs."""
    given = tmp_path / "given"
    given.mkdir()
    inputs, targets = make_inputs(given), scattered(400)
    out = tmp_path / "out"
    out.mkdir()
    paths = {name: str(out / name) for name in ("t.shp", "t.gpkg", "m.tif", "a.geojson", "v.tif", "i.tif", "s.vrt")}
    for _ in range(2):
        hot_spot(targets, HotSpotOptions(overviews=True), HotSpotOutputs(paths["t.shp"], paths["m.tif"]))
        hot_spot(targets, HotSpotOptions(), HotSpotOutputs(paths["t.gpkg"], "", paths["a.geojson"], paths["v.tif"]))
        prepare_image(inputs["image"], ["balance"], paths["i.tif"])
        stack = StackInputs(paths["i.tif"], "", inputs["dem"])
        for output in (paths["s.vrt"], str(out / "s.tif")):
            write_stack_style(output, build_stack(stack, StackOptions(), output))
        with RasterReader(inputs["image"]) as reader:
            grid = reader.grid
        areas = [box(900, -1100, 1500, -500), box(300, -500, 500, -300)]
        with RasterReader(paths["s.vrt"]) as made:
            evaluate_boundaries(
                EvaluationInputs(grid, areas, areas, None, None, made),
                Origin("a", "b", "", grid.cell_m, True),
                EvaluationOutputs(str(out / "r.html"), str(out / "r.json"), str(out / "matches.gpkg")),
            )
    names = sorted(
        os.path.relpath(os.path.join(place, file), out) for place, _, files in os.walk(out) for file in files
    )
    assert [name for name in names if "/." in f"/{name}"] == []
    assert [name for name in names if name.startswith("s_parts")] == [
        "s_parts/v2/slipline-parts.json",
        "s_parts/v2/terrain.tif",
    ]
