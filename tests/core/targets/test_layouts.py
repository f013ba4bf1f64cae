"""One truth in the layouts of producers: each is read with the right values at the right places, or refused, and why.

Twenty cells of 100 m, one of which has no velocity; ascending, heading 350, incidence 39; written by the tests.
"""

from __future__ import annotations

import datetime as dt
import locale
import zipfile
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.errors import CoreError, InputError
from slipline.core.gis.crs import spatial_reference, transform_points
from slipline.core.products.series_file import beside, series_file
from slipline.core.targets import keeping, source
from slipline.core.targets.importing import ImportOptions, import_layers
from slipline.core.targets.opening import open_sources
from slipline.core.targets.source import Position

from ..array_writer import write_arrays
from ..made_targets import Remembering

ROWS, COLUMNS, CELL = 4, 5, 100.0
UTM = "EPSG:32630"
POSITION = Position(crs=UTM)
WEST, NORTH = 500_000.0, 5_000_000.0
LON, LAT, STEP = -1.0, 45.0, 0.001  # 359 degrees east
VELOCITY = np.arange(ROWS * COLUMNS, dtype=float).reshape(ROWS, COLUMNS) * 3.0 - 20.0  # mm/yr
VELOCITY[1, 2] = np.nan
X, Y = WEST + (np.arange(COLUMNS) + 0.5) * CELL, NORTH - (np.arange(ROWS) + 0.5) * CELL
LONGITUDE, LATITUDE = LON + (np.arange(COLUMNS) + 0.5) * STEP, LAT - (np.arange(ROWS) + 0.5) * STEP
DAYS = [dt.date(2020, 1, 1) + dt.timedelta(days=90 * i) for i in range(6)]
YEARS = np.array([(day - DAYS[0]).days / 365.25 for day in DAYS])
SERIES = YEARS[:, None, None] * VELOCITY  # mm
YX = ("y", "x")
SIZES = {"y": ROWS, "x": COLUMNS}


def axes(x=X, y=Y, **said):
    return {"x": (("x",), x, said), "y": (("y",), y, said)}


def grid(folder, values=VELOCITY, name="velocity", unit="mm/yr", **more):
    return write_arrays(folder / "v.nc", SIZES, {**axes(), name: (YX, values, {"units": unit, **more})}, crs=UTM)


def scaled(folder):
    stored = np.where(np.isnan(VELOCITY), -32768, np.round((VELOCITY - 5.0) * 10)).astype("i2")
    path = folder / "v.nc"
    said = {"units": "mm/yr", "scale_factor": 0.1, "add_offset": 5.0, "_FillValue": -32768}
    return write_arrays(path, SIZES, {**axes(), "velocity": (YX, stored, said)}, crs=UTM)


def south_up(folder):
    arrays = {**axes(y=Y[::-1]), "velocity": (YX, VELOCITY[::-1], {"units": "mm/yr"})}
    return write_arrays(folder / "v.nc", SIZES, arrays, crs=UTM)


def from_the_east(folder):
    arrays = {**axes(x=X[::-1]), "velocity": (YX, VELOCITY[:, ::-1], {"units": "mm/yr"})}
    return write_arrays(folder / "v.nc", SIZES, arrays, crs=UTM)


def transposed(folder):
    arrays = {**axes(), "velocity": (("x", "y"), VELOCITY.T, {"units": "mm/yr"})}
    return write_arrays(folder / "v.nc", SIZES, arrays, crs=UTM)


def degrees(folder, east=0.0):
    sizes = {"lat": ROWS, "lon": COLUMNS}
    arrays = {
        "lon": (("lon",), LONGITUDE + east, {"units": "degrees_east"}),
        "lat": (("lat",), LATITUDE, {"units": "degrees_north"}),
        "velocity": (("lat", "lon"), VELOCITY, {"units": "mm/yr"}),
    }
    return write_arrays(folder / "v.nc", sizes, arrays)


def stack(folder, dimensions=("time", "y", "x"), series=SERIES, unit="m", name="stack.nc", **more):
    since = [(day - dt.date(2019, 12, 1)).days for day in DAYS]
    arrays = {
        **axes(),
        "time": (("time",), np.array(since, float), {"units": "days since 2019-12-01 00:00:00"}),
        "displacement": (dimensions, series / 1000.0, {"units": unit}),
        **more,
    }
    return write_arrays(folder / name, {"time": len(DAYS), **SIZES}, arrays, crs=UTM)


