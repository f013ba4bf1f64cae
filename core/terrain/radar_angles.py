"""Incidence and look azimuth of the radar for a study: what the user typed, else what the targets say."""

from __future__ import annotations

from ..base.progress import Progress
from ..products.kept_fields import ASCENDING
from ..products.looks import Seen
from .relief import look_azimuth_of

_INCIDENCE_APART, _AZIMUTH_APART = 5.0, 20.0  # degrees by which typed angles may differ from those of the targets


def radar_angles(
    incidence: float | None, look_azimuth: float | None, seen: Seen, progress: Progress
) -> tuple[float | None, float | None]:
    """Both angles in degrees, None where nothing says them; the log tells where they come from, and contradictions.

    Args:
        incidence, look_azimuth: as typed; None: not typed.
        seen: what the targets say.
        progress: hears of it.
    """
    if seen.problem:
        progress.warning(f"The targets say nothing of the radar's look: {seen.problem}.")
    of_targets = seen.look_azimuth
    if of_targets is None and seen.orbit and seen.incidence is not None:
        of_targets = look_azimuth_of("ascending" if seen.orbit == ASCENDING else "descending")
    for called, typed, known, apart in (
        ("incidence", incidence, seen.incidence, _INCIDENCE_APART),
        ("look azimuth", look_azimuth, of_targets, _AZIMUTH_APART),
    ):
        if typed is not None and known is not None and _difference(typed, known) > apart:
            progress.warning(
                f"The {called} of {typed:.0f} degrees, as typed, contradicts the targets, which say {known:.0f}. The "
                "typed one is used."
            )
    found = incidence if incidence is not None else seen.incidence, of_targets if look_azimuth is None else look_azimuth
    if (incidence is None or look_azimuth is None) and None not in found:
        progress.message(f"Radar: incidence {found[0]:.1f}, look azimuth {found[1]:.0f} degrees, as the targets say.")
    return found


def _difference(first: float, second: float) -> float:
    """Degrees between two directions."""
    return abs((first - second + 180.0) % 360.0 - 180.0)
