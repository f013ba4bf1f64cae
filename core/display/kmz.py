"""An inventory as KMZ for Google Earth: areas by review status, lines, hot spot map, targets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree import ElementTree as ET  # only writes  # nosec B405

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Silent, Stage, check_cancelled, track
from ..base.translation import tr
from ..files.disk_space import polygons_bytes, require_room
from ..files.outputs import growing
from ..gis.place import warn_if_apart
from ..gis.rings import box_around
from ..gis.zonal import envelopes
from . import kml
from .ground_picture import dot, map_picture
from .kml import Box
from .shown_words import shown
from .velocity_classes import velocity_breaks
from .vertices import MOST_VERTICES, drawable

STYLES = {  # activity -> colour as KML has it: opacity, blue, green, red
    "fast": "ff1c1ae3",
    "slow": "ff1a8cff",
    "none": "ffffd24d",
    "not measured": "fff5f5f5",
    "": "ff00e6ff",
}
LINES = {
    "inner": ("ffffffff", 1.2, tr("Inner lines: probability 90 %")),
    "outer": ("b0ffffff", 1.0, tr("Outer lines: probability 10 %")),
}
NOT_REVIEWED = "not reviewed"
IN_ONE_FOLDER = 400  # most placemarks; more are divided by place, and appear when the viewer comes near
LEAST_PIXELS = 24  # of such a part on the screen, from which it appears
LEAST_OF_ONE = 3  # pixels of an area on the screen, from which it appears
PICTURE_OPACITY = 0.8
_TARGET_COLOURS = (
    "ff2b18b2",
    "ff628aef",
    "ffc7dbfd",
    "fff7f7f7",
    "fff0e5d1",
    "ffcfa967",
    "ffac6621",
)  # away ... towards
_LEGEND = tr(
    "<p>Outlines of areas that move, by |median velocity| along the line of sight: red 10 mm/yr and more, orange 2 to "
    "10 mm/yr, blue below 2 mm/yr, white without targets, yellow not known.</p><p>A draft for an expert to check. Made "
    "by Slipline.</p>"
)


@dataclass(frozen=True)
class Placemark:
    """One area.

    Args:
        polygon: WKB in degrees, WGS 84, x = longitude.
        name: shown beside it.
        style: a key of STYLES.
        values: one text for each field.
        status: of the review; empty: not reviewed.
        said: one line below its name in the list, such as its kind of motion; empty: none.
    """

    polygon: bytes
    name: str
    style: str
    values: Sequence[str]
    status: str = ""
    said: str = ""


@dataclass(frozen=True)
class Line:
    """An inner or outer line.

    Args:
        line: WKB in degrees.
        name: shown in the list.
        kind: a key of LINES.
    """

    line: bytes
    name: str
    kind: str


@dataclass(frozen=True)
class Targets:
    """Targets: x, y (n,) degrees; velocity (n,) mm/yr; at most `most` of them are shown, evenly over the ground."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    velocity: NDArray[np.float64]
    most: int = 2000


@dataclass(frozen=True)
class Inventory:
    """What goes into the file.

    Args:
        title: of the document.
        fields: (name, alias) of the areas' attributes.
        areas: none is a valid result.
        lines: inner and outer lines.
        hotspot: path of the hot spot map, or empty.
        targets: or None.
        synthetic: the data is invented; the file's name, first words and areas say so.
    """

    title: str
    fields: Sequence[tuple[str, str]]
    areas: Sequence[Placemark]
    lines: Sequence[Line] = field(default_factory=tuple)
    hotspot: str = ""
    targets: Targets | None = None
    synthetic: bool = False


