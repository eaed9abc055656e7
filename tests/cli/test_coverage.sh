#!/bin/sh
# test_coverage.sh PROGRAM - what of a text a notice encodes, and whether the text still says it.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"

# write_issue FILE: the bridges' rules; SED changes them.
write_issue() # FILE [SED]
{
    sed "${2:-}" >"$1" <<'TEXT'
河湾区人民政府关于印发《桥梁修缮办法》的通知

河府发〔2021〕4号

各镇人民政府：

现将《桥梁修缮办法》印发给你们。

河湾区人民政府

2021年5月6日

桥梁修缮办法

第一章 总 则

第一条 为了保障桥梁安全，制定本办法。

第二条 修缮分为：

（一）小修；

（二）大修：

1. 换板；
2. 换墩。

第三条 桥梁管理单位应当每年检查桥梁。

检查结果应当公示。

第四条 小修费用不超过 500 元，标准见附件 2。

第五条 桥梁管理单位应当配合检查。
TEXT
}

# A notice that encodes 第二条(二), 第三条第二款 and 第四条; `prose` and `more` are lines of its own.
write_policy() # FILE PROSE MORE
{
    cat >"$1" <<LUA
local notice = bylaw.notice { document = "河府发〔2021〕4号", title = "桥梁修缮办法",
  issuer = "河湾区人民政府", issued = date "2021-05-06" }
$2
local p = notice:parameters { { "small.most", yuan(500), cite = "第四条" },
  { "unprinted", 1, cite = "附件2" } }
notice:pure "repair" {
  fields = "kind* text\ncost* money", answers = "kind",
  rules = { { "cost", "第四条", "too_dear", "that is no small repair", function(q)
    return q.kind ~= "small" or q.cost <= p "small.most", q.cost
  end } },
  act = function(q)
    return { kind = q.kind }, { { q.kind == "small" and "第二条(一)" or "第二条(二)1", "kind" } }
  end,
}
local told = { made_public = "第三条第二款" }
notice:pure "told" { answers = "cite", act = function() return { cite = told.made_public } end }
$3
LUA
}

prose='notice:prose [[
  正文    brings the rules
  第一条  the purpose
  第五条  to help
]]'
mkdir -p house/policies house/tests/policies
write_issue issue.txt
write_policy house/policies/bridges.lua "$prose" ""
cat >house/tests/policies/bridges_repair.lua <<'LUA'
policy "../../policies/bridges.lua"
case "a large repair" { { "repair", { kind = "large", cost = 900 }, { kind = "large" } } }
case "one fen more than a small one" {
  { "repair", { kind = "small", cost = 500.01 }, refused("too_dear", "第四条") },
}
LUA
cat >house/tests/policies/bridges_failing.txt <<'LUA'
policy "../../policies/bridges.lua"
case "a small repair, told wrongly" {
  { "repair", { kind = "small", cost = 1 }, { kind = "large" } },
}
LUA
bridges=house/policies/bridges.lua
against() { code=$1; shift; ends "$code" check "$bridges" --against issue.txt "$@"; }
row() { grep -qE "^  $1( \*)? +$2" out; } # CITATION STATE AND WHO

fact "check says nothing of the text unless asked" ends 0 check $bridges
fact "indeed" has_lines out 1
fact "a notice that was never accepted is a finding" against 2
fact "that says what to do" says out "bridges.provisions is missing: --accept keeps"
fact "a rule that a case saw refuse is tested" row 第四条 "tested 已编码并测试 +small.most, repair"
fact "a reason in an answer is as good" row "第二条\(二\)1" "tested"
fact "what the script cites and no answer showed is encoded" row "第二条\(一\)" \
    "encoded 已编码 +repair"
fact "a table in the script by its place" row 第三条第二款 "encoded 已编码 +house/policies/bridges.lua:19"
fact "what begins an item has its state" row "第二条\(二\)" "tested .* +part 其中 第二条\(二\)1"
fact "the best of them" row 第二条 "tested .* +part 其中 第二条\(二\)1"
fact "but a further paragraph says nothing of the first" row 第三条 "forgotten 遗漏 +桥梁管理单位"
fact "nor one item of another" row "第二条\(二\)2" "forgotten"
fact "what is declared prose says why" row 第一条 "prose 不编码 +the purpose"
fact "so does the text that brings the rules" row 正文 "prose"
fact "a chapter's title is none of the provisions" not row 第一章 "."
fact "all are counted" says out "9 of 11 provisions 条款 accounted for 已交代, 81.82 %;\
 3 of 5 articles 条; 2 worked cases 用例"
fact "an annex that is not printed is a note" says out "note: 附件2 is not printed"

# The threshold, on both sides.
fact "at the share that there is it holds" against 0 --accept --threshold 81
fact "--accept says what it kept" says out "bridges.provisions: 0 changed, 9 added, 0 removed"
fact "a percent more does not" against 2 --threshold 82
fact "and says so" says out "9 of 11 provisions are accounted for, less than 82 %"
fact "and nothing else is wrong" last_line out "1 checked, 1 findings"
fact "100 fails on anything forgotten" against 2 --threshold 100
fact "0 never fails" against 0 --threshold 0
fact "more than all is wrong use" refuses 1 "0 to 100" check $bridges --against issue.txt \
    --threshold 101

