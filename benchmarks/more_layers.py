"""What a further band of pure noise costs: IoU on held-back ground of the demo, with and without it, seed by seed.

    python -m slipline.benchmarks.more_layers [small|medium] [seeds] (small and 3 without a word)

The stack is that of the demo area with a raster of white noise given as MORE_LAYERS. Compare feature sets trains
`recommended` and `recommended + noise` with the same recipe; the network is narrow and its training short, so that the
figures say what the band costs and nothing of how good a network becomes. Prints the table and the paired difference
with its interval.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

from ..core.base.progress import Silent
from ..core.base.training_options import TrainingOptions
from ..core.comparison.compare import Comparison, compare
from ..core.comparison.contrasts import contrasts
from ..core.gis.raster import RasterReader
from ..core.gis.raster_writer import Band, RasterWriter
from ..core.stack.build import StackOptions, build_stack
from ..core.stack.feature_sets import with_groups
from ..core.stack.more_layers import MoreLayer
from ..core.stack.parts import StackInputs
from ..core.targets.importing import ImportOptions, import_targets
from ..core.targets.opening import open_source
from ..core.training.data import TrainingData
from ..core.worker.python import find_python
from ._few_labels_places import Place, demo_place

RECIPE = {"width": 8, "tile": 64, "epochs": 8, "batch": 8, "device": "cpu", "refit": False}


def with_noise(place: Place) -> str:
    """The stack of a demo place with a band of noise that has nothing to do with the ground."""
    folder = place.folder
    with RasterReader(place.stack) as reader:
        grid = reader.grid
    rng = np.random.default_rng(77)
    with RasterWriter(str(folder / "noise.tif"), grid, [Band("")]) as writer:
        for window in grid.windows():
            writer.write(rng.standard_normal(window.shape).astype(np.float32), window)
    source = [open_source(str(folder / "targets.csv"))]
    targets = import_targets(source, ImportOptions(), str(folder / "again.gpkg"), Silent())
    inputs = StackInputs(
        image=str(folder / "image.tif"),
        hotspot=str(folder / "hotspot.tif"),
        dem=str(folder / "dem.tif"),
        targets=targets,
        more=(MoreLayer(str(folder / "noise.tif")),),
    )
    path = str(folder / "with_noise.vrt")
    build_stack(inputs, StackOptions(grid=inputs.hotspot), path)
    return path


def main() -> None:
    size = next((word for word in sys.argv[1:] if not word.isdigit()), "small")
    seeds = range(1, 1 + next((int(word) for word in sys.argv[1:] if word.isdigit()), 3))
    with tempfile.TemporaryDirectory() as name:
        place = demo_place(Path(name) / "demo", 1, size)
        with RasterReader(with_noise(place)) as stack:
            data = TrainingData(stack=stack, bands=(), areas=place.areas, within=place.within, synthetic=True)
            wanted = Comparison(with_groups(["groups"], stack), ["resunet"], list(seeds))
            output = str(Path(name) / "table.csv")
            runs = compare(data, wanted, TrainingOptions(**RECIPE), output, "", find_python(), Silent())
    for run in runs:
        print(f"  {run.title}, seed {run.seed}: IoU {run.scores['network']['iou']:.3f}")
    for one in contrasts(runs):
        low, high = one.found.low, one.found.high
        print(f"  {one.second} less {one.first}: {one.found.value:+.4f} IoU ({low:+.4f} to {high:+.4f})")


if __name__ == "__main__":
    main()
