"""A tiny tile store that a small network can learn, made with numpy alone."""

import json

import numpy as np
import pytest
import torch

BANDS = [
    ("red", ""),
    ("green", ""),
    ("blue", ""),
    ("hotspot", "z/km2"),
    ("velocity", "mm/yr"),
    ("density", "targets/km2"),
    ("aspect_east", ""),
    ("aspect_north", ""),
]


def disc(shape, row, column, radius):
    rows, columns = np.ogrid[: shape[0], : shape[1]]
    return (rows - row) ** 2 + (columns - column) ** 2 < radius**2


def make_store(folder, tile=32, shape=(96, 160), split="blocks", seed=5, bands=BANDS):
    """West: training, middle: validation, east: test. Areas move away from the radar and are brighter."""
    random = np.random.default_rng(seed)
    rows, columns = shape
    areas = [(20, 20), (64, 30), (40, 58), (24, 92), (70, 96), (30, 132), (70, 146)]
    labels = np.zeros(shape, np.uint8)
    objects = []
    for row, column in areas:
        radius = int(random.integers(8, 12))
        labels[disc(shape, row, column, radius)] = 1
        if column < 80:
            objects.append([row - radius, column - radius, 2 * radius, 2 * radius])
    moving = labels.astype(np.float32)
    values = {
        "hotspot": -900.0 * moving + random.normal(0, 150, shape),
        "velocity": -25.0 * moving + random.normal(0, 4, shape),
        "density": np.abs(random.normal(250, 60, shape)),
        "aspect_east": random.uniform(-0.4, 0.4, shape),
        "aspect_north": random.uniform(-0.4, 0.4, shape),
        "aspect": random.uniform(0, 360, shape),
    }
    for name in ("red", "green", "blue"):
        values[name] = 120.0 + 25.0 * moving + random.normal(0, 10, shape)
    values["hotspot"][:6, :] = np.nan
    values["velocity"][:6, :] = np.nan
    values["density"][:6, :] = 0.0
    sets = np.full(shape, 1, np.uint8)
    if split == "blocks":
        sets[:, 72:80] = 0
        sets[:, 80:112] = 2
        sets[:, 112:] = 3
    stride = tile - round(tile * 0.2)
    positions = []
    for row in range(0, rows - tile // 4, stride):
        for column in range(0, columns - tile // 4, stride):
            part = int(sets[min(row + tile // 2, rows - 1), min(column + tile // 2, columns - 1)])
            if split == "random":
                part = 3 if random.random() < 0.3 else 1
                if part == 3:
                    sets[row : row + tile, column : column + tile] = 3
            if part:
                positions.append([row, column, part])
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "features.npy", np.stack([values[name] for name, _ in bands]).astype(np.float32))
    np.save(folder / "labels.npy", labels)
    np.save(folder / "sets.npy", sets)
    manifest = {
        "version": 1,
        "bands": [{"name": name, "unit": unit} for name, unit in bands],
        "grid": {"crs": "EPSG:32647", "x_min": 0.0, "y_max": 0.0, "cell_m": 5.0, "columns": columns, "rows": rows},
        "tile": tile,
        "overlap": 0.2,
        "split": split,
        "seed": seed,
        "positions": positions,
        "objects": objects,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory):
    """A store in blocks; nobody may write into it."""
    return make_store(tmp_path_factory.mktemp("stores") / "blocks")


@pytest.fixture(scope="session")
def random_store_folder(tmp_path_factory):
    """The same area split tile by tile, as the paper does it."""
    bands = [*BANDS[:4], ("aspect", "degree")]
    return make_store(tmp_path_factory.mktemp("stores") / "random", split="random", bands=bands)


@pytest.fixture(autouse=True, scope="module")
def _one_thread():
    """Networks this small are slower with more threads, and much slower on a busy machine."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


class Reporter:
    """Remembers what a job reported; asks to stop after a number of updates."""

    def __init__(self, cancel_after=None):
        self.fractions, self.lines, self.warnings, self.metrics = [], [], [], []
        self._cancel_after = cancel_after

    def update(self, fraction):
        self.fractions.append(fraction)

    def message(self, text):
        self.lines.append(text)

    def warning(self, text):
        self.warnings.append(text)

    def metric(self, **numbers):
        self.metrics.append(numbers)

    def is_cancelled(self):
        return self._cancel_after is not None and len(self.fractions) >= self._cancel_after


@pytest.fixture()
def reporter():
    return Reporter()


@pytest.fixture(scope="session")
def card_for():
    """card_for(config, **changes) -> the smallest card that a model file may have."""

    def card(config, **changes):
        band = {"unit": "", "scaling": {"kind": "plain"}, "low": 0.0, "high": 1.0}
        return {
            "format": 1,
            "network": config.as_dict(),
            "validity": [],
            "tile": 32,
            "temperature": 1.0,
            "bands": [{"name": f"band{number}", **band} for number in range(config.bands_in)],
            **changes,
        }

    return card