# What was accepted: no text, one line a provision.
fact "the file holds no text of the issue" not says house/policies/bridges.provisions 桥梁
fact "but a short hash a line" grep -qE '^第四条 [0-9a-f]{8}$' house/policies/bridges.provisions
fact "accepted again nothing changes" against 0 --accept
fact "and that is told" says out "0 changed, 0 added, 0 removed"

# The text is edited.
edited() { write_issue edited.txt "$1"; ends "$2" check $bridges --against edited.txt; }
fact "blanks and width are no edit" edited 's/ 500 元/５００元/' 0
fact "a figure is" edited 's/500/600/' 2
fact "the provision is named" says out "bridges.lua: 第四条 says something else than when it was"
fact "with the parameters that rest on it" says out "parameters small.most;"
fact "the rules" says out "rules repair.too_dear;"
fact "the answers" says out "answers repair.cost, repair.too_dear;"
fact "the lines" says out "lines house/policies/bridges.lua:8, house/policies/bridges.lua:12"
fact "and marked in the table" grep -qF "第四条 *" out
fact "the mark is explained" says out "* says something else than when it was encoded 原文有改动"
fact "nothing else is marked" last_line out "1 checked, 1 findings"
fact "an item's edit marks those that cite it" edited 's/换板/换面板/' 2
fact "by its own number" says out "第二条(二)1 says something else"
fact "not those that cite another" not says out "repair.too_dear;"
fact "the words before items are theirs too" edited 's/修缮分为/修缮包括/' 2
fact "so those that cite an item rest on them" says out "第二条 says something else than when it was\
 encoded: look again at answers repair.kind; lines house/policies/bridges.lua:16"
fact "an edit of what is forgotten marks nothing" edited 's/每年检查/每季检查/' 0
fact "an edit of prose asks why it is prose" edited 's/应当配合/必须配合/' 2
fact "in these words" says out "第五条 says something else than when it was encoded: look again at why"
fact "a provision that is gone is told" edited '/^第五条/d' 2
fact "as prose of nothing" says out "第五条 is cited, and 河府发〔2021〕4号 has none; did you mean"
fact "and as what was encoded" says out "第五条 was encoded, and the text has it no more"
write_issue edited.txt 's/500/600/'
fact "--accept takes the new text" ends 0 check $bridges --against edited.txt --accept
fact "and counts it" says out "1 changed, 0 added, 0 removed"
fact "the old text is then the edited one" against 2
fact "to the word" says out "第四条 says something else"
fact "back again" against 0 --accept
fact "nothing is marked then" not says out "原文有改动"

# A rule more, and one less.
write_policy $bridges "$prose" 'notice:duties { { "keeper", "管理单位", { "第三条", "检查" } } }'
fact "a provision that is newly encoded is a finding" against 2
fact "named" says out "第三条 is new among what is encoded: --accept keeps what it says"
fact "an article stands for its paragraphs" row 第三条 "encoded 已编码 +keeper|encoded"
write_policy $bridges "notice:prose [[ 正文 x ]]" ""
fact "one that is encoded no more as well" against 2
fact "each" says out "第一条 was encoded, and nothing cites it any more: --accept forgets it"

# Wholes.
write_policy $bridges "notice:prose [[
 正文 x
 第一章 all of it
]]" ""
fact "a chapter stands for its articles" against 2
fact "that nothing else cites" row 第五条 "prose 不编码 +whole 所属 第一章"
fact "the others keep their own" row 第四条 "tested"

# Citations that are wrong.
holds() { write_policy $bridges "$prose" "$1"; against 0; }
slip() { write_policy $bridges "$1" "$2"; against 2; }
fact "a citation that the text lacks is a finding" slip "$prose" \
    'notice:periods { { "a", "第九条", "latest", "unprinted" } }'
fact "with the nearest" says out "第九条 is cited, and 河府发〔2021〕4号 has none; did you mean 第一条?"
fact "and who says it" says out "(lines house/policies/bridges.lua:21)"
fact "prose that the text lacks as well" slip "notice:prose [[ 第九条 x ]]" ""
fact "prose that is cited is a finding" slip "notice:prose [[ 第四条 x ]]" ""
fact "with who cites it" says out "第四条 is declared prose, and is cited (parameters small.most;"
fact "and it is encoded" row 第四条 "tested"
fact "what is no citation is a finding" slip "$prose" \
    'notice:duties { { "keeper", "管理单位", { "Article 3", "检查" } } }
     notice:pure "odd" { answers = "n", rules = { { "r", "Art. 3", "c", "m", function()
       return true end } }, act = function() return { n = 1 } end }'
fact "told as such" says out '"Art. 3" is no citation of a provision (rules odd.c)'
fact "another law is none of the text's" holds \
    'notice:pure "odd" { answers = "n", rules = { { "r", "《民法典》第二百零三条", "c", "m",
      function() return true end } }, act = function() return { n = 1 } end }'
