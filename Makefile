# `make` lists what can be asked for. Everything runs from a fresh clone; nothing needs an activated environment.

PORT ?= $(or $(EVENSTRIDE_PORT),8000)
VENV := .venv
PYTHON_IN_VENV := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
NODE_STAMP := frontend/node_modules/.installed
CATALOG := frontend/src/generated/catalog.json
OVERLAYS := $(patsubst backend/evenstride/catalog/%/words.yaml,frontend/src/generated/catalog.%.json,\
	$(wildcard backend/evenstride/catalog/*/words.yaml))
PWA := backend/evenstride/static/index.html
PIP := $(PYTHON_IN_VENV) -m pip --quiet --disable-pip-version-check
NPM := npm --prefix frontend
LOCK := uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

CATALOG_SOURCES := $(shell find backend/evenstride/catalog backend/evenstride/training -type f \
	-not -name '*.pyc' 2>/dev/null)
FRONTEND_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/generated/*' \
	-not -path '*/dist/*' -not -name '*.tsbuildinfo' -not -name '*.test.ts' -not -name '*.test.tsx' 2>/dev/null)

.PHONY: list run test check types soak bench lock browsers clean
.DEFAULT_GOAL := list
.DELETE_ON_ERROR:

list:
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: $(RUN_STAMP) $(PWA) ## install, build, migrate and serve on http://localhost:8000 (PORT=8123 for another)
	@mkdir -p data
	@$(VENV)/bin/evenstride migrate
	@echo "Evenstride opens at http://localhost:$(PORT)"
	@EVENSTRIDE_PORT=$(PORT) exec $(VENV)/bin/evenstride serve

test: $(DEV_STAMP) $(NODE_STAMP) $(PWA) browsers ## install what tests need, then every test: TypeScript, Python, browsers, PostgreSQL
	$(NPM) run test
	$(PYTHON_IN_VENV) -m pytest

check: $(DEV_STAMP) $(NODE_STAMP) $(PWA) ## format, lint, types, import rules, twin vectors, sizes; under a minute
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(NPM) run lint
	$(NPM) run typecheck
	$(NPM) run vectors
	$(PYTHON_IN_VENV) -m pytest -q tests/training -k vectors
	$(NPM) run size

# How long a soak is: each is also a variable of its own, as `make soak EVENSTRIDE_KILLS=1000`.
soak: export EVENSTRIDE_KILLS ?= 200
soak: export EVENSTRIDE_LAWS ?= 10
soak: export EVENSTRIDE_SIMULATIONS ?= 5000
soak: export EVENSTRIDE_SIMULATED_BUGS ?= all
soak: export EVENSTRIDE_FASTCHECK ?= 20
soak: export EVENSTRIDE_BROWSER_KILLS ?= 20
soak: export EVENSTRIDE_ACCESS ?= all
soak: export EVENSTRIDE_HOSTILE ?= 200000
soak: export EVENSTRIDE_SCHEMATHESIS ?= 20
soak: $(DEV_STAMP) $(NODE_STAMP) $(PWA) browsers ## half an hour and more: kills, full disks, random lives, simulated phones, with their counts
	$(NPM) run test -- --reporter=verbose src/sync src/store
	$(PYTHON_IN_VENV) -m pytest -rA -s --durations=10 tests/sync tests/store tests/api/test_schemathesis.py \
		tests/browser/test_sync_kills.py tests/browser/test_access.py

bench: $(DEV_STAMP) $(NODE_STAMP) $(PWA) browsers ## measure, print one table and keep it in benchmarks/RESULTS.md
	$(PYTHON_IN_VENV) -m benchmarks

lock: ## rewrite the lock files from pyproject.toml and package.json (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	$(LOCK) pyproject.toml --group dev --output-file requirements-dev.lock
	$(LOCK) pyproject.toml --constraint requirements-dev.lock --output-file requirements.lock
	$(LOCK) --group build --constraint requirements-dev.lock --output-file requirements-build.lock
	$(NPM) run lock

clean: ## forget what was installed and built; the data folder stays
	rm -rf $(VENV) build dist frontend/node_modules frontend/src/generated backend/evenstride/static

browsers: # installs Chromium and WebKit for the tests, or says which command does
	@.ci/browsers

$(PYTHON_IN_VENV):
	@.ci/python-venv $(VENV)

$(RUN_STAMP): $(PYTHON_IN_VENV) requirements.lock requirements-build.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): $(RUN_STAMP) requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(NODE_STAMP): frontend/package-lock.json frontend/package.json
	@.ci/node-version
	$(NPM) ci --no-audit --no-fund
	@touch $@

$(CATALOG): $(RUN_STAMP) $(CATALOG_SOURCES)
	@mkdir -p $(@D)
	$(PYTHON_IN_VENV) -m evenstride.catalog > $@

$(OVERLAYS): frontend/src/generated/catalog.%.json: $(RUN_STAMP) $(CATALOG_SOURCES)
	@mkdir -p $(@D)
	$(PYTHON_IN_VENV) -m evenstride.catalog $* > $@

$(PWA): $(NODE_STAMP) $(CATALOG) $(OVERLAYS) $(FRONTEND_SOURCES)
	$(NPM) run build
	@touch $@
