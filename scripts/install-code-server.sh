#!/bin/sh
# install-code-server.sh DIR [VERSION] — puts the VS Code server that npm's `code-server` carries into DIR.
#   VERSION  4.100.3 (VS Code 1.100.3, node 20) unless given
#
# Only its `lib/vscode` is used: a whole VS Code, run by `node DIR/package/lib/vscode/out/server-main.js`. No install script is
# run, because some of them download from elsewhere; what those would build (terminal, log files) is not needed.
# Does nothing if DIR has it already.
set -eu

directory=$1
version=${2:-4.100.3}
if [ -f "$directory/complete-$version" ]; then
    exit 0
fi

rm -rf "$directory"
mkdir -p "$directory"
directory=$(cd "$directory" && pwd)
cd "$directory"
npm pack --silent "code-server@$version" >/dev/null
tar xzf "code-server-$version.tgz"
rm "code-server-$version.tgz"

# Not `npm ci`: the shrinkwrap lacks an entry that ci insists on; install honours the rest of it.
cd package/lib/vscode
npm install --silent --omit=dev --ignore-scripts --no-audit --no-fund
ln -sfn node_modules node_modules.asar
cd extensions
npm install --silent --omit=dev --ignore-scripts --no-audit --no-fund
touch "$directory/complete-$version"
