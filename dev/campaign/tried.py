"""The tools that campaigns try: their inputs, one setting for old outputs and another for new ones."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from .study import in_child, run

QUICK = {"WIDTH": 4, "TILE": 32, "EPOCHS": 2, "BATCH": 4, "DEVICE": "cpu", "LEARNING_RATE": 0.01, "REFIT": False}


@dataclass(frozen=True)
class Tool:
    """A tool of a campaign.

    Args:
        id: without `slipline:`.
        given: parameters as they are.
        changed: a parameter, its value in old outputs and in new ones.
        outputs: parameter -> file name.
    """

    id: str
    given: dict
    changed: tuple
    outputs: dict

    def parameters(self, folder: Path, new: bool) -> dict:
        """Of a run into a folder."""
        name, old_value, new_value = self.changed
        return {
            **self.given,
            name: new_value if new else old_value,
            **{key: str(folder / file) for key, file in self.outputs.items()},
        }


def tools(folder: Path, scale: int = 1) -> dict[str, Tool]:
    """Every tool with inputs that are made here, in a child; `scale`: of the ground's width and height."""
    made = in_child(lambda: _inputs(folder, scale), 600.0).value
    listed = [*_without_worker(made), *_of_time(made), *(_with_worker(made) if made["model"] else [])]
    return {tool.id: tool for tool in listed}


def _without_worker(made: dict) -> list[Tool]:
    areas, targets, image = made["areas"], made["targets"], made["image"]
    return [
        Tool("importtargets", {"INPUT": targets}, ("SIGN", "towards", "away"), {"OUTPUT": "imported.gpkg"}),
        Tool("prepareimage", {"INPUT": image}, ("STEPS", ["balance"], ["clahe"]), {"OUTPUT": "prepared.tif"}),
        Tool(
            "hotspot",
            {"TARGETS": targets, "OVERVIEWS": True},
            ("DISTANCE", 100.0, 150.0),
            {
                "OUTPUT_TARGETS": "scored.gpkg",
                "OUTPUT_MAP": "hotspot.tif",
                "OUTPUT_AREAS": "candidates.shp",
                "OUTPUT_VELOCITY": "velocity.tif",
                "OUTPUT_DENSITY": "density.tif",
            },
        ),
        Tool(
            "twoorbits",
            {"TARGETS": [targets, made["other_track"]], "HEADING": "350 190"},
            ("INCIDENCE", "39 37", "41 35"),
            {"OUTPUT": "sites.gpkg", "OUTPUT_RASTER": "sites.tif"},
        ),
        Tool(
            "featurestack",
            {"IMAGE": image, "DEM": made["dem"], "TARGETS": targets},
            ("SET", "standard", "all"),
            {"OUTPUT": "stack.vrt"},
        ),
        Tool(
            "evaluate",
            {"PREDICTED": made["guesses"], "REFERENCE": areas, "STACK": made["stack"], "TARGETS": targets},
            ("WITHIN", None, made["within"]),
            {"OUTPUT": "evaluation.html", "OUTPUT_SCORES": "scores.json", "OUTPUT_MATCHES": "matches.gpkg"},
        ),
        Tool(
            "googleearth",
            {"AREAS": areas, "HOTSPOT": made["hotspot"], "TARGETS": targets},
            ("MAX_TARGETS", 20, 200),
            {"OUTPUT": "inventory.kmz"},
        ),
        Tool("inventorymap", {"AREAS": areas, "IMAGE": image}, ("TITLE", "Old", "New"), {"OUTPUT": "map.pdf"}),
        Tool("demo", {"SIZE": "small", "LOAD": False}, ("SEED", 1, 2), {"OUTPUT": "demo"}),
    ]


