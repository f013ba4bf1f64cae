"""The areas of a printed inventory: which of them are drawn, how they look, and how many are of each kind."""

from __future__ import annotations

from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsMapLayerStyle,
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtXml import QDomDocument

from ...core.areas.review import ACCEPTED, LATER, NOT_REVIEWED, REJECTED, STATUSES, status_of
from ...core.base.errors import InputError
from ...core.base.translation import tr
from ...core.display.shown_words import shown
from ...core.display.styles import style_text
from ...core.summaries.statements import STATEMENTS, counted_words, titles

PRINTED = {  # choice -> status of the areas that are printed
    "not_rejected": (ACCEPTED, LATER, NOT_REVIEWED),
    "accepted": (ACCEPTED,),
    "all": (ACCEPTED, REJECTED, LATER, NOT_REVIEWED),
}


def review_counts(areas) -> dict[str, int]:
    """Number of areas of each status; empty for a layer without the field."""
    if areas.fields().lookupField("status") < 0:
        return {}
    found = [_status(feature) for feature in areas.getFeatures()]
    return {status: found.count(status) for status in (ACCEPTED, REJECTED, LATER, NOT_REVIEWED)}


def chosen_areas(areas, choice: str):
    """The layer itself where all of its areas are printed, else a copy in memory of those that are.

    Args:
        areas: the layer, with edits that are not saved yet.
        choice: a key of PRINTED.

    Raises:
        InputError: none is left.
    """
    if areas.fields().lookupField("status") < 0:
        if choice == "accepted":
            raise InputError(
                tr("The layer of areas has no field status: no area is accepted. Review it first, or print all areas.")
            )
        return areas
    chosen = [feature.id() for feature in areas.getFeatures() if _status(feature) in PRINTED[choice]]
    if len(chosen) == areas.featureCount():
        return areas
    if not chosen:
        counts = ", ".join(f"{count} {STATUSES[status]}" for status, count in review_counts(areas).items() if count)
        raise InputError(
            tr("None of the areas has a status that is printed ({counts}). Choose other areas to print."), counts=counts
        )
    return _in_memory(areas, QgsFeatureRequest().setFilterFids(chosen))


def _status(feature) -> str:
    value = feature["status"]
    return NOT_REVIEWED if value is None or (hasattr(value, "isNull") and value.isNull()) else status_of(value)


def own_copy(layer, style: str, field: str, name: str):
    """A copy; one that has no style yet, but the field that ours goes by, gets ours."""
    copy = _in_memory(layer, QgsFeatureRequest()) if layer.isModified() else layer.clone()
    copy.setName(name)
    if copy.renderer().type() == "singleSymbol":
        copy.loadDefaultStyle()
    if copy.renderer().type() == "singleSymbol" and copy.fields().lookupField(field) >= 0:
        document = QDomDocument()
        document.setContent(style_text(style))
        copy.importNamedStyle(document)
    return copy


def _in_memory(layer, request):
    """A copy in memory, with the edits that are not saved yet, which a clone of the layer does not have."""
    copy = layer.materialize(request)
    styled, style = layer.clone(), QgsMapLayerStyle()
    if styled.renderer().type() == "singleSymbol":
        styled.loadDefaultStyle()  # the style beside the file, which the copy does not have
    style.readFromLayer(styled)
    style.writeToLayer(copy)
    return copy


def with_statements(layer):
    """Labels that also say the kind of motion, the trend and the change of each area, where the layer has the fields.

    A field that the label or the colours show already is not added.
    """
    labeling = layer.labeling()
    settings = labeling.settings() if labeling is not None else QgsPalLayerSettings()
    text = settings.fieldName if settings.isExpression or not settings.fieldName else f'"{settings.fieldName}"'
    drawn = layer.renderer().classAttribute() if isinstance(layer.renderer(), QgsCategorizedSymbolRenderer) else ""
    here = [name for name in STATEMENTS if layer.fields().lookupField(name) >= 0 and name != drawn]
    here = [name for name in here if f'"{name}"' not in text]
    if labeling is None or not text or not here:
        return layer
    parts = [f"coalesce('\\n' || {_translated(layer, name)}, '')" for name in here]
    settings.fieldName, settings.isExpression = " || ".join([f"coalesce(to_string({text}), '')", *parts]), True
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    return layer


def statement_facts(layer) -> list[tuple[str, str]]:
    """How many areas are of each kind of motion, trend and change, where the layer has the fields."""
    made = []
    for name, title in titles().items():
        index = layer.fields().lookupField(name)
        values = [feature[index] for feature in layer.getFeatures()] if index >= 0 else []
        said = counted_words(None if value is None or value == NULL else value for value in values)
        made += [(title, said)] if said else []
    return made


def _translated(layer, name: str) -> str:
    """An expression for the words of a field in the user's language."""
    words = {str(value) for value in layer.uniqueValues(layer.fields().lookupField(name)) if value not in (None, NULL)}
    pairs = [QgsExpression.quotedString(text) for word in sorted(words) for text in (word, shown(word))]
    return f'map_get(map({", ".join(pairs)}), "{name}")'


def counted(layer):
    """Each class of the legend says how many areas it has; classes without areas leave the legend."""
    layer.setName(tr("Areas ({count})").format(count=layer.featureCount()))
    renderer = layer.renderer()
    if isinstance(renderer, QgsRuleBasedRenderer):
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        _count_rules(renderer.rootRule(), list(layer.getFeatures()), context)
    elif isinstance(renderer, QgsCategorizedSymbolRenderer):
        _count_categories(layer, renderer)
    return layer


def _count_rules(rule, features, context) -> None:
    """Count below a rule that these features reach; a rule that says ELSE gets what its siblings leave."""
    reached, left = {}, features
    for child in rule.children():
        if not child.isElse():
            reached[child.ruleKey()] = [one for one in features if _passes(child.filterExpression(), one, context)]
            passed = {one.id() for one in reached[child.ruleKey()]}
            left = [one for one in left if one.id() not in passed]
    for child in list(rule.children()):
        found = left if child.isElse() else reached[child.ruleKey()]
        if not found:
            rule.removeChild(child)
        elif child.children():
            _count_rules(child, found, context)
        else:
            child.setLabel(f"{child.label()} ({len(found)})")


def _passes(wanted: str, feature, context) -> bool:
    context.setFeature(feature)
    return not wanted or bool(QgsExpression(wanted).evaluate(context))


def _count_categories(layer, renderer) -> None:
    field = layer.fields().lookupField(renderer.classAttribute())
    values = [
        "" if feature[field] is None or feature[field] == NULL else feature[field] for feature in layer.getFeatures()
    ]
    listed = {category.value() for category in renderer.categories()}
    for index in reversed(range(len(renderer.categories()))):
        category = renderer.categories()[index]
        count = (
            sum(value not in listed for value in values)
            if category.value() in ("", None)
            else values.count(category.value())
        )
        if count:
            renderer.updateCategoryLabel(index, f"{category.label()} ({count})")
        else:
            renderer.deleteCategory(index)
