PREFIX ?= /usr/local
RELEASE = .build/release/hotspot
COUNTY = geodata/county
# What is installed on the machine that builds it may use all of its instructions; a package may not.
OWN = .build/own
OWN_INSTRUCTIONS = $(if $(filter x86_64,$(shell uname -m)),-march=native,-mcpu=native)

.PHONY: demo test bench install format docs

# Installs what is missing, builds, and plans a Friday evening for four units in the sample county.
demo: $(RELEASE)
	@mkdir -p demo
	@$(RELEASE) plan $(COUNTY)/incidents --theme street-robbery --area $(COUNTY)/boundary.geojson \
	  --units 4 --shift 2025-03-07T18:00/2025-03-08T02:00 -o demo/plan.geojson
	@echo "Plan: demo/plan.geojson"

# The build knows best what is out of date, so it is asked every time.
.PHONY: $(RELEASE)
$(RELEASE):
	@Scripts/setup
	@swift build -c release --static-swift-stdlib --product hotspot >&2

# Every gate, cheapest first; the first that fails ends the run.
test:
	@Scripts/setup --tests
	@echo "Gate 1 of 8: formatting"
	@Scripts/check-format
	@echo "Gate 2 of 8: unsafe code keeps to its rooms"
	@Scripts/unsafe-rooms
	@echo "Gate 3 of 8: everything builds, and a warning is an error"
	@swift build --build-tests
	@echo "Gate 4 of 8: tests"
	@swift test --disable-xctest --skip-build
	@echo "Gate 5 of 8: outputs are valid against their schemas"
	@.venv/bin/python Scripts/validate-schemas
	@echo "Gate 6 of 8: CLI.md is what the command says"
	@Scripts/cli-reference --check
	@echo "Gate 7 of 8: documentation without a dead link"
	@Scripts/documentation
	@echo "Gate 8 of 8: no leaks"
	@Scripts/check-leaks
	@echo "All gates passed"

# Ratios against peers from PyPI, into Benchmarks/RESULTS.md; takes minutes and a quiet machine.
bench:
	@Scripts/setup
	@Benchmarks/bench

# For this machine and its like; `hotspot --version --verbose` says so.
install:
	@Scripts/setup
	@swift build -c release --static-swift-stdlib --product hotspot --scratch-path $(OWN) -Xcc $(OWN_INSTRUCTIONS) >&2
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -s -m 755 $(OWN)/release/hotspot "$(DESTDIR)$(PREFIX)/bin/hotspot"

format:
	swift format --in-place --parallel --recursive Sources Tests Package.swift $(wildcard Benchmarks)

# CLI.md from the command's own help, and the documentation into .build/documentation.
docs: $(RELEASE)
	@HOTSPOT=$(RELEASE) Scripts/cli-reference >CLI.md.new && mv CLI.md.new CLI.md
	@Scripts/documentation
