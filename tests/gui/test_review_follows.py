"""The review panel follows every change of its layer that QGIS' tools, a script or the project makes."""

import gc

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QListWidget, QMainWindow

from slipline.core.gis.vector import Column, write_polygons
from slipline.gui.review.dock import ReviewDock
from slipline.gui.review.fields import add_fields
from slipline.gui.review.train_dialog import TrainAgainDialog

from ..core.rasters import CRS, box, write_raster

BOXES = [box(100 * i, -100, 100 * i + 80, 0) for i in range(5)]


class Window:
    """As much of QGIS' window as the panel uses."""

    def __init__(self):
        self.main, self.canvas = QMainWindow(), QgsMapCanvas()
        self.main.setCentralWidget(self.canvas)
        self.bar, self.said, self.action = QgsMessageBar(self.canvas), [], QAction(self.main)
        self.bar.pushMessage = lambda _title, text, *_more: self.said.append(text)

    def mainWindow(self):
        return self.main

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def addDockWidget(self, side, dock):
        self.main.addDockWidget(side, dock)

    def removeDockWidget(self, dock):
        self.main.removeDockWidget(dock)

    def setActiveLayer(self, layer):
        return True

    def actionPan(self):
        return self.action


@pytest.fixture()
def opened(qgis_app, tmp_path):
    """A panel with five areas in it, numbered 1 to 5, and the window's stand-in."""
    path = str(tmp_path / "areas.gpkg")
    numbers = [1, 2, 3, 4, 5]
    columns = [
        Column("area_id", numbers),
        *(Column(name, [10.0 * number for number in numbers]) for name in ("probability_mean", "gi_z_max", "v_median")),
        Column("slope_mean", [20.0] * 5),
        Column("class", ["a", "a", "b", "b", "b"]),
    ]
    write_polygons(path, "areas", CRS, BOXES, columns)
    layer = QgsVectorLayer(path, "areas")
    assert add_fields(layer)
    QgsProject.instance().addMapLayer(layer)
    window = Window()
    dock = ReviewDock(window)
    window.main.show()
    dock.show()
    dock.panel.areas.setLayer(layer)
    assert dock.review is not None
    yield dock, layer, window
    dock.close_down()
    QgsProject.instance().clear()
    gc.collect()


def settle():
    """Let timers of no delay ring."""
    for _ in range(3):
        QCoreApplication.processEvents()


def listed(dock):
    return sorted(dock.model.value(area, 1) for area in dock.list.areas())


def current(dock):
    return None if dock.current is None else dock.model.value(dock.current, 1)


def in_file(layer, field):
    """Values by number, from the file."""
    again = QgsVectorLayer(layer.source().partition("|subset")[0], "again")
    values = {one["area_id"]: one[field] for one in again.getFeatures()}
    return {number: value if isinstance(value, (str, int, float)) else None for number, value in values.items()}


def id_of(layer, number):
    return next(one.id() for one in layer.dataProvider().getFeatures() if one["area_id"] == number)


def delete(layer, number):
    layer.deleteFeature(id_of(layer, number))


def test_an_area_deleted_with_qgis_tools_leaves_the_list(opened):
    dock, layer, _ = opened
    dock.go(id_of(layer, 3))
    layer.startEditing()
    delete(layer, 3)
    layer.commitChanges()
    settle()
    assert listed(dock) == [1, 2, 4, 5]
    assert current(dock) != 3
    dock.reviewing.act("accept")
    assert sum(status == "accepted" for status in in_file(layer, "status").values()) == 1


def test_an_area_that_went_unnoticed_is_not_decided(opened):
    dock, layer, window = opened
    dock.go(id_of(layer, 3))
    other = QgsVectorLayer(layer.source(), "the same file")
    other.dataProvider().deleteFeatures([id_of(layer, 3)])
    dock.reviewing.act("accept")
    settle()
    assert "no longer in the layer areas" in window.said[-1]
    assert set(in_file(layer, "status").values()) == {None}
    assert listed(dock) == [1, 2, 4, 5]


