#!/bin/sh
# test_sealed.sh PROGRAM - a register that may not be written is read all the same.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
write_notice n.lua

# Root may write anything, so then somebody else runs the program; a tree that nobody else may look
# into is left untested.
if [ "$(id -u)" -eq 0 ]; then
    program=$bylaw
    chmod 755 .
    printf '#!/bin/sh\nexec setpriv --reuid 65534 --regid 65534 --clear-groups %s "$@"\n' \
        "$program" >as_reader
    chmod 755 as_reader
    bylaw=$PWD/as_reader
    if ! "$bylaw" --version >out 2>err; then
        echo "nobody may not run $program here"
        finish
        exit
    fi
else
    program=$bylaw
fi

mkdir kept
given '%s\n' '{"id":"a","request_id":"1"}' '{"id":"b","request_id":"2"}'
"$program" call n.lua join --db kept/x.db <in >out
cp kept/x.db before

# seal FILE_MODE FOLDER_MODE: what may be done with the register from now on.
seal()
{
    chmod 755 kept
    rm -f kept/x.db-wal kept/x.db-shm
    chmod "$1" kept/x.db
    chmod "$2" kept
    [ "$(id -u)" -ne 0 ] || chown -R 65534:65534 kept
}

# readable HOW: it is read, proved, and not changed.
readable()
{
    given '%s\n' '{"id":"a"}' '{"id":"z"}'
    fact "$1: it is read" ends 0 call n.lua store --db kept/x.db
    fact "$1: whoever joined is in" line 1 '"active":true'
    fact "$1: nobody else is" line 2 '"active":false'
    fact "$1: it is proved" ends 0 audit --db kept/x.db
    fact "$1: with every entry" says out "holds: 5 entries"
    given '%s\n' '{"id":"c","request_id":"3"}'
    fact "$1: a change is refused" refuses 1 \
        "kept/x.db may only be read: the file or its folder is not writable" \
        call n.lua join --db kept/x.db
    fact "$1: nothing is left beside it" [ "$(ls kept)" = x.db ]
    fact "$1: it is as it was" same kept/x.db before
}

seal 444 755
readable "a file that may not be written"
seal 644 555
readable "a folder that may not be written"
seal 444 555
readable "neither"

chmod 755 kept
ln -s kept/x.db link.db
chmod 555 kept
given '{"id":"a"}'
fact "a link is followed to where the register lies" ends 0 call n.lua store --db link.db
fact "and reads it" line 1 '"active":true'

# A -wal beside it holds what was answered and is not in the file yet.
seal 644 755
mkfifo pipe
[ "$(id -u)" -ne 0 ] || chown 65534 pipe
"$bylaw" call n.lua join --db kept/x.db <pipe >live.out 2>err &
writer=$!
exec 9>pipe
echo '{"id":"late"}' >&9
tries=0
until [ -s live.out ] || [ $tries -eq 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
chmod 555 kept
given '{"id":"late"}'
fact "beside a writer it is read" ends 0 call n.lua store --db kept/x.db
fact "with what was answered last" line 1 '"active":true'
fact "and proved" ends 0 audit --db kept/x.db
chmod 755 kept
exec 9>&-
wait $writer
fact "the writer ends well" [ $? -eq 0 ]

chmod -R u+rwX kept
finish
