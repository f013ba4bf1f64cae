"""What holds for every tool, and for the chain that is made of them."""

import re

import pytest

# DESIGN: ids and parameter names are public and frozen.
PARAMETERS = {
    "environment": "OUTPUT",
    "demo": "SIZE SEED ORBITS OUTPUT",
    "velocities": "INPUT FORMAT EXTENT PHASE MAX_DAYS MAX_BASELINE REFERENCE MIN_COHERENCE MIN_PAIR_COHERENCE REPAIR"
    " CORRECT SEASONAL DEM OTHER_DEM SEARCH_VELOCITY SEARCH_HEIGHT PRESET TARGET_CRS OUTPUT OUTPUT_SERIES"
    " OUTPUT_VELOCITY OUTPUT_REPORT",
    "importtargets": "INPUT MORE_INPUTS VELOCITY_FIELD COHERENCE_FIELD HEIGHT_FIELD UNIT SIGN MIN_COHERENCE TARGET_CRS"
    " MIN_SPATIAL_COHERENCE OUTPUT",
    "twoorbits": "TARGETS INCIDENCE HEADING NORTH DEM PLACES RADIUS CELL GRID REFERENCE SMOOTHING DEM_UNIT OUTPUT"
    " OUTPUT_RASTER",
    "timeseries": "TARGETS WAVELENGTH UNDO_JUMPS MIN_VELOCITY MIN_SEASON MAX_NOISE COMMON OUTPUT",
    "prepareimage": "INPUT STEPS EXTENT CELL OUTPUT",
    "hotspot": "TARGETS FIELD DISTANCE BANDWIDTH GRID CELL WEIGHT KERNEL STATISTIC FDR MIN_NEIGHBOURS REFERENCE"
    " STABILITY BANDWIDTH_VELOCITY OVERVIEWS CENTRE PRESET AREA_THRESHOLD MIN_TARGETS MIN_AREA MERGE DEM MIN_SLOPE"
    " OUTPUT_TARGETS OUTPUT_MAP"
    " OUTPUT_VELOCITY OUTPUT_DENSITY OUTPUT_AREAS",
    "featurestack": "IMAGE HOTSPOT TARGETS DEM FEATURES INCIDENCE LOOK_AZIMUTH GRID CELL FORMAT MORE_LAYERS"
    " MORE_CLASSES STRETCH_FROM OUTPUT",
    "tiletrain": "STACK AREAS WITHIN FEATURES PRESET NETWORK WIDTH TILE OVERLAP EPOCHS BATCH LEARNING_RATE SPLIT SEED "
    "DEVICE"
    " START_FROM OUTPUT_MODEL OUTPUT_REPORT",
    "predict": "STACK MODEL TARGETS WITHIN THRESHOLD MIN_AREA DEVICE OUTPUT_PROBABILITY OUTPUT_MASK OUTPUT_AREAS",
    "evaluate": "PREDICTED REFERENCE WITHIN PROBABILITY STACK TARGETS CELL OUTPUT OUTPUT_SCORES OUTPUT_MATCHES",
    "compare": "STACK AREAS WITHIN SETS NETWORKS SEEDS OUTPUT OUTPUT_REPORT",
    "change": "BEFORE AFTER PROBABILITY_BEFORE PROBABILITY_AFTER TARGETS_BEFORE TARGETS_AFTER MIN_SHIFT MIN_SPEED"
    " EDGE_ERROR ALLOW OUTPUT OUTPUT_REPORT OUTPUT_TABLE",
    "motionkind": "AREAS TARGETS DEM KIND_FIELD MINES WATER BUILDINGS ROADS INCIDENCE LOOK_AZIMUTH DEM_UNIT"
    " MIN_PROBABILITY OUTPUT",
    "exposure": "AREAS EXPOSED MARGIN OUTPUT OUTPUT_REPORT",
    "googleearth": "AREAS OUTPUT",
    "inventorymap": "AREAS IMAGE HOTSPOT LINES TITLE EXTENT OUTPUT",
    "survey": "FOLDER GRID EXTENT TARGET_CRS CELL SHEET DISTANCE BANDWIDTH MIN_COHERENCE MIN_AREA IMAGE DEM MODEL"
    " ACTION WORKERS SCHEDULER PYTHON LOAD OUTPUT",
}
CHAINS = ("From targets to boundaries", "From interferograms to boundaries")
CHAIN = f"slipline:{CHAINS[0]}"


