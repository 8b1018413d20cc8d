# make demo: install, code the sample reports, write demo/digest.html.   make test: install, lint, type-check, gate, test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint gate figures bench bench-speed clean

$(STAMP): pyproject.toml constraints.txt hatch_build.py tools/build_gazetteer.py resources/places.tsv resources/countries.tsv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/dateline demo --out demo

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

gate: $(STAMP)
	$(BIN)/python evals/gate.py $(if $(CORPORA),--corpora $(CORPORA))

test: lint gate
	$(BIN)/python -m pytest -n 2

figures: $(STAMP)
	$(BIN)/python -m evals.figures --corpora $(CORPORA)

bench: $(STAMP)
	$(BIN)/python -m evals.bench.run --corpora $(CORPORA)

bench-speed: $(STAMP)
	$(BIN)/python evals/bench_speed.py $(if $(CORPORA),--corpora $(CORPORA))

clean:
	rm -rf $(VENV) demo build dist
