#!/bin/sh
# test_import.sh PROGRAM - a gazette's issue read into a register, shown and searched.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"

write_issue() # TEXT OF ARTICLE 2
{
    cat <<TEXT
河湾区人民政府公报 2021 年第 2 期（总第 9 期）

目录

河湾区人民政府 关于印发《桥梁修缮办法》的通知（河府发〔2021〕4 号）1

河湾区人民政府关于印发《桥梁修缮办法》的通知

河府发〔2021〕4号

各镇人民政府：

现将《桥梁修缮办法》印发给你们。

河湾区人民政府

2021年5月6日

（此件公开发布）

桥梁修缮办法

第一章 总 则

第一条 桥梁管理单位应当每年对辖区内全部桥梁进行检查并

在 30 日内报告登记号。

第二条 $1

（一）小修；

（二）大修：

1. 换板；
2. 换墩。

大修须公示。
TEXT
}
write_issue "修缮分为：" >a.txt
write_issue "修缮包括：" >b.txt
import() { ends "$1" import "$2" --db x.db --at 2022-01-0"$3"; }

fact "an issue is imported" import 0 a.txt 1
fact "each document is listed" line 2 "河府发〔2021〕4号  new 新增  2021-05-06"
fact "with how much it has" line 2 "9            2  桥梁修缮办法"
fact "and all are counted" last_line out "1 document: 1 new, 0 changed, 0 unchanged; 1 line of\
 page heads, page numbers and contents left out; 0 not understood"
fact "nothing is complained of" empty err
fact "the register holds" ends 0 audit --db x.db
fact "with an entry for the head and one for the text" says out "holds: 2 entries"
fact "the same issue again" import 0 a.txt 2
fact "changes nothing" says out "0 new, 0 changed, 1 unchanged"
fact "indeed" ends 0 audit --db x.db
fact "to the entry" says out "holds: 2 entries"

show() { ends 0 show "$@" --db x.db; }
fact "documents are listed" show
fact "a line each" last_line out "河府发〔2021〕4号  2021-05-06  1/1  桥梁修缮办法"
fact "an article is shown" show 河府发〔2021〕4号 第一条
fact "under its document" line 1 "河府发〔2021〕4号  桥梁修缮办法"
fact "with who issued it, its version, its gazette" line 2 \
    "河湾区人民政府 2021-05-06; version 1 of 1, imported 2022-01-01; 河湾区人民政府公报2021年第2期"
fact "and its chapter" says out "  第一章 总则"
fact "its pages joined" last_line out \
    "第一条 桥梁管理单位应当每年对辖区内全部桥梁进行检查并在 30 日内报告登记号。"
fact "number and citation may be written in any width" show '河府发[2021] 4 号' '第2条（二）'
fact "and it comes with what is within" says out "  2. 换墩。"
fact "as in a law" show 河府发〔2021〕4号 第二条第一款第二项第1目
fact "too" last_line out "1. 换板；"
fact "and where the paragraph need not be said" show 河府发〔2021〕4号 '第二条第三款(二)'
fact "a paragraph has its citation" show 河府发〔2021〕4号 第二条第二款
fact "by its place" last_line out "大修须公示。"
fact "the notice's own text has one" show 河府发〔2021〕4号 正文
fact "as well" last_line out "现将《桥梁修缮办法》印发给你们。"
fact "an outline" show 河府发〔2021〕4号 --outline
fact "has the headings" says out "第一章 总则"
fact "how each article begins" says out "  第一条 桥梁管理单位应当每年对辖区内全部桥梁进行…"
fact "and no items" not says out "小修"
fact "a whole document is shown" show 河府发〔2021〕4号
fact "in its order" last_line out "    大修须公示。"

fact "words are found" ends 0 search 登记 --db x.db
fact "with document and citation" line 1 "河府发〔2021〕4号 第一条  桥梁修缮办法"
fact "and the text around" line 2 "30 日内报告登记号。"
fact "without colours but on a terminal" not grep -q "$(printf '\033')" out
fact "one character is enough" ends 0 search 墩 --db x.db
fact "to be found" line 1 "第二条(二)2"
fact "width and blanks do not count" ends 0 search ３０日 --db x.db
fact "for what is found" line 1 "第一条"
fact "all words must be there" ends 2 search 登记 墩 --db x.db
fact "or nothing is found" says err "no provision holds 登记"

fact "a changed text" import 0 b.txt 3
fact "is a new version" line 2 "changed 有改动"
fact "which is shown" show 河府发〔2021〕4号 第二条
fact "by itself" says out "version 2 of 2, imported 2022-01-03"
fact "as it is now" says out "修缮包括："
fact "the old one stays" show 河府发〔2021〕4号 第二条 --version 1
fact "as it was" says out "修缮分为："
fact "and is not searched" ends 2 search 修缮分为 --db x.db
fact "the register holds still" ends 0 audit --db x.db
cp x.db y.db
sqlite3 y.db "UPDATE provision SET text = '不修。' WHERE version = 1 AND cite = '第一条'"
fact "an edited provision is found" ends 2 audit --db y.db
fact "and named" says out 'provision {"number":"河府发〔2021〕4号","version":1,"n":3'

sed 's/^第二条/第三条/' a.txt >c.txt
fact "what is not understood ends with 2" ends 2 import c.txt --db z.db
fact "is listed with its line" says err "c.txt:29: 第三条 stands behind 第一条: 第三条 修缮分为："
fact "and counted" says out "1 not understood"
fact "the rest is there" ends 0 show 河府发〔2021〕4号 第三条 --db z.db
fact "to be shown" says out "第三条 修缮分为："

fact "an unknown number is answered with the nearest" \
    refuses 1 "did you mean 河府发〔2021〕4号?" show 河府发〔2021〕5号 --db x.db
fact "an unknown citation too" \
    refuses 1 "has no 第三条; did you mean 第一条?" show 河府发〔2021〕4号 第三条 --db x.db
fact "a version that is none" \
    refuses 1 "no version 9" show 河府发〔2021〕4号 --version 9 --db x.db
fact "a register that is missing" refuses 1 "none.db" show --db none.db
fact "is not made" not test -e none.db
fact "a file that is missing" refuses 1 "none.txt" import none.txt --db w.db
head -c 20000 x.db >binary
fact "one that is no text" refuses 1 "neither UTF-8" import binary --db w.db
printf 'a\nb\n' >plain.txt
fact "one that is no gazette" refuses 1 "plain.txt: no document" import plain.txt --db w.db
head -c 70000 /dev/zero | tr '\0' a >long.txt
fact "a line as no gazette has it" refuses 1 "line 1 has more than 65536 bytes" \
    import long.txt --db w.db
head -c 100000000 /dev/zero | tr '\0' a >huge.txt
fact "a file as no gazette is" refuses 1 "more than 16 MiB" import huge.txt --db w.db
rm huge.txt
fact "none of them made a register" not test -e w.db
fact "a register must be named" refuses 1 "--db" import a.txt
fact "to show from" refuses 1 "--db" show
fact "to search" refuses 1 "--db" search x
fact "and a word" refuses 1 "usage: bylaw search" search --db x.db
fact "--help tells when something is not understood" ends 0 import --help
fact "ends" says out "exit code is then 2"
fact "each has an example" ends 0 show --help
fact "of its own" says out "bylaw show 临兰政发〔2021〕3号"
finish
