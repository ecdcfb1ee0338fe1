# Essaim. `make run` starts it, `make` lists everything else.

PORT ?= 8501
HOST ?= 127.0.0.1
export PORT HOST

PYTHON := .venv/bin/python
RUN := .venv/.ready-to-run
DEV := .venv/.ready-to-test
BROWSER := .venv/.ready-to-browse
WORKERS ?= 2
TESTS ?= tests

.DEFAULT_GOAL := help
.PHONY: help run test trust screenshots check format bench demo migrate migration messages backup restore

help: ## say what each target does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

run: $(RUN) ## start Essaim on PORT (8501) of HOST (127.0.0.1)
	@exec $(PYTHON) -m streamlit run app.py --server.port "$(PORT)" --server.address "$(HOST)"

test: $(DEV) $(BROWSER) ## run every test, on SQLite and PostgreSQL, browser included (TESTS=tests/web for some)
	$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(COVERAGE) $(TESTS)

trust: $(DEV) $(BROWSER) ## play the attacks of docs/security.md, hold its promises, and print what came of each
	$(PYTHON) -m pytest -q -n $(WORKERS) --dist loadfile -m "attack or promise" tests

screenshots: $(DEV) $(BROWSER) ## take the README's screenshots anew
	@mkdir -p docs/screenshots
	SCREENSHOTS=docs/screenshots $(PYTHON) -m pytest -q tests/browser/test_atelier.py

check: $(DEV) ## look at format, lint, types, import contracts, catalogue and migrations
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) -m pytest -q -p no:cacheprovider tests/house tests/db/test_migrations.py

format: $(DEV) ## put the source into its format
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench: $(DEV) ## measure how fast a click reaches the other screens, for 20 and 200 people
	$(PYTHON) -m benchmarks

demo: $(RUN) ## load the demo workshop into the database
	$(PYTHON) -m facilitation.demo

migrate: $(RUN) ## bring the database to this version (make run does it too)
	$(PYTHON) -m db.migrate

migration: $(DEV) ## write the migration that changed tables need, called NAME
	@$(PYTHON) -c 'from db.migrate import new_migration; print(*new_migration("$(NAME)"))'

messages: $(DEV) ## collect the sentences of the source into the French catalogue
	@.venv/bin/pybabel -q extract -F locale/babel.cfg --no-wrap --add-location=file --sort-output \
		-k pair:1,2 -o locale/essaim.pot .
	@.venv/bin/pybabel -q update -i locale/essaim.pot -d locale -D essaim -l fr \
		--no-fuzzy-matching --ignore-obsolete --no-wrap
	@sed -i -E '/^"(POT|PO|Last|Language-Team|Generated|Report)[^:]*:/d' locale/fr/LC_MESSAGES/essaim.po

backup: $(RUN) ## copy the database to TO (data/backups/...)
	$(PYTHON) -m db.backup save $(TO)

restore: $(RUN) ## put the copy FROM back in place, after asking once
	$(PYTHON) -m db.backup restore $(FROM)

# Coverage is asked of a whole run only; part of the tests cannot cover everything.
ifeq ($(TESTS),tests)
COVERAGE := --cov --cov-report=term-missing:skip-covered
endif

$(RUN): requirements.txt
	@deploy/environment.sh run
	@touch $@

$(DEV): requirements.txt requirements-dev.txt
	@deploy/environment.sh dev
	@touch $(RUN) $@

$(BROWSER): | $(DEV)
	@deploy/environment.sh browser
	@touch $@
