# The one front door. On a fresh machine with Python 3.11+ and make:
#   make site    sets everything up and builds site/
#   make test    sets everything up, a browser included, and runs the tests
#   make check   the full sweep over the real site

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test check lint format serve benchmark contact-sheet closed-set clean

site: $(VENV)/.ready
	$(BIN)/handouts build

serve: $(VENV)/.ready
	$(BIN)/handouts serve

test: $(VENV)/.ready-for-tests lint
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not sweep" $(PYTEST_ARGS)

check: $(VENV)/.ready-for-tests
	$(BIN)/handouts check
	$(BIN)/handouts build
	$(BIN)/python -m pytest -n 2 --dist worksteal -m sweep $(PYTEST_ARGS)

lint: $(VENV)/.ready-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.ready-for-tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Builds, beside plain MkDocs, Hugo and Zensical. Takes about half an hour, alone on a machine.
benchmark: $(VENV)/.ready .venv-bench/.ready
	$(BIN)/python benchmarks/bench_build.py

.venv-bench/.ready: benchmarks/requirements.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

# The list of templates, styles and scripts that a release may have without a proof of its
# own. Write it anew after the tests in tests/browser have passed with changed ones.
closed-set: $(VENV)/.ready
	$(BIN)/python -m handouts.site.closed_set

clean:
	rm -rf build site $(VENV)

$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Handouts needs Python 3.11 or newer. Say which: make PYTHON=python3.12 …"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready tests/install-tools.sh tests/tools/package-lock.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test]"
	bash tests/install-tools.sh $(BIN)
	touch $@
