"""One small truth, written in the layout of each producer."""

import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from osgeo import gdal, osr

WAVELENGTH_M = 299792458 / 5.405e9
RAD_PER_MM = 4 * np.pi / WAVELENGTH_M / 1000
ROWS, COLUMNS = 20, 30
INCIDENCE_DEG, RANGE_M = 39.0, 880_000.0
DESCENDING, ASCENDING = -168.0, -12.0  # direction of flight, degrees clockwise from north
DAYS = (0, 12, 24, 36, 48, 60)
BASELINES = (0.0, 40.0, -30.0, 65.0, -20.0, 10.0)
PAIRS = [(i, j) for i in range(6) for j in range(i + 1, min(i + 3, 6))]
FIRST = date(2007, 3, 5)


def velocity():
    """(rows, columns) mm/yr towards the satellite; still ground in the upper left corner."""
    rows, columns = np.indices((ROWS, COLUMNS))
    return -60.0 * np.exp(-((rows - 13) ** 2 + (columns - 20) ** 2) / 30)


def day(scene):
    return FIRST + timedelta(DAYS[scene])


def phase(i, j):
    """Of a pair, rad, positive away; cells of a river have none."""
    years = (DAYS[j] - DAYS[i]) / 365.25
    made = 7.0 - RAD_PER_MM * velocity() * years  # each pair has an offset of its own
    made[:, 5] = 0
    return made.astype(np.float32)


def coherence(i, j):
    made = np.full((ROWS, COLUMNS), 0.8, np.float32)
    made[:, 5] = 0
    return made


def baseline(i, j):
    return BASELINES[j] - BASELINES[i]


def sight(heading):
    """Unit vector from the ground to a satellite that looks to the right: it stands to the left of its flight."""
    steep, towards = np.radians(INCIDENCE_DEG), np.radians(heading - 90)
    return np.array([np.sin(steep) * np.sin(towards), np.sin(steep) * np.cos(towards), np.cos(steep)])


def everywhere(value):
    return np.full((ROWS, COLUMNS), value, np.float32)


@dataclass
class Geo:
    """Where the cells are."""

    epsg: int = 32633
    left: float = 500_000.0
    top: float = 5_000_000.0
    cell: float = 80.0
    shape: tuple = field(default=(ROWS, COLUMNS))

    @property
    def wkt(self):
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(self.epsg)
        return reference.ExportToWkt()


DEGREES = Geo(4326, 15.0, 45.0, 0.001)


def write_tif(path, values, geo=Geo(), nodata=0.0, kind=gdal.GDT_Float32, tags=None):
    path.parent.mkdir(parents=True, exist_ok=True)
    made = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, kind)
    made.SetGeoTransform((geo.left, geo.cell, 0, geo.top, 0, -geo.cell))
    made.SetProjection(geo.wkt)
    made.SetMetadata(tags or {})
    if nodata is not None:
        made.GetRasterBand(1).SetNoDataValue(nodata)
    made.GetRasterBand(1).WriteArray(values)
    made = None


def shifted(geo, values, number):
    """A file whose extent differs from the others' by some cells."""
    cut = number % 3
    moved = Geo(geo.epsg, geo.left + cut * geo.cell, geo.top, geo.cell)
    return moved, values[:, cut:]


