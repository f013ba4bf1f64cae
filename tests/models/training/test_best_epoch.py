"""Which epoch is kept, and when it is time to stop."""

import torch

from slipline.models.training.best_epoch import Best


def test_the_best_epoch_is_kept_as_it_was():
    network, best = torch.nn.Linear(1, 1), Best(True, 2)
    for epoch, iou in enumerate([0.1, 0.5, 0.4], start=1):
        with torch.no_grad():
            network.weight.fill_(epoch)
        assert best.offer(epoch, iou, network) == (epoch < 3)
    assert (best.epoch, best.iou, float(best.weights["weight"])) == (2, 0.5, 2.0)


def test_it_is_time_to_stop_after_so_many_epochs_without_a_better_one():
    network, best = torch.nn.Linear(1, 1), Best(True, 2)
    stops = []
    for epoch, iou in enumerate([0.1, 0.5, 0.5, 0.4], start=1):
        best.offer(epoch, iou, network)
        stops.append(best.is_time_to_stop(epoch))
    assert stops == [False, False, False, True]


def test_without_patience_or_validation_the_training_runs_to_its_end():
    network = torch.nn.Linear(1, 1)
    for best, iou in ((Best(True, 0), 0.5), (Best(False, 2), 0.5), (Best(True, 2), None)):
        for epoch in range(1, 10):
            best.offer(epoch, iou, network)
            assert not best.is_time_to_stop(epoch)
        assert best.epoch == (1 if iou and best.weights else 9)


def test_an_early_epoch_is_kept_until_the_training_has_settled_and_never_stops_it():
    network, best = torch.nn.Linear(1, 1), Best(True, 1, settled=4)
    kept, stops = [], []
    for epoch, iou in enumerate([0.8, 0.6, 0.5, 0.3, 0.4, 0.4], start=1):
        best.offer(epoch, iou, network)
        kept.append(best.epoch)
        stops.append(best.is_time_to_stop(epoch))
    assert kept == [1, 1, 1, 4, 5, 5]
    assert stops == [False] * 5 + [True]
