# The two commands that matter: `make demo` and `make test`. Each does all that it needs.
# Everything that is made lies in build/, demo/ and dist/; the system packages are the only thing outside.

SHELL := /bin/bash
ROOT := $(CURDIR)
BUILD := $(ROOT)/build
PACKAGE := $(BUILD)/plugins/slipline
PYTHON := $(BUILD)/venv/bin/python
MATRIX ?= bookworm trixie sid $(SURROUNDINGS)
SURROUNDINGS := decimal-comma turkish chinese spaces no-home read-only-profile no-network other-tmp
TESTS ?= tests
KILLS ?= 1000
INTERRUPTS ?= 500
DISKS ?= 300
TRAPS ?= 1000
SURVEY_KILLS ?= 90
SEED ?= 1
PYTEST_ARGS ?=

# The package is imported as `slipline` through the link in build/plugins, whatever this folder is called.
# PYTHONPATH leads the tests there, QGIS_PLUGINPATH leads QGIS there. QGIS takes its Python's folders from the first
# python3 on the PATH, which must be the distribution's.
ENVIRONMENT := env PATH="/usr/bin:$$PATH" PYTHONPATH="$(BUILD)/plugins" QGIS_PLUGINPATH="$(BUILD)/plugins" \
	QGIS_CUSTOM_CONFIG_PATH="$${SLIPLINE_TEST_PROFILE:-$(BUILD)/profile}" XDG_RUNTIME_DIR="$(BUILD)/runtime" \
	QT_QPA_PLATFORM=offscreen LC_ALL="$${SLIPLINE_TEST_LOCALE-C.UTF-8}" PYTHONDONTWRITEBYTECODE=1 SLIPLINE_PYTHON="$(PYTHON)"
# Threads of OpenBLAS wait for each other by spinning: beside other tests they take many times as long as one alone.
PYTEST := cd "$(BUILD)/run" && OPENBLAS_NUM_THREADS=1 $(ENVIRONMENT) "$(PYTHON)" -m pytest -o cache_dir="$(BUILD)/pytest_cache"

.PHONY: help setup survey demo test check package translations bench gpu campaign matrix clean
.DEFAULT_GOAL := help

help:
	@echo "make demo      the whole chain on a synthetic study area: layers, project, map and report in demo/"
	@echo "make test      all tests (some: make test TESTS=tests/core PYTEST_ARGS='-k hotspot')"
	@echo "make check     ruff, bandit, vermin, mypy, architecture, and what the plugin site runs over the zip"
	@echo "make package   dist/slipline-<version>.zip for QGIS' plugin manager (a release: REPOSITORY=https://... EMAIL=name@host)"
	@echo "make translations  sentences of the sources into i18n/*.ts; lists those without a translation"
	@echo "make bench     speed and memory beside peers and limits; what each source contributes (long)"
	@echo "make gpu       what needs an NVIDIA card, in one table; skipped with a sentence where there is none"
	@echo "make campaign  kills, interrupts, full disks, traps (hours; some: KILLS=50 INTERRUPTS=50 DISKS=50 TRAPS=50 SURVEY_KILLS=9)"
	@echo "make matrix    the tests on QGIS 3.22, 3.40 and 3.44 and in other surroundings, as root (one: MATRIX=trixie or"
	@echo "               MATRIX=turkish, several at once: MATRIX=trixie+turkish+spaces; some: TESTS and PYTEST_ARGS;"
	@echo "               the names: dev/matrix.sh, dev/surroundings.sh)"
	@echo "make setup     what demo and test need: QGIS, a Python with torch, a throw-away profile"
	@echo "make survey    a Python for surveys by map sheets in build/survey, without QGIS (docs/survey.md)"
	@echo "make clean     remove what was made, but not the system packages"

setup:
	@/usr/bin/python3 dev/setup.py
	@/usr/bin/python3 dev/translations.py build
	@mkdir -p "$(BUILD)/run"

survey:
	@/usr/bin/python3 dev/survey_environment.py

demo: setup
	@$(ENVIRONMENT) "$(PYTHON)" dev/demo.py

