#!/usr/bin/env bash
# An optimised build, then rostering benchmarks beside reference figures. ROTA names the folder of instances; PEERS=1
# installs OR-tools and HiGHS from PyPI into an environment of their own and runs them in the same run.
source "$(dirname "$0")/common.sh"

rota=${ROTA:-../shared/cases/rota}
[ -d "$rota" ] || stop "there is no folder $rota. help: ROTA=folder make bench-rota, with on-call/*.json and classic/*.txt in it"
say "Build (release): $release_build_time"
swift build -c release --product watchbill
say 'Benchmarks: 10 s for each instance of the on-call family, 60 s for each of the classic one. Other work on the machine makes them worse.'
arguments=()
if [ "${PEERS:-0}" = 1 ]; then
  peers=.build/peers
  say "OR-tools and HiGHS in $peers"
  [ -x "$peers/bin/python" ] || python3 -m venv "$peers" || stop "python3 cannot make an environment. help: apt-get install python3-venv"
  "$peers/bin/pip" install --quiet ortools highspy || stop 'PyPI cannot be reached. help: leave PEERS out'
  arguments=(--peers "$peers/bin/python")
fi
scripts/bench-rota.py "$rota" --program "$(swift build -c release --show-bin-path)/watchbill" "${arguments[@]}"
