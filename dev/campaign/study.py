"""The tools as a campaign runs them: small inputs, old outputs from one setting, new ones from another.

A run happens in a child process that is a fork of a started QGIS, so that it may be killed at any moment and still
costs a fraction of a second. The parent never writes with GDAL: what GDAL's threads hold would be missing in a fork.
"""

from __future__ import annotations

import csv
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

LIMIT_S = 120.0
_WHOLE_S = 900.0  # of a run that shows what is right, on a busy machine too
_VOLATILE = re.compile(
    rb"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?|\d+(?:\.\d+)? s\b|[0-9a-f]{64}|\"seconds\": [0-9.]+"
)


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
        dataset = _layers(path)
        rows = [
            (layer.GetName(), [feature.GetField(i) for i in range(feature.GetFieldCount())], _shape(feature))
            for layer in map(dataset.GetLayer, range(dataset.GetLayerCount()))  # not every GDAL iterates over them
            for feature in layer
        ]
        return hashlib.sha256(_VOLATILE.sub(b"", repr(rows).encode())).hexdigest()
    if kind in (".kmz", ".zip"):
        with zipfile.ZipFile(path) as archive:
            if archive.testzip():
                raise ValueError("a damaged member")
            names = ["doc.kml"] if kind == ".kmz" else sorted(archive.namelist())
            return hashlib.sha256(b"".join(map(archive.read, names))).hexdigest()
    content = path.read_bytes()
    if kind == ".csv":
        rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
        content = repr([{name: value for name, value in row.items() if name != "seconds"} for row in rows]).encode()
    if kind == ".pdf" and not content.rstrip().endswith(b"%%EOF"):
        raise ValueError("no end")
    if kind == ".html" and not content.rstrip().endswith(b"</html>"):
        raise ValueError("no end")
    if kind == ".pdf":
        return "a page"
    return hashlib.sha256(_VOLATILE.sub(b"", content)).hexdigest()


def _layers(path: Path):
    dataset = ogr.Open(str(path))
    if dataset is None and Path(f"{path}-journal").exists():
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)  # the log brings back what was
    if dataset is None:
        raise ValueError("no layer that can be read")
    return dataset


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


def expected(tool, old: Path, scratch: Path) -> Expected:
    """Make the old outputs, and learn what the new ones are and how long they take.

    Raises:
        SystemExit: the tool fails, or gives the same for both settings.
    """
    shutil.rmtree(old, ignore_errors=True)
    old.mkdir(parents=True)
    first = in_child(lambda: run(tool.id, tool.parameters(old, new=False)), _WHOLE_S)
    fresh(scratch, old)
    second = in_child(lambda: run(tool.id, tool.parameters(scratch, new=True)), _WHOLE_S)
    if first.signal or second.signal:
        sys.exit(f"{tool.id} cannot be tried: a run ended by signal {first.signal or second.signal}.")
    made = Expected(signatures(old), signatures(scratch), second.seconds)
    if first.said or second.said or (made.old == made.new and tool.id != "inventorymap"):
        sys.exit(f"{tool.id} cannot be tried: {first.said or second.said or 'both settings give the same'}")
    return made


def settled(states: dict[str, str]) -> dict[str, str]:
    """Without what an interrupted run leaves on purpose, to go on from."""
    goes_on = re.compile(r"\.unfinished|\.stopped|\.runs\.json$")
    return {name: kind for name, kind in states.items() if not goes_on.search(name)}


def whole(states: dict[str, str]) -> str:
    """`old` or `new` where all outputs are of one run, `mixed` or what is wrong else."""
    kinds = set(states.values()) - {"alike"}
    if kinds <= {"old"}:
        return "old"
    return "new" if kinds == {"new"} else "mixed" if kinds == {"old", "new"} else ", ".join(sorted(kinds))
