"""A full frame of interferograms in LiCSAR's layout, invented, with its truth: as large as wanted, compressed.

Scenes six days apart; each is joined to the four that follow. Quarter of the frame is sea; on land coherence is a
smooth field. Ground moves in bowls; the atmosphere is turbulent; 45 % of the pairs have round patches of a wrong cycle,
as densely as in the tests' stacks. One file is cut short.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from osgeo import gdal
from scipy import ndimage

from slipline.core.demo.interferograms import RAD_PER_M, Patch, draw_patches, noise_of
from slipline.core.demo.noise import power_law, smooth
from slipline.core.gis.crs import spatial_reference

FIRST = date(2019, 1, 5)
EVERY_DAYS, AHEAD = 6, 4
LEFT, TOP, CELL_DEG = 15.0, 47.0, 0.001
LOOKS, INCIDENCE_DEG, RANGE_M = 20.0, 39.2, 880e3
_COARSE = 16  # cells of the atmosphere's grid
_FILTERED = 0.23  # by which coherence is lower than the noise of the filtered phase says
_STEP = 64.0  # parts of a radian that are written
_LAYOUT = "106D_04900_131313"
_OPTIONS = {
    np.float32: (gdal.GDT_Float32, ["COMPRESS=ZSTD", "ZSTD_LEVEL=1", "TILED=YES"]),
    np.uint8: (gdal.GDT_Byte, ["COMPRESS=LZW", "TILED=YES"]),
}


class Frame:
    """What is true of a frame.

    Args:
        shape: rows and columns.
        pairs: how many interferograms.
        seed: the same number gives the same frame.
    """

    def __init__(self, shape: tuple[int, int], pairs: int, seed: int = 1) -> None:
        rng = np.random.default_rng(seed)
        scenes = pairs // AHEAD + 3
        every = [(i, j) for i in range(scenes) for j in range(i + 1, min(i + AHEAD + 1, scenes))]
        self.pairs = every[:pairs]
        self.days = EVERY_DAYS * np.arange(max(j for _, j in self.pairs) + 1)
        self.baselines = rng.normal(0, 50, len(self.days))
        self.shape = shape
        self.sea = smooth(shape, 150.0, rng) < -0.7
        self.coherence = np.asarray(0.43 + 0.33 * np.tanh(0.9 * smooth(shape, 12.0, rng)), np.float32)
        bowls = smooth(shape, 10.0, rng)
        self.velocity = np.asarray(-25 * np.maximum(bowls - 1.8, 0) + 15 * np.maximum(-bowls - 2.2, 0), np.float32)
        spread = np.asarray(np.sqrt(0.25) * noise_of(self.coherence, LOOKS), np.float32)
        self._spread = np.minimum(spread, 1.5, out=spread)
        self._noise = rng.standard_normal((shape[0] + 997, shape[1] + 997), np.float32)
        self._corners = rng.integers(0, 997, (len(self.days) + len(self.pairs), 2))
        self._small = (shape[0] // _COARSE + 2, shape[1] // _COARSE + 2)
        self._delays = [
            rng.lognormal(0, 0.5) * 8.0 * power_law(self._small, 3.0, max(self._small), rng) for _ in self.days
        ]
        self._patches = [self._drawn(rng) if rng.random() < 0.45 else [] for _ in self.pairs]

    def _drawn(self, rng: np.random.Generator) -> list[Patch]:
        """Patches of one pair: one to three on as many cells as the tests' stacks have."""
        fields = max(1, round(self.shape[0] * self.shape[1] / 32_000))
        return [patch for _ in range(fields) for patch in draw_patches(1, self.shape, 1.0, rng)[0]]

    def dates(self, pair: int) -> str:
        """As the files' names have them."""
        return "_".join(f"{FIRST + timedelta(int(self.days[scene])):%Y%m%d}" for scene in self.pairs[pair])

    def span(self, pair: int) -> int:
        """Days."""
        i, j = self.pairs[pair]
        return int(self.days[j] - self.days[i])

    def pair_coherence(self, span: int) -> np.ndarray:
        """0 to 255 of a pair of so many days: LiCSAR's phases are filtered, and less noisy than this says."""
        seen = np.maximum(self.coherence - _FILTERED, 0.02) * np.exp(-span / 300)
        return np.where(self.sea, 0, np.round(255 * seen)).astype(np.uint8)

    def phase(self, pair: int) -> np.ndarray:
        """Rad, positive away, 0 at sea."""
        i, j = self.pairs[pair]
        made = self._piece(j) - self._piece(i)
        made += np.float32(np.sqrt(2)) * self._piece(len(self.days) + pair)
        made *= self._spread
        made -= self.velocity * np.float32(RAD_PER_M / 1000 * self.span(pair) / 365.25)
        delay = (RAD_PER_M / 1000 * (self._delays[j] - self._delays[i])).astype(np.float32)
        made += ndimage.zoom(delay, _COARSE, order=1)[: self.shape[0], : self.shape[1]]
        for row, column, radius, cycles in self._patches[pair]:
            top, left = max(0, int(row - radius)), max(0, int(column - radius))
            part = made[top : int(row + radius) + 2, left : int(column + radius) + 2]
            rows, columns = np.ogrid[: part.shape[0], : part.shape[1]]
            part[(rows + top - row) ** 2 + (columns + left - column) ** 2 <= radius**2] += np.float32(
                2 * np.pi * cycles
            )
        made *= np.float32(_STEP)
        np.rint(made, out=made)
        made /= np.float32(_STEP)
        made[self.sea] = 0
        return made

    def _piece(self, number: int) -> np.ndarray:
        row, column = self._corners[number]
        return self._noise[row : row + self.shape[0], column : column + self.shape[1]]


