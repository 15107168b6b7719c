#!/usr/bin/env bash
# Counts the tests that the last Maven build ran. Fails when one failed, and when there are none: they were not found then.
set -euo pipefail
cd "$(dirname "$0")/../.."
cat -- */target/surefire-reports/TEST-*.xml | awk '
  function attribute(name) {
    match($0, " " name "=\"[0-9]+\"")
    return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
  }
  /<testsuite / {
    tests += attribute("tests"); skipped += attribute("skipped")
    failed += attribute("failures") + attribute("errors")
  }
  END {
    printf "= %d tests, %d failed, %d skipped\n", tests, failed, skipped
    exit tests == 0 || failed > 0
  }'
