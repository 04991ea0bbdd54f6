# Two words: `make run` serves the dashboard on the shipped data, `make test` runs everything CI runs.
# Both create .venv and install what is missing, on a machine with Python 3.11 or newer.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8050

.PHONY: run test lint clean

run: $(VENV)/.installed
	$(BIN)/python -m dashboard --port $(PORT)

test: $(VENV)/.installed-dev
	sh tests/set_up_browser.sh $(BIN)
	sh tests/set_up_language_server.sh $(VENV)/editor
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/bin/pip:
	$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh tests/set_up_venv.sh
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/pip pyproject.toml setup.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build *.egg-info
