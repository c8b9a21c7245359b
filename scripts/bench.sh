#!/usr/bin/env bash
# An optimised build of the benchmarks, then all of them.
source "$(dirname "$0")/common.sh"

say "Build (release): $release_build_time"
swift build -c release --product watchbill-bench
say 'Benchmarks: about a minute. Other work on the machine makes them slower.'
exec "$(swift build -c release --show-bin-path)/watchbill-bench"
