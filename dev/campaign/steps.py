"""Find steps that do not ask for cancel: the longest processor time between two looks at the cancel button, by tool.

    python3 -m slipline.dev.campaign.steps --scale 4 --tools evaluate,googleearth

Processor time, so that the figure does not hang on what else the machine does. With --scale 4 the ground is 4 times as
wide and as high as that of the other campaigns.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

from . import study, tried

LIMIT_S = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--tools", default="")
    parser.add_argument("--told", type=float, default=LIMIT_S, help="seconds of a step that is told")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = str(folder / "data")
        _kept = study.start()
        tools = tried.tools(folder / "inputs", options.scale)
        late = 0
        for one in options.tools.split(",") if options.tools else tools:
            work = folder / one
            work.mkdir()
            ended = study.in_child(
                lambda tool=tools[one], work=work: _listened(tool.id, tool.parameters(work, True)), 900
            )
            steps = ended.value or []
            longest = max((seconds for seconds, _ in steps), default=0.0)
            late += longest > LIMIT_S
            print(f"{one}: {ended.seconds:.1f} s; longest step {longest:.2f} s of processor time. {ended.said[-300:]}")
            for seconds, place in sorted(steps, reverse=True)[:8]:
                if seconds > options.told:
                    print(f"    {seconds:.2f} s before {place}", flush=True)
        sys.stdout.flush()
        os._exit(1 if late else 0)


def _listened(tool: str, parameters: dict) -> list:
    """(seconds, where the next look came from) of each step of a run that took longer than a tenth of a second."""
    from slipline.algorithms import feedback

    steps, last, owner = [], [time.process_time()], threading.get_ident()
    look = feedback.FeedbackProgress.is_cancelled

    def listened(self):
        if threading.get_ident() == owner:
            took = time.process_time() - last[0]
            if took > 0.1:
                frames = [f"{Path(one.filename).name}:{one.lineno}" for one in traceback.extract_stack()[-7:-1]]
                steps.append((took, " > ".join(frames)))
            found = look(self)
            last[0] = time.process_time()
            return found
        return look(self)

    feedback.FeedbackProgress.is_cancelled = listened
    study.run(tool, parameters)
    steps.append((time.process_time() - last[0], "the end"))
    return steps


if __name__ == "__main__":
    main()
