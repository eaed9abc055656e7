#!/bin/sh
# test_launcher.sh - the launcher on a small project of its own. Nothing is installed here: the
# package tools are stand-ins.
set -eu

here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$(mktemp -d)")
trap 'rm -rf "$top"' EXIT
passed=0
failed=0

is() # name, got, wanted
{
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n got:    %s\n wanted: %s\n' "$1" "$2" "$3"
        sed 's/^/ | /' "$top/err" 2>/dev/null || :
    fi
}

small_project()
{
    mkdir -p "$top/a project/core" "$top/a project/tests" "$top/elsewhere"
    cd "$top/a project"
    cp "$here/../../bylaw" "$here/../../CMakePresets.json" .
    cp "$here/../count.awk" tests/
    cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
project(small LANGUAGES C)
option(BYLAW_TESTS "build the tests" ON)
add_executable(bylaw core/main.c)
if(BYLAW_TESTS)
  enable_testing()
  add_test(NAME good COMMAND sh -c "echo 3 passed, 0 failed")
  add_test(NAME other COMMAND sh -c "exit $ENV{OTHER}")
endif()
END
    cat >core/main.c <<'END'
#include <stdio.h>
#include <unistd.h>
int main(int count, char **words)
{
    char folder[4096], text[9];
    printf("one %d", count - 1);
    for (int i = 1; i < count; i++)
        printf(" <%s>", words[i]);
    printf(" in %s read %s\n", getcwd(folder, sizeof folder),
           fgets(text, sizeof text, stdin) ? text : "");
    return 7;
}
END
}

stand_ins()
{
    mkdir "$top/bin"
    : >"$top/missing"
    cat >"$top/bin/dpkg-query" <<END
#!/bin/sh
shift 3
for package; do
    grep -qx "\$package" "$top/missing" || printf ' installed=%s ' "\$package"
done
END
    cat >"$top/bin/apt-get" <<END
#!/bin/sh
echo "\$DEBIAN_FRONTEND \$*" >>"$top/asked"
[ ! -e "$top/offline" ] || { echo "no such host"; exit 100; }
case "\$*" in *install*) : >"$top/missing" ;; esac
END
    cat >"$top/bin/id" <<END
#!/bin/sh
cat "$top/uid"
END
    cat >"$top/bin/sudo" <<END
#!/bin/sh
echo sudo >>"$top/asked"
exec "\$@"
END
    chmod +x "$top"/bin/*
    echo 0 >"$top/uid"
    PATH=$top/bin:$PATH
    export PATH
}

run() # the launcher with words, from another folder, told "hi"
{
    status=0
    (cd "$top/elsewhere" && echo hi | "$top/a project/bylaw" "$@") >"$top/out" 2>"$top/err" ||
        status=$?
}

stand_ins
small_project

run call "two words" ''
is "the program's answer stands alone on stdout" "$(cat "$top/out")" \
    "one 3 <call> <two words> <> in $top/elsewhere read hi"
is "its exit status is the launcher's" $status 7
is "building says nothing" "$(cat "$top/err")" ""

ln -s "a project/bylaw" "$top/link"
is "a link to the launcher will do" "$(cd "$top" && echo hi | ./link x)" \
    "one 1 <x> in $top read hi"

before=$(stat -c %y "$top/a project/build/release/.built")
run
is "nothing is built when nothing has changed" \
    "$(stat -c %y "$top/a project/build/release/.built")" "$before"

sed -i 's/"one/"two/' core/main.c
run
is "a changed source is built in" "$(cat "$top/out")" "two 0 in $top/elsewhere read hi"

sed -i 's/"two/"three/' core/main.c
for i in 1 2 3 4; do (./bylaw </dev/null >"$top/out$i" 2>&1 || :) & done
wait
is "launchers at once wait for one build" "$(cat "$top"/out[1-4] | sort -u)" \
    "three 0 in $top/a project read "

echo 'oops' >>core/main.c
run
is "a build that fails is exit status 1" $status 1
is "its log is not on stdout" "$(cat "$top/out")" ""
is "its log is on stderr" "$(grep -q 'main.c:[0-9:]* error' "$top/err"; echo $?)" 0
sed -i '$d' core/main.c
run
is "once mended it is built again" "$(cat "$top/out")" "three 0 in $top/elsewhere read hi"

mv "$top/a project" "$top/moved"
cp -a "$top/moved" "$top/a project"
cd "$top/a project"
run
is "a copy with the build of the first builds its own" "$(cat "$top/out")" \
    "three 0 in $top/elsewhere read hi"

printf 'cmake\nnettle-dev\n' >"$top/missing"
touch core/main.c
run
is "what is missing is installed, after an update" "$(sed 's/apt-get//; s/  */ /g' "$top/asked")" \
    "noninteractive -q -o DPkg::Lock::Timeout=600 update
noninteractive -q -o DPkg::Lock::Timeout=600 install -y --no-install-recommends cmake nettle-dev"
is "and said on stderr" "$(cat "$top/err")" \
    "bylaw: installing what is needed to build and test: cmake nettle-dev"
is "the answer comes all the same" "$(cat "$top/out")" "three 0 in $top/elsewhere read hi"

rm "$top/asked"
echo 1000 >"$top/uid"
echo gcc >"$top/missing"
touch core/main.c
run
is "somebody else than root goes through sudo" "$(grep -c sudo "$top/asked")" 2

touch "$top/offline" core/main.c
echo gcc >"$top/missing"
run
is "a failed installation is exit status 1" $status 1
is "and told in words" "$(tail -n 1 "$top/err")" "bylaw: the packages could not be installed: gcc"
rm "$top/offline"
: >"$top/missing"

export OTHER=0
run test
is "the suite's last line counts its cases" "$(tail -n 1 "$top/out")" "4 passed, 0 failed"
is "the suite's exit status is 0" $status 0
export OTHER=5
run test
is "a failure is counted" "$(tail -n 1 "$top/out")" "3 passed, 1 failed"
is "a failure is exit status 1" $status 1
run test tests/policies
is "test with a path is the program's" "$(cat "$top/out")" \
    "three 2 <test> <tests/policies> in $top/elsewhere read hi"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
