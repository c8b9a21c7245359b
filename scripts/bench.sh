#!/usr/bin/env bash
# An optimised build of the benchmarks, then all of them.
source "$(dirname "$0")/common.sh"

say "Build (release): $release_build_time"
swift build -c release --product watchbill-bench
say 'Benchmarks: about a minute. Other work on the machine makes them slower.'
counter=$(mktemp -d)
trap 'rm -rf "$counter"' EXIT
# Without a C compiler allocations are not counted, and the figures say so.
cc -shared -fPIC -O2 -o "$counter/count.so" scripts/count-allocations.c 2>/dev/null || true
LD_PRELOAD="$counter/count.so" "$(swift build -c release --show-bin-path)/watchbill-bench"
