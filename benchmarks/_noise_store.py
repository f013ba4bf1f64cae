"""A tile store of noise with a round area in each tile, for benchmarks that need no ground."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from slipline.core.base.grid import Grid
from slipline.models.input.tile_reader import TileStore, open_store


def noise_store(folder: Path, tile: int, count: int, bands: tuple[str, ...]) -> TileStore:
    """Write and open a store: all of its ground is training ground; tile k lies at the k-th position.

    Args:
        folder: an existing one.
        tile: side of a tile in cells.
        count: number of tiles.
        bands: names of the features.
    """
    side = int(np.ceil(count**0.5)) * tile
    random = np.random.default_rng(1)
    rows, columns = np.ogrid[:side, :side]
    labels = ((rows % tile - tile / 2) ** 2 + (columns % tile - tile / 2) ** 2 < (tile / 5) ** 2).astype(np.uint8)
    features = random.normal(0, 1, (len(bands), side, side)).astype(np.float32) + labels
    for name, array in (("features", features), ("labels", labels), ("sets", np.ones_like(labels))):
        np.save(folder / f"{name}.npy", array)
    corners = [(row, column) for row in range(0, side, tile) for column in range(0, side, tile)][:count]
    manifest = {
        "bands": [{"name": name, "unit": ""} for name in bands],
        "grid": asdict(Grid("EPSG:32633", 0.0, 0.0, 5.0, side, side)),
        "tile": tile,
        "split": "blocks",
        "positions": [(*corner, 1) for corner in corners],
        "objects": [(row, column, tile, tile) for row, column in corners],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return open_store(str(folder))
