"""Does every source help, and does none do the job alone? The demo area's acceptance test (science.md, 4.9).

    python -m slipline.benchmarks.complementarity [--seeds 1 2 3 4] [--steps 3000] [--size medium] [--only NAMES]

A pixel classifier (numpy: two hidden layers) sees of each cell of 20 m the features' own values, their means over its 3
x 3
neighbours and how much they vary there, and nothing else: the same for all rows. It learns each set of features on one
half of some synthetic scenes and is scored on the other, 700 m apart, and the other way round; cells are pooled. More
context would turn the raster of single targets into a map of local velocity. SYNTHETIC: the scores say whether the
scene is a sensible exercise, nothing about real ground. The table of the committed parameters is in
complementarity.txt.
"""

from __future__ import annotations

import argparse
import os
import time

os.environ.setdefault(
    "OMP_NUM_THREADS", "1"
)  # small products: threads that wait for each other make them several times slower
import numpy as np
from scipy import ndimage, special

from slipline.core.base.grid import Grid, Window
from slipline.core.demo.ground import block_means
from slipline.core.demo.recipe import CELL_M, Recipe
from slipline.core.demo.scene import make_scene
from slipline.core.demo.write import sensor_heights
from slipline.core.gis.vector import rasterize
from slipline.core.hotspots.gi_star import gi_star
from slipline.core.hotspots.kernel_density import KernelField

FACTOR = 4
CELL = CELL_M * FACTOR
TILE = 32
GAP_M = 700
RGB = ["red", "green", "blue", "texture"]
ASPECT = ["aspect_east", "aspect_north"]
SPEEDS = (5, 8, 10, 12, 15, 20, 25, 30)  # mm/yr
BUFFERS_M = (20, 40, 60, 80, 100, 150)
SETS = {
    "RGB": RGB,
    "points": ["points", "has_point"],
    "hot spot": ["hotspot"],
    "RGB + points": [*RGB, "points", "has_point"],
    "RGB + hot spot": [*RGB, "hotspot"],
    "RGB + hot spot + slope": [*RGB, "hotspot", "slope"],
    "RGB + hot spot + aspect": [*RGB, "hotspot", *ASPECT],
    "RGB + hot spot + aspect + elevation": [*RGB, "hotspot", *ASPECT, "elevation"],
    "all (with points, velocity, density, sensitivity)": [
        *RGB,
        "hotspot",
        *ASPECT,
        "points",
        "has_point",
        "velocity",
        "density",
        "slope",
        "sensitivity",
    ],
}
WANTED = {
    "RGB": (0.25, 0.40),
    "points": (0.10, 0.25),
    "hot spot": (0.35, 0.48),
    "RGB + points": (0.45, 0.55),
    "RGB + hot spot": (0.55, 0.63),
}
WITH_ASPECT = "RGB + hot spot + aspect"
GAINS = {  # over which row, and how much
    "RGB + hot spot + slope": ("RGB + hot spot", "+.01 to +.03 this"),
    WITH_ASPECT: ("RGB + hot spot", "or this"),
    f"{WITH_ASPECT} + elevation": (WITH_ASPECT, "<= 0; random > 0"),
    "all (with points, velocity, density, sensitivity)": (WITH_ASPECT, ">= +.03"),
}
RANDOM = (WITH_ASPECT, f"{WITH_ASPECT} + elevation")


def features(scene):
    """Scaled features by name (rows, columns) at 20 m, and the label."""
    rows, columns = scene.grid.rows // FACTOR, scene.grid.columns // FACTOR
    grid = Grid(scene.grid.crs, 0.0, 0.0, CELL, columns, rows)
    maps = {}
    for band, name in enumerate(RGB[:3]):
        values = block_means(scene.image[band], FACTOR)
        maps[name] = (values - values.mean()) / values.std()
    maps["texture"] = texture(scene.image[1])
    targets = scene.targets
    good = targets.coherence >= 0.7
    x, y, v = targets.x[good], -targets.y[good], targets.velocity[good]
    v = v - np.median(v)
    z = gi_star(x, y, v, 150.0).z
    density = kernel_values(KernelField(grid, x, y, np.array([z]), 150.0), grid)
    maps["hotspot"] = np.arcsinh(density[0] / (2.0 * 1.4826 * np.median(np.abs(density[0][density[0] != 0])) + 1e-9))
    near = kernel_values(KernelField(grid, x, y, np.array([np.clip(v, -60, 60), np.ones(len(v))]), 75.0), grid)
    maps["velocity"] = np.arcsinh(near[0] / np.maximum(near[1], 1.0) / 5.0)
    maps["density"] = np.log1p(near[1]) / 5.0
    column, row = np.floor(x / CELL).astype(int), np.floor(-y / CELL).astype(int)
    maps["points"], maps["has_point"] = np.zeros((rows, columns)), np.zeros((rows, columns))
    maps["points"][row, column] = np.arcsinh(v / 5.0)
    maps["has_point"][row, column] = 1
    maps |= ground_features(scene)
    label = rasterize([area.polygon for area in scene.areas], grid, Window(0, 0, columns, rows)) > 0
    raw = (density[0], row, column, v)
    return {name: np.asarray(values, np.float32) for name, values in maps.items()}, label, raw


