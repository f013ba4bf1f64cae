"""Points of an OGR layer a batch at a time, as columns: 0.4 us for each, 20 us feature by feature."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Any, Union

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from ..base.progress import Progress, check_cancelled
from ..base.translation import tr
from ..files.columns import Growing
from .gdal_session import complaint, quiet
from .whole_file import deleted_rows, fewer, not_whole

Floats = NDArray[np.float64]
Cells = Mapping[str, Union[Sequence[object], Floats]]  # read when the file is: Python 3.9 knows no other way
_BATCH = 65_536  # features; after each a cancel is heard
MOST_FIELDS = 100  # of one stream: GDAL reads a GeoPackage by a function of SQLite, which takes 127 arguments
_MASKED: Any = np.ma  # numpy has no types for it
_MANY_MORE = 50_000
_EMPTY = 10  # batches without a feature, one after the other


def read_simple_points(
    layer: ogr.Layer, fields: Sequence[str], progress: Progress
) -> tuple[Floats, Floats, Cells] | None:
    """Places and fields of a layer in which every feature is one point, or has no place.

    Args:
        layer: OGR already ignores its other fields.
        fields: to read.
        progress: asked for a cancel.

    Returns:
        x, y (n,), NaN without a place, and the cells of each field: float64, NaN for null, or texts, None for null;
        None where the layer holds something else or GDAL is older than 3.6; read it feature by feature then.

    Raises:
        RuntimeError: far more features than the file says, or an end before the file's.
    """
    if len(fields) <= MOST_FIELDS:
        return _points(layer, fields, progress)
    _read_only(layer, [*fields[:MOST_FIELDS], "OGR_GEOMETRY"])
    made = _points(layer, fields[:MOST_FIELDS], progress)
    if made is None:
        return None
    x, y, cells = made
    more: dict[str, Sequence[object] | Floats] = dict(cells)
    for start in range(MOST_FIELDS, len(fields), MOST_FIELDS):
        names = fields[start : start + MOST_FIELDS]
        _read_only(layer, names)
        parts = {name: _Cells() for name in names}
        for batch in _batches(layer, progress):
            for name in names:
                parts[name].add(_numbers_or_texts(batch[name]))
        more.update({name: part.values() for name, part in parts.items()})
    if any(len(column) != len(x) for column in more.values()):
        raise RuntimeError(tr("its fields have different numbers of features"))
    return x, y, more


def _read_only(layer: ogr.Layer, fields: Sequence[str]) -> None:
    """Let OGR ignore all other fields, and the geometry unless OGR_GEOMETRY is among them."""
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(number).GetName() for number in range(definition.GetFieldCount())]
    layer.SetIgnoredFields([name for name in (*names, "OGR_GEOMETRY") if name not in fields])


def _points(layer: ogr.Layer, fields: Sequence[str], progress: Progress) -> tuple[Floats, Floats, Cells] | None:
    """See `read_simple_points`: of fields that are read at once."""
    if ogr.GT_Flatten(layer.GetGeomType()) != ogr.wkbPoint or not hasattr(layer, "GetArrowStreamAsNumPy"):
        return None
    said, count = int(layer.GetFeatureCount(0)), 0  # -1 where the file does not say
    x, y = _Cells(), _Cells()
    parts = {name: _Cells() for name in fields}
    for batch in _batches(layer, progress):
        found = _places(batch[layer.GetGeometryColumn() or "wkb_geometry"])
        if found is None:
            return None
        count += len(found)
        if said >= 0 and count > 2 * said + _MANY_MORE:  # pages that refer to each other have no end
            raise RuntimeError(tr("it has many more features than the {said} that it says").format(said=said))
        x.add(found[:, 0])
        y.add(found[:, 1])
        for name in fields:
            parts[name].add(_numbers_or_texts(batch[name]))
    return np.asarray(x.values()), np.asarray(y.values()), {name: part.values() for name, part in parts.items()}


class _Cells:
    """Values that come in batches: a column of numbers; a list as soon as a text comes."""

    def __init__(self) -> None:
        self._numbers = Growing()
        self._texts: list[object] | None = None

    def add(self, values: Floats | list[object]) -> None:
        """Append a batch."""
        if self._texts is None and isinstance(values, np.ndarray):
            self._numbers.add(values)
            return
        if self._texts is None:
            self._texts = list(self._numbers.column())
        self._texts.extend(values)

    def values(self) -> Sequence[object] | Floats:
        """All that came."""
        return self._numbers.column() if self._texts is None else self._texts


def _batches(layer: ogr.Layer, progress: Progress, rows_at_once: int = 0) -> Iterator[Mapping[str, NDArray[Any]]]:
    """Batches of a layer to its end: after damage GDAL gives what came before it, and then empty ones for ever.

    Raises:
        RuntimeError: GDAL met an error, or gives nothing more and does not end.
    """
    gdal.ErrorReset()
    empty = 0
    layer.ResetReading()  # GDAL 3.13 goes on where somebody has stopped
    try:
        for batch in layer.GetArrowStreamAsNumPy(
            options=[f"MAX_FEATURES_IN_BATCH={rows_at_once or _BATCH}", "INCLUDE_FID=NO"]
        ):
            check_cancelled(progress)
            rows = max(map(len, batch.values()), default=0)
            empty = 0 if rows else empty + 1
            if empty > _EMPTY or (not rows and complaint()):
                break
            yield batch
    except SystemError as error:  # what GDAL's Python says of a text that is none
        raise RuntimeError(complaint() or str(error.__cause__ or error)) from error
    if empty > _EMPTY or complaint():
        raise RuntimeError(complaint() or tr("its features have no end"))


def _places(geometries: NDArray[Any]) -> Floats | None:
    """(n, 2) from points in WKB, NaN without a place; None where a geometry is not a point."""
    if isinstance(geometries, np.ma.MaskedArray) or geometries.dtype.kind == "O":
        nowhere = bytes(5) + np.full(2, np.nan, ">f8").tobytes()
        known = zip(_MASKED.getdata(geometries), ~_MASKED.getmaskarray(geometries))
        geometries = np.array(
            [bytes(place)[:21] if here and place is not None else nowhere for place, here in known], "V21"
        )
    raw = np.ascontiguousarray(geometries).view(np.uint8).reshape(len(geometries), geometries.dtype.itemsize)[:, :21]
    little = raw[:, :1] != 0
    numbers = np.ascontiguousarray(raw[:, 5:])
    heads = np.ascontiguousarray(raw[:, 1:5])
    kinds = np.where(little, heads.view("<u4"), heads.view(">u4")) & 0x7FFFFFFF
    if not np.isin(kinds % 1000, (0, 1)).all():  # Z and M add thousands, or the highest bit
        return None
    return np.where(little, numbers.view("<f8"), numbers.view(">f8"))


def _numbers_or_texts(values: NDArray[Any]) -> Floats | list[object]:
    """One batch of a field."""
    hidden, known = _MASKED.getmaskarray(values), _MASKED.getdata(values)
    if values.dtype.kind in "biuf":
        numbers = np.array(known, np.float64)
        numbers[hidden] = np.nan
        return numbers
    texts = [text.decode(errors="replace") if isinstance(text, bytes) else text for text in known.tolist()]
    return [None if gone else text for text, gone in zip(texts, hidden.tolist())]


def read_point_file(
    path: str, layer: str, fields: Sequence[str], progress: Progress
) -> tuple[Floats, Floats, dict[str, Floats]] | None:
    """Positions and numeric attributes of a layer of single points; NaN for a point without a place.

    Args:
        path: of the file.
        layer: its name; empty: the first.
        fields: which are asked for.
        progress: asked whether the user cancelled.

    Returns:
        x, y (n,), and name -> (n,), NaN for null; None where the file or a field is of another kind; read it feature
        by feature then.

    Raises:
        InputError: the file is damaged, so that only a part of it can be read.
    """
    with quiet():
        dataset = found = None
        with contextlib.suppress(RuntimeError):
            dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
            found = dataset and (dataset.GetLayerByName(layer) if layer else dataset.GetLayer(0))
        if not found:
            return None
        try:  # some versions of GDAL look at the layer's tables only now
            if ogr.GT_Flatten(found.GetGeomType()) != ogr.wkbPoint or not are_numbers(found, fields):
                return None
            made = _read(found, fields, progress)
        except RuntimeError as error:
            raise not_whole(path, str(error)) from error
        said = int(found.GetFeatureCount(0)) - deleted_rows(path)  # -1 where the file does not say
        if made is not None and len(made[0]) < said:
            raise not_whole(path, fewer(said, len(made[0])))
        return made if made is not None and len(made[0]) else None


def read_rows(
    layer: ogr.Layer, fields: Sequence[str], rows: NDArray[np.int32], batch_rows: int, progress: Progress
) -> Generator[NDArray[np.float32], None, None]:
    """Fields of numbers of some features of a layer, (fields, rows) in single precision; NaN for null.

    Args:
        layer: one row for each feature.
        fields: of numbers, MOST_FIELDS at most.
        rows: (n,) increasing numbers of the features.
        batch_rows: features that are read at once.
        progress: asked for a cancel.

    Yields:
        A batch of the rows at a time, in their order; at least one.

    Raises:
        RuntimeError: the layer cannot be read to its end.
    """
    start = 0
    _read_only(layer, fields)
    try:
        yield np.zeros((len(fields), 0), np.float32)
        for batch in _batches(layer, progress, batch_rows):
            count = len(batch[fields[0]])
            wanted = rows[np.searchsorted(rows, start) : np.searchsorted(rows, start + count)] - start
            if len(wanted):
                yield np.stack([np.asarray(_numbers_or_texts(batch[name]), np.float32)[wanted] for name in fields])
            start += count
    finally:
        layer.SetIgnoredFields([])


def side_by_side(streams: Sequence[Iterator[NDArray[np.float32]]]) -> Iterator[NDArray[np.float32]]:
    """Blocks of `read_rows` of several groups of fields above each other, (all fields, rows), each to its end.

    GDAL may cut the same rows into other batches where other fields are asked for.

    Raises:
        RuntimeError: the groups have different numbers of rows.
    """
    held = [next(stream) for stream in streams]
    while True:
        count = min(part.shape[1] for part in held)
        yield np.concatenate([part[:, :count] for part in held])
        held = [part[:, count:] for part in held]
        further = [next(stream, None) if not part.shape[1] else part for stream, part in zip(streams, held)]
        if all(part is None for part in further):
            return
        held = [part for part in further if part is not None]
        if len(held) < len(streams):
            raise RuntimeError(tr("its fields have different numbers of features"))


def are_numbers(layer: ogr.Layer, fields: Sequence[str]) -> bool:
    """Tell whether these fields are there and hold numbers: GDAL's numpy can crash on damaged texts."""
    definition = layer.GetLayerDefn()
    numbers = [definition.GetFieldIndex(name) for name in fields]
    kinds = [definition.GetFieldDefn(number).GetType() for number in numbers if number >= 0]
    return len(kinds) == len(fields) and set(kinds) <= {ogr.OFTReal, ogr.OFTInteger, ogr.OFTInteger64}


def _read(
    layer: ogr.Layer, fields: Sequence[str], progress: Progress
) -> tuple[Floats, Floats, dict[str, Floats]] | None:
    _read_only(layer, [*fields, "OGR_GEOMETRY"])
    made = read_simple_points(layer, fields, progress)
    if made is None:
        return None
    x, y, columns = made
    return x, y, {name: np.asarray(column) for name, column in columns.items()}
