"""A simulated Windows: the calls of `core.files.system` refuse what Windows refuses. It is no proof of a real one.

What this process holds open or mapped into memory is looked up in /proc, so that a file that is renamed or removed
while a dataset, an array or a database is still open on it is found out.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from slipline.core.files import system

SAID = "The process cannot access the file because it is being used by another process"


def held_files():
    """(device, inode) of every file that this process holds open or mapped."""
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            state = os.stat(link)
        except OSError:
            continue
        found.add((state.st_dev, state.st_ino))
    for line in Path("/proc/self/maps").read_text().splitlines():
        _, _, _, device, inode, *_ = line.split(maxsplit=5)
        if inode != "0":
            major, minor = (int(part, 16) for part in device.split(":"))
            found.add((os.makedev(major, minor), int(inode)))
    return found


def is_held(path):
    return os.path.isfile(path) and (os.stat(path).st_dev, os.stat(path).st_ino) in held_files()


def refuse_held(*paths):
    for path in paths:
        if is_held(path):
            raise PermissionError(13, SAID, str(path))


def simulate(patch):
    """Let `core.files.system` believe that it runs on Windows."""

    def refusing(name):
        action = getattr(os, name)

        def call(*paths, **options):
            refuse_held(*paths)
            return action(*paths, **options)

        return call

    def rmtree(folder, ignore_errors):
        assert ignore_errors
        for place, _, files in os.walk(folder, topdown=False):
            for file in files:
                if not is_held(os.path.join(place, file)):
                    os.unlink(os.path.join(place, file))
            if not os.listdir(place):
                os.rmdir(place)

    names = {name: getattr(os, name) for name in dir(os) if not name.startswith("__")}
    own = {name: refusing(name) for name in ("replace", "rename", "unlink")}
    patch.setattr(system, "os", SimpleNamespace(**{**names, **own}))
    patch.setattr(system, "shutil", SimpleNamespace(rmtree=rmtree, disk_usage=shutil.disk_usage))
    patch.setattr(system, "WINDOWS", True)
    patch.setattr(system, "is_running", runs)  # what other processes have in the temporary folder is theirs


def runs(process):
    """Tell whether a process is there; Windows' own way to ask is not here."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@pytest.fixture()
def simulated_windows(monkeypatch):
    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("open files are looked up in /proc, which this system does not have")
    simulate(monkeypatch)
