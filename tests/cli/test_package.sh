#!/bin/sh
# test_package.sh PROGRAM PROJECT PLUGINS - what is installed works where it lies, by itself and
# from the Debian package.
# shellcheck source=tests/cli/kit.sh
. "$2/tests/cli/kit.sh"
build=$(dirname "$1")
unset BYLAW_PLUGINS

# works ROOT: the facts of a tree that was installed into a folder.
works()
{
    bylaw=$1/usr/bin/bylaw
    given ''
    fact "$1: the program runs" ends 0 plugins
    for plugin in ask csv-outbox report; do
        fact "$1: and has the plugin $plugin" says out "$plugin  "
        fact "$1: with its own page" [ -s "$1/usr/share/bylaw/plugins/$plugin/README.md" ]
    done
    fact "$1: and nothing else" [ "$(find "$1/usr/share/bylaw/plugins" -type f | wc -l)" = 6 ]
    given '{"order_amount":520}\n'
    fact "$1: a plugin's format is written" \
        ends 0 call "$1/usr/share/bylaw/policies/consumption_vouchers.lua" quote --format html
    fact "$1: as it should" says out "<!doctype html>"
    given '{"id":"s1","request_id":"1"}\n'
    rm -f x.db* events.csv*
    fact "$1: what is recorded" ends 0 call small.lua join --db x.db
    fact "$1: goes to a place" ends 0 events csv-outbox:events.csv --db x.db
    fact "$1: which has it" says events.csv '"s1"'
    # shellcheck disable=SC2086 # a compiler's name may have options
    fact "$1: a plugin in C is compiled with what is there" \
        ${CC:-cc} -std=c11 -Werror -fsyntax-only -I "$1/usr/include" own.c
}

write_notice small.lua
cat >own.c <<'C'
#include <bylaw/plugin_interface.h>

const bl_plugin_offer bylaw_plugin = { .interface = BL_PLUGIN_INTERFACE, .about = "own" };
C

fact "it is installed" \
    env DESTDIR="$place/tree" cmake --install "$build" --prefix /usr >out 2>err
works tree
mv tree moved
works moved

packs() { cpack --config "$build/CPackConfig.cmake" -B "$place/pack" -G DEB >out 2>err; }
fact "a Debian package is made" packs
fact "one" [ "$(find pack -maxdepth 1 -name 'bylaw_*.deb' | wc -l)" = 1 ]
fact "it unpacks" dpkg-deb -x pack/bylaw_*.deb unpacked
works unpacked
fact "it names what the program needs" sh -c 'dpkg-deb -f pack/bylaw_*.deb Depends | grep -q lua5.4'
fact "its service is there" [ -s unpacked/lib/systemd/system/bylaw.service ]
# Not every machine reads manual pages.
reads_well()
{
    ! command -v man >out || ! man --warnings -E UTF-8 -l -Tutf8 "$1" 2>&1 >out | grep .
}
fact "its manual page is read without a complaint" reads_well unpacked/usr/share/man/man1/bylaw.1
finish
