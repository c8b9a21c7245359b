#!/usr/bin/env bash
# Fetches a mail transfer agent (Exim) for the tests, into .build/mail-agent: nothing is installed, no service is
# started, and nobody has to be root. Does nothing when it is there.
source "$(dirname "$0")/common.sh"

folder=.build/mail-agent
# Exim, what it links against, and what lets it run as whoever runs the tests.
packages=(exim4-daemon-light libidn12 libgnutls-dane0 libdb5.3 libnsl2 libpcre2-8-0 libnss-wrapper)

fetch() {
  (cd "$1" && apt-get -q download "${packages[@]}" >/dev/null 2>&1)
}

[ ! -x "$folder/usr/sbin/exim4" ] || exit 0
command -v apt-get >/dev/null && command -v dpkg >/dev/null || {
  say 'Mail agent: this is not a Debian system; the test that needs one is skipped'
  exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
if ! fetch "$work"; then
  if [ "$(id -u)" = 0 ]; then apt-get -q update >/dev/null; elif command -v sudo >/dev/null; then sudo apt-get -q update; fi
  fetch "$work" || { say 'Mail agent: apt-get could not download Exim; the test that needs one is skipped'; exit 0; }
fi
for package in "$work"/*.deb; do dpkg -x "$package" "$work/root"; done
mkdir -p .build
rm -rf "$folder"
mv "$work/root" "$folder"
chmod u-s "$folder/usr/sbin/exim4"
say "Mail agent: Exim is in $folder"
