"""The published schema of KML 2.2 (OGC 07-147r2), which the test package fastkml brings."""

import importlib.util
from pathlib import Path

import pytest


def _schema():
    """Read the schema anew: libspatialite clears all of libxml2 when it closes, and an older schema crashes."""
    etree = pytest.importorskip("lxml.etree", reason="lxml reads the schema of KML")
    spec = importlib.util.find_spec("fastkml")
    if spec is None or spec.origin is None:
        pytest.skip("fastkml, which brings the schema of KML, is not installed: see dev/requirements.txt")
    return etree, etree.XMLSchema(file=str(Path(spec.origin).parent / "schema" / "ogckml22.xsd"))


def schema_errors(content):
    """What the schema says against a file; empty where it is valid."""
    etree, schema = _schema()
    document = etree.fromstring(content)
    return [] if schema.validate(document) else [str(error) for error in schema.error_log]
