"""The look of a result: a QGIS style file beside it, which QGIS applies when the layer is opened."""

from __future__ import annotations

import html
import re
from pathlib import Path
from string import Template

from ..base.translation import tr
from ..base.xml_text import in_xml
from ..files import containers
from ..files.outputs import place_now, write_text
from ..products.ground_motion import SIGNS, ways
from ..products.kept_fields import LOS

# Strong, medium and weak motion: dev/target_styles.py writes them into resources/styles, ground_picture.py into KMZ.
AWAY, TOWARDS = ("#b2182b", "#ef8a62", "#fddbc7"), ("#2166ac", "#67a9cf", "#d1e5f0")
STILL = "#f7f7f7"
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "styles"


_LABEL = re.compile(r'(?<= fieldName=")[^"]*')  # the expression of the labels
_SHOWN = re.compile(r'(?<= label=")[^"]*|(?<=<alias name=")[^"]*')  # of a legend, of a field


def style_text(style: str) -> str:
    """A template of resources/styles in the user's language, its `$name` fields still open."""
    text = (FOLDER / f"{style}.qml").read_text(encoding="utf-8")
    return _SHOWN.sub(lambda found: _translated(found[0]), text)


def _translated(attribute: str) -> str:
    words = html.unescape(attribute)
    return in_xml(tr(words)) if words else ""


def style_path(path: str) -> str:
    """Where QGIS looks for the style of a layer's file."""
    return str(Path(path).with_suffix(".qml"))


def write_style(path: str, style: str, component: str = LOS, label: str = "", **values: object) -> None:
    """Put a style beside a layer.

    Args:
        path: the layer's file.
        style: name of a template in resources/styles, without `.qml`.
        component: what velocities are a component of, for the words of legends: see `ground_motion.ways`.
        label: expression of QGIS for the labels of a style that has them; empty: the style's own.
        values: what the template's `$name` fields stand for; a unit may hold any sign.

    Raises:
        OutputError: it cannot be written.
    """
    words = dict(zip(("away", "towards", "negative", "positive"), (*ways(component), *SIGNS[component])))
    text = Template(style_text(style)).substitute({name: in_xml(value) for name, value in {**words, **values}.items()})
    if label:
        text = _LABEL.sub(lambda _: in_xml(label), text)
    written = place_now(str(path))
    layer = containers.only_layer(written)
    shared = layer and written != str(path) and containers.is_shared(str(path), layer)
    if layer and (shared or _raster_of_the_name(path)):  # a file beside it would be the style of others, too
        containers.keep_style(written, layer, text)
    else:
        write_text(style_path(path), text)


def _raster_of_the_name(path: str) -> bool:
    """Tell whether a raster lies beside a layer whose style has the same name: both.gpkg and both.tif."""
    return any(Path(place_now(str(Path(path).with_suffix(ending)))).exists() for ending in (".tif", ".tiff", ".vrt"))