def write_frame(frame: Frame, folder: Path) -> None:
    """Write the frame's files; those of an earlier call stay."""
    place = folder / _LAYOUT
    for pair in range(len(frame.pairs)):
        name = frame.dates(pair)
        here = place / "interferograms" / name
        here.mkdir(parents=True, exist_ok=True)
        done = here / "done"
        if done.exists():
            continue
        _write(here / f"{name}.geo.unw.tif", frame.phase(pair))
        span = frame.span(pair)
        coherence = place / f"coherence_{span}"
        if not coherence.exists():
            _write(coherence, frame.pair_coherence(span))
        shutil.copyfile(coherence, here / f"{name}.geo.cc.tif")
        done.touch()
        if pair % 50 == 0:
            print(f"  {pair} of {len(frame.pairs)} interferograms are written", flush=True)
    broken = place / "interferograms" / name / f"{name}.geo.unw.tif"
    broken.write_bytes(broken.read_bytes()[: broken.stat().st_size // 2])
    _write_metadata(frame, place / "metadata")


def _write_metadata(frame: Frame, place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    first = f"{FIRST:%Y%m%d}"
    lines = [
        f"{first} {FIRST + timedelta(int(day)):%Y%m%d} {baseline:.2f} {day}"
        for day, baseline in zip(frame.days, frame.baselines - frame.baselines[0])
    ]
    (place / "baselines").write_text("\n".join(lines))
    (place / "metadata.txt").write_text(
        f"avg_incidence_angle={INCIDENCE_DEG}\ncentre_range_m={RANGE_M}\nheading=-168.2\n"
    )
    steep = np.full(frame.shape, np.radians(INCIDENCE_DEG), np.float32)
    azimuth = np.radians(-168.2 + 90)
    for name, values in (
        ("E", -np.sin(steep) * np.sin(azimuth)),
        ("N", -np.sin(steep) * np.cos(azimuth)),
        ("U", np.cos(steep)),
        ("hgt", 800 + 600 * frame.coherence),
    ):
        _write(place / f"{_LAYOUT}.geo.{name}.tif", values.astype(np.float32))


def _write(path: Path, values: np.ndarray) -> None:
    kind, options = _OPTIONS[values.dtype.type]
    rows, columns = values.shape
    made = gdal.GetDriverByName("GTiff").Create(str(path), columns, rows, 1, kind, options)
    made.SetGeoTransform((LEFT, CELL_DEG, 0, TOP, 0, -CELL_DEG))
    made.SetProjection(spatial_reference("EPSG:4326").ExportToWkt())
    made.GetRasterBand(1).WriteArray(values)
    made = None
