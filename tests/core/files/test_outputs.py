"""Outputs of a run appear together or not at all, and what stood before stands as long as they do not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from slipline.core.base.errors import InputError, OutputError
from slipline.core.files import leftovers, system
from slipline.core.files.outputs import (
    at_the_end,
    copy_finished,
    drop,
    keep_copy,
    part_folder,
    place_now,
    require_apart,
    require_writable,
    scratch_folder,
    together,
    write_text,
)
from slipline.core.files.own_names import is_internal, is_left_behind, part_name

DEAD = 2**22 - 3  # a number that no process here has: the system's largest is below


@pytest.fixture()
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    place = tmp_path / "out"
    place.mkdir()
    for name in ("a.html", "b.json"):
        (place / name).write_text("old")
    return place


@together()
def write_both(folder):
    for name in ("a.html", "b.json"):
        write_text(str(folder / name), "new")


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def texts(folder):
    return {file.name: file.read_text() for file in sorted(folder.iterdir())}


def test_all_outputs_of_a_run_get_their_names_at_its_end(folder):
    with together(str(folder / "a.html"), str(folder / "b.json")) as run:
        write_text(str(folder / "a.html"), "new ä")
        write_text(str(folder / "b.json"), "new")
        at_the_end(lambda: (folder / "c").write_text((folder / "b.json").read_text()))
        assert (folder / "a.html").read_text() == (folder / "b.json").read_text() == "old"
        assert Path(place_now(str(folder / "a.html"))).read_text(encoding="utf-8") == "new ä"
        assert run.source(str(folder / "a.html")) == str(folder / "a.html")
    assert texts(folder) == {"a.html": "new ä", "b.json": "new", "c": "new"}


@pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt, OutputError])
def test_a_run_that_fails_leaves_the_old_outputs_and_nothing_else(folder, error):
    @together(str(folder / "a.html"))
    def run():
        write_text(str(folder / "a.html"), "new")
        drop(str(folder / "b.json"))
        with part_folder(str(folder / "c")) as growing:
            (growing / "d").write_text("x")
        with together():  # of an inner function: it belongs to the outer one
            write_text(str(folder / "c.txt"), "new")
        raise error("")

    with pytest.raises(error):
        run()
    assert texts(folder) == {"a.html": "old", "b.json": "old"}


def test_what_is_kept_at_once_stays_when_the_run_fails(folder):
    @together()
    def run():
        keep_copy(folder / "a.html", str(folder / "a.stopped.html"))
        write_text(str(folder / "runs.json"), "{}", at_once=True)
        copy_finished(folder / "a.html", str(folder / "b.json"))
        raise KeyError

    with pytest.raises(KeyError):
        run()
    assert names(folder) == ["a.html", "a.stopped.html", "b.json", "runs.json"]


def test_an_exchange_that_fails_half_way_puts_every_old_output_back(folder, monkeypatch):
    replace = system.replace

    def held(source, target):
        if target.endswith("b.json") and ".part" in source:
            raise PermissionError(13, "The process cannot access the file")
        replace(source, target)

    monkeypatch.setattr(system, "replace", held)
    with pytest.raises(OutputError, match=r"b\.json cannot be replaced: .* kept as .*a\.new1\.html, .*b\.new1\.json"):
        write_both(folder)
    assert texts(folder) == {"a.html": "old", "a.new1.html": "new", "b.json": "old", "b.new1.json": "new"}


def test_an_error_names_the_output_and_not_the_part_in_which_it_grew(folder):
    path = str(folder / "a.html")

    @together()
    def run():
        write_text(path, "new")
        raise InputError("The file {path} is bad.", path=place_now(path))

    with pytest.raises(InputError, match=rf"^The file {path} is bad\.$"):
        run()


KILLED = """
import os, sys
from slipline.core.files import exchange, system
from slipline.core.files.outputs import together, write_text, part_folder, put_in_place
step, done = int(sys.argv[1]), 0
def counted(action):
    def call(*values):
        global done
        done += 1
        if done == step:
            os._exit(9)
        return action(*values)
    return call
for name in ("replace", "set_aside", "remove"):
    setattr(system, name, counted(getattr(system, name)))
paths = sys.argv[2:]
with together(*paths):
    for path in paths:
        write_text(path, "new")
