"""Recipes whose options do not go together."""

import pytest

from slipline.core.base.errors import InputError
from slipline.core.base.recipe_checks import check_recipe
from slipline.core.base.training_options import TrainingOptions, paper_options


@pytest.mark.parametrize(
    ("options", "networks", "says"),
    [
        ({"folds": 11}, (), "Choose 1 to 10"),
        ({"parts": ("deep",), "network": "unet"}, (), "PARTS is deep, but the network unet has none"),
        ({"parts": ("deep", "stems")}, ("resunet", "segnet"), "PARTS is deep, stems, but the network segnet has none"),
        ({"processes": 2, "network": "segnet"}, (), "PROCESSES is 2, but the network segnet"),
        ({"processes": 4}, ("unet", "unet_bn"), "PROCESSES is 4, but the network unet_bn"),
    ],
)
def test_they_are_refused(options, networks, says):
    with pytest.raises(InputError) as caught:
        check_recipe(TrainingOptions(**options), networks)
    assert says in str(caught.value)


def test_others_are_not():
    check_recipe(paper_options())
    check_recipe(TrainingOptions(parts=("deep",), processes=2))
    check_recipe(TrainingOptions(network="segnet", parts=("deep",), processes=2), ["resunet"])
