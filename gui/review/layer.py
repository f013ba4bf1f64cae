"""A polygon layer under review: every decision goes straight to its file; every change can be undone."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsDistanceArea, QgsFeature, QgsFeatureRequest, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.areas.fields import ALIASES
from ...core.areas.review import FIELDS, Decision, Step, merged_values, outdated_values
from ...core.base.translation import tr
from .fields import missing_fields, plain
from .watch import LayerWatch


class ReviewLayer(QObject):
    """Reads areas, writes decisions and outlines past the edit buffer, so that nothing waits for a Save.

    Args:
        layer: with the fields of a review.
        measure: attributes of an outline that changed, besides its size.

    Signals:
        changed: ids of areas whose attributes or outlines changed.
        replaced: areas came or went; the id of one to look at.
        failed: a sentence.
        told: a sentence about something that went well.
    """

    changed = pyqtSignal(list)
    replaced = pyqtSignal(int)
    failed = pyqtSignal(str)
    told = pyqtSignal(str)

    def __init__(self, layer, measure: Callable[..., dict]) -> None:
        super().__init__()
        self.layer, self._measure = layer, measure
        self.steps: list[Step] = []
        self._distance = QgsDistanceArea()
        self._distance.setSourceCrs(layer.crs(), QgsProject.instance().transformContext())
        self._distance.setEllipsoid(layer.crs().ellipsoidAcronym() if layer.crs().isGeographic() else "NONE")
        self.watch = LayerWatch(layer)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.commit_outlines)
        layer.editCommandEnded.connect(self._timer.start)  # a tool of QGIS is done with a change

    def close(self, gone: bool = False) -> None:
        """Leave the layer alone; one that is being deleted is not written any more."""
        if not gone:
            self.commit_outlines()
        self.layer.editCommandEnded.disconnect(self._timer.start)
        self._timer.stop()
        self.watch.stop()

    def is_divisible(self) -> bool:
        """Whether areas can be split and merged, and that undone: ids last only in a database."""
        return self.layer.storageType() == "GPKG"

    def rows(self) -> dict[int, dict]:
        """Attributes of every area by its id, with `area_m2` measured where the layer does not have it."""
        names = self.layer.fields().names()
        request = QgsFeatureRequest()
        if "area_m2" in names:
            request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        return {feature.id(): self._row(names, feature) for feature in self.layer.dataProvider().getFeatures(request)}

    def row(self, area: int) -> dict:
        """Attributes of one area."""
        return self._row(self.layer.fields().names(), self.feature(area))

    def feature(self, area: int) -> QgsFeature:
        """One area as it is in the file."""
        return next(self.layer.dataProvider().getFeatures(QgsFeatureRequest(area)), QgsFeature())

    def _row(self, names, feature) -> dict:
        row = {name: plain(value) for name, value in zip(names, feature.attributes())}
        if row.get("area_m2") is None and feature.hasGeometry():
            row["area_m2"] = self._distance.measureArea(feature.geometry())
        return row

    def decide(self, area: int, decision: Decision, reviewer: str, title: str) -> bool:
        """Write a decision; it is in the file when this returns."""
        if not self._is_there([area]) or not self._has_fields():
            return False
        before = self._attributes(area, FIELDS)
        if not self._write({area: decision.values(reviewer)}):
            return False
        self.steps.append(Step(title, attributes={area: before}))
        self.changed.emit([area])
        return True

    def merge(self, areas: list[int]) -> bool:
        """Make one area of several; the largest gives its id."""
        self.commit_outlines()
        if not self._is_there(areas):
            return False
        features = [self.feature(area) for area in areas]
        sizes = [self._distance.measureArea(feature.geometry()) for feature in features]
        names = self.layer.fields().names()
        kept = features[sizes.index(max(sizes))]
        others = [feature for feature in features if feature.id() != kept.id()]
        outline = QgsGeometry.unaryUnion([feature.geometry() for feature in features])
        outline.convertToMultiType()
        values = merged_values([dict(zip(names, map(plain, feature.attributes()))) for feature in features], sizes)
        values |= self._measured(outline)
        step = Step(
            tr("merge"),
            {kept.id(): self._attributes(kept.id(), values)},
            {kept.id(): bytes(kept.geometry().asWkb())},
            removed=tuple(
                (dict(zip(names, feature.attributes())), bytes(feature.geometry().asWkb())) for feature in others
            ),
        )
        provider = self.layer.dataProvider()
        if not self._all_or_nothing(
            (lambda: self._changed({kept.id(): values}, {kept.id(): outline}), lambda: self._brought_back(step)),
            (lambda: provider.deleteFeatures([feature.id() for feature in others]), None),
        ):
            return False
        self.steps.append(step)
        known = self._row(names, kept)
        self._tell_emptied({name for name, value in values.items() if value is None and known.get(name) is not None})
        self.replaced.emit(kept.id())
        return True

    def undo(self) -> bool:
        """Bring back all that the last step changed; where the file does not take it, the step can be undone later."""
        self.commit_outlines()
        if not self.steps or not self._can_undo(self.steps[-1]):
            return False
        step, provider, back = self.steps[-1], self.layer.dataProvider(), []

        def add_removed() -> bool:
            good, features = provider.addFeatures([self._feature(*area) for area in step.removed])
            back.extend(feature.id() for feature in features)
            return good

        now = Step(
            step.title,
            {area: self._attributes(area, values) for area, values in step.attributes.items()},
            {area: bytes(self.feature(area).geometry().asWkb()) for area in step.outlines},
        )
        changes = [(lambda: self._brought_back(step), lambda: self._brought_back(now))]
        if step.removed:
            changes.append((add_removed, lambda: provider.deleteFeatures(back)))
        if step.added:
            changes.append((lambda: provider.deleteFeatures(list(step.added)), None))
        if not self._all_or_nothing(*changes):
            return False
        self.steps.pop()
        touched = sorted({*step.attributes, *step.outlines})
        if step.removed or step.added:
            self.replaced.emit(touched[0] if touched else -1)
        else:
            self.changed.emit(touched)
        return True

    def _can_undo(self, step: Step) -> bool:
        """Whether the areas of a step are still there; a step whose areas were deleted elsewhere is forgotten."""
        if {*step.attributes, *step.outlines, *step.added} <= set(self.rows()):
            return True
        if self.layer.subsetString():
            return self._fail_with(
                tr(
                    "The last step changed an area that the filter of the layer {name} hides now. Take the filter off, "
                    "then undo."
                )
            )
        self.steps.remove(step)
        return self._fail_with(
            tr("The last step cannot be undone: its area is no longer in the layer {name}. The one before it can.")
        )

    def _is_there(self, areas) -> bool:
        """Whether all these areas are in the file; if they are not, the list is read anew."""
        if all(self.feature(area).isValid() for area in areas):
            return True
        self.watch.content.emit()
        return self._fail_with(
            tr("Nothing was written: an area is no longer in the layer {name}. The list shows what is there now.")
        )

    def _has_fields(self) -> bool:
        """Whether the layer still has every field of a review."""
        return not missing_fields(self.layer) or self._fail_with(
            tr("Nothing was written: the layer {name} has lost fields of the review. Choose it again to add them.")
        )

    def _fail_with(self, sentence: str) -> bool:
        self.failed.emit(sentence.format(name=self.layer.name()))
        return False

    def commit_outlines(self) -> None:
        """Write what QGIS' own tools drew, and measure it again; the edit session goes on."""
        layer = self.layer
        if not layer.isEditable() or not layer.isModified():
            return
        buffer = layer.editBuffer()
        reshaped = [self.feature(area) for area in buffer.changedGeometries()]
        removed = [self.feature(area) for area in buffer.deletedFeatureIds()]
        before = {
            area: self._attributes(area, [layer.fields().names()[i] for i in values])
            for area, values in buffer.changedAttributeValues().items()
        }
        outlines = {feature.id(): bytes(feature.geometry().asWkb()) for feature in reshaped}
        added: list[int] = []

        def keep(_layer, features):
            added.extend(feature.id() for feature in features)

        layer.committedFeaturesAdded.connect(keep)
        with self.watch.quiet():
            good = layer.commitChanges(False)
        layer.committedFeaturesAdded.disconnect(keep)
        if not good:
            self._fail(self._reasons())
            return
        emptied: set[str] = set()
        for area in outlines:
            measured = self._measured_anew(area, emptied)
            before[area] = {**self._attributes(area, measured), **before.get(area, {})}
            self._write({area: measured})
        for area in added:  # a part of an area that was split, or a new one, which has nothing to lose
            measured = self._measured_anew(area, emptied) if outlines else self._measured(self.feature(area).geometry())
            self._write({area: {**measured, **self._new_number()}})
        self._tell_emptied(emptied)
        names = layer.fields().names()
        gone = tuple((dict(zip(names, feature.attributes())), bytes(feature.geometry().asWkb())) for feature in removed)
        title = tr("split of an area") if added and outlines else tr("new area") if added else tr("edit")
        self.steps.append(Step(title, before, outlines, tuple(added), gone))
        if added or gone:
            self.replaced.emit(min(outlines, default=added[0] if added else -1))
        else:
            self.changed.emit(sorted({*before, *outlines}))

    def _new_number(self) -> dict:
        """The next free `area_id`."""
        index = self.layer.fields().lookupField("area_id")
        if index < 0 or not self.layer.fields().at(index).isNumeric():
            return {}
        return {"area_id": int(plain(self.layer.dataProvider().maximumValue(index)) or 0) + 1}

    def _measured(self, outline) -> dict:
        """Attributes of an outline for which the layer has fields."""
        area_m2 = self._distance.measureArea(outline)
        values = {
            "area_m2": area_m2,
            "perimeter_m": self._distance.measurePerimeter(outline),
            **self._measure(outline, area_m2),
        }
        return {name: value for name, value in values.items() if self.layer.fields().lookupField(name) >= 0}

    def _measured_anew(self, area: int, emptied: set[str]) -> dict:
        """Attributes of an outline that changed; what cannot be measured here becomes NULL, and is added to emptied."""
        feature = self.feature(area)
        measured = self._measured(feature.geometry())
        row = {name: plain(value) for name, value in zip(self.layer.fields().names(), feature.attributes())}
        outdated = outdated_values(row, measured)
        emptied |= {name for name in outdated if row[name] is not None}
        return {**measured, **outdated}

    def _tell_emptied(self, names: set[str]) -> None:
        if not names & ALIASES.keys():
            return
        said = tr(
            "The outline has changed. What was measured in the earlier outline is empty until the area is "
            "predicted again: {names}. Velocities and Gi* are measured at once where Targets names a layer that has "
            "them. Undo brings everything back."
        )
        self.told.emit(said.format(names=", ".join(ALIASES[name] for name in ALIASES if name in names)))

    def _attributes(self, area: int, names) -> dict:
        fields, values = self.layer.fields().names(), self.feature(area).attributes()
        return {name: plain(values[fields.index(name)]) for name in names if name in fields}

    def _feature(self, attributes: dict, outline: bytes) -> QgsFeature:
        feature = QgsFeature(self.layer.fields())
        feature.setAttributes(list(attributes.values()))
        feature.setGeometry(_geometry(outline))
        return feature

    def _write(self, attributes: dict[int, dict], outlines: dict | None = None) -> bool:
        """Write attributes and outlines by area, or say why not."""
        return self._changed(attributes, outlines) or self._fail(self._reasons())

    def _all_or_nothing(self, *changes) -> bool:
        """Make changes of the file in turn, each given with what takes it back; where one fails, none stays."""
        done = []
        for change, back in changes:
            if not change():
                reasons = self._reasons()
                taken_back = [take_back() for take_back in reversed(done)]
                return self._fail(reasons, whole=all(taken_back))
            done.append(back)
        return True

    def _brought_back(self, step: Step) -> bool:
        """Write the attributes and outlines that a step keeps."""
        return self._changed(step.attributes, {area: _geometry(outline) for area, outline in step.outlines.items()})

    def _changed(self, attributes: dict[int, dict], outlines: dict | None = None) -> bool:
        """Write attributes and outlines by area in one transaction of the file; whether that worked."""
        fields = self.layer.fields()
        unique = set(self.layer.dataProvider().pkAttributeIndexes())
        numbered = {
            area: {
                fields.lookupField(name): value
                for name, value in values.items()
                if fields.lookupField(name) not in {-1, *unique}
            }
            for area, values in attributes.items()
        }
        with self.watch.quiet():
            if not self.layer.dataProvider().changeFeatures(numbered, outlines or {}):
                return False
            if outlines:
                self.layer.updateExtents()
            self.layer.triggerRepaint()
        return True

    def _reasons(self) -> str:
        """What the file complains of; it is forgotten."""
        provider = self.layer.dataProvider()
        reasons = "; ".join([*provider.errors(), *self.layer.commitErrors()])
        provider.clearErrors()
        return reasons.rstrip(".") or tr("the file does not take it")

    def _fail(self, reasons: str, whole: bool = True) -> bool:
        """Say that nothing was written, or that half a change could not be taken back either."""
        said = (
            tr("Nothing was written to the layer {name}: {reason}.")
            if whole
            else tr(
                "Only a part of the change was written to the layer {name}: {reason}. Look at the areas concerned; the "
                "file can no longer be written."
            )
        )
        self.failed.emit(said.format(name=self.layer.name(), reason=reasons))
        return False


def _geometry(outline: bytes) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(outline)
    return geometry
