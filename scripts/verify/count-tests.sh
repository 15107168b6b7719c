#!/usr/bin/env bash
# Counts the tests that the last Maven build ran; none at all is a failure: they were not found.
set -euo pipefail
cd "$(dirname "$0")/../.."
cat -- */target/surefire-reports/TEST-*.xml | awk '
  /<testsuite / {
    match($0, / tests="[0-9]+"/); tests += substr($0, RSTART + 8, RLENGTH - 9)
    match($0, / skipped="[0-9]+"/); skipped += substr($0, RSTART + 10, RLENGTH - 11)
  }
  END { printf "= %d tests, %d skipped\n", tests, skipped; exit tests == 0 }'
