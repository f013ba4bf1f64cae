"""The proxy of QGIS' settings as pip wants it."""

from urllib.parse import unquote, urlsplit

import pytest


@pytest.fixture()
def proxy(qgis_app):
    from qgis.core import QgsNetworkAccessManager
    from qgis.PyQt.QtNetwork import QNetworkProxy

    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy()
    yield lambda *values: manager.setFallbackProxyAndExcludes(QNetworkProxy(*values), [], [])
    manager.setFallbackProxyAndExcludes(before, [], [])


def test_the_proxy_of_qgis_becomes_an_address(proxy):
    from qgis.PyQt.QtNetwork import QNetworkProxy

    from slipline.gui.torch_dialog import proxy_of_qgis

    kind = QNetworkProxy.ProxyType
    proxy(kind.HttpProxy, "proxy.institute.cn", 3128, "wang", "p@ss:wörd/%41")
    address = urlsplit(proxy_of_qgis())
    assert (address.scheme, address.hostname, address.port) == ("http", "proxy.institute.cn", 3128)
    assert (unquote(address.username), unquote(address.password)) == ("wang", "p@ss:wörd/%41")
    assert proxy_of_qgis().isascii()
    proxy(kind.Socks5Proxy, "127.0.0.1", 1080)
    assert proxy_of_qgis() == "socks5://127.0.0.1:1080"
    proxy(kind.NoProxy)
    assert proxy_of_qgis() == ""
    proxy(kind.DefaultProxy)
    assert proxy_of_qgis() == ""