def masked_stack(folder):
    """What a mask hides at a date, and cells with few dates, do not count; the coherence is the mean of the dates."""
    series, mask = SERIES.copy(), np.ones(SERIES.shape, "u1")
    series[3], mask[3] = 9e3, 0
    coherence = np.full(SERIES.shape, 0.9)
    coherence[0], coherence[1] = 0.7, 0.5
    more = {
        "recommended_mask": (("time", "y", "x"), mask, {}),
        "temporal_coherence": (("time", "y", "x"), coherence, {}),
    }
    return stack(folder, series=series, **more)


def several(folder):
    arrays = {**axes(), "a": (YX, VELOCITY * 0 + 7, {}), "los": (YX, VELOCITY, {"units": "mm/yr"})}
    return f'NETCDF:"{write_arrays(folder / "v.nc", SIZES, arrays, crs=UTM)}":los'


MINTPY = {
    "X_FIRST": str(LON),
    "Y_FIRST": str(LAT),
    "X_STEP": str(STEP),
    "Y_STEP": str(-STEP),
    "X_UNIT": "degrees",
    "ORBIT_DIRECTION": "ASCENDING",
    "HEADING": "-10.0",
    "incidenceAngle": "39.0",
    "WAVELENGTH": "0.0554658",
}


def mintpy(folder, unit="m/year"):
    arrays = {"velocity": (YX, VELOCITY / 1000.0, {})}
    return write_arrays(folder / "geo_velocity.h5", SIZES, arrays, {**MINTPY, "FILE_TYPE": "velocity", "UNIT": unit})


def timeseries(folder):
    dates = np.array([f"{day:%Y%m%d}" for day in DAYS], object)
    arrays = {"date": (("t",), dates, {}), "timeseries": (("t", *YX), SERIES / 1000.0, {})}
    said = {**MINTPY, "FILE_TYPE": "timeseries", "UNIT": "m"}
    return write_arrays(folder / "timeseries.h5", {"t": len(DAYS), **SIZES}, arrays, said)


def cum(folder):
    arrays = {
        "imdates": (("t",), np.array([int(f"{day:%Y%m%d}") for day in DAYS], "i4"), {}),
        "cum": (("t", *YX), SERIES, {}),
        "vel": (YX, VELOCITY, {}),
        "coh_avg": (YX, np.full((ROWS, COLUMNS), 0.4), {}),
        "corner_lon": ((), LON + STEP / 2, {}),  # of the middle of the first cell
        "corner_lat": ((), LAT - STEP / 2, {}),
        "post_lon": ((), STEP, {}),
        "post_lat": ((), -STEP, {}),
    }
    return write_arrays(folder / "cum.h5", {"t": len(DAYS), **SIZES}, arrays)


def grd(folder):
    """GMT's grids count rows from the south."""
    arrays = {**axes(LONGITUDE, LATITUDE[::-1]), "z": (YX, VELOCITY[::-1], {"units": "mm/yr"})}
    return write_arrays(folder / "geo_velocity.grd", SIZES, arrays, crs="EPSG:4326")


def opera(folder, days=DAYS[1:], new_reference=3):
    """A granule counts from the first day; those after the third count from the third."""
    for i, day in enumerate(days, start=1):
        first = 0 if i <= new_reference else new_reference
        moved = (SERIES[i] - SERIES[first]) / 1000.0
        mask = np.ones((ROWS, COLUMNS), "u1")
        arrays = {
            **axes(),
            "displacement": (YX, moved, {"units": "meters"}),
            "short_wavelength_displacement": (YX, moved / 2, {"units": "meters"}),
            "temporal_coherence": (YX, np.full((ROWS, COLUMNS), 0.9), {}),
            "recommended_mask": (YX, mask, {}),
        }
        name = (
            f"OPERA_L3_DISP-S1_IW_F11116_VV_{DAYS[first]:%Y%m%d}T140755Z_{day:%Y%m%d}T140749Z_v1.0_20250318T222753Z.nc"
        )
        said = {"identification": {"orbit_pass_direction": "Ascending"}}
        write_arrays(folder / name, SIZES, arrays, crs=UTM, groups=said)
    return str(folder)


