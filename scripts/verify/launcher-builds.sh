#!/usr/bin/env bash
# Tests when ./oxur builds: in a directory that looks like the sources, with a Maven that says what it was asked to do and a Java
# that says what it was started with.
set -uo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/scripts/verify/check.sh"

sources="$work/the sources"
home=$sources/server/target/launch/oxur
mkdir -p "$work/bin" "$work/jdk/bin" "$sources/server/src/main/java" "$sources/scripts" "$sources/docs"
cp "$root/oxur" "$sources/"
touch -d 2020-01-01 "$sources/pom.xml" "$sources/server/pom.xml" "$sources/server/src/main" "$sources/server/src/main/java"
touch -d 2020-01-01 "$sources/server/src/main/java/Main.java" "$sources/scripts/Modernise.java" "$sources/docs/errors.md"
echo 'JAVA_VERSION="25"' >"$work/jdk/release"

cat >"$work/jdk/bin/java" <<'JAVA'
#!/bin/sh
for word; do
  case $word in -XX:AOTCacheOutput=*) echo made >"${word#*=}"; echo "trained" >>"$LOG"; exit ;; esac
done
echo "java $*"
for last; do :; done
echo "$last"
JAVA
cat >"$work/bin/mvn" <<'MVN'
#!/bin/sh
echo "built" >>"$LOG"
[ -f "$BROKEN" ] && echo "[ERROR] a compile error" && exit 1
if [ -f "$SLOW" ]; then
  # As long as a person would wait, or until the test lets it go on; a shell is slow to see signals, so the wait is short.
  echo "$$" >"$SLOW.pid"
  trap 'echo "ended" >>"$LOG"; exit 1' TERM
  while [ -f "$SLOW" ]; do sleep 0.1; done
fi
mkdir -p "$SOURCES/server/target/launch-build/oxur/lib"
touch "$SOURCES/server/target/launch-build/oxur/oxur.jar" "$SOURCES/server/target/launch-build/oxur/jvm.options"
MVN
chmod +x "$work/bin/mvn" "$work/jdk/bin/java"

# A command and no function, so that its number is the launcher's.
launcher=(env PATH="$work/bin:$PATH" OXUR_JAVA_HOME="$work/jdk" LOG="$work/log" SOURCES="$sources" BROKEN="$work/broken"
  SLOW="$work/slow" "$sources/oxur")
oxur() { "${launcher[@]}" "$@"; }
done_since() { # what was built and trained since the last call, on one line
  [ -f "$work/log" ] && tr '\n' ' ' <"$work/log" && rm "$work/log"
}

said=$(oxur run x.oxr 2>&1 >"$work/out" </dev/null)
check "the first use builds and trains" "built trained " "$(done_since)"
check "it says so in one line" 1 "$(printf '%s\n' "$said" | wc -l)"
check "then it does what was asked" \
  "java @$home/jvm.options -XX:AOTCache=$home/oxur.aot -Doxur.home=$home -Doxur.terminals= -jar $home/oxur.jar run x.oxr" "$(head -n 1 "$work/out")"
check "the second use says nothing" "" "$(oxur run x.oxr 2>&1 >/dev/null)"
check "and builds nothing" "" "$(done_since)"
contains "short commands do without the optimising compiler" "-XX:TieredStopAtLevel=1" "$(oxur eval '(+ 1 2)')"
check "an argument stays one argument" "(str \"a  b\" '*)" "$(oxur eval "(str \"a  b\" '*)" | tail -n 1)"

touch "$sources/server/src/main/java/Main.java"
oxur run x.oxr >/dev/null 2>&1
check "a changed source is built" "built trained " "$(done_since)"
rm "$sources/server/src/main/java/Main.java"
oxur run x.oxr >/dev/null 2>&1
check "a removed source is noticed" "built trained " "$(done_since)"

touch "$work/broken" "$sources/server/pom.xml"
said=$(oxur run x.oxr 2>&1 >"$work/out" </dev/null)
check "a failed build ends with exit code 3" 3 "$(oxur run x.oxr >/dev/null 2>&1; echo $?)"
contains "it shows what Maven said" "[ERROR] a compile error" "$said"
check "and starts nothing old" "" "$(cat "$work/out")"
rm "$work/broken"
done_since >/dev/null
oxur run x.oxr >/dev/null 2>&1
check "mended, it is built" "built trained " "$(done_since)"

appears() { # waits until a file is there, or has a line
  for _ in $(seq 300); do
    if [ -f "$1" ] && { [ -z "${2:-}" ] || grep -q "$2" "$1"; }; then return; fi
    sleep 0.1
  done
  echo "never: $1 ${2:-}"
}

touch "$sources/server/pom.xml" "$work/slow"
oxur run x.oxr >/dev/null 2>&1 &
appears "$work/slow.pid"
oxur run x.oxr >/dev/null 2>"$work/said" &
appears "$work/said" waiting
rm "$work/slow"
wait
check "two at once build once" "built trained " "$(done_since)"
check "the second says in one line that it waits" 1 "$(wc -l <"$work/said")"
rm -f "$work/slow.pid"

touch "$sources/server/pom.xml" "$work/slow"
"${launcher[@]}" run x.oxr >/dev/null 2>&1 &
first=$!
appears "$work/slow.pid"
kill -TERM "$first"
wait "$first"
check "a signal ends the build" "built ended " "$(done_since)"
check "and its lock" no "$([ -d "$sources/target/building" ] && echo yes || echo no)"
rm -f "$work/slow.pid"

(oxur run x.oxr >/dev/null 2>&1) &
appears "$work/slow.pid"
kill -KILL "$(cat "$sources/target/building/owner")"
oxur run x.oxr >/dev/null 2>"$work/said" &
second=$!
appears "$work/said" waiting
check "the Maven of a launcher that was killed is waited for" "built " "$(cat "$work/log" | tr '\n' ' ')"
rm "$work/slow"
wait "$second"
check "and then it is built" "built built trained " "$(done_since)"
wait
check "nothing is left over" "launch launch-build " "$(ls "$sources/server/target" | tr '\n' ' ')"
check "not in the distribution's place either" "oxur " "$(ls "$sources/server/target/launch" | tr '\n' ' ')"

ln -s "$sources/oxur" "$work/link to oxur"
said=$(cd / && env PATH="$work/bin:$PATH" OXUR_JAVA_HOME="$work/jdk" LOG="$work/log" "$work/link to oxur" run x.oxr 2>&1)
contains "through a link, from elsewhere, with spaces in the path" "-Doxur.home=$home " "$said"

mkdir -p "$sources/target/building"
(exit) &
wait $!
echo $! >"$sources/target/building/owner"
touch "$sources/server/pom.xml"
oxur run x.oxr >/dev/null 2>&1
check "a build that was killed blocks no other" "built trained " "$(done_since)"

rm -r "$home"
rm "$work/bin/mvn"
for tool in cat cp find mkdir mv ps rm rmdir sh sleep; do ln -s "$(command -v "$tool")" "$work/bin/"; done
said=$(env PATH="$work/bin" OXUR_JAVA_HOME="$work/jdk" /bin/sh "$sources/oxur" run x.oxr 2>&1)
contains "without Maven it says what is missing" "needs Maven" "$said"

sum_up
