#!/usr/bin/env bash
# Installs what the build links against and the machine lacks. Does nothing, not even `apt-get update`, when all is there.
source "$(dirname "$0")/common.sh"

# package            why it is needed
needed_packages() {
  cat <<'END'
libical-dev          tests and benchmarks compare our calendars with libical
libgmime-3.0-dev     MailMessages reads and writes mail with it
libcurl4-openssl-dev OutboundMail speaks to mail servers with it
python3-aiosmtpd     tests send mail to a real server
coinor-libclp-dev    linear programs bound and improve rotas
libsqlite3-dev       Storage keeps everything in the system's SQLite
zlib1g-dev           HTTPServer compresses feeds
binutils             the linker
tzdata               time zones
ca-certificates      packages are fetched, and pages sent, over HTTPS
END
}

is_installed() {
  # A name with a star asks for any of several; dpkg-query fails, and says so, for a package it never heard of.
  dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

missing_packages() {
  local name _
  while read -r name _; do
    is_installed "$name" || echo "$name"
  done < <(needed_packages)
  # BoringSSL, inside swift-nio-ssl and swift-crypto, is C++. Debian 12 calls its headers libstdc++-12-dev.
  is_installed 'libstdc++-*-dev' || echo libstdc++-12-dev
  missing_for_swiftpm
}

# The Swift package manager's own libraries, where somebody unpacked the toolchain and nothing else.
missing_for_swiftpm() {
  local library
  while read -r library _; do
    case "$library" in
      libcurl.so.4) echo libcurl4 ;;
      libncurses.so.6) echo libncurses6 ;;
      libsqlite3.so.0) ;; # comes with libsqlite3-dev
      libuuid.so.1) echo libuuid1 ;;
      libxml2.so.2) echo libxml2 ;;
      *) printf 'note: the Swift toolchain lacks %s; setup does not know its package\n' "$library" >&2 ;;
    esac
  done < <(libraries_swift_lacks)
}

libraries_swift_lacks() {
  local tool folder
  folder=$(dirname "$(readlink -f "$(command -v swift)")")
  for tool in swift-build swift-frontend; do
    [ ! -x "$folder/$tool" ] || ldd "$folder/$tool" 2>/dev/null | awk '/not found/ { print $1 }' || true
  done | sort -u
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"
}

# A lock that somebody else holds, or a mirror that blinks, is gone a moment later: try once more, then say so.
apt_twice() {
  apt "$@" || { say "apt-get $1 failed; once more in 5 seconds"; sleep 5; apt "$@"; }
}

install_packages() {
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || stop "these packages are missing: $*
You are not root and there is no sudo. As root, run: apt-get install -y --no-install-recommends $*"
  say "Set-up: installing $* (usually under a minute)"
  apt_twice update -q || say "apt-get update failed; trying with the package lists that are here"
  apt_twice install -q -y --no-install-recommends "$@" || stop "apt-get could not install: $*
Install them by hand, then run this again."
}

check_swift() {
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
  read -r major minor <<<"${version:-0 0}"
  [ "$major" -gt 6 ] || { [ "$major" = 6 ] && [ "$minor" -ge 2 ]; } ||
    stop "Watchbill needs Swift 6.2 or newer (6.3 is what it is tested with); this is Swift ${version/ /.}.
Get it from https://www.swift.org/install"
}

command -v swift >/dev/null || stop 'there is no swift on PATH. Get Swift 6.3 from https://www.swift.org/install'
if ! command -v dpkg-query >/dev/null; then
  say 'Set-up: this is not a Debian system. Install the development files of libical 3, GMime 3, libcurl, Clp, SQLite 3, zlib and C++ yourself.'
else
  mapfile -t missing < <(missing_packages)
  if [ "${#missing[@]}" = 0 ]; then
    say 'Set-up: all system packages are there'
  else
    install_packages "${missing[@]}"
  fi
fi
check_swift
