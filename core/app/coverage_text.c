/* SPDX-License-Identifier: MIT */
#include "app/coverage_text.h"

#include <inttypes.h>
#include <string.h>

#include "app/chart.h"

#define SHOWN_MAX    3  /* of those who encode a provision, in the table */
#define BEGINS_BYTES 72 /* of a forgotten provision */

static const char *const state_names[] = {
    [BL_FORGOTTEN] = "forgotten",
    [BL_COVERED_AS_PROSE] = "prose",
    [BL_ENCODED] = "encoded",
    [BL_ENCODED_AND_TESTED] = "tested",
};
static const char *const state_words[] = {
    [BL_FORGOTTEN] = "forgotten 遗漏",
    [BL_COVERED_AS_PROSE] = "prose 不编码",
    [BL_ENCODED] = "encoded 已编码",
    [BL_ENCODED_AND_TESTED] = "tested 已编码并测试",
};
static const char *const through_names[] = {
    [BL_COVERED_ITSELF] = "itself", [BL_COVERED_BY_PART] = "part", [BL_COVERED_BY_WHOLE] = "whole"};

/* Those who cite a provision are told by their names; by where they stand only if nobody has one.
 */
typedef enum telling { BY_RULES, BY_TABLES, BY_LINES, BY_PROSE } telling;

static bl_text name_of(const bl_citation *citation, telling how)
{
    static const bl_text none = {"", 0};
    if (citation->by == BL_CITED_AS_PROSE)
        return how == BY_PROSE ? citation->who : none;
    if (citation->by != BL_CITED_BY_PLACE)
        return how == BY_RULES ? citation->who : none;
    return how == BY_TABLES ? citation->who : how == BY_LINES ? citation->where : none;
}

/* Whether the name stands among the provision's citations before. */
static bool is_named(const bl_coverage *coverage, size_t place, const bl_citation *citation,
                     telling how)
{
    const bl_citation *at = bl_coverage_cited(coverage, place, NULL);
    for (; at != citation; at = bl_coverage_cited(coverage, place, at))
        if (bl_text_equal(name_of(at, how), name_of(citation, how)))
            return true;
    return false;
}

/* Gives how many there are. */
static size_t write_names(const bl_coverage *coverage, size_t place, telling how, bl_buffer *out)
{
    size_t count = 0;
    for (const bl_citation *at = NULL; (at = bl_coverage_cited(coverage, place, at)) != NULL;) {
        bl_text name = name_of(at, how);
        if (name.size == 0 || is_named(coverage, place, at, how))
            continue;
        if (count++ < SHOWN_MAX)
            bl_buffer_format(out, "%s%.*s", count > 1 ? ", " : "", (int)name.size, name.at);
    }
    if (count > SHOWN_MAX)
        bl_buffer_format(out, ", +%zu", count - SHOWN_MAX);
    return count;
}

/* Those who cite it, or why it is prose. */
static void write_own(const bl_coverage *coverage, size_t place, bl_buffer *out)
{
    bool is_prose = coverage->rows[place].own == BL_COVERED_AS_PROSE;
    telling how = is_prose ? BY_PROSE : BY_RULES;
    while (write_names(coverage, place, how, out) == 0 && how < BY_LINES)
        how++;
}

static void write_by(const bl_coverage *coverage, size_t place, bl_buffer *out)
{
    const bl_coverage_row *row = &coverage->rows[place];
    const bl_counted *through = &coverage->provisions.at[row->through];
    bl_text begins = coverage->provisions.at[place].begins;
    if (row->state == BL_FORGOTTEN) {
        bl_text head = bl_text_view_head(begins, BEGINS_BYTES);
        bl_buffer_format(out, "%.*s%s", (int)head.size, head.at,
                         head.size < begins.size ? "…" : "");
    } else if (row->by == BL_COVERED_ITSELF) {
        write_own(coverage, place, out);
    } else {
        bl_buffer_format(out, "%s %.*s", row->by == BL_COVERED_BY_PART ? "part 其中" : "whole 所属",
                         (int)through->cite.size, through->cite.at);
    }
}

static void write_rows(const bl_coverage *coverage, bl_buffer *out)
{
    bl_chart_table table = {.aligns = "lll"};
    bl_buffer cite = {0}, by = {0};
    bl_chart_table_add_all(&table, (const char *const[]){"citation 条款", "state 状态", "by 依据"},
                           3);
    for (size_t i = 0; i < coverage->provisions.count; i++) {
        if (!coverage->provisions.at[i].is_counted)
            continue;
        bl_buffer_clear(&cite);
        bl_buffer_clear(&by);
        bl_text text = coverage->provisions.at[i].cite;
        bl_buffer_format(&cite, "%.*s%s", (int)text.size, text.at,
                         coverage->rows[i].changed ? " *" : "");
        write_by(coverage, i, &by);
        bl_chart_table_add(&table, cite.at);
        bl_chart_table_add(&table, state_words[coverage->rows[i].state]);
        bl_chart_table_add(&table, by.at ? by.at : "");
    }
    bl_chart_table_finish(&table, 2, out);
    bl_buffer_deinit(&cite);
    bl_buffer_deinit(&by);
}

