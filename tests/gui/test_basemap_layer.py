"""The layer of a basemap asks its server for the very addresses that the user or the menu gave, on every QGIS."""

import re

import pytest

from slipline.gui.basemaps import BASEMAPS, Basemap

from .tiles import GROUND, tile_server

TAILS = {
    **{basemap.key: basemap.address.partition(basemap.host())[2] for basemap in BASEMAPS},
    "a key": "/{z}/{x}/{-y}.png?key=a%20b&style=c+d",
    "letters": "/%C3%A9/{z}/{y}/{x}@2x.png",
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_tiles_come_from_the_address_as_it_was_given(provider, tail):
    from qgis.core import QgsMapRendererSequentialJob, QgsMapSettings, QgsRectangle
    from qgis.PyQt.QtCore import QSize

    from slipline.gui.basemap_menu import layer_of

    with tile_server() as (address, asked):
        layer = layer_of(Basemap("other", "tiles", address + tail, "me", zoom=(0, 19)))
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(layer.crs())
        settings.setExtent(QgsRectangle(1_000_000, 4_000_000, 1_002_000, 4_001_000))
        settings.setOutputSize(QSize(200, 100))
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
    assert layer.isValid()
    assert len(asked) > 1  # tiles beside one another
    wanted = re.escape(tail)
    for field, numbers in (("x", r"\d+"), ("y", r"\d+"), ("-y", r"\d+"), ("z", r"\d+"), ("q", "[0-3]+")):
        wanted = wanted.replace(re.escape("{" + field + "}"), numbers)
    assert [path for path in asked if not re.fullmatch(wanted, path)] == []
    colour = job.renderedImage().pixelColor(100, 50)
    assert (colour.red(), colour.green(), colour.blue()) == tuple(GROUND)
