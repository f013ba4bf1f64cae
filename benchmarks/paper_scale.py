"""The study area of Liang et al. (2023), 50,661 x 35,415 cells: a part of its row blocks predicted, cancelled, resumed.

Memory measured.

    python -m slipline.benchmarks.paper_scale [--row-blocks 4]

The stack is a virtual raster that repeats one piece of noise over the whole size; east of the middle no motion could
have been seen, as on half of the paper's area. The network has fewer than 10,000 parameters. The time of the whole is
extrapolated from the row blocks that were predicted, and said to be. Limit: 1.5 GiB for both processes together, memory
that both share counted once.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
from osgeo import gdal

from slipline.benchmarks.prediction import CRS, Clocked, Watch
from slipline.benchmarks.prediction_worker import BANDS, CELL_M, make_model
from slipline.core.base.errors import Cancelled
from slipline.core.base.grid import Grid
from slipline.core.base.model_card import Model, open_model
from slipline.core.base.safetensors_header import read_header
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.raster_writer import Band, RasterWriter
from slipline.core.prediction.finished_rows import kept_on_interruption, unfinished_name
from slipline.core.prediction.inputs import PredictionInputs
from slipline.core.prediction.probability import predict_probability
from slipline.core.worker.python import WorkerPython

COLUMNS, ROWS, PIECE = 50_661, 35_415, 4096
LIMIT_MIB = 1536


def make_stack(folder: Path) -> str:
    """The virtual raster over one piece of noise."""
    wkt = spatial_reference(CRS).ExportToWkt()
    random = np.random.default_rng(1)
    with RasterWriter(
        str(folder / "piece.tif"), Grid(wkt, 0.0, 0.0, CELL_M, PIECE, PIECE), [Band(*band) for band in BANDS]
    ) as writer:
        for window in writer.grid.windows(1024):
            for number in range(1, len(BANDS) + 1):
                writer.write(random.standard_normal(window.shape, np.float32), window, number)
    parts = [
        (
            f'<VRTDataset rasterXSize="{COLUMNS}" '
            f'rasterYSize="{ROWS}"><SRS>{wkt.replace("&", "&amp;").replace("<", "&lt;")}</SRS>'
        ),
        f"<GeoTransform>500000, {CELL_M}, 0, 4000000, 0, -{CELL_M}</GeoTransform>",
    ]
    for number, (name, unit) in enumerate(BANDS, start=1):
        parts.append(
            '<VRTRasterBand dataType="Float32" '
            f'band="{number}"><Description>{name}</Description><UnitType>{unit}</UnitType>'
            "<NoDataValue>nan</NoDataValue>"
        )
        seen = COLUMNS // 2 if name in ("hotspot", "velocity") else COLUMNS
        for row in range(0, ROWS, PIECE):
            for column in range(0, seen, PIECE):
                size = f'xSize="{min(PIECE, seen - column)}" ySize="{min(PIECE, ROWS - row)}"'
                parts.append(
                    "<SimpleSource><SourceFilename "
                    f'relativeToVRT="1">piece.tif</SourceFilename><SourceBand>{number}</SourceBand>'
                    f'<SrcRect xOff="0" yOff="0" {size}/><DstRect xOff="{column}" yOff="{row}" {size}/></SimpleSource>'
                )
        parts.append("</VRTRasterBand>")
    path = folder / "stack.vrt"
    path.write_text("".join([*parts, "</VRTDataset>"]), encoding="utf-8")
    return str(path)


class UntilRows(Clocked):
    """Cancels when so many row blocks are finished."""

    def __init__(self, folder: str, count: int) -> None:
        super().__init__()
        self.folder, self.count, self.warnings = Path(folder), count, []

    def warning(self, text: str) -> None:
        """Keep it."""
        self.warnings.append(text)

    def is_cancelled(self) -> bool:
        """Look at the folder of what is finished."""
        return len(list(self.folder.glob("rows-*.tif"))) >= self.count


def predict_until(stack: str, model: str, output: str, row_blocks: int) -> tuple[float, UntilRows]:
    """Seconds from the worker's start on, until so many row blocks are finished."""
    inputs, progress = (
        PredictionInputs(RasterReader(stack), open_model(model), device="cpu"),
        UntilRows(unfinished_name(output), row_blocks),
    )
    try:
        with kept_on_interruption(output, inputs.identity(), progress) as finished:
            predict_probability(inputs, [output], finished, WorkerPython(sys.executable, "benchmark"), progress)
    except Cancelled:
        return progress.seconds, progress
    raise SystemExit("The prediction ended before it was cancelled.")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--row-blocks", type=int, default=4)
    wanted = parser.parse_args().row_blocks
    gdal.UseExceptions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stack, model = make_stack(folder), make_model(folder / "model.safetensors", "resunet", 1)
        weights = sum(int(np.prod(tensor.shape)) for tensor in read_header(model).tensors.values())
        with RasterReader(stack) as reader:
            count = len(PredictionInputs(reader, Model("", {})).row_blocks())
        output = str(folder / "probability.tif")
        watch = Watch()
        first, before = predict_until(stack, model, output, wanted // 2)
        second, after = predict_until(stack, model, output, wanted)
        memory = watch.stop()
        left = sorted(path.name for path in folder.iterdir())
    print(
        f"{COLUMNS:,} x {ROWS:,} cells, {len(BANDS)} bands, resunet of {weights:,} parameters; {wanted} of "
        f"{count} row blocks predicted"
    )
    print("\n".join(line for line in before.lines + after.lines if line.startswith(("About", "An interrupted"))))
    print(
        f"cancelled after {wanted // 2} row blocks in {first:.0f} s, gone on to {wanted} in {second:.0f} s; left "
        f"in the folder: {', '.join(left)}"
    )
    print(f"extrapolated to all row blocks (not run): {(first + second) / wanted * count / 60:.0f} min")
    print(f"peak memory of both processes {memory:.0f} MiB (limit {LIMIT_MIB})")


if __name__ == "__main__":
    main()
