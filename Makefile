# Every command makes the environment in .venv when it is missing or out of date.
# Without make (Windows): the README has the same steps as plain commands.

PYTHON ?= python3
# oldest and newest have environments of their own: make test-quick DEPENDENCIES=oldest
DEPENDENCIES := pinned
ifeq ($(filter pinned oldest newest,$(DEPENDENCIES)),)
$(error DEPENDENCIES must be pinned, oldest or newest, got $(DEPENDENCIES))
endif
VENV   := .venv$(if $(filter-out pinned,$(DEPENDENCIES)),-$(DEPENDENCIES))
PY     := $(VENV)/bin/python
HOST   := 127.0.0.1

.DEFAULT_GOAL := help
.PHONY: help lab test test-unit test-quick test-ipywidgets-7 kept train bench notebooks bundle pictures \
    screenshots handout collect colab test-colab badges site site-build requirements systems ALWAYS

help:
	@echo "make lab        JupyterLab, opened at the first notebook"
	@echo "make test       every notebook by strict nbval, and pytest"
	@echo "make test-unit  the quickest part, in a little over a minute, and how much of the code it runs"
	@echo "make kept       write anew the texts that it compares with, in tests/unit/kept"
	@echo "make test-quick the part without browser and training; PYTHON=python3.12 chooses a Python,"
	@echo "                DEPENDENCIES=oldest or newest the versions of what is installed"
	@echo "make test-ipywidgets-7  the demonstrations in the browser under Colab's ipywidgets"
	@echo "make train      train the shipped weights again, from MNIST"
	@echo "make bench      every figure of merit, as tables and JSON (FULL=1: all seeds)"
	@echo "make notebooks  execute and normalize the notebooks in place"
	@echo "make bundle     build the demonstrations' JavaScript anew (needs Node.js)"
	@echo "make handout    the chapters for a class, without the answers"
	@echo "make collect FOLDER=…  check what a class handed in, and write one table"
	@echo "make colab      one self-contained notebook per chapter, for upload to Colab"
	@echo "make test-colab execute those with Colab's versions (needs Python 3.13)"
	@echo "make site       the chapters as pages that need no installation, in build/site, shown on this"
	@echo "                machine (PORT=8000); make site-build only builds them"
	@echo "make badges     brings the repository that pyproject.toml names into all links"
	@echo "make pictures   draw the pictures in recognition/ again"
	@echo "make screenshots photograph the demonstrations in a real browser, for docs/"
	@echo "make requirements  compile the pins anew (needs uv)"
	@echo "make systems       for which systems the pins have wheels (needs uv)"

# --- the environment -------------------------------------------------------------------------

# The environment keeps its Python until another one is asked for: make test PYTHON=python3.12
# makes it anew. The file's name holds the version.
VERSION := $(shell if [ "$(origin PYTHON)" = "command line" ] || [ ! -x $(PY) ]; then \
    $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'; \
    else $(PY) -c 'import sys; print("%d.%d" % sys.version_info[:2])'; fi)

# An environment that was moved or copied here is made anew: its commands name the other folder.
MOVED := $(if $(wildcard $(VENV)/pyvenv.cfg),$(shell \
    grep -qF "$(realpath $(VENV))" $(VENV)/pyvenv.cfg || echo ALWAYS))

$(VENV)/python-$(VERSION): $(MOVED)
	@case "$(VERSION)" in 3.11|3.12|3.13) ;; *) \
	    echo "Python 3.11, 3.12 or 3.13 is needed, $(PYTHON) is $(VERSION): choose one with make PYTHON=python3.12" >&2; \
	    exit 1 ;; esac
	$(PYTHON) -m venv --clear $(VENV)
	touch $@

PIP := $(PY) -m pip install --quiet --disable-pip-version-check

ifeq ($(DEPENDENCIES),pinned)
$(VENV)/learner.stamp: requirements.txt $(VENV)/python-$(VERSION)
	$(PIP) --require-hashes -r requirements.txt
	touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/lab.stamp
	$(PIP) --require-hashes -r requirements-test.txt
	touch $@
