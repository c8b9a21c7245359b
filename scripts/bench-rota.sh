#!/usr/bin/env bash
# An optimised build, then rostering benchmarks beside reference figures. ROTA names the folder of instances.
source "$(dirname "$0")/common.sh"

rota=${ROTA:-../shared/cases/rota}
[ -d "$rota" ] || stop "there is no folder $rota. help: ROTA=folder make bench-rota, with on-call/*.json and classic/*.txt in it"
say "Build (release): $release_build_time"
swift build -c release --product watchbill
say 'Benchmarks: 10 s for each instance of the on-call family, 60 s for each of the classic one. Other work on the machine makes them worse.'
scripts/bench-rota.py "$rota" --program "$(swift build -c release --show-bin-path)/watchbill"
