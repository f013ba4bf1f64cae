from __future__ import annotations

import errno
import json
import os

import pytest

from slipline.core.base.errors import InputError, OutputError
from slipline.core.base.model_card import amend_card, band_names, read_card
from slipline.core.base.safetensors_header import read_header

from ...small_disk import small_disk

CARD = {
    "format": 1,
    "network": {"name": "unet", "width": 4},
    "bands": [{"name": "hotspot"}, {"name": "velocity"}],
    "tile": 64,
    "cell_m": 5.0,
    "threshold": 0.5,
    "preset": "recommended",
}
WEIGHTS = bytes(range(64))


def model(path, card=CARD, weights=WEIGHTS, end=64, **header):
    entries = {
        "w": {"dtype": "F32", "shape": [end // 4], "data_offsets": [0, end]},
        "__metadata__": {"slipline": json.dumps(card)},
        **header,
    }
    text = json.dumps(entries).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + weights)
    return str(path)


def test_the_card_is_read_without_the_weights(tmp_path):
    card = read_card(model(tmp_path / "m.safetensors"))
    assert card == CARD
    assert band_names(card) == ["hotspot", "velocity"]


def test_an_amended_card_keeps_the_rest_and_the_weights_aligned_to_eight_bytes(tmp_path):
    path = model(tmp_path / "m.safetensors")
    amend_card(path, {"scores": {"iou": 0.5}, "threshold": 0.25, "note": "Hänge"})
    assert read_card(path) == {**CARD, "scores": {"iou": 0.5}, "threshold": 0.25, "note": "Hänge"}
    header = read_header(path)
    assert (header.tensors["w"].start, header.tensors["w"].end) == (0, 64)
    assert header.offset % 8 == 0
    assert (tmp_path / "m.safetensors").read_bytes()[header.offset :] == WEIGHTS
    assert [file.name for file in tmp_path.iterdir()] == ["m.safetensors"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"1234567",
        b"not a model at all",
        (2**40).to_bytes(8, "little") + b"{}",
        (2).to_bytes(8, "little") + b"[]",
        (2).to_bytes(8, "little") + b"{}",
        (3).to_bytes(8, "little") + b"\xff\xfe{",
        (100_000).to_bytes(8, "little") + b"[" * 100_000,
    ],
    ids=["empty", "too short", "text", "endless header", "a list", "no card", "not UTF-8", "nested"],
)
def test_what_is_no_model_is_one_sentence(tmp_path, content):
    path = tmp_path / "m.safetensors"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"m\.safetensors is not a model of Slipline, or it is damaged: .*\. Choose a"):
        read_card(str(path))


@pytest.mark.parametrize("missing", ["network", "bands", "tile", "cell_m", "threshold", "preset", "format"])
def test_a_card_without_what_prediction_needs_is_refused(tmp_path, missing):
    card = {key: value for key, value in CARD.items() if key != missing}
    with pytest.raises(InputError, match="is not a model of Slipline"):
        read_card(model(tmp_path / "m.safetensors", card))


@pytest.mark.parametrize("network", [{"name": "unet"}, {"width": 4}, "unet", None])
def test_a_card_that_does_not_say_which_network_is_refused(tmp_path, network):
    with pytest.raises(InputError, match="is not a model of Slipline"):
        read_card(model(tmp_path / "m.safetensors", {**CARD, "network": network}))


@pytest.mark.parametrize(
    "entry",
    [
        {"threshold": None},
        {"threshold": float("nan")},
        {"threshold": float("inf")},
        {"threshold": 7},
        {"threshold": "0.5"},
        {"threshold": True},
        {"tile": 15},
        {"tile": 64.0},
        {"tile": "64"},
        {"cell_m": 0},
        {"cell_m": -5.0},
        {"cell_m": [5.0]},
        {"preset": "best"},
        {"preset": 1},
        {"bands": []},
        {"bands": "red"},
        {"bands": [{"name": 7}]},
        {"bands": [{"name": "x" * 201}]},
        {"bands": [{"name": "red"}] * 257},
        {"bands": [{"name": "red", "low": None}]},
        {"bands": [{"name": "red", "scaling": {"kind": "plain", "a": "b"}}]},
        {"network": {"name": "vgg", "width": 4}},
        {"network": {"name": "unet", "width": 0}},
        {"network": {"name": "unet", "width": 4, "members": 11}},
        {"network": {"name": "unet", "width": 4, "parts": 1}},
        {"temperature": 0},
        {"may_miss": {"image": "red"}},
        {"may_miss": []},
        {"hotspot": {"reach_m": []}},
        {"hotspot": 3},
        {"scores": []},
        {"scores": {"network": {"iou": "0.9"}}},
        {"refit": {}},
        {"refit": {"done": 1}},
        {"learnt": {}},
        {"learnt": [3]},
        {"synthetic": "no"},
        {"seed": -1},
        {"overlap": 2},
    ],
    ids=lambda entry: str(entry)[:50],
)
def test_an_entry_of_the_wrong_kind_is_refused_by_name(tmp_path, entry):
    words = rf"the entry {next(iter(entry))} of its card cannot be used|its card is damaged"
    with pytest.raises(InputError, match=words):
        read_card(model(tmp_path / "m.safetensors", {**CARD, **entry}))


def test_a_model_of_a_newer_version_is_called_so(tmp_path):
    words = "made by a newer version of Slipline: its card has the format 2, this version reads 1"
    with pytest.raises(InputError, match=words):
        read_card(model(tmp_path / "m.safetensors", {**CARD, "format": 2, "threshold": "anything"}))


@pytest.mark.parametrize("version", [0, 1.0, True, "1", None])
def test_a_card_of_no_known_format_is_refused(tmp_path, version):
    with pytest.raises(InputError, match="not of format 1"):
        read_card(model(tmp_path / "m.safetensors", {**CARD, "format": version}))


def test_weights_that_are_cut_off_or_too_long_are_found_out(tmp_path):
    for weights in (WEIGHTS[:-1], WEIGHTS + b"0", b""):
        with pytest.raises(InputError, match="or it is damaged"):
            read_card(model(tmp_path / "m.safetensors", weights=weights))
    for offsets in ([0], "abc", None):
        with pytest.raises(InputError, match="or it is damaged"):
            read_card(model(tmp_path / "m.safetensors", w={"data_offsets": offsets}))


@pytest.mark.parametrize(("name", "reason"), [("absent.safetensors", errno.ENOENT), (".", errno.EISDIR)])
def test_a_model_that_cannot_be_read_says_why(tmp_path, name, reason):
    with pytest.raises(InputError, match=f"cannot be read: {os.strerror(reason)}"):
        read_card(str(tmp_path / name))


def test_a_full_disk_leaves_the_old_card(tmp_path):
    with small_disk(tmp_path / "disk", 8) as folder:
        path = model(folder / "m.safetensors", weights=bytes(5000), end=5000)
        with pytest.raises(OutputError, match=f"The model .* cannot be written: {os.strerror(errno.ENOSPC)}"):
            amend_card(path, {"long": "x" * 4000})
        assert read_card(path) == CARD
        assert [file.name for file in folder.iterdir()] == ["m.safetensors"]