def hyp3(folder, zipped=False, turned=False, kind="gamma", amplitude=None, heading=DESCENDING):
    """GAMMA products or bursts of ISCE2; extents differ, `lv_theta` is no incidence, the reference cell is 0."""
    east, north, up = sight(heading)
    for number, (i, j) in enumerate(PAIRS):
        a, b = (j, i) if turned else (i, j)
        one, two = f"{day(a):%Y%m%d}", f"{day(b):%Y%m%d}"
        names = {
            "gamma": f"S1AB_{one}T150004_{two}T145926_VVP012_INT80_G_ueF_4D{number:02d}",
            "burst": f"S1_136231_IW2_{one}_{two}_VV_INT80_12{number:02d}",
            "bursts": f"S1_064_000000s1n00-136231s2n02-000000s3n00_IW_{one}_{two}_VV_INT80_77{number:02d}",
        }
        name = names[kind]
        sign = -1 if turned else 1
        values = sign * phase(i, j)
        values[2, 2] = 0  # where the producer unwraps from
        more = {} if amplitude is None else {"amp": amplitude(number)}
        for what, layer in {
            **more,
            "unw_phase": values,
            "corr": coherence(i, j),
            "los_disp": values * 100,
            "lv_theta": everywhere(np.arcsin(up)),
            "lv_phi": everywhere(np.arctan2(north, east)),
        }.items():
            geo, part = shifted(Geo(), layer, number)
            write_tif(folder / name / f"{name}_{what}.tif", part, geo)
        (folder / name / f"{name}.txt").write_text(
            f"Reference Granule: S1A_IW_SLC__1SDV_{one}T150004_{one}T150031_019219_0208AF_EE89\n"
            f"Reference Pass Direction: {'DESCENDING' if heading == DESCENDING else 'ASCENDING'}\n"
            f"Baseline: {sign * baseline(i, j)}\nHeading: {heading}\nSpacecraft height: 693000.0\n"
            f"Slant range center: {RANGE_M}\nRange looks: 20\nAzimuth looks: 4\n"
        )
    if zipped:
        for product in list(folder.iterdir()):
            with zipfile.ZipFile(folder / f"{product.name}.zip", "w") as archive:
                for file in product.iterdir():
                    archive.write(file, f"{product.name}/{file.name}")
                    file.unlink()
            product.rmdir()


def licsar(folder, columns=4, heading=DESCENDING):
    """Degrees, coherence of 0 to 255, baselines of scenes against a prime in the middle, vector to the satellite."""
    frame = folder / ("106D_05248_131313" if heading == DESCENDING else "044A_05248_131313")
    for i, j in PAIRS:
        name = f"{day(i):%Y%m%d}_{day(j):%Y%m%d}"
        place = frame / "GEOC" / name
        write_tif(place / f"{name}.geo.unw.tif", phase(i, j), DEGREES, None)
        bytes_ = np.round(255 * coherence(i, j)).astype(np.uint8)
        write_tif(place / f"{name}.geo.cc.tif", bytes_, DEGREES, None, gdal.GDT_Byte)
    for name, value in zip("ENU", sight(heading)):
        write_tif(frame / "metadata" / f"x.geo.{name}.tif", everywhere(value), DEGREES)
    prime, more = 3, " 1 2 3 4 5" if columns == 9 else ""
    lines = [
        f"{day(prime):%Y%m%d} {day(k):%Y%m%d}{more} {BASELINES[k] - BASELINES[prime]} {DAYS[k] - DAYS[prime]}"
        for k in range(6)
        if k != prime
    ]
    (frame / "metadata" / "baselines").write_text("\n".join(lines))
    (frame / "metadata" / "metadata.txt").write_text(f"avg_incidence_angle={INCIDENCE_DEG}\ncentre_range_m={RANGE_M}\n")


def gamma(folder, heading=DESCENDING):
    """Flat big-endian float32; the corner is the centre of the first cell; baselines in the system of the orbit."""
    folder.mkdir(parents=True, exist_ok=True)
    look = np.arccos((7.07e6**2 + RANGE_M**2 - 6.376e6**2) / (2 * 7.07e6 * RANGE_M))
    for i, j in PAIRS:
        name = f"{day(i):%Y%m%d}_{day(j):%Y%m%d}"
        phase(i, j).astype(">f4").tofile(folder / f"{name}.eqa.unw")
        coherence(i, j).astype(">f4").tofile(folder / f"{name}.eqa.cc")
        across = baseline(i, j) / np.cos(look)
        (folder / f"{name}_base.par").write_text(
            f"precision_baseline(TCN):  0.0  {across}  1e-9  m m m\nprecision_baseline_rate:  0.0 0.01 0.01 "
            f"m/s m/s m/s\n"
        )
    (folder / "20070305.rmli.par").write_text(
        f"near_range_slc: 800000.0 m\nrange_pixel_spacing: 18.0 m\nradar_frequency: {5.405e9} Hz\nheading: "
        f"{heading} degrees\n"
        f"center_range_slc: {RANGE_M} m\nsar_to_earth_center: 7070000.0 m\nearth_radius_below_sensor: 6376000.0 m\n"
        f"incidence_angle: {INCIDENCE_DEG} degrees\n"
    )
    (folder / "eqa_dem.par").write_text(
        f"DEM_projection: EQA\nwidth: {COLUMNS}\nnlines: {ROWS}\ncorner_lat: {45.0 - 0.0005} decimal degrees\n"
        f"corner_lon: {15.0 + 0.0005} decimal degrees\npost_lat: -0.001\npost_lon: 0.001\n"
    )


