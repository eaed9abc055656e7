#!/bin/sh
# test_count.sh - what count.awk makes of ctest's log.
set -eu

here=$(dirname "$(readlink -f "$0")")
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
mkdir "$top/suite"
cd "$top/suite"
passed=0
failed=0

# counts NAME WANTED: of the tests declared on standard input, each a name and a shell script.
counts()
{
    : >CTestTestfile.cmake
    while read -r test script; do
        echo "add_test($test sh -c [==[$script]==])" >>CTestTestfile.cmake
    done
    status=0
    ctest -j 2 >"$top/out" 2>&1 || status=$?
    got=$(awk -v status="$status" -f "$here/../count.awk" Testing/Temporary/LastTest.log) || :
    if [ "$got" = "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1: got $got, not $2"
        cat Testing/Temporary/LastTest.log
    fi
}

counts "tests that count nothing are one each" "2 passed, 0 failed" <<'END'
one true
two echo hello
END
counts "a test that fails is one" "1 passed, 1 failed" <<'END'
one true
two exit 3
END
counts "cmocka's groups are added up" "5 passed, 0 failed" <<'END'
one echo "[  PASSED  ] 2 test(s)."; echo "[  PASSED  ] 3 test(s)."
END
counts "cmocka's failures are counted once" "4 passed, 2 failed" <<'END'
one f="[  FAILED  ]"; echo "[  PASSED  ] 4 test(s)."; echo "$f 2 test(s):"; echo "$f a"; exit 2
END
counts "a line of its own counts" "7 passed, 1 failed" <<'END'
one echo "7 passed, 1 failed"; exit 1
END
counts "a test that dies after its cases passed has failed" "3 passed, 1 failed" <<'END'
one echo "[  PASSED  ] 3 test(s)."; kill -9 $$
END
echo 'add_test(gone no-such-program)' >CTestTestfile.cmake
ctest >"$top/out" 2>&1 || status=$?
got=$(awk -v status="$status" -f "$here/../count.awk" Testing/Temporary/LastTest.log) || :
case $got in
*" 1 failed") passed=$((passed + 1)) ;;
*) failed=$((failed + 1)); echo "FAILED: a program that is not there: $got" ;;
esac

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
