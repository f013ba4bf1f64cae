"""Predict boundaries asked why: shares of the sources in areas and raster, after a cancel too, and what is refused."""

import numpy as np
from osgeo import gdal, ogr

from .predictions import finished, probability


def fields(folder):
    """The areas' attributes, by name."""
    source = ogr.Open(str(folder / "areas.gpkg"))
    return [feature.items() for feature in source.GetLayer(0)]


def test_areas_and_a_raster_tell_what_each_source_gives_after_a_cancel_too(predict_run):
    shares = predict_run.folder / "shares.tif"
    assert predict_run()[0]
    ordinary = probability(predict_run.folder)
    assert "main_source" not in fields(predict_run.folder)[0]
    for file in predict_run.folder.iterdir():
        file.unlink()
    assert not predict_run(cancel_at=40, WHY_HERE=True)[0]
    assert finished(predict_run.folder)
    ok, log = predict_run(OUTPUT_SHARES=str(shares), MEMBERS=1)
    assert ok, log
    assert "another stack, model or parameters" in log  # the members are others: nothing old is mixed in
    assert "the network is asked 4 times, with everything and without each of image, terrain, motion" in log
    assert "has not learnt to do without image, terrain" in log
    whole = gdal.Open(str(shares)).ReadAsArray()
    assert not predict_run(cancel_at=40, WHY_HERE=True)[0]
    assert finished(predict_run.folder)
    ok, log = predict_run(OUTPUT_SHARES=str(shares))
    assert ok, log
    assert "An interrupted prediction goes on" in log
    np.testing.assert_allclose(probability(predict_run.folder), ordinary, atol=1e-5)
    np.testing.assert_allclose(gdal.Open(str(shares)).ReadAsArray(), whole, atol=1e-3)
    dataset = gdal.Open(str(shares))
    assert [dataset.GetRasterBand(n).GetDescription() for n in (1, 2, 3)] == ["image", "terrain", "motion"]
    inside = np.isfinite(whole).all(axis=0)
    assert 0.5 < inside.sum() / (ordinary >= ordinary[inside].min()).sum() <= 1.0
    np.testing.assert_allclose(whole[:, inside].sum(axis=0), 1.0, atol=1e-5)
    for area in fields(predict_run.folder):
        given = [area[f"share_{name}"] for name in ("image", "terrain", "motion")]
        assert sum(given) == 1.0 or abs(sum(given) - 1.0) < 1e-6
        assert area["main_source"] in ("image", "terrain", "motion", "several")
        for name in ("image", "terrain", "motion"):
            assert (area[f"shift_{name}"] is None) == (name in (area["gone_without"] or "").split(", "))
    assert (predict_run.folder / "shares.qml").read_text().count('redBand="3"') == 1
    assert sorted(path.suffix for path in predict_run.folder.glob("*.unfinished")) == []


def test_the_fast_mode_is_refused_before_any_work(predict_run):
    ok, log = predict_run(COARSE_TO_FINE=0.1, WHY_HERE=True)
    assert not ok
    assert "COARSE_TO_FINE is 0.1: the first pass looks with all sources" in log
    assert list(predict_run.folder.iterdir()) == []
