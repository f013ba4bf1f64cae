"""Why an installation of PyTorch failed, in words: pip, Python and the systems say it in many ways."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from .errors import WorkerError, tr

_CAUSES = {  # what is found in the lines of the failure: sentence; the first that fits is the cause
    r"WinError 126|WinError 1114|0xC0000135|(?i:vcruntime|msvcp)140|DLL load failed|c10\.dll":
        tr("A library of Windows is missing: the Microsoft Visual C++ runtime. Install the Visual C++ Redistributable (x64) from Microsoft, start QGIS again, and repeat."),
    r"No space left on device|Errno 28|WinError 112|Disk quota":
        tr("The disk is full. Free some space and repeat."),
    r"Missing dependencies for SOCKS":
        tr("pip cannot use a SOCKS proxy. Enter an HTTP proxy in Settings > Options > Network in QGIS, or install from a folder of wheels."),
    r"ProxyError|[Tt]unnel connection failed|407 Proxy|Cannot connect to proxy|InvalidProxyURL|check_hostname requires server_hostname":
        tr("The proxy refuses the connection, or its address is wrong. Check Settings > Options > Network in QGIS, its user name and password included."),
    r"CERTIFICATE_VERIFY_FAILED|SSLError|SSL: |certificate verify":
        tr("The certificate of the connection is not trusted, most likely because a company's network inspects it. Ask for that network's certificate file and name it in the environment variable PIP_CERT, or install from a folder of wheels."),
    r"WinError 32|WinError 5\b|being used by another process|Access is denied":
        tr("Another program holds a file, most likely the antivirus, or a QGIS that is training. Wait a minute, close other QGIS windows, and repeat."),
    r"WinError 206|[Ff]ile ?name too long|[Ll]ong [Pp]ath":
        tr("A path is too long for this system. On Windows allow long paths (Settings > For developers > Enable long paths), and repeat."),
    r"Permission denied|Errno 13":
        tr("The folder of the private environment cannot be written: permission denied. Check who owns it."),
    r"DO NOT MATCH THE HASHES":
        tr("A package is not the one that Slipline was tested with: it is damaged, or was changed on its way. Repeat; if it happens again, use another network or a folder of wheels."),
    r"BadZipFile|Bad CRC|invalid wheel|is invalid|not a zip file|unsupported compression|File is not a zip|Error -3|zlib\.error|RECORD":
        tr("A wheel is damaged. Copy or download it again."),
    r"NewConnectionError|Name or service not known|getaddrinfo|Network is unreachable|ConnectTimeout|Read timed out|ReadTimeout|Connection reset|ConnectionError|name resolution|Connection refused|RemoteDisconnected|IncompleteRead":
        tr("There is no connection to the package index. Check the network and Settings > Options > Network in QGIS, or install from a folder of wheels."),
    r"Hashes are required|Requires-Python|requires a different Python|not a supported wheel|No matching distribution|Could not find a version":
        tr("No tested PyTorch was found for this Python and system. On Linux the build without graphics card comes from an index of its own: give its address. In a folder of wheels each must fit this Python version. A Python 3.9 to 3.13 of your own that has PyTorch works too."),
    r"MemoryError|Killed|exit status -9":
        tr("The memory was not enough. Close other programs and repeat."),
}  # fmt: skip
_RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll")


def cause_of(lines: str) -> str:
    """The cause in words, or an empty text where none is known."""
    return next((sentence for pattern, sentence in _CAUSES.items() if re.search(pattern, lines)), "")


def failure(sentence: str, lines: str) -> WorkerError:
    """What failed, the cause in words where it is known, and always the last line of what was said."""
    said = [line for line in lines.splitlines() if line.strip()] or ["nothing"]
    last = next((line for line in reversed(said) if re.search("ERROR|Error|BadZipFile:", line)), said[-1])
    return WorkerError("{sentence} ({last})", sentence=f"{sentence} {cause_of(lines)}".strip(), last=last.strip().rstrip("."))


def missing_runtime(folder: Path = Path(r"C:\Windows\System32")) -> list[str]:
    """Files of Microsoft's Visual C++ runtime that Windows lacks; none on other systems."""
    return [name for name in _RUNTIME if not (folder / name).exists()] if sys.platform == "win32" else []
