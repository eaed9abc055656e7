#!/bin/sh
# test_notice.sh PROGRAM PROJECT - what a notice says of itself, judged by the rules for such.
project=$2
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
rules=$project/policies/normative_documents.lua

# write_said FILE FACTS: a notice that says so of itself.
write_said()
{
    cat >"$1" <<LUA
local notice = bylaw.notice { document = "河府发〔2022〕4号", title = "桥梁修缮办法（试行）",
  issuer = "河湾区人民政府", issued = date "2022-05-06", $2 }
notice:pure "f" { answers = "", act = function() return {} end }
LUA
}
judge() { code=$1; shift; ends "$code" check --notice n.lua --by "$rules" "$@"; }
row() { grep -qE "^  $1 +$2 .*$3" out; } # ARTICLE CODE OUTCOME

write_said n.lua 'effective = date "2022-06-06", expires = date "2024-06-05"'
fact "a notice that keeps what can be decided ends with 0" judge 0
fact "its document is named" line 1 "河府发〔2022〕4号  桥梁修缮办法（试行）"
fact "with the day, and the rules of it" line 2 \
    "as of 截至 2022-05-06: the rules are in force 已施行 (第五十六条: 2022-01-01 .. 2026-12-31)"
fact "whether it is a normative document is open" line 3 \
    "cannot be decided 无法判定 (第二条), it may be none; not known: statutory, public,"
fact "a trial is told from its title" line 4 "provisional 暂行或试行: yes 是"
fact "its maker from the issuer's name" row 第三条 maker_barred "pass 符合"
fact "a rule that is kept" row 第四十六条 term_too_long "pass 符合"
fact "one that can't be decided, and for want of what" row 第七条 no_ground \
    "cannot be decided 无法判定 +not known 未知: grounds"
fact "comes behind those that can" not line 6 "not known"
fact "all are counted" says out "  6 pass, 0 fail, 24 cannot be decided, 0 not in force then"

write_said n.lua 'effective = date "2022-06-06", expires = date "2024-06-06"'
fact "a day more than two years is a finding" judge 2
fact "of that rule" row 第四十六条 term_too_long "fail 不符合"
fact "and counted" last_line out "1 checked, 1 findings"
fact "as of a day before the rules it is none" judge 0 --at 2021-12-31
fact "but told" row 第四十六条 term_too_long "not in force then 当时未施行"
fact "the rules' first day decides" judge 2 --at 2022-01-01
fact "and their last" judge 2 --at 2026-12-31
fact "not the one behind" judge 0 --at 2027-01-01

write_said n.lua 'effective = "from_issue", expires = false'
fact "what the text does not say is broken" judge 2
fact "the expiry" row 第四十六条 no_expiry_date "fail"
fact "the wording" row 第四十六条 effective_wording "fail"
fact "then no term is asked for" not says out "term_too_long                 有效期过长          fail"
write_said n.lua 'effective = false, expires = false'
fact "no day of effect either" judge 2
fact "is told" row 第四十六条 no_effective_date "fail"
write_said n.lua ''
fact "what nobody declared is open" judge 0
fact "not broken" row 第四十六条 no_expiry_date "cannot be decided 无法判定 +not known 未知: expires"

write_said n.lua 'effective = date "2022-06-06", expires = date "2024-06-05", making = {
  published = date "2022-05-08", number = "LSDR-2022-001002", registered = date "2022-05-07",
  channels = { "gazette" }, steps = {}, traits = {}, statutory = true, public = true,
  affects_rights = true, binding = true, repeatable = true }'
fact "facts of its making are judged" judge 2
fact "a day too early" row 第四十六条 gap_too_short "fail 不符合 +29"
fact "a channel that lacks, by its name" row 第三十六条 channel_missing "fail 不符合 +website_column"
fact "steps that were none" row 第三十条 review_missing "fail"
fact "as of the day it was published" line 2 "as of 截至 2022-05-08"
fact "whatever day is asked for" judge 2 --at 2030-01-01
fact "indeed" line 2 "as of 截至 2022-05-08"
fact "it is a normative document" line 3 "规范性文件: yes 是 (第二条)"
write_said n.lua 'expires = false, making = { excluded_kind = "minutes" }'
fact "what is none breaks no rule" judge 0
fact "and is told so" line 3 "no 否 (第五条): the rules are not for it"
write_said n.lua 'making = { maker_category = "department_branch" }'
fact "a maker that may not make any is a finding" judge 2
fact "by the declared kind" row 第三条 maker_barred "fail"

write_said n.lua 'making = { stepz = {} }'
fact "a fact that there is not ends with 1" judge 1
fact "with its name and the nearest" says err \
    'making.stepz: there is no field "stepz" here; did you mean "steps"?'
write_said n.lua 'effective = "soon"'
fact "a day of no kind is a slip of the notice" judge 2
fact "told with its line" says out \
    "n.lua:1: a notice's effective is a date or \"from_issue\", or false"
write_said n.lua 'expires = "from_issue"'
fact "nor does a notice expire so" judge 2
fact "as told" says out "a notice's expires is a date, or false where the text does not say"

write_said n.lua ''
fact "the rules are looked for beside the notice" refuses 1 \
    "there is no normative_documents.lua beside n.lua: name the rules with --by FILE" \
    check --notice n.lua
cat >other.lua <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2022-05-06" }
notice:pure "f" { answers = "", act = function() return {} end }
LUA
fact "another notice has none" ends 1 check --notice n.lua --by other.lua
fact "told so" says err 'other has no function "judge"'
fact "--at needs --notice" refuses 1 "--by and --at go with --notice" check n.lua --at 2022-01-01
fact "programs read JSON" judge 0 --format json
fact "a line a notice" has_lines out 1
fact "with each row" says out \
    '{"code":"no_expiry_date","term":"未载明有效期","cite":"第四十六条","outcome":"undecided"'
fact "CSV is for the text" refuses 1 "goes with --against" check --notice n.lua --format csv

# The notices of the project.
of() { ends "$1" check --notice "$project/policies/$2.lua"; }
fact "the notice on normative documents keeps its own rules" of 0 normative_documents
fact "on its term" row 第四十六条 term_too_long "pass"
fact "with an expiry" row 第四十六条 no_expiry_date "pass"
fact "though they were not in force then" line 2 "2021-12-01: the rules are not in force 未施行"
fact "the one on industry states no expiry" of 0 industrial_economy
fact "but was there before the rule" row 第四十六条 no_expiry_date "not in force then"
fact "and may be no normative document at all" line 3 "it may be none"
fact "issued on the rules' first day it would break it" ends 2 check --notice \
    "$project/policies/industrial_economy.lua" --at 2022-01-01
fact "all of them can be judged" ends 0 check --notice "$project/policies"

finish
