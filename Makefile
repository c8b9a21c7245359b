# Each target is a script in scripts/, so that it can also be run, read and tested by itself.
.DEFAULT_GOAL := help
.PHONY: help setup run test bench bench-rota simulate lint format

DATA ?= demo-data
PORT ?= 8080
export DATA PORT RELEASE FILTER ROTA PEERS YEARS SEED

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## install the system packages that are missing (root or sudo)
	@scripts/setup.sh

run: setup ## the main job: check, draft, publish, export, serve (PORT=8080 DATA=demo-data RELEASE=1)
	@scripts/run.sh

test: setup ## build and run every test (FILTER=Name for some)
	@scripts/test.sh

bench: setup ## optimised build, then the benchmarks
	@scripts/bench.sh

bench-rota: setup ## optimised build, then rostering benchmarks beside reference figures (ROTA=folder PEERS=1)
	@scripts/bench-rota.sh

simulate: setup ## optimised build, then team-years of tickets with all faults (YEARS=60 SEED=1)
	@scripts/simulate.sh

lint: ## check the style of the sources
	@swift format lint --strict --parallel -r Sources Tests Package.swift

format: ## put the sources into that style
	@swift format --in-place --parallel -r Sources Tests Package.swift