def short_granule(folder):
    opera(folder, [DAYS[0] + dt.timedelta(days=12)])
    return str(next(folder.iterdir()))


def tif(folder, unit="", tags=None, scale=1.0, name="vel.tif"):
    dataset = gdal.GetDriverByName("GTiff").Create(str(folder / name), COLUMNS, ROWS, 1, gdal.GDT_Float32)
    dataset.SetProjection(spatial_reference(UTM).ExportToWkt())
    dataset.SetGeoTransform((WEST, CELL, 0, NORTH, 0, -CELL))
    dataset.GetRasterBand(1).WriteArray(VELOCITY / scale)
    dataset.GetRasterBand(1).SetUnitType(unit)
    dataset.SetMetadata(tags or {})
    dataset = None
    return str(folder / name)


def isce(folder):
    """A flat file with the description that ISCE writes."""
    VELOCITY.astype("<f4").tofile(folder / "velocity.geo")
    axes = "".join(
        f'<component name="coordinate{n}"><factorymodule>isceobj.Image</factorymodule>'
        f'<factoryname>createCoordinate</factoryname><property name="delta"><value>{step}</value></property>'
        f'<property name="size"><value>{size}</value></property>'
        f'<property name="startingvalue"><value>{first}</value></property></component>'
        for n, step, size, first in ((1, STEP, COLUMNS, LON), (2, -STEP, ROWS, LAT))
    )
    said = {"byte_order": "l", "data_type": "FLOAT", "file_name": "velocity.geo", "length": ROWS, "number_bands": 1}
    said.update(scheme="BIL", width=COLUMNS)
    values = "".join(f'<property name="{key}"><value>{value}</value></property>' for key, value in said.items())
    (folder / "velocity.geo.xml").write_text(f"<imageFile>{axes}{values}</imageFile>")
    return str(folder / "velocity.geo")


def snap(folder):
    """A band of SNAP's BEAM-DIMAP: an image of ENVI, high byte first."""
    VELOCITY.astype(">f4").tofile(folder / "velocity_VV.img")
    lines = ("ENVI", f"samples = {COLUMNS}", f"lines = {ROWS}", "bands = 1", "header offset = 0", "data type = 4")
    corner = f"1.5, 1.5, {LONGITUDE[0]}, {LATITUDE[0]}, {STEP}, {STEP}"  # the middle of the first cell
    place = f"map info = {{Geographic Lat/Lon, {corner}, WGS84}}"
    lines += ("file type = ENVI Standard", "interleave = bsq", "byte order = 1", place, "band names = { velocity_VV }")
    (folder / "velocity_VV.hdr").write_text("\n".join(lines) + "\n")
    return str(folder / "velocity_VV.img")


def tre_today(folder):
    """Columns of a SqueeSAR of today; track and orbit are in the name."""
    names = "CODE,LAT,LON,HEIGHT,H_STDEV,VEL,V_STDEV,ACC,A_STDEV,SEASON_AMP,S_AMP_STD,SEASON_PHS,COHERENCE,EFF_AREA"
    lines = [",".join([names, *ALL_DAYS])]
    for i, (row, column) in enumerate(PLACES):
        moved = ",".join(f"{value:.4f}" for value in SERIES[:, row, column])
        place = f"A{i},{LATITUDE[row]:.7f},{LONGITUDE[column]:.7f}"
        lines.append(f"{place},9,1,{VELOCITY[row, column]:.3f},0.3,0.11,0.1,1.5,0.2,30,0.9,0,{moved}")
    (folder / "SITE_SNT_A_T44_XX_TSR.csv").write_text("\n".join(lines) + "\n")
    return str(folder / "SITE_SNT_A_T44_XX_TSR.csv")


def gamma(folder):
    """A displacement of GAMMA: no header, what it is stands in files of text beside it."""
    VELOCITY.astype(">f4").tofile(folder / "20190101_20200101.geo.dispmap")
    return str(folder / "20190101_20200101.geo.dispmap")


def matlab(folder):
    (folder / "ps_plot_v-do.mat").write_bytes(
        b"MATLAB 5.0 MAT-file, Platform: GLNXA64".ljust(124) + b"\0\1IM" + bytes(900)
    )
    return str(folder / "ps_plot_v-do.mat")


