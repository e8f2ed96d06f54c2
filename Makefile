# Two commands on a fresh machine: `make demo` grades a sample class, `make test` proves everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test test-browser proof benchmark clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

demo: $(READY)
	$(BIN)/deepdrill grade tests/classroom/students --out build/demo

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile
	$(BIN)/deepdrill build --check
	$(BIN)/deepdrill verify --seeds 1 --mutants 5

# Every mutant, every mistake on every case that it reaches, and many seeds: hours, for whoever changes the engine or a grader.
proof: $(READY)
	$(BIN)/deepdrill verify --all-mutants
	$(BIN)/deepdrill verify --seeds 50 --mutants 0

# In a real browser: formgrader, JupyterLab, Notebook 7. Skipped, with the reason, where there is no Chromium.
test-browser: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,browser]'
	sh tests/browser/install_chromium.sh
	$(BIN)/python -m pytest tests/browser -rs

benchmark: $(READY)
	$(BIN)/python tests/benchmarks/run.py

clean:
	rm -rf $(VENV) build .pytest_cache .ruff_cache .hypothesis
