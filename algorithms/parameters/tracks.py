"""A layer of targets as a track: with the direction to its satellite and its series."""

from __future__ import annotations

import numpy as np

from ...core.base.errors import InputError
from ...core.base.translation import tr
from ...core.orbits.common_time import series_from
from ...core.orbits.tracks import HEADINGS, Track, checked_looks, look_vectors, require_angles
from ...core.products.kept_fields import LOOK, PASS
from ...core.products.series import day_of
from ...core.targets.values import require_numbers
from ..layers import read_points

_OTHERS = ("velocity_std", "coherence", "height", "incidence")


def read_track(layer, incidence, heading, progress) -> Track:
    """Targets of one line of sight from a layer, with its filter and edits.

    Args:
        layer: of points, with a field `velocity`.
        incidence, heading: degrees, as typed; None: the layer's fields say them.
        progress: hears of features that are left out.

    Raises:
        InputError: no velocity, no direction to the satellite, or targets of both orbits in one layer.
    """
    names = layer.fields().names()
    _require_one_pass(layer)
    dates = [name for name in names if day_of(name) is not None]
    numbers = [name for name in (*_OTHERS, *LOOK) if name in names]
    table = read_points(layer, ["velocity", *numbers, *dates], progress, layer.name())
    require_numbers(table.words, {"velocity"}, layer.name(), progress)
    empty = np.full(len(table.x), np.nan)
    values = {name: table.values.get(name, empty) for name in (*_OTHERS, *LOOK)}
    return Track(
        name=layer.name(),
        x=table.x,
        y=table.y,
        crs=table.crs,
        velocity=table.values["velocity"],
        look=_looks(layer, values, incidence, heading, progress),
        deviation=values["velocity_std"],
        coherence=values["coherence"],
        height=values["height"],
        series=series_from(dates, [table.values[name] for name in dates]),
    )


def _looks(layer, values, incidence, heading, progress):
    """Unit vectors (n, 3) to the satellite: from typed angles, else from the fields, else from incidence and pass."""
    name = layer.name()
    fields = np.column_stack([values[field] for field in LOOK])
    if np.isfinite(fields).all(axis=1).any() and incidence is None and heading is None:
        return checked_looks(fields, name)
    angles = values["incidence"] if incidence is None else np.full(len(fields), float(incidence))
    if heading is None:
        heading = HEADINGS.get(pass_of(layer), np.nan)
        if np.isfinite(heading) and np.isfinite(angles).any():
            progress.message(f"{name}: heading of {heading:g} degrees, that of Sentinel-1 on this orbit.")
    turned = np.full(len(fields), float(heading))
    require_angles(angles, turned, name)
    typed = checked_looks(look_vectors(angles, turned), name)
    if np.isfinite(fields).all(axis=1).any():
        _tell_contradiction(name, typed, fields, progress)
    return typed


def _tell_contradiction(name, typed, fields, progress):
    """A warning where typed angles look more than five degrees past the fields of the layer."""
    cosine = np.einsum("ij,ij->i", typed, fields) / np.linalg.norm(fields, axis=1)
    off = float(np.nanmedian(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))))
    if off > 5.0:
        progress.warning(
            f"{name}: INCIDENCE and HEADING look {off:.0f} degrees past the fields los_east, los_north and los_up of "
            "the layer. The typed ones are used."
        )


def pass_of(layer) -> str:
    """A or D, from the field `pass`; empty where there is none."""
    found = {str(value).strip().upper()[:1] for value in _values(layer, PASS)}
    return found.pop() if len(found) == 1 else ""


def _require_one_pass(layer):
    passes = {str(value).strip().upper()[:1] for value in _values(layer, PASS)} & set(HEADINGS)
    if len(passes) > 1:
        raise InputError(
            tr(
                "The layer {name} holds targets of ascending and descending orbits (field pass: {passes}). Give one "
                "layer for each orbit: Import coherent targets makes them."
            ),
            name=layer.name(),
            passes=", ".join(sorted(passes)),
        )


def _values(layer, field):
    """The different values of a field, without null; none where there is no such field."""
    index = layer.fields().lookupField(field)
    return [] if index < 0 else [value for value in layer.uniqueValues(index) if str(value) != "NULL"]
