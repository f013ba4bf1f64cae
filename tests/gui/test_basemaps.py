from __future__ import annotations

import pytest

from slipline.core.base.errors import InputError
from slipline.gui.basemaps import BASEMAPS, basemap_at


@pytest.mark.parametrize("basemap", BASEMAPS, ids=lambda one: one.key)
def test_every_basemap_has_attribution_terms_and_a_first_tile(basemap):
    assert basemap.attribution
    assert basemap.terms.startswith("https://")
    assert 0 <= basemap.zoom[0] < basemap.zoom[1]
    assert "{" not in basemap.first_tile()
    assert basemap.host() in basemap.first_tile()


def test_an_address_of_ones_own_is_taken():
    assert (
        basemap_at(" http://127.0.0.1:8000/{z}/{x}/{y}.png?key=a%20b ").first_tile()
        == "http://127.0.0.1:8000/1/0/0.png?key=a%20b"
    )
    assert basemap_at("https://example.org/{z}/{x}/{-y}.png").first_tile() == "https://example.org/1/0/1.png"
    assert basemap_at("https://example.org/${z}/${x}/${y}").address == "https://example.org/{z}/{x}/{y}"
    assert basemap_at("https://example.org/{q}").name == "example.org"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org/{x}/{y}/{z}",
        "https://example.org/{x}/{y}",
        "ftp://example.org/{x}/{y}/{z}",
        "https://example.org/{x!r}/{y}/{z}/{0}",
        "https:///{x}{y}{z}",
    ],
)
def test_what_is_no_address_of_tiles_is_refused_with_its_text(address):
    with pytest.raises(InputError, match=r"is not an address of tiles\. Such an address begins with https://"):
        basemap_at(address)
