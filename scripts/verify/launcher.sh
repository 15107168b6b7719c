#!/usr/bin/env bash
# Tests how ./oxur finds a Java: `oxur java-home` prints the Java that the launcher would use. The Javas here are
# directories with a release file and a bin/java, which is all that it looks at.
set -uo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit
. "$root/scripts/verify/check.sh"

fake() { # fake DIRECTORY VERSION
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="Some One"\nJAVA_VERSION="%s"\nOS_NAME="Linux"\n' "$2" >"$1/release"
  printf '#!/bin/sh\necho "started %s"\n' "$1" >"$1/bin/java"
  chmod +x "$1/bin/java"
}

# The launcher with an environment of its own: nothing of this machine's Javas is seen.
oxur() { env -i PATH="$bin" OXUR_JAVA_PLACES="$work/nowhere" "$@" /bin/sh "$root/oxur" java-home; }

fake "$work/jdk-17" 17.0.15
fake "$work/jdk-25" 25.0.3
fake "$work/jdk-26" 26
fake "$work/jdk-early" 27-ea
fake "$work/with space/jdk-25" 25
mkdir -p "$work/empty" "$work/bin-17" "$work/bin-25" "$work/usual" "$work/mac/temurin-25.jdk/Contents"
fake "$work/usual/a-17" 17.0.1
fake "$work/usual/b-25" 25.0.1
fake "$work/mac/temurin-25.jdk/Contents/Home" 25.0.2
ln -s "$(command -v readlink)" "$work/empty/readlink"
ln -s "$(command -v cat)" "$work/empty/cat"
cp -P "$work"/empty/* "$work/bin-17/"
cp -P "$work"/empty/* "$work/bin-25/"
ln -s "$work/jdk-17/bin/java" "$work/bin-17/java"
ln -s "$work/jdk-25/bin/java" "$work/bin-25/java"

bin=$work/empty
check "OXUR_JAVA_HOME is taken" "$work/jdk-25" "$(oxur OXUR_JAVA_HOME="$work/jdk-25" 2>&1)"
check "OXUR_JAVA_HOME comes before JAVA_HOME" "$work/jdk-25" \
  "$(oxur OXUR_JAVA_HOME="$work/jdk-25" JAVA_HOME="$work/jdk-26" 2>&1)"
check "JAVA_HOME is taken" "$work/jdk-26" "$(oxur JAVA_HOME="$work/jdk-26" 2>&1)"
check "an early-access version counts" "$work/jdk-early" "$(oxur JAVA_HOME="$work/jdk-early" 2>&1)"
check "a directory may have a space" "$work/with space/jdk-25" "$(oxur JAVA_HOME="$work/with space/jdk-25" 2>&1)"
check "the usual places are searched" "$work/usual/b-25" "$(oxur OXUR_JAVA_PLACES="$work/none:$work/usual" 2>&1)"
check "macOS keeps a JDK two directories deeper" "$work/mac/temurin-25.jdk/Contents/Home" \
  "$(oxur OXUR_JAVA_PLACES="$work/mac" 2>&1)"
check "an old JAVA_HOME is passed over" "$work/usual/b-25" \
  "$(oxur JAVA_HOME="$work/jdk-17" OXUR_JAVA_PLACES="$work/usual" 2>&1)"
bin=$work/bin-25
check "java in PATH is taken, through its links" "$work/jdk-25" "$(oxur 2>&1)"
check "JAVA_HOME comes before PATH" "$work/jdk-26" "$(oxur JAVA_HOME="$work/jdk-26" 2>&1)"

bin=$work/bin-17
message=$(oxur JAVA_HOME="$work/empty" OXUR_JAVA_PLACES="$work/none" 2>&1 >/dev/null)
check "without a Java 25 the exit code is 3" 3 "$(oxur >/dev/null 2>&1; echo $?)"
check "nothing goes to stdout then" "" "$(oxur 2>/dev/null)"
contains "the message says what is needed" "needs Java 25 or newer" "$message"
contains "it says what it looked at: OXUR_JAVA_HOME" "OXUR_JAVA_HOME: not set" "$message"
contains "it says what it looked at: JAVA_HOME" "JAVA_HOME: $work/empty is not a Java" "$message"
contains "it says what it looked at: PATH" "PATH: $work/jdk-17 is Java 17.0.15" "$message"
contains "it says what it looked at: the usual places" "usual places: $work/none" "$message"
contains "it says how to get one" "apt-get install openjdk-25-jdk" "$message"

message=$(oxur OXUR_JAVA_HOME="$work/jdk-17" JAVA_HOME="$work/jdk-25" 2>&1)
contains "an OXUR_JAVA_HOME that is too old is an error" "OXUR_JAVA_HOME: $work/jdk-17 is Java 17.0.15" "$message"

# An installed distribution: the launcher beside oxur.jar. It builds nothing and starts what it found.
mkdir "$work/installed"
cp "$root/oxur" "$work/installed/"
mkdir "$work/installed/lib"
touch -d 2020-01-01 "$work/installed/oxur.jar" "$work/installed/jvm.options" "$work/installed/lib"
echo "$work/jdk-25 25.0.3" >"$work/installed/oxur.aot.for"
bin=$work/bin-25
check "an installed Oxur starts what is beside it" "started $work/jdk-25" \
  "$(env -i PATH="$bin" "$work/installed/oxur" run x.oxr 2>&1)"
ln -s "$work/installed/oxur" "$work/linked"
check "a link to the launcher is followed" "started $work/jdk-25" "$(env -i PATH="$bin" "$work/linked" run x.oxr 2>&1)"

sum_up
