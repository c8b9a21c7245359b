#!/usr/bin/env bash
# An optimised build of the simulator, then YEARS team-years of tickets through the real engine, with all faults.
source "$(dirname "$0")/common.sh"

say "Build (release): $release_build_time"
swift build -c release --product watchbill-bench
say "${YEARS:-60} team-years; an invariant that breaks ends it with a seed and a short script"
"$(swift build -c release --show-bin-path)/watchbill-bench" simulate --years "${YEARS:-60}" --seed "${SEED:-1}"
