"""What became of a refit, in a sentence: the scores are those of the model before it."""

from __future__ import annotations

from typing import Any

from ..base.translation import english, tr
from ..display.report import number


def refit_sentence(refit: dict[str, Any] | None) -> str:
    """For the reader of scores; empty where there was none.

    Args:
        refit: `done`, and where it came to its end `epochs`, `loss_before`, `loss_after`, and the model's `threshold` and `temperature`
            then; None without one.
    """
    if not refit:
        return ""
    if refit["done"]:
        return tr(
            "After the scores the network was trained once more, from where it began, on all labelled ground, also on what was held back, for {epochs}"
            " epochs (REFIT). The scores are those of the model before, on ground that it had not seen; the threshold, now {threshold:.2f}, and the"
            " temperature were fitted anew on all of that ground, with what that model said there."
        ).format(epochs=refit["epochs"], threshold=refit["threshold"])
    if "epochs" not in refit:
        return tr("The model was stopped before it had learnt from all labelled ground (REFIT): it is the one that was scored, and knows the training ground alone.")
    return tr(
        "The network was trained once more on all labelled ground (REFIT), but its loss on what had been held back is not lower than that of the scored"
        " model ({after}, and {before}): something went wrong, and the model is the one that was scored."
    ).format(before=number(refit["loss_before"]), after=number(refit["loss_after"]))


@english()
def refit_note(refit: dict[str, Any] | None) -> str:
    """The same for the log and the model's card."""
    return refit_sentence(refit)
