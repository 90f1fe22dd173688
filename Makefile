# The front door. Every target works on a fresh machine that has Python 3.11 or newer and make.
SHELL := /bin/sh
PY := .venv/bin/python
STAMP := .venv/.installed
ADDRESS ?= 127.0.0.1:8000

.PHONY: run install test check bench messages faults load

# A `python3.12` on PATH may be a stub, so each candidate is run before it is chosen.
define find_python
for candidate in python3 python3.13 python3.12 python3.11 python; do \
  if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
  then found=$$candidate; break; fi; \
done; \
if [ -z "$$found" ]; then echo "Plumbline needs Python 3.11 or newer (with venv)." >&2; exit 1; fi
endef

run: .venv/.run
	@$(PY) scripts/compile_messages.py
	@$(PY) scripts/serve.py $(ADDRESS)

install: $(STAMP)
	@$(PY) scripts/compile_messages.py
	@echo "Installed into .venv"

.venv/bin/python:
	@$(find_python); echo "Making .venv with $$found"; "$$found" -m venv .venv

# Bytecode is compiled at install: without it the first import of pandas takes seconds.
.venv/.run: requirements.txt | .venv/bin/python
	@echo "Installing what Plumbline needs to run"
	@$(PY) -m pip install --quiet --disable-pip-version-check --compile -r requirements.txt
	@touch $@

$(STAMP): requirements.txt requirements-scale.txt requirements-dev.txt | .venv/bin/python
	@echo "Installing what Plumbline and its tests need"
	@$(PY) -m pip install --quiet --disable-pip-version-check --compile -r requirements-dev.txt
	@touch $@ .venv/.run

test: install
	$(PY) -m pytest -n auto --dist worksteal

check: install
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) scripts/check_messages.py
	PLUMBLINE_MODE=production PLUMBLINE_HOSTS=example.org PLUMBLINE_SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))') $(PY) manage.py check --deploy --fail-level WARNING
	$(PY) manage.py model check engineering-practice
	$(PY) scripts/audit_dependencies.py

bench: install
	$(PY) -m benchmarks

# What docs/resilience.md promises. SIZE=short takes minutes, the full size two hours.
SIZE ?= full

faults: install
	$(PY) -m tests.faults $(SIZE)

# Locust brings many packages, so it lives in an environment of its own.
.venv-load/.installed: requirements-load.txt
	$(PY) -m venv .venv-load
	.venv-load/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-load.txt
	@touch $@

load: install .venv-load/.installed
	$(PY) -m tests.load

messages: install
	$(PY) scripts/make_messages.py
