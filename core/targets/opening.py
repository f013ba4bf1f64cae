"""Which reader opens a source of targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from osgeo import gdal

from ..base.errors import InputError
from ..base.translation import tr
from ..files.archives import exists, is_member, members, zip_and_member
from ..files.inputs import require_file
from ..gis.array_process import file_and_variable, holds_arrays, wants_own_process
from ..gis.raster_file import is_raster, require_followed
from ..products.facts import facts_of_name
from .layer_file import LayerFileSource, _open
from .scenes import Granule, granule_of, stacks_in
from .source import Companions, Position, TargetSource
from .stack_source import StackSource
from .text_table import TableSource
from .velocity_raster import RasterSource

TABLES = {".csv", ".txt", ".tsv", ".dat", ".xy", ".xyz", ".prt", ".out"}
ARRAYS = {".nc", ".nc4", ".h5", ".he5", ".hdf5"}
PARQUET = {".parquet", ".geoparquet", ".pq"}
_LAYERS = {".gpkg", ".shp", ".geojson", ".fgb", ".sqlite", *PARQUET}
_RASTERS = {".tif", ".tiff", ".grd"}
_PART = re.compile("(GTIFF_DIR:[0-9]+|GPKG|NITF_IM:[0-9]+):")  # GDAL's name of one of several rasters in a file
_KINDS = ({".csv", ".tsv"}, _LAYERS, ARRAYS, _RASTERS, TABLES)  # of which the first one that a folder holds is meant


def open_sources(
    paths: Sequence[str], position: Position = Position(), companions: Companions = Companions()
) -> list[TargetSource]:
    """Sources for files, zips and folders of any number of products; granules of one frame become one source.

    Args:
        paths: of them; see `open_source`.
        position: for text tables, its CRS also for rasters without one.
        companions: for rasters of velocities.

    Raises:
        InputError: nothing to read in a zip or folder, or as `open_source`.
    """
    files = [file for path in paths for file in products_of(path)]
    granules = [_granule(file, position.crs) for file in files] if len(files) > 1 else [None] * len(files)
    frames: dict[str, list[Granule]] = {}
    for file, granule in zip(files, granules):
        if granule is not None:
            frames.setdefault(facts_of_name(Path(file).name).track, []).append(granule)
    alone = [open_source(file, position, companions) for file, granule in zip(files, granules) if granule is None]
    joined = [StackSource(some[0].layer.path, companions, position.crs, some) for some in frames.values()]
    return [*alone, *joined]


def products_of(path: str) -> list[str]:
    """The files of targets behind a path: those in a zip, those in a folder and in its zips, or the file itself.

    Raises:
        InputError: none, or a damaged zip.
    """
    archive, member = zip_and_member(path)
    if archive and not member:
        return _of_one_kind(path, members(archive))
    if not Path(path).is_dir() or path.lower().endswith(".gdb"):
        return [path]
    files = [str(file) for file in sorted(Path(path).iterdir()) if file.is_file()]
    zips = [file for file in files if zip_and_member(file)[0]]
    inside = [file for one in zips for file in members(one)]
    names = {Path(file).name for file in inside}  # unpacked beside their zip
    return _of_one_kind(path, [*inside, *(file for file in files if file not in zips and Path(file).name not in names)])


def _of_one_kind(path: str, files: Sequence[str]) -> list[str]:
    for kind in _KINDS:
        found = [file for file in files if Path(file).suffix.lower() in kind]
        if found and kind is ARRAYS and any(is_member(file) for file in found):
            raise InputError(
                tr("{path} holds NetCDF or HDF5, which is not read inside of an archive. Unpack it."), path=path
            )
        if found:
            return found
    raise InputError(
        tr("{path} holds no table, point layer or raster of targets. Choose another folder or archive."), path=path
    )


def _granule(file: str, crs: str) -> Granule | None:
    path = file_and_variable(file)[0]
    return granule_of(file, crs) if Path(path).suffix.lower() in ARRAYS and holds_arrays(path) else None


def open_source(path: str, position: Position = Position(), companions: Companions = Companions()) -> TargetSource:
    """Source for a file of any format that is read.

    Args:
        path: of the file, of a zip with one, or of one in a zip; also GDAL's name of an array in an HDF5 file.
        position: for a text table, its CRS also for a raster without one.
        companions: for a raster of velocities.

    Raises:
        InputError: no such file, or neither a table nor a point layer nor a raster.
    """
    file, variable = file_and_variable(path)
    file = file if variable else path.split("|", maxsplit=1)[0]
    require_file(file)
    if not exists(file) and not (file.startswith("/vsi") and not is_member(file)) and not _PART.match(file):
        raise InputError(tr("The file {path} does not exist. Choose an existing file of targets."), path=file)
    found = products_of(file)
    if len(found) != 1:
        raise InputError(
            tr("{path} holds {count} files of targets: {names}. Choose one of them."),
            path=file,
            count=len(found),
            names=", ".join(Path(one).name for one in found[:20]),
        )
    if found[0] != file:
        return open_source(found[0], position, companions)
    return _open_file(path, file, position, companions)


def _open_file(path: str, file: str, position: Position, companions: Companions) -> TargetSource:
    suffix = Path(file).suffix.lower()
    if suffix in TABLES:
        return TableSource(file, position)
    if holds_arrays(file):
        return _open_arrays(path, companions, position.crs)
    if wants_own_process(file):
        return RasterSource(path, companions, position.crs)
    require_followed(file)
    dataset = _open(file)
    if dataset is not None and dataset.GetLayerCount():
        return LayerFileSource(path, position)
    if suffix in PARQUET and gdal.GetDriverByName("Parquet") is None:
        raise InputError(
            tr(
                "{path} is Parquet, which the GDAL of this QGIS cannot read. Save it as GeoPackage or CSV, or use a "
                "QGIS whose GDAL has the driver Parquet."
            ),
            path=file,
        )
    if is_raster(file):
        return RasterSource(file, companions, position.crs)
    raise InputError(
        tr("The file {path} cannot be read as targets. Choose a text table, a point layer or a velocity raster."),
        path=file,
    )


def _open_arrays(path: str, companions: Companions, crs: str) -> TargetSource:
    """A NetCDF or HDF5 file: a stack of dates, one granule, or a raster of velocities."""
    if stacks_in(path, crs)[0]:
        return StackSource(path, companions, crs)
    granule = granule_of(path, crs)
    return StackSource(path, companions, crs, [granule]) if granule else RasterSource(path, companions, crs)
