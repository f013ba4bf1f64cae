"""Run tools in a QGIS of its own on a computer without any network, and count who asks for one.

`python -m slipline.tests.algorithms.offline PLAN` inside `unshare --net`: PLAN is a JSON file with [tool, parameters]
of each run. Not even the computer's own address has a route there, and the system counts each connection, packet and
question for a name that finds none: of this process and of those that it starts, whatever library asks.
"""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PLACE = "192.0.2.1"  # an address that belongs to nobody


def asked() -> int:
    """How often somebody in here has asked for the network so far."""
    rows = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")]
    (_, count6) = next(
        line.split() for line in Path("/proc/net/snmp6").read_text().splitlines() if line.startswith("Ip6OutNoRoutes")
    )
    return int(dict(zip(*rows))["OutNoRoutes"]) + int(count6)


def by_python() -> None:
    """Ask for a page by Python's sockets."""
    with contextlib.suppress(OSError):
        socket.create_connection((PLACE, 80), 2)


def by_name() -> None:
    """Ask what address a name has."""
    with contextlib.suppress(OSError):
        socket.getaddrinfo("example.org", 80)


def by_gdal() -> None:
    """Ask for a raster by GDAL."""
    from osgeo import gdal

    with contextlib.suppress(RuntimeError):
        gdal.OpenEx(f"/vsicurl/http://{PLACE}/image.tif")


def by_qgis() -> None:
    """Ask for a page by QGIS, as its layers do."""
    from qgis.core import QgsBlockingNetworkRequest
    from qgis.PyQt.QtCore import QUrl
    from qgis.PyQt.QtNetwork import QNetworkRequest

    QgsBlockingNetworkRequest().get(QNetworkRequest(QUrl(f"http://{PLACE}/")))


def by_child() -> None:
    """Ask from a process of its own, as the worker would."""
    code = f"import socket; socket.create_connection(('{PLACE}', 80), 2)"
    subprocess.run([sys.executable, "-c", code], capture_output=True)


WAYS = {function.__name__: function for function in (by_python, by_name, by_gdal, by_qgis, by_child)}


@contextlib.contextmanager
def qgis() -> Iterator[None]:
    """A QGIS with the tools."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from slipline.plugin import SliplinePlugin

    plugin = SliplinePlugin(None)
    plugin.initProcessing()
    yield
    plugin.unload()
    application.exitQgis()


def run(tool: str, parameters: dict[str, object]) -> str:
    """Run a tool; its log where it failed."""
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(logFeedback=False)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"slipline:{tool}")
    try:
        _, done = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, False)
    except QgsProcessingException as error:
        return str(error)
    return "" if done else feedback.textLog()


def main() -> None:
    """Print, as JSON, what went wrong in each tool, and how often each tool and each way asked."""
    told: dict[str, dict[str, object]] = {"wrong": {}, "tools": {}, "ways": {}}
    with qgis():
        for tool, parameters in json.loads(Path(sys.argv[1]).read_text()):
            before = asked()
            told["wrong"][tool] = run(tool, parameters)
            told["tools"][tool] = asked() - before
        for name, way in WAYS.items():
            before = asked()
            way()
            told["ways"][name] = asked() - before
    Path(sys.argv[1]).with_suffix(".told").write_text(json.dumps(told))


if __name__ == "__main__":
    main()
