"""Small files as the producers of targets write them.

The columns of docs/inputs.md, values made up, each with its trap.
"""

from __future__ import annotations

import base64
import zlib

import numpy as np
from osgeo import gdal, ogr

from slipline.core.gis.crs import spatial_reference

EGMS_DATES = "20190105,20190117,20190129"
NORTHING_45 = (
    4982950.400  # m, on the central meridian of zone 32: 0.9996 x meridian arc of WGS 84 to 45 degrees, 4984944.378 m
)


def table(folder, name, *lines):
    """A text file of these lines."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def point_file(folder, name, crs, columns, places):
    """A point layer of the driver that the ending tells; numbers are real, words are text, None is NULL."""
    path = folder / name
    driver = {".shp": "ESRI Shapefile", ".gpkg": "GPKG"}[path.suffix]
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = dataset.CreateLayer(path.stem, spatial_reference(crs), ogr.wkbPoint)
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # a shapefile's names are cut to ten characters, with a warning
    for field, values in columns.items():
        layer.CreateField(ogr.FieldDefn(field, ogr.OFTString if isinstance(values[0], str) else ogr.OFTReal))
    gdal.PopErrorHandler()
    for row, (x, y) in enumerate(places):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"))
        for number, values in enumerate(columns.values()):
            if values[row] is not None:
                feature.SetField(number, values[row])
        layer.CreateFeature(feature)
    layer = dataset = None
    return str(path)


def egms_l2a(folder):
    return table(
        folder,
        "EGMS_L2a_015_0234_IW2_VV_2019_2023_1.csv",
        "pid,mp_type,latitude,longitude,easting,northing,height,height_wgs84,line,pixel,rmse,temporal_coherence,amplitude_dispersion,"
        "incidence_angle,track_angle,los_east,los_north,los_up,mean_velocity,mean_velocity_std,acceleration,acceleration_std,"
        f"seasonality,seasonality_std,{EGMS_DATES}",
        "A01,0,45.0,9.0,4242000,2440000,210.5,258.2,1,2,1.5,0.91,0.12,38.1,349.9,-0.61,-0.11,0.78,-12.4,0.3,0.1,0.2,1.1,0.4,0.0,-1.1,-2.2",
        "A02,0,45.0,9.0,4242000,2440000,211.5,259.2,1,3,1.4,0.65,0.13,38.1,349.9,-0.61,-0.11,0.78,3.1,0.4,0.1,0.2,1.0,0.4,0.0,0.2,0.3",
    )


def egms_l2b_older(folder):
    return table(
        folder,
        "EGMS_L2b_015_0234_IW2_VV.csv",
        "pid,mp_type,latitude,longitude,easting,northing,height_ortho,height_ellipse,line,pixel,rmse_ts,temporal_coherence,"
        "amplitude_dispersion,incidence_angle,track_angle,los_east,los_north,los_up,gnss_velocity,mean_velocity,mean_velocity_std,"
        f"acceleration,acceleration_std,seasonality,seasonality_std,{EGMS_DATES}",
        "B01,0,45.0,9.0,4242000,2440000,210.5,258.2,1,2,1.5,0.91,0.12,38.1,349.9,-0.61,-0.11,0.78,99.9,-7.5,0.6,0,0,0,0,0,-1,-2",
    )


def egms_l3(folder, direction):
    return table(
        folder,
        f"EGMS_L3_E42N24_100km_{direction}_2018_2022_1.csv",
        "pid,easting,northing,height,rmse,mean_velocity,mean_velocity_std,acceleration,acceleration_std,seasonality,seasonality_std,"
        + EGMS_DATES,
        "C01,4242050,2440050,210.0,1.5,-4.5,0.2,0,0,0,0,0,-1,-2",
        "C02,4242150,2440050,211.0,6.5,2.5,0.2,0,0,0,0,0,-1,-2",
        "C03,4242250,2440050,212.0,NULL,3.5,0.2,0,0,0,0,0,-1,-2",
    )


def egms_shapefile(folder):
    columns = {
        "pid": ["A01"],
        "height": [258.2],
        "temporal_coherence": [0.91],
        "amplitude_dispersion": [0.12],
        "mean_velocity": [-12.4],
        "mean_velocity_std": [0.3],
        "20190105": [0.0],
    }
    return point_file(folder, "egms.shp", "EPSG:3035", columns, [(4242000, 2440000)])


def ngu(folder):
    return table(
        folder,
        "ngu.csv",
        "longitude,latitude,height,mean_velocity,vertical_velocity,temporal_coherence,amplitude_dispersion,incidence_angle,track_angle,"
        "los_east,los_north,los_up,20190105",
        "9.0,45.0,120.0,-3.25,-4.2,0.88,0.1,38,190,0.6,-0.1,0.78,0",
    )


def tre(folder):
    """The overflow of a DBF: the second velocity is stars."""
    columns = {
        "CODE": ["AAA01", "AAA02"],
        "HEIGHT": [310.0, 320.0],
        "H_STDEV": [1.0, 1.0],
        "VEL": [-8.25, 7654321.25],
        "V_STDEV": [0.5, 0.6],
        "COHERENCE": [0.9, 0.95],
        "EFF_AREA": [0.0, 1500.0],
        "D20030317": [0.0, 0.0],
    }
    path = point_file(folder, "tre.shp", "EPSG:3003", columns, [(1437000, 4889000), (1437100, 4889000)])
    dbf = folder / "tre.dbf"
    raw = dbf.read_bytes()
    start = raw.index(b"7654321.25")
    end = start + len(b"7654321.25") + len(raw[start + 10 :]) - len(raw[start + 10 :].lstrip(b"0"))
    dbf.write_bytes(raw[:start] + b"*" * (end - start) + raw[end:])
    return path


def denmark(folder):
    columns = {
        "CODE": ["1"],
        "VEL_V": [-2.5],
        "VEL_STD_V": [0.1],
        "VEL_V_NOUPLIFT": [-4.0],
        "VEL_STD_V_NOUPLIFT": [0.1],
        "VEL_E": [9.0],
    }
    return point_file(folder, "decomposed.gpkg", "EPSG:4326", columns, [(9.0, 45.0)])


def mintpy_shapefile(folder):
    columns = {
        "CODE": ["1"],
        "HEIGHT": [55.0],
        "H_STDEV": [0.0],
        "VEL": [-21.5],
        "V_STDEV": [1.25],
        "COHERENCE": [0.83],
        "EFF_AREA": [1.0],
        "D20190105": [0.0],
    }
    return point_file(folder, "mintpy.shp", "EPSG:4326", columns, [(9.0, 45.0)])


def stamps_export_res(folder):
    """Below the header a row of metadata: reference longitude and latitude, NaN, days of MATLAB."""
    return table(
        folder,
        "export_res.csv",
        "export_res_ 1,export_res_ 2,export_res_ 3,export_res_ 4,export_res_ 5",
        "120.5,-30.5,NaN,737061,737073",
        "9.0,45.0,-6.5,0.0,-0.2",
        "9.0,45.0,-7.5,0.0,-0.3",
    )


def stamps_gis(folder):
    return table(
        folder,
        "ps.csv",
        "CODE,LON,LAT,HEIGHT,COHERENCE,VLOS,D20190105",
        "P1,9.0,45.0,80.0,0.9,-5.5,0.0",
        "P2,9.0,45.0,81.0,0.6,1,0",
    )


def sarscape(folder):
    """Two files of one product; the last target of the first is the first of the second."""

    def part(name, rows):
        names = (
            "Velocity",
            "Coherence",
            "MuSigma",
            "H_Precisio",
            "V_Precisio",
            "Lon",
            "Lat",
            "Z",
            "Z_Geoid",
            "LOS_Az",
            "D_20190105",
        )
        columns = {field: [row[i] for row in rows] for i, field in enumerate(names)}
        return point_file(folder, name, "EPSG:32632", columns, [(500000 + row[7], 4980000) for row in rows])

    rows = [
        (velocity, 0.8, 2.0, 1.5, 0.7, 9.0, 45.0, z, z, 100.0, 0.0)
        for velocity, z in ((-1.5, 10.0), (-2.5, 20.0), (-3.5, 30.0))
    ]
    return [part("PS_0.shp", rows[:2]), part("PS_1.shp", rows[1:])]


def sarproz(folder):
    return table(
        folder,
        "sarproz.csv",
        "ID,LAT,LON,SVET,LVET,HEIGHT,HEIGHT WRT DEM,SIGMA HEIGHT,VEL,SIGMA "
        "VEL,SEASONAL,CUMUL.DISP.,COHER,IN,FIN,STDEV,20190105",
        "1,45.0,9.0,100,200,77.0,2.0,0.5,-9.5,0.4,0.1,-30,0.82,0,1,3.3,0.0",
    )


def sarvey(folder):
    columns = {
        "point_id": [1.0],
        "velocity": [-14.5],
        "coherence": [0.77],
        "omega": [0.2],
        "st_consistency": [0.9],
        "dem_error": [3.0],
        "dem": [140.0],
        "D20190105": [-0.0145],
    }
    return point_file(folder, "sarvey.shp", "EPSG:32632", columns, [(500000, 4980000)])


def depsi(folder):
    """Velocities of m/yr."""
    return table(
        folder,
        "depsi.csv",
        "pnt_id,pnt_lat,pnt_lon,pnt_line,pnt_pixel,pnt_height,pnt_demheight,pnt_enscoh,pnt_ampconsist,pnt_linear,d_20190105,a_20190105,h2ph_20190105",
        "1,45.0,9.0,1,2,33.0,35.0,0.93,0.2,-0.0125,0,50,0.01",
    )


def gamma_text(folder):
    """No header: number, range, azimuth, northing, easting, height, rate, its deviation."""
    return table(
        folder,
        "ipta.txt",
        "      1     210    1400   4980000.00    500000.00    120.0   -0.0145   0.0011",
        "      2     211    1400   4980000.00    500100.00    121.0    0.0022   0.0010",
        "      3     212    1400   4980000.00    500200.00    122.0    0.0000   0.0000",
    )


def raster(path, values, crs, west, north, cell, nodata=None):
    """A GeoTIFF of one band, float32."""
    values = np.asarray(values, np.float32)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, gdal.GDT_Float32)
    dataset.SetProjection(spatial_reference(crs).ExportToWkt())
    dataset.SetGeoTransform((west, cell, 0, north, 0, -cell))
    if nodata is not None:
        dataset.GetRasterBand(1).SetNoDataValue(nodata)
    dataset.GetRasterBand(1).WriteArray(values)
    dataset = None
    return str(path)


def hdf5(path, arrays, attributes):
    """An HDF5 file with arrays and attributes in its root, made by GDAL as NetCDF 4, which is HDF5."""
    dataset = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path))
    root = dataset.GetRootGroup()
    for name, value in attributes.items():
        root.CreateAttribute(name, [], gdal.ExtendedDataType.CreateString()).Write(value)
    kinds = {"f": gdal.GDT_Float32, "i": gdal.GDT_Int16}
    shape = next(iter(arrays.values())).shape
    dimensions = [root.CreateDimension(name, None, None, size) for name, size in zip("yx", shape)]
    for name, values in arrays.items():
        array = root.CreateMDArray(name, dimensions, gdal.ExtendedDataType.Create(kinds[values.dtype.kind]))
        array.WriteArray(values)
    array = root = dimensions = dataset = None
    return str(path)


MINTPY = {
    "FILE_TYPE": "velocity",
    "UNIT": "m/year",
    "X_FIRST": "8.9995",
    "Y_FIRST": "45.0005",
    "X_STEP": "0.001",
    "Y_STEP": "-0.001",
    "X_UNIT": "degrees",
    "Y_UNIT": "degrees",
    "WIDTH": "3",
    "LENGTH": "2",
}


def mintpy_hdf5(folder, prefix="geo_", **changes):
    """Velocity and its deviation in m/yr; the file itself is not masked: outside the mask it is 0 or nonsense."""
    attributes = {**MINTPY, **changes}
    velocity = np.array([[-0.0125, 0.0, 0.5], [0.003, np.nan, -0.002]], np.float32)
    velocities = {"velocity": velocity, "velocityStd": np.full((2, 3), 0.001, np.float32)}
    path = hdf5(folder / f"{prefix}velocity.h5", velocities, attributes)
    plain = {key: value for key, value in attributes.items() if key != "UNIT"}
    coherence = np.array([[0.9, 0.1, 0.95], [0.8, 0.9, 0.6]], np.float32)
    hdf5(folder / f"{prefix}temporalCoherence.h5", {"temporalCoherence": coherence}, plain)
    hdf5(folder / f"{prefix}maskTempCoh.h5", {"mask": np.array([[1, 0, 0], [1, 1, 1]], np.int16)}, plain)
    hdf5(folder / f"{prefix}geometryRadar.h5", {"height": np.full((2, 3), 75.0, np.float32)}, plain)
    return path


# geo_geometryRadar.h5 of MintPy, height and incidenceAngle (2, 3), packed by LZF as MintPy does; GDAL cannot write that
_PACKED_BY_LZF = (
    "c-rgqaB<`1lHy|K;9!7(|4<+V6*7Q|`)AH!^7n8FVp8DG;LAqF6-+|N8exEoiGh)UflZJBNU>$4W~OJ99EO_3CJ7Sc%gjs8Oi9g4"
    "PIb&n&q+Pc2$2*OVqn2EO+bKw;WiUQ#Yw0!uE`H_!A@diU}RKbU|?cmWP~bVV20A@d}a{_MnMI6kQG3nz#z`SAYKn-u>xJo%*-vt"
    "zz8(0mIdfMW`>-qG_X2WpvxqHG>0q$0}B%qGb0l-3nM235`YC?Im18!`(xErgCZ<A2R<zJtbP;i@9g2tqYUyZ2M_{X9ue>685A7C"
    "APh>B(7>?Jv$V7{<xxRW7Kx;c9jeU4RL{V`z?4T3q>deCTyThM09Y9-RG9%#l_8H3lA=h2BAAuB5LL=3Muqx$qS}~}nqHKeT3npQ"
    "dxK#VjDk@x3TOa;h0io6h6h~CK!yyM0RYf0Xfy"
)


def packed_by_lzf(path):
    """A file that HDF5 without h5py's filter opens and cannot unpack."""
    path.write_bytes(zlib.decompress(base64.b85decode(_PACKED_BY_LZF)))
    return str(path)


def licsbas(folder):
    """NaN where there is no value; 0 is a velocity. Coherence (a spatial one) and mask lie beside it."""
    place = ("EPSG:4326", 8.9995, 45.0005, 0.001)
    raster(folder / "coh_avg.geo.tif", [[0.9, 0.04, 0.9]], *place)
    raster(folder / "mask.geo.tif", [[1, 1, 0]], *place)
    return raster(folder / "vel.geo.tif", [[-12.5, 3.0, 4.0]], *place)
