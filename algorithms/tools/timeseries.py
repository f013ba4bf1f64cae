"""Tool: what kind of motion each target shows, and since when."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import scipy  # noqa: F401  # it is needed when the tool runs: without it the toolbox says so beforehand
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
    QgsVectorLayer,
)

from ...core.base.translation import tr
from ...core.display.styles import write_style
from ...core.products.ground_motion import component_seen
from ...core.products.kept_fields import SERIES_NUMBER
from ...core.products.series import day_of
from ...core.series.filed_series import filed_series
from ...core.series.outputs import ALIASES
from ...core.series.timeseries import SeriesOptions, SeriesTargets, classify_targets, require_options, series_days
from ...core.targets.fields import find_field
from ..base import Algorithm
from ..layers import required_source
from ..target_input import read_target_rows

_DOUBLE = QgsProcessingParameterNumber.Type.Double


class TimeSeries(Algorithm):
    """Series of displacements as kinds of motion."""

    ID = "timeseries"
    TITLE = tr("Classify time series")
    GROUP = ("data", tr("1 Data"))
    SHORT = tr("Targets that are stable, steady, accelerating, slowing or seasonal, or whose motion changed on a date")
    TAGS = tr(
        "landslide, InSAR, deformation, time series, trend, acceleration, break, change point, season, seasonal, "
        "unwrapping error, jump, velocity, PS-Time, classification, displacement"
    )
    SUMMARY = tr(
        "Tells what kind of motion the displacements of each target show: stable, linear, accelerating, slowing, "
        "seasonal, with a break (a date on which the velocity changed), with a jump (a step near a whole number of "
        "half wavelengths, which is an error of the unwrapping rather than a motion), or too noisy.\n\nNeeds a point "
        "layer with 15 or more fields of displacements in mm, such as D20190325, as Import coherent targets and "
        "Velocities from interferograms make it. Dates may be uneven, and targets may have gaps.\n\nGives the same "
        "targets with the fields trend, acceleration, break_date, speed_before, speed_after, season_mm, jumps, trend_p "
        "and noise_mm. Hot spot, Build feature stack, Predict boundaries and the review panel use them. A million "
        "targets with 300 dates take two to three minutes.\n\nNested least squares: a straight line, a parabola and a "
        "line with a break are compared by the Bayesian information criterion, with a season beside them where the "
        "dates span 1.5 years or more. Neighbouring dates share noise; how much is found from all targets, so that "
        "chance alone makes few breaks. What all targets share at a date is taken out before. Classes after Berti et "
        "al. (2013)."
    )
    TARGETS, WAVELENGTH, MIN_VELOCITY, MIN_SEASON = "TARGETS", "WAVELENGTH", "MIN_VELOCITY", "MIN_SEASON"
    MAX_NOISE, COMMON, UNDO_JUMPS, OUTPUT = "MAX_NOISE", "COMMON", "UNDO_JUMPS", "OUTPUT"

    def initAlgorithm(self, configuration=None):
        self.define(
            QgsProcessingParameterFeatureSource(
                self.TARGETS, tr("Coherent targets"), types=[QgsProcessing.SourceType.TypeVectorPoint]
            ),
            tr("Point layer with fields of displacements in mm, one for each date, such as D20190325."),
        )
        self._number(
            self.WAVELENGTH,
            tr("Radar wavelength (mm)"),
            55.5,
            tr("A jump is a step of half of it: 55.5 for Sentinel-1 and other C band, 31 for X band, 236 for L band."),
            advanced=False,
        )
        self.define(
            QgsProcessingParameterBoolean(self.UNDO_JUMPS, tr("Undo jumps"), defaultValue=False),
            tr(
                "Takes the jumps out of the field velocity and out of the displacements. A landslide that really "
                "moved by half a wavelength between two dates would be hidden: look at the jumps first."
            ),
        )
        self._number(
            self.MIN_VELOCITY,
            tr("Minimum velocity (mm/yr)"),
            2.0,
            tr("Slower ground is stable, and a velocity that changes by less over all dates is steady."),
        )
        self._number(
            self.MIN_SEASON,
            tr("Minimum seasonal amplitude (mm)"),
            2.0,
            tr("Amplitude from which on ground without a trend is called seasonal. The field season_mm has it anyway."),
        )
        self._number(
            self.MAX_NOISE,
            tr("Maximum noise (mm)"),
            None,
            tr("Standard deviation about the motion from which on a target is too noisy. Empty: wavelength / 8."),
        )
        self.define(
            QgsProcessingParameterBoolean(self.COMMON, tr("Remove motion common to all targets"), defaultValue=True),
            tr(
                "Subtracts a plane from each date, fitted to what remains of all targets without their own motion: "
                "the atmosphere and the motion of the reference point. Slow changes that all targets share are kept. "
                "It needs 50 targets."
            ),
            advanced=True,
        )
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Classified targets"), type=QgsProcessing.SourceType.TypeVectorPoint
            ),
            tr(
                "The targets with the kind of their motion (trend), the acceleration (mm/yr2), the date of the break, "
                "the velocity at the beginning and at the end (mm/yr), the seasonal amplitude (mm), the number of "
                "jumps, the probability that noise alone would look like this, and the noise (mm)."
            ),
        )

    def _number(self, name, label, default, text, advanced=True):
        parameter = QgsProcessingParameterNumber(
            name, label, type=_DOUBLE, defaultValue=default, optional=default is None, minValue=0.0
        )
        self.define(parameter, text, advanced)

    def checkParameterValues(self, parameters, context):
        def check():
            require_options(self._options(parameters, context))
            source = self.parameterAsSource(parameters, self.TARGETS, context)
            if source is not None and not has_filed_series(source.fields().names()):
                series_days(source.fields().names(), source.sourceName())

        good, sentence = super().checkParameterValues(parameters, context)
        return self.core_check(check) if good else (False, sentence)

    def compute(self, parameters, context, progress):
        source = required_source(self, parameters, self.TARGETS, context)
        names = source.fields().names()
        filed = has_filed_series(names)
        dates = {} if filed else series_days(names, source.sourceName())
        velocity = find_field("velocity", names)
        own = {*ALIASES, *(name.lower() for name in names if day_of(name) is not None)}
        number = velocity or next(iter(dates), SERIES_NUMBER)
        read = read_target_rows(self, parameters, self.TARGETS, context, number, progress, own)
        unknown = {} if velocity else {"velocity": np.full(len(read.targets), np.nan)}
        given = SeriesTargets(replace(read.targets, **unknown), read.source, read.rows)
        if filed:
            given = self._from_file(given, parameters, source.sourceName(), context)
        output = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        classify_targets(given, self._options(parameters, context), output, progress)
        write_style(output, "timeseries", component_seen(given.targets.more))
        return {self.OUTPUT: output}

    def _from_file(self, given, parameters, called, context):
        """The same targets with their series in the file beside their layer, or beside another one of the project."""
        layer = self.parameterAsVectorLayer(parameters, self.TARGETS, context)
        project = context.project().mapLayers().values() if context.project() is not None else []
        layers = [one for one in (layer, *project) if isinstance(one, QgsVectorLayer)]
        paths = [one.source().partition("|")[0] for one in layers]
        numbers = np.asarray(given.targets.more[SERIES_NUMBER], np.float64)
        source = filed_series(paths, numbers, called)
        return SeriesTargets(given.targets, source, np.arange(len(numbers), dtype=np.int32), is_filed=True)

    def _options(self, parameters, context):
        def number(name):
            return None if parameters.get(name, "") in (None, "") else self.parameterAsDouble(parameters, name, context)

        return SeriesOptions(
            wavelength_mm=self.parameterAsDouble(parameters, self.WAVELENGTH, context),
            least_velocity=self.parameterAsDouble(parameters, self.MIN_VELOCITY, context),
            least_season_mm=self.parameterAsDouble(parameters, self.MIN_SEASON, context),
            most_noise_mm=number(self.MAX_NOISE),
            remove_common=self.parameterAsBool(parameters, self.COMMON, context),
            undo_jumps=self.parameterAsBool(parameters, self.UNDO_JUMPS, context),
        )


def has_filed_series(names) -> bool:
    """Whether the displacements of targets with these fields lie in a file beside their layer."""
    return SERIES_NUMBER in names and not any(day_of(name) is not None for name in names)
