# For shell tests, to be sourced: counts checks and sums them up.
passed=0
failed=0

check() { # check SENTENCE EXPECTED ACTUAL
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
  fi
}

contains() { # contains SENTENCE PART TEXT
  case $3 in *"$2"*) check "$1" x x ;; *) check "$1" "… $2 …" "$3" ;; esac
}

sum_up() {
  echo "= $passed checks passed, $failed failed"
  [ "$failed" = 0 ]
}
