"""Cancel the tools at random moments: they have to end within two seconds, and old outputs have to stand.

python3 -m slipline.dev.campaign.interrupt --interrupts 100 --seed 1
"""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

from .report import Report, arguments, prepared
from .study import Expected, Failed, fresh, in_child, run, settled, whole
from .tried import Tool


def main() -> None:
    options = arguments(__doc__, "interrupts", 100)
    report = Report("interrupts", options)
    with prepared(options) as (chosen, folder):
        for tool, made, old in chosen:
            generator = random.Random(f"{options.seed} {tool.id}")
            for _ in range(options.number // len(chosen) or 1):
                moment = made.seconds * generator.random()
                report.add(tool.id, _cancelled(tool, made, old, folder / "work", moment, options.limit))
    report.end()


def _cancelled(tool: Tool, made: Expected, old: Path, work: Path, moment: float, limit: float) -> dict:
    """One interrupt at a moment; `limit`: seconds until the end."""
    fresh(work, old)
    ended = in_child(lambda: _run(tool.id, tool.parameters(work, new=True), moment))
    seconds, outcome, said = ended.value or (0.0, "ended", ended.said or "no answer")
    states = settled(made.state(work))
    stands = whole(states)
    right = ("old",) if outcome == "cancelled" else ("new",)
    faults = {
        "late": f"{seconds:.2f} s" if seconds > limit else "",
        "outputs": "" if stands in right or made.old == made.new else f"{outcome}, but {stands}: {states}",
        "left": ", ".join(str(path.relative_to(work)) for path in work.rglob(".*")),
        "said": said if "Traceback" in said or outcome == "ended" else "",
    }
    counted = ["finished all the same"] if outcome == "finished" and seconds > 0.5 else []
    faults = {name: text for name, text in faults.items() if text}
    return {"where": f"after {moment:.2f} s", "faults": faults, "seconds": seconds, "counted": counted}


def _run(tool: str, parameters: dict, moment: float) -> tuple[float, str, str]:
    """Seconds from the request to the end, how it ended, what it said."""
    from qgis.core import QgsProcessingFeedback

    feedback, asked = QgsProcessingFeedback(False), []

    def cancel():
        asked.append(time.monotonic())
        feedback.cancel()

    timer = threading.Timer(moment, cancel)
    timer.start()
    outcome, said = "finished", ""
    try:
        run(tool, parameters, feedback)
    except Failed as error:
        outcome, said = "cancelled" if feedback.isCanceled() else "ended", str(error)
    ended = time.monotonic()
    timer.cancel()
    return (ended - asked[0] if asked else 0.0), outcome, said


if __name__ == "__main__":
    main()
