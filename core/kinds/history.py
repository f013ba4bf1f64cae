"""What the classified series of an area's targets say of the kind of motion."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..areas.motion import ENOUGH_TARGETS
from ..series.classes import ACCELERATING, BREAK, JUMP, LINEAR, SEASONAL, SLOWING, STABLE
from ..targets.targets import Targets

SHARES = {
    "stable": STABLE,
    "linear": LINEAR,
    "accelerating": ACCELERATING,
    "slowing": SLOWING,
    "seasonal": SEASONAL,
    "broken": BREAK,
}


def history_of(targets: Targets, here: NDArray[np.intp]) -> dict[str, float]:
    """Shares of the kinds of series, of those with jumps, and the season; empty for targets without a class.

    Args:
        targets: with the fields of Classify time series in `more`.
        here: indices of the area's targets.
    """
    codes = targets.more.get("trend_code")
    if codes is None or codes.dtype.kind not in "fiu":
        return {}
    known = np.asarray(codes, np.float64)[here]
    told = here[np.isfinite(known) & (known >= 0)]
    if len(told) < ENOUGH_TARGETS:
        return {}
    kinds = np.asarray(codes, np.float64)[told]
    made = {name: float((kinds == code).mean()) for name, code in SHARES.items()}
    jumps = targets.more.get("jumps")
    jumped = kinds == JUMP
    if jumps is not None:
        jumped |= np.nan_to_num(np.asarray(jumps, np.float64)[told]) > 0
    made["jumping"] = float(jumped.mean())
    season = targets.more.get("season_mm")
    if season is not None and np.isfinite(np.asarray(season, np.float64)[told]).any():
        made["season"] = float(np.nanmedian(np.asarray(season, np.float64)[told]))
    return made
