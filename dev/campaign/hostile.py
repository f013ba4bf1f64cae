"""Give the tools inputs that are traps: what hangs, crashes, asks the network or passes in silence is a fault.

python3 -m slipline.dev.campaign.hostile --traps 1000 --seed 1

Each input of each tool is replaced by each trap: a pipe, an endless device, a view without an end, a file that refers
to itself or to the network, an empty or gigantic file. Each valid input and each output is also tried under names that
programs stumble over. A trap has to end with one sentence, a name with the right result or one sentence; old outputs
stand where a run fails.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from .report import Report, arguments, prepared
from .study import Expected, fresh, in_child, run, whole
from .tried import Tool

LIMIT_S = 40.0  # for a run that takes a second or two on a quiet machine
RASTERS, LAYERS = (".tif", ".vrt"), (".gpkg", ".csv", ".shp")
NAMES = (
    "two words",
    "滑坡 область",
    "it's",
    'say "yes"',
    "100%",
    "a|layername=b",
    "a?b#c",
    "a&b<c>",
    "line\nbreak",
    " blank ",
    "dot.",
    "{curly}",
    "-dash",
    "con",
    "x" * 180,
    "\u202eleft",
)
_ENDLESS = """CREATE VIEW {name} AS WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers)
SELECT n AS fid, n AS id, 1.0 AS velocity, NULL AS geom FROM numbers"""


def main() -> None:
    options = arguments(__doc__, "traps", 1000)
    report = Report("traps", options)
    with prepared(options) as (chosen, folder), _listening() as (port, calls):
        tries = [(tool, made, old, trap) for tool, made, old in chosen for trap in _traps(tool, folder / "traps", port)]
        random.Random(options.seed).shuffle(tries)
        for tool, made, old, trap in tries[: options.number]:
            report.add(tool.id, _tried(tool, made, old, folder / "work", trap, calls))
    report.end()


class Trap:
    """One parameter of a tool with another value.

    Args:
        what: for the report.
        parameter: of the tool.
        make: gives the value, for the folder of the outputs.
        may_succeed: whether the right result is an answer too.
    """

    def __init__(self, what: str, parameter: str, make: Callable[[Path], str], may_succeed: bool) -> None:
        self.what, self.parameter, self.make, self.may_succeed = what, parameter, make, may_succeed


def _tried(tool: Tool, made: Expected, old: Path, work: Path, trap: Trap, calls: list) -> dict:
    fresh(work, old)
    before = len(calls)
    parameters = {**tool.parameters(work, new=True), trap.parameter: trap.make(work)}
    ended = in_child(lambda: run(tool.id, parameters), LIMIT_S)
    states = made.state(work)
    is_output = trap.parameter in tool.outputs
    stands = whole({name: state for name, state in states.items() if not (is_output and state in ("extra", "old"))})
    faults = {
        "hangs": f"longer than {LIMIT_S:.0f} s" if ended.signal == signal.SIGKILL else "",
        "crashes": f"signal {ended.signal}" if ended.signal not in (0, signal.SIGKILL) else "",
        "traceback": ended.said[-600:] if "Traceback" in ended.said else "",
        "network": "asked" if len(calls) > before else "",
        "silence": "success" if not ended.said and not ended.signal and not trap.may_succeed else "",
        "outputs": f"{states}" if ended.said and stands not in ("old", "") and made.old != made.new else "",
    }
    counted = ["refused" if ended.said else "went through"]
    return {
        "where": f"{trap.parameter}: {trap.what}",
        "faults": {kind: text for kind, text in faults.items() if text},
        "counted": counted,
    }


def _traps(tool: Tool, folder: Path, port: int) -> Iterator[Trap]:
    """All traps of a tool."""
    for parameter, value in tool.given.items():
        path = Path(value) if isinstance(value, str) else None
        if path is None or not path.is_file():
            continue
        for what, make in _contents(path.suffix, folder / path.suffix[1:], port):
            yield Trap(what, parameter, lambda _work, make=make: make(), False)
        if path.suffix != ".vrt":  # which names its parts
            for name in NAMES:
                yield Trap(f"called {name!r}", parameter, lambda _w, p=path, n=name: _called(p, n, folder), True)
    for parameter, file in tool.outputs.items():
        suffix = Path(file).suffix
        for name in NAMES:
            yield Trap(f"called {name!r}", parameter, lambda work, n=name, s=suffix: str(work / f"{n}{s}"), True)


def _called(path: Path, name: str, folder: Path) -> str:
    """A copy of a valid input under another name."""
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"{name}{path.suffix}"
    shutil.copyfile(path, copy)
    return str(copy)


def _contents(suffix: str, folder: Path, port: int) -> Iterator[tuple[str, Callable[[], str]]]:
    """What stands where a file of this kind is asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    address = f"/vsicurl/http://127.0.0.1:{port}/far{suffix}"
    yield "a pipe", lambda: _pipe(folder / f"pipe{suffix}")
    yield "an endless device", lambda: _linked(folder / f"zero{suffix}", "/dev/zero")
    yield "a link to itself", lambda: _linked(folder / f"loop{suffix}", str(folder / f"loop{suffix}"))
    yield "a folder", lambda: _folder(folder / f"folder{suffix}")
    yield "an empty file", lambda: _text(folder / f"empty{suffix}", "")
    yield "a line of 30 MB", lambda: _text(folder / f"long{suffix}", "1" * 30_000_000)
    yield "on the network", lambda: address
    yield "a web address", lambda: f"http://127.0.0.1:{port}/far{suffix}"
    if suffix in RASTERS:
        yield "a view of the network", lambda: _text(folder / "far.vrt", _vrt(2400, address))
        yield "a view of itself", lambda: _text(folder / "own.vrt", _vrt(2400, str(folder / "own.vrt")))
        yield "a view of 4e18 cells", lambda: _text(folder / "wide.vrt", _vrt(2_000_000_000, str(folder / "none.tif")))
    if suffix in LAYERS:
        yield "a view without an end", lambda: _endless(folder / "endless.gpkg")
        far = f'<OGRVRTDataSource><OGRVRTLayer name="far"><SrcDataSource>{address}</SrcDataSource></OGRVRTLayer>'
        yield "a layer on the network", lambda: _text(folder / "layer.vrt", f"{far}</OGRVRTDataSource>")


