"""Reading model files that somebody else wrote."""

import json
import pickle
import struct
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from slipline.core.base.errors import InputError, OutputError
from slipline.core.base.safetensors_header import read_header
from slipline.models.networks.model_file import load_model, read_tensors, save_model
from slipline.models.networks.networks import NetworkConfig, build

CONFIG = NetworkConfig("resunet", 2, 3)


@pytest.fixture()
def good(tmp_path, card_for):
    path = tmp_path / "good.safetensors"
    save_model(str(path), build(CONFIG), card_for(CONFIG))
    return path


def parts_of(path):
    """Header and the bytes behind it."""
    data = Path(path).read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def write(path, header, body):
    text = json.dumps(header).encode()
    Path(path).write_bytes(struct.pack("<Q", len(text)) + text + body)
    return str(path)


def refused(path, says="Slipline model|damaged|network"):
    with pytest.raises(InputError, match=says) as caught:
        load_model(str(path))
    assert str(caught.value).count(". ") == 1
    assert str(caught.value).endswith(".")


def test_the_good_file_loads_and_nothing_is_left_beside_it(good):
    assert load_model(str(good)).config == CONFIG
    assert list(good.parent.iterdir()) == [good]


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="what is mapped is told by Linux")
@pytest.mark.parametrize(
    "read", [lambda path: load_model(path).network, lambda path: read_tensors(path, read_header(path))]
)
def test_nothing_of_a_file_stays_mapped_for_windows_replaces_none_that_is(good, read):
    kept = read(str(good))
    assert kept is not None
    assert str(good) not in Path("/proc/self/maps").read_text()


