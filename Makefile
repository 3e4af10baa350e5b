# `make help` lists what can be done. Every target that needs the set-up does it first; what is there already is left alone.

SHELL := /bin/bash
PYTHON := .venv/bin/python
CODE := trainingkit tests scripts $(wildcard bench wsgi.py)
WORKSHOP ?= example
OUT ?= build
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test setup setup-demo lint types format check serve bench pictures screens catalogues schemas docs lock clean spelling

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup-demo ## install what is missing and build the example workshop into build/
	.venv/bin/trainingkit build $(WORKSHOP) --out $(OUT)
	@echo
	@echo "Open $(OUT)/es (Spanish) and $(OUT)/en (English); $(OUT)/manifest.json lists every file."

test: setup lint types ## install what is missing and run every check: ruff, mypy, layers, tests
	$(PYTHON) -m pytest -n $(WORKERS) --dist worksteal --guard-trees

setup: ## everything that the program and its tests need
	@scripts/setup.sh test

setup-demo:
	@scripts/setup.sh demo

lint: setup ## ruff: rules and format
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: setup ## mypy, strict
	$(PYTHON) -m mypy $(CODE)

format: setup ## put the code into its usual form
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

check: setup-demo ## check the shipped kits
	.venv/bin/trainingkit kits check

serve: setup-demo ## the application in a browser, at http://127.0.0.1:8000; make serve PORT=8080 for another port
	.venv/bin/trainingkit serve $(if $(PORT),--port $(PORT))

bench: setup ## ratios: a whole kit to plain WeasyPrint, fitting one, pages to an empty request, a file to nginx; BENCH="--only web" for one
	$(PYTHON) -m bench $(BENCH)

pictures: setup ## contact sheets of every page type, language and paper into pictures/
	$(PYTHON) -m scripts.pictures

screens: setup ## pictures of every page of the application into pictures/screens/; ONLY=agenda takes some
	$(PYTHON) -m scripts.screens $(if $(ONLY),--only $(ONLY))

catalogues: setup ## take new words of screens and chrome into locales/, and new units into the kits' catalogues
	$(PYTHON) -m scripts.catalogues
	.venv/bin/trainingkit translate update

schemas: setup ## write the JSON Schemas of the content format
	$(PYTHON) -m scripts.schemas

spelling: setup ## name the words of the kits that no dictionary and no list of ours has
	$(PYTHON) -m scripts.spelling

docs: setup ## write the reference pages
	$(PYTHON) -m scripts.reference

lock: setup ## lock the dependencies anew; `make lock UPGRADE=--upgrade` takes newer versions
	scripts/lock.sh $(UPGRADE)

clean: ## take away what commands made (the set-up stays)
	rm -rf build pictures .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
