"""A tile server on the loopback address.

Green ground with the tile's borders, so that the map shows where it came from.
"""

import contextlib
import http.server
import struct
import threading
import zlib

SIDE = 256


def png(pixels):
    """An RGB picture, rows of bytes."""
    rows = b"".join(b"\0" + row for row in pixels)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


GROUND, BORDER = bytes((96, 128, 64)), bytes((40, 60, 20))
TILE = png([(BORDER if row in (0, SIDE - 1) else GROUND) * SIDE for row in range(SIDE)])


@contextlib.contextmanager
def tile_server():
    """Yields its address and the list of paths that were asked for; of /region/ it has nothing at level 1."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            if self.path.startswith("/region/1/"):
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(len(TILE)))
            self.end_headers()
            self.wfile.write(TILE)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
