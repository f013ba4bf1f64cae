"""Row blocks of a prediction that are safe on the disk: what an interrupted run has done is not done again."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..base.errors import InputError, OutputError
from ..base.grid import Grid, Window
from ..base.hashes import file_sha256
from ..base.processes import plugin_version
from ..base.progress import Progress, Silent, track
from ..files.outputs import write_text
from ..gis.raster import RasterReader
from ..gis.raster_writer import Band, RasterWriter

_MANIFEST = "manifest.json"
_BESIDE = (".aux.xml", ".ovr")


def unfinished_name(probability: str) -> str:
    """The folder beside the probability raster that holds its finished row blocks."""
    return str(Path(probability).with_suffix(".unfinished"))


def identity_of(
    stack: RasterReader, model: str, row_blocks: int, options: dict[str, Any], progress: Progress = Silent()
) -> dict[str, Any]:
    """What must be the same for a run to go on.

    The version of Slipline, the files of the stack (size, time of change), the model's bytes, the options.

    Statistics and overviews, which QGIS writes beside a raster when it shows it, do not belong to the stack.
    """
    files = [name for name in stack.files if not name.endswith(_BESIDE)]
    return {
        "version": plugin_version(),
        "stack": [[file, os.stat(file).st_size, os.stat(file).st_mtime_ns] for file in files if os.path.exists(file)],
        "model": file_sha256(Path(model), progress=progress),
        "row_blocks": row_blocks,
        **options,
    }


class FinishedRows:
    """The folder of finished row blocks, each a GeoTIFF that appears when it is complete.

    Args:
        folder: beside the output; made where it is not there.
        identity: see `identity_of`.
        progress: told that a run goes on, or starts anew since something changed.

    Raises:
        OutputError: the folder cannot be made.
    """

    def __init__(self, folder: str, identity: dict[str, Any], progress: Progress) -> None:
        self.folder = Path(folder)
        same = self._manifest() == identity
        if self.folder.exists() and not same:
            progress.warning(
                f"{folder} belongs to a prediction with another stack, model or parameters, or "
                "made by another version of Slipline: everything is predicted anew."
            )
            self.remove()
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError as error:
            raise OutputError("{reason}", reason=str(error)) from error
        if not same:
            write_text(str(self.folder / _MANIFEST), json.dumps(identity), at_once=True)
        elif self.any:
            progress.message(f"An interrupted prediction goes on: {len(self._files)} row blocks of it are finished.")

    def _manifest(self) -> Any:
        with contextlib.suppress(OSError, ValueError):
            return json.loads((self.folder / _MANIFEST).read_text(encoding="utf-8"))
        return None

    @property
    def _files(self) -> list[Path]:
        return list(self.folder.glob("rows-*.tif"))

    @property
    def any(self) -> bool:
        """Tell whether a row block is finished."""
        return bool(self._files)

    def path(self, rows: Window) -> str:
        """File of a row block."""
        return str(self.folder / f"rows-{rows.row:07d}.tif")

    def counts(self, rows: Window) -> dict[str, int] | None:
        """What was counted in a finished row block; None where it is not finished."""
        if not Path(self.path(rows)).exists():
            return None
        with RasterReader(self.path(rows)) as reader:
            items = reader.metadata(reader.names[0])
        return {key: int(value) for key, value in items.items() if value.isdigit()}

    def assemble(
        self,
        row_blocks: Sequence[Window],
        grid: Grid,
        outputs: Sequence[tuple[str, Sequence[Band]]],
        metadata: dict[str, str],
        progress: Progress,
    ) -> None:
        """Make the rasters from all row blocks: each output with its own bands.

        Raises:
            OutputError: an output cannot be written.
            Cancelled: the user asked to stop.
        """
        for path, bands in outputs:
            with RasterWriter(path, grid, bands, metadata=metadata) as writer:
                for rows in track(row_blocks, progress):
                    with RasterReader(self.path(rows)) as reader:
                        for window in reader.grid.windows(2 * rows.rows):
                            place = Window(window.column, rows.row + window.row, window.columns, window.rows)
                            for number, band in enumerate(bands, start=1):
                                values = reader.read(window, [band.name])[0]
                                if np.isfinite(values).any():
                                    writer.write(values, place, number)

    def remove(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def kept_on_interruption(probability: str, identity: dict[str, Any], progress: Progress) -> Iterator[FinishedRows]:
    """Keep the finished row blocks, and say so, unless the run succeeds or finds that its inputs cannot be used.

    A raster of a single row block leaves nothing behind, because it is soon done again.
    """
    rows = FinishedRows(unfinished_name(probability), identity, progress)
    needed = identity["row_blocks"] > 1
    try:
        yield rows
        needed = False
    except InputError:
        needed = False
        raise
    finally:
        if needed and rows.any:
            progress.warning(
                f"The finished row blocks are kept in {rows.folder}. To go on, run the tool again with the same "
                "inputs, parameters"
                " and outputs; to give up, delete that folder."
            )
        else:
            rows.remove()
