# Two commands are enough: `make run` and `make test`. What they do is in bin/.
.DEFAULT_GOAL := help
.PHONY: help run test test-fast fmt messages demo-reset shell bench lock stop

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run:  ## install what is missing, start the portal, load the demo once; Ctrl-C stops everything
	@bin/run

test:  ## every check: lint, imports, migrations, all tests, browser journeys, production settings
	@bin/test

test-fast:  ## the inner loop: tests without browser and slow ones (bin/test --fast PATH for some)
	@bin/test --fast

fmt:  ## put Python files into the house's form
	@bin/dev sh -c 'ruff check --fix . ; ruff format .'

messages:  ## collect the texts to translate into locale/kk and locale/ru and compile them
	@bin/dev manage.py makemessages --locale kk --locale ru --no-location --no-obsolete \
		--ignore 'var/*' --ignore 'node_modules/*' --ignore '.venv/*' --ignore 'tests/*'
	@bin/dev manage.py compilemessages --locale kk --locale ru --ignore .venv --verbosity 0

demo-reset:  ## throw the private database away and load the demo anew
	@bin/demo-reset

shell:  ## Django's shell
	@bin/dev manage.py shell

bench:  ## measure minutes from closing to PDF, and bare Typst beside (figures are printed)
	@bin/dev python -m bench.minutes

lock:  ## make the pinned locks anew from requirements.in and requirements-dev.in
	@bin/dev sh -c 'for name in requirements requirements-dev; do uv pip compile --quiet \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" $$name.in --output-file $$name.txt; done'

stop:  ## end the portal of this folder and its private servers, from another terminal
	@bin/stop
