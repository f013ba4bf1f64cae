from __future__ import annotations

import json

from slipline.core.base.training_options import (
    PAPER_FEATURES,
    RECOMMENDED_FEATURES,
    TrainingOptions,
    options_for,
    options_from,
    paper_options,
)


def test_the_preset_paper_is_section_4_3_of_the_paper():
    paper = paper_options()
    assert (paper.network, paper.width, paper.tile, paper.overlap) == ("unet", 64, 256, 0.2)
    assert (paper.learning_rate, paper.batch, paper.epochs, paper.split) == (1e-3, 8, 30, "random")
    assert PAPER_FEATURES == ("red", "green", "blue", "hotspot", "aspect")


def test_recommended_is_honest_by_default_and_has_no_angle_that_jumps():
    assert TrainingOptions().split == "blocks"
    assert "aspect" not in RECOMMENDED_FEATURES


def test_what_the_user_leaves_empty_is_as_the_preset_has_it():
    chosen = options_for("paper", epochs=3, network=None, width=None)
    assert (chosen.epochs, chosen.network, chosen.width) == (3, "unet", 64)
    assert options_for("recommended") == TrainingOptions()
    assert options_for("recommended", overlap=0.0).overlap == 0.0


def test_preset_paper_the_random_split_and_folds_have_no_refit():
    assert options_for("recommended").refits
    assert not options_for("recommended", refit=False).refits
    for others in (
        options_for("paper"),
        options_for("paper", split="blocks", refit=True),
        options_for("recommended", split="random"),
        TrainingOptions(folds=2),
    ):
        assert not others.refits


def test_options_survive_a_message_and_unknown_names_are_left_out():
    options = options_for("recommended", seed=7, tile=64)
    message = json.loads(json.dumps({**options.as_dict(), "of_a_later_version": 1}))
    assert options_from(message) == options
