from __future__ import annotations

from pathlib import Path

import pytest

from slipline.core.base.errors import InputError, OutputError
from slipline.core.base.outputs import removed_on_failure, require_apart, write_text


def test_outputs_stay_when_all_goes_well(tmp_path):
    path = tmp_path / "a.tif"
    path.write_text("x")
    with removed_on_failure(str(path), ""):
        pass
    assert path.exists()


def test_all_parts_go_when_a_later_step_fails(tmp_path):
    names = ["a.tif", "b.shp", "b.shx", "b.dbf", "b.prj", "b.cpg"]
    for name in [*names, "c.dbf"]:
        (tmp_path / name).write_text("x")
    with (
        pytest.raises(KeyError),
        removed_on_failure(str(tmp_path / "a.tif"), str(tmp_path / "b.shp"), str(tmp_path / "absent" / "d.tif")),
    ):
        raise KeyError
    assert [file.name for file in tmp_path.iterdir()] == ["c.dbf"]


def test_a_text_replaces_the_old_one_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("old")
    write_text(str(path), "new ä")
    assert path.read_text(encoding="utf-8") == "new ä"
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]


def test_a_text_that_cannot_be_written_is_an_output_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(str(tmp_path / "file" / "a.html"), "x")


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
