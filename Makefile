# Every command of the project; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# a shell that forbids compiled modules makes each of the tests' programs compile all of ours again
export PYTHONDONTWRITEBYTECODE :=

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.complete
PACKAGES := requirements/debian.txt

.PHONY: help setup system office spreadsheet screen run test year calc lint format strings translate screenshots soak promises portal package bench demo lock clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

setup: $(SETUP)  ## create the environment: system packages (Debian, root) and .venv

office: PACKAGES := requirements/debian-year.txt
spreadsheet: PACKAGES := requirements/debian-calc.txt
screen: PACKAGES := requirements/debian-package.txt
system office spreadsheet screen:
	@if [ -f /etc/debian_version ] && [ "$$(id -u)" = 0 ]; then \
		missing=$$(for p in $$(cat $(PACKAGES)); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
		if [ -n "$$missing" ]; then \
			apt-get update -q >/dev/null; \
			DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing >/dev/null; \
		fi; \
	fi

$(SETUP): pyproject.toml requirements/dev.lock requirements/debian.txt | system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: setup  ## the demo school: portal on loopback and the desktop signed in; without a display the guided tour
	$(BIN)/python -m resources.demo.run

test: setup lint  ## lint, types, import contract, then every test in random order, the portal's on PostgreSQL too
	$(BIN)/pytest -n auto --dist loadfile
	$(BIN)/pytest -n auto --dist loadfile tests/portal --database postgresql

year: setup office  ## play a school year through the windows, and reckon its marks again with LibreOffice: ten minutes
	$(BIN)/python -m tests.year

calc: setup spreadsheet  ## do the everyday tasks of docs/usability.md in LibreOffice Calc by the keys that it names: five minutes
	$(BIN)/python -m tests.calc

lint: setup
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

strings: setup  ## collect the texts of the windows for translation
	$(BIN)/pyside6-lupdate -silent $$(find ui -name '*.py' | sort) -source-language en_US -target-language ru_RU \
		-no-obsolete -locations none -ts resources/i18n/peremena_ru.ts

translate: setup  ## build what the windows load from the translated texts
	$(BIN)/pyside6-lrelease -silent resources/i18n/peremena_ru.ts -qm resources/i18n/peremena_ru.qm

screenshots: setup  ## draw docs/screenshots anew: windows offscreen at 100 and 200 %, the portal's pages in Chromium
	for scale in 1 2; do QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=$$scale $(BIN)/python -m tests.ui.screenshots docs/screenshots; done
	$(BIN)/python -m tests.portal.screenshots docs/screenshots/portal

soak: setup  ## simulated schools under every fault, for long (SEEDS=20000)
	$(BIN)/python -m tests.simulation --seeds $(or $(SEEDS),20000)

promises: setup  ## a thousand power cuts, five hundred damages, ten thousand inputs for each reader and endpoint, fifty faults of each kind of a network: a quarter of an hour
	$(BIN)/python -m tests.faults
	PEREMENA_INPUTS=$(or $(INPUTS),10000) $(BIN)/pytest -q tests/properties/test_portal_questions.py
	PEREMENA_RUNS=$(or $(RUNS),50) $(BIN)/pytest -q tests/sync/test_fault_kinds.py

portal: setup  ## the demo portal with the sandbox ESIA, its addresses and people
	$(BIN)/python -m resources.demo.portal

package: setup screen  ## freeze the desktop into build/package/peremena, one folder that schools install, and use it for a moment
	$(PYTHON) -m venv --clear build/frozen
	build/frozen/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/package.lock
	build/frozen/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	build/frozen/bin/pyinstaller --noconfirm --log-level ERROR --distpath build/package --workpath build/freezing packaging/peremena.spec
	$(BIN)/python -m tests.frozen_build build/package/peremena

bench: setup  ## measure; figures in build/bench.json
	$(BIN)/python -m benchmarks

lock:  ## pin every dependency with hashes (needs the network)
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile pyproject.toml --extra desktop --universal --python-version 3.11 $(LOCK) -o requirements/desktop.lock
	$(BIN)/uv pip compile pyproject.toml --extra package requirements/build.in -c requirements/desktop.lock --universal --python-version 3.11 $(LOCK) -o requirements/package.lock
	$(BIN)/uv pip compile pyproject.toml --extra portal --universal --python-version 3.11 $(LOCK) -o requirements/portal.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev requirements/build.in --universal --python-version 3.11 $(LOCK) -o requirements/dev.lock
LOCK := --generate-hashes --no-emit-index-url --no-header --no-annotate -q

clean:  ## remove what was built
	rm -rf build
