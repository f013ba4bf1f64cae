"""Rasters of velocities as sources of targets, with the rasters beside them: coherence, mask, height, deviation."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.no_value import stands_for_nothing
from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from ..files.columns import Growing, pieces
from ..gis.array_process import file_and_variable
from ..gis.crs import crs_name, same_crs
from ..gis.raster_view import original_of
from ..products.facts import Facts, facts_of_tags
from .cell_layers import ArrayLayer, CellLayer, cell_layers
from .fields import ALIASES, find_field
from .source import Columns, Companions, RawPoints, Rows, TargetSource

STRIP = 256  # rows of a raster that are read at once
OUTSIDE = "outside the mask"
_SPATIAL = re.compile(
    r"coh_avg|avgspatialcoh", re.IGNORECASE
)  # LiCSBAS, MintPy: means of the interferograms' coherence
_MINTPY = ("X_FIRST", "FILE_TYPE")  # tags of its files, which hold m/yr
# what producers write beside a raster of velocities: pattern of its name -> role -> names to look for
_BESIDE: tuple[tuple[str, dict[str, tuple[str, ...]]], ...] = (
    (
        r"(geo_)?(?:velocity|timeseries)\w*\.(h5|he5)",
        {
            "coherence": ("{0}temporalCoherence.h5", "{0}avgSpatialCoh.h5"),
            "mask": ("{0}maskTempCoh.h5",),
            "height": ("{0}geometryRadar.h5", "{0}geometryGeo.h5", "geometryGeo.h5"),
            "incidence": ("{0}geometryRadar.h5", "{0}geometryGeo.h5", "geometryGeo.h5"),
        },
    ),
    (
        r"()vel[\w.]*\.geo\.tif",  # a mask.tif may be anybody's
        {
            "coherence": ("coh_avg.geo.tif",),
            "mask": ("mask.geo.tif",),
            "height": ("hgt.geo.tif",),
            "velocity_std": ("vstd.geo.tif",),
            "los_east": ("E.geo.tif",),
            "los_north": ("N.geo.tif",),
            "los_up": ("U.geo.tif",),
        },
    ),
)
_SPARE = ("height", "incidence", "velocity_std", "los_east", "los_north", "los_up")  # what an import can do without
_OTHER_KINDS = (  # what the names of rasters say that are no velocities, and what they then hold
    (r"unw|phase|wrapped|int", "an interferometric phase in radians"),
    (r"coh\w*|corr|cc|tempcoh", "a coherence"),
    (r"\w*disp\w*", "a displacement, not one per year"),
    (r"dem|hgt|height|theta|phi|inc", "heights or angles"),
)


class RasterSource(TargetSource):
    """A raster of velocities: one target at the centre of each cell that has a velocity and lies inside the mask.

    Args:
        path: a raster of any format, or MintPy's HDF5; its bands or arrays are the fields.
        companions: rasters of coherence and of the mask that the user named; those of MintPy and LiCSBAS are found.
        crs: of a raster that does not say.

    Raises:
        InputError: a raster that cannot be read, or has no CRS.
    """

    def __init__(self, path: str, companions: Companions = Companions(), crs: str = "") -> None:
        self.path = path
        self._file, chosen = file_and_variable(original_of(path))
        layers = self._own_layers(crs)
        if chosen in layers:  # the user named the array of the velocities
            others = {name: one for name, one in layers.items() if name not in ("velocity", chosen)}
            layers = {"velocity": layers[chosen], **others}
        first = next(iter(layers.values()))
        self._first = first
        found = _found_beside(Path(self._file), layers, crs)
        self._elsewhere = [role for role, layer in found.items() if not layer.lies_as(first)]
        self._unreadable = {role: layer for role, layer in found.items() if role in _SPARE and not _can_be_read(layer)}
        left_out = {*self._elsewhere, *self._unreadable}
        self._found = {role: layer for role, layer in found.items() if role not in left_out}
        named = {role: file for role, file in (("coherence", companions.coherence), ("mask", companions.mask)) if file}
        self._beside = {**self._found, **{role: _one(role, file, crs) for role, file in named.items()}}
        self._found = {role: layer for role, layer in self._found.items() if role not in named}
        self._named = set(named)
        own_mask = next((layers[name] for name in ("recommended_mask", "mask") if name in layers), None)
        self._mask = self._beside.get("mask") or (own_mask if isinstance(own_mask, ArrayLayer) else None)
        self._layers = {**layers, **{role: layer for role, layer in self._beside.items() if role != "mask"}}
        self._writes_metres = any(tag in first.tags for tag in _MINTPY)
        self._guessed = len(layers) if len(layers) > 1 and not find_field("velocity", list(layers)) else 0
        if len(layers) == 1 or not find_field("velocity", list(layers)):
            self._layers = {
                "velocity": first,
                **{name: one for name, one in self._layers.items() if name != first.name},
            }

    def _own_layers(self, crs: str) -> dict[str, CellLayer]:
        return {layer.name: layer for layer in cell_layers(self.path, crs)}

    def as_in_qgis(self, crs: str, nulls: tuple[tuple[float, float], ...]) -> None:
        """Take over what QGIS knows of the layer of an array, of which there is no view.

        Args:
            crs: of the layer, WKT; empty: none.
            nulls: ranges of velocities that mean no value.

        Raises:
            InputError: the file says another CRS.
        """
        if crs and not same_crs(crs, self._first.crs):
            raise InputError(
                tr(
                    "The layer of {path} has the CRS {layer}, but its attributes say {file}. Set the layer's CRS to "
                    "that, or correct the file."
                ),
                path=self.path,
                layer=crs_name(crs),
                file=crs_name(self._first.crs),
            )
        name = find_field("velocity", list(self._layers)) or next(iter(self._layers))
        layer = self._layers[name]
        if isinstance(layer, ArrayLayer):
            self._layers[name] = replace(layer, nulls=nulls)

    def facts(self) -> Facts:
        """See TargetSource: what the tags of the file say."""
        return facts_of_tags(self._first.tags)

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self._file).name

    def fields(self) -> list[str]:
        """Names of bands or arrays and of the rasters beside; a raster of one band has a velocity."""
        return list(self._layers)

    def is_spatial_coherence(self, name: str) -> bool:
        """Whether a column is the mean spatial coherence of interferograms: by the name of its file or array."""
        layer = self._layers.get(name)
        return layer is not None and bool(_SPATIAL.search(f"{Path(layer.path).name} {layer.name}"))

    def read(self, fields: Sequence[str], progress: Progress) -> RawPoints:
        """See TargetSource. 0 counts as a value unless it is declared as nodata.

        A declared scale and offset are applied.

        Args:
            fields: the velocity first; where it has no value there is no target.
            progress: hears of the rasters that are used, and of a mask that is missing.

        Raises:
            InputError: an image of 8 bits.
        """
        layers = [self._layers[name] for name in fields]
        if layers[0].is_image:
            raise InputError(
                tr("The raster {path} is an image of 8 bits. Choose a raster of velocities."), path=self.path
            )
        self._say(progress)
        growing, masked = [Growing() for _ in range(len(fields) + 2)], 0
        for *parts, outside in self._strips(layers, progress):
            masked += int(outside[0])
            for each, found in zip(growing, parts):
                each.add(found)
        x, y, *columns = (each.column() for each in growing)
        if masked and "mask" in self._found:
            progress.warning(
                f"{self.name}: {Path(self._found['mask'].path).name}, which lies beside it, leaves out {masked} of "
                f"{masked + len(x)} cells."
            )
        units = {name: layer.unit for name, layer in zip(fields, layers)}
        made: Columns = dict(zip(fields, columns))
        self._warn_of_zeros(columns[0], progress)
        for role, values in made.items():
            if role in self._named and len(x) and not np.isfinite(values).any():
                raise InputError(
                    tr("The raster of the {role}, {path}, has no value where the velocities are. Check its CRS."),
                    role=role,
                    path=self._beside[role].path,
                )
        return RawPoints(x, y, layers[0].crs, made, units, self._writes_metres, {OUTSIDE: int(masked)})

    def attribute_blocks(
        self, names: Sequence[str], rows: Rows, _progress: Progress
    ) -> Iterator[dict[str, NDArray[Any]]]:
        """See TargetSource: a raster has no texts."""
        for part in pieces(len(rows)):
            yield {name: np.full(len(rows[part]), None, object) for name in names}

    def _strips(self, layers: Sequence[CellLayer], progress: Progress) -> Iterator[tuple[NDArray[np.float64], ...]]:
        """x, y, values of each layer, and the number of cells outside the mask, for some rows at a time."""
        velocity = layers[0]
        for row in range(0, velocity.rows, STRIP):
            check_cancelled(progress)
            values = velocity.read(row, min(STRIP, velocity.rows - row))
            rows, columns = np.nonzero(np.isfinite(values))
            x, y = velocity.centres(rows + row, columns)
            inside = np.ones(len(x), bool)
            if self._mask is not None:
                mask = self._mask.at(x, y, velocity.crs)
                inside = ~stands_for_nothing(mask) & (mask != 0)
            self._see(rows[inside] + row, columns[inside])
            others = [layer.at(x[inside], y[inside], velocity.crs) for layer in layers[1:]]
            yield x[inside], y[inside], values[rows, columns][inside], *others, np.array([(~inside).sum()])
            progress.update(min(1.0, (row + STRIP) / velocity.rows))

    def _see(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
        """Hears of the cells of targets, in their order."""

    def _say(self, progress: Progress) -> None:
        self._say_kind(progress)
        if self._guessed and next(iter(self._layers)) == "velocity":
            progress.warning(
                f"{self.name} has {self._guessed} bands, none of which is called velocity: the first is taken "
                "for it. If it is another,"
                " save that band alone."
            )
        for role, layer in self._beside.items():
            progress.message(f"{self.name}: {role} from {Path(layer.path).name}.")
        for role, layer in self._unreadable.items():
            progress.warning(
                f"{self.name}: the {role} in {Path(layer.path).name}, which lies beside it, cannot be unpacked and is "
                "not used. MintPy packs this file by LZF, which QGIS' HDF5 library does not know: save it by h5py with "
                "compression gzip."
            )
        for role in self._elsewhere:
            progress.warning(
                f"{self.name}: the {role} that lies beside it has other cells and is not used. If it belongs to it, "
                "name it."
            )

    def _say_kind(self, progress: Progress) -> None:
        """Warn where the name says that this is something else than velocities."""
        words = re.split(r"[_.\-]", self.name.lower())
        kinds = [kind for pattern, kind in _OTHER_KINDS if any(re.fullmatch(pattern, word) for word in words)]
        if kinds and not any(word.startswith(("vel", "rate")) for word in words):
            progress.warning(f"{self.name}: the name says that this is {kinds[0]}. A velocity is needed.")

    def _warn_of_zeros(self, velocity: NDArray[np.float64], progress: Progress) -> None:
        zeros = int((velocity == 0).sum())
        if zeros > 1 and self._mask is None:
            progress.warning(
                f"{self.name}: {zeros} of {len(velocity)} cells are exactly 0, which may mean no value. If so, "
                "give the mask,"
                " or 0 as a number that means no value."
            )


@dataclass(frozen=True)
class _Names:
    """Files of a folder by their names."""

    folder: Path

    def first(self, names: Sequence[str]) -> str:
        """Path of the first that is there, or empty."""
        return next((str(self.folder / name) for name in names if (self.folder / name).is_file()), "")


def _beside(path: Path) -> dict[str, str]:
    """Files that the producer of a raster of velocities writes into its folder: role -> path."""
    for pattern, roles in _BESIDE:
        match = re.fullmatch(pattern, path.name)
        if match:
            files = _Names(path.parent)
            found = {
                role: files.first([name.format(match[1] or "") for name in names]) for role, names in roles.items()
            }
            return {role: file for role, file in found.items() if file}
    return {}


def _can_be_read(layer: CellLayer) -> bool:
    try:
        layer.read(0, 1, 0, 1)
    except InputError:
        return False
    return True


def _found_beside(path: Path, own: Container[str], crs: str) -> dict[str, CellLayer]:
    """Layers that the producer wrote beside a raster of velocities, for the roles that it has not itself."""
    made = {}
    for role, file in _beside(path).items():
        named = find_field(role, [layer.name for layer in cell_layers(file, crs)]) if role == "incidence" else "any"
        if role not in own and named:
            made[role] = _one(role, file, crs)
    return made


def _one(role: str, path: str, crs: str) -> CellLayer:
    """The layer of a file that has the role's name, else its only one.

    Raises:
        InputError: several bands, of which none has the role's name.
    """
    layers = {layer.name: layer for layer in cell_layers(path, crs)}
    name = find_field(role, list(layers)) if role in ALIASES else role
    first = next(iter(layers.values()))
    if len(layers) > 1 and name not in layers and not isinstance(first, ArrayLayer):
        raise InputError(
            tr("The raster of the {role}, {path}, has {count} bands and none of that name: {names}. Save it alone."),
            role=role,
            path=path,
            count=len(layers),
            names=", ".join(list(layers)[:20]),
        )
    return layers.get(name, first)
