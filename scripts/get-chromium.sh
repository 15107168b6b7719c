#!/usr/bin/env bash
# Prints the path of a Chromium for the editor tests; installs Debian's if there is none.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  if command -v "$name"; then exit; fi
done
install="apt-get install -y --no-install-recommends chromium fonts-dejavu-core"
as_root=
if [ "$(id -u)" != 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "get-chromium: needs Chromium; as root: $install" >&2
    exit 1
  fi
  as_root="sudo -n"
fi
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # lists of words
{
  $as_root apt-get update -qq
  $as_root $install
} >&2 </dev/null
command -v chromium
