"""The demo's interferograms through the tool's core: outputs, report, and the chain behind them."""

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.areas.review_motion import velocity_and_dates
from slipline.core.base.errors import Cancelled, InputError
from slipline.core.base.progress import Silent
from slipline.core.demo.interferogram_files import ARCHIVE
from slipline.core.demo.write import create_demo
from slipline.core.hotspots.hotspot import HotSpotOptions, HotSpotOutputs, hot_spot
from slipline.core.interferograms import kept
from slipline.core.interferograms.outputs import Outputs, velocities
from slipline.core.interferograms.reading import Passes
from slipline.core.inversion.settings import Options
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.opening import open_source

from ..listening import Listening


@pytest.fixture(scope="module")
def area(tmp_path_factory):
    folder = tmp_path_factory.mktemp("area")
    create_demo("small", 1, str(folder), Silent())
    return folder


@pytest.fixture(scope="module")
def run(area, tmp_path_factory):
    """Outputs of a run on the whole study area, and its log."""
    folder = tmp_path_factory.mktemp("run")
    outputs = Outputs(*(str(folder / name) for name in ("targets.gpkg", "series.gpkg", "velocity.tif", "report.html")))
    log = Listening()
    velocities(str(area), Options(), outputs, log)
    return outputs, log


def fields_of(path):
    dataset = ogr.Open(path)
    layer = dataset.GetLayer(0)
    return [field.GetName() for field in layer.schema], layer.GetFeatureCount()


def test_targets_and_series_have_their_fields(run):
    names, count = fields_of(run[0].targets)
    assert names == [
        "velocity",
        "coherence",
        "height",
        "velocity_std",
        "height_correction",
        "height_std",
        "series_std",
        "pairs",
        "uncheckable",
        "pass",
        "incidence",
        "los_east",
        "los_north",
        "los_up",
    ]
    more, same = fields_of(run[0].series)
    velocity, dates = velocity_and_dates(more)  # as the review panel finds them
    assert velocity == "velocity"
    assert same == count > 10_000
    assert (dates[0], dates[-1], len(dates)) == ("D20200104", "D20210428", 39)
    dataset = ogr.Open(run[0].series)
    first = dataset.GetLayer(0).GetNextFeature()
    assert first["D20200104"] == 0


def test_raster_and_styles_are_there(run):
    raster = gdal.Open(run[0].velocity)
    values = raster.ReadAsArray()
    assert np.isfinite(values).sum() > 10_000
    assert raster.GetGeoTransform()[1] == 40
    for path in (run[0].targets, run[0].series, run[0].velocity):
        assert Path(path).with_suffix(".qml").is_file()


def test_the_report_names_what_nothing_checks(run):
    text = Path(run[0].report).read_text(encoding="utf-8")
    assert "20200209_20200304, 20200726_20200819" in text
    assert "SYNTHETIC" in text
    assert text.count("data:image/png") == 4
    assert any("Pairs that are in no triangle" in line for line in run[1].lines)


def burnt(path, area):
    """Cells of 10 m of the study area inside the polygons of a file."""
    image = gdal.Open(str(area / "image.tif"))
    cells = gdal.GetDriverByName("MEM").Create("", image.RasterXSize // 2, image.RasterYSize // 2, 1)
    left, width, _, top, _, height = image.GetGeoTransform()
    cells.SetGeoTransform((left, 2 * width, 0, top, 0, 2 * height))
    cells.SetProjection(image.GetProjection())
    moved = gdal.VectorTranslate("/vsimem/areas.gpkg", str(path), dstSRS=image.GetProjection(), format="GPKG")
    gdal.RasterizeLayer(cells, [1], moved.GetLayer(0), burn_values=[1])
    return cells.ReadAsArray() > 0


def test_candidate_areas_are_as_good_as_those_of_the_finished_targets(run, area, tmp_path):
    drawn = burnt(area / "areas.gpkg", area)
    options = HotSpotOptions(grid=str(area / "image.tif"))
    found = {}
    for name, source in (("finished", area / "targets.csv"), ("interferograms", run[0].targets)):
        targets = import_targets([open_source(str(source))], ImportOptions(), str(tmp_path / f"{name}.gpkg"))
        hot_spot(targets, options, HotSpotOutputs(areas=str(tmp_path / f"{name}_areas.gpkg")))
        cells = burnt(tmp_path / f"{name}_areas.gpkg", area)
        found[name] = (cells & drawn).sum() / (cells | drawn).sum()  # IoU
    assert found["interferograms"] >= found["finished"] - 0.05


def test_a_cancel_leaves_nothing(area, tmp_path):
    outputs = Outputs(str(tmp_path / "targets.gpkg"), report=str(tmp_path / "report.html"))
    with pytest.raises(Cancelled):
        velocities(str(area), Options(), outputs, Listening(cancel_at=0.3))
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_is_refused_before_work(area, tmp_path):
    outputs = Outputs(str(tmp_path / "targets.gpkg"))
    for options, match in (
        (Options(reference=(0.0, 0.0), reference_crs="EPSG:4326"), "reference lies outside"),
        (Options(crs="EPSG:4326"), "does not measure in metres"),
        (Options(phase="wrapped"), "Only 0 interferograms"),
        (Options(form="licsar"), "No interferograms"),
    ):
        with pytest.raises(InputError, match=match):
            velocities(str(area), options, outputs)
    assert (area / ARCHIVE).is_file()


def test_an_interrupted_run_goes_on(area, run, tmp_path, monkeypatch):
    """Only large stacks are worth it: here every one is."""
    monkeypatch.setattr(kept, "_WORTH", 0)
    read = []
    plain = Passes.read
    monkeypatch.setattr(Passes, "read", lambda self, pair: read.append(pair.name) or plain(self, pair))
    outputs = Outputs(str(tmp_path / "targets.gpkg"))
    for share in (0.1, 0.3, 0.7):  # while cells are counted, while phases are read, after the repair
        log = Listening(cancel_at=share)
        with pytest.raises(Cancelled):
            velocities(str(area), Options(), outputs, log)
        assert [path.name for path in tmp_path.iterdir()] == ["targets.unfinished"]
        assert any("To go on" in line for line in log.warnings)
    log = Listening()
    velocities(str(area), Options(), outputs, log)
    assert any("goes on" in line for line in log.lines)
    assert len(read) == 2 * 71  # nothing was read twice
    assert sorted(path.name for path in tmp_path.iterdir()) == ["targets.gpkg", "targets.qml"]
    cycles = [next(line for line in each.lines if "got whole cycles" in line) for each in (run[1], log)]
    assert cycles[0] == cycles[1]
    first, second = (ogr.Open(path) for path in (run[0].targets, outputs.targets))
    pairs = list(zip(first.GetLayer(0), second.GetLayer(0)))[::500]
    assert [one["velocity"] for one, _ in pairs] == [other["velocity"] for _, other in pairs]