def texture(band):
    """How rough the image is inside a cell, from its cells of 5 m."""
    values = band.astype(np.float32)
    fine = values - ndimage.uniform_filter(values, 5)
    return np.log(block_means(fine**2, FACTOR) + 1.0)


def kernel_values(kernel, grid):
    """Densities for each km2, (k, rows, columns)."""
    return 1e6 * kernel.sums(grid.window)[0]


def ground_features(scene):
    """Slope, aspect, elevation, sensitivity from the sensor's elevation model."""
    frame = scene.ground.frame
    z = block_means(frame.fine(sensor_heights(scene)[0], slice(0, frame.rows)), FACTOR)
    south, east = np.gradient(z, CELL)
    steep = np.hypot(south, east)
    slope = np.arctan(steep)
    down_east, down_north = -east / np.maximum(steep, 1e-6), south / np.maximum(steep, 1e-6)
    sensitivity = np.cos(slope) * (0.622 * down_east - 0.110 * down_north) - np.sin(slope) * 0.775
    return {
        "slope": slope * 2,
        "aspect_east": np.sin(slope) * down_east * 2,
        "aspect_north": np.sin(slope) * down_north * 2,
        "elevation": (z - z.mean()) / z.std(),
        "sensitivity": sensitivity,
    }


def columns_of(maps, names):
    """What the classifier sees of each cell: each map there, its mean and its spread over 3 x 3 cells.

    (cells, features).
    """
    seen = []
    for name in names:
        band = maps[name]
        mean = ndimage.uniform_filter(band, 3)
        seen += [band, mean, np.sqrt(np.maximum(ndimage.uniform_filter(band**2, 3) - mean**2, 0))]
    table = np.stack([part.ravel() for part in seen], 1).astype(np.float32)
    return (table - table.mean(0)) / (table.std(0) + 1e-6)