PLACES = [(row, column) for row in range(ROWS) for column in range(COLUMNS) if np.isfinite(VELOCITY[row, column])]
EGMS_LEFT = (
    "pid,mp_type,easting,northing,height,temporal_coherence,incidence_angle,track_angle,los_east,los_north,los_up"
)
EGMS_UTM = transform_points(*(np.array(axis) for axis in zip(*[(X[c], Y[r]) for r, c in PLACES])), UTM, "EPSG:3035")


def egms_text(pid="A", angle=350.0, look="-0.6197,-0.1093,0.7771", days=DAYS, offset=0.0):
    """Of EGMS' calibrated product, its dates in columns."""
    lines = [f"{EGMS_LEFT},mean_velocity,{','.join(f'{day:%Y%m%d}' for day in days)}"]
    for i, ((row, column), x, y) in enumerate(zip(PLACES, *EGMS_UTM)):
        rate = VELOCITY[row, column] + offset
        series = ",".join(f"{rate * (day - days[0]).days / 365.25:.4f}" for day in days)
        lines.append(f"{pid}{i},0,{x:.3f},{y:.3f},100,0.9,39.0,{angle},{look},{rate:.3f},{series}")
    return "\n".join(lines) + "\n"


def egms_zip(folder, name="EGMS_L2b_117_0227_IW2_VV_2020_2024_1", text=None):
    with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.xml", "<BURST/>")
        archive.writestr(f"{name}.csv", text or egms_text())
    return str(folder / f"{name}.zip")


def egms_member(folder):
    return f"/vsizip/{egms_zip(folder)}/EGMS_L2b_117_0227_IW2_VV_2020_2024_1.csv"


def egms_300_dates(folder):
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=6 * i) for i in range(300)]
    path = folder / "EGMS_L2b_117_0227_IW2_VV_2020_2024_1.csv"
    path.write_text(egms_text(days=days))
    return str(path)


def csv(folder, header="x,y,VEL", units="", scale=1.0):
    lines = [header, *([units] if units else [])]
    lines += [f"{X[c]},{Y[r]},{VELOCITY[r, c] / scale:.6f}" for r, c in PLACES]
    (folder / "t.csv").write_text("\n".join(lines) + "\n")
    return str(folder / "t.csv")


def geodatabase(folder, alias):
    """The long name of a field says its unit."""
    source = ogr.GetDriverByName("OpenFileGDB").CreateDataSource(str(folder / "t.gdb"))
    layer = source.CreateLayer("t", spatial_reference(UTM), ogr.wkbPoint)
    speed = ogr.FieldDefn("speed", ogr.OFTReal)
    speed.SetAlternativeName(alias)
    layer.CreateField(speed)
    for r, c in PLACES:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({X[c]} {Y[r]})"))
        feature.SetField("speed", float(VELOCITY[r, c] / 10.0))
        layer.CreateFeature(feature)
    layer = source = None
    return str(folder / "t.gdb")


def table_without_geometry(folder):
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "t.gpkg"))
    layer = source.CreateLayer("t", None, ogr.wkbNone)
    for name in ("easting", "northing", "velocity"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    for r, c in PLACES:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in zip(("easting", "northing", "velocity"), (X[c], Y[r], VELOCITY[r, c])):
            feature.SetField(name, float(value))
        layer.CreateFeature(feature)
    layer = source = None
    return str(folder / "t.gpkg")


def uneven(folder):
    return write_arrays(
        folder / "v.nc", SIZES, {**axes(x=X + np.array([0, 0, 30, 0, 0])), "velocity": (YX, VELOCITY, {})}, crs=UTM
    )


def cut_short(folder):
    path = Path(grid(folder))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * 0.6)])
    return str(path)


def parquet(folder):
    (folder / "t.parquet").write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    return str(folder / "t.parquet")


