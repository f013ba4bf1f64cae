"""The review panel finds the series of targets: in their columns, or in the file beside the imported layer."""

import datetime as dt

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer

from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.keeping import Keeping
from slipline.core.targets.opening import open_source
from slipline.core.targets.source import Position
from slipline.gui.review.targets import targets_in

DAYS = [dt.date(2020, 1, 1) + dt.timedelta(days=90 * i) for i in range(5)]
YEARS = np.array([(day - DAYS[0]).days / 365.25 for day in DAYS])
CRS = "EPSG:32632"


def table(folder):
    rng = np.random.default_rng(3)
    x, y = 500_000 + rng.random(300) * 2000, 5_000_000 + rng.random(300) * 2000
    velocity = np.where(np.hypot(x - 501_000, y - 5_001_000) < 400, -30.0, 0.0) + rng.normal(0, 1, 300)
    lines = ["easting,northing,velocity,coherence," + ",".join(f"D{day:%Y%m%d}" for day in DAYS)]
    for here in zip(x, y, velocity):
        moved = ",".join(f"{here[2] * year:.3f}" for year in YEARS)
        lines.append(f"{here[0]:.2f},{here[1]:.2f},{here[2]:.3f},0.9,{moved}")
    path = folder / "UTM32.csv"
    path.write_text("\n".join(lines) + "\n")
    return str(path)


@pytest.mark.parametrize("series", ["keep", "file"])
def test_the_series_of_an_areas_targets_are_found_in_the_normal_chain(qgis_app, tmp_path, series):
    source = open_source(table(tmp_path), Position(crs=CRS))
    targets = import_targets([source], ImportOptions(keeping=Keeping(series)), str(tmp_path / "targets.gpkg"))
    scored = str(tmp_path / "elsewhere" / "scored.gpkg")
    (tmp_path / "elsewhere").mkdir()
    hot_spot(targets, HotSpotOptions(), HotSpotOutputs(targets=scored))
    area = QgsGeometry.fromRect(QgsRectangle(500_700, 5_000_700, 501_300, 5_001_300))
    imported = QgsVectorLayer(str(tmp_path / "targets.gpkg"), "targets")
    layer = QgsVectorLayer(scored, "scored")
    crs = QgsCoordinateReferenceSystem(CRS)
    assert (len(targets_in(layer, area, crs).dates) > 0) == (series == "keep")  # nothing says where the file is
    QgsProject.instance().addMapLayer(imported)
    try:
        for one in (layer, imported):
            found = targets_in(one, area, crs)
            assert found.dates == [f"D{day:%Y%m%d}" for day in DAYS]
            assert len(found.x) > 10
            np.testing.assert_allclose(found.displacement, found.velocity[:, None] * YEARS, atol=2e-3)
    finally:
        QgsProject.instance().removeMapLayer(imported.id())
