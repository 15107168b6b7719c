#!/bin/sh
# Makes the VS Code extension with the server in it: ./oxur package [FILE.vsix]     default: target/oxur.vsix
# `./oxur package` builds the server first and gives JAVA_HOME; this script puts the two together.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$root/target/oxur.vsix}
case $out in /*) ;; *) out=$PWD/$out ;; esac
if ! command -v npm >/dev/null; then
  echo "oxur: needs node and npm to package the extension, and npm is not in PATH." >&2
  exit 3
fi

# What belongs to this machine (the start-up cache) stays here: the launcher makes it anew where it is installed.
distribution=$root/server/target/launch/oxur
server=$root/vscode-extension/server
rm -rf "$server"
mkdir -p "$server"
cp -R "$root/oxur" "$distribution/oxur.jar" "$distribution/lib" "$distribution/jvm.options" "$server/"

cd "$root/vscode-extension"
# npm writes this file at the end of an installation.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --no-audit --no-fund --silent
fi
npm run --silent package >&2
mkdir -p "$(dirname "$out")"
mv oxur.vsix "$out"
echo "$out"
