#!/bin/sh
# What ownership tracking costs, per kernel: bench/Ownership.java for each of them, on one core.
#
#   sh bench/ownership.sh [core] [processes] [kernel…]
#
# How well a process compiles an interpreter is partly luck, so several count, each with its own best runs; the best of all of either side is printed.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
core=${1:-0}
processes=${2:-5}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] && shift
java=$("$root/oxur" java-home)/bin
"$root/oxur" --version >/dev/null
jar=$root/server/target/launch/oxur/oxur.jar
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
"$java/javac" -cp "$jar" -d "$classes" "$root/bench/Ownership.java"

measure() {
  kernel=$1
  shift
  for _ in $(seq "$processes"); do once "$@" </dev/null; done | awk -v name="$kernel" '
    { if (NR == 1 || $1 < on) on = $1; if (NR == 1 || $2 < off) off = $2 }
    END { printf "| %s | %.2f | %.2f | %+.0f %% |\n", name, on / 1e6, off / 1e6, 100 * on / off - 100 }'
}

once() {
  # A compiler thread that ends would take the time it used with it.
  taskset -c "$core" "$java/java" -XX:+UseSerialGC -Xss512m -XX:-UseDynamicNumberOfCompilerThreads -cp "$classes:$jar" Ownership "$root/bench/kernels/$kernel.oxr" "$@"
}

wanted() {
  case " $kernels " in *" $1 "* | "  ") return 0 ;; *) return 1 ;; esac
}
kernels=$*

echo "| kernel | recorded, ms | not recorded, ms | cost |"
echo "|---|---|---|---|"
# Kernel, runs to warm up and as many to time, parameters: 5 to 40 ms each.
while read -r kernel runs parameters; do
  # shellcheck disable=SC2086 # parameters are words
  if wanted "$kernel"; then measure "$kernel" "$runs" $parameters; fi
done <<KERNELS
fib 60 25
tak 60 18 12 6
nbody 40 5000
spectral 40 70
mandel 40 100
fannkuch 40 7
sieve 40 200000
matmul 40 60
collatz 40 6000
bintree 40 10
words 60 20000
KERNELS
