#!/bin/sh
# test_decisions.sh PROGRAM SOURCES - the catalogue of major decisions beside another notice that
# keeps the life of documents, in one register.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
catalogue=$2/policies/major_decisions.lua
cat >normative_documents.lua <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-12-01" }
local chronicle = notice:chronicle()
notice:changes "record" {
  fields = "doc* text\nevent* text\nstage* text\npublished date", answers = "doc",
  act = function(q)
    chronicle:record(q.at, "doc", q.doc, q.event, { stage = q.stage,
      issues = { q.published and { published = q.published, effective = q.published } } })
    return { doc = q.doc }
  end,
}
LUA

at() { printf '"at":"2022-01-%sT09:00:00+08:00"' "$1"; }
record() { given '{"doc":"D7",%s,%s}\n' "$(at "$1")" "$2" &&
    ends 0 call normative_documents.lua record --db x.db && says out '"ok":true'; }
progress() { given '{"item":"one_window",%s,%s}\n' "$(at "$1")" "$2" &&
    ends 0 call "$catalogue" progress --db x.db; }
item() { given '{"item":"one_window",%s}\n' "$(at "$1")" &&
    ends 0 call "$catalogue" item --db x.db; }

fact "a document of no notice is not linked" progress 09 '"event":"link","doc":"D7"'
fact "for it is unknown" says out '"code":"doc_unknown"'
fact "the other notice records it" record 10 '"event":"open","stage":"drafting"'
fact "it is unknown the day before" progress 09 '"event":"link","doc":"D7"'
fact "as it was then" says out '"code":"doc_unknown"'
fact "it is linked" progress 11 '"event":"link","doc":"D7"'
fact "and the item stays listed" says out '{"ok":true,"item":"one_window","state":"listed"'
fact "the item shows it" item 11
fact "with its stage and standing" says out \
    '"doc":"D7","doc_stage":"drafting","doc_standing":"none","completed":null'
fact "and the link in its history" says out '{"event":"linked","on":"2022-01-11","doc":"D7"'
fact "the item is not shown linked before" item 10
fact "but without a document" says out '"doc":null,"doc_stage":null,"doc_standing":null'
fact "before it is published" progress 12 '"event":"complete"'
fact "the item is not completed" says out '"code":"doc_not_published"'
fact "by the text" says out '"cite":"正文"'
fact "it is published" record 13 '"event":"publish","stage":"published","published":"2022-01-13"'
fact "a day before that" progress 12 '"event":"complete"'
fact "the item was not completed" says out '"code":"doc_not_published"'
fact "then it is" progress 13 '"event":"complete"'
fact "completed, late" says out '"state":"completed","late":true'
fact "a published document shows" item 13
fact "that it is in force" says out '"doc_stage":"published","doc_standing":"in_force"'
fact "the same moment again shows what it showed" item 11
fact "in the past" says out '"doc_stage":"drafting"'
fact "the register holds" ends 0 audit --db x.db
fact "whole" says out "x.db: holds"
fact "what the notice says itself is in an empty register" given '{%s}\n' "$(at 01)"
fact "without a word written" ends 0 call "$catalogue" due --db y.db
fact "due" says out '"days_left":-1'
fact "and the register is empty still" ends 0 audit --db y.db
fact "of entries" says out 'holds: 0 entries'
fact "people read" given '{%s}\n' "$(at 01)"
fact "a year" ends 0 call "$catalogue" due --db y.db --format pretty
fact "as a year" says out "年度    2021 年"
finish
