"""Which tools are run in which ways, on a tiny study area: data of the window test and of dev/ways.py."""

import shutil

import numpy as np

from slipline.core.gis.vector import Column, write_points, write_polygons

from ..core.interferograms.layouts import Geo, geotiff
from ..core.rasters import CRS, NORTH, WEST, box

WAYS = ("file", "defaults", "temporary", "skip", "table", "batch", "model")
QUICK = {"EPOCHS": 1, "WIDTH": 8, "TILE": 64, "REFIT": False}
INPUTS = {
    # for each tool: the inputs without which it does not run; "{tool:OUTPUT}" is what an earlier tool made
    "environment": {},
    "demo": {"SIZE": "small"},
    "velocities": {"INPUT": "interferograms"},
    "importtargets": {"INPUT": "targets"},
    "timeseries": {"TARGETS": "series"},
    "twoorbits": {"TARGETS": ["targets", "other_orbit"], "INCIDENCE": "39 37", "HEADING": "190 350"},
    "prepareimage": {"INPUT": "image"},
    "hotspot": {"TARGETS": "{importtargets:OUTPUT}"},
    "featurestack": {"IMAGE": "image", "HOTSPOT": "{hotspot:OUTPUT_MAP}"},
    "tiletrain": {"STACK": "{featurestack:OUTPUT}", "AREAS": "areas", **QUICK},
    "predict": {"STACK": "{featurestack:OUTPUT}", "MODEL": "{tiletrain:OUTPUT_MODEL}", "TURNS": True, "BEST": "no"},
    "evaluate": {"PREDICTED": "{predict:OUTPUT_AREAS}", "REFERENCE": "areas"},
    "compare": {
        "STACK": "{featurestack:OUTPUT}",
        "AREAS": "many_areas",
        "SETS": ["hotspot"],
        **{name: value for name, value in QUICK.items() if name != "REFIT"},
        "TILE": 32,
    },
    "change": {"BEFORE": "areas", "AFTER": "{predict:OUTPUT_AREAS}"},
    "motionkind": {"AREAS": "areas", "TARGETS": "targets", "DEM": "dem"},
    "exposure": {"AREAS": "areas", "EXPOSED": ["targets"]},
    "googleearth": {"AREAS": "{predict:OUTPUT_AREAS}"},
    "inventorymap": {"AREAS": "{predict:OUTPUT_AREAS}"},
    "survey": {"FOLDER": "targets_folder", "GRID": "image", "DISTANCE": 150, "WORKERS": 1},
}
CHAIN = {"IMAGE": "image", "DEM": "dem", "AREAS": "areas", "EPOCHS": 1}
CHAINS = {  # train a whole network each time: in the printed table alone
    "From targets to boundaries": {"TARGETS": "targets", **CHAIN},
    "From interferograms to boundaries": {"INTERFEROGRAMS": "interferograms", **CHAIN},
}
REFUSED = "table"  # outputs are files, never tables of a database; tools without a layer among them do not mind
WAYS_OF_THE_TEST = ("file", "defaults", "table", "batch", "model")
IN_THE_TEST = {  # what takes long is tried in fewer ways
    "demo": ("defaults",),
    "survey": ("defaults",),
    "tiletrain": ("file", "table"),
    "predict": ("file", "temporary", "table"),
    "compare": (),
}


def many_areas(folder):
    """Enough areas for ground to be held back to compare on."""
    path = str(folder / "many_areas.gpkg")
    places = [(x, y) for x in range(100, 2300, 350) for y in range(100, 1500, 350)]
    polygons = [box(x, -y - 120, x + 120, -y) for x, y in places]
    write_polygons(path, "areas", CRS, polygons, [Column("id", np.arange(len(polygons)))])
    return path


def series(folder):
    """Targets with displacements of 20 dates."""
    path = str(folder / "series.gpkg")
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0.0, 1000.0, (2, 60))
    days = [Column(f"D2020{month:02d}{day:02d}", rng.normal(0.0, 1.0, 60)) for month in range(1, 11) for day in (3, 15)]
    write_points(path, "targets", CRS, WEST + x, NORTH - y, [Column("velocity", rng.normal(0.0, 1.0, 60)), *days])
    return path


def task(folder, study, cells):
    """What drive_ways.py wants to know.

    Args:
        folder: to write into.
        study: paths by name, as `small_area.make_inputs` gives them.
        cells: (tool, way), in the order of INPUTS; those of CHAINS come after them.
    """
    geotiff(folder / "interferograms", Geo(4326, 15.0, 41.556, 0.001))  # where the other inputs lie
    study = {**study, "many_areas": many_areas(folder), "interferograms": str(folder / "interferograms")}
    study["series"] = series(folder)
    study["other_orbit"] = str(shutil.copy(study["targets"], folder / "other_orbit.gpkg"))

    def given(value):
        if isinstance(value, list):
            return [given(one) for one in value]
        return study.get(value, value) if isinstance(value, str) else value

    inputs = {
        tool: {name: given(value) for name, value in values.items()} for tool, values in {**INPUTS, **CHAINS}.items()
    }
    return {"report": str(folder / "report.json"), "work": str(folder), "inputs": inputs, "cells": list(cells)}
