"""Which reader opens a source of targets."""

from __future__ import annotations

from pathlib import Path

from ..base.errors import InputError
from ..base.inputs import require_file
from ..base.translation import tr
from ..gis.apart import file_and_variable, wants_own_process
from ..gis.raster_file import is_raster, require_followed
from ..gis.raster_view import AS_IN_FILE, Meant
from .layer_file import LayerFileSource, _open
from .source import Companions, Position, TargetSource
from .text_table import TableSource
from .velocity_raster import RasterSource

TABLES = {".csv", ".txt", ".tsv", ".dat", ".xy", ".xyz", ".prt", ".out"}


def open_source(
    path: str, position: Position = Position(), companions: Companions = Companions(), meant: Meant = AS_IN_FILE
) -> TargetSource:
    """Source for a file of any format that is read.

    Args:
        path: of the file; also GDAL's name of an array in an HDF5 file.
        position: for a text table, its CRS also for a raster without one.
        companions: for a raster of velocities.
        meant: what QGIS knows of MintPy's arrays, see `cell_layers`.

    Raises:
        InputError: no such file, or neither a table nor a point layer nor a raster.
    """
    file, variable = file_and_variable(path)
    file = file if variable else path.split("|", maxsplit=1)[0]
    require_file(file)
    if not Path(file).exists() and not file.startswith("/vsi"):
        raise InputError(tr("The file {path} does not exist. Choose an existing file of targets."), path=file)
    require_file(file)
    if Path(file).is_dir() and not file.lower().endswith(".gdb"):
        raise InputError(tr("{path} is a folder. Choose a file of targets."), path=file)
    if Path(file).suffix.lower() in TABLES:
        return TableSource(file, position)
    if Path(file).suffix.lower() == ".zip":
        raise InputError(tr("{path} is an archive. Unpack it and choose the file of targets in it."), path=file)
    if wants_own_process(file):
        return RasterSource(path, companions, position.crs, meant)
    require_followed(file)
    dataset = _open(file)
    if dataset is not None and dataset.GetLayerCount():
        return LayerFileSource(path)
    if is_raster(file):
        return RasterSource(file, companions, position.crs)
    raise InputError(
        tr("The file {path} cannot be read as targets. Choose a text table, a point layer or a velocity raster."),
        path=file,
    )