def _pipe(path: Path) -> str:
    if not path.exists():
        os.mkfifo(path)
    return str(path)


def _linked(path: Path, target: str) -> str:
    if not path.is_symlink():
        path.symlink_to(target)
    return str(path)


def _folder(path: Path) -> str:
    path.mkdir(exist_ok=True)
    return str(path)


def _text(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def _vrt(side: int, source: str) -> str:
    return (
        f'<VRTDataset rasterXSize="{side}" rasterYSize="{side}"><SRS>EPSG:32647</SRS>'
        "<GeoTransform>500000, 1, 0, 3300000, 0, -1</GeoTransform>"
        '<VRTRasterBand dataType="Float32" band="1"><SimpleSource>'
        f'<SourceFilename relativeToVRT="0">{source}</SourceFilename><SourceBand>1</SourceBand>'
        "</SimpleSource></VRTRasterBand></VRTDataset>"
    )


def _endless(path: Path) -> str:
    """A GeoPackage whose only layer is a view that has no end."""
    path.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA application_id = 1196444487")
        database.execute(_ENDLESS.format(name="endless"))
        database.execute(
            "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT,"
            " description TEXT, last_change DATETIME, min_x REAL, min_y REAL, max_x REAL, max_y REAL, srs_id INTEGER)"
        )
        database.execute(
            "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,"
            " organization_coordsys_id INTEGER, definition TEXT, description TEXT)"
        )
        database.execute(
            "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,"
            " srs_id INTEGER, z TINYINT, m TINYINT)"
        )
        database.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('none', 0, 'NONE', 0, 'undefined', '')")
        database.execute("INSERT INTO gpkg_contents VALUES ('endless', 'features', 'endless', '', '', 0, 0, 1, 1, 0)")
        database.execute("INSERT INTO gpkg_geometry_columns VALUES ('endless', 'geom', 'GEOMETRY', 0, 0, 0)")
    return str(path)


@contextlib.contextmanager
def _listening() -> Iterator[tuple[int, list]]:
    """A port of this machine, and the calls that it got: each is hung up at once."""
    calls: list = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with contextlib.suppress(OSError):
                while True:
                    call, _ = server.accept()
                    calls.append(call.getpeername())
                    call.close()

        threading.Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1], calls


if __name__ == "__main__":
    main()
