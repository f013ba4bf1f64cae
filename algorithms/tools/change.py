"""Tool: what has become of the areas between two dates."""

from __future__ import annotations

import contextlib

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
)

from ...core.base.errors import InputError
from ...core.base.translation import tr
from ...core.change.change import compare_dates, counted
from ...core.change.data import REASONS, ChangeRules, DateData
from ...core.change.outputs import ChangeOutputs, write_changes
from ...core.display.pages import require_pages
from ...core.gis.crs import metric_crs_for
from ...core.gis.raster import RasterReader
from ...core.products.series import day_of
from ..base import Algorithm
from ..layers import POLYGONS, optional_source, read_polygons, read_target_table, require_crs, required_source, wkt
from ..parameters.tracks import pass_of
from ..raster_layers import raster_path
from ..synthetic import has_synthetic_inputs

_POINTS = [QgsProcessing.SourceType.TypeVectorPoint]


class WhatHasChanged(Algorithm):
    """Areas of two dates compared."""

    ID = "change"
    TITLE = tr("What has changed")
    GROUP = ("assessment", tr("6 Assessment"))
    SHORT = tr("Areas of two dates: new, grown, shrunk, moved, stopped, faster, slower, unchanged, not comparable")
    TAGS = tr(
        "landslide, change, change detection, monitoring, two dates, update, new, grown, reactivated, stopped, faster, "
        "acceleration, inventory, difference, multi-temporal"
    )
    SUMMARY = tr(
        "Compares the areas of two dates and says what has become of each: new, grown, shrunk, moved, stopped, faster, "
        "slower, unchanged, or not comparable, with the reason.\n\nNeeds two layers of areas, as Predict boundaries "
        "makes them or from any other source. With the probability rasters of both dates it says how sure the shift of "
        "an outline is, and with the targets of both dates how the speed has changed. Areas that only one date has are "
        "called new or stopped only where the probability or the targets of the other date say so.\n\nGives the areas "
        "with their change, the shift of their outline and of their speed with the errors, a page, and a table for "
        "spreadsheets. 100 areas take seconds.\n\nThe error of an outline follows from how sharply the probability "
        "falls there. The velocities of both dates are aligned on targets outside all areas, whose scatter gives the "
        "error of a speed. An area is not comparable where less than half of it was observed on both dates, or where "
        "orbit, season or model differ."
    )
    BEFORE, AFTER = "BEFORE", "AFTER"
    PROBABILITY_BEFORE, PROBABILITY_AFTER = "PROBABILITY_BEFORE", "PROBABILITY_AFTER"
    TARGETS_BEFORE, TARGETS_AFTER = "TARGETS_BEFORE", "TARGETS_AFTER"
    APART = ((BEFORE, AFTER), (PROBABILITY_BEFORE, PROBABILITY_AFTER), (TARGETS_BEFORE, TARGETS_AFTER))
    MIN_SHIFT, MIN_SPEED, EDGE_ERROR, ALLOW = "MIN_SHIFT", "MIN_SPEED", "EDGE_ERROR", "ALLOW"
    OUTPUT, OUTPUT_REPORT, OUTPUT_TABLE = "OUTPUT", "OUTPUT_REPORT", "OUTPUT_TABLE"

    def initAlgorithm(self, configuration=None):
        self._define_dates()
        self._number(
            self.MIN_SHIFT, tr("Minimum shift (m)"), 10.0, tr("Outlines that have moved by less are unchanged.")
        )
        self._number(
            self.MIN_SPEED,
            tr("Minimum change of speed (mm/yr)"),
            2.0,
            tr("Areas whose speed has changed by less are neither faster nor slower."),
        )
        self._number(
            self.EDGE_ERROR,
            tr("Outline error (m)"),
            10.0,
            tr("Standard deviation of an outline, for a date without a probability raster."),
        )
        self.define(
            QgsProcessingParameterEnum(
                self.ALLOW,
                tr("Compare although these differ"),
                options=list(REASONS),
                allowMultiple=True,
                usesStaticStrings=True,
                optional=True,
            ),
            tr(
                "orbit: one date is ascending, the other descending; season: the series hold other parts of the year; "
                "model: the areas were drawn by other models. Empty: such areas are not comparable."
            ),
            advanced=True,
        )
        self._define_outputs()

    def _define_dates(self):
        for name, label in ((self.BEFORE, tr("Areas before")), (self.AFTER, tr("Areas after"))):
            self.define(
                QgsProcessingParameterFeatureSource(name, label, POLYGONS),
                tr("Polygons of this date. The fields model and threshold of Predict boundaries are used."),
            )
        rasters = (
            (self.PROBABILITY_BEFORE, tr("Probability before")),
            (self.PROBABILITY_AFTER, tr("Probability after")),
        )
        for name, label in rasters:
            self.define(
                QgsProcessingParameterRasterLayer(name, label, optional=True),
                tr("Probability raster of this date: how sure the outlines are, and what was observed."),
            )
        targets = ((self.TARGETS_BEFORE, tr("Targets before")), (self.TARGETS_AFTER, tr("Targets after")))
        for name, label in targets:
            self.define(
                QgsProcessingParameterFeatureSource(name, label, _POINTS, optional=True),
                tr(
                    "Coherent targets of this date with a field velocity (mm/yr). The field pass says the orbit, "
                    "fields such as D20190325 the season."
                ),
            )

    def _number(self, name, label, default, text):
        kind = QgsProcessingParameterNumber.Type.Double
        self.define(
            QgsProcessingParameterNumber(name, label, type=kind, defaultValue=default, minValue=0.0),
            text,
            advanced=True,
        )

    def _define_outputs(self):
        self.define(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Changes"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr(
                "The ground of each area now (or before, where nothing is left) with its change, the reason, the shift "
                "of the outline and the rise of the speed, each with its standard deviation."
            ),
        )
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_REPORT,
                tr("Report of the changes"),
                fileFilter="HTML (*.html)",
                optional=True,
                createByDefault=False,
            ),
            tr("What has changed in numbers, on a map and area by area, as one HTML file."),
        )
        self.define(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_TABLE,
                tr("Table of the changes"),
                fileFilter="CSV (*.csv)",
                optional=True,
                createByDefault=False,
            ),
            tr("One row for each area with all values and their units, for a spreadsheet or an authority."),
        )

    def compute(self, parameters, context, progress):
        outputs = ChangeOutputs(
            self.parameterAsOutputLayer(parameters, self.OUTPUT, context),
            self.parameterAsFileOutput(parameters, self.OUTPUT_REPORT, context),
            self.parameterAsFileOutput(parameters, self.OUTPUT_TABLE, context),
        )
        require_pages(outputs.report)
        with contextlib.ExitStack() as files:
            rasters = [
                files.enter_context(RasterReader(raster_path(self, parameters, name, context)))
                if parameters.get(name) not in (None, "")
                else None
                for name in (self.PROBABILITY_BEFORE, self.PROBABILITY_AFTER)
            ]
            crs = next((raster.grid.crs for raster in rasters if raster is not None), None)
            crs = crs or self._crs(parameters, context)
            before = self._date(parameters, (self.BEFORE, self.TARGETS_BEFORE), rasters[0], crs, context, progress)
            after = self._date(parameters, (self.AFTER, self.TARGETS_AFTER), rasters[1], crs, context, progress)
            found = compare_dates(before, after, crs, self._rules(parameters, context), progress)
            for change, reason, count in counted(found.changes):
                progress.message(f"{count} {change}{f' ({reason})' if reason else ''}")
            synthetic = has_synthetic_inputs(self, parameters, context)
            write_changes(found, crs, outputs, before.areas, progress, synthetic)
        named = {self.OUTPUT: outputs.areas, self.OUTPUT_REPORT: outputs.report, self.OUTPUT_TABLE: outputs.table}
        return {name: path for name, path in named.items() if path}

    def _crs(self, parameters, context):
        """A metric CRS at the middle of the areas of the later date, or of the earlier one where there is none."""
        for name in (self.AFTER, self.BEFORE):
            source = required_source(self, parameters, name, context)
            require_crs(source, self.parameterDefinition(name).description().lower())
            box = source.sourceExtent()
            if source.featureCount() and not box.isEmpty():
                return metric_crs_for([box.center().x()], [box.center().y()], wkt(source.sourceCrs()))
        raise InputError(tr("Neither of the two layers has an area. There is nothing to compare."))

    def _date(self, parameters, names, raster, crs, context, progress):
        """What is known of one date; `names` are those of its areas and its targets."""
        source = required_source(self, parameters, names[0], context)
        called = self.parameterDefinition(names[0]).description().lower()
        fields = tuple(name for name in ("model", "threshold") if source.fields().lookupField(name) >= 0)
        areas, values = read_polygons(source, crs, context, progress, called, fields)
        thresholds = [
            float(one) for one in values.get("threshold", []) if isinstance(one, (int, float)) and 0 < one < 1
        ]
        models = [str(one) if str(one) != "NULL" else "" for one in values.get("model", [""] * len(areas))]
        targets = optional_source(self, parameters, names[1], context)
        days = [] if targets is None else sorted(filter(None, map(day_of, targets.fields().names())))
        return DateData(
            areas=areas,
            models=models,
            threshold=float(np.median(thresholds)) if thresholds else 0.5,
            probability=raster,
            targets=None if targets is None else read_target_table(targets, crs, progress),
            orbit="" if targets is None else pass_of(targets),
            days=tuple(days),
        )

    def _rules(self, parameters, context):
        def number(name):
            return self.parameterAsDouble(parameters, name, context)

        return ChangeRules(
            least_shift_m=number(self.MIN_SHIFT),
            least_speed=number(self.MIN_SPEED),
            edge_error_m=number(self.EDGE_ERROR),
            allowed=tuple(filter(None, self.parameterAsEnumStrings(parameters, self.ALLOW, context))),
        )
