# Two commands for people: `make demo`, `make test`. The rest is for developers.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo run test check chaos accuracy bench bench-peers lock clean

.venv/.ready: pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, found " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: .venv/.ready   ## everything on this machine, no account: ARGS=--once ends by itself
	$(BIN)/watcher demo $(ARGS)

run: .venv/.ready    ## live: after `watcher init`
	$(BIN)/watcher run $(ARGS)

test: .venv/.ready   ## all tests; REQUIRE_ALL=1 makes a skip a failure
	REQUIRE_ALL=$(REQUIRE_ALL) $(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: .venv/.ready  ## what a reviewer would say: format, lint, types, import law
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

accuracy: .venv/.ready  ## scores on ../shared where it is present, else on our own cases
	$(BIN)/python -m tests.accuracy $(ARGS)

chaos: .venv/.ready   ## nothing lost, nothing doubled, under kills and cuts: ARGS="--filings 5000 --seed 3 --database postgresql"
	$(BIN)/python -m tests.chaos $(ARGS)

bench: .venv/.ready  ## speed, cost and growth in one table; a few minutes: ARGS="--only reading growth"
	$(BIN)/python -m benchmarks $(ARGS)

.venv-peers/.ready: benchmarks/peers.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/peers.txt
	@touch $@

bench-peers: .venv/.ready .venv-peers/.ready   ## reading against edgartools and datamule, which have an environment of their own
	$(BIN)/python -m benchmarks.peers $(ARGS)

lock: .venv/.ready   ## renew both lock files; needs uv
	for pair in requirements.lock: "requirements-dev.lock:--group dev"; do \
	  uv pip compile pyproject.toml --extra apprise --extra ocr --extra postgres --extra s3 $${pair#*:} --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate --quiet --upgrade --output-file $${pair%%:*}; done

clean:
	rm -rf .venv build dist
