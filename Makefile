# make demo   run the main job and say where the brief is
# make test   check everything
#
# Both make .venv first if it is missing. Another Python: make setup PYTHON=python3.12

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN    := .venv/bin
STAMP  := .venv/.ready
CITY   ?= hangzhou
LEVERS ?= training_subsidy protection_fund data_dividend dispatch_transparency

VALIDATED := reference hangzhou ningbo lishui
KEPT      := scenarios/validations
TRIED     := scenarios/claims
OPTIONS   ?=

.PHONY: help setup demo test soak everywhere audit compile lint format bench futures shipped pictures fonts verdicts surfaces validations claims-report atlas constraints clean

help:
	@echo "make setup    make .venv with everything the checks need (PYTHON=... chooses the interpreter)"
	@echo "make demo     compare the four headline levers in $(CITY) and write a brief"
	@echo "make test     lint, types, spelling and tests"
	@echo "make soak     the tests that take minutes"
	@echo "make everywhere  the wheel in new environments (PYTHONS=\"python3.11 python3.12\")   make audit  known weaknesses"
	@echo "make lint     the first three of these      make format  rewrite to the house style"
	@echo "make bench    measure speed on this machine make clean   remove what building and checking left"
	@echo "make shipped  compute anew what the pages show first: comparison, maps, lives, a trial (minutes); make futures: the last two"
	@echo "make pictures make the picture of an answer anew, for README and docs/ (seconds; needs Chromium)"
	@echo "make validations  validate the shipped cities anew, for the appendix of every brief (half an hour)"
	@echo "make claims-report  try the plan's figures anew, for the page Claims and every brief (ten minutes)"
	@echo "make atlas    play each lever on its own anew, for the page Model (long; goes on where it stopped)"

setup: $(STAMP)