/* Rounded half up, but what is not all is not 100 and what is something is not 0. */
static void write_percent(size_t part, size_t whole, bl_buffer *out)
{
    int64_t hundredths = whole == 0 ? 0 : (int64_t)((part * 20000 + whole) / (2 * whole));
    hundredths -= hundredths == 10000 && part < whole;
    hundredths += hundredths == 0 && part > 0;
    bl_buffer_format(out, "%" PRId64 ".%02" PRId64, hundredths / 100, hundredths % 100);
}

static void write_summary(const bl_coverage *coverage, bl_buffer *out)
{
    static const bl_covered order[] = {BL_ENCODED_AND_TESTED, BL_ENCODED, BL_COVERED_AS_PROSE,
                                       BL_FORGOTTEN};
    const char *unit = coverage->unit == BL_RANK_ARTICLE ? "articles 条" : "headings 项";
    bl_chart_table table = {.aligns = "lrr"};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        bl_buffer percent = {0};
        write_percent(coverage->counts[order[i]], coverage->total, &percent);
        bl_buffer_add_text(&percent, " %");
        bl_chart_table_add(&table, state_words[order[i]]);
        bl_chart_table_add_int(&table, (int64_t)coverage->counts[order[i]]);
        bl_chart_table_add(&table, percent.at);
        bl_buffer_deinit(&percent);
    }
    bl_chart_table_finish(&table, 2, out);
    bl_buffer_format(out, "  %zu of %zu provisions 条款 accounted for 已交代, ",
                     coverage->total - coverage->counts[BL_FORGOTTEN], coverage->total);
    write_percent(coverage->total - coverage->counts[BL_FORGOTTEN], coverage->total, out);
    bl_buffer_add_text(out, " %");
    if (coverage->units > 0)
        bl_buffer_format(out, "; %zu of %zu %s", coverage->units_done, coverage->units, unit);
    bl_buffer_format(out, "; %" PRId64 " worked cases 用例\n", coverage->citations.cases);
}

static bool has_changed(const bl_coverage *coverage)
{
    bool changed = false;
    for (size_t i = 0; i < coverage->provisions.count; i++)
        changed = changed || coverage->rows[i].changed;
    return changed;
}

static void write_table(const bl_coverage *coverage, bl_buffer *out)
{
    bl_buffer heading = {0};
    const bl_issued *text = coverage->provisions.texts[0];
    bl_buffer_format(&heading, "%s  %.*s", coverage->document.at, (int)text->title.size,
                     text->title.at);
    bl_chart_paint(BL_PAINT_HEADING, bl_chart_coloured(), heading.at, out);
    bl_buffer_add_char(out, '\n');
    write_rows(coverage, out);
    if (has_changed(coverage))
        bl_buffer_add_text(out, "  * says something else than when it was encoded 原文有改动\n");
    bl_buffer_add_char(out, '\n');
    write_summary(coverage, out);
    bl_buffer_deinit(&heading);
}

/* JSON */

static void write_text(const char *key, bl_text text, bl_buffer *out)
{
    bl_buffer_format(out, "\"%s\":", key);
    bl_buffer_add_json(out, text);
}

void bl_coverage_write_lines(bl_text lines, bl_buffer *out)
{
    bl_buffer_add_char(out, '[');
    for (size_t at = 0; at < lines.size;) {
        const char *end = memchr(lines.at + at, '\n', lines.size - at);
        size_t size = end ? (size_t)(end - lines.at) - at : lines.size - at;
        bl_buffer_add_text(out, at > 0 ? "," : "");
        bl_buffer_add_json(out, (bl_text){lines.at + at, size});
        at += size + 1;
    }
    bl_buffer_add_char(out, ']');
}

static void write_citation(const bl_citation *citation, bl_buffer *out)
{
    static const char *const kinds[] = {"parameter", "rule", "place", "case", "prose"};
    bl_buffer_format(out, "{\"kind\":\"%s\",", kinds[citation->by]);
    write_text(citation->by == BL_CITED_AS_PROSE ? "why" : "name", citation->who, out);
    if (citation->where.size > 0) {
        bl_buffer_add_char(out, ',');
        write_text("where", citation->where, out);
    }
    bl_buffer_add_char(out, '}');
}

