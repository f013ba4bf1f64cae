"""What a review leaves is kept, says where it comes from, and its panel has room on a small screen."""

import pytest
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget

from slipline.algorithms import kept_files
from slipline.core.gis.provenance import source_is_synthetic
from slipline.core.gis.vector import Column, write_polygons
from slipline.gui.review.dock import ReviewDock
from slipline.gui.review.suggest_dialog import SuggestDialog
from slipline.gui.review.train_dialog import TrainAgainDialog

from ..core.rasters import CRS, box, write_raster
from .test_review_follows import Window, settle

AREA = [box(0, -100, 80, 0)]


@pytest.fixture()
def project(qgis_app):
    yield QgsProject.instance()
    QgsProject.instance().clear()


def until(condition):
    """Go on with QGIS' events until something is so; a machine may take the time that it needs."""
    while not condition():
        settle()


def written_stack(folder):
    return write_raster(folder / "stack.tif", [[[1.0, 2.0]]] * 2, names=["hotspot", "slope"])[0]


def test_suggestions_and_the_layers_of_a_training_never_lie_in_the_temporary_folder(project, tmp_path, monkeypatch):
    monkeypatch.setattr(kept_files, "is_temporary", lambda path: "/quick/" in path)
    (tmp_path / "quick").mkdir()
    raster = write_raster(tmp_path / "quick" / "p.tif", [[0.1, 0.2]], names=["probability"])[0]
    layers = [QgsRasterLayer(raster, "Probability"), QgsRasterLayer(written_stack(tmp_path), "Feature stack")]
    project.addMapLayers(layers)
    path = str(tmp_path / "quick" / "areas.gpkg")
    write_polygons(path, "areas", CRS, AREA, [])
    assert SuggestDialog().output.filePath() == str(tmp_path / "areas_to_draw.gpkg")
    assert TrainAgainDialog(QgsVectorLayer(path, "areas")).folder.filePath() == str(tmp_path)


def test_what_an_invented_area_teaches_says_that_it_is_invented(project, tmp_path):
    path = str(tmp_path / "areas.gpkg")
    columns = [Column("status", ["accepted"]), Column("reason", [""]), Column("synthetic", [1])]
    write_polygons(path, "areas", CRS, AREA, columns)
    written = TrainAgainDialog(QgsVectorLayer(path, "areas")).write(written_stack(tmp_path))
    assert [source_is_synthetic(one) for one in written] == [True, True]


@pytest.mark.parametrize(("height", "tabs"), [(640, 2), (1400, 0)])
def test_other_panels_become_tabs_where_there_is_too_little_height(project, height, tabs):
    window = Window()
    window.main.resize(1300, height)
    for title in ("Toolbox", "Results"):
        other = QDockWidget(title, window.main)
        window.main.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, other)
    window.main.show()
    settle()
    dock = ReviewDock(window)
    dock.show()
    dock.raise_()  # as the menu does
    until(lambda: dock.height() >= 400)  # Qt moves panels to their places bit by bit
    assert len(window.main.tabifiedDockWidgets(dock)) == tabs
    assert not dock.panel.buttons["accept"].visibleRegion().isEmpty()
    dock.close_down()


def test_the_note_that_is_asked_for_is_in_sight(project):
    window = Window()
    window.main.resize(900, 260)
    window.main.show()
    dock = ReviewDock(window)
    dock.show()
    settle()
    dock.panel.area.verticalScrollBar().setValue(0)
    settle()
    assert dock.panel.note.visibleRegion().isEmpty()
    dock.reviewing.note()
    settle()
    assert not dock.panel.note.visibleRegion().isEmpty()
    dock.close_down()
