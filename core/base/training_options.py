"""What a training can be told, and the two presets. Read by the tools and by the worker."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

NETWORKS = ("resunet", "unet", "unet_bn", "segnet")
PRESETS = ("recommended", "paper")
SPLITS = ("blocks", "areas", "random")
MOST_FOLDS = 10
MAX_WIDTH = 128
BATCH_NORMALISED = ("unet_bn", "segnet")
DEVICES = ("auto", "cpu", "cuda", "mps")
PARTS = (
    "attention",
    "squeeze",
    "deep",
    "stems",
    "context",
)  # of resunet; none is on by default: each has to be measured first
# `context` lost 0.07 IoU on held-back blocks of the synthetic demo area, seeds 1 and 2, width 8, 8 epochs.

TUNED_TILES = 48  # of an epoch of fine-tuning: five areas are learnt within minutes, on large ground too
TUNED_EPOCHS, TUNED_RATE, TUNED_MIRRORED = 12, 2e-3, 0.5
PAPER_FEATURES = ("red", "green", "blue", "hotspot", "aspect")
RECOMMENDED_FEATURES = (
    "red",
    "green",
    "blue",
    "hotspot",
    "velocity",
    "velocity_east",
    "velocity_north",
    "velocity_up",
    "density",
    "slope",
    "aspect_east",
    "aspect_north",
    "facing_east",
    "facing_north",
)


@dataclass(frozen=True)
class TrainingOptions:
    """The recipe of preset `recommended` (docs: measured on synthetic scenes); `paper` is `paper_options`.

    Args:
        preset: `recommended` or `paper`; decides scaling, masks, sampling, augmentation, loss and optimiser.
        network: one of NETWORKS.
        width: channels of the first stage.
        tile: side of a tile in cells.
        overlap: share of a tile that its neighbour repeats.
        epochs: passes over as many tiles as the training part holds.
        batch: tiles in one step.
        learning_rate: of Adam (paper), or the peak of the one cycle of Muon and AdamW (recommended).
        split: `blocks`; `areas`, which holds back the whole last study area; or `random` (leaky; for the paper's
            preset).
        seed: of everything random.
        device: `auto`, `cpu`, `cuda` or `mps`.
        start_from: a model file to continue from, or empty.
        patience: epochs without a better validation IoU after which preset `recommended` stops; 0: never.
        parts: additions to `resunet`, of PARTS.
        hard_negatives: share of the tiles that lie where the last epoch saw areas that are none.
        thinning: share of the tiles whose targets are thinned.
        gaps: share of the tiles with gaps between the targets: without local mean velocity, density 0.
        missing: share of the tiles that lose the image or the terrain, so that prediction can do without.
        mirrored: share of the tiles whose motion is turned about, with the slopes' facing: a landslide that moves away
            from the satellite on one slope moves towards it on the other.
        boundary: weight of the loss near drawn lines at the end of the training; it rises from 0 over the last
            three tenths.
        ring_m: cells nearer than this to a drawn line do not count, m.
        processes: that share each batch, one for each graphics card.
        folds: networks that are trained, each validated on another part of the ground, and whose mean counts; 1:
            one network.
        refit: after its scores the network is trained once more, on all labelled ground; see `refits`.
        tuning: a starting model is fine-tuned: an epoch has TUNED_TILES tiles whatever the ground's size, and the
            network is mixed with the starting model at the end, see `models.training.mixing`.
    """

    preset: str = "recommended"
    network: str = "resunet"
    width: int = 16
    tile: int = 128
    overlap: float = 0.2
    epochs: int = 30
    batch: int = 8
    learning_rate: float = 8e-3
    split: str = "blocks"
    seed: int = 1
    device: str = "auto"
    start_from: str = ""
    patience: int = 10
    parts: tuple[str, ...] = ()
    hard_negatives: float = 0.0
    thinning: float = 0.0
    gaps: float = 0.0
    missing: float = 0.0
    mirrored: float = 0.0
    boundary: float = 0.0
    ring_m: float = 0.0
    processes: int = 1
    folds: int = 1
    refit: bool = True
    tuning: bool = False

    @property
    def refits(self) -> bool:
        """Whether it will: preset `paper` never, nor with the random split.

        Members of an ensemble have all ground between them as it is.
        """
        return self.refit and self.preset != "paper" and self.split != "random" and self.folds == 1

    def as_dict(self) -> dict[str, Any]:
        """Plain values for a JSON message."""
        return asdict(self)


def paper_options() -> TrainingOptions:
    """Section 4.3 of Liang et al. (2023): 256 px, 20 % overlap, U-Net 64 wide, Adam 1e-3, batch 8, 30 epochs."""
    return TrainingOptions(
        preset="paper",
        network="unet",
        width=64,
        tile=256,
        learning_rate=1e-3,
        epochs=30,
        split="random",
        patience=0,
        refit=False,
    )


def options_for(preset: str, **chosen: Any) -> TrainingOptions:
    """The preset's options with what the user chose; None means: as the preset has it."""
    base = (paper_options() if preset == "paper" else TrainingOptions()).as_dict()
    base.update({name: value for name, value in chosen.items() if value is not None})
    return TrainingOptions(**base)


def options_from(values: dict[str, Any]) -> TrainingOptions:
    """Options from a JSON message; unknown names are left out."""
    known = {field.name for field in fields(TrainingOptions)}
    chosen = {name: value for name, value in values.items() if name in known}
    return TrainingOptions(**{**chosen, "parts": tuple(chosen.get("parts", ()))})
