"""GAMMA's parameter files: wavelength, ranges, angles, and the perpendicular baseline at a target."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .products import Files, Layer, Looking, dates_in, number_of, text_of, values_of

Floats = NDArray[np.float64]
LIGHT_M_S = 299792458.0


@dataclass(frozen=True)
class OrbitBaseline:
    """Baseline in the system of the orbit, m and m/s.

    Across (C) and normal (N) in the middle of the scene, and their rates.
    """

    across: float
    normal: float
    across_rate: float
    normal_rate: float

    def perpendicular(self, look: Floats | float, seconds: Floats | float = 0.0) -> Floats:
        """Perpendicular baseline in m at look angles (rad) and times from the middle of the scene.

        C cos(look) - N sin(look).
        """
        across = self.across + self.across_rate * np.asarray(seconds)
        normal = self.normal + self.normal_rate * np.asarray(seconds)
        return np.asarray(across * np.cos(look) - normal * np.sin(look))


@dataclass(frozen=True)
class Scene:
    """What an image's parameter file says.

    Args:
        near_m, spacing_m: slant range of the first column, and from column to column.
        lines, line_s: of the image; seconds from line to line.
        orbit_m, earth_m: distances of the satellite and of the ground below it from the centre of the Earth.
        centre_m: slant range in the middle.
        incidence_deg, heading_deg, wavelength_m: of the radar.
    """

    near_m: float
    spacing_m: float
    lines: float
    line_s: float
    orbit_m: float
    earth_m: float
    centre_m: float
    incidence_deg: float
    heading_deg: float
    wavelength_m: float

    def look(self, range_m: Floats | float, ground_m: Floats | float = 0.0) -> Floats:
        """Look angle in rad, off the nadir, at slant ranges in m.

        Args:
            range_m: of targets.
            ground_m: their distance from the centre of the Earth; 0: that of the ground below the satellite.
        """
        ground = np.where(np.asarray(ground_m) > 0, ground_m, self.earth_m)
        cosine = (self.orbit_m**2 + np.asarray(range_m) ** 2 - ground**2) / (2 * self.orbit_m * np.asarray(range_m))
        return np.asarray(np.arccos(np.clip(cosine, -1, 1)))


def read_scene(text: str) -> Scene:
    """An image's parameter file (`*_mli.par`, `*_slc.par`)."""
    facts = values_of(text, ":")

    def value(name: str) -> float:
        return number_of(facts.get(name, ""))

    return Scene(
        value("near_range_slc"),
        value("range_pixel_spacing"),
        value("azimuth_lines"),
        value("azimuth_line_time"),
        value("sar_to_earth_center"),
        value("earth_radius_below_sensor"),
        value("center_range_slc"),
        value("incidence_angle"),
        value("heading"),
        LIGHT_M_S / value("radar_frequency"),
    )


def read_baseline(text: str) -> OrbitBaseline | None:
    """A pair's baseline file (`*_base.par`): the precise one where it is there; None where there is none."""
    facts = values_of(text, ":")
    for kind in ("precision", "initial"):
        place = facts.get(f"{kind}_baseline(tcn)", "").split()
        rate = facts.get(f"{kind}_baseline_rate", "").split()
        if len(place) >= 3 and any(float(word) for word in place[1:3]):
            rates = [float(word) for word in rate[1:3]] if len(rate) >= 3 else [0.0, 0.0]
            return OrbitBaseline(float(place[1]), float(place[2]), *rates)
    return None


class GammaFiles:
    """The parameter files below a folder."""

    def __init__(self, files: Files) -> None:
        scenes = [path for path, _ in files.matching(r".*(mli|slc|rslc|rmli)\.par")]
        scenes.sort(key=lambda path: "mli" not in os.path.basename(path).lower())
        self.scene = read_scene(text_of(scenes[0])) if scenes else None
        self.lookup = files.first(r".*to_rdc.*|.*\.lt(_fine)?")
        self._baselines: dict[tuple[date, date], OrbitBaseline] = {}
        for path, _ in files.matching(r".*base(line)?\.par"):
            dates, baseline = dates_in(os.path.basename(path)), read_baseline(text_of(path))
            if dates and baseline:
                self._baselines[dates] = baseline

    @property
    def wavelength_m(self) -> float:
        """NaN where no image's file is there."""
        return self.scene.wavelength_m if self.scene else float("nan")

    def orbit_baseline(self, dates: tuple[date, date]) -> OrbitBaseline | None:
        """Of a pair, in the order of its file's dates."""
        return self._baselines.get(dates)

    def baseline(self, dates: tuple[date, date]) -> float:
        """Perpendicular, in the middle of the scene, m; NaN where it is not known."""
        found = self._baselines.get(dates)
        if found is None or self.scene is None:
            return float("nan")
        return float(found.perpendicular(self.scene.look(self.scene.centre_m)))

    def looking(self, height: Layer | None) -> Looking:
        """How the radar looked in the middle of the scene."""
        if self.scene is None or not math.isfinite(self.scene.incidence_deg):
            return Looking(height=height)
        scene = self.scene
        return Looking(None, "incidence", scene.incidence_deg, scene.centre_m, scene.heading_deg, height)
