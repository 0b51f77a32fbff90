# Two commands for a new user: `make demo` and `make test`. `make check` is what a change must pass.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test check setup clean docs browser-test bench mutants

setup: $(BIN)/.ready

$(BIN)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

demo: setup
	$(BIN)/extract run corpus/

test: setup
	$(BIN)/python -m pytest -n 2

check: setup
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2
	$(BIN)/python -m pytest -m golden tests/golden

docs: setup
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	@for review in "$${EXTRACT_SHARED:-../shared}"/seeds/001_*.txt; do \
	  if [ -f "$$review" ]; then $(BIN)/python -m benchmarks.case_study "$$review"; fi; done
	$(BIN)/mkdocs build --quiet

browser-test: setup
	@if command -v chromium >/dev/null; then \
	  $(BIN)/python -m pip install --quiet --editable '.[explore,browser]' && $(BIN)/python -m pytest tests/browser -m browser; \
	else echo "skipped: no chromium here (Debian: apt-get install chromium)"; fi

bench: setup
	$(BIN)/python -m benchmarks

mutants: setup
	$(BIN)/python -m benchmarks.mutants --count 50

clean:
	rm -rf $(VENV) outputs/*.db
