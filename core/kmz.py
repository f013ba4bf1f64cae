"""Areas as KMZ for Google Earth: KML 2.2 with styles, balloons and typed attributes."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from .errors import InputError, tr
from .outlines import ring_area, rings_of, valid_polygon
from .progress import Progress, Silent, track
from .raster import cannot_write, part_name, replace
from .report import number

NAMESPACE = "http://www.opengis.net/kml/2.2"
DECIMALS = 7  # of a degree: about a centimetre
STYLES = {  # activity -> colour as KML has it: opacity, blue, green, red
    "fast": "ff1c1ae3",
    "slow": "ff1a8cff",
    "none": "ffffd24d",
    "not measured": "fff5f5f5",
    "": "ff00e6ff",
}


@dataclass(frozen=True)
class Placemark:
    """One area.

    Args:
        polygon: WKB in degrees, WGS 84, x = longitude.
        name: shown beside it.
        style: a key of STYLES.
        values: one for each field; None is left out.
    """

    polygon: bytes
    name: str
    style: str
    values: Sequence[object]


def write_kmz(
    path: str, title: str, fields: Sequence[tuple[str, str]], placemarks: Sequence[Placemark], progress: Progress = Silent()
) -> None:
    """Write areas with their attributes as balloons.

    Args:
        path: .kmz file; it appears when it is complete.
        title: of the document.
        fields: (name, alias) of the attributes.
        placemarks: the areas; none is a valid result.
        progress: hears how far the work is.

    Raises:
        InputError: coordinates that are no longitudes and latitudes.
        OutputError: no permission, no folder, disk full.
        Cancelled: nothing is left behind.
    """
    kml = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(kml, "Document")
    _text(document, "name", title)
    keys = [f"f{index}_{_identifier(name)}" for index, (name, _) in enumerate(fields)]
    for style, colour in STYLES.items():
        document.append(_style(style, colour, keys))
    for placemark in track(placemarks, progress):
        document.append(_placemark(placemark, fields, keys))
    ET.indent(kml)
    _write(path, ET.tostring(kml, encoding="utf-8", xml_declaration=True))


def _write(path: str, content: bytes) -> None:
    part = part_name(str(path))
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("doc.kml", content)
    except OSError as error:
        if Path(part).parent.is_dir():
            Path(part).unlink(missing_ok=True)
        raise cannot_write(str(path), error.strerror or str(error)) from error
    replace(part, str(path))


def _style(name: str, colour: str, keys: Sequence[str]) -> ET.Element:
    """Outline in the class's colour, a breath of fill, and a balloon that lists the attributes."""
    style = ET.Element("Style", id=_style_id(name))
    line = ET.SubElement(style, "LineStyle")
    _text(line, "color", colour)
    _text(line, "width", "2.5")
    _text(ET.SubElement(style, "PolyStyle"), "color", "30" + colour[2:])
    rows = "".join(f"<tr><td>$[{key}/displayName]</td><td>$[{key}]</td></tr>" for key in keys)
    _text(ET.SubElement(style, "BalloonStyle"), "text", f"<h3>$[name]</h3><table>{rows}</table>")
    return style


def _style_id(name: str) -> str:
    return "area-" + (name.replace(" ", "-") or "plain")


def _placemark(placemark: Placemark, fields: Sequence[tuple[str, str]], keys: Sequence[str]) -> ET.Element:
    element = ET.Element("Placemark")
    _text(element, "name", placemark.name)
    _text(element, "styleUrl", "#" + _style_id(placemark.style if placemark.style in STYLES else ""))
    extended = ET.SubElement(element, "ExtendedData")
    for (name, alias), key, value in zip(fields, keys, placemark.values):
        data = ET.SubElement(extended, "Data", name=key)
        _text(data, "displayName", alias or name)
        _text(data, "value", "" if value is None else number(value))
    element.append(_geometry(placemark.polygon))
    return element


def _geometry(wkb: bytes) -> ET.Element:
    """MultiGeometry of polygons that lie on the ground.

    Raises:
        InputError: not longitudes and latitudes.
    """
    shape = ogr.ForceToMultiPolygon(valid_polygon(ogr.CreateGeometryFromWkb(bytes(wkb))))
    shape.FlattenTo2D()
    collection = ET.Element("MultiGeometry")
    for index in range(shape.GetGeometryCount()):
        polygon = ET.SubElement(collection, "Polygon")
        _text(polygon, "tessellate", "1")
        rings = rings_of(bytes(shape.GetGeometryRef(index).ExportToWkb(ogr.wkbNDR)))
        for position, ring in enumerate(rings):
            boundary = ET.SubElement(polygon, "innerBoundaryIs" if position else "outerBoundaryIs")
            turned = ring[::-1] if (ring_area(ring) > 0) == bool(position) else ring  # outer ones anticlockwise
            _text(ET.SubElement(boundary, "LinearRing"), "coordinates", _coordinates(turned))
    return collection


def _coordinates(ring: NDArray[np.float64]) -> str:
    if np.abs(ring[:, 0]).max() > 180.0 or np.abs(ring[:, 1]).max() > 90.0:
        raise InputError(tr("An area lies outside longitude and latitude. Check the CRS of the layer of areas."))
    return " ".join(f"{x:.{DECIMALS}f},{y:.{DECIMALS}f}" for x, y in ring)


def _identifier(name: str) -> str:
    return "".join(character if character.isascii() and character.isalnum() else "_" for character in name)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    """A child element with text; characters that XML cannot hold are left out."""
    child = ET.SubElement(parent, tag)
    child.text = "".join(one for one in text if one in "\t\n\r" or (one >= " " and one not in "\ufffe\uffff"))