@pytest.fixture()
def tools(provider):
    return {tool.name(): tool for tool in provider.algorithms() if tool.name() not in CHAINS}


def test_the_toolbox_holds_every_tool_and_the_chains(provider, tools):
    assert set(tools) == set(PARAMETERS)
    assert {tool.name() for tool in provider.algorithms()} == {*PARAMETERS, *CHAINS}


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameter_names_are_those_promised(tools, name):
    present = [parameter.name() for parameter in tools[name].parameterDefinitions()]
    assert set(PARAMETERS[name].split()) <= set(present)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*", each) for each in present)


@pytest.mark.parametrize("name", PARAMETERS)
def test_tool_and_each_parameter_have_help(tools, name):
    tool = tools[name]
    assert re.fullmatch(r"[a-z]+", name)
    assert tool.displayName()
    assert tool.group()
    assert len(tool.SUMMARY) > 150
    for parameter in tool.parameterDefinitions():
        assert parameter.description(), parameter.name()
        assert len(parameter.help()) >= 15, parameter.name()
        assert parameter.help() in tool.shortHelpString()


@pytest.mark.parametrize("name", PARAMETERS)
def test_help_says_what_is_needed_what_comes_out_and_how_long_it_takes(tools, name):
    text = tools[name].SUMMARY
    paragraphs = text.split("\n\n")
    assert len(paragraphs) >= 2  # what it is for stands first, alone
    assert re.search(r"\b[Nn]eeds\b", text)
    assert re.search(r"\b(Gives|Makes|Says)\b", text)
    assert re.search(r"\b(seconds?|minutes?|hours?|as long as)\b", text)


@pytest.mark.parametrize("name", PARAMETERS)
def test_defaults_are_acceptable_and_enumerations_are_words(tools, name):
    from qgis.core import QgsProcessingContext, QgsProcessingParameterEnum

    for parameter in tools[name].parameterDefinitions():
        if parameter.defaultValue() is not None:
            assert parameter.checkValueIsAcceptable(parameter.defaultValue(), QgsProcessingContext()), parameter.name()
        if isinstance(parameter, QgsProcessingParameterEnum):
            assert parameter.usesStaticStrings(), parameter.name()
            for option in parameter.options():
                assert option in parameter.help(), f"{parameter.name()}: help does not say {option}"


def test_a_tool_keeps_no_state_between_runs(tools):
    for tool in tools.values():
        copy = tool.create()
        assert copy is not tool
        assert type(copy) is type(tool)


def test_chain_shows_its_inputs_and_outputs_in_qgis_process(qgis_process):
    import subprocess

    listed = subprocess.run(
        [qgis_process.program, "help", CHAIN], env=qgis_process.environment, capture_output=True, text=True, timeout=120
    ).stdout
    arguments, outputs = listed.split("\nOutputs\n")
    for name in ("TARGETS", "IMAGE", "DEM", "AREAS", "WITHIN", "PRESET", "EPOCHS"):
        assert re.search(rf"^{name}: ", arguments, re.MULTILINE), name
    for name in (
        "predict:OUTPUT_AREAS",
        "predict:OUTPUT_MASK",
        "predict:OUTPUT_PROBABILITY",
        "tiletrain:OUTPUT_MODEL",
        "tiletrain:OUTPUT_REPORT",
    ):
        assert re.search(rf"^{name}: <output", outputs, re.MULTILINE), name


def test_no_label_of_the_chain_is_used_twice(provider):
    chain = provider.algorithm(CHAIN.partition(":")[2])
    labels = [one.description() for one in chain.parameterDefinitions()]
    assert len(set(labels)) == len(labels)
    assert {"Predicted areas", "Mask of predicted areas", "Probability", "Model", "Training report"} <= set(labels)


CHOSEN = {"importtargets: TRACKS": "refuse"}  # values of steps that are not their tools' defaults