def roipac(folder):
    """Lines of amplitude and phase, years of two digits, no CRS."""
    folder.mkdir(parents=True, exist_ok=True)
    for i, j in PAIRS:
        name = f"{day(i):%y%m%d}-{day(j):%y%m%d}"
        header = (
            f"WIDTH {COLUMNS}\nFILE_LENGTH {ROWS}\nX_FIRST 15.0\nX_STEP 0.001\nY_FIRST 45.0\nY_STEP -0.001\n"
            f"WAVELENGTH {WAVELENGTH_M}\nDATE12 {name}\n"
        )
        for suffix, values in (("unw", phase(i, j)), ("cor", coherence(i, j))):
            np.concatenate([np.ones_like(values), values], axis=1).astype("<f4").tofile(folder / f"geo_{name}.{suffix}")
            (folder / f"geo_{name}.{suffix}.rsc").write_text(header)
        (folder / f"{name}_baseline.rsc").write_text(
            f"P_BASELINE_TOP_HDR {baseline(i, j) - 1}\nP_BASELINE_BOTTOM_HDR {baseline(i, j) + 1}\n"
        )


def isce(folder, heading=DESCENDING):
    """`filt_fine.unw.geo` of two interleaved bands with a header of ENVI's kind.

    Two reference scenes for the baselines.
    """
    for i, j in PAIRS:
        place = folder / "merged" / "interferograms" / f"{day(i):%Y%m%d}_{day(j):%Y%m%d}"
        place.mkdir(parents=True)
        _interleaved(place / "filt_fine.unw.geo", [np.ones((ROWS, COLUMNS), np.float32), phase(i, j)])
        _interleaved(place / "filt_fine.cor.geo", [coherence(i, j)])
    east, north, _ = sight(heading)
    turned = np.degrees(np.arctan2(-east, north))  # anticlockwise from north
    (folder / "merged" / "geom_reference").mkdir()
    angles = [everywhere(INCIDENCE_DEG), everywhere(turned)]
    _interleaved(folder / "merged" / "geom_reference" / "los.rdr.geo", angles)
    for reference, scenes in ((0, (1, 2, 3)), (3, (4, 5))):
        for scene in scenes:
            name = f"{day(reference):%Y%m%d}_{day(scene):%Y%m%d}"
            place = folder / "baselines" / name
            place.mkdir(parents=True)
            step = BASELINES[scene] - BASELINES[reference]
            (place / f"{name}.txt").write_text(
                "".join(f"swath: IW{k}\nBperp (average): {step + k - 2}\n" for k in (1, 2, 3))
            )


def _interleaved(path, bands):
    """A raw file by lines, with the header that GDAL reads and the `.xml` that ISCE2 puts beside it."""
    made = gdal.GetDriverByName("ENVI").Create(
        str(path), COLUMNS, ROWS, len(bands), gdal.GDT_Float32, ["INTERLEAVE=BIL", "SUFFIX=ADD"]
    )
    made.SetGeoTransform((15.0, 0.001, 0, 45.0, 0, -0.001))
    for number, values in enumerate(bands, start=1):
        made.GetRasterBand(number).WriteArray(values)
    made = None
    path.with_name(path.name + ".xml").write_text("<imageFile/>")


def geotiff(folder, geo=DEGREES):
    """Plain files; a tag says the wavelength."""
    for i, j in PAIRS:
        name = f"area_{day(i):%Y%m%d}-{day(j):%Y%m%d}"
        tags = {"WAVELENGTH_METRES": str(WAVELENGTH_M), "INCIDENCE_DEGREES": str(INCIDENCE_DEG)}
        write_tif(folder / f"{name}_unw.tif", phase(i, j), geo, tags=tags)
        write_tif(folder / f"{name}_cc.tif", coherence(i, j), geo, tags={"DATA_UNITS": "RADIANS"})
