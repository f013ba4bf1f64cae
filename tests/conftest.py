"""What the tests share: a QGIS with the provider, a way to run a tool, the real data."""

import contextlib
import gc
import locale
import os
import shutil
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
with contextlib.suppress(locale.Error):
    locale.setlocale(locale.LC_CTYPE, "")  # GDAL's drivers are registered in the user's language, as QGIS does it


@pytest.fixture(scope="session", autouse=True)
def _datasets_close_before_qgis_ends(qgis_app):
    """A GDAL dataset that is closed after QGIS has ended is a crash.

    A cycle may hold one, an error's traceback for example, and pytest holds those of the last test's fixtures: these
    are left open.
    """
    yield
    from osgeo import gdal, ogr

    gc.collect()
    for held in gc.get_objects():
        if type(held) in (gdal.Dataset, ogr.DataSource):
            held.thisown = False


@pytest.fixture(scope="session")
def provider(qgis_processing):
    """The registered provider in a running QGIS."""
    from qgis.core import QgsApplication

    from slipline.plugin import SliplinePlugin

    plugin = SliplinePlugin(None)
    plugin.initProcessing()
    yield QgsApplication.processingRegistry().providerById("slipline")
    plugin.unload()


class Log:
    """A feedback that remembers; cancels itself when a line or a share of progress is reached."""

    def __init__(self, cancel_at=None):
        from qgis.core import QgsProcessingFeedback

        outer = self
        self.lines, self.warnings, self.errors = [], [], []

        class Feedback(QgsProcessingFeedback):
            def pushInfo(self, text):
                outer.lines.append(text)

            def pushWarning(self, text):
                outer.warnings.append(text)
                outer.lines.append(text)

            def reportError(self, text, fatalError=False):
                outer.errors.append(text)

            def setProgress(self, value):
                if cancel_at is not None and value >= cancel_at:
                    self.cancel()
                super().setProgress(value)

        self.feedback = Feedback()
        if cancel_at == 0:
            self.feedback.cancel()

    @property
    def text(self):
        return "\n".join(self.lines)


class Run:
    """Outcome of a tool: ok, outputs, log, and the error sentence where it failed."""

    def __init__(self, ok, outputs, log, error):
        self.ok, self.outputs, self.log, self.error = ok, outputs, log, error


@pytest.fixture()
def tool_run(provider):
    """Run a registered tool as the toolbox does: check the parameters first, then run.

    tool_run("hotspot", {...}, cancel_at=None) -> Run(ok, outputs, log, error)
    """
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProject

    def run(tool, parameters, cancel_at=None):
        name = tool if ":" in tool else f"slipline:{tool}"
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
        assert algorithm is not None, f"no tool {name}"
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        log = Log(cancel_at)
        context.setFeedback(log.feedback)
        good, message = algorithm.checkParameterValues(parameters, context)
        if not good:
            return Run(False, {}, log, message)
        try:
            outputs, ok = algorithm.run(parameters, context, log.feedback, {}, False)
        except QgsProcessingException as error:
            return Run(False, {}, log, str(error))
        return Run(ok and not log.feedback.isCanceled(), outputs, log, "\n".join(log.errors))

    return run


@pytest.fixture()
def real_data():
    """real_data("slumgullion") -> folder of the real data, or skip, saying so."""

    def folder(name):
        root = os.environ.get("SLIPLINE_REAL_DATA", "")
        path = Path(root) / name
        if not root or not path.is_dir():
            pytest.skip(f"real data '{name}' is absent: set SLIPLINE_REAL_DATA to the folder that holds it")
        return path

    return folder


@pytest.fixture(scope="session")
def qgis_process(tmp_path_factory):
    """Run qgis_process in a throw-away profile: qgis_process("hotspot", NAME=value) -> CompletedProcess."""
    import subprocess

    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.skip("qgis_process is not installed")
    profile = tmp_path_factory.mktemp("profile")
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    import slipline

    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "QGIS_PLUGINPATH": str(Path(slipline.__file__).parent.parent),
        "XDG_RUNTIME_DIR": str(runtime),
    }
    environment.pop("PYTHONPATH", None)
    subprocess.run(
        [program, "plugins", "enable", "slipline"], env=environment, check=True, capture_output=True, timeout=120
    )

    def run(tool, *, timeout=300, **parameters):
        command = [program, "run", tool if ":" in tool else f"slipline:{tool}", "--"]
        for name, value in parameters.items():
            for item in value if isinstance(value, (list, tuple)) else [value]:
                command.append(f"{name}={item}")
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=timeout)

    run.program, run.environment = program, environment
    return run