else
# Today's newest are looked up each time.
$(VENV)/learner.stamp: pyproject.toml tools/dependencies.py $(VENV)/python-$(VERSION) \
    $(if $(filter newest,$(DEPENDENCIES)),ALWAYS)
	$(PY) -m tools.dependencies $(DEPENDENCIES) > $(VENV)/requirements.txt
	$(PIP) --upgrade -r $(VENV)/requirements.txt
	touch $@

$(VENV)/test.stamp: $(VENV)/lab.stamp
	touch $@
endif

ALWAYS:

# A learner's environment; pyproject.toml says which settings of JupyterLab come with it.
$(VENV)/lab.stamp: $(VENV)/learner.stamp pyproject.toml tools/overrides.json tools/jupyter_config.json
	$(PIP) --no-deps -e .
	touch $@

# Esbuild, Biome and TypeScript, where Node.js is; a learner needs none of them.
JAVASCRIPT := $(if $(shell command -v npm),node_modules/.stamp)

node_modules/.stamp: package.json package-lock.json
	npm ci --silent
	touch $@

# --- the commands ----------------------------------------------------------------------------

# A package of the same name that somebody installed would be found before this project's helpers.
lab: $(VENV)/lab.stamp
	@$(PY) -P -c "import helpers.backend" 2> /dev/null || $(PY) -m pip uninstall --quiet --yes helpers
	$(PY) -m helpers.data
	$(PY) -m jupyterlab --ServerApp.ip=$(HOST) \
	    --ServerApp.allow_root=True \
	    --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb

test: $(VENV)/test.stamp $(JAVASCRIPT)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m helpers.data
	$(PY) -m pytest --nbval --nbval-cell-timeout=1200 --doctest-modules \
	    -n 2 --dist loadfile notebooks helpers tests

# In a little over a minute: no other process, no browser, no training.
test-unit: $(VENV)/test.stamp
	$(PY) -m helpers.data
	$(PY) -m pytest --doctest-modules -n 2 --dist loadfile --cov=helpers --cov-report=term:skip-covered \
	    helpers tests/unit

# Whatever tests keep as text; the difference is to be read.
kept: $(VENV)/test.stamp
	$(PY) -m helpers.data
	KEEP=1 $(PY) -m pytest -n 2 --dist loadfile tests/unit -k kept
	git diff --stat tests/unit/kept

# What runs on the other Pythons too: no browser, no training.
test-quick: $(VENV)/test.stamp $(JAVASCRIPT)
	$(PY) -m helpers.data
	$(PY) -m pytest --nbval --nbval-cell-timeout=1200 --doctest-modules -n 2 --dist loadfile \
	    notebooks/01_*.ipynb notebooks/02_*.ipynb notebooks/05_*.ipynb notebooks/06_*.ipynb \
	    helpers tests/unit tests/integration tests/notebooks

# Colab's ipywidgets, kernel side and front end, lie over the environment; BROWSER_TESTS= chooses.
OLD_WIDGETS   := $(CURDIR)/.venv-ipywidgets-7
BROWSER_TESTS := tests/browser

$(OLD_WIDGETS)/stamp: tools/ipywidgets-7-requirements.txt $(VENV)/test.stamp
	rm -rf $(@D)
	$(PIP) --no-deps --require-hashes --target $(@D) -r $<
	touch $@

test-ipywidgets-7: $(OLD_WIDGETS)/stamp
	$(PY) -m helpers.data
	PYTHONPATH="$(OLD_WIDGETS)" JUPYTER_PATH="$(OLD_WIDGETS)/share/jupyter" IPYWIDGETS=7.7.1 \
	    $(PY) -m pytest -n 2 --dist loadfile $(BROWSER_TESTS) tests/integration/test_colab.py \
	    tests/integration/test_ipywidgets_7.py tests/integration/test_live_curves.py \
	    tests/unit/test_read_photograph.py

train: $(VENV)/test.stamp
	$(PY) -m helpers.training

bench: $(VENV)/test.stamp
	$(PY) -m tests.benchmarks $(if $(FULL),--full)

