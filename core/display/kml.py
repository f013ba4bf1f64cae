"""Elements of KML 2.2 (OGC 07-147r2), in the order of its schema; every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET  # only writes  # nosec B405

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..base.errors import InputError
from ..base.translation import tr
from ..base.xml_text import allowed
from ..gis.rings import ring_area, rings_of, valid_polygon

NAMESPACE = "http://www.opengis.net/kml/2.2"
DECIMALS = 6  # of a degree: a decimetre, finer than any outline is known
SCHEMA = "attributes"
_OWN = (
    "name",
    "description",
    "visibility",
    "open",
    "snippet",
    "icon",
    "begin",
    "end",
    "timestamp",
    "tessellate",
    "extrude",
    "heading",
)  # KML's
_PAIR = f"{{:.{DECIMALS}f}},{{:.{DECIMALS}f}}".format
_TAG = re.compile("<(?=[A-Za-z/!?])")  # where a reader of HTML sees a tag or a comment begin
Box = tuple[float, float, float, float]  # west, south, east, north


def root(title: str, description: str) -> tuple[ET.Element, ET.Element]:
    """A file's root, and its document."""
    kml = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(kml, "Document")
    text(document, "name", title)
    text(document, "open", "1")
    text(document, "description", description)
    return kml, document


def folder(name: str, description: str = "", is_visible: bool = True) -> ET.Element:
    """A folder that can be switched on and off."""
    element = ET.Element("Folder")
    text(element, "name", name)
    if not is_visible:
        text(element, "visibility", "0")
    if description:
        text(element, "description", description)
    return element


def style(name: str, line: str, width: float, fill: str = "", balloon: str = "") -> ET.Element:
    """A shared style of outlines; colours as KML has them: opacity, blue, green, red."""
    element = ET.Element("Style", id=name)
    drawn = ET.SubElement(element, "LineStyle")
    text(drawn, "color", line)
    text(drawn, "width", f"{width:g}")
    filled = ET.SubElement(element, "PolyStyle")
    text(filled, "color", fill or line)
    if not fill:
        text(filled, "fill", "0")
    if balloon:
        text(ET.SubElement(element, "BalloonStyle"), "text", balloon)
    return element


def icon_style(name: str, colour: str, href: str, scale: float) -> ET.Element:
    """A shared style of points without labels."""
    element = ET.Element("Style", id=name)
    icon = ET.SubElement(element, "IconStyle")
    text(icon, "color", colour)
    text(icon, "scale", f"{scale:g}")
    text(ET.SubElement(icon, "Icon"), "href", href)
    text(ET.SubElement(element, "LabelStyle"), "scale", "0")
    return element


def schema(fields: Sequence[tuple[str, str]]) -> tuple[ET.Element, list[str]]:
    """The declaration of the attributes (name, alias), and the names that KML can hold."""
    element = ET.Element("Schema", name=SCHEMA, id=SCHEMA)
    keys: list[str] = []
    for index, (name, alias) in enumerate(fields):
        plain = name.isascii() and name.isidentifier() and name.lower() not in (*keys, *_OWN)
        key = name if plain else f"field_{index}"
        keys.append(key)
        text(ET.SubElement(element, "SimpleField", type="string", name=key), "displayName", _never_html(alias or name))
    return element, keys


def balloon(keys: Sequence[str]) -> str:
    """HTML of a balloon: the attributes' names with their units, and their values, which Google Earth puts in."""
    rows = "".join(
        (
            f'<tr><td>$[{SCHEMA}/{key}/displayName]</td><td align="right" '
            f'nowrap="nowrap"><b>$[{SCHEMA}/{key}]</b></td></tr>'
        )
        for key in keys
    )
    return f'<h3>$[name]</h3><table cellspacing="0" cellpadding="2">{rows}</table>'


def placemark(
    name: str, style_name: str, geometry: ET.Element, values: Sequence[tuple[str, str]] = (), said: str = ""
) -> ET.Element:
    """A thing on the ground with attributes (key, text), and a line `said` below its name in the list."""
    element = ET.Element("Placemark")
    text(element, "name", _never_html(name))
    if said:
        text(element, "Snippet", _never_html(said)).set("maxLines", "1")
    text(element, "styleUrl", "#" + style_name)
    if values:
        data = ET.SubElement(ET.SubElement(element, "ExtendedData"), "SchemaData", schemaUrl="#" + SCHEMA)
        for key, value in values:
            text(data, "SimpleData", _never_html(value)).set("name", key)
    element.append(geometry)
    return element


