# Two commands on a fresh machine: `make demo` grades a sample class, `make test` proves everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test proof benchmark clean

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
	$(BIN)/deepdrill verify --seeds 2 --mutants 25

# Every mutant, and many seeds: an hour, for whoever changes the engine or a grader.
proof: $(READY)
	$(BIN)/deepdrill verify --all-mutants
	$(BIN)/deepdrill verify --seeds 50 --mutants 0

benchmark: $(READY)
	$(BIN)/python tests/benchmarks/run.py

clean:
	rm -rf $(VENV) build .pytest_cache .ruff_cache .hypothesis
