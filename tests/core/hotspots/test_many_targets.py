"""Import and Hot Spot with columns in files: the same result, from blocks of a bounded size."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from slipline.core.files import columns
from slipline.core.files.columns import Growing
from slipline.core.gis import fast_points
from slipline.core.gis.fast_points import read_point_file
from slipline.core.gis.raster import RasterReader
from slipline.core.hotspots import log, spacing
from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.targets import targets, text_table
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.keeping import Keeping
from slipline.core.targets.opening import open_source
from slipline.core.targets.targets import standard_targets

from ..made_targets import UTM, Remembering
from ..rasters import features

COUNT, BLOCK = 3000, 100


def write_table(path):
    """Names, some of which are missing, heights with a marker, repeats, a track, an own field, two dates."""
    rng = np.random.default_rng(4)
    east, north = 500000 + rng.uniform(0, 3000, COUNT), 4600000 - rng.uniform(0, 3000, COUNT)
    moving = np.hypot(east - 501500, north - 4598500) < 400
    names = "pid,easting,northing,mean_velocity,temporal_coherence,height,incidence_angle,track,note,20200101,20200201"
    lines = [names]
    for i in range(COUNT):
        name, height = "" if i % 50 == 0 else f"P{i:07d}", -9999 if i % 11 == 0 else round(rng.uniform(0, 900), 1)
        velocity = round(rng.normal(0, 2) - 30 * moving[i], 2)
        lines.append(
            f"{name},{east[i]:.2f},{north[i]:.2f},{velocity},{rng.uniform(0.6, 1):.3f},{height},{35 + i % 5},"
            f"{22 if i % 2 else 95},{'Fels' if i % 3 else 'Geröll'},{i % 9}.5,{i % 7}.5"
        )
    lines[20:22] = [lines[30], lines[30]]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return str(path)


@pytest.fixture()
def made(tmp_path):
    """made(name) -> layer, scored layer, map, areas and the log of both steps."""
    table = write_table(tmp_path / "table.csv")

    def run(name):
        paths = [str(tmp_path / f"{name}{end}") for end in (".gpkg", "_z.gpkg", ".tif", "_areas.gpkg")]
        told = Remembering()
        options = ImportOptions(min_coherence=0.7, crs=UTM, said_crs=UTM, keeping=Keeping("keep", ("*",)))
        source = open_source(table)
        source.position = type(source.position)(crs=UTM)
        found = import_targets([source], options, paths[0], told)
        hot_spot(found, HotSpotOptions(), HotSpotOutputs(paths[1], paths[2], paths[3]), told)
        x, y, values = read_point_file(paths[0], "", ["velocity", "coherence", "height"], told)
        again = standard_targets(x, y, UTM, values.pop("velocity"), values)
        found = hot_spot(again, HotSpotOptions(reference="ramp"), HotSpotOutputs(), told)
        with RasterReader(paths[2]) as reader:
            cells = reader.read(reader.grid.window)
        layers = [[{**row, "geometry": row["geometry"].ExportToWkt()} for row in features(paths[i])] for i in (0, 1, 3)]
        return layers, cells, found.gi.z, told.lines

    return run


def test_columns_in_files_change_nothing_and_grow_by_blocks(made, monkeypatch):
    layers, cells, z, lines = made("plain")
    monkeypatch.setattr(columns, "LARGE", 2000)
    monkeypatch.setattr(columns, "_AT_ONCE", BLOCK)
    monkeypatch.setattr(text_table, "_CHUNK", 90 * BLOCK // 2)  # characters
    monkeypatch.setattr(fast_points, "_BATCH", BLOCK)
    monkeypatch.setattr(targets, "_PLACES", BLOCK)
    monkeypatch.setattr(spacing, "_IN_A_STRIP", 1000)
    monkeypatch.setattr(log, "_IN_A_STRIP", 1000)
    sizes, add = [], Growing.add

    def counting(self, values):
        sizes.append(values.size if values.dtype != np.uint8 else 0)  # letters have a size of their own
        add(self, values)

    monkeypatch.setattr(Growing, "add", counting)
    files, open_file = [], columns._scratch_file
    monkeypatch.setattr(columns, "_scratch_file", lambda: (files.append(1), open_file())[1])
    in_files = made("in_files")
    assert in_files[0] == layers
    assert len(layers[0]) > 1500
    np.testing.assert_array_equal(in_files[1], cells)
    np.testing.assert_allclose(in_files[2], z, rtol=0, atol=1e-9)  # a plane is fitted piece by piece
    assert [line.replace("in_files", "plain") for line in in_files[3]] == lines
    assert max(sizes) <= BLOCK
    assert len(files) > 50
    del in_files
    assert not columns._maps  # each file goes with its column


STILL = """
import re
import subprocess
import sys

import numpy as np
from slipline.core.files.columns import Growing, let_go, pieces
from slipline.core.hotspots.robust_gi import still_targets

COUNT = 3_000_000


def column(make):
    made = Growing()
    for part in pieces(COUNT):
        made.add(make(np.random.default_rng(part.start), part.stop - part.start))
    return made.column()


def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) * 1024


sums, units = (column(lambda rng, count: rng.normal(0.0, 1.5, count)) for _ in range(2))
counts = column(lambda rng, count: rng.poisson(9, count).astype(np.int32) + 2)
places = column(lambda rng, count: rng.integers(0, COUNT // 3, count))
let_go()
before = peak()
found = still_targets(sums, counts, units, places, own=1)
assert len(found.rows) > COUNT // 4
print((peak() - before) / (8 * COUNT))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells the peak")
def test_the_noise_of_neighbours_is_heard_with_few_columns_in_memory_at_a_time():
    done = subprocess.run([sys.executable, "-c", STILL], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 4.0  # columns of 8 bytes a target
