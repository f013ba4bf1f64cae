"""Displacements of many dates on cells: stacks of NetCDF and HDF5, and granules of which each has one date."""

from __future__ import annotations

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.translation import tr
from ..gis.array_process import file_and_variable
from ..products.array_files import Array, ArrayFile
from ..products.lattices import days_of, lattice_of
from ..products.series import YEAR_DAYS, slopes
from ..products.units import LENGTH, PHASE, unit_of
from .cell_layers import ArrayLayer, CellLayer, array_layers
from .fields import find_field

Floats = NDArray[np.float64]
DISPLACEMENTS = (  # names of displacements, the one that is taken first of several
    "displacement",
    "timeseries",
    "cum",
    "los_displacement",
    "short_wavelength_displacement",
    "disp",
)
MASKS = ("recommended_mask", "mask", "maskTempCoh")
_TILE = 256  # columns of all dates that are held at once
_LEAST_YEARS = 0.5  # between two dates whose difference is called a velocity
_GRANULE = re.compile(r"_(\d{8})T\d{6}Z?_(\d{8})T\d{6}Z?(?=[_.])")  # reference and secondary date in OPERA's names
_TAGS = (
    ("reference_datetime", "reference_zero_doppler_start_time"),
    ("secondary_datetime", "secondary_zero_doppler_start_time"),
)
_OTHER = re.compile(r"mask|label|coh|similarity|std|resid|baseline|bperp|count|gap")


@dataclass(frozen=True)
class Scenes(ABC):
    """Displacements of several days.

    Args:
        layer: one of the layers they are in: its cells are those of all.
        days: of the displacements, increasing.
        unit: of the displacements, as it is spelled, or empty.
    """

    layer: ArrayLayer
    days: tuple[dt.date, ...]
    unit: str

    @abstractmethod
    def block(self, row: int, rows: int, column: int, columns: int) -> Floats:
        """Displacements (days, rows, columns) of a part, NaN where there is none or a mask is 0."""

    def tiles(self, row: int, rows: int, column: int = 0, columns: int = 0) -> Iterator[tuple[int, Floats]]:
        """First columns and blocks of a strip, some columns at a time."""
        end = column + (columns or self.layer.columns)
        for first in range(column, end, _TILE):
            yield first, self.block(row, rows, first, min(_TILE, end - first))


@dataclass(frozen=True)
class Stack(Scenes):
    """An array of rows, columns and times; `mask`, if there is one, likewise."""

    mask: ArrayLayer | None = None

    def block(self, row: int, rows: int, column: int, columns: int) -> Floats:
        """See Scenes."""
        values = self.layer.block(row, rows, column, columns)
        if self.mask is not None:
            good = self.mask.block(row, rows, column, columns)
            values = np.where(np.nan_to_num(good) != 0, values, np.nan)
        return values


@dataclass(frozen=True)
class Granule:
    """One file of OPERA's DISP-S1: displacements of a day against a reference day, and where they are good."""

    layer: ArrayLayer
    reference: dt.date
    day: dt.date
    mask: ArrayLayer | None
    coherence: ArrayLayer | None


@dataclass(frozen=True)
class Granules(Scenes):
    """Granules in the order of their days; the first of `days` is the first reference, at which all is 0."""

    granules: tuple[Granule, ...]

    def block(self, row: int, rows: int, column: int, columns: int) -> Floats:
        """See Scenes: a granule that counts from a later day goes on from the displacement of that day."""
        made = np.full((len(self.days), rows, columns), np.nan)
        made[0] = 0.0
        at = {day: i for i, day in enumerate(self.days)}
        for granule in self.granules:
            values = granule.layer.read(row, rows, column, columns)
            if granule.mask is not None:
                good = granule.mask.read(row, rows, column, columns)
                values = np.where(np.nan_to_num(good) != 0, values, np.nan)
            made[at[granule.day]] = made[at[granule.reference]] + values
        made[0] = np.where(np.isfinite(made[1:]).any(axis=0), 0.0, np.nan)
        return made


