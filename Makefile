# Works with python3 (3.11 or newer) and make alone: uv is brought in when the machine has none.
SHELL := /bin/bash
.DEFAULT_GOAL := help
TOOLS := .tools
UV := $(or $(shell command -v uv 2>/dev/null),$(CURDIR)/$(TOOLS)/bin/uv)
BIN := .venv/bin
STAMP := .venv/.setup
ARGS ?=

.PHONY: help setup run status ui test stress lint types bench bench-load dictionary clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-11s %s\n", $$1, $$2}'
	@printf '\n  make run and make bench pass options on: make run ARGS="--edition 2026-03-05"\n'

setup: $(STAMP) ## install everything into .venv

$(STAMP): uv.lock pyproject.toml | $(UV)
	@# The default installs no .pyc files, which makes every start several seconds slower.
	env -u PYTHONDONTWRITEBYTECODE $(UV) sync --locked --compile-bytecode
	@touch $@

$(CURDIR)/$(TOOLS)/bin/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'python3 3.11 or newer is needed.'; exit 1; }
	@python3 -m venv $(TOOLS) || { echo 'python3 cannot make environments; on Debian or Ubuntu: apt-get install python3-venv'; exit 1; }
	@$(TOOLS)/bin/python -m pip install --quiet uv

run: setup ## read all pending editions into the warehouse
	@$(BIN)/pressledger run $(ARGS)

status: setup ## show what is loaded, pending and rejected
	@$(BIN)/pressledger status

ui: setup ## start the Dagster UI with sensors and schedules (http://127.0.0.1:3000)
	@$(BIN)/pressledger ui $(ARGS)

test: setup ## run all tests
	@$(BIN)/pytest -n 2 --dist loadfile $(ARGS)

stress: setup ## eight readers through 50 publishes, 60 kills at random instants (minutes)
	@STRESS=1 $(BIN)/pytest -o faulthandler_timeout=0 tests/integration/test_publishing.py $(ARGS)

lint: setup ## check format, lint, types and SQL
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint --processes 0 sql

bench: setup ## measure reading speed against jieba.posseg and rjieba
	@$(BIN)/python -m tests.bench $(ARGS)

bench-load: setup ## measure ten years of editions: load, size, queries, search
	@$(BIN)/python -m tests.bench.load $(ARGS)

dictionary: setup ## write the data dictionary from the contract
	@$(BIN)/python -m warehouse.dictionary

clean: ## remove everything produced (raw files stay)
	@rm -rf data/lake data/dagster data/quality_docs data/warehouse.duckdb* data/.warehouse* data/raw_files.parquet .pytest_cache .mypy_cache .ruff_cache .hypothesis
