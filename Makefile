MVN ?= ./mvnw --batch-mode --no-transfer-progress
DATA ?=
SOURCE ?=
INSTRUMENTS ?=
JMH ?=
SCRAPE ?=
EVENTS ?= 10000000
ROWS ?= all
REPORT ?=
HOURS ?= 8

# Through the environment: there the shell splits it into words and reads nothing else in it, such as a | for a pipe.
export JMH

.PHONY: help demo live test check check-python check-docker bench parity reliability collect-hours train format docs clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## a simulated market, end to end; or make demo SOURCE=venues; or recorded data: DATA="FILE..."
	@./tidemark demo $(if $(SOURCE),--source $(SOURCE)) $(DATA)

live: ## exchanges, Kafka and both jobs in one process: INSTRUMENTS=BTC-USDT@binance,...
	@./tidemark live $(INSTRUMENTS)

test: ## all tests; needs a JDK 17, 21 or 25 and nothing else
	@./build/test

check: ## formatting and static checks, without tests (JDK 17 to 21)
	@$(MVN) -q test-compile

check-python: ## lint, format and types of models/training (needs ruff and mypy)
	@./build/check-python

check-docker: ## docker/ with what is installed here: compose, promtool, YAML, JSON
	@./build/check-docker $(SCRAPE)

bench: ## JMH kernels, briefly; with arguments: make bench JMH="KsWindow -f 3"
	@set -f; ./build/bench $$JMH

parity: ## the same vectors from export, plain loop and job, over ten million events: EVENTS=...
	@./build/parity $(EVENTS)

reliability: ## faults on real processes, half an hour: ROWS=tm-kill,poison REPORT=FILE
	@./build/reliability "$(ROWS)" "$(REPORT)"

collect-hours: ## all venues in a box: their faults, controls, and hours 20 times as fast: HOURS=8 REPORT=FILE
	@./build/collect-hours "$(HOURS)" "$(REPORT)"

train: ## train the shipped models anew (needs Python 3.11 and models/training/requirements.lock)
	@./build/train

format: ## put the code into its format
	@$(MVN) -q spotless:apply

docs: ## write the generated pages of docs/ and register.sql
	@$(MVN) -q test -Dtest='*DocsTest,RegisterSqlTest' -Dtidemark.docs.write=true \
	  -Dsurefire.failIfNoSpecifiedTests=false

clean: ## remove what was built
	@$(MVN) -q clean