def test_an_area_added_elsewhere_comes_into_the_list(opened):
    dock, layer, _ = opened
    layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature["area_id"] = 6
    geometry = QgsGeometry()
    geometry.fromWkb(bytes(box(900, -100, 950, 0)))
    feature.setGeometry(geometry)
    layer.addFeature(feature)
    layer.commitChanges()
    settle()
    assert listed(dock) == [1, 2, 3, 4, 5, 6]


def test_an_attribute_changed_elsewhere_is_shown_without_moving_the_list(opened):
    dock, layer, _ = opened
    order = dock.list.areas()
    layer.startEditing()
    layer.changeAttributeValue(id_of(layer, 2), layer.fields().lookupField("status"), "rejected")
    layer.commitChanges()
    settle()
    assert dock.model.status(id_of(layer, 2)) == "rejected"
    assert dock.list.areas() == order
    assert "1 rejected" in dock.panel.progress.text()


def test_changes_that_are_rolled_back_leave_the_list_as_the_file(opened):
    dock, layer, _ = opened
    layer.startEditing()
    delete(layer, 2)
    layer.rollBack()
    settle()
    assert listed(dock) == [1, 2, 3, 4, 5]
    dock.go(id_of(layer, 2))
    dock.reviewing.act("accept")
    assert in_file(layer, "status")[2] == "accepted"


def test_areas_that_a_filter_hides_are_neither_listed_nor_decided_nor_undone(opened):
    dock, layer, window = opened
    dock.go(id_of(layer, 5))
    dock.reviewing.act("accept")
    layer.setSubsetString("\"class\" = 'a'")
    settle()
    assert listed(dock) == [1, 2]
    assert current(dock) in (1, 2)
    dock.reviewing.act("undo")
    assert "the filter of the layer areas hides" in window.said[-1]
    assert in_file(layer, "status")[5] == "accepted"
    layer.setSubsetString("\"class\" = 'c'")
    settle()
    assert (listed(dock), dock.current) == ([], None)
    dock.reviewing.act("accept")
    layer.setSubsetString("")
    settle()
    assert listed(dock) == [1, 2, 3, 4, 5]
    dock.reviewing.act("undo")
    assert set(in_file(layer, "status").values()) == {None}


def test_an_area_that_the_filter_of_the_panel_hides_is_not_the_current_one(opened):
    dock, layer, _ = opened
    dock.go(id_of(layer, 2))
    dock.panel.status.setCurrentIndex(dock.panel.status.findData("rejected"))
    assert dock.current is None
    dock.reviewing.act("accept")
    assert set(in_file(layer, "status").values()) == {None}


def test_a_field_of_the_review_that_was_deleted_is_asked_for_again(opened):
    dock, layer, _ = opened
    asked = []
    dock.ask = lambda text: asked.append(text) or False
    layer.startEditing()
    layer.deleteAttribute(layer.fields().lookupField("status"))
    layer.commitChanges()
    settle()
    assert "Add status to its file?" in asked[0]
    assert dock.review is None


@pytest.mark.parametrize("way", ["layer", "project"])
def test_a_layer_that_goes_is_forgotten_and_a_new_raster_is_no_error(opened, tmp_path, way):
    dock, layer, _ = opened
    dock.train_again()
    dock.panel.note.setText("half a note")
    if way == "layer":
        QgsProject.instance().removeMapLayer(layer)
    else:
        QgsProject.instance().clear()
    settle()
    del layer
    gc.collect()
    path, _ = write_raster(tmp_path / "image.tif", [[[1.0, 2.0]]] * 3)
    QgsProject.instance().addMapLayer(QgsRasterLayer(path, "image"))
    settle()
    dock.show_imagery(True)
    settle()
    dock.reviewing.act("accept")
    assert dock.review is None
    assert [one.name() for one in dock.imagery.layers()] == ["image"]
    assert dock._train_dialog is None