LOOKED = {"pass": "A", "incidence": 39.0, "los_east": -0.6197, "los_north": -0.1093, "los_up": 0.7771}
ALL_DAYS = [f"D{day:%Y%m%d}" for day in DAYS]
READ = {  # layout -> how it is written, options, whether in degrees, what the targets keep, whether with the series
    "NetCDF of a velocity": (grid, {}, False, {}, False),
    "m/yr": (lambda f: grid(f, VELOCITY / 1000, unit="meters / year"), {}, False, {}, False),
    "cm/yr": (lambda f: grid(f, VELOCITY / 10, unit="centimeters / year"), {}, False, {}, False),
    "m a-1": (lambda f: grid(f, VELOCITY / 1000, unit="m a-1"), {}, False, {}, False),
    "radians with the wavelength": (
        lambda f: grid(f, VELOCITY * 4 * np.pi / 55.465763, unit="radians / year"),
        {"wavelength": 0.055465763},
        False,
        {},
        False,
    ),
    "scale, offset and fill": (scaled, {}, False, {}, False),
    "rows from the south": (south_up, {}, False, {}, False),
    "columns from the east": (from_the_east, {}, False, {}, False),
    "x before y": (transposed, {}, False, {}, False),
    "degrees": (degrees, {}, True, {}, False),
    "longitudes from 0 to 360": (lambda f: degrees(f, 360.0), {}, True, {}, False),
    "time, y, x": (stack, {}, False, {}, True),
    "y, x, time": (lambda f: stack(f, ("y", "x", "time"), np.moveaxis(SERIES, 0, -1)), {}, False, {}, True),
    "stack with masks": (masked_stack, {}, False, {}, False),
    "one of several variables": (several, {}, False, {}, False),
    "MintPy velocity": (mintpy, {}, True, LOOKED, False),
    "MintPy timeseries": (timeseries, {}, True, LOOKED, True),
    "HDF5 name": (lambda f: f'HDF5:"{timeseries(f)}"://timeseries', {}, True, LOOKED, True),
    "MintPy .grd": (grd, {}, True, {}, False),
    "LiCSBAS cum.h5": (cum, {}, True, {}, True),
    "OPERA granules": (opera, {}, False, {"track": "F11116", "pass": "A"}, True),
    "GeoTIFF, unit of the band": (lambda f: tif(f, "m yr^-1", scale=1000), {}, False, {}, False),
    "GeoTIFF, unit as a tag": (lambda f: tif(f, tags={"units": "cm/y"}, scale=10), {}, False, {}, False),
    "GeoTIFF, orbit as tags": (
        lambda f: tif(f, tags={"ORBIT_DIRECTION": "ASCENDING", "HEADING": "350", "INCIDENCE_ANGLE": "39"}),
        {},
        False,
        LOOKED,
        False,
    ),
    "EGMS zip": (egms_zip, {}, False, {**LOOKED, "track": "117", "id": "A0"}, True),
    "path in a zip": (egms_member, {}, False, {**LOOKED, "track": "117"}, True),
    "CSV of 300 dates": (egms_300_dates, {}, False, {**LOOKED, "D20200107": -20 * 6 / 365.25}, False),
    "CSV with a row of units": (lambda f: csv(f, units="m,m,m a-1", scale=1000), {}, False, {}, False),
    "CSV with a unit in the header": (lambda f: csv(f, "x,y,VEL [cm/yr]", scale=10), {}, False, {}, False),
    "unit in a field's long name": (lambda f: geodatabase(f, "Speed (cm/yr)"), {"velocity": "speed"}, False, {}, False),
    "ISCE": (isce, {}, True, {}, False),
    "SNAP": (snap, {}, True, {}, False),
    "TRE-Altamira today": (
        tre_today,
        {},
        True,
        {"id": "A0", "track": "44", "pass": "A", "acceleration": 0.11, "seasonality": 1.5},
        True,
    ),
    "table without geometry": (table_without_geometry, {}, False, {}, False),
}
REFUSED = {  # layout -> how it is written, the reason
    "radians": (
        lambda f: grid(f, unit="radians / year"),
        "are a phase, in 'radians / year'. Give the radar's wavelength",
    ),
    "metres": (lambda f: grid(f, unit="metres"), "in 'metres', which is not a unit of velocity"),
    "mm": (lambda f: tif(f, "mm"), "in 'mm', which is not a unit of velocity"),
    "mm/yr2": (lambda f: csv(f, "x,y,VEL (mm/yr2)"), "not a unit of velocity"),
    "a unit of something else": (lambda f: grid(f, unit="dB"), "in 'dB', which is not a unit"),
    "CSV of radians": (lambda f: csv(f, "x,y,VEL (rad/yr)"), "Give the radar's wavelength"),
    "uneven coordinates": (uneven, "not evenly spaced"),
    "no place": (lambda f: write_arrays(f / "v.h5", SIZES, {"velocity": (YX, VELOCITY, {})}), "radar coordinates"),
    "a granule of 12 days": (short_granule, "displacement of 12 days, which is no velocity"),
    "cut short": (cut_short, "cannot be read"),
    "GAMMA without a header": (gamma, "cannot be read as targets. Choose a text table, a point layer or a"),
    "MATLAB of StaMPS": (matlab, "cannot be read as targets"),
    "metres of SNAP": (lambda f: tif(f, "meters", name="S1A_IW_SLC_disp_TC.tif"), "in 'meters', which is not a unit"),
    "no product": (lambda f: str((f / "readme.pdf").write_text("x") and f), "holds no table"),
}


