# The project's own commands. All of them prepare .venv by themselves; nothing else is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
SECONDS ?= 600
TYPESCRIPT := 7.0.2
TSC := build/typescript-$(TYPESCRIPT)/node_modules/.bin/tsc
SCRIPTS := src/dlroadmap/render/page/script
TARGETS := src tests torture benchmarks docs

# Compiled Python files are what makes the start quick; some machines turn them off.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-browser test-server test-all check format docs screenshots bench torture fuzz clean

run: $(STAMP)  ## The status of the curriculum
	@$(BIN)/dlr status --no-input

test: $(STAMP)  ## Every test but the long trials, and a fifth of the drawn cases
	$(BIN)/python -m pytest --numprocesses=auto

test-browser: $(VENV)/.browser  ## The map in a real Chromium, and the types of its scripts
	PYTHONPATH=tests $(BIN)/python -m browser.chromium
	$(BIN)/python -m pytest --numprocesses=auto -m browser tests/browser
	@if $(MAKE) --no-print-directory $(TSC); then \
	  echo "tsc --project $(SCRIPTS)" && $(TSC) --project $(SCRIPTS); \
	else echo "The types of the scripts are not checked: npm could not install TypeScript."; fi

test-server: $(VENV)/.server  ## Groups on a real PostgreSQL
	$(BIN)/python -m pytest --numprocesses=auto -m server tests/server

test-all: test  ## Every test: those of `make test`, the long trials, all drawn cases, browser, server
	$(BIN)/python -m pytest --numprocesses=auto -m 'long or drawn'
	$(MAKE) test-browser
	$(MAKE) test-server

check: $(STAMP)  ## Format, lint, types, layers, the curriculum, the documentation, its words, and the wheel
	$(BIN)/ruff format --check $(TARGETS)
	$(BIN)/ruff check $(TARGETS)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/dlr lint curriculum
	$(BIN)/python docs/generate.py --check
	$(BIN)/python docs/words.py
	PYTHON=$(PYTHON) sh tests/smoke.sh

format: $(STAMP)  ## Put the code into its form
	$(BIN)/ruff format $(TARGETS)
	$(BIN)/ruff check --fix $(TARGETS)

docs: $(STAMP)  ## Write the generated pages and the picture anew
	$(BIN)/python docs/generate.py

screenshots: $(VENV)/.browser  ## Take the pictures of the map; look at each before you keep it
	$(BIN)/python docs/screenshots.py

bench: $(STAMP)  ## Measure everything, beside peers, and write docs/benchmarks.md
	$(PYTHON) -m venv build/peers
	build/peers/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/peers.txt
	$(BIN)/python benchmarks/run.py

fuzz: $(STAMP)  ## Hostile input for SECONDS in all; ONLY names targets, KEEP=1 lets the corpus grow
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	PYTHONPATH=tests $(BIN)/python -m fuzz $(SECONDS) $(ONLY) $(if $(KEEP),--keep)

torture: $(STAMP)  ## Try everything to lose what was acknowledged, and write down what came of it
	$(BIN)/python -m torture

clean:  ## Remove what was made
	rm -rf $(VENV) dist build found .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "dlr needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.browser: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]'
	@touch $@

$(VENV)/.server: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[server]'
	@touch $@

$(TSC):  # with the certificates that the system trusts
	NODE_OPTIONS=--use-openssl-ca npm install --silent --no-fund --no-audit --no-save \
	  --prefix build/typescript-$(TYPESCRIPT) typescript@$(TYPESCRIPT)
