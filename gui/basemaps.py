"""Imagery and maps from the web, to look at predicted areas over.

Addresses of tiles (XYZ), attribution, terms of use.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from ..core.base.errors import InputError
from ..core.base.translation import tr


@dataclass(frozen=True)
class Basemap:
    """A layer of tiles.

    Args:
        key: of its address in the settings.
        name: in the menu and of the layer.
        address: with {x}, {y} and {z}, or with {q} (quadkeys).
        attribution: to be shown with every picture of it.
        terms: page with the terms of use.
        zoom: the smallest and the largest level that the server has.
    """

    key: str
    name: str
    address: str
    attribution: str
    terms: str = ""
    zoom: tuple[int, int] = (0, 19)

    def host(self) -> str:
        """Whom the tiles are asked from."""
        return urlsplit(self.address).netloc

    def first_tile(self) -> str:
        """Address of one tile that every such server has, at level 1."""
        address = self.address
        for field, number in (("{x}", "0"), ("{y}", "0"), ("{-y}", "1"), ("{z}", "1"), ("{q}", "0")):
            address = address.replace(field, number)
        return address


BASEMAPS = (
    Basemap(
        "google",
        "Google Satellite",
        "https://mt1.google.com/vt/lyrs=s&x={x}&y={y}&z={z}",
        "Imagery © Google",
        "https://www.google.com/help/terms_maps/",
        (0, 20),
    ),
    Basemap(
        "esri",
        "Esri World Imagery",
        "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}",
        "Sources: Esri, Maxar, Earthstar Geographics, and the GIS user community",
        "https://www.esri.com/en-us/legal/terms/full-master-agreement",
    ),
    Basemap(
        "bing",
        "Bing Aerial",
        "https://ecn.t3.tiles.virtualearth.net/tiles/a{q}.jpeg?g=1",
        "© Microsoft Corporation and its suppliers",
        "https://www.microsoft.com/en-us/maps/product/terms",
        (1, 19),
    ),
    Basemap(
        "osm",
        "OpenStreetMap",
        "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "© OpenStreetMap contributors",
        "https://operations.osmfoundation.org/policies/tiles/",
    ),
)


_FIELDS = ({"q"}, {"x", "y", "z"}, {"x", "-y", "z"})  # {-y}: counted from the south


def basemap_at(address: str) -> Basemap:
    """A basemap of the user's own.

    Raises:
        InputError: the address is not one of tiles.
    """
    address = address.strip().replace("${", "{")
    parts, fields = urlsplit(address), {part.partition("}")[0] for part in address.split("{")[1:]}
    if parts.scheme not in {"http", "https"} or not parts.netloc or fields not in _FIELDS:
        raise InputError(
            tr(
                "“{address}” is not an address of tiles. Such an address begins with https:// and has {{x}}, {{y}} "
                "and {{z}} (or "
                "{{q}}) where the tile's numbers stand, and no other braces."
            ),
            address=address,
        )
    return Basemap("other", parts.netloc, address, tr("See the terms of use of {host}").format(host=parts.netloc))
