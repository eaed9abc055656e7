#!/bin/sh
# kit.sh - what the tests of the program share. Source it with the test's own arguments, state
# facts, and end with `finish`.
#
# A run of the program reads `in` and leaves `out` and `err`, all in a folder of its own; a runner
# writes its `log` there.
bylaw=$(readlink -f "$1")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place" || exit 1
: >in
passed=0
failed=0

# fact SENTENCE COMMAND...: the command holds.
fact()
{
    sentence=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "$sentence"
    for file in out err log; do
        tail -c 1200 $file 2>/dev/null | sed "s/^/ $file | /"
    done
}

# given FORMAT WORDS...: what the next run reads, as printf writes it.
given()
{
    # shellcheck disable=SC2059 # the format is the test's own
    printf "$@" >in
}

# ends CODE WORDS...: the program, given these words, ends with that code.
ends()
{
    wanted=$1
    shift
    status=0
    "$bylaw" "$@" <in >out 2>err || status=$?
    [ $status -eq "$wanted" ] || { echo "ended with $status" >>err; return 1; }
}

says() { grep -qF -- "$2" "$1"; } # FILE WORDS
empty() { ! [ -s "$1" ]; }
has_lines() { [ "$(wc -l <"$1")" -eq "$2" ]; } # FILE COUNT
line() { sed -n "$1p" out | grep -qF -- "$2"; } # NUMBER WORDS
last_line() { [ "$(tail -n 1 "$1")" = "$2" ]; }
same() { cmp -s "$1" "$2"; }
not() { ! "$@"; }

# refuses CODE WORDS_SAID WORDS...: ends with that code, says that on stderr, prints nothing.
refuses()
{
    code=$1 words=$2
    shift 2
    ends "$code" "$@" && says err "$words" && empty out
}

finish()
{
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ]
}

# A small notice: `double` is pure, `stores` reads, `join` changes.
write_notice() # FILE
{
    cat >"$1" <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-11-24" }
local stores = notice:roster "stores"

notice:pure "double" {
  fields = "amount* money", answers = "amount at",
  act = function(q) return { amount = q.amount * 2, at = q.at } end,
}

notice:reads "store" {
  fields = "id* id", answers = "id active",
  act = function(q)
    local store = stores:find(q.id)
    return { id = q.id, active = store ~= nil and store.active }
  end,
}

notice:changes "join" {
  fields = "id* id", answers = "id at",
  rules = {
    { "new", "一", "known", "is in already",
      function(q) return stores:find(q.id) == nil, q.id end },
  },
  act = function(q)
    stores:join(q.at, q.id, "x", {})
    return { id = q.id, at = q.at }
  end,
}
LUA
}
