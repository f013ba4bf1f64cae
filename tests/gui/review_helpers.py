"""What the scripts that drive the review have in common: keys, pictures, and what the panel and the files hold."""

from player import SCREENSHOTS
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QWidget
from qgis.utils import iface, plugins


def drawn():
    """The maps are up to date."""
    return not iface.mapCanvas().isDrawing() and not plugins["slipline"].menu.review.imagery.canvas.isDrawing()


def press(widget: QWidget, key):
    """One key, as a user presses it there."""
    QTest.keyClick(widget, key)


def on_screen(x, y):
    """A place on the ground in pixels of the map."""
    place = iface.mapCanvas().getCoordinateTransform().transform(x, y)
    return QPoint(round(place.x()), round(place.y()))


def label(dock):
    """Number of the current area."""
    return dock.model.value(dock.current, 1)


def labels(dock):
    """Numbers of the areas in the list."""
    return [dock.model.value(area, 1) for area in dock.list.areas()]


def in_step(dock):
    """Differences of centre and scale of the two maps, in pixels and as a ratio."""
    one, other = iface.mapCanvas(), dock.imagery.canvas
    away = one.center().distance(other.center()) / one.mapUnitsPerPixel()
    return [away, other.mapUnitsPerPixel() / one.mapUnitsPerPixel()]


def in_file(path, key="area_id"):
    """Attributes of a layer as they are on the disk, read by a connection of its own."""
    layer = QgsVectorLayer(path, "again")
    names = layer.fields().names()
    found = {}
    for feature in layer.getFeatures():
        row = {
            name: value if isinstance(value, (int, float, str)) else None
            for name, value in zip(names, feature.attributes())
        }
        found[row[key]] = {**row, "outline": feature.geometry().asWkt(1)}
    return found


def row_of(path, number):
    """Attributes of one area on the disk."""
    row = in_file(path).get(number) or {}
    return {name: row.get(name) for name in ("area_m2", "n_targets", "status", "v_median")}


def count_reads(dock):
    """How many targets are read from now on; the result tells it."""
    layer, counted = dock.panel.targets.currentLayer(), []
    plain = layer.getFeatures

    def counting(*arguments):
        for feature in plain(*arguments):
            counted.append(1)
            yield feature

    layer.getFeatures = counting
    return lambda: len(counted)


def photograph(name):
    """The whole window."""
    iface.mainWindow().grab().save(str(SCREENSHOTS / f"{name}.png"))
