"""From a folder to the phases of the candidates.

Which producer, which pairs, which cells; files are opened one at a time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.progress import Progress, Stage, check_cancelled
from ..base.shared_arrays import on_disk
from ..base.translation import tr
from ..files.disk_space import require_room
from ..gis.provenance import is_synthetic
from ..inversion.settings import Options, Stack
from ..phases.network import Choice, Network, choose_pairs, network_of
from ..phases.places import Places
from .amplitudes import MOST, Amplitudes
from .angles import incidence_of, slant_range
from .elevation import Fit
from .finding import phase_kind
from .kept import NOTHING_KEPT, Kept
from .lattice import Lattice, common_lattice, read_coherence, read_elsewhere, read_layer
from .products import SENTINEL_WAVELENGTH_M, Found, Layer, Looking, Pair

Floats = NDArray[np.float64]
_LEAST_SHARE = 0.1  # of the valid cells of a middling pair that a pair needs
_LEAST_PAIRS = 0.5  # of the pairs in which a candidate needs a value
_OFTEN = 20  # pairs after which what is read is kept
_USUAL_COHERENCE = 0.7  # of pairs without a file of it
_FEWEST = 30  # candidates without which nothing can be said


@dataclass
class Reading:
    """What happened while files were read.

    Args:
        producer: key of the format.
        names: of all pairs found.
        choice: which were used.
        every: network of all pairs found, and their baselines.
        shares: name of a pair -> share of the cells with a phase.
        broken: name of a pair -> why its files cannot be read.
        notes: sentences for the log.
        comparison: of elevation models.
        synthetic: whether the files say that they were invented.
        looking: how the radar looked.
    """

    producer: str
    names: list[str]
    choice: Choice
    every: Network
    every_dates: list[date]
    every_baselines: Floats
    shares: dict[str, float] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    comparison: list[Fit] = field(default_factory=list)
    synthetic: bool = False
    looking: Looking = field(default_factory=Looking)


class Passes:
    """The passes over the files of one folder.

    Args:
        found: of one producer.
        options: what the user chose.
        kept: what an interrupted run has read.
        progress: where to report.
    """

    def __init__(self, found: Found, options: Options, kept: Kept, progress: Progress) -> None:
        self.kept = kept
        self.kind = phase_kind(found, options.phase)
        self.options, self.looking, self.notes = options, found.looking, list(found.notes)
        self.producer = found.producer
        pairs = [pair for pair in found.pairs if getattr(pair, self.kind) is not None]
        layers = [self._phase(pair) for pair in pairs]
        lattice, broken = common_lattice(layers, progress)
        self.broken = {pairs[number].name: reason for number, reason in broken.items()}
        self.pairs = pairs
        self.lattice = lattice.cut_to(options.bounds, options.bounds_crs) if options.bounds else lattice
        self.shares: dict[str, float] = {}
        self.count = np.zeros(self.lattice.shape, np.int16)
        self.total = np.zeros(self.lattice.shape, np.float32)
        bright = any(pair.amplitude for pair in pairs)
        self.amplitudes = Amplitudes(np.zeros((3, *self.lattice.shape) if bright else (3, 0, 0), np.float32))

    def _phase(self, pair: Pair) -> Layer:
        layer = pair.unwrapped if self.kind == "unwrapped" else pair.wrapped
        if layer is None:
            raise ValueError(pair.name)
        return layer

    def read(self, pair: Pair) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Phase, turned where needed, and coherence of a pair on the lattice (rows, columns).

        Raises:
            InputError: a file cannot be read.
        """
        phase = read_layer(self._phase(pair), self.lattice)
        if pair.sign < 0:
            np.negative(phase, out=phase)
        if pair.coherence is None:
            return phase, np.where(np.isfinite(phase), np.float32(_USUAL_COHERENCE), np.float32(0))
        return phase, read_coherence(pair.coherence, self.lattice)

    def first(self, progress: Progress) -> tuple[Choice, Network]:
        """Count what each cell has, over the pairs that are used; pairs that cannot be used are left out and named.

        Raises:
            InputError: fewer than two pairs are left.
        """
        tried = self._taken_up()
        while True:
            choice, network = self._choice()
            waiting = [number for number in choice.used if self.pairs[number].name not in tried]
            if not waiting:
                break
            for done, number in enumerate(waiting, start=1):
                if progress.is_cancelled() or done % _OFTEN == 0:
                    self._keep(tried)
                check_cancelled(progress)
                tried.add(self.pairs[number].name)
                self._count(self.pairs[number])
                progress.update(done / len(waiting))
            self._keep(tried)
            self._leave_out_small(choice)
        if len(choice.used) < 2:
            raise InputError(
                tr(
                    "Only {count} of {all} interferograms can be used: {reasons}. Allow longer pairs, or "
                    "check the files."
                ),
                count=len(choice.used),
                all=len(self.pairs),
                reasons="; ".join(
                    list({**{self.pairs[k].name: v for k, v in choice.reasons.items()}, **self.broken}.values())[:3]
                ),
            )
        return choice, network

    def _taken_up(self) -> set[str]:
        """Names of the pairs that an interrupted run has counted, with what it found."""
        state = self.kept.state
        if not state.get("counted"):
            return set()
        self.count, self.total = self.kept.load("count"), self.kept.load("total")
        self.amplitudes = Amplitudes(self.kept.load("bright"))
        self.shares, self.broken = dict(state["shares"]), {**self.broken, **state["broken"]}
        return set(state["counted"])

    def _keep(self, tried: set[str]) -> None:
        state = {"counted": sorted(tried), "shares": self.shares, "broken": self.broken}
        self.kept.save(state, count=self.count, total=self.total, bright=self.amplitudes.sums)

    def _count(self, pair: Pair, times: int = 1) -> None:
        """Add what a pair has in each cell, or take it away again."""
        try:
            phase, coherence = self.read(pair)
            if pair.amplitude:
                self.amplitudes.add(read_layer(pair.amplitude, self.lattice), times)
        except InputError as error:
            self.broken[pair.name] = str(error)
            return
        valid = np.isfinite(phase)
        self.shares[pair.name] = float(np.count_nonzero(valid)) / valid.size
        coherence *= valid
        if times < 0:
            self.count -= valid
            self.total -= coherence
        else:
            self.count += valid
            self.total += coherence

    def _leave_out_small(self, choice: Choice) -> None:
        """Pairs of which far less is valid than of the others."""
        pairs = [self.pairs[number] for number in choice.used if self.pairs[number].name in self.shares]
        usual = float(np.median([self.shares[pair.name] for pair in pairs])) if pairs else 0.0
        for pair in pairs:
            if self.shares[pair.name] <= _LEAST_SHARE * usual and pair.name not in self.broken:
                self._count(pair, -1)
                self.broken[pair.name] = tr("only {share} of its cells have a phase").format(
                    share=f"{self.shares[pair.name]:.1%}"
                )

    def _choice(self) -> tuple[Choice, Network]:
        """The pairs to use among those that can be read, numbered as in `pairs`."""
        network, _ = network_of([(pair.first, pair.second) for pair in self.pairs])
        able = np.array([number for number, pair in enumerate(self.pairs) if pair.name not in self.broken], np.int64)
        baselines = np.array([pair.baseline_m for pair in self.pairs])
        part = Network(network.days, network.pairs[able])
        choice = choose_pairs(part, baselines[able], self.options.max_days, self.options.max_baseline_m)
        reasons = {int(able[number]): reason for number, reason in choice.reasons.items()}
        return Choice(able[choice.used], reasons, able[choice.readmitted]), network

    def second(self, choice: Choice, scratch: Path, progress: Progress) -> tuple[Stack, Reading]:
        """Phases and coherences of the candidates, in files that are mapped into memory.

        Raises:
            InputError: too few candidates.
        """
        places = self._candidates(len(choice.used))
        self._require_room(len(choice.used), len(places), scratch, progress)
        phase, coherence = self._phases(choice, places, scratch, progress)
        used = [self.pairs[number] for number in choice.used]
        network, dates = network_of([(pair.first, pair.second) for pair in used])
        waves = [pair.wavelength_m for pair in used if math.isfinite(pair.wavelength_m)]
        if not waves:
            self.notes.append(tr("The wavelength is not known: that of Sentinel-1 is taken."))
        lacking = sum(pair.coherence is None for pair in used)
        if lacking:
            self.notes.append(
                tr("{count} interferograms have no coherence: {value} is taken.").format(
                    count=lacking, value=f"{_USUAL_COHERENCE:g}"
                )
            )
        looks = np.array([pair.looks for pair in used])
        stack = Stack(
            network,
            dates,
            phase,
            coherence,
            places,
            np.array([pair.baseline_m for pair in used]),
            self._heights(places),
            *self._angles(places),
            float(np.median(waves or [SENTINEL_WAVELENGTH_M])),
            float(np.nanmedian(looks)) if np.isfinite(looks).any() else 20.0,
            self.kind == "wrapped",
        )
        return stack, self._reading(choice)

    def _require_room(self, pairs: int, targets: int, scratch: Path, progress: Progress) -> None:
        """For phases and coherences, and for series, residuals and delays of at most one scene more than pairs.

        Raises:
            OutputError: a disk is too full.
        """
        network, _ = network_of([(pair.first, pair.second) for pair in self.pairs])
        needs = [(str(scratch), (4.0 * targets * 3 * len(network.days),) * 2)]
        needs.append((str(self.kept.folder or scratch), (targets * pairs * 5.0,) * 2))
        require_room(needs, progress)

    def _phases(
        self, choice: Choice, places: Places, scratch: Path, progress: Progress
    ) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """Read the candidates of all pairs; of a large stack what is read stays where an interruption leaves it."""
        shape, done = (len(choice.used), len(places)), self.kept.state.get("rows", 0)
        folder = self.kept.folder or scratch
        cells = places.row * places.shape[1] + places.column
        phase = on_disk(folder, "phase", np.float32, shape, done > 0)
        coherence = on_disk(folder, "coherence", np.uint8, shape, done > 0)
        for row, number in enumerate(choice.used[done:], start=done):
            if progress.is_cancelled() or row % _OFTEN == 0:
                self.kept.save({"rows": row})
            check_cancelled(progress)
            values, coherent = (part.ravel()[cells] for part in self.read(self.pairs[number]))
            phase[row] = values
            coherence[row] = np.rint(255 * np.clip(coherent, 0, 1))
            progress.update((row + 1) / len(choice.used))
        self.kept.save({"rows": len(choice.used), "read": len(choice.used)})
        return phase, coherence

    def _candidates(self, used: int) -> Places:
        enough = self.count >= _LEAST_PAIRS * used
        mean = self.total / used
        coherent = enough & (mean >= self.options.min_pair_coherence)
        varied = coherent & self.amplitudes.varied()
        if varied.any():
            self.notes.append(
                tr("{count} cells are left out: their amplitude varies by more than {limit} of its mean.").format(
                    count=int(varied.sum()), limit=f"{MOST:g}"
                )
            )
        row, column = np.nonzero(coherent & ~varied)
        if len(row) < _FEWEST:
            raise InputError(
                tr(
                    "Only {count} of {all} cells have a mean coherence of {least} or more (median {median}). "
                    "Lower the mean coherence of the pairs, or choose another extent."
                ),
                count=len(row),
                all=self.count.size,
                least=f"{self.options.min_pair_coherence:g}",
                median=f"{float(np.median(mean)):.2f}",
            )
        return Places(self.lattice.shape, row, column, self.lattice.cell_m)

    def _heights(self, places: Places) -> Floats:
        layer = Layer(self.options.dem, declared=True) if self.options.dem else self.looking.height
        if layer is None:
            return np.full(len(places), np.nan)
        return read_elsewhere(replace(layer, declared=True), self.lattice, places.row, places.column)

    def _angles(self, places: Places) -> tuple[Floats, Floats]:
        """Incidence (targets,) rad and slant range (targets,) m."""
        incidence = incidence_of(self.looking, self.lattice, places, self.notes)
        ranges = slant_range(incidence)
        if math.isfinite(self.looking.range_m):
            ranges = ranges * self.looking.range_m / slant_range(np.radians(np.array([self.looking.incidence_deg])))
            if not np.isfinite(ranges).all():
                ranges = np.full(len(places), self.looking.range_m)
        return incidence, ranges

    def _reading(self, choice: Choice) -> Reading:
        every, dates = network_of([(pair.first, pair.second) for pair in self.pairs])
        baselines = np.array([pair.baseline_m for pair in self.pairs])
        names = [pair.name for pair in self.pairs]
        reading = Reading(self.producer, names, choice, every, dates, baselines, self.shares, self.broken, self.notes)
        reading.looking = self.looking
        first = self._phase(self.pairs[choice.used[0]])
        reading.synthetic = first.flat is None and is_synthetic(first.path)
        return reading


def read_stack(
    found: Found, options: Options, scratch: Path, progress: Progress, kept: Kept = NOTHING_KEPT
) -> tuple[Stack, Reading, Lattice]:
    """Both passes.

    Raises:
        InputError: see `Passes`.
    """
    passes = Passes(found, options, kept, Stage(progress, 0.0, 0.05))
    choice, _ = passes.first(Stage(progress, 0.05, 0.5))
    stack, reading = passes.second(choice, scratch, Stage(progress, 0.5, 1.0))
    return stack, reading, passes.lattice
