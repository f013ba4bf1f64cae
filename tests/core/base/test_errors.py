from __future__ import annotations

import pytest

from slipline.core.base.errors import Cancelled, CoreError, InputError, OutputError, WorkerError


def test_an_error_reads_as_its_sentence_and_keeps_the_parts_for_translation():
    error = InputError("The raster has {count} bands.", count=3)
    assert str(error) == "The raster has 3 bands."
    assert (error.text, error.values) == ("The raster has {count} bands.", {"count": 3})


def test_braces_in_a_value_stay_as_they_are():
    assert str(CoreError("The file {path} is missing.", path="/a/{b}.tif")) == "The file /a/{b}.tif is missing."


@pytest.mark.parametrize(
    ("kind", "builtin"), [(InputError, ValueError), (WorkerError, RuntimeError), (OutputError, OSError)]
)
def test_each_error_is_also_the_builtin_that_a_script_expects(kind, builtin):
    with pytest.raises(builtin, match="Sentence"):
        raise kind("Sentence.")


def test_cancelled_is_no_error_for_the_user():
    assert not issubclass(Cancelled, CoreError)