def _of_time(made: dict) -> list[Tool]:
    """Tools that read interferograms, series of displacements, or two dates, or that judge what areas are."""
    return [
        Tool(
            "velocities",
            {"INPUT": made["interferograms"], "MAX_DAYS": 0, "MIN_COHERENCE": 0.5},
            ("CORRECT", [], ["plane"]),
            {
                "OUTPUT": "measured.gpkg",
                "OUTPUT_SERIES": "series.gpkg",
                "OUTPUT_VELOCITY": "velocity.tif",
                "OUTPUT_REPORT": "velocities.html",
            },
        ),
        Tool("timeseries", {"TARGETS": made["series"]}, ("MAX_NOISE", 0.1, 50.0), {"OUTPUT": "classified.gpkg"}),
        Tool(
            "change",
            {"BEFORE": made["areas"], "AFTER": made["guesses"]},
            ("MIN_SHIFT", 10.0, 200.0),
            {"OUTPUT": "changes.gpkg", "OUTPUT_REPORT": "changes.html", "OUTPUT_TABLE": "changes.csv"},
        ),
        Tool(
            "exposure",
            {"AREAS": made["areas"], "EXPOSED": [made["guesses"]]},
            ("MARGIN", 20.0, 500.0),
            {"OUTPUT": "exposed.gpkg"},
        ),
        Tool(
            "motionkind",
            {"AREAS": made["areas"], "TARGETS": made["targets"], "DEM": made["dem"]},
            ("MIN_PROBABILITY", 0.0, 1.0),
            {"OUTPUT": "kinds.gpkg"},
        ),
    ]


def _with_worker(made: dict) -> list[Tool]:
    training = {"STACK": made["stack"], "AREAS": made["areas"], **QUICK}
    return [
        Tool(
            "tiletrain",
            training,
            ("SEED", 1, 2),
            {"OUTPUT_MODEL": "model.safetensors", "OUTPUT_REPORT": "training.html", "OUTPUT_SPLIT": "split.gpkg"},
        ),
        Tool(
            "predict",
            {"STACK": made["stack"], "MODEL": made["model"], "DEVICE": "cpu", "BEST": "no"},
            ("THRESHOLD", 0.02, 0.98),
            {
                "OUTPUT_PROBABILITY": "probability.tif",
                "OUTPUT_MASK": "mask.tif",
                "OUTPUT_AREAS": "areas.gpkg",
                "OUTPUT_LINES": "lines.gpkg",
            },
        ),
        Tool(
            "compare",
            {**training, "SETS": ["hotspot"], "NETWORKS": ["unet"]},
            ("SEEDS", "1", "2"),
            {"OUTPUT": "table.csv", "OUTPUT_REPORT": "compared.html"},
        ),
    ]


def _inputs(folder: Path, scale: int) -> dict:
    """Paths by name; no model where there is no PyTorch."""
    from slipline.core.gis.vector import Column, write_polygons
    from slipline.core.worker.python import VARIABLE
    from slipline.tests.core.interferograms.layouts import hyp3
    from slipline.tests.core.rasters import CRS, box
    from slipline.tests.gui.ways import series
    from slipline.tests.small_area import make_inputs

    folder.mkdir(parents=True, exist_ok=True)
    made = make_inputs(folder, scale)
    shapes = {"areas": [box(900, -1100, 1500, -500), box(300, -500, 500, -300), box(1900, -400, 2200, -150)]}
    places = [(150 * i, 200 * j) for i in range(14 * scale) for j in range(1 if scale == 1 else 7 * scale)]
    shapes["areas"] += [box(200 + x, -1500 - y, 280 + x, -1400 - y) for x, y in places]
    shapes["guesses"] = [box(950, -1050, 1450, -550), box(300, -450, 520, -300), box(1600, -1300, 1700, -1200)]
    shapes["within"] = [box(100, -1550, 2300, -50)]
    for name, polygons in shapes.items():
        path = str(folder / f"{name}.gpkg")
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        write_polygons(path, name, CRS, polygons, [Column("id", list(range(len(polygons))))])
        made[name] = path
    made["interferograms"], made["series"] = str(folder / "interferograms"), series(folder)
    hyp3(folder / "interferograms")
    made["other_track"] = str(shutil.copy(made["targets"], folder / "other_track.gpkg"))
    made["hotspot"] = str(folder / "hotspot.tif")
    run("hotspot", {"TARGETS": made["targets"], "OUTPUT_MAP": made["hotspot"], "GRID": made["image"]})
    made["stack"], made["model"] = str(folder / "stack.vrt"), ""
    run(
        "featurestack",
        {
            "IMAGE": made["image"],
            "HOTSPOT": made["hotspot"],
            "DEM": made["dem"],
            "TARGETS": made["targets"],
            "OUTPUT": made["stack"],
        },
    )
    if os.environ.get(VARIABLE):
        made["model"] = str(folder / "model.safetensors")
        run("tiletrain", {"STACK": made["stack"], "AREAS": made["areas"], **QUICK, "OUTPUT_MODEL": made["model"]})
    return made
