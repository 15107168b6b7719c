#!/usr/bin/env bash
# Looks at what ./oxur runs: every class can go into the AOT cache, the cache is there and is taken, start-up is within bounds.
set -euo pipefail
cd "$(dirname "$0")/../.."
./oxur --version >/dev/null # built now, if it was not
home=server/target/launch/oxur
java=$(./oxur java-home)/bin/java
"$java" scripts/verify/OldClasses.java "$home"/oxur.jar "$home"/lib/*.jar

if [ ! -f "$home/oxur.aot" ]; then
  echo "there is no AOT cache; how its making went:"
  cat "$home/oxur.aot.log"
  exit 1
fi
# -XX:AOTMode=on: a cache that does not fit ends the JVM.
"$java" @"$home/jvm.options" -XX:AOTMode=on -XX:AOTCache="$home/oxur.aot" -jar "$home/oxur.jar" --version
loaded=$(OXUR_JAVA_OPTIONS=-Xlog:class+load:file=target/verify/classes.log ./oxur --version >/dev/null &&
  grep -vc 'shared objects file' target/verify/classes.log || true)
echo "= $loaded classes of --version from outside the AOT cache"
