"""Stack, probability and areas by map sheets equal those of the tools over the whole ground."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

pytest.importorskip("distributed", reason="dask and distributed are not installed: make setup brings them")

from slipline.core.areas.rules import AreaRules
from slipline.core.areas.write import AreaInputs, AreaOutputs, write_areas
from slipline.core.base.model_card import open_model
from slipline.core.base.progress import Silent
from slipline.core.gis.raster import RasterReader
from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.prediction.inputs import PredictionInputs
from slipline.core.prediction.predict import PredictionOutputs, predict_boundaries
from slipline.core.stack.build import StackOptions, build_stack
from slipline.core.stack.parts import StackInputs
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.opening import open_source
from slipline.core.targets.targets import GI_Z
from slipline.core.worker.python import WorkerPython
from slipline.survey.chain import Chain
from slipline.survey.collecting import collect
from slipline.survey.plan import read_plan
from slipline.survey.running import Runner, client_of

from ..small_area import make_inputs

FEATURES = ("red", "hotspot", "velocity", "density", "slope")
UNITS = {"hotspot": "z/km2", "velocity": "mm/yr", "density": "1/km2", "slope": "degree"}
TILE = 32


def write_model(path, cell_m):
    """A network with fresh weights that judges all features."""
    torch = pytest.importorskip("torch")
    from slipline.models.networks.model_file import save_model
    from slipline.models.networks.networks import NetworkConfig, build

    torch.manual_seed(3)
    config = NetworkConfig("unet", 4, len(FEATURES))
    scaling = {"kind": "standard", "mean": 0.0, "deviation": 10.0}
    bands = [
        {"name": name, "unit": UNITS.get(name, ""), "scaling": scaling, "low": -1e3, "high": 1e3} for name in FEATURES
    ]
    card = {
        "format": 1,
        "network": config.as_dict(),
        "bands": bands,
        "validity": [],
        "tile": TILE,
        "cell_m": cell_m,
        "threshold": 0.5,
        "preset": "recommended",
    }
    save_model(str(path), build(config), card)
    return str(path)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The whole ground in one run: its folder, the path of the probability, and the threshold of the areas."""
    folder = tmp_path_factory.mktemp("ground")
    inputs = make_inputs(folder)
    with RasterReader(inputs["image"]) as image:
        cell_m, crs = image.grid.cell_m, image.grid.crs
    model = write_model(folder / "model.safetensors", cell_m)
    targets = import_targets([open_source(inputs["targets"])], ImportOptions(crs=crs), str(folder / "in.gpkg"))
    outputs = HotSpotOutputs(str(folder / "scored.gpkg"), str(folder / "map.tif"), str(folder / "candidates.gpkg"))
    found = hot_spot(targets, HotSpotOptions(150.0, 150.0, grid=inputs["image"]), outputs, Silent())
    stack = str(folder / "stack.vrt")
    parts = StackInputs(inputs["image"], str(folder / "map.tif"), inputs["dem"], targets)
    build_stack(parts, StackOptions(FEATURES), stack)
    probability = str(folder / "probability.tif")
    with RasterReader(stack) as reader:
        predict_boundaries(
            PredictionInputs(reader, open_model(model), device="cpu", best="no"),
            PredictionOutputs(probability, str(folder / "mask.tif"), str(folder / "areas.gpkg")),
            AreaRules(0.5),
            targets,
            WorkerPython(sys.executable, "tests"),
            Silent(),
        )
        threshold = round(float(np.nanquantile(gdal.Open(probability).ReadAsArray(), 0.6)), 4)
        rules = AreaRules(threshold, min_area_m2=2000.0, seed=threshold)
        scored = replace(targets, more={GI_Z: found.gi.z})
        with RasterReader(probability) as judged:
            drawn = AreaInputs(judged, scored, reader, model="model.safetensors")
            write_areas(drawn, AreaOutputs(str(folder / "mask.tif"), str(folder / "drawn.gpkg")), rules)
    return folder, probability, threshold


def test_stack_probability_and_areas_are_those_of_a_single_run(made, monkeypatch):
    folder, probability, threshold = made
    monkeypatch.setenv("SLIPLINE_PYTHON", sys.executable)
    plan = folder / "plan.toml"
    names = ", ".join(f'"{name}"' for name in FEATURES)
    plan.write_text(
        f"""
[survey]
TARGETS = "targets.gpkg"
[grid]
RASTER = "image.tif"
SHEET = 120
[hotspot]
DISTANCE = 150
[featurestack]
IMAGE = "image.tif"
DEM = "dem.tif"
FEATURES = [{names}]
[predict]
MODEL = "model.safetensors"
THRESHOLD = {threshold}
SEED_THRESHOLD = {threshold}
MIN_AREA = 2000
DEVICE = "cpu"
""",
        encoding="utf-8",
    )
    chain = Chain(read_plan(str(plan)))
    assert len(chain.sheets) == 4
    with client_of(workers=2) as client:
        outcome = Runner(chain, client, lambda *_: None, lambda _: None).run()
    assert (outcome.failed, outcome.waiting) == ({}, {})
    collected = collect(chain, Silent())
    style = f"below {max(threshold, 0.01):.4g}: transparent"
    assert style in Path(collected["probability"]).with_suffix(".qml").read_text()
    with RasterReader(str(folder / "stack.vrt")) as whole, RasterReader(chain.stacks.path("stack.vrt")) as sheets:
        assert sheets.names == whole.names
        for name in whole.names:
            expected, found = (reader.read(reader.grid.window, [name])[0] for reader in (whole, sheets))
            largest = np.nanmax(np.abs(expected))
            np.testing.assert_allclose(found, expected, rtol=0, atol=2e-6 * largest, equal_nan=True, err_msg=name)
    expected, found = (gdal.Open(path).ReadAsArray() for path in (probability, collected["probability"]))
    assert np.isfinite(expected).mean() > 0.2
    assert np.nanstd(expected) > 0.01
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-5, equal_nan=True)
    areas, others = (areas_of(path) for path in (str(folder / "drawn.gpkg"), collected["areas"]))
    assert len(areas) == len(others) > 0
    for one, other in zip(areas, others):
        for key in one.keys() - {"stack"}:
            value = one[key]
            assert other[key] == (pytest.approx(value, rel=1e-4, abs=1e-6) if isinstance(value, float) else value), key


def areas_of(path):
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR)  # a layer dies with its dataset
    return [feature.items() for feature in dataset.GetLayer(0)]


def test_the_model_is_looked_at_before_work(made):
    from slipline.core.base.errors import InputError
    from slipline.survey.checks import check

    folder = made[0]
    plan = folder / "other.toml"
    plan.write_text(
        '[survey]\nTARGETS = "targets.gpkg"\n[grid]\nRASTER = "image.tif"\n[hotspot]\nDISTANCE = 150\n'
        '[featurestack]\nDEM = "dem.tif"\n[predict]\nMODEL = "model.safetensors"\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="judges the band red"):
        list(check(read_plan(str(plan))))
    assert not os.path.exists(folder / "other_survey" / "steps")
