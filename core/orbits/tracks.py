"""A track: targets that one satellite saw from one side, with the direction from the ground to the satellite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress
from ..base.translation import tr
from ..gis.crs import same_crs, transform_points
from ..products.kept_fields import ASCENDING, DESCENDING
from ..products.looks import look_vector

Floats = NDArray[np.float64]
HEADINGS = {ASCENDING: 350.0, DESCENDING: 190.0}  # of Sentinel-1, degrees clockwise from north
LENGTH = 0.05  # by which the length of a vector of three fields may differ from 1
_PLAUSIBLE = (5.0, 85.0)  # degrees of incidence


@dataclass(frozen=True)
class Series:
    """Displacements of n targets at t dates: `days` (t,) days since 1970, rising; `values` (n, t) mm, NaN: unknown."""

    days: NDArray[np.int64]
    values: NDArray[np.float32]


@dataclass(frozen=True)
class Track:
    """Targets of one line of sight.

    Args:
        name: of the layer, for messages.
        x, y: (n,) in `crs`.
        crs: of the places.
        velocity: (n,) mm/yr towards the satellite.
        look: (n, 3) unit vectors from the ground to the satellite: east, north, up.
        deviation: (n,) standard deviation of the velocity that the producer states, mm/yr; NaN: not stated.
        coherence, height: (n,) NaN: not known.
        series: None where the layer has none.
    """

    name: str
    x: Floats
    y: Floats
    crs: str
    velocity: Floats
    look: Floats
    deviation: Floats
    coherence: Floats
    height: Floats
    series: Series | None = field(default=None)

    def __len__(self) -> int:
        return len(self.x)

    def kept(self, mask: NDArray[np.bool_]) -> Track:
        """The targets that a mask (n,) selects."""
        series = self.series and Series(self.series.days, self.series.values[mask])
        values = {
            name: getattr(self, name)[mask]
            for name in ("x", "y", "velocity", "look", "deviation", "coherence", "height")
        }
        return replace(self, series=series, **values)

    def in_crs(self, crs: str) -> Track:
        """The same targets in a metric CRS."""
        if same_crs(self.crs, crs):
            return self
        x, y = transform_points(self.x, self.y, self.crs, crs)
        return replace(self, x=x, y=y, crs=crs)


def usable(track: Track, progress: Progress) -> Track:
    """The targets that have a place, a velocity and a line of sight; how many have not is said.

    Raises:
        InputError: none has.
    """
    good = np.isfinite(track.x) & np.isfinite(track.y) & np.isfinite(track.velocity)
    good &= np.isfinite(track.look).all(axis=1)
    if not good.any():
        raise InputError(
            tr(
                "None of the {count} targets of {name} has a velocity. Choose the layer that Import coherent "
                "targets wrote."
            ),
            count=len(track),
            name=track.name,
        )
    if not good.all():
        progress.warning(
            f"{track.name}: {int((~good).sum())} of {len(track)} targets have no place or velocity and are left out."
        )
        return track.kept(good)
    return track


def look_vectors(incidence: Floats, heading: Floats) -> Floats:
    """Unit vectors from the ground to a satellite that looks to the right, (n, 3): east, north, up.

    Args:
        incidence: (n,) degrees from the vertical.
        heading: (n,) degrees clockwise from north, of the flight.
    """
    return np.column_stack(look_vector(np.asarray(incidence), np.asarray(heading))).astype(np.float64)


def checked_looks(look: Floats, name: str) -> Floats:
    """Vectors (n, 3) of exactly unit length; NaN where a layer gives none.

    Raises:
        InputError: none is known, or those that are known are not unit vectors from the ground up to a satellite.
    """
    length = np.linalg.norm(look, axis=1)
    known = np.isfinite(length)
    if not known.any():
        raise InputError(
            tr("The layer {name} does not say in which direction its satellite is. Give INCIDENCE and HEADING."),
            name=name,
        )
    wrong = known & ((np.abs(length - 1.0) > LENGTH) | ~(look[:, 2] > 0))
    if wrong.any():
        east, north, up = look[np.flatnonzero(wrong)[0]]
        raise InputError(
            tr(
                "The fields los_east, los_north and los_up of the layer {name} are {east}, {north}, {up} at a "
                "target, which is "
                "not a unit vector from the ground to a satellite. Correct them, or give INCIDENCE and HEADING."
            ),
            name=name,
            east=f"{east:.3g}",
            north=f"{north:.3g}",
            up=f"{up:.3g}",
        )
    return np.asarray(look / length[:, None], np.float64)


def require_angles(incidence: Floats, heading: Floats, name: str) -> None:
    """Stop where typed or stored angles are those of no radar.

    Raises:
        InputError: an incidence that is not from 5 to 85 degrees, or a heading that is no number of degrees.
    """
    known = incidence[np.isfinite(incidence)]
    if len(known) and not (_PLAUSIBLE[0] <= known.min() and known.max() <= _PLAUSIBLE[1]):
        raise InputError(
            tr("The incidence of the layer {name} is {value} degrees. Give one from {low} to {high} degrees."),
            name=name,
            value=f"{float(known.min() if known.min() < _PLAUSIBLE[0] else known.max()):g}",
            low=f"{_PLAUSIBLE[0]:g}",
            high=f"{_PLAUSIBLE[1]:g}",
        )
    turned = heading[np.isfinite(heading)]
    if len(turned) and np.abs(turned).max() > 360.0:
        raise InputError(
            tr("The heading of the layer {name} is {value} degrees. Give one from -360 to 360 degrees."),
            name=name,
            value=f"{float(turned[np.argmax(np.abs(turned))]):g}",
        )


def labels_of(tracks: Sequence[Track]) -> list[str]:
    """A short name for each track: `a` where the satellite stands in the west (ascending), `d` in the east.

    A second one of the same kind is `a2` or `d2`.
    """
    labels: list[str] = []
    for track in tracks:
        letter = "a" if float(np.nanmedian(track.look[:, 0])) < 0 else "d"
        same = sum(label[0] == letter for label in labels)
        labels.append(letter if not same else f"{letter}{same + 1}")
    return labels
