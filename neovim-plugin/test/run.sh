#!/bin/sh
# Runs the plugin's tests in a real, headless Neovim. Exit code 0: all passed.
#   NVIM   path of nvim (default: nvim on PATH)
#   OXUR   the launcher to start the server with (default: the repository's own)
set -u
here=$(cd "$(dirname "$0")" && pwd)
NVIM=${NVIM:-nvim}
OXUR=${OXUR:-$(cd "$here/../.." && pwd)/oxur}
# NVIM itself is what Neovim calls its own address for the processes that it starts.
NVIM_UNDER_TEST=$(command -v "$NVIM")
export OXUR NVIM_UNDER_TEST
# Builds what is not built, which takes longer than the tests wait for a server.
"$OXUR" --version >/dev/null || exit 1

# A home of its own: no configuration, no remembered answers, nothing left behind.
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
export XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache"
export TMPDIR="$home"

passed=0
failed=0
for file in units story; do
    # -c and not -l: with -l there is no screen grid to read.
    "$NVIM" --headless -u NONE -i NONE -n \
        --cmd "set runtimepath^=$here/.. lines=40 columns=120" \
        --cmd "lua package.path = '$here/?.lua;' .. package.path" \
        --cmd 'filetype plugin indent on | syntax on' \
        -c "runtime plugin/oxur.lua | luafile $here/$file.lua" >"$home/out" 2>"$home/err" </dev/null
    code=$?
    grep -v '^[0-9]* passed, [0-9]* failed$' "$home/out"
    counts=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$home/out" | tail -1)
    if [ -z "$counts" ]; then
        echo "FAIL $file.lua ended with exit code $code before its summary"
        tail -c 2000 "$home/err"
        counts='0 1'
    elif [ "$code" -ne 0 ]; then
        tail -c 2000 "$home/err"
    fi
    passed=$((passed + ${counts% *}))
    failed=$((failed + ${counts#* }))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
