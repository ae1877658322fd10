# Two commands: `make serve` and `make test`. Each sets up what it needs and says what it does.
PYTHON ?= python3
PORT ?= 8000
RUN = .venv/bin/python
export NO_MKDOCS_2_WARNING = 1
# Only as given to make: some systems have a variable LANGUAGE of their own.
ifneq ($(origin LANGUAGE),command line)
LANGUAGE =
endif
STAMP =
ROWS =
RUNS = 5

.PHONY: heard serve test quick site check words translations numbers bench pictures setup setup-browser lock clean
.DEFAULT_GOAL := help

help:
	@echo "make serve   the site with live reload, the helper working (PORT=8000, LANGUAGE=de for one language, RUNTIME=plain for Pyodide as it comes)"
	@echo "make test    every test but what make heard runs          make quick   those that need no browser"
	@echo "make heard   what a screen reader says, once more as text in tests/heard/transcripts/"
	@echo "make check   lint, types, structure, words"
	@echo "make words   spelling, glossary, readability of every page"
	@echo "make translations   what is stale or missing (STAMP=docs/de/x.md: this one is up to date)"
	@echo "make numbers   the tables of NUMBERS.md, after a change in data/"
	@echo "make site    the deployable site, in site/"
	@echo "make pictures   icons and cards for link previews, after a change of the mark or of words on them"
	@echo "make bench   speed, as ratios (ROWS=weight,blocks: only these; RUNS=5)    make lock   refresh the requirements"

setup:
	@command -v $(PYTHON) >/dev/null || { echo "[setup] python3 is missing: install Python 3.11 or newer: https://www.python.org/downloads/"; exit 1; }
	@$(PYTHON) tools/setup.py

setup-browser: setup
	@$(PYTHON) tools/setup.py --browser

serve: setup
	@$(RUN) -m tools.serve --port $(PORT) --language "$(LANGUAGE)"

site: setup
	@$(RUN) -m mkdocs build --strict --quiet
	@echo "[site] ready in site/"

# The runtime first, so that tests that run side by side need not wait for each other to build it.
test: setup-browser
	@$(RUN) -m tools.runtime.bundle
	@$(RUN) -m pytest -n auto --dist worksteal --ignore tests/heard

# What needs no browser, with fewer examples: an answer while one still remembers the question.
quick: setup
	@HYPOTHESIS_PROFILE=quick $(RUN) -m pytest -q -n auto --dist worksteal -m "not slow" \
		--ignore tests/browser --ignore tests/engines --ignore tests/heard --ignore tests/hosts --ignore tests/bench

# What a screen reader says, kept in tests/heard/transcripts/ to be read. By itself: it hears what comes when, so the machine must be quiet.
heard: setup-browser
	@$(PYTHON) tools/setup.py --heard
	@TRANSCRIPTS=tests/heard/transcripts $(RUN) -m pytest -q -n 0 tests/heard

check: setup
	@$(RUN) -m ruff check . && $(RUN) -m ruff format --check . && $(RUN) -m mypy
	@npm run --silent check
	@$(RUN) -m tools.checks.structure && $(RUN) -m tools.checks.wording
	@$(RUN) -m tools.checks.tzdata_news
	@$(RUN) -m tools.checks.data

words: setup
	@$(RUN) -m tools.checks.wording

translations: setup
	@$(RUN) -m tools.checks.translations --stamp "$(STAMP)"

numbers: setup
	@$(RUN) -m tools.numbers.table

bench: setup-browser
	@$(RUN) -m tests.bench --rows "$(ROWS)" --runs $(RUNS)

pictures: setup-browser
	@$(RUN) -m tools.pictures

# After a change in pyproject.toml or requirements/setup.in. No index address is written. UPGRADE= adds only what is
# new, UPGRADE=tzdata takes the newest of just that one.
UPGRADE = all
COMPILE = build/bootstrap/bin/uv pip compile -q --no-header --generate-hashes --universal \
	$(if $(filter all,$(UPGRADE)),--upgrade,$(addprefix --upgrade-package ,$(UPGRADE)))
lock: setup
	$(COMPILE) --python-version 3.11 requirements/setup.in -o requirements/setup.txt
	$(COMPILE) --python-version $(shell cat .python-version) pyproject.toml --group site --group bundle --group test --group check -o requirements/project.txt
	$(COMPILE) --python-version $(shell cat .python-version) requirements/readers.in -o requirements/readers.txt

clean:
	rm -rf build site