static void write_provision(const bl_coverage *coverage, size_t place, bl_buffer *out)
{
    const bl_counted *at = &coverage->provisions.at[place];
    const bl_coverage_row *row = &coverage->rows[place];
    const bl_citation *citation = NULL;
    bl_buffer_add_char(out, '{');
    write_text("cite", at->cite, out);
    bl_buffer_format(out, ",\"rank\":\"%s\",\"state\":\"%s\",\"by\":\"%s\",",
                     bl_rank_name(at->rank), state_names[row->state],
                     row->state == BL_FORGOTTEN ? "none" : through_names[row->by]);
    write_text("through", coverage->provisions.at[row->through].cite, out);
    bl_buffer_format(out, ",\"hash\":\"%s\",\"changed\":%s,\"cited\":[", at->hash,
                     row->changed ? "true" : "false");
    for (bool is_first = true; (citation = bl_coverage_cited(coverage, place, citation)) != NULL;
         is_first = false) {
        bl_buffer_add_text(out, is_first ? "" : ",");
        write_citation(citation, out);
    }
    bl_buffer_add_text(out, "]}");
}

static void write_json(const bl_coverage *coverage, bl_text lint, bl_buffer *out)
{
    bl_text findings =
        coverage->findings.at ? bl_buffer_view(&coverage->findings) : (bl_text){"", 0};
    bl_text notes = coverage->notes.at ? bl_buffer_view(&coverage->notes) : (bl_text){"", 0};
    bl_buffer_add_char(out, '{');
    write_text("policy", bl_text_of(coverage->path), out);
    bl_buffer_add_char(out, ',');
    write_text("document", bl_buffer_view(&coverage->document), out);
    bl_buffer_add_text(out, ",\"lint\":");
    bl_coverage_write_lines(lint, out);
    bl_buffer_add_text(out, ",\"findings\":");
    bl_coverage_write_lines(findings, out);
    bl_buffer_add_text(out, ",\"notes\":");
    bl_coverage_write_lines(notes, out);
    bl_buffer_format(out, ",\"total\":%zu", coverage->total);
    for (size_t i = 0; i <= BL_ENCODED_AND_TESTED; i++)
        bl_buffer_format(out, ",\"%s\":%zu", state_names[i], coverage->counts[i]);
    bl_buffer_add_text(out, ",\"percent\":");
    write_percent(coverage->total - coverage->counts[BL_FORGOTTEN], coverage->total, out);
    bl_buffer_format(out, ",\"unit\":\"%s\",\"units\":%zu,\"units_done\":%zu,\"cases\":%" PRId64,
                     bl_rank_name(coverage->unit), coverage->units, coverage->units_done,
                     coverage->citations.cases);
    bl_buffer_add_text(out, ",\"provisions\":[");
    bool is_first = true;
    for (size_t i = 0; i < coverage->provisions.count; i++) {
        if (!coverage->provisions.at[i].is_counted)
            continue;
        bl_buffer_add_text(out, is_first ? "" : ",");
        write_provision(coverage, i, out);
        is_first = false;
    }
    bl_buffer_add_text(out, "]}\n");
}

/* CSV */

static void write_cell(bl_text text, bl_buffer *out)
{
    bool plain = !memchr(text.at, ',', text.size) && !memchr(text.at, '"', text.size) &&
                 !memchr(text.at, '\n', text.size);
    if (plain) {
        bl_buffer_add(out, text.at, text.size);
        return;
    }
    bl_buffer_add_char(out, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '"')
            bl_buffer_add_char(out, '"');
        bl_buffer_add_char(out, text.at[i]);
    }
    bl_buffer_add_char(out, '"');
}

void bl_coverage_write_csv_head(bl_buffer *out)
{
    bl_buffer_add_text(out, "policy,document,cite,rank,state,by,through,changed,who\n");
}

static void write_csv(const bl_coverage *coverage, bl_buffer *out)
{
    bl_buffer who = {0};
    for (size_t i = 0; i < coverage->provisions.count; i++) {
        const bl_counted *at = &coverage->provisions.at[i];
        const bl_coverage_row *row = &coverage->rows[i];
        if (!at->is_counted)
            continue;
        bl_buffer_clear(&who);
        write_own(coverage, i, &who);
        write_cell(bl_text_of(coverage->path), out);
        bl_buffer_format(
            out, ",%s,%.*s,%s,%s,%s,%.*s,%s,", coverage->document.at, (int)at->cite.size,
            at->cite.at, bl_rank_name(at->rank), state_names[row->state],
            row->state == BL_FORGOTTEN ? "none" : through_names[row->by],
            (int)coverage->provisions.at[row->through].cite.size,
            coverage->provisions.at[row->through].cite.at, row->changed ? "true" : "false");
        write_cell(who.at ? bl_buffer_view(&who) : (bl_text){"", 0}, out);
        bl_buffer_add_char(out, '\n');
    }
    bl_buffer_deinit(&who);
}

void bl_coverage_write(const bl_coverage *coverage, bl_coverage_form form, bl_text lint,
                       bl_buffer *out)
{
    if (form == BL_COVERAGE_JSON)
        write_json(coverage, lint, out);
    else if (form == BL_COVERAGE_CSV)
        write_csv(coverage, out);
    else if (coverage->provisions.text_count > 0)
        write_table(coverage, out);
}
