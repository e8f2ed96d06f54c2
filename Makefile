# Two commands on a fresh machine: `make demo` grades a sample class, `make test` proves everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test lint benchmark clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

demo: $(READY)
	$(BIN)/deepdrill grade tests/classroom/students --out build/demo

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/python -m pytest
	$(BIN)/deepdrill build --check
	$(BIN)/deepdrill verify

benchmark: $(READY)
	$(BIN)/python tests/benchmarks/run.py

clean:
	rm -rf $(VENV) build .pytest_cache .ruff_cache .hypothesis