def region(box: Box, least_pixels: int) -> ET.Element:
    """A region: its parent appears only when it is large enough on the screen."""
    element = ET.Element("Region")
    _corners(ET.SubElement(element, "LatLonAltBox"), box)
    text(ET.SubElement(element, "Lod"), "minLodPixels", str(least_pixels))
    return element


def ground_overlay(name: str, description: str, href: str, box: Box, opacity: float) -> ET.Element:
    """A picture on the ground, in longitude and latitude."""
    element = ET.Element("GroundOverlay")
    text(element, "name", name)
    text(element, "description", description)
    text(element, "color", f"{round(255 * opacity):02x}ffffff")
    text(element, "drawOrder", "0")
    text(ET.SubElement(element, "Icon"), "href", href)
    _corners(ET.SubElement(element, "LatLonBox"), box)
    return element


def _corners(parent: ET.Element, box: Box) -> None:
    west, south, east, north = box
    for tag, value in (("north", north), ("south", south), ("east", east), ("west", west)):
        text(parent, tag, f"{value:.{DECIMALS}f}")


def polygon(wkb: bytes) -> ET.Element:
    """A polygon on the ground, or several as one geometry. A single one can be edited in Google Earth.

    Raises:
        InputError: not longitudes and latitudes.
    """
    shape = ogr.ForceToMultiPolygon(valid_polygon(ogr.CreateGeometryFromWkb(bytes(wkb))))
    shape.FlattenTo2D()
    parts = []
    for index in range(shape.GetGeometryCount()):
        parts.append(ET.Element("Polygon"))
        text(parts[-1], "tessellate", "1")
        rings = rings_of(bytes(shape.GetGeometryRef(index).ExportToWkb(ogr.wkbNDR)))
        for position, ring in enumerate(rings):
            boundary = ET.SubElement(parts[-1], "innerBoundaryIs" if position else "outerBoundaryIs")
            turned = ring[::-1] if (ring_area(ring) > 0) == bool(position) else ring  # outer ones anticlockwise
            text(ET.SubElement(boundary, "LinearRing"), "coordinates", _coordinates(turned))
    return _collected(parts)


def line(wkb: bytes) -> ET.Element:
    """Lines on the ground.

    Raises:
        InputError: not longitudes and latitudes.
    """
    shape = ogr.ForceToMultiLineString(ogr.CreateGeometryFromWkb(bytes(wkb)))
    parts = []
    for index in range(shape.GetGeometryCount()):
        parts.append(ET.Element("LineString"))
        text(parts[-1], "tessellate", "1")
        text(parts[-1], "coordinates", _coordinates(np.array(shape.GetGeometryRef(index).GetPoints(), float)[:, :2]))
    return _collected(parts)


def point(x: float, y: float) -> ET.Element:
    """A point on the ground."""
    element = ET.Element("Point")
    text(element, "coordinates", _coordinates(np.array([[x, y]])))
    return element


def _collected(parts: list[ET.Element]) -> ET.Element:
    if len(parts) == 1:
        return parts[0]
    collection = ET.Element("MultiGeometry")
    collection.extend(parts)
    return collection


def _coordinates(places: NDArray[np.float64]) -> str:
    if np.abs(places[:, 0]).max() > 180.0 or np.abs(places[:, 1]).max() > 90.0:
        raise InputError(
            tr("The coordinates of an area are not longitudes and latitudes. Check the CRS of the layer of areas.")
        )
    return " ".join(map(_PAIR, places[:, 0].tolist(), places[:, 1].tolist()))


def _never_html(content: str) -> str:
    """A text that stays text in a balloon: Google Earth reads names and values there as HTML.

    A character without width after the bracket that would begin a tag keeps it from doing so; the text looks the same.
    """
    return _TAG.sub("<\u200b", content)


def text(parent: ET.Element, tag: str, content: str) -> ET.Element:
    """A child element with text; characters that XML cannot hold are left out."""
    child = ET.SubElement(parent, tag)
    child.text = allowed(content)
    return child