def imported(path, folder, **options):
    log = Remembering()
    out = folder / "out"
    out.mkdir()
    chosen = ImportOptions(crs=UTM, min_coherence=0.3, **options)
    sources = open_sources([path], **({"position": POSITION} if path.endswith(("t.csv", "t.gpkg")) else {}))
    return import_layers(sources, chosen, str(out / "out.gpkg"), log), log


@pytest.mark.parametrize("layout", READ)
def test_a_layout_is_read_with_the_right_values_at_the_right_places(tmp_path, layout):
    write, options, in_degrees, kept, with_series = READ[layout]
    if layout == "ISCE" and locale.setlocale(locale.LC_CTYPE).startswith("tr"):
        pytest.skip("In Turkish, where i and I are different letters, GDAL does not know the files of ISCE.")
    made, _ = imported(write(tmp_path), tmp_path, **options)
    (targets,) = made.values()
    x, y = np.meshgrid(LONGITUDE, LATITUDE) if in_degrees else np.meshgrid(X, Y)
    x, y = transform_points(x.ravel(), y.ravel(), "EPSG:4326", UTM) if in_degrees else (x.ravel(), y.ravel())
    known = np.isfinite(VELOCITY.ravel())
    x, y, expected = x[known], y[known], VELOCITY.ravel()[known]
    place = [int(np.argmin(np.hypot(targets.x - there[0], targets.y - there[1]))) for there in zip(x, y)]
    assert len(targets) == len(expected)
    np.testing.assert_allclose(targets.x[place], x, atol=0.01)
    np.testing.assert_allclose(targets.y[place], y, atol=0.01)
    np.testing.assert_allclose(targets.velocity[place], expected, atol=2e-3)
    for name, value in kept.items():
        found = targets.more[name][place[0]]
        assert found == (value if isinstance(value, str) else pytest.approx(value, abs=0.01)), name
    if with_series:
        assert [name for name in targets.more if name.startswith("D2")] == ALL_DAYS
        for day, values in zip(ALL_DAYS, SERIES):
            np.testing.assert_allclose(targets.more[day][place], values.ravel()[known], atol=1e-3)


