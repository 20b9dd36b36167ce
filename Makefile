# Needs Python 3.11 or newer and make, nothing else. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TREEBANKS ?= ../shared/data/treebanks
CORPUS ?= ../shared
ACTORS ?= ../shared/data/actors
ENCODER ?= .train/encoder
DEMO := .demo/azerbaijan-2024.record

.DEFAULT_GOAL := help
.PHONY: help demo serve pictures bench-web test check format lint types contracts ceilings docs floor quality bench train crossval clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | sort

# Two stamps, so that setting up is done once: the package for the demo, its development tools for the rest.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'OnRecord needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 ...' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/package.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/package.stamp

demo: $(VENV)/package.stamp ## build the record of examples/azerbaijan-2024, ask it two questions, make its report
	@mkdir -p $(dir $(DEMO)) && rm -rf $(DEMO)*
	$(BIN)/onrecord build examples/azerbaijan-2024 -o $(DEMO)
	@echo
	$(BIN)/onrecord ask $(DEMO) "Which countries congratulated Aliyev on his victory in the presidential election?"
	@echo
	$(BIN)/onrecord ask $(DEMO) "Who criticised the election?"
	@echo
	$(BIN)/onrecord report $(DEMO) -o $(dir $(DEMO))report.html

serve: $(VENV)/package.stamp ## open the record of make demo in a browser, on this machine only
	@test -e $(DEMO) || $(MAKE) demo
	$(BIN)/onrecord serve $(DEMO)

test: $(VENV)/dev.stamp ## run the tests
	$(BIN)/python -m pytest

check: contracts format lint types ceilings docs test ## everything that a change must pass

contracts: $(VENV)/dev.stamp ## who may import whom
	$(BIN)/lint-imports --no-cache

format: $(VENV)/dev.stamp ## the code is formatted (ruff format mends it)
	$(BIN)/ruff format --check .

lint: $(VENV)/dev.stamp ## ruff's rules
	$(BIN)/ruff check .

types: $(VENV)/dev.stamp ## mypy, strict, on the package
	$(BIN)/mypy

ceilings: $(VENV)/dev.stamp ## length of functions and modules, no word lists in Python
	$(BIN)/python tools/ceilings.py

docs: $(VENV)/dev.stamp ## what the documentation names exists
	$(BIN)/python tools/docs_check.py

floor: $(VENV)/dev.stamp ## scores on the corpus, where it is there, against the pinned floors
	$(BIN)/python tools/floor.py $(CORPUS)

quality: $(VENV)/dev.stamp ## scores of whole piles, where the corpus is there, into docs/quality.md
	$(BIN)/python tools/reconciled_scores.py $(CORPUS) --out docs/quality.md

bench: $(VENV)/package.stamp ## speed and memory of build and of each step; beside a peer; how reconciling grows
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/quotations.py
	$(BIN)/python benchmarks/reconcile.py

bench-web: $(VENV)/dev.stamp ## pages a second of the reading room over 200,000 claims, beside Datasette
	$(BIN)/python benchmarks/web.py

pictures: $(VENV)/dev.stamp ## pictures of the example record for the documentation; needs chromium
	$(BIN)/python tools/pictures.py

# Training has an environment of its own: nothing of it is in the package. ENCODER is a folder with the
# pre-trained encoder (model.safetensors, vocab.txt).
.train/train.stamp: tools/train/requirements.txt pyproject.toml
	$(PYTHON) -m venv .train/venv
	.train/venv/bin/python -m pip install --quiet --disable-pip-version-check --editable . -r tools/train/requirements.txt
	@touch $@

train: .train/train.stamp ## make all weights again from TREEBANKS, CORPUS, ACTORS and ENCODER
	.train/venv/bin/python -m tools.train --treebanks $(TREEBANKS) --corpus $(CORPUS)/corpus/train --actors $(ACTORS) --encoder $(ENCODER) --out .train/out

crossval: .train/train.stamp ## cross-validate the reader on CORPUS, and make its scorers and thresholds again
	.train/venv/bin/python -m tools.train.crossval --corpus $(CORPUS)/corpus/train --treebanks $(TREEBANKS) \
		--encoder $(ENCODER) --checkpoints .train/out --model .train/out/start --out .train/out/scorers

clean: ## remove environments, records and caches
	rm -rf $(VENV) .train .demo .bench build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
