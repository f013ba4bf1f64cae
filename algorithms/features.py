"""Every feature of a layer or a feature source, to its end."""

from __future__ import annotations

from qgis.core import QgsFeatureRequest, QgsProcessingFeatureSource

from ..core.base.errors import InputError
from ..core.base.progress import Progress, heard
from ..core.base.translation import tr

_EVERY = 5000  # features between two looks at the cancel button


def all_features(source, progress: Progress, name: str, request=None, every: int = _EVERY):
    """Yield the features, invalid ones too: whoever wants sound polygons repairs them.

    Args:
        source: layer or feature source.
        progress: asked for a cancel.
        name: what messages call the layer.
        request: fields and CRS that are wanted; no filter.
        every: features between two looks at the cancel button.

    Raises:
        InputError: fewer features than the layer says it has: QGIS ends at damage in a file, and says nothing.
        Cancelled: the user asked to stop.
    """
    request = request or QgsFeatureRequest()
    if isinstance(source, QgsProcessingFeatureSource):
        found = source.getFeatures(request, QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks)
    else:
        found = source.getFeatures(request)
    read = 0
    for feature in heard(found, progress, every):
        read += 1
        yield feature
    said = source.featureCount()  # -1 where nobody knows
    if read < said:
        raise InputError(
            tr(
                "The layer of {name} says that it has {said} features, but only {read} can be read: its file may be "
                "damaged. Get the whole file, or export the layer to a new one and look at what is missing."
            ),
            name=name,
            said=said,
            read=read,
        )