@pytest.mark.parametrize("layout", REFUSED)
def test_what_is_no_velocity_or_has_no_place_is_refused_with_the_reason(tmp_path, layout):
    write, reason = REFUSED[layout]
    with pytest.raises(InputError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        imported(write(tmp_path), tmp_path)


def test_parquet_without_its_driver_is_one_clear_sentence(tmp_path, monkeypatch):
    found = gdal.GetDriverByName
    monkeypatch.setattr(gdal, "GetDriverByName", lambda name: None if name == "Parquet" else found(name))
    with pytest.raises(InputError, match="is Parquet, which the GDAL of this QGIS cannot read"):
        open_sources([parquet(tmp_path)])


def test_a_folder_of_zips_becomes_a_layer_for_each_orbit_and_component(tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    egms_zip(folder)
    egms_zip(folder, "EGMS_L2b_022_0845_IW2_VV_2020_2024_1", egms_text("D", 190.0, "0.6197,-0.1093,0.7771"))
    for component in "UE":
        text = egms_text(component).replace("track_angle", "rmse").replace("los_", "n")
        egms_zip(folder, f"EGMS_L3_E45N17_100km_{component}_2020_2024_1", text)
    made, log = imported(str(folder), tmp_path)
    assert [Path(path).name for path in made] == ["out.gpkg", "out_A117.gpkg", "out_E.gpkg", "out_U.gpkg"]
    assert [targets.more["id"][0] for targets in made.values()] == ["D0", "A0", "E0", "U0"]
    assert "not joined: each side has its own layer. out.gpkg: descending, track 22, 19 targets" in log.warnings[-1]
    east = made[next(path for path in made if path.endswith("_E.gpkg"))]
    assert [east.more[name][0] for name in ("los_east", "los_north", "los_up")] == [1.0, 0.0, 0.0]
    assert "pass" not in east.more
    with pytest.raises(InputError, match="descending, track 22; ascending, track 117"):
        import_layers(open_sources([str(folder)]), ImportOptions(tracks="refuse"), str(tmp_path / "no.gpkg"))
    assert not (tmp_path / "no.gpkg").exists()


def test_tracks_of_one_orbit_are_joined_and_the_offset_is_said(tmp_path):
    paths = [egms_zip(tmp_path), egms_zip(tmp_path, "EGMS_L2b_015_0227_IW2_VV_2020_2024_1", egms_text("B", offset=1.5))]
    sources = open_sources(paths)
    made = import_layers(sources, ImportOptions(), str(tmp_path / "out.gpkg"), log := Remembering())
    (targets,) = made.values()
    assert sorted(set(targets.more["track"])) == ["117", "15"]
    assert "Tracks 117 and 15 are joined" in log.text
    assert "the velocity of 117 is -1.50 mm/yr against 15" in log.text


def test_series_that_are_too_many_for_columns_lie_in_a_file_beside_each_layer(tmp_path, monkeypatch):
    """Also of several sources with other dates, of layers that are told apart, and with scaled displacements."""
    monkeypatch.setattr(keeping, "MOST_VALUES", 100)
    monkeypatch.setattr(source, "_VALUES", 40)
    paths = [
        egms_zip(tmp_path),
        egms_zip(tmp_path, "EGMS_L2b_022_0845_IW2_VV_2020_2024_1", egms_text("D", 190.0, "0.62,-0.11,0.77", DAYS[1:])),
        stack(tmp_path),
    ]
    made = import_layers(open_sources(paths[:2]), ImportOptions(), str(tmp_path / "out.gpkg"), log := Remembering())
    made.update(import_layers(open_sources(paths[2:]), ImportOptions(), str(tmp_path / "third.gpkg")))
    assert "6 dates at 38 targets are too many for columns (100 values, 900 dates)." in log.text
    firsts = set()
    for path, targets in made.items():
        assert not [name for name in targets.more if name.startswith("D2")]
        found = series_file(beside(path))
        assert (found.days, found.rows) == (tuple(DAYS), len(targets))
        firsts.add(found.first)
        dataset = ogr.Open(path)
        numbers = np.array([feature["series"] for feature in dataset.GetLayer(0)], float)
        velocity = np.array([feature["velocity"] for feature in dataset.GetLayer(0)])
        order = np.array([3, 0, 17, 5])
        read = found.read(np.concatenate([numbers[order], [np.nan, -5.0, found.first + 1e6]]))
        years = YEARS if "_D22" not in path and "out_" not in path else YEARS - YEARS[1]
        expected = velocity[order, None] * years
        if years is not YEARS:
            expected[:, 0] = np.nan
        np.testing.assert_allclose(read[:4], expected, atol=2e-3)
        assert np.isnan(read[4:]).all()
    assert len(firsts) == len(made) == 3


def test_series_go_into_a_file_when_asked_and_nothing_is_left_of_one_that_fails(tmp_path):
    options = ImportOptions(keeping=keeping.Keeping("file"))
    made = import_layers(open_sources([egms_zip(tmp_path)]), options, str(tmp_path / "out.gpkg"))
    assert next(iter(made.values())).more["series"].dtype == np.int64
    assert series_file(str(tmp_path / "out_series.tif")).rows == 19
    (tmp_path / "no").mkdir()
    with pytest.raises(CoreError):
        import_layers(open_sources([egms_zip(tmp_path)]), options, str(tmp_path / "no" / "out.odd"))
    assert list((tmp_path / "no").iterdir()) == []
    assert series_file(str(tmp_path / "out.gpkg")) is None
