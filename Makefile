# `make run` starts the portal with its demo content; `make test` runs every test.
# Needed: Python 3.11 or newer, make and git. Everything else is fetched into this folder.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.runtime
DEV := $(VENV)/.development
FRONTEND := node_modules/.ready

.DEFAULT_GOAL := help
.PHONY: help run serve worker cron test test-postgresql lint types contracts check bench bench-postgresql rush messages requirements clean

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

$(BIN)/python:
	@echo "• Python environment ($(VENV))"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(READY): requirements.txt | $(BIN)/python
	@echo "• Python packages"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(READY)
	@echo "• Packages for development and tests"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(FRONTEND): package-lock.json $(READY)
	@echo "• Front-end packages"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# `exec` and one command a line: a signal to make reaches the server itself, not a shell before it.
run: export PORTAL_BASE_URL = http://127.0.0.1:$(PORT)
run: $(READY) $(FRONTEND) ## Start the portal with demo content (PORT=8000)
	@exec $(BIN)/python manage.py run --port $(PORT)

serve worker cron: export DJANGO_SETTINGS_MODULE = portal.settings.production
serve: $(READY) $(FRONTEND) ## Production: set up, collect files, start gunicorn (see docs/betrieb.md)
	@$(BIN)/python manage.py prepare --no-demo
	@$(BIN)/python manage.py collectstatic --no-input -v0
	@exec $(BIN)/gunicorn portal.wsgi --config portal/gunicorn.py --bind 127.0.0.1:$(PORT)

worker: $(READY) ## Production: the job worker, after the web server where both want the processor
	@exec nice -n 10 $(BIN)/python manage.py db_worker --backend jobs

cron: $(READY) ## Production: daily work (call it every 15 minutes)
	@exec $(BIN)/python manage.py cron

test: $(DEV) $(FRONTEND) ## The whole suite on SQLite with browser, what depends on the database on PostgreSQL too
	@$(BIN)/python -m tests.run

test-postgresql: $(DEV) $(FRONTEND) ## Every test but the browser's on PostgreSQL
	@$(BIN)/python -m tests.run --postgresql

lint: $(DEV) ## Style of Python and templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --quiet --lint portal home projects actors media

types: $(DEV) $(FRONTEND) ## Static types
	@$(BIN)/mypy

contracts: $(DEV) $(FRONTEND) ## Import contracts and forgotten migrations
	@DJANGO_SETTINGS_MODULE=portal.settings.test $(BIN)/lint-imports --no-cache
	@$(BIN)/python manage.py makemigrations --check --dry-run --settings portal.settings.test

check: lint types contracts test ## All that CI asks

bench: $(DEV) $(FRONTEND) ## Measure queries, times and sizes; writes var/bench.json
	@$(BIN)/python manage.py bench

bench-postgresql: $(DEV) $(FRONTEND) ## Measure applications on PostgreSQL; writes var/bench-postgresql.json
	@$(BIN)/python manage.py bench --postgresql

rush: $(DEV) $(FRONTEND) ## Measure 200 applicants in the last minute of a call; writes var/rush.json
	@$(BIN)/python manage.py rush

messages: $(DEV) ## Extract texts to translate and compile the catalogues
	@$(BIN)/python manage.py update_translations
	@$(BIN)/python manage.py compile_translations

requirements: $(DEV) ## Pin the packages anew
	@$(BIN)/uv pip compile requirements.in -o requirements.txt -q --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade
	@$(BIN)/uv pip compile requirements-dev.in -o requirements-dev.txt -q --python-version 3.11 --generate-hashes --no-emit-index-url -c requirements.txt --upgrade

clean: ## Remove everything that was fetched or made, the demo data too
	rm -rf $(VENV) node_modules var