test: setup
	@$(PYTEST) $(if $(filter tests,$(TESTS)),-n 2 --dist loadfile) $(PYTEST_ARGS) $(foreach test,$(TESTS),"$(PACKAGE)/$(test)")

check: setup
	@"$(PYTHON)" -m ruff check --quiet .
	@"$(PYTHON)" -m ruff format --check --quiet .
	@"$(PYTHON)" -m bandit --quiet --recursive algorithms core gui models survey __init__.py plugin.py
	@"$(BUILD)/venv/bin/vermin" --quiet --quiet --no-tips --violations --target=3.9- core models algorithms gui __init__.py plugin.py
	@cd "$(BUILD)/plugins" && "$(PYTHON)" -m mypy --config-file slipline/pyproject.toml --cache-dir "$(BUILD)/mypy_cache" -p slipline.core -p slipline.models -p slipline.survey
	@$(PYTEST) -q "$(PACKAGE)/tests/test_architecture.py"
	@"$(PYTHON)" dev/site_gate.py

package:
	@REPOSITORY="$(REPOSITORY)" EMAIL="$(EMAIL)" HOMEPAGE="$(HOMEPAGE)" TRACKER="$(TRACKER)" /usr/bin/python3 dev/package.py

translations:
	@/usr/bin/python3 dev/translations.py update

bench: setup
	@test -x "$(BUILD)/peers/bin/python" || { echo "peers of the benchmarks: a Python of their own in build/peers, 500 MB"; \
		python3 -m venv "$(BUILD)/peers" && "$(BUILD)/peers/bin/pip" install -q -r benchmarks/requirements.txt || rm -rf "$(BUILD)/peers"; }
	@test -x "$(BUILD)/peers_insar/bin/python" || { /usr/bin/python3 -m venv --system-site-packages "$(BUILD)/peers_insar" && \
		"$(BUILD)/peers_insar/bin/pip" install -q -r benchmarks/requirements_insar.txt && \
		"$(BUILD)/peers_insar/bin/pip" install -q --no-deps -r benchmarks/requirements_insar_alone.txt || rm -rf "$(BUILD)/peers_insar"; }
	@set -e; cd "$(BUILD)/run"; for file in "$(ROOT)"/benchmarks/[a-z]*.py; do \
		echo "== $$(basename "$$file" .py)"; $(ENVIRONMENT) "$(PYTHON)" -m "slipline.benchmarks.$$(basename "$$file" .py)"; done

gpu: setup
	@cd "$(BUILD)/run" && $(ENVIRONMENT) "$(PYTHON)" -m slipline.benchmarks.gpu

campaign: setup
	@cd "$(BUILD)/run" && $(ENVIRONMENT) "$(PYTHON)" -m slipline.dev.campaign.kill --kills $(KILLS) --seed $(SEED)
	@cd "$(BUILD)/run" && $(ENVIRONMENT) "$(PYTHON)" -m slipline.dev.campaign.interrupt --interrupts $(INTERRUPTS) --seed $(SEED)
	@cd "$(BUILD)/run" && $(ENVIRONMENT) "$(PYTHON)" -m slipline.dev.campaign.disk --disks $(DISKS) --seed $(SEED)
	@cd "$(BUILD)/run" && $(ENVIRONMENT) "$(PYTHON)" -m slipline.dev.campaign.hostile --traps $(TRAPS) --seed $(SEED)
	@cd "$(BUILD)/run" && $(ENVIRONMENT) "$(PYTHON)" -m slipline.dev.campaign.survey --kills $(SURVEY_KILLS) --seed $(SEED)

matrix:
	@set -e; for row in $(MATRIX); do echo "== $$row"; \
		case "$$row" in bookworm*|trixie*|sid*) dev/matrix.sh "$$row";; *) dev/surroundings.sh "$$row";; esac; done

clean:
	@if mount | grep -q " $(BUILD)/matrix"; then echo "build/matrix is still mounted: unmount it first"; exit 1; fi
	rm -rf build demo dist .mypy_cache .ruff_cache .pytest_cache .qgis-settings
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