@dataclass(frozen=True)
class FitLayer(CellLayer):
    """Velocities: the slopes of the straight lines through the displacements, in their unit a year."""

    scenes: Scenes

    @property
    def tags(self) -> Mapping[str, object]:
        """See CellLayer."""
        return self.scenes.layer.tags

    @property
    def rows(self) -> int:
        """See CellLayer."""
        return self.scenes.layer.rows

    @property
    def columns(self) -> int:
        """See CellLayer."""
        return self.scenes.layer.columns

    @property
    def is_image(self) -> bool:
        """No."""
        return False

    def read(self, row: int, rows: int, column: int = 0, columns: int = 0) -> Floats:
        """See CellLayer; NaN where fewer than half of the days, or 3, are known."""
        days, parts = self.scenes.days, []
        for _, values in self.scenes.tiles(row, rows, column, columns):
            flat = values.reshape(len(days), -1)
            known = np.isfinite(flat).sum(axis=0)
            if len(days) == 2:
                slope = (flat[1] - flat[0]) * YEAR_DAYS / (days[1] - days[0]).days
            else:
                slope = np.where(known >= max(3, (len(days) + 1) // 2), slopes(days, flat), np.nan)
            parts.append(slope.reshape(values.shape[1:]))
        return np.concatenate(parts, axis=1)


@dataclass(frozen=True)
class MeanLayer(CellLayer):
    """The mean of several layers, or of the times of one."""

    layers: tuple[ArrayLayer, ...]

    @property
    def rows(self) -> int:
        """See CellLayer."""
        return self.layers[0].rows

    @property
    def columns(self) -> int:
        """See CellLayer."""
        return self.layers[0].columns

    @property
    def is_image(self) -> bool:
        """No."""
        return False

    def read(self, row: int, rows: int, column: int = 0, columns: int = 0) -> Floats:
        """See CellLayer."""
        total, count = np.zeros((rows, columns or self.columns)), np.zeros((rows, columns or self.columns))
        for layer in self.layers:
            values = layer.block(row, rows, column, columns).reshape(-1, *total.shape)
            total += np.nansum(values, axis=0)
            count += np.isfinite(values).sum(axis=0)
        return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)


def fit_layer(name: str, scenes: Scenes) -> FitLayer:
    """The velocities of scenes as a layer, with the unit that follows from theirs."""
    layer = scenes.layer
    unit = f"{scenes.unit}/yr" if scenes.unit else ""
    return FitLayer(name, layer.transform, layer.crs, layer.path, unit, scenes)


def stacks_in(path: str, crs: str = "") -> tuple[dict[str, Scenes], list[ArrayLayer]]:
    """Stacks of displacements in a file, the one that is meant first, and its other arrays with times.

    Raises:
        InputError: its times are no dates.
    """
    layers = array_layers(path, crs, times=True)
    chosen = file_and_variable(path)[1].rsplit("/", maxsplit=1)[-1]
    names = [one.name for one in layers if _may_be_displacement(one) or one.name == chosen]
    order = sorted(names, key=lambda name: (name != chosen, DISPLACEMENTS.index(name) if name in DISPLACEMENTS else 99))
    by_name = {one.name: one for one in layers}
    mask = next((by_name[name] for name in MASKS if name in by_name), None)
    made: dict[str, Scenes] = {}
    for name in order:
        layer = by_name[name]
        found = days_of(layer.file, layer.array)
        if found is None:
            raise InputError(
                tr("The times of {name} in {path} are no dates. Give them as days since a date, or as 20190105."),
                name=name,
                path=path,
            )
        made[name] = Stack(layer, tuple(found[1]), _unit_of(layer), mask)
    return made, [one for one in layers if one.name not in made]


def _unit_of(layer: ArrayLayer) -> str:
    """Unit of displacements; LiCSBAS writes mm and does not say so."""
    unit = unit_of(layer.unit)
    if unit is not None and unit.kind in (LENGTH, PHASE):
        return unit.text
    return "mm" if layer.file.array("imdates") is not None and layer.file.array("corner_lat") is not None else ""


def _may_be_displacement(layer: ArrayLayer) -> bool:
    other = find_field("coherence", [layer.name]) or _OTHER.search(layer.name.lower())
    return not layer.array.is_byte and not other


def granule_of(path: str, crs: str = "", wanted: str = "") -> Granule | None:
    """A file of one displacement with its two days; None where it is something else.

    Args:
        path: of the file.
        crs: of a file that does not say.
        wanted: name of the displacements; empty: `displacement`.
    """
    file = ArrayFile(file_and_variable(path)[0])
    array = file.array(wanted or "displacement")
    days = _granule_days(file)
    if array is None or days is None or len(array.shape) < 2 or _is_stack(array):
        return None

    def layer(found: Array | None) -> ArrayLayer | None:
        if found is None or found.shape != array.shape:
            return None
        place = lattice_of(file, found, crs)
        unit = found.unit or str(found.attributes.get("units", ""))
        return ArrayLayer(found.short, place.transform, place.crs, path, unit, file, found, place)

    main = layer(array)
    if main is None:
        return None
    return Granule(main, *days, layer(file.array(MASKS[0])), layer(file.array("temporal_coherence")))


def _is_stack(array: Array) -> bool:
    return len(array.shape) > 2 and min(array.shape) > 1


def _granule_days(file: ArrayFile) -> tuple[dt.date, dt.date] | None:
    """Reference and secondary day: by the file's name, else by its metadata."""
    named = _GRANULE.search(Path(file.path).name)
    tags = file.all_attributes
    texts = named.groups() if named else [next((str(tags[key]) for key in keys if key in tags), "") for keys in _TAGS]
    days = [_day(text) for text in texts]
    return (days[0], days[1]) if days[0] is not None and days[1] is not None else None


def _day(text: str) -> dt.date | None:
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", text)
    return dt.date(*map(int, found.groups())) if found else None


def joined_granules(granules: Sequence[Granule]) -> Granules:
    """Granules of one frame as scenes.

    Raises:
        InputError: their cells differ, a reference day is missing, or all lies within half a year.
    """
    order = sorted({granule.day: granule for granule in granules}.values(), key=lambda granule: granule.day)
    first = min(granule.reference for granule in order)
    known = {first}
    for granule in order:
        if not granule.layer.lies_as(order[0].layer):
            raise InputError(
                tr("{first} and {second} have other cells. Import granules of one frame at a time."),
                first=Path(order[0].layer.path).name,
                second=Path(granule.layer.path).name,
            )
        if granule.reference not in known:
            raise InputError(
                tr("{name} counts from {day}, and no granule ends on that day. Add the granules before it."),
                name=Path(granule.layer.path).name,
                day=f"{granule.reference:%Y-%m-%d}",
            )
        known.add(granule.day)
    days = tuple(sorted(known))
    if len(days) == 2 and (days[1] - days[0]).days < _LEAST_YEARS * YEAR_DAYS:
        raise InputError(
            tr(
                "{name} is the displacement of {days} days, which is no velocity. Give more granules of the frame: "
                "their folder, or more files."
            ),
            name=Path(order[0].layer.path).name,
            days=(days[1] - days[0]).days,
        )
    layer = order[0].layer
    unit = unit_of(layer.unit)
    return Granules(layer, days, unit.text if unit is not None and unit.kind == LENGTH else "", tuple(order))