class Bomb:
    """A pickle that would write a file if it were ever loaded."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@pytest.mark.parametrize("writer", ["torch", "torch legacy", "pickle"])
def test_a_pickle_is_refused_and_never_loaded(tmp_path, writer):
    path, witness = tmp_path / "evil.safetensors", tmp_path / "witness"
    if writer == "pickle":
        path.write_bytes(pickle.dumps(Bomb(witness)))
    else:
        torch.save({"weights": Bomb(witness)}, path, _use_new_zipfile_serialization=writer == "torch")
    refused(path, "no safetensors")
    assert not witness.exists()


def test_a_missing_file_is_refused(tmp_path):
    refused(tmp_path / "none.safetensors", "cannot be read")


@pytest.mark.parametrize("data", [b"", b"abc", struct.pack("<Q", 2**40) + b"{}", struct.pack("<Q", 2**19) + b"{}"])
def test_a_file_without_a_sound_header_is_refused(tmp_path, data):
    path = tmp_path / "short.safetensors"
    path.write_bytes(data)
    refused(path, "safetensors file|cut off")


@pytest.mark.parametrize("text", [b"[" * 200_000, b"\xff\xfe{}", b"[]", b"7", b"{"])
def test_a_header_that_is_no_json_object_is_refused(tmp_path, text):
    path = tmp_path / "header.safetensors"
    path.write_bytes(struct.pack("<Q", len(text)) + text)
    refused(path, "header")


def test_a_safetensors_file_of_another_program_is_refused(tmp_path):
    path = tmp_path / "other.safetensors"
    save_file({"a": torch.zeros(3)}, path)
    refused(path, "no card")


@pytest.mark.parametrize(
    "change",
    [
        {"format": 0},
        {"format": None},
        {"network": {"name": "os.system", "width": 2, "bands_in": 3}},
        {"network": {"name": "resunet", "width": 10**9, "bands_in": 3}},
        {"network": None},
        {"network": CONFIG.as_dict() | {"extra": 1}},
        {"network": {"name": "resunet", "width": 4, "bands_in": 3}},
        {"network": {"name": "unet", "width": 2, "bands_in": 3}},
        {"network": {"name": "resunet", "width": 2, "bands_in": 4}},
        {"bands": []},
        {"bands": None},
        {"validity": ["image"]},
        {"validity": ["nothing"]},
        {"tile": 0},
        {"tile": "32"},
        {"tile": 10**9},
        {"temperature": 0},
        {"temperature": "hot"},
    ],
)
def test_a_card_that_does_not_fit_is_refused(good, tmp_path, card_for, change):
    header, body = parts_of(good)
    header["__metadata__"]["slipline"] = json.dumps(card_for(CONFIG, **change))
    refused(write(tmp_path / "changed.safetensors", header, body))


@pytest.mark.parametrize("card", ["{", "[" * 100_000, "3", 7, None])
def test_a_card_that_is_no_json_object_is_refused(good, tmp_path, card):
    header, body = parts_of(good)
    header["__metadata__"]["slipline"] = card
    refused(write(tmp_path / "changed.safetensors", header, body), "card")


def harmed(header, how):
    name = "head.weight"
    if how == "missing":
        del header[name]
    elif how == "extra":
        header["more"] = dict(header[name])
    elif how == "type":
        header[name]["dtype"] = "I32"
    elif how == "shape":
        header[name]["shape"] = [2, 1, 1, 1]
    elif how == "offsets":
        header[name]["data_offsets"] = [0, 8]
    elif how == "beyond the file":
        header[name]["data_offsets"] = [10**9, 10**9 + 8]
    elif how == "no entry":
        header[name] = 5
    return header


@pytest.mark.parametrize("how", ["missing", "extra", "type", "shape", "offsets", "beyond the file", "no entry"])
def test_weights_that_do_not_fit_the_network_are_refused(good, tmp_path, how):
    header, body = parts_of(good)
    refused(write(tmp_path / "harmed.safetensors", harmed(header, how), body))


def test_a_truncated_file_is_refused(good, tmp_path):
    header, body = parts_of(good)
    refused(write(tmp_path / "cut.safetensors", header, body[:-4]))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_weights_that_are_not_finite_are_refused(tmp_path, card_for, value):
    network = build(CONFIG)
    with torch.no_grad():
        network.head.weight[0, 0, 0, 0] = value
    path = tmp_path / "nan.safetensors"
    save_model(str(path), network, card_for(CONFIG))
    refused(path, "finite")


def test_half_precision_weights_are_welcome(good, tmp_path, card_for):
    half = {name: value.half() for name, value in build(CONFIG).state_dict().items()}
    path = tmp_path / "half.safetensors"
    save_file(half, path, metadata={"slipline": json.dumps(card_for(CONFIG))})
    assert {value.dtype for value in load_model(str(path)).network.state_dict().values()} == {torch.float32}


def test_a_place_that_cannot_be_written_to_is_one_sentence(tmp_path, card_for):
    with pytest.raises(OutputError, match="cannot be written"):
        save_model(str(tmp_path / "none" / "model.safetensors"), build(CONFIG), card_for(CONFIG))


def fuzzed(data, length, random):
    """One of many ways to harm the bytes of a model file."""
    body = bytearray(data)
    header = json.loads(data[8 : 8 + length])
    how = int(random.integers(6))
    if how == 0:  # cut off, anywhere
        return bytes(body[: int(random.integers(len(body)))])
    if how == 1:  # flipped bytes of the header
        for _ in range(int(random.integers(1, 6))):
            body[int(random.integers(8 + length))] = int(random.integers(256))
        return bytes(body)
    if how == 2:  # another length of the header
        return struct.pack("<Q", int(random.integers(2**63))) + data[8:]
    name = list(header)[int(random.integers(1, len(header)))]
    if how == 3:  # overlapping, negative or giant offsets
        header[name]["data_offsets"] = random.choice([-4, 0, 3, 4, 8, 10**6, 2**40, 2**63 - 1], 2).tolist()
    elif how == 4:
        header[name]["shape"] = random.choice([-1, 0, 1, 2, 3, 2**20, 2**40], int(random.integers(0, 5))).tolist()
    else:
        header[name]["dtype"] = str(random.choice(["F64", "I64", "U8", "BOOL", "F8_E4M3", "pickle", ""]))
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data[8 + length :]


@pytest.mark.parametrize("seed", range(6))
def test_a_harmed_file_is_refused_or_still_the_same_model(good, tmp_path, seed):
    data, path = good.read_bytes(), tmp_path / "fuzzed.safetensors"
    length, random = struct.unpack("<Q", data[:8])[0], np.random.default_rng(seed)
    whole, refusals = load_model(str(good)), 0
    for _ in range(120):
        path.write_bytes(fuzzed(data, length, random))
        try:
            loaded = load_model(str(path))
        except InputError:
            refusals += 1
        else:  # a flipped byte of a name in the card, for example
            assert loaded.config == whole.config
            assert all(
                torch.equal(a, b)
                for a, b in zip(loaded.network.state_dict().values(), whole.network.state_dict().values())
            )
    assert refusals > 90


@pytest.mark.parametrize("value", [0, 1, 2**20, 2**40, 2**63, 2**64 - 1])
def test_a_header_of_any_length_is_refused_without_reading_it(good, tmp_path, value):
    path = tmp_path / "long.safetensors"
    path.write_bytes(struct.pack("<Q", value) + good.read_bytes()[8:])
    refused(path)


def test_a_name_that_comes_twice_is_refused(good, tmp_path):
    header, body = parts_of(good)
    text = json.dumps(header).encode()
    twice = text[:-1] + b', "head.weight": ' + json.dumps(header["head.weight"]).encode() + b"}"
    path = tmp_path / "twice.safetensors"
    path.write_bytes(struct.pack("<Q", len(twice)) + twice + body)
    refused(path, "header is damaged")


def test_weights_that_share_bytes_are_refused(good, tmp_path):
    header, body = parts_of(good)
    names = [name for name in header if name != "__metadata__"]
    one, other = next((a, b) for a in names for b in names if a < b and header[a]["shape"] == header[b]["shape"])
    header[other]["data_offsets"] = header[one]["data_offsets"]
    refused(write(tmp_path / "shared.safetensors", header, body), "do not lie behind")


def test_an_unfinished_training_is_no_model(good, tmp_path):
    header, body = parts_of(good)
    header["__metadata__"] = {"slipline_run": "{}"}
    refused(write(tmp_path / "run.safetensors", header, body), "no card")