def static_value():
    """The enumeration's member; QGIS 3.34 has moved it."""
    from qgis.core import Qgis, QgsProcessingModelChildParameterSource

    moved = getattr(Qgis, "ProcessingModelChildParameterSource", QgsProcessingModelChildParameterSource)
    return moved.StaticValue


@pytest.mark.parametrize("name", CHAINS)
def test_every_parameter_of_a_chain_is_linked_or_at_its_tools_default(provider, tools, name):
    """A tool's new parameter or default that the chain does not have: python3 dev/make_chain.py."""
    chain = provider.algorithm(name)
    assert chain.validate() == (True, [])
    for step in chain.childAlgorithms().values():
        sources = step.parameterSources()
        for parameter in tools[step.childId()].parameterDefinitions():
            where = f"{step.childId()}: {parameter.name()}"
            given = sources.pop(parameter.name(), None)
            if parameter.isDestination() or parameter.defaultValue() is None:
                assert given is None or given[0].source() != static_value(), where
            elif given[0].source() == static_value():
                assert given[0].staticValue() == CHOSEN.get(where, parameter.defaultValue()), where
        assert not sources, f"{step.childId()} has no longer: {sorted(sources)}"


@pytest.mark.parametrize("name", CHAINS)
def test_boxes_of_a_chain_do_not_lie_on_each_other(provider, name):
    from qgis.PyQt.QtCore import QRectF

    chain = provider.algorithm(name)
    steps = list(chain.childAlgorithms().values())
    parts = [*chain.parameterComponents().values(), *steps]
    parts += [result for step in steps for result in step.modelOutputs().values()]
    boxes = [QRectF(part.position(), part.size()) for part in parts]
    assert len(boxes) >= 17
    assert [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.intersects(b)] == []


def test_no_word_of_the_help_is_lost_where_qgis_takes_it_for_html(tools):
    for name, tool in tools.items():
        assert "<" not in tool.shortHelpString(), name


def test_tools_are_found_by_the_words_of_the_trade_and_stand_in_the_order_of_the_work(provider, tools):
    for word, at_least in (
        ("landslide", len(tools)),
        ("InSAR", 4),
        ("Getis", 1),
        ("hot spot", 1),
        ("deformation", 3),
        ("U-Net", 3),
        ("segmentation", 3),
        ("training", 2),
        ("KMZ", 1),
    ):
        assert sum(word in tool.tags() for tool in tools.values()) >= at_least, word
    for algorithm in provider.algorithms():  # the chains, too
        assert algorithm.shortDescription()
        assert "landslide" in algorithm.tags()
    groups = [algorithm.group() for algorithm in provider.algorithms()]
    order = [
        "environment",
        "importtargets",
        "hotspot",
        "featurestack",
        "tiletrain",
        "predict",
        "evaluate",
        "inventorymap",
    ]
    assert [tools[name].group()[0] for name in order] == list("01234567")
    assert len({group[0] for group in groups}) == len(set(groups))  # a number has one name


def test_chain_runs_from_qgis_process(qgis_process, tmp_path):
    area = tmp_path / "area"
    made = qgis_process("demo", SIZE="small", SEED=3, OUTPUT=area)
    assert made.returncode == 0, made.stdout + made.stderr
    files = {
        "predict:OUTPUT_AREAS": tmp_path / "areas.gpkg",
        "predict:OUTPUT_MASK": tmp_path / "mask.tif",
        "predict:OUTPUT_PROBABILITY": tmp_path / "probability.tif",
        "tiletrain:OUTPUT_MODEL": tmp_path / "model.safetensors",
        "tiletrain:OUTPUT_REPORT": tmp_path / "report.html",
    }
    done = qgis_process(
        CHAIN,
        TARGETS=area / "targets.csv",
        IMAGE=area / "image.tif",
        DEM=area / "dem.tif",
        AREAS=area / "areas.gpkg",
        PRESET="recommended",
        EPOCHS=1,
        timeout=400,
        **files,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    missing = [name for name, path in files.items() if not path.exists()]
    assert not missing
    assert "Split by blocks" in files["tiletrain:OUTPUT_REPORT"].read_text()