print(done)
"""


def test_a_run_killed_at_any_rename_leaves_a_set_that_the_next_start_makes_whole(folder, tmp_path, monkeypatch):
    """Two folders, an old file in each and a new one: killed at every call of the file system, then mended."""
    other = tmp_path / "other"
    other.mkdir()
    paths = [str(folder / "a.html"), str(other / "b.json"), str(other / "c.txt")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    outcomes, step = set(), 0
    while True:
        step += 1
        (folder / "a.html").write_text("old")
        (other / "b.json").write_text("old")
        (other / "c.txt").unlink(missing_ok=True)
        command = [sys.executable, "-c", KILLED, str(step), *paths]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode in (0, 9), done.stderr
        assert all(Path(path).exists() for path in paths[:2])  # at no moment is there neither old nor new
        leftovers.tidy()
        found = {name: Path(name).read_text() for name in paths if Path(name).exists()}
        assert set(found.values()) in ({"old"}, {"new"}), (step, found)
        assert (paths[2] in found) == (found[paths[0]] == "new")
        assert {*names(folder), *names(other)} <= {"a.html", "b.json", "c.txt"}
        outcomes.add(found[paths[0]])
        if done.returncode == 0:
            break
    assert outcomes == {"old", "new"}
    assert step > 8
    assert not list((tmp_path / "data" / "slipline" / "unfinished").iterdir())


def test_only_what_a_dead_process_of_this_computer_left_is_removed(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    here, there = system.host(), f"{int(system.host(), 16) ^ 1:04x}"
    stay = [f".a.part{os.getpid()}-{here}.tif", f".a.part{DEAD}-{there}.tif", f"a.part{DEAD}-{here}.tif"]
    stay += [".a.part12.tif", "scan.part1.tif"]
    for name in [*stay, f".a.part{DEAD}-{here}.tif", f".a.part{DEAD}-{here}.gpkg-journal", f".a.kept{DEAD}-{here}.tif"]:
        (folder / name).write_text("x")
    (folder / f".b_parts_1.part{DEAD}-{here}").mkdir()
    (folder / f".b_parts_1.part{DEAD}-{here}" / "slope.tif").write_text("x")
    for name in (f"slipline-train-{DEAD}-{here}-ab", f"slipline-train-{os.getpid()}-{here}-ab", "slipline-train-ab"):
        (tmp_path / "temporary" / name).mkdir()
    goes_on = folder / "probability.unfinished"  # an interrupted run goes on from it
    goes_on.mkdir()
    for name in ("manifest.json", f".manifest.part{DEAD}-{here}.json"):
        (goes_on / name).write_text("x")
    leftovers.tidy([str(folder)])
    assert names(folder) == sorted([*stay, "a.html", "b.json", goes_on.name])
    assert names(goes_on) == ["manifest.json"]
    assert names(tmp_path / "temporary") == [f"slipline-train-{os.getpid()}-{here}-ab", "slipline-train-ab"]


def test_names_of_parts_are_told_from_names_of_users():
    assert is_internal(part_name("/a/b/map.tif"))
    assert is_internal("/a/probability.unfinished/rows-1.tif")
    assert not is_internal("/a/.hidden/map.part2.tif")
    assert not is_left_behind(".map.part7.tif")
    with scratch_folder("test") as folder:
        assert is_internal(str(folder / "mask.tif"))
        assert not is_left_behind(folder.name)


def test_a_journal_that_is_damaged_or_of_a_disk_that_is_gone_costs_nothing(folder):
    for name, text in (("x", "{"), ("y", json.dumps({"counts": "/absent/x", "moves": [{"part": "p", "path": "q"}]}))):
        journal = folder / f".{name}.exchange{DEAD}-{system.host()}.json"
        journal.write_text(text)
        assert not leftovers.mend(str(journal))
    assert (folder / "a.html").read_text() == "old"


def test_a_text_that_cannot_be_written_is_an_output_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(str(tmp_path / "file" / "a.html"), "x")


def test_outputs_that_cannot_be_written_are_found_before_the_work(folder, monkeypatch):
    require_writable(str(folder / "a.html"), "")
    assert texts(folder) == {"a.html": "old", "b.json": "old"}
    with pytest.raises(OutputError, match="it is a folder"):
        require_writable(str(folder))
    with pytest.raises(OutputError, match=r"c\.html cannot be written"):
        require_writable(str(folder / "absent" / "c.html"))


def test_outputs_that_would_overwrite_each_other_or_an_input_are_refused(tmp_path):
    image, link, other = (str(tmp_path / name) for name in ("a.tif", "link.tif", "b.tif"))
    Path(image).write_text("x")
    Path(link).symlink_to(image)
    require_apart(["", other, ""], [image, ""])
    with pytest.raises(InputError, match=r"a\.tif is an input too"):
        require_apart([other, image], [image])
    with pytest.raises(InputError, match=r"link\.tif is an input too"):
        require_apart([link], [image])
    with pytest.raises(InputError, match=r"Two outputs have the name .*b\.tif"):
        require_apart([other, "", other], [image])
