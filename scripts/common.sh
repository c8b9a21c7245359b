# Sourced by the scripts beside it: go to the package root, and speak in one voice.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '==> %s\n' "$*"; }

stop() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# How long a first build takes on a machine with two cores; later ones take seconds.
debug_build_time='about 5 minutes the first time on 2 cores, seconds after that'
release_build_time='about 10 minutes the first time on 2 cores, half a minute after that'
