"""Interrupt a command line in the middle of its work, however slow the machine is."""

from __future__ import annotations

import os
import signal
import subprocess


def interrupted(command: list[str], environment: dict[str, str], at: str) -> tuple[int, str]:
    """Interrupt a command as soon as it has said something; its exit status and all that it said."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = b""
    while at.encode() not in said:
        part = os.read(process.stdout.fileno(), 65536)
        assert part, f"it ended before it said {at!r}: {said.decode()}"
        said += part
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=120)  # a hang is a failure; how long it takes, a campaign measures
    return process.returncode, (said + rest).decode()
