"""Made-up targets for tests: positions, velocities, and a log that remembers."""

from __future__ import annotations

import numpy as np

from slipline.core.base.progress import Silent
from slipline.core.gis.crs import spatial_reference
from slipline.core.targets.targets import Targets, standard_targets

UTM = spatial_reference("EPSG:32633").ExportToWkt()
WEST, NORTH = 500000.0, 4600000.0


class Remembering(Silent):
    """Progress that keeps its lines; cancelled from the first moment if told so."""

    def __init__(self, cancelled=False):
        self.lines, self.warnings, self.cancelled = [], [], cancelled

    def message(self, text):
        self.lines.append(text)

    def warning(self, text):
        self.lines.append(text)
        self.warnings.append(text)

    def is_cancelled(self):
        return self.cancelled

    @property
    def text(self):
        return "\n".join(self.lines)


def plain_targets(x, y, velocity, gi_z=None, coherence=None, crs=UTM) -> Targets:
    """Targets of which little else is known."""
    others = {} if coherence is None else {"coherence": coherence}
    return standard_targets(x, y, crs, velocity, others, {} if gi_z is None else {"gi_z": gi_z})


def scattered(count=300, size_m=1000.0, seed=1, crs=UTM, slide=True) -> Targets:
    """Targets at random in a square whose north-west corner is that of the test rasters.

    Its middle moves away at 40 mm/yr.
    """
    rng = np.random.default_rng(seed)
    x, y = WEST + rng.uniform(0, size_m, count), NORTH - rng.uniform(0, size_m, count)
    velocity = rng.normal(0, 2, count)
    if slide:
        velocity[np.hypot(x - WEST - size_m / 2, y - NORTH + size_m / 2) < size_m / 5] -= 40.0
    return standard_targets(x, y, crs, velocity, {"coherence": rng.uniform(0.7, 1.0, count)})