def write_kmz(path: str, inventory: Inventory, progress: Progress = Silent()) -> None:
    """Write an inventory.

    Args:
        path: .kmz file; it appears when it is complete.
        inventory: what goes in.
        progress: hears how far the work is.

    Raises:
        InputError: coordinates are not longitudes and latitudes, or a raster cannot be read.
        OutputError: no permission, no folder, disk full.
        Cancelled: nothing is left behind.
    """
    shapes = [*(area.polygon for area in inventory.areas), *(line.line for line in inventory.lines)]
    require_room([(path, polygons_bytes(shapes))], progress)
    title, legend = inventory.title, _LEGEND
    if inventory.synthetic:
        title = tr("SYNTHETIC, no real place: {title}").format(title=title)
        legend = "<h3>" + tr("SYNTHETIC: invented data, no real place") + "</h3>" + legend
    tree, document = kml.root(title, legend)
    members: dict[str, bytes] = {}
    schema, keys = kml.schema(inventory.fields)
    for name, colour in STYLES.items():
        document.append(kml.style(_style_id(name), colour, 2.5, "30" + colour[2:], kml.balloon(keys)))
    for name, (colour, width, _) in LINES.items():
        document.append(kml.style(name, colour, width))
    if inventory.targets is not None:
        members["dot.png"] = dot()
        for number, colour in enumerate(_TARGET_COLOURS):
            document.append(kml.icon_style(f"target-{number}", colour, "dot.png", 0.35))
    document.append(schema)
    document.extend(_areas(inventory, keys, Stage(progress, 0.0, 0.6)))
    document.extend(_lines(inventory.lines, Stage(progress, 0.6, 0.8)))
    picture: Box | None = None
    if inventory.hotspot:
        members["hotspot.png"], picture, limit = map_picture(inventory.hotspot, progress)
        check_cancelled(progress)
        said = tr(
            "Red: motion away from the satellite; of vertical or eastward velocities downwards or to the west. Blue: "
            "the other way. The colours end at {limit}."
        ).format(limit=limit)
        document.append(
            kml.folder(tr("Hot spot map"), said)
        )  # in a folder of its own, because the first folder of a file is read back as areas
        document[-1].append(kml.ground_overlay(tr("Hot spot map"), said, "hotspot.png", picture, PICTURE_OPACITY))
    if inventory.targets is not None:
        document.append(_targets(inventory.targets, Stage(progress, 0.8, 0.95)))
    _warn_of_places(inventory, picture, progress)
    _write(path, tree, members, progress)
    progress.update(1.0)


def _warn_of_places(inventory: Inventory, picture: Box | None, progress: Progress) -> None:
    """Warn where the lines, the hot spot map in `picture` or the targets lie elsewhere than the areas."""
    if not inventory.areas:
        return
    ground = box_around(envelopes([area.polygon for area in inventory.areas]))
    boxes = {"The hot spot map": picture}
    if inventory.lines:
        boxes["The lines"] = box_around(envelopes([one.line for one in inventory.lines]))
    if inventory.targets is not None:
        x, y = inventory.targets.x, inventory.targets.y
        boxes["The targets"] = float(x.min()), float(y.min()), float(x.max()), float(y.max())
    for name, box in boxes.items():
        if box is not None:
            warn_if_apart(name, box, "the areas", ground, True, progress)


def _areas(inventory: Inventory, keys: Sequence[str], progress: Progress) -> list[ET.Element]:
    """A folder for each status of the review; the areas that nobody reviewed come first."""
    found: dict[str, list[tuple[ET.Element, Box]]] = {NOT_REVIEWED: []}
    said = "{name} " + tr("(synthetic)") if inventory.synthetic else "{name}"
    for area in track(inventory.areas, progress):
        name = _style_id(area.style if area.style in STYLES else "")
        outline, simplified = drawable(area.polygon)
        if simplified:
            progress.warning(
                f"{area.name}: its outline has more than {MOST_VERTICES:,} vertices, which Google Earth does not draw, "
                "and is simplified."
            )
        values = list(zip(keys, area.values))
        element = kml.placemark(said.format(name=area.name), name, kml.polygon(outline), values, area.said)
        found.setdefault(area.status or NOT_REVIEWED, []).append((element, _box(area.polygon)))
    return [
        _together(kml.folder(tr("Areas, {status} ({count:,})").format(status=shown(status), count=len(placed))), placed)
        for status, placed in found.items()
        if placed
    ]


def _lines(lines: Sequence[Line], progress: Progress) -> list[ET.Element]:
    """One folder for each kind of line."""
    found: dict[str, list[tuple[ET.Element, Box]]] = {kind: [] for kind in LINES}
    for one in track(lines, progress):
        found[one.kind].append((kml.placemark(one.name, one.kind, kml.line(one.line)), _box(one.line)))
    return [_divided(kml.folder(LINES[kind][2]), placed) for kind, placed in found.items() if placed]


