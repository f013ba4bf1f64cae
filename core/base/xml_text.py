"""Text that stands in XML: styles of QGIS, virtual rasters of GDAL, KML."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def allowed(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def in_xml(text: object) -> str:
    """The text as it stands between tags, or between the double quotes of an attribute."""
    return "".join(_ESCAPES.get(sign, sign) for sign in allowed(str(text)))