class Perceptron:
    """Two hidden layers, trained by Adam on balanced samples of cells."""

    def __init__(self, inputs, seed, widths=(40, 20)):
        self.rng = np.random.default_rng(seed)
        sizes = [inputs, *widths, 1]
        self.weights = [
            part.astype(np.float32)
            for a, b in zip(sizes, sizes[1:])
            for part in (self.rng.normal(0, np.sqrt(2 / a), (a, b)), np.zeros(b))
        ]

    def layers(self, x):
        """Outputs of all layers, the input first."""
        outputs = [x]
        for number in range(0, len(self.weights), 2):
            x = x @ self.weights[number] + self.weights[number + 1]
            x = np.maximum(x, 0) if number < len(self.weights) - 2 else x
            outputs.append(x)
        return outputs

    def gradients(self, x, y):
        """Of the mean cross entropy."""
        outputs = self.layers(x)
        error = (special.expit(outputs[-1]) - y[:, None]) / len(x)
        result = [None] * len(self.weights)
        for number in range(len(self.weights) - 2, -1, -2):
            result[number], result[number + 1] = outputs[number // 2].T @ error, error.sum(0)
            error = (error @ self.weights[number].T) * (outputs[number // 2] > 0)
        return result

    def fit(self, table, label, cells, steps, batch=512, share=0.25):
        """Train on `cells`, a quarter of each sample positive."""
        positive, negative = cells[label[cells]], cells[~label[cells]]
        first = [np.zeros_like(w) for w in self.weights]
        second = [np.zeros_like(w) for w in self.weights]
        for step in range(1, steps + 1):
            some = np.concatenate(
                [
                    positive[self.rng.integers(len(positive), size=int(share * batch))],
                    negative[self.rng.integers(len(negative), size=batch - int(share * batch))],
                ]
            )
            rate = 3e-3 * 0.5 * (1 + np.cos(np.pi * step / steps))
            for k, gradient in enumerate(self.gradients(table[some], label[some].astype(np.float32))):
                first[k] += 0.1 * (gradient - first[k])
                second[k] += 0.001 * (gradient**2 - second[k])
                change = first[k] / (1 - 0.9**step) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
                self.weights[k] -= rate * (change + 0.3 * self.weights[k])
        return self

    def predict(self, table):
        """Logits of all rows."""
        return np.concatenate([self.layers(part)[-1][:, 0] for part in np.array_split(table, 40)])


def learn(table, label, cells, steps, seed):
    """Score of every cell of a network trained on some cells, the mean of two starts."""
    starts = (10 * seed, 10 * seed + 1)
    return np.mean(
        [Perceptron(table.shape[1], start).fit(table, label, cells, steps).predict(table) for start in starts], 0
    )


def iou(found, label, part):
    return (found & label & part).sum() / max(((found | label) & part).sum(), 1)


def best_threshold(score, label, part):
    levels = np.quantile(score[part], np.linspace(0.5, 0.998, 60))
    return max(levels, key=lambda level: iou(score > level, label, part))


def halves(shape, kind):
    """Two pairs of (training part, test part)."""
    part = np.zeros(shape, int)
    if kind == "blocks":
        middle, gap = shape[1] // 2, round(GAP_M / CELL / 2)
        part[:, : middle - gap], part[:, middle + gap :] = 1, 2
    else:
        small = np.random.default_rng(5).integers(1, 3, (shape[0] // TILE + 1, shape[1] // TILE + 1))
        part = np.kron(small, np.ones((TILE, TILE), int))[: shape[0], : shape[1]]
    return [(part == 1, part == 2), (part == 2, part == 1)]


def score_set(names, scenes, kind, steps):
    """IoU pooled over scenes and halves; one classifier learns from one half of every scene."""
    both = either = 0
    table = np.concatenate([columns_of(maps, names) for maps, _, _ in scenes])
    labels = np.array([label for _, label, _ in scenes])
    for number, (learnt, tested) in enumerate(halves(labels.shape[1:], kind)):
        cells = np.flatnonzero(np.broadcast_to(learnt, labels.shape))
        score = learn(table, labels.ravel(), cells, steps, number).reshape(labels.shape)
        found = score > best_threshold(score, labels, np.broadcast_to(learnt, labels.shape))
        both += (found & labels & tested).sum()
        either += ((found | labels) & tested).sum()
    return both / either


def baselines(scenes):
    """IoU of fast targets with a buffer, and of the thresholded hot spot map.

    Settings that are best on the training half.
    """
    counts = np.zeros((2, 2))
    for _, label, (hotspot, row, column, v) in scenes:
        maps = [np.abs(hotspot)[None] > np.quantile(np.abs(hotspot), np.linspace(0.5, 0.998, 60))[:, None, None]]
        maps.insert(
            0, np.array([near <= buffer_m for near in distances(label.shape, row, column, v) for buffer_m in BUFFERS_M])
        )
        for learnt, tested in halves(label.shape, "blocks"):
            for number, choices in enumerate(maps):
                found = max(choices, key=lambda choice: iou(choice, label, learnt))
                counts[number] += (found & label & tested).sum(), ((found | label) & tested).sum()
    return counts[:, 0] / counts[:, 1]


def distances(shape, row, column, v):
    """Distance to the nearest target that is faster than each of SPEEDS, m."""
    for speed in SPEEDS:
        still = np.ones(shape, bool)
        still[row[np.abs(v) > speed], column[np.abs(v) > speed]] = False
        yield ndimage.distance_transform_edt(still) * CELL


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4])
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--size", default="medium")
    parser.add_argument("--only", nargs="*", help="names of sets")
    options = parser.parse_args()
    report([features(make_scene(options.size, seed, Recipe())) for seed in options.seeds], options)


def report(scenes, options):
    """Print the table."""
    print("SYNTHETIC scenes, not accuracy on real ground")
    print(
        f"size {options.size}, seeds {options.seeds}, {options.steps} steps; positive cells "
        f"{np.mean([s[1].mean() for s in scenes]):.2%}"
    )
    print(f"{'features':52}{'blocks':>8}{'random':>8}{'gain':>8}  {'wanted':18}{'s':>5}")
    for name, value in zip(
        ("baseline: fast targets with a buffer", "baseline: |hot spot| over threshold"), baselines(scenes)
    ):
        print(f"{name:52}{value:8.3f}", flush=True)
    scores = {}
    for name, names in SETS.items():
        if options.only and name not in options.only:
            continue
        start = time.time()
        scores[name] = score_set(names, scenes, "blocks", options.steps)
        over, gain = GAINS.get(name, ("", ""))
        text = f"{scores[name]:8.3f}"
        text += f"{score_set(names, scenes, 'random', options.steps):8.3f}" if name in RANDOM else " " * 8
        text += f"{scores[name] - scores[over]:+8.3f}" if over in scores else " " * 8
        wanted = "{:.2f} to {:.2f}".format(*WANTED[name]) if name in WANTED else gain
        print(f"{name:52}{text}  {wanted:18}{time.time() - start:5.0f}", flush=True)


if __name__ == "__main__":
    main()
