"""HDF5 and NetCDF are read in a process of their own: what ends that process is one sentence here."""

import random
from pathlib import Path

import numpy as np
import pytest

from slipline.core.base.errors import Cancelled, InputError
from slipline.core.base.progress import Silent, asking
from slipline.core.gis import array_process
from slipline.core.gis.raster_file import open_raster
from slipline.core.products import array_files
from slipline.core.targets.opening import open_source

from .. import producers
from ..made_targets import Remembering


def test_a_reader_that_dies_is_one_sentence(tmp_path, monkeypatch):
    path = producers.mintpy_hdf5(tmp_path)
    killed = tmp_path / "reader.py"
    killed.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    monkeypatch.setattr(array_files.array_reader, "__file__", str(killed))
    monkeypatch.setattr(array_files, "_READER", array_files._Reader())
    with pytest.raises(InputError, match=r"cannot be read: its library failed on it. It may be damaged"):
        open_source(path)
    monkeypatch.setattr(array_process.array_process_reader, "__file__", str(killed))
    with pytest.raises(InputError, match=r"cannot be read: its library failed on it. It may be damaged"):
        open_raster(path)


def test_a_reader_that_died_is_started_again(tmp_path, monkeypatch):
    path, reader = producers.mintpy_hdf5(tmp_path), array_files._Reader()
    monkeypatch.setattr(array_files, "_READER", reader)
    open_source(path)
    reader._process.kill()
    reader._process.wait()
    assert len(open_source(path).read(["velocity"], Silent()).x) == 3


ENDLESS = "import sys, time\nsys.stdout.write('begun')\nsys.stdout.flush()\nwhile True:\n    time.sleep(0.05)\n"


def test_a_reader_that_comes_to_no_end_is_given_up(tmp_path, monkeypatch):
    """As with a file whose damaged blocks refer to each other."""
    path = producers.hdf5(tmp_path / "one.nc", {"velocity": np.ones((4, 4), np.float32)}, producers.MINTPY)
    reader = tmp_path / "reader.py"
    reader.write_text(ENDLESS)
    monkeypatch.setattr(array_process.array_process_reader, "__file__", str(reader))
    monkeypatch.setattr(array_process, "STILL_S", 0.5)
    for _ in range(2):
        with pytest.raises(InputError, match=r"came to no end with it in 0.5 s. It may be damaged"):
            open_raster(path)
        monkeypatch.setattr(array_process, "_run", lambda *_: pytest.fail("the same file is tried again"))


def test_a_reader_ends_when_the_user_cancels(tmp_path, monkeypatch):
    path = producers.hdf5(tmp_path / "one.nc", {"velocity": np.ones((4, 4), np.float32)}, producers.MINTPY)
    reader = tmp_path / "reader.py"
    reader.write_text(ENDLESS)
    monkeypatch.setattr(array_process.array_process_reader, "__file__", str(reader))
    with asking(Remembering(cancelled=True)), pytest.raises(Cancelled):
        open_raster(path)


def test_without_an_interpreter_the_file_is_read_here(tmp_path, monkeypatch):
    path = producers.mintpy_hdf5(tmp_path)
    right = open_source(path).read(["velocity"], Silent()).columns["velocity"]
    single = producers.hdf5(tmp_path / "one.nc", {"velocity": np.ones((4, 4), np.float32)}, producers.MINTPY)
    grid = open_raster(single).ReadAsArray()
    for module in (array_process, array_files):
        monkeypatch.setattr(module, "own_python", lambda: tmp_path / "no python")
    monkeypatch.setattr(array_process, "_COPIES", {})
    np.testing.assert_array_equal(open_source(path).read(["velocity"], Silent()).columns["velocity"], right)
    np.testing.assert_array_equal(open_raster(single).ReadAsArray(), grid)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_file_is_read_or_refused(tmp_path, seed):
    path = producers.hdf5(tmp_path / "velocity.h5", {"velocity": np.ones((4, 4), np.float32)}, producers.MINTPY)
    generator, content = random.Random(seed), bytearray(Path(path).read_bytes())
    for _ in range(60):
        content[generator.randrange(8, len(content))] = generator.randrange(256)
    Path(path).write_bytes(content)
    assert refusal(path) == "" or "velocity.h5" in refusal(path)


def refusal(path):
    """The sentence with which a file is refused; empty where it is read."""
    try:
        open_source(path).read(["velocity"], Silent())
    except InputError as error:
        return str(error)
    return ""


def test_names_of_variables_are_taken_apart():
    assert array_process.file_and_variable('NETCDF:"/a b/c.nc":velocity') == ("/a b/c.nc", "velocity")
    assert array_process.file_and_variable('HDF5:"/a/c.h5"://velocity') == ("/a/c.h5", "velocity")
    assert array_process.file_and_variable("/a/c.tif") == ("/a/c.tif", "")