def test_an_outline_that_changes_empties_what_was_measured_in_the_old_one(opened):
    dock, layer, window = opened
    area = id_of(layer, 4)
    layer.startEditing()
    layer.beginEditCommand("as a tool does")
    layer.changeGeometry(area, layer.getFeature(area).geometry().buffer(20, 4))
    layer.endEditCommand()
    settle()
    for field in ("probability_mean", "gi_z_max", "v_median", "slope_mean"):
        assert in_file(layer, field)[4] is None, field
        assert in_file(layer, field)[3] is not None, field
    assert in_file(layer, "class")[4] == "b"
    assert "mean slope" in window.said[-1]
    dock.reviewing.end_tool()
    layer.commitChanges()
    dock.reviewing.act("undo")
    assert in_file(layer, "probability_mean")[4] == 40.0
    assert in_file(layer, "slope_mean")[4] == 20.0


def test_the_reason_other_waits_for_its_note(opened):
    dock, layer, window = opened
    dock.go(id_of(layer, 2))
    below = dock.reviewing._below()
    dock.reviewing.decide("rejected", "other")
    assert in_file(layer, "status")[2] is None
    assert window.said[-1].startswith("Write in the note why")
    QTest.keyClicks(dock.panel.note, "An old quarry")
    QTest.keyClick(dock.panel.note, Qt.Key.Key_Return)
    assert [in_file(layer, field)[2] for field in ("status", "reason", "note")] == [
        "rejected",
        "other",
        "An old quarry",
    ]
    assert dock.current == below


def test_a_reason_that_was_not_told_is_no_rejection(opened):
    dock, layer, _ = opened
    dock.go(id_of(layer, 2))
    dock.reviewing.decide("rejected", "other")
    dock.go(id_of(layer, 3))
    QTest.keyClicks(dock.panel.note, "Ask Ma")
    QTest.keyClick(dock.panel.note, Qt.Key.Key_Return)
    assert set(in_file(layer, "status").values()) == {None}


def test_the_panel_is_low_enough_to_share_its_side_with_another_one(opened):
    dock, _, window = opened
    window.main.resize(1400, 760)
    above = QDockWidget("Results Viewer", window.main)
    above.setWidget(QListWidget())
    above.widget().setMinimumHeight(200)
    window.main.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, above)
    window.main.splitDockWidget(above, dock, Qt.Orientation.Vertical)
    settle()
    assert window.main.height() <= 760
    assert not dock.panel.buttons["accept"].visibleRegion().isEmpty()


def test_the_panel_has_its_width_again_after_imagery(opened):
    dock, _, window = opened
    window.main.resize(1500, 900)
    settle()
    before = dock.width()
    dock.show_imagery(True)
    settle()
    dock.imagery.close()
    settle()
    assert dock.width() == pytest.approx(before, abs=4)


def test_train_again_knows_stack_and_model_of_the_areas(qgis_app, tmp_path):
    (tmp_path / "results").mkdir()
    stack, _ = write_raster(tmp_path / "stack.tif", [[[1.0, 2.0]]] * 2, names=["hotspot", "slope"])
    (tmp_path / "stack_model.safetensors").write_bytes(b"")
    path = str(tmp_path / "results" / "areas.gpkg")
    columns = [Column("model", ["stack_model.safetensors"]), Column("stack", ["../stack.tif"])]
    write_polygons(path, "areas", CRS, BOXES[:1], columns)
    dialog = TrainAgainDialog(QgsVectorLayer(path, "areas"))
    assert (dialog.stack.source(), dialog.stack.value()) == (stack, stack)
    assert dialog.model.filePath() == str(tmp_path / "stack_model.safetensors")
    layer = QgsRasterLayer(stack, "Feature stack")
    QgsProject.instance().addMapLayer(layer)
    dialog = TrainAgainDialog(QgsVectorLayer(path, "areas"))
    assert (dialog.stack.source(), dialog.stack.value()) == (stack, layer.id())
    dialog.areas.choose(path)
    assert dialog.areas.vector_layer().featureCount() == 1
    QgsProject.instance().clear()
