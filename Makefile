# The commands of this repository. What they do is in scripts/.
.DEFAULT_GOAL := help
.PHONY: help run test bench bench-quick contract release-contract import node

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-17s %s\n", $$1, $$2 }'

run: node ## Start the API (API_PORT, 5080) and the web application (WEB_PORT, 5173); Ctrl-C stops them
	@node scripts/run.mjs

test: node ## Run every test and check
	@node scripts/test.mjs

bench: node ## Measure the portal on 1,000,000 made-up projects and hold it against its budgets
	@node scripts/bench.mjs

bench-quick: node ## The same on 10,000 projects, in about five minutes
	@node scripts/bench.mjs --quick

contract: node ## Write openapi.yaml and both clients anew from the code
	@node scripts/contract.mjs

release-contract: node ## Make the present contract the one that later changes may not break
	@node scripts/contract.mjs --release

import: node ## Load the live portal's search answer or a data set: make import FILE=answers.json
	@node scripts/import.mjs "$(FILE)"

# The scripts need Node before they can say what else is missing.
node:
	@command -v node >/dev/null 2>&1 || { echo "Node.js is missing: install version 20.19 or later from https://nodejs.org." >&2; exit 1; }
	@node -e 'var v = process.versions.node.split("."); process.exit(v[0] > 20 || (v[0] == 20 && v[1] >= 19) ? 0 : 1)' \
		|| { echo "Node.js $$(node --version) is too old: install version 20.19 or later from https://nodejs.org." >&2; exit 1; }
