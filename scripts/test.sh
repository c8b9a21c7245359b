#!/usr/bin/env bash
# Builds and runs every test; the last lines are the test runner's own summary.
#   FILTER=Name          only the tests whose name matches
#   WATCHBILL_SHARED=DIR the folder of the shared cases; ../shared when not given
source "$(dirname "$0")/common.sh"

# Tests read these in place where they are, and are skipped where they are not.
name_shared_cases() {
  local shared="${WATCHBILL_SHARED:-../shared}" present=() absent=() name
  for name in on-call.md office-hours.json webhook-payloads ics-import rota; do
    if [ -e "$shared/cases/$name" ]; then present+=("$name"); else absent+=("$name"); fi
  done
  [ "${#present[@]}" = 0 ] || say "Shared cases read from $shared/cases: ${present[*]}"
  [ "${#absent[@]}" = 0 ] ||
    say "Shared cases not at $shared/cases, their tests are skipped (WATCHBILL_SHARED names another folder): ${absent[*]}"
}

name_shared_cases
scripts/mail-agent.sh
say 'Build of the program and its tests (debug): about nine minutes the first time on 2 cores, seconds after that'
swift build --build-tests

say 'Tests: about six minutes on 2 cores'
report=.build/tests.xml
rm -f "$report"
# Line by line: what a test prints must not linger in a buffer and come out behind the summary.
stdbuf -oL swift test --skip-build --disable-xctest --xunit-output "$report" ${FILTER:+--filter "$FILTER"}

# The runner is content with no test at all; a filter that matches nothing, or a broken build folder, must not pass.
totals=$(grep -m 1 '<testsuite ' "$report" || true)
number() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$totals"; }
tests=$(number tests)
skipped=$(number skipped)
[ "$((${tests:-0} - ${skipped:-0}))" -gt 0 ] || stop 'no test ran'
