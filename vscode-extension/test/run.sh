#!/bin/sh
# Checks and tests the extension. Exit code 0: all passed.
#   CODE_SERVER  directory made by scripts/install-code-server.sh
#   CHROMIUM     path of Chromium (default: /usr/bin/chromium)
#   OXUR         the launcher to start the server with (default: the repository's own)
#   SCREENSHOT   where to leave a picture of the extension at work (default: dist/screenshot.png)
#   ONLY         run only these of: checks units grammar host ui
set -u
cd "$(dirname "$0")/.." || exit 1
OXUR=${OXUR:-$(cd .. && pwd)/oxur}
export OXUR
# Builds what is not built, which takes longer than the tests wait for a server.
"$OXUR" --version >/dev/null || exit 1
SCREENSHOT=${SCREENSHOT:-$PWD/dist/screenshot.png}
ONLY=${ONLY:-checks units grammar host ui}
passed=0
failed=0

wanted() { case " $ONLY " in *" $1 "*) true ;; *) false ;; esac }

# Runs a command as one check of that name.
check() {
    name=$1
    shift
    if "$@" >dist/check.log 2>&1; then
        echo "ok   $name"
        passed=$((passed + 1))
    else
        echo "FAIL $name"
        sed 's/^/     | /' dist/check.log
        failed=$((failed + 1))
    fi
}

# Runs a command that prints lines `ok   …` and `FAIL …`, and counts them.
count() {
    "$@" >dist/count.log 2>&1
    code=$?
    cat dist/count.log
    fails=$(grep -c '^FAIL ' dist/count.log)
    if [ "$code" -ne 0 ] && [ "$fails" -eq 0 ]; then
        echo "FAIL $* ended with exit code $code"
        fails=1
    fi
    passed=$((passed + $(grep -c '^ok   ' dist/count.log)))
    failed=$((failed + fails))
}

# npm writes this file at the end of an installation.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci --silent --no-audit --no-fund || exit 1
fi
mkdir -p dist
PATH=$PWD/node_modules/.bin:$PATH

if wanted checks; then
    check 'the code is formatted' prettier --check .
    check 'eslint has no complaints' eslint .
    check 'the types are right' tsc --noEmit
fi
node build.mjs --tests || exit 1
if wanted units; then
    count sh -c 'node --test --test-reporter=tap dist/unit/*.js | sed -n "s/^ok [0-9]* - /ok   /p; s/^not ok [0-9]* - /FAIL /p; /^ *error:/p; /^ *[+-] /p"'
fi
if wanted grammar; then
    check 'the grammar tells forms apart' vscode-tmgrammar-test -g syntaxes/oxur.tmLanguage.json 'test/grammar/*.oxr'
fi
if wanted host; then
    count node test/ui/host.mjs
fi
if wanted ui; then
    check 'the extension is packaged with its server' "$OXUR" package "$PWD/dist/oxur.vsix"
    count node test/ui/screenshot.mjs "$SCREENSHOT"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