# Asked for another Python than .venv has: make it anew.
version = $(shell $(1) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
RENEW =
ifneq ($(origin PYTHON),file)
ifneq ($(call version,$(PYTHON)),$(call version,$(BIN)/python))
.PHONY: another
$(STAMP): another
another:
RENEW := yes
endif
endif

# Made again when the wish list or the pins change. pip's own settings say where packages come from.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Jiuye needs Python 3.11 or newer; choose one with: make setup PYTHON=/path/to/python3.12" >&2; exit 1; }
	@if [ -n "$(RENEW)" ] || ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    rm -rf .venv; $(PYTHON) -m venv .venv; fi
	@echo "Setting up .venv with $$($(BIN)/python --version) (a minute or two the first time)"
	@begun=$$SECONDS; \
	show() { if [ -t 1 ]; then awk '/^(Collecting|Building|Installing)/ { printf "\r\033[K  %.70s", $$0; fflush() } END { printf "\r\033[K" }'; else cat >/dev/null; fi; }; \
	PYTHONUNBUFFERED=1 $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off \
	    -c constraints.txt -e '.[dev,app]' 2>&1 | tee .venv/setup.log | show \
	    || { echo "Setting up failed; the last lines of .venv/setup.log:" >&2; tail -n 20 .venv/setup.log >&2; exit 1; }; \
	touch $(STAMP); echo "Ready in $$((SECONDS - begun)) s"

demo: setup
	@$(BIN)/jiuye compare baseline $(LEVERS) --city $(CITY)

# Guards first: luck, conservation, zero dose, layers, golden runs. Then the rest: each file is tested by whichever process is
# free, and the pages, which come first, by one.
test: setup
	@$(MAKE) --no-print-directory -j 2 --output-sync=target lint compile
	@$(call timed,guards,$(BIN)/python -m pytest -q -n 2 --dist load tests/guards)
	@$(call timed,tests,$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder \
	    --durations 10 --ignore tests/guards)

# What takes minutes, or an hour: the bench, 203 kills, more than ten thousand spoiled inputs, twenty visitors of the pages.
soak: setup
	@$(call timed,soak,JIUYE_KILLS=29 JIUYE_THREADS=2 $(BIN)/python -m pytest -q -m "soak or kills" tests)
	@$(call timed,bad input,JIUYE_CASES=600 $(BIN)/python -m pytest -q tests/reliability/test_bad_input.py)
	@$(call timed,visitors,$(BIN)/python -m tests.visitors 20 60)

# The wheel in new environments, PYTHONS with pinned, lowest and newest libraries; and whether runs come out bit for bit.
everywhere: setup
	@$(BIN)/python tests/reliability/everywhere.py $(or $(EVERYWHERE),/tmp/jiuye-everywhere) $(PYTHONS)

# Known weaknesses of the pinned libraries; needs pip-audit and the network.
audit: setup
	@$(BIN)/python -m pip install --quiet pip-audit && $(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip

# A step with its name before and the seconds it took after.
timed = echo "== $(1)"; begun=$$SECONDS; $(2); echo "== $(1) took $$((SECONDS - begun)) s"

compile: setup
	@$(call timed,compiling,$(BIN)/python -c "from jiuye.experiments.runs.compiling import compile_kernels; compile_kernels()")

lint: setup
	@$(call timed,lint,$(BIN)/ruff check)
	@$(call timed,format,$(BIN)/ruff format --check)
	@$(call timed,types,$(BIN)/mypy)
	@$(call timed,spelling,$(BIN)/codespell)

format: setup
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format

bench: setup
	@$(BIN)/jiuye bench

# What the sandbox says of the platforms' own dispatch rules; the lever sandbox_review reads it.
verdicts: setup
	@$(BIN)/python -c "from jiuye.experiments.sandbox.verdicts import write_verdicts; print(write_verdicts())"

# What the dispatch rules come to in a month, fitted to the sandbox; needed whenever a rule or the sandbox changes.
surfaces: setup
	@$(BIN)/python -c "from jiuye.experiments.sandbox.surfaces import write_surfaces; print(write_surfaces())"

# Needed whenever behaviour or a target changes. One city: make validation-lishui; small ones for trial:
# make validations KEPT=/tmp/small OPTIONS="--workers 2000 --seeds 2 --quick"
validations: $(VALIDATED:%=validation-%)

# Facts in the reference city alone, for behaviour is the same in all. A city's file is replaced when all of it is there.
validation-%: setup
	@mkdir -p $(KEPT); new=$$(mktemp -d); trap 'rm -rf "$$new" $(KEPT)/$*.json.part' EXIT; \
	$(BIN)/jiuye validate $* $(if $(filter-out reference,$*),--no-facts --no-probes) $(OPTIONS) --out "$$new"; \
	cp "$$new"/validate-*/validation.json $(KEPT)/$*.json.part; \
	mv $(KEPT)/$*.json.part $(KEPT)/$*.json

# What pages show before anything is computed, answers to their ready-made questions among it. Needed whenever behaviour, a shipped scenario or the numbers change.
shipped: futures
	@$(BIN)/python -m jiuye.viz.pages.shipped
	@$(BIN)/python -m jiuye.viz.pages.shipped_answers
	@$(BIN)/python -m jiuye.viz.pages.shipped_trial

# The picture of an answer in README and docs/. Needed whenever the shipped comparison or a brief's first page changes.
pictures: setup
	@$(BIN)/python -m jiuye.viz.pages.picture

# Jiuye Sans in slices for browsers. Needed when texts have many new characters; takes the package brotli besides.
fonts: setup
	@$(BIN)/python -m pip install -q brotli
	@$(BIN)/python -m jiuye.viz.pages.webfonts

futures: setup
	@$(BIN)/python -m jiuye.experiments.lives_and_maps.shipped_futures

# Needed whenever a figure's test, a lever in it or behaviour changes. A small one for trial:
# make claims-report TRIED=/tmp/small OPTIONS="--workers 2000 --seeds 2 --no-region"
claims-report: setup
	@mkdir -p $(TRIED); new=$$(mktemp -d); trap 'rm -rf "$$new" $(TRIED)/reference.json.part' EXIT; \
	$(BIN)/jiuye claims reference $(OPTIONS) --out "$$new"; \
	cp "$$new"/claims-*/claims.json $(TRIED)/reference.json.part; \
	mv $(TRIED)/reference.json.part $(TRIED)/reference.json

# Needed whenever a lever or behaviour changes.
atlas: setup
	@$(BIN)/python -m jiuye.experiments.lever_atlas.shipped

# Pins for every extra and every supported Python, without the names of hosts. Needs uv.
constraints:
	uv pip compile --quiet --universal --upgrade --no-header --no-annotate --all-extras --python-version 3.11 \
	    pyproject.toml -o constraints.txt

clean:
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage htmlcov
	find . -path ./.venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
