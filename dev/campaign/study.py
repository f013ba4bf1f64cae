"""The tools as a campaign runs them: small inputs, old outputs from one setting, new ones from another.

A run happens in a child process that is a fork of a started QGIS, so that it may be killed at any moment and still
costs a fraction of a second. The parent never writes with GDAL: what GDAL's threads hold would be missing in a fork.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import select
import shutil
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal, ogr

WORKER_TOOLS = ("tiletrain", "predict", "compare")
QUICK = {"WIDTH": 4, "TILE": 32, "EPOCHS": 2, "BATCH": 4, "DEVICE": "cpu", "LEARNING_RATE": 0.01, "REFIT": False}
LIMIT_S = 120.0
_VOLATILE = re.compile(rb"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?|\d+(?:\.\d+)? s\b|[0-9a-f]{64}")


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


def start():
    """A QGIS with Slipline's tools in this process."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append("/usr/share/qgis/python/plugins")
    from processing.core.Processing import Processing

    Processing.initialize()
    from slipline.plugin import SliplinePlugin

    plugin = SliplinePlugin(None)
    plugin.initProcessing()
    return application, plugin


def tools(folder: Path, scale: int = 1) -> dict[str, Tool]:
    """Every tool with inputs that are made here, in a child; `scale`: of the ground's width and height."""
    made = in_child(lambda: _inputs(folder, scale), 600.0).value
    areas, targets, image = made["areas"], made["targets"], made["image"]
    stack = made["stack"]
    training = {"STACK": stack, "AREAS": areas, **QUICK}
    listed = [
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
            "featurestack",
            {"IMAGE": image, "DEM": made["dem"], "TARGETS": targets},
            ("SET", "standard", "all"),
            {"OUTPUT": "stack.vrt"},
        ),
        Tool(
            "evaluate",
            {"PREDICTED": made["guesses"], "REFERENCE": areas, "STACK": stack, "TARGETS": targets},
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
        Tool(
            "tiletrain",
            training,
            ("SEED", 1, 2),
            {"OUTPUT_MODEL": "model.safetensors", "OUTPUT_REPORT": "training.html", "OUTPUT_SPLIT": "split.gpkg"},
        ),
        Tool(
            "predict",
            {"STACK": stack, "MODEL": made["model"], "DEVICE": "cpu"},
            ("THRESHOLD", 0.3, 0.5),
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
    return {tool.id: tool for tool in listed if made["model"] or tool.id not in WORKER_TOOLS}


def _inputs(folder: Path, scale: int) -> dict:
    """Paths by name; no model where there is no PyTorch."""
    from slipline.core.gis.vector import Column, write_polygons
    from slipline.core.worker.python import VARIABLE
    from slipline.tests.core.rasters import CRS, box
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


class Failed(Exception):
    """A tool ended with a sentence."""


def run(tool: str, parameters: dict, feedback=None) -> None:
    """Run a tool in this process as the toolbox does.

    Raises:
        Failed: with what it said.
    """
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"slipline:{tool}")
    context, feedback = QgsProcessingContext(), feedback or QgsProcessingFeedback(False)
    good, sentence = algorithm.checkParameterValues(parameters, context)
    if not good:
        raise Failed(sentence)
    try:
        _, ok = algorithm.run(parameters, context, feedback, {}, False)
    except QgsProcessingException as error:
        raise Failed(str(error)) from error
    if not ok:
        raise Failed(feedback.textLog())


@dataclass(frozen=True)
class Ended:
    """How a child ended.

    Args:
        value: what its action gave; None where it was killed.
        said: the sentence of a tool that failed, or a traceback.
        signal: that killed it; 0: none.
        seconds: that it took.
    """

    value: object
    said: str
    signal: int
    seconds: float

    @property
    def is_fault(self) -> bool:
        """Whether a traceback came out, or the process ended by itself in another way than it should."""
        return "Traceback" in self.said or self.signal not in (0, signal.SIGKILL)


def in_child(action: Callable[[], object], kill_after_s: float = LIMIT_S) -> Ended:
    """Do something in a fork of this process; after some seconds it is killed."""
    sys.stdout.flush()
    reading, writing = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(action, writing)
    os.close(writing)
    answer = _heard(reading, child, began + kill_after_s)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    told = json.loads(answer) if answer else {"value": None, "said": ""}
    return Ended(told["value"], told["said"], status & 0x7F, time.monotonic() - began)


def _answer(action: Callable[[], object], writing: int) -> None:
    """Never returns."""
    value, said = None, ""
    try:
        value = action()
    except Failed as error:
        said = str(error) or "failed"
    except BaseException:
        said = traceback.format_exc()
    data = json.dumps({"value": value, "said": said}).encode()
    while data:
        data = data[os.write(writing, data) :]
    os._exit(0)


def _heard(reading: int, child: int, end: float) -> bytes:
    """What the child writes, until it ends or is killed for its time is over."""
    parts = []
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            return b""
        part = os.read(reading, 65536)
        if not part:
            return b"".join(parts)
        parts.append(part)


def fresh(folder: Path, old: Path) -> None:
    """Put the old outputs into a folder, and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)  # of a disk its root stays
    shutil.copytree(old, folder, symlinks=True, dirs_exist_ok=True)


def signatures(folder: Path) -> dict[str, str]:
    """What the outputs in a folder hold, by name; without times and dates; `unreadable` where they are damaged."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and not re.search(r"_parts/|-(wal|shm|journal)$|\.(shx|dbf|cpg|prj)$|\.aux\.xml$", name):
            try:
                found[name] = _signature(path)
            except (OSError, RuntimeError, ValueError, zipfile.BadZipFile, AttributeError) as error:
                found[name] = f"unreadable: {error}"
    return found


def _signature(path: Path) -> str:
    kind = path.suffix.lower()
    if kind in (".tif", ".vrt"):
        dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
        bands = [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]
        cells = [band.ReadRaster() for band in bands]
        if None in cells:
            raise ValueError("cells that cannot be read")
        said = [(band.GetDescription(), hashlib.sha256(read).hexdigest()) for band, read in zip(bands, cells)]
        return hashlib.sha256(repr(said).encode()).hexdigest()
    if kind in (".gpkg", ".shp", ".geojson"):
        dataset = ogr.Open(str(path))
        rows = [
            (layer.GetName(), [feature.GetField(i) for i in range(feature.GetFieldCount())], _shape(feature))
            for layer in dataset
            for feature in layer
        ]
        return hashlib.sha256(_VOLATILE.sub(b"", repr(rows).encode())).hexdigest()
    if kind == ".kmz":
        with zipfile.ZipFile(path) as archive:
            if archive.testzip():
                raise ValueError("a damaged member")
            return hashlib.sha256(archive.read("doc.kml")).hexdigest()
    content = path.read_bytes()
    if kind == ".pdf" and not content.rstrip().endswith(b"%%EOF"):
        raise ValueError("no end")
    if kind == ".html" and not content.rstrip().endswith(b"</html>"):
        raise ValueError("no end")
    if kind == ".pdf":
        return "a page"
    return hashlib.sha256(_VOLATILE.sub(b"", content)).hexdigest()


def _shape(feature) -> str:
    geometry = feature.GetGeometryRef()
    return "" if geometry is None else bytes(geometry.ExportToWkb()).hex()


@dataclass(frozen=True)
class Expected:
    """What a tool gives.

    Args:
        old, new: signatures of the outputs of the two settings.
        seconds: that a run takes.
    """

    old: dict[str, str]
    new: dict[str, str]
    seconds: float

    def state(self, folder: Path) -> dict[str, str]:
        """Each output: old, new, both alike, missing, other, unreadable; files that are neither are told by `extra`."""
        now = signatures(folder)
        states = {}
        for name in {*self.old, *self.new, *now}:
            mine = now.get(name)
            if name not in self.old and name not in self.new:
                states[name] = "extra"
            elif mine == self.old.get(name) == self.new.get(name):
                states[name] = "alike"
            elif mine == self.old.get(name):
                states[name] = "old"
            elif mine == self.new.get(name):
                states[name] = "new"
            else:
                states[name] = "missing" if mine is None else mine if mine.startswith("unreadable") else "other"
        return states


def expected(tool: Tool, old: Path, scratch: Path) -> Expected:
    """Make the old outputs, and learn what the new ones are and how long they take.

    Raises:
        SystemExit: the tool fails, or gives the same for both settings.
    """
    shutil.rmtree(old, ignore_errors=True)
    old.mkdir(parents=True)
    first = in_child(lambda: run(tool.id, tool.parameters(old, new=False)))
    fresh(scratch, old)
    second = in_child(lambda: run(tool.id, tool.parameters(scratch, new=True)))
    made = Expected(signatures(old), signatures(scratch), second.seconds)
    if first.said or second.said or (made.old == made.new and tool.id != "inventorymap"):
        sys.exit(f"{tool.id} cannot be tried: {first.said or second.said or 'both settings give the same'}")
    return made


def whole(states: dict[str, str]) -> str:
    """`old` or `new` where all outputs are of one run, `mixed` or what is wrong else."""
    kinds = set(states.values()) - {"alike"}
    if kinds <= {"old"}:
        return "old"
    return "new" if kinds == {"new"} else "mixed" if kinds == {"old", "new"} else ", ".join(sorted(kinds))
