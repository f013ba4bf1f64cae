"""Training past one machine: the worker's training under `torchrun`, whose processes meet at an address."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from ..core.base.errors import InputError
from ..core.base.processes import DEVNULL, PACKAGE, run_program


def add_training(commands: Any) -> None:
    """The command `train`."""
    command = commands.add_parser("train", help="train on several computers; run it on each of them")
    command.add_argument("job", help="a JSON file: store, options, model, probability, checkpoint")
    command.add_argument("--nodes", type=int, default=1, help="computers that take part")
    command.add_argument("--node", type=int, default=0, help="number of this one, from 0")
    command.add_argument("--processes", type=int, default=1, help="on each of them: one for each graphics card")
    command.add_argument("--meet", default="127.0.0.1:29500", help="address of the first computer, and a free port")
    command.add_argument("--address", default="", help="own address, where a computer has several")


def train(arguments: argparse.Namespace) -> int:
    """Start this computer's part of a training, and wait for its end; the program's exit status.

    Raises:
        InputError: no such job, an address without a port, or a torch whose torchrun cannot start.
    """
    if not Path(arguments.job).is_file():
        raise InputError("The job {path} is not there.", path=arguments.job)
    host, _, port = arguments.meet.rpartition(":")
    if not host or not port.isdigit() or not 0 <= arguments.node < arguments.nodes:
        raise InputError(
            "The processes are to meet at {meet}, and this is computer {node} of {nodes}. Give HOST:PORT, and a number "
            "from 0 to one less than the computers.",
            meet=arguments.meet,
            node=arguments.node,
            nodes=arguments.nodes,
        )
    command = [
        *(sys.executable, "-m", "torch.distributed.run"),
        *("--nnodes", str(arguments.nodes), "--node-rank", str(arguments.node)),
        *("--nproc-per-node", str(arguments.processes), "--master-addr", host, "--master-port", port),
        *(("--local-addr", arguments.address) if arguments.address else ()),
        *("-m", f"{PACKAGE.name}.models.jobs.store_training", os.path.abspath(arguments.job)),
    ]
    path = os.pathsep.join(filter(None, [str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")]))
    # not every torch has libuv, and its processes wait for each other without it as well
    failed = run_program(command, env={"USE_LIBUV": "0", **os.environ, "PYTHONPATH": path}).returncode
    if failed and not has_libuv():
        raise InputError(
            "The torch of {python} was built without libuv, which its torchrun needs. Use the Python that the command "
            "make survey makes, or install torch from its makers.",
            python=sys.executable,
        )
    return failed


def has_libuv() -> bool:
    """Was torch built with libuv? Debian's is not, and its torchrun cannot start."""
    asked = "from torch.distributed import TCPStore; TCPStore('127.0.0.1', 0, 1, True, use_libuv=True)"
    return run_program([sys.executable, "-c", asked], stderr=DEVNULL).returncode == 0
