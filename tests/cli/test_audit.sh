#!/bin/sh
# test_audit.sh PROGRAM - a register that holds, one that does not, and files that are none.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
write_notice n.lua

given '%s\n' '{"id":"a","request_id":"1"}' '{"id":"b","request_id":"2"}' '{"id":"c"}'
fact "a register is made" ends 0 call n.lua join --db x.db --at 2021-12-03

fact "it holds" ends 0 audit --db x.db
fact "and says how many entries it read" says out "x.db: holds: 6 entries"
fact "with the hash of the last" grep -qE 'head [0-9a-f]{64}$' out
fact "nothing else is said" empty err
cp out before
fact "it holds again" ends 0 audit --db x.db
fact "in the same words" same out before

# tampered SQL: a copy of the register, changed as with another program.
tampered()
{
    cp x.db y.db
    sqlite3 y.db "$1"
}
tampered "UPDATE member SET last_at = 7 WHERE id = 'b'"
fact "an edited row ends with 2" ends 2 audit --db y.db
fact "and is named" says out 'y.db: does not hold: member {"roster":"stores","id":"b"'
tampered "DELETE FROM spell WHERE member = 'a'"
fact "a removed row ends with 2" ends 2 audit --db y.db
fact "and is named" says out 'spell {"roster":"stores","member":"a"'
tampered "INSERT INTO request VALUES ('9', 3)"
fact "a forged row ends with 2" ends 2 audit --db y.db
fact "and is named" says out 'request {"id":"9"'
tampered "DROP TRIGGER entry_is_never_edited; UPDATE entry SET subject = 'z' WHERE seq = 4"
fact "an edited entry ends with 2" ends 2 audit --db y.db
fact "and is named by its number" says out "entry 4 (joined, z) was edited or forged"
tampered "DROP TRIGGER entry_is_never_removed; DELETE FROM entry WHERE seq = 3"
fact "a removed entry ends with 2" ends 2 audit --db y.db
fact "and is named by its number" says out "entry 3 was removed"

head -c 20000 x.db >y.db
fact "a file cut short ends with 2" ends 2 audit --db y.db
fact "and is named" says out "y.db: does not hold: "

fact "a missing file ends with 1" refuses 1 "nowhere.db" audit --db nowhere.db
fact "and is not made" not test -e nowhere.db
fact "a file that is no register ends with 1" refuses 1 "n.lua" audit --db n.lua
: >none.db
fact "an empty file ends with 1" refuses 1 "none.db" audit --db none.db
fact "and stays empty" empty none.db
cp x.db y.db
sqlite3 y.db "PRAGMA user_version = 99"
fact "a register of a newer program ends with 1" refuses 1 "y.db" audit --db y.db

fact "no register is wrong use" refuses 1 "usage: bylaw audit --db FILE" audit
fact "so is another word" refuses 1 "usage: bylaw audit" audit --db x.db more
fact "a misspelt option is named with the nearest" refuses 1 "did you mean --db?" audit --bd x.db
fact "--help is no trouble" ends 0 audit --help
fact "and shows an example" says out "bylaw audit --db season.db"

fact "a folder is no register" refuses 1 "is a folder" audit --db .
fact "nor is a URI" refuses 1 "names a file, not a URI" audit --db file:x.db
fact "one register is proved at a time" refuses 1 "--db is given twice" audit --db a --db b

finish
