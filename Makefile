# The commands of daily work. A fresh clone needs Python 3.11, make and git; the rest is fetched into .venv once, and
# what `test` needs outside Python (LibreOffice, fonts) by scripts/install-office.sh.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Set to nothing by `lock`, which makes this very file.
CONSTRAINTS := -c requirements-dev.lock
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

# Ratios measured side by side; see docs/performance.md.
bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench.merge
	$(BIN)/python -m bench.cold
	$(BIN)/python -m bench.letters

# Beside the other engines, each of which gets an environment of its own in .bench; QUICK=--quick for a look.
bench-peers: $(VENV)/.installed-dev
	$(BIN)/python -m bench.peers $(QUICK)

.PHONY: demo bench bench-peers test check lint gallery page-ends templates docs lock office clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	$(BIN)/gongwen build
	@find output -name '*.docx' | sort

test: lint office
	$(BIN)/pytest -n 2

# Without LibreOffice: for every save.
check: lint
	$(BIN)/pytest -n 2 -m "not office"

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

office:
	scripts/install-office.sh

# Some hundred synthetic documents with their PDFs in build/gallery, judged.
gallery: $(VENV)/.installed-dev office
	$(BIN)/python -m scripts.gallery

# Notices that end at every height of a page, with all that may stand below: a quarter of an hour.
page-ends: $(VENV)/.installed-dev office
	$(BIN)/python -m scripts.gallery ends

templates: $(VENV)/.installed
	$(BIN)/python -m gongwen.render.blank templates

docs: $(VENV)/.installed-dev
	$(BIN)/python -m scripts.make_docs

# The versions everybody develops with, the packages behind our packages included.
lock:
	rm -rf build/lock-venv
	$(MAKE) VENV=build/lock-venv CONSTRAINTS= build/lock-venv/.installed-dev
	build/lock-venv/bin/python -m pip --disable-pip-version-check freeze --exclude-editable --exclude gongwen > build/lock.txt
	(echo '# Made by `make lock`; used as constraints (pip install -c).'; cat build/lock.txt) > requirements-dev.lock
	rm -rf build/lock-venv build/lock.txt

# Only what is made: never content/, templates/ or what stands in output/.
clean:
	rm -rf .venv .bench build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pip before 25.1 does not know --group.
$(VENV)/.pip:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'
	touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.pip
	$(PIP) install $(CONSTRAINTS) -e .
	touch $@

$(VENV)/.installed-dev: pyproject.toml $(if $(CONSTRAINTS),requirements-dev.lock) $(VENV)/.pip
	$(PIP) install $(CONSTRAINTS) -e . --group dev
	touch $@ $(VENV)/.installed