def _targets(targets: Targets, progress: Progress) -> ET.Element:
    """Points coloured by velocity, switched off until they are wanted."""
    chosen = thinned(targets.x, targets.y, targets.most)
    breaks = [float(limit) for limit in velocity_breaks(targets.velocity).values()]
    classes = np.digitize(targets.velocity, [*(-limit for limit in reversed(breaks)), *breaks])
    parent = kml.folder(
        tr("Targets ({shown:,} of {all:,})").format(shown=len(chosen), all=len(targets.x)),
        tr(
            "Red: away from the satellite; of vertical or eastward velocities downwards or to the west. Blue: the "
            "other way. Classes end at {limits} mm/yr."
        ).format(limits=breaks),
        is_visible=False,
    )
    placed = []
    for index in track(chosen.tolist(), progress):
        x, y = float(targets.x[index]), float(targets.y[index])
        place = kml.placemark(f"{targets.velocity[index]:.1f} mm/yr", f"target-{classes[index]}", kml.point(x, y))
        placed.append((place, (x, y, x, y)))
    return _divided(parent, placed)


def thinned(x: NDArray[np.float64], y: NDArray[np.float64], most: int) -> NDArray[np.intp]:
    """Indices of at most `most` points that lie evenly over the ground.

    One point is taken from each cell of the finest grid that has few enough cells.
    """
    mixed = np.random.default_rng(1).permutation(len(x))  # the order of a file is not random
    chosen, cells = mixed, 4096
    while len(chosen) > most:
        column, row = (
            np.floor((one - one.min()) / max(np.ptp(x), np.ptp(y), 1e-12) * cells) for one in (x[mixed], y[mixed])
        )
        chosen = mixed[np.unique(row * (cells + 1) + column, return_index=True)[1]]
        cells = int(cells / 1.2)
    return np.sort(chosen)


def _together(parent: ET.Element, placed: Sequence[tuple[ET.Element, Box]]) -> ET.Element:
    """Put areas into one folder, however many they are, because a folder is read back as one layer.

    Where there are many areas, each appears when the viewer comes near.
    """
    for element, box in placed:
        if len(placed) > IN_ONE_FOLDER:
            style = next(place for place, child in enumerate(element) if child.tag == "styleUrl")
            element.insert(style + 1, kml.region(box, LEAST_OF_ONE))
        parent.append(element)
    return parent


def _divided(parent: ET.Element, placed: Sequence[tuple[ET.Element, Box]]) -> ET.Element:
    """Put placemarks into a folder; many placemarks are divided by place, and halved until each part is small."""
    if len(placed) <= IN_ONE_FOLDER:
        parent.extend([element for element, _ in placed])
        return parent
    for number, part in enumerate(_halved(list(placed)), start=1):
        child = kml.folder(tr("Part {number}").format(number=number))
        child.append(kml.region(box_around(np.array([box for _, box in part])), LEAST_PIXELS))
        child.extend([element for element, _ in part])
        parent.append(child)
    return parent


def _halved(placed: list[tuple[ET.Element, Box]]) -> list[list[tuple[ET.Element, Box]]]:
    if len(placed) <= IN_ONE_FOLDER:
        return [placed]
    boxes = np.array([box for _, box in placed])
    middles = boxes[:, :2] + boxes[:, 2:]
    order = np.argsort(middles[:, int(np.ptp(middles[:, 1]) > np.ptp(middles[:, 0]))], kind="stable")
    half = len(order) // 2
    return [part for side in (order[:half], order[half:]) for part in _halved([placed[index] for index in side])]


def _box(wkb: bytes) -> Box:
    west, south, east, north = envelopes([wkb])[0].tolist()
    return west, south, east, north


def _style_id(name: str) -> str:
    return "area-" + (name.replace(" ", "-") or "plain")


class _Heard(io.BufferedIOBase):
    """A member of the archive that is written piece by piece, so that a cancel is heard in between."""

    def __init__(self, member: IO[bytes], progress: Progress) -> None:
        self._member, self._progress = member, progress

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        check_cancelled(self._progress)
        return self._member.write(data)


def _write(path: str, tree: ET.Element, members: dict[str, bytes], progress: Progress) -> None:
    with growing(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("doc.kml", "w") as member:
            ET.ElementTree(tree).write(_Heard(member, progress), encoding="utf-8", xml_declaration=True)
        for name, content in members.items():
            check_cancelled(progress)
            archive.writestr(name, content)
