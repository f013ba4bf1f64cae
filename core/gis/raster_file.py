"""Which files may be opened as rasters: whole files of the expected formats that refer to nothing on the network.

A file of a library that ends the whole process over damaged contents (HDF5, NetCDF) is read in a process of its own,
see `apart`.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from osgeo import gdal

from ..base.errors import InputError
from ..base.translation import tr
from ..files.inputs import require_file
from .gdal_session import quiet

# of files on this machine; those that ask a server, a database or a program are left out
_FORMATS = """
GTiff COG VRT MEM HFA ENVI EHdr AAIGrid AIG GMT GSAG GSBG GS7BG SRTMHGT USGSDEM DTED ISCE ROI_PAC ERS RST SAGA ILWIS
PCIDSK PNG JPEG GIF BMP WEBP JP2OpenJPEG JP2KAK JP2ECW JP2MrSID JPEGXL ECW MrSID GPKG MBTiles XYZ RMF SDTS ZMap
Terragen NWT_GRD BT PNM GRASSASCIIGrid ISG GXF NTv2 LAN KRO PAux GenBin SNAP_TIFF BLX MFF MFF2 GSC FAST TIL RPFTOC
NITF ADRG SRP CTG DOQ1 DOQ2 OpenFileGDB netCDF HDF5 HDF5Image HDF4 HDF4Image BAG KEA GRIB S102
"""
DRIVERS = _FORMATS.split()
_MOST_CELLS = 10**13  # ten thousand times the largest study
_MOST_SIDE = 10**9
_VIEW_BYTES = 2**26  # of a virtual raster's text that is looked through
_NETWORK = re.compile(
    r"/vsi(curl|s3|gs|az|adls|oss|swift|webhdfs|hdfs)|\b(?!file:)[a-z][a-z0-9+.\-]+://"
    r"|\b(WMS|WCS|WMTS|PG|PLMOSAIC|EEDAI?|STACTA|STACIT|OGCAPI|NGW|DAAS|RASDAMAN|WMSSERVER|ZARR):"
    r"|<(GDAL_WM|WCS_GDAL|GDAL_WMTS)",
    re.IGNORECASE,
)
_LINKED_CRS = re.compile(r'"crs"\s*:\s*\{[^\[\]]{0,400}?(?=https?://(?!www\.opengis\.net))', re.IGNORECASE)
_ENDS_BYTES = 2**16  # at both ends of a GeoJSON, where its CRS stands
_ON_NETWORK = re.compile(r"\s*(/vsi(curl|s3|gs|az|adls|oss|swift|webhdfs|hdfs)|(https?|ftp)://)", re.IGNORECASE)
_SAID_ONLY = re.compile(
    r"<Metadata\b.*?</Metadata>|<Description>.*?</Description>|https?://(www\.opengis\.net|proj\.org)/", re.DOTALL
)
_VIEWS = (b"<VRTDataset", b"<OGRVRT", b"<GDAL_WM", b"<WCS_GDAL")
_REFERRED = re.compile(r"<(?:SourceFilename|SourceDataset|SrcDataSource)\b([^>]*)>([^<]*)<")


def open_raster(path: str) -> gdal.Dataset:
    """Open for reading.

    Raises:
        InputError: no such file, no raster, a format or a view that is not followed, or one without end.
    """
    from .array_process import readable_copy, wants_own_process

    name = str(path)
    require_file(name)
    if wants_own_process(name):
        return open_plainly(readable_copy(name), name)
    require_followed(name)
    return open_plainly(name, name)


def is_raster(path: str) -> bool:
    """Tell whether a file can be opened as a raster.

    Raises:
        InputError: a view that is not followed.
    """
    require_file(path)
    require_followed(path)
    dataset = _opened(path)
    return dataset is not None and dataset.RasterCount > 0


def open_plainly(path: str, name: str) -> gdal.Dataset:
    """Open with the drivers that are meant; `name` is what messages call it."""
    dataset = _opened(path)
    parts = [] if dataset is None else [part for part, _ in dataset.GetSubDatasets()]
    if len(parts) > 1:
        raise InputError(
            tr(
                "The file {path} holds {count} rasters, for example {example}. Load it in QGIS, and choose the layer "
                "that is meant."
            ),
            path=name,
            count=len(parts),
            example=parts[0],
        )
    if dataset is None or not dataset.RasterCount:
        raise InputError(tr("The raster {path} cannot be read. Check that it exists and is a raster."), path=name)
    columns, rows = dataset.RasterXSize, dataset.RasterYSize
    if max(columns, rows) > _MOST_SIDE or columns * rows > _MOST_CELLS:
        raise InputError(
            tr(
                "The raster {path} has {columns} x {rows} cells, more than any map has. Check the file; it may be "
                "damaged."
            ),
            path=name,
            columns=columns,
            rows=rows,
        )
    return dataset


def _opened(path: str) -> gdal.Dataset | None:
    with quiet(), contextlib.suppress(RuntimeError):
        return gdal.OpenEx(path, gdal.OF_RASTER, allowed_drivers=_drivers())
    return None


def _drivers() -> list[str]:
    """Those of DRIVERS that this GDAL has; asking for a driver that is missing is an error."""
    return [name for name in DRIVERS if gdal.GetDriverByName(name) is not None]


def require_here(path: str) -> None:
    """Refuse what the user named where it lies on the network, or refers to it.

    Raises:
        InputError: with the address.
    """
    if _ON_NETWORK.match(path):
        raise InputError(
            tr("{path} lies on the network. Download it, and choose the file on this computer."), path=path[:200]
        )
    require_followed(path)


def require_followed(path: str, around: tuple[str, ...] = (), done: set[str] | None = None) -> None:
    """Stop where a virtual raster or layer, or one that it refers to, asks the network, refers to itself or to a pipe.

    A GeoJSON may name an address for its CRS, which GDAL would ask.

    Raises:
        InputError: with the address.
    """
    done = set() if done is None else done
    here = os.path.normpath(path)
    text = "" if here in done else _SAID_ONLY.sub("", _view_text(path))
    done.add(here)
    asked = _NETWORK.search(text)
    if asked is None and path.lower().endswith((".json", ".geojson")):
        text = _ends_of(path)
        linked = _LINKED_CRS.search(text)
        asked = re.compile("https?:").search(text, linked.end()) if linked else None
    if asked:
        raise InputError(
            tr("The virtual file {path} asks the network: {address}. Save it as a file of this computer first."),
            path=path[:200],
            address=re.split('[<>"]', text[asked.start() :].lstrip("<")[:80])[0],
        )
    for attributes, written in _REFERRED.findall(text):
        source = written.strip().replace("&amp;", "&")
        if re.search(r"relativeToVRT\s*=\s*.1", attributes):
            source = os.path.join(os.path.dirname(path), source)
        if os.path.normpath(source) in (*around, here):
            raise InputError(tr("The virtual file {path} refers to itself. Build it again."), path=path[:200])
        require_file(source)
        if source.lower().endswith(".vrt"):
            require_followed(source, (*around, here), done)


def _ends_of(path: str) -> str:
    """Text at both ends of a file; empty where it cannot be read."""
    with contextlib.suppress(OSError, ValueError), open(path, "rb") as file:
        start = file.read(_ENDS_BYTES)
        file.seek(max(len(start), os.fstat(file.fileno()).st_size - _ENDS_BYTES))
        return (start + file.read(_ENDS_BYTES)).decode("utf-8", "replace")
    return ""


def _view_text(path: str) -> str:
    """Text of a virtual raster, empty for any other file."""
    if path.lstrip().startswith("<VRTDataset"):
        return path
    with contextlib.suppress(OSError, ValueError):
        if Path(path).is_file():
            with open(path, "rb") as file:
                start = file.read(4096)
                if any(sign in start for sign in _VIEWS):
                    return (start + file.read(_VIEW_BYTES)).decode("utf-8", "replace")
    return ""
