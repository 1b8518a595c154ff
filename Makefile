# Everything a person or a machine does with this project. `make help` lists it.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
BIN := .venv/bin
RUN := $(BIN)/python manage.py
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test pictures accuracy check audit serve messages lock clean

help: ## list what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## prepare the environment in .venv, every package checked by its hash

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@touch $(READY)

demo: $(READY) ## read the seeds, publish the sample collection, serve it on 127.0.0.1:PORT
	NEWSROOM_DEMO=1 $(RUN) demo --port $(PORT)

test: $(READY) ## run the suite on SQLite, or on the database that DATABASE_URL names
	$(BIN)/python -m pytest

pictures: $(READY) ## take the pictures of the editors' guide anew (needs Chromium and a Chinese font)
	mkdir -p articles/static/articles/guide
	NEWSROOM_GUIDE=articles/static/articles/guide $(BIN)/python -m pytest -n 0 tests/browser/test_desk_day.py

accuracy: $(READY) ## compare what is read with the labels, field by field, and list what is wrong (NAMES='r06 r07' for some)
	$(BIN)/python -m tests.accuracy $(NAMES)

check: $(READY) ## format, lint, types, layers, templates, migrations, deployment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	git ls-files 'templates/*.html' | xargs $(BIN)/djade --check --target-version 5.2
	NEWSROOM_DEMO=1 $(BIN)/mypy
	$(BIN)/lint-imports
	NEWSROOM_DEMO=1 $(RUN) makemigrations --check --dry-run
	DATABASE_URL= NEWSROOM_DEMO=0 NEWSROOM_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	NEWSROOM_ALLOWED_HOSTS=news.example.org $(RUN) check --deploy --fail-level WARNING

audit: $(READY) ## look for known holes in the pinned packages; fails when anything was not audited
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

serve: $(READY) ## run the production server (settings from the environment)
	$(RUN) migrate --noinput
	$(RUN) collectstatic --noinput --verbosity 0
	$(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers $(WORKERS) --blocking-threads 4 newsroom.wsgi:application

messages: $(READY) ## collect the interface strings and compile them (needs GNU gettext)
	NEWSROOM_DEMO=1 $(RUN) makemessages --locale en --locale zh_Hant --no-location --no-obsolete --no-wrap \
	--ignore docs --ignore seeds --ignore tests --ignore var
	for po in articles/locale/*/LC_MESSAGES/django.po; do \
	msgattrib --no-obsolete --no-location --no-wrap --sort-output $$po | sed '/^"POT-Creation-Date:/d' > $$po.new && mv $$po.new $$po && \
	msgfmt --check-format --output-file $${po%.po}.mo $$po || exit 1; done

lock: ## resolve the packages anew into requirements.lock (needs uv)
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --group dev pyproject.toml \
	--no-header --no-emit-index-url --no-emit-find-links --upgrade --output-file requirements.lock

clean: ## remove what was built here, data included
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
