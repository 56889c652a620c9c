#!/usr/bin/env bash
# Installs what the tests drive and Python packages do not bring: a browser and
# poppler's pdftotext. Does nothing where they are there already.
set -euo pipefail

have_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && return 0
  done
  return 1
}

missing=()
have_browser || missing+=(chromium)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
[ "${#missing[@]}" -eq 0 ] && exit 0

if command -v apt-get >/dev/null; then
  run=()
  [ "$(id -u)" -eq 0 ] || run=(sudo)
  "${run[@]}" apt-get update -qq
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" fonts-dejavu-core
else
  echo "The tests need: ${missing[*]}. Install them with your system's package manager," >&2
  echo "then run the command again." >&2
  exit 1
fi
