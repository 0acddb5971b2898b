# Two commands do all their own set-up: `make maps` and `make test`. The others are for developers.
PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip --quiet --disable-pip-version-check
RUN := $(VENV)/bin
# What builds the package in a place of its own (hatchling and what it needs) is pinned, too.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt

SPARK := .spark
SITE_VENV := .venv-site
# Tests run in so many processes at once; a file's tests stay together, as they share what they make.
WORKERS ?= auto

.PHONY: maps test coverage test-spark check lint types bundle js-test sbom site clean

maps: $(VENV)/.maps
	$(RUN)/routemap build data/routes.geojson --out maps/

test: $(VENV)/.tests js/node_modules/.ready
	tools/with-node npm --prefix js run --silent test
	tools/ensure-chromium
	tools/ensure-strace
	$(RUN)/python -m pytest -n $(WORKERS) --dist loadfile

# The same tests, and what of each module they run: a quarter slower, so it is part of a release and not of every change.
coverage: $(VENV)/.tests
	tools/ensure-chromium
	tools/ensure-strace
	$(RUN)/coverage erase
	$(RUN)/coverage run -m pytest -n $(WORKERS) --dist loadfile
	$(RUN)/coverage combine --quiet
	$(RUN)/python tools/check_coverage.py --hold

# Records on Spark: pyspark stands in a folder of its own, as pyspark-client has the same name inside, and is found
# before it.
test-spark: $(SPARK)/.ready
	PYTHONPATH=$(CURDIR)/$(SPARK) $(RUN)/python tools/test_spark.py

# What CI runs besides the tests.
check: lint types bundle

lint: $(VENV)/.tests js/node_modules/.ready
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	tools/with-node npm --prefix js run --silent lint

types: $(VENV)/.tests js/node_modules/.ready
	$(RUN)/mypy
	tools/with-node npm --prefix js run --silent check

bundle: $(VENV)/.tests js/node_modules/.ready
	tools/with-node npm --prefix js run --silent bundle:check
	$(RUN)/python tools/generated_types.py --check

# The documentation as a site that opens offline, in site/.
site: $(SITE_VENV)/.ready $(VENV)/.maps
	$(RUN)/python tools/make_site.py
	$(SITE_VENV)/bin/zensical build --strict --clean
	$(RUN)/python tools/make_site.py --finish

# The list of all parts, for those who have to know what they run.
sbom:
	$(PYTHON) tools/make_sbom.py

js-test: js/node_modules/.ready
	tools/with-node npm --prefix js run --silent test

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "routemap needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.maps: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.tests: $(VENV)/.maps
	$(PIP) install --constraint constraints.txt --editable '.[excel,parquet,pdf,scale,spark,network]' \
		$$($(RUN)/python tools/dependency_group.py dev)
	@touch $@

$(SPARK)/.ready: $(VENV)/.tests constraints.txt
	rm -rf $(SPARK)
	$(PIP) install --constraint constraints.txt --no-deps --target $(SPARK) pyspark py4j
	@touch $@

$(SITE_VENV)/.ready: constraints-docs.txt pyproject.toml $(VENV)/bin/python
	$(VENV)/bin/python -m venv $(SITE_VENV)
	PIP_CONSTRAINT= $(SITE_VENV)/bin/python -m pip --quiet --disable-pip-version-check install --constraint constraints-docs.txt \
		zensical 'mkdocstrings[python]'
	@touch $@

js/node_modules/.ready: js/package-lock.json $(VENV)/bin/python
	tools/with-node npm --prefix js ci --ignore-scripts --silent
	@touch $@

clean:
	rm -rf $(VENV) $(SPARK) js/node_modules