fact "and no error" not says out 民法典
fact "two items in one citation are two" slip "$prose" \
    'notice:periods { { "a", "第二条(一)(二)", "latest", "unprinted" } }'
fact "of one article" not says out "has none"
fact "a word that only looks like a number is no citation" \
    holds 'local _ = { "九", "解释" }'
fact "of anything" not says out "has none"
write_policy $bridges "$prose" ""

# Worked cases.
against 0 --accept
fact "cases can be named" against 0 --cases house/tests/policies/bridges_repair.lua
fact "several times" against 0 --cases house/tests/policies/bridges_repair.lua --cases \
    house/tests/policies
fact "a case that does not hold is a finding" against 2 --cases \
    house/tests/policies/bridges_failing.txt
fact "and shows nothing" row "第二条\(一\)" "encoded"
fact "as is told" says out "1 of 1 worked cases do not hold: see bylaw test"
cp $bridges other.lua
cp house/policies/bridges.provisions other.provisions
fact "without cases nothing is tested" ends 0 check other.lua --against issue.txt
fact "which is no finding" says out "0 worked cases 用例"
fact "nor are another notice's cases" ends 0 check other.lua --against issue.txt --cases \
    house/tests/policies
fact "counted" says out "0 worked cases 用例"
fact "cases that are missing end with 1" refuses 1 nowhere check $bridges --against issue.txt \
    --cases nowhere

# Forms.
fact "a program reads JSON" against 0 --format json
fact "a line a notice" has_lines out 1
fact "with the sums" says out \
    '"total":11,"forgotten":2,"prose":3,"encoded":2,"tested":4,"percent":81.82'
fact "and each provision" says out '{"cite":"第四条","rank":"article","state":"tested","by":"itself",'
fact "with who cites it" says out '{"kind":"rule","name":"repair.too_dear"}'
fact "how it is covered" says out '{"cite":"第二条","rank":"article","state":"tested","by":"part",'
fact "or CSV" against 0 --format csv
fact "with a head" line 1 "policy,document,cite,rank,state,by,through,changed,who"
fact "a row a provision" has_lines out 12
fact "the threshold still fails" against 2 --format json --threshold 100
fact "on stderr" says err "less than 100 %"
write_policy slip.lua "notice:prose [[ 第九条 x ]]" ""
fact "with CSV what is wrong is told on stderr" ends 2 check slip.lua --against issue.txt \
    --format csv
fact "each finding" says err "第九条 is cited, and 河府发〔2021〕4号 has none"
fact "with JSON among the rest" ends 2 check slip.lua --against issue.txt --format json
fact "in its place" says out '"findings":["slip.lua: 第九条 is cited, and'
fact "once" empty err
echo nonsense >broken.lua
fact "a notice that can't be loaded is told in every form" ends 2 check broken.lua \
    --against issue.txt --format json
fact "with its line" says err "broken.lua:2: "
fact "another form is wrong use" refuses 1 "pretty, json or csv" \
    check $bridges --against issue.txt --format xml
fact "a form needs the text" refuses 1 "goes with --against" check $bridges --format json

# Texts.
fact "a text that is missing ends with 1" refuses 1 nowhere check $bridges --against nowhere.txt
sed 's/〔2021〕4号/〔2021〕5号/' issue.txt >elsewhere.txt
fact "an issue without the document is a finding" ends 2 check $bridges --against elsewhere.txt
fact "with the nearest" says out \
    "there is no document 河府发〔2021〕4号; the nearest is 河府发〔2021〕5号"
write_issue two.txt "/^桥梁修缮办法\$/,\$d"
cat >>two.txt <<'TEXT'
桥梁修缮办法

第一条 为了安全，制定本办法。

第二条 每年检查桥梁。

渡口管理办法

第一条 为了秩序，制定本办法。

第二条 每日清点船只。

第三条 夜间停航。
TEXT
sed -i 's/印发《桥梁修缮办法》/印发《桥梁修缮办法》《渡口管理办法》/' two.txt
write_two() # CITATION
{
    cat >two.lua <<LUA
local notice = bylaw.notice { document = "河府发〔2021〕4号", title = "t", issuer = "i",
  issued = date "2021-05-06" }
notice:duties { { "keeper", "管理单位", { "$1", "清点" } } }
LUA
}
write_two "第三条"
fact "a notice may rest on several texts of its document" ends 2 check two.lua --against two.txt
fact "each provision under its text" row "\(二\)第三条" "encoded"
write_two "第二条"
fact "what stands in both must be told apart" ends 2 check two.lua --against two.txt
fact "how, is told" says out "第二条 stands in several texts of 河府发〔2021〕4号: write (一)第二条"
write_two "(二)第二条"
fact "by its number" ends 2 check two.lua --against two.txt
fact "it is found" row "\(二\)第二条" "encoded"
fact "and the other is not" row "\(一\)第二条" "forgotten"

echo "第四条 12" >other.provisions
fact "a list of hashes that is damaged ends with 1" ends 1 check other.lua --against issue.txt
fact "with its line" says err "other.provisions:1: expected a citation and its hash"
fact "the help has an example" ends 0 check --help
fact "of this" says out "--against gazette-2021-04.txt --threshold 100"

finish
