#!/usr/bin/env bash
# The main job: build, then check, draft, publish, export and serve the sample schedules in a demonstration folder.
#   DATA=demo-data   where the demonstration keeps its data
#   PORT=8080        where it listens, on 127.0.0.1
#   RELEASE=1        an optimised build: slower to make, faster to run
source "$(dirname "$0")/common.sh"

if [ "${RELEASE:-0}" = 1 ]; then
  configuration=release
  say "Build (release): $release_build_time"
else
  configuration=debug
  say "Build (debug; RELEASE=1 gives an optimised one): $debug_build_time"
fi
swift build -c "$configuration" --product watchbill
binary="$(swift build -c "$configuration" --show-bin-path)/watchbill"

say "Run: schedules/ → rota → exports/ → http://127.0.0.1:${PORT:-8080}, data in ${DATA:-demo-data}. Ctrl-C ends it."
exec "$binary" demo --data "${DATA:-demo-data}" --port "${PORT:-8080}"
