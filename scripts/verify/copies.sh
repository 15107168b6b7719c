#!/usr/bin/env bash
# Compares what was copied into the repository with where it came from, if that is beside the repository: ../shared
set -euo pipefail
cd "$(dirname "$0")/../.."
originals=${OXUR_SHARED:-../shared}
if [ ! -d "$originals" ]; then
  echo "= no $originals here, nothing to compare with"
  exit
fi
diff -r "$originals/conformance" corpus/conformance
diff -r "$originals/bench/peers" bench/peers
diff -r "$originals/bench/processes" bench/processes
echo "= equal"
