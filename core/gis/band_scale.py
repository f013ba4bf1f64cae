"""Scale and offset that a band declares: what is stored times the scale plus the offset is the value."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

Scaling = tuple[float, float]
AS_STORED: Scaling = (1.0, 0.0)


def scaling_of(band: gdal.Band) -> Scaling:
    """Scale and offset of a band; 1 and 0 where it declares none, or a scale of 0, which would leave no values."""
    scale, offset = band.GetScale(), band.GetOffset()
    return 1.0 if scale is None or scale == 0 else float(scale), 0.0 if offset is None else float(offset)


def unscaled(values: NDArray[np.generic], scaling: Scaling) -> NDArray[np.float64]:
    """Stored values (any shape) as what they mean, float64; NaN stays NaN."""
    return np.asarray(values).astype(np.float64) * scaling[0] + scaling[1]