notebooks: $(VENV)/test.stamp
	$(PY) -m tools.notebooks

bundle: node_modules/.stamp
	npm run --silent format
	npm run --silent build

pictures: $(VENV)/lab.stamp
	$(PY) -m tools.render_recognition

screenshots: $(VENV)/test.stamp
	$(PY) -m tools.screenshots
	$(PY) -m tools.animations

# --- a class ---------------------------------------------------------------------------------

handout: $(VENV)/lab.stamp
	$(PY) -m tools.handout

collect: $(VENV)/lab.stamp
	@if [ -z "$(FOLDER)" ]; then \
	    echo "Name the folder that holds the notebooks: make collect FOLDER=class" >&2; exit 2; fi
	$(PY) -m helpers.data
	$(PY) -m tools.collect "$(FOLDER)"

# --- Colab -----------------------------------------------------------------------------------

COLAB_PYTHON ?= python3.13
COLAB_VENV   := .venv-colab

colab: $(VENV)/test.stamp
	$(PY) -m tools.colab

$(COLAB_VENV)/stamp: tools/colab-requirements.txt tools/colab-constraints.txt
	$(COLAB_PYTHON) -m venv --clear $(COLAB_VENV)
	$(COLAB_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r tools/colab-requirements.txt
	touch $@

# In an empty folder without the helpers, and without what the first cell installs; the strict
# comparison is with the same outputs.
test-colab: colab $(COLAB_VENV)/stamp
	$(PY) -m helpers.data
	$(COLAB_VENV)/bin/python -m pip uninstall --quiet --yes onnxruntime
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && cp build/colab/*.ipynb "$$folder" && \
	    python=$$PWD/$(COLAB_VENV)/bin/python && cd "$$folder" && \
	    "$$python" -m pytest --nbval --nbval-cell-timeout=1200 -p no:cacheprovider .

# --- publishing ------------------------------------------------------------------------------

badges: $(VENV)/lab.stamp
	@$(PY) -m tools.badges

PORT := 8000

$(VENV)/site.stamp: requirements-site.txt $(VENV)/lab.stamp
	$(PIP) --require-hashes -r requirements-site.txt
	touch $@

site-build: $(VENV)/site.stamp
	$(PY) -m helpers.data
	$(PY) -m tools.site build/site

site: $(VENV)/site.stamp
	$(PY) -m helpers.data
	$(PY) -m tools.site build/site --serve --port $(PORT)

# --- maintenance -----------------------------------------------------------------------------

# uv resolves for every system at once; its output names no registry.
requirements:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-annotate --no-header --quiet --output-file requirements.txt
	uv pip compile --group site --constraint requirements.txt --universal \
	    --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet \
	    --output-file requirements-site.txt
	$(PY) -m tools.dependencies cluster | uv pip compile - --constraint requirements.txt --universal \
	    --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet \
	    --output-file requirements-cluster.txt
	uv pip compile pyproject.toml --extra cluster --group test --constraint requirements.txt --universal \
	    --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet \
	    --output-file requirements-test.txt

# For which systems there are wheels of all the pins (needs uv); nothing is installed.
SYSTEMS := x86_64-unknown-linux-gnu aarch64-unknown-linux-gnu aarch64-apple-darwin \
    x86_64-apple-darwin x86_64-pc-windows-msvc aarch64-pc-windows-msvc

systems:
	@command -v uv > /dev/null || { echo "uv is needed: pip install uv" >&2; exit 1; }
	@for python in 3.11 3.12 3.13 3.14; do for system in $(SYSTEMS); do \
	    said=$$(MACOSX_DEPLOYMENT_TARGET=14.0 uv pip install --dry-run --quiet --no-deps \
	        --only-binary :all: --python-platform $$system --python-version $$python \
	        --target build/systems --requirements requirements.txt 2>&1) \
	    && echo "$$python $$system: yes" \
	    || echo "$$python $$system: no wheel of $$(echo "$$said" | grep -o 'Because [^ ]*' | cut -d' ' -f2)"; \
	done; done
