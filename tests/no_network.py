"""A trap for whatever asks the network: a proxy of nobody, which writes down who called and hangs up.

GDAL, PROJ, Qt, pip and Python's own libraries find it by the variables in which a system names its proxy. This
computer's own address goes past it, since tests serve tiles and wheels there.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Iterator

VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "GDAL_HTTP_PROXY")


class Trap:
    """Listens on a port of this computer; `calls` holds the first line of each call."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self._server.accept()
                with caller, contextlib.suppress(OSError):
                    caller.settimeout(2.0)
                    self.calls.append(caller.recv(200).decode("latin-1").partition("\r\n")[0] or "a call")

    def close(self) -> None:
        self._server.close()


@contextlib.contextmanager
def trapped() -> Iterator[Trap]:
    """All calls out of this process, and out of those that it starts, end in the trap."""
    trap, before = Trap(), dict(os.environ)
    os.environ.update(dict.fromkeys(VARIABLES, trap.address))
    os.environ.update(dict.fromkeys(("no_proxy", "NO_PROXY"), "127.0.0.1,localhost"))
    try:
        yield trap
    finally:
        for name in (*VARIABLES, "no_proxy", "NO_PROXY"):
            os.environ.pop(name, None)
        os.environ.update({name: value for name, value in before.items() if name not in os.environ})
        trap.close()
