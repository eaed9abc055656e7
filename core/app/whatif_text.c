/* SPDX-License-Identifier: MIT */
#include "app/whatif_text.h"

#include <inttypes.h>
#include <string.h>

#include "app/reply.h"

#define INDENT    2
#define BAR_WIDTH 40

static const char *const world_names[BL_WORLDS] = {"baseline", "reform"};

static void heading(const char *title, bool coloured, bl_buffer *out)
{
    bl_buffer_add_char(out, '\n');
    bl_chart_paint(BL_PAINT_HEADING, coloured, title, out);
    bl_buffer_add_char(out, '\n');
}

static void money_cell(bl_chart_table *table, int64_t fen, bool is_change)
{
    bl_buffer text = {0};
    if (is_change && fen > 0)
        bl_buffer_add_char(&text, '+');
    bl_money_write_grouped((bl_money){fen}, false, &text);
    bl_chart_table_add(table, text.at ? text.at : "?");
    bl_buffer_deinit(&text);
}

static void count_text(int64_t count, bool is_change, bl_buffer *out)
{
    bl_buffer digits = {0};
    bl_money_write_grouped((bl_money){100 * count}, true, &digits);
    bl_buffer_format(out, "%s%s", is_change && count > 0 ? "+" : "", digits.at ? digits.at : "?");
    bl_buffer_deinit(&digits);
}

static void count_cell(bl_chart_table *table, int64_t count, bool is_change)
{
    bl_buffer text = {0};
    count_text(count, is_change, &text);
    bl_chart_table_add(table, text.at);
    bl_buffer_deinit(&text);
}

static const json_t *parameter(const bl_whatif *w, const char *name)
{
    size_t i;
    json_t *entry;
    json_array_foreach((json_t *)w->parameters, i, entry)
    {
        if (strcmp(json_string_value(json_object_get(entry, "name")), name) == 0)
            return entry;
    }
    return NULL;
}

static void add_json(const json_t *value, bl_buffer *out)
{
    if (value)
        bl_reply_write(value, out);
    else
        bl_buffer_add_text(out, "null");
}

/* As people read it: amounts grouped, text without quotes. */
static void value_cell(bl_chart_table *table, const json_t *value, const char *type)
{
    bl_buffer text = {0};
    bl_money amount;
    if (type && strcmp(type, "money") == 0 && json_is_number(value) &&
        bl_reply_amount(value, &amount, NULL) == BL_OK)
        bl_money_write_grouped(amount, true, &text);
    else if (json_is_string(value))
        bl_buffer_add_text(&text, json_string_value(value));
    else if (!value || json_is_null(value))
        bl_buffer_add_char(&text, '-');
    else
        add_json(value, &text);
    if (type && strcmp(type, "percent") == 0 && json_is_number(value))
        bl_buffer_add_text(&text, " %");
    bl_chart_table_add(table, text.at ? text.at : "");
    bl_buffer_deinit(&text);
}

/* The Chinese name of a parameter; without one, that of the measure it belongs to. */
static const char *label_of(const bl_whatif *w, const char *name)
{
    const char *label = bl_reply_word(parameter(w, name), "label");
    for (size_t i = 0; *label == '\0' && i < bl_tally_count(w->result->tally); i++) {
        const bl_measure *measure = bl_tally_measure(w->result->tally, i);
        size_t size = strlen(measure->item);
        if (strncmp(name, measure->item, size) == 0 && name[size] == '.')
            label = measure->term;
    }
    return label;
}

static void write_parameters(const bl_whatif *w, bl_buffer *out)
{
    static const char *const heads[] = {"parameter", "label", "article", "baseline", "reform",
                                        "参数",      "名称",  "条款",    "现行",     "调整后"};
    bl_chart_table table = {.aligns = "lllrr"};
    if (w->question->name_count == 0)
        return;
    bl_buffer_add_char(out, '\n');
    bl_chart_table_add_all(&table, heads, 10);
    for (size_t i = 0; i < w->question->name_count; i++) {
        const char *name = w->question->names[i];
        const json_t *entry = parameter(w, name);
        const char *type = bl_reply_word(entry, "type");
        bl_chart_table_add(&table, name);
        bl_chart_table_add(&table, label_of(w, name));
        bl_chart_table_add(&table, bl_reply_word(entry, "cite"));
        value_cell(&table, json_object_get(entry, "value"), type);
        value_cell(&table, json_object_get(w->question->params, name), type);
    }
    bl_chart_table_finish(&table, INDENT, out);
}

static void sum_row(bl_chart_table *table, const char *name, const char *label, int64_t before,
                    int64_t after, bool is_money)
{
    bl_chart_table_add(table, name);
    bl_chart_table_add(table, label);
    if (is_money) {
        money_cell(table, before, false);
        money_cell(table, after, false);
        money_cell(table, after - before, true);
    } else {
        count_cell(table, before, false);
        count_cell(table, after, false);
        count_cell(table, after - before, true);
    }
}

static void exhausted_row(bl_chart_table *table, const bl_world *worlds)
{
    bl_chart_table_add(table, "exhausted at row");
    bl_chart_table_add(table, "资金用尽于第几行");
    for (size_t i = 0; i < BL_WORLDS; i++) {
        if (worlds[i].exhausted_at_row > 0)
            count_cell(table, worlds[i].exhausted_at_row, false);
        else
            bl_chart_table_add(table, "-");
    }
    if (worlds[0].exhausted_at_row > 0 && worlds[1].exhausted_at_row > 0)
        count_cell(table, worlds[1].exhausted_at_row - worlds[0].exhausted_at_row, true);
    else
        bl_chart_table_add(table, "");
}

static void write_sums(const bl_whatif *w, bl_buffer *out)
{
    static const char *const heads[] = {"", "", "baseline 现行", "reform 调整后", "change 变化"};
    const bl_world *a = &w->result->worlds[0], *b = &w->result->worlds[1];
    bl_chart_table table = {.aligns = "llrrr"};
    bl_chart_table_add_all(&table, heads, 5);
    sum_row(&table, "demand", "申请金额", a->demand.fen, b->demand.fen, true);
    if (a->limited && b->limited) {
        sum_row(&table, "ceiling", "资金上限", a->ceiling.fen, b->ceiling.fen, true);
        sum_row(&table, "paid", "可支付", a->paid.fen, b->paid.fen, true);
        sum_row(&table, "waiting", "待资金", a->waiting.fen, b->waiting.fen, true);
        exhausted_row(&table, w->result->worlds);
    }
    if (a->refused + b->refused > 0)
        sum_row(&table, "refused rows", "未受理行", a->refused, b->refused, false);
    bl_chart_table_finish(&table, INDENT, out);
}

static void write_measures(const bl_whatif *w, bl_buffer *out)
{
    static const char *const heads[] = {
        "measure", "",     "article", "qualified", "reform", "amount", "reform", "change",
        "条目",    "名称", "条款",    "符合",      "调整后", "金额",   "调整后", "变化"};
    const bl_world *worlds = w->result->worlds;
    bl_chart_table table = {.aligns = "lllrrrrr"};
    bl_chart_table_add_all(&table, heads, 16);
    for (size_t i = 0; i < bl_tally_count(w->result->tally); i++) {
        const bl_item_sum *a = &worlds[0].items[i], *b = &worlds[1].items[i];
        const bl_measure *measure = bl_tally_measure(w->result->tally, i);
        if (a->lines + b->lines == 0)
            continue;
        bl_chart_table_add(&table, measure->item);
        bl_chart_table_add(&table, measure->term);
        bl_chart_table_add(&table, measure->cite);
        count_cell(&table, a->qualified, false);
        count_cell(&table, b->qualified, false);
        money_cell(&table, a->amount.fen, false);
        money_cell(&table, b->amount.fen, false);
        money_cell(&table, b->amount.fen - a->amount.fen, true);
    }
    bl_chart_table_finish(&table, INDENT, out);
}

static void write_winners(const bl_whatif *w, bl_buffer *out)
{
    const bl_comparison *c = w->result;
    bl_chart_table table = {.aligns = "llrr"};
    bl_chart_table_add(&table, "winners");
    bl_chart_table_add(&table, "受益");
    count_cell(&table, c->winners, false);
    money_cell(&table, c->won.fen, true);
    bl_chart_table_add(&table, "losers");
    bl_chart_table_add(&table, "受损");
    count_cell(&table, c->losers, false);
    money_cell(&table, -c->lost.fen, true);
    bl_chart_table_add(&table, "unchanged");
    bl_chart_table_add(&table, "不变");
    count_cell(&table, c->rows - c->winners - c->losers, false);
    bl_chart_table_add(&table, "");
    bl_chart_table_finish(&table, INDENT, out);
}

static void add_bound(int64_t fen, bl_buffer *out)
{
    bl_money_write_grouped((bl_money){fen}, true, out);
}

/* "+10,000 .. 50,000"; a loss as "-50,000 .. -10,000": the smaller number comes first. */
static void band_cell(bl_chart_table *table, size_t band, bool loses)
{
    bl_buffer text = {0};
    int64_t least = band == 0 ? 0 : bl_band_least(band);
    bool bounded = band + 1 < BL_BANDS;
    if (loses) {
        if (bounded)
            add_bound(-bl_band_least(band + 1), &text);
        bl_buffer_add_text(&text, bounded ? " .. " : ".. ");
        add_bound(-least, &text);
    } else {
        bl_buffer_add_char(&text, '+');
        add_bound(least, &text);
        bl_buffer_add_text(&text, bounded ? " .. " : " ..");
        if (bounded)
            add_bound(bl_band_least(band + 1), &text);
    }
    bl_chart_table_add(table, text.at ? text.at : "?");
    bl_buffer_deinit(&text);
}

static void band_row(bl_chart_table *table, size_t band, bool loses, int64_t rows, int64_t peak)
{
    bl_buffer bar = {0};
    band_cell(table, band, loses);
    count_cell(table, rows, false);
    bl_chart_bar(rows, peak, BAR_WIDTH, &bar);
    bl_chart_table_add(table, bar.at ? bar.at : "");
    bl_buffer_deinit(&bar);
}

/* The outermost band that has rows; BL_BANDS: none. */
static size_t last_band(const int64_t *bands)
{
    size_t band = BL_BANDS;
    while (band > 0 && bands[band - 1] == 0)
        band--;
    return band == 0 ? BL_BANDS : band - 1;
}

static void write_distribution(const bl_whatif *w, bl_buffer *out)
{
    const bl_comparison *c = w->result;
    bl_chart_table table = {.aligns = "rrl"};
    int64_t won = bl_chart_peak(c->won_bands, BL_BANDS);
    int64_t lost = bl_chart_peak(c->lost_bands, BL_BANDS);
    int64_t peak = won > lost ? won : lost;
    size_t most = last_band(c->lost_bands), last = last_band(c->won_bands);
    for (size_t i = most + 1; most < BL_BANDS && i > 0; i--)
        band_row(&table, i - 1, true, c->lost_bands[i - 1], peak);
    for (size_t i = 0; last < BL_BANDS && i <= last; i++)
        band_row(&table, i, false, c->won_bands[i], peak);
    bl_chart_table_finish(&table, INDENT, out);
}

static void write_changed(const bl_whatif *w, bl_buffer *out)
{
    static const char *const heads[] = {"row",    "",       "measure", "",    "baseline",
                                        "reform", "change", "行",      "",    "条目",
                                        "名称",   "现行",   "调整后",  "变化"};
    const bl_comparison *c = w->result;
    bl_chart_table table = {.aligns = "rlllrrr"};
    bl_chart_table_add_all(&table, heads, 14);
    for (size_t row = 0; row < c->changed_count; row++) {
        const bl_changed *changed = &c->changed[row];
        bool first = true;
        for (size_t i = 0; i < bl_tally_count(c->tally); i++) {
            int64_t before = changed->weights[0].items[i].amount.fen;
            int64_t after = changed->weights[1].items[i].amount.fen;
            if (before == after)
                continue;
            if (first)
                bl_chart_table_add_int(&table, changed->row);
            else
                bl_chart_table_add(&table, "");
            bl_chart_table_add(&table, first ? changed->applicant : "");
            bl_chart_table_add(&table, bl_tally_measure(c->tally, i)->item);
            bl_chart_table_add(&table, bl_tally_measure(c->tally, i)->term);
            money_cell(&table, before, false);
            money_cell(&table, after, false);
            money_cell(&table, after - before, true);
            first = false;
        }
    }
    bl_chart_table_finish(&table, INDENT, out);
}

void bl_whatif_write(const bl_whatif *w, bool coloured, bl_buffer *out)
{
    bl_buffer_format(out, "%s.%s over %s: ", bl_notice_name(w->result->notice),
                     w->question->bulk.function, w->question->bulk.over);
    count_text(w->result->rows, false, out);
    bl_buffer_add_text(out, " rows 行\n");
    write_parameters(w, out);
    heading("sums 合计 (元)", coloured, out);
    write_sums(w, out);
    heading("by measure 分项", coloured, out);
    write_measures(w, out);
    heading("who gains and who loses 受益与受损 (元)", coloured, out);
    write_winners(w, out);
    if (w->result->winners + w->result->losers > 0) {
        heading("rows by their change 变化分布 (元)", coloured, out);
        write_distribution(w, out);
    }
    if (w->result->changed_count > 0) {
        heading("the first rows that change 前几行变化 (元)", coloured, out);
        write_changed(w, out);
    }
}

static void json_money(const char *name, bl_money amount, bl_buffer *out)
{
    bl_buffer_format(out, ",\"%s\":", name);
    bl_money_write(amount, out);
}

static void json_refused(const bl_comparison *c, size_t world, bl_buffer *out)
{
    bool first = true;
    bl_buffer_add_text(out, ",\"bad_rows\":[");
    for (size_t i = 0; i < c->refused_count; i++) {
        const bl_refused *refused = &c->refused[i];
        if (!refused->field[world][0])
            continue;
        bl_buffer_format(out, "%s{\"row\":%" PRId64 ",\"field\":", first ? "" : ",", refused->row);
        bl_buffer_add_json(out, bl_text_of(refused->field[world]));
        bl_buffer_add_char(out, '}');
        first = false;
    }
    bl_buffer_add_char(out, ']');
}

static void json_items(const bl_comparison *c, size_t world, bl_buffer *out)
{
    bool first = true;
    bl_buffer_add_text(out, ",\"by_item\":[");
    for (size_t i = 0; i < bl_tally_count(c->tally); i++) {
        const bl_item_sum *sum = &c->worlds[world].items[i];
        if (sum->lines == 0)
            continue;
        bl_buffer_format(out, "%s{\"item\":\"%s\",\"qualified\":%" PRId64 ",\"displaced\":%" PRId64,
                         first ? "" : ",", bl_tally_measure(c->tally, i)->item, sum->qualified,
                         sum->displaced);
        json_money("gross", sum->gross, out);
        json_money("amount", sum->amount, out);
        bl_buffer_add_char(out, '}');
        first = false;
    }
    bl_buffer_add_text(out, "],");
}

static void json_world(const bl_comparison *c, size_t world, bl_buffer *out)
{
    const bl_world *w = &c->worlds[world];
    bl_buffer_format(out, "{\"name\":\"%s\",\"rows\":%" PRId64, world_names[world], c->rows);
    json_refused(c, world, out);
    json_money("demand", w->demand, out);
    if (w->limited) {
        json_money("paid", w->paid, out);
        json_money("waiting", w->waiting, out);
        json_money("ceiling", w->ceiling, out);
    } else {
        bl_buffer_add_text(out, ",\"paid\":null,\"waiting\":null,\"ceiling\":null");
    }
    if (w->exhausted_at_row > 0)
        bl_buffer_format(out, ",\"exhausted_at_row\":%" PRId64, w->exhausted_at_row);
    else
        bl_buffer_add_text(out, ",\"exhausted_at_row\":null");
    json_items(c, world, out);
    bl_buffer_add(out, w->contest.at, w->contest.size);
    bl_buffer_add_char(out, '}');
}

static void json_parameters(const bl_whatif *w, bl_buffer *out)
{
    bl_buffer_add_text(out, ",\"parameters\":[");
    for (size_t i = 0; i < w->question->name_count; i++) {
        const char *name = w->question->names[i];
        const json_t *entry = parameter(w, name);
        bl_buffer_format(out, "%s{\"name\":\"%s\",\"label\":", i > 0 ? "," : "", name);
        add_json(json_object_get(entry, "label"), out);
        bl_buffer_add_text(out, ",\"cite\":");
        add_json(json_object_get(entry, "cite"), out);
        bl_buffer_add_text(out, ",\"baseline\":");
        add_json(json_object_get(entry, "value"), out);
        bl_buffer_add_text(out, ",\"reform\":");
        add_json(json_object_get(w->question->params, name), out);
        bl_buffer_format(out, ",\"read\":%s}", w->result->read[i] ? "true" : "false");
    }
    bl_buffer_add_char(out, ']');
}

static void json_bands(const int64_t *bands, bool is_loss, bool *first, bl_buffer *out)
{
    for (size_t i = 0; i < BL_BANDS; i++) {
        size_t band = is_loss ? BL_BANDS - 1 - i : i;
        if (bands[band] == 0)
            continue;
        bl_buffer_format(out, "%s{\"change\":\"%s\"", *first ? "" : ",", is_loss ? "loss" : "gain");
        json_money("least", (bl_money){bl_band_least(band)}, out);
        if (band + 1 < BL_BANDS)
            json_money("below", (bl_money){bl_band_least(band + 1)}, out);
        bl_buffer_format(out, ",\"rows\":%" PRId64 "}", bands[band]);
        *first = false;
    }
}

static void json_change(const bl_comparison *c, bl_buffer *out)
{
    bool first = true;
    bl_buffer_add_text(out, ",\"change\":{\"demand\":");
    bl_money_write((bl_money){c->worlds[1].demand.fen - c->worlds[0].demand.fen}, out);
    bl_buffer_format(out, ",\"winners\":%" PRId64, c->winners);
    json_money("won", c->won, out);
    bl_buffer_format(out, ",\"losers\":%" PRId64, c->losers);
    json_money("lost", c->lost, out);
    bl_buffer_format(out, ",\"unchanged\":%" PRId64 ",\"distribution\":[",
                     c->rows - c->winners - c->losers);
    json_bands(c->lost_bands, true, &first, out);
    json_bands(c->won_bands, false, &first, out);
    bl_buffer_add_text(out, "]}");
}

static void json_changed(const bl_comparison *c, bl_buffer *out)
{
    bl_buffer_add_text(out, ",\"changed_rows\":[");
    for (size_t row = 0; row < c->changed_count; row++) {
        const bl_changed *changed = &c->changed[row];
        bool first = true;
        bl_buffer_format(out, "%s{\"row\":%" PRId64 ",\"applicant\":", row > 0 ? "," : "",
                         changed->row);
        bl_buffer_add_json(out, bl_text_of(changed->applicant));
        json_money("baseline", changed->weights[0].total, out);
        json_money("reform", changed->weights[1].total, out);
        bl_buffer_add_text(out, ",\"by_item\":[");
        for (size_t i = 0; i < bl_tally_count(c->tally); i++) {
            bl_money before = changed->weights[0].items[i].amount;
            bl_money after = changed->weights[1].items[i].amount;
            if (before.fen == after.fen)
                continue;
            bl_buffer_format(out, "%s{\"item\":\"%s\"", first ? "" : ",",
                             bl_tally_measure(c->tally, i)->item);
            json_money("baseline", before, out);
            json_money("reform", after, out);
            bl_buffer_add_char(out, '}');
            first = false;
        }
        bl_buffer_add_text(out, "]}");
    }
    bl_buffer_add_char(out, ']');
}

void bl_whatif_write_json(const bl_whatif *w, bl_buffer *out)
{
    const bl_comparison *c = w->result;
    bl_buffer_format(out, "{\"notice\":\"%s\",\"function\":\"%s\"", bl_notice_name(c->notice),
                     w->question->bulk.function);
    json_parameters(w, out);
    bl_buffer_add_text(out, ",\"scenarios\":[");
    json_world(c, 0, out);
    bl_buffer_add_char(out, ',');
    json_world(c, 1, out);
    bl_buffer_add_char(out, ']');
    json_change(c, out);
    if (w->question->shown > 0)
        json_changed(c, out);
    bl_buffer_add_text(out, "}\n");
}

static void csv_text(const char *text, bl_buffer *out)
{
    bl_buffer_add_char(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            bl_buffer_add_char(out, '"');
        bl_buffer_add_char(out, *text);
    }
    bl_buffer_add_char(out, '"');
}

static void csv_moneys(int64_t before, int64_t after, bl_buffer *out)
{
    bl_buffer_add_char(out, ',');
    bl_money_write((bl_money){before}, out);
    bl_buffer_add_char(out, ',');
    bl_money_write((bl_money){after}, out);
    bl_buffer_add_char(out, ',');
    bl_money_write((bl_money){after - before}, out);
    bl_buffer_add_char(out, '\n');
}

static void csv_measures(const bl_comparison *c, bl_buffer *out)
{
    bl_buffer_add_text(out, "item,term,cite,baseline_qualified,reform_qualified,baseline_amount,"
                            "reform_amount,change\n");
    for (size_t i = 0; i < bl_tally_count(c->tally); i++) {
        const bl_item_sum *a = &c->worlds[0].items[i], *b = &c->worlds[1].items[i];
        const bl_measure *measure = bl_tally_measure(c->tally, i);
        bl_buffer_format(out, "%s,", measure->item);
        csv_text(measure->term, out);
        bl_buffer_add_char(out, ',');
        csv_text(measure->cite, out);
        bl_buffer_format(out, ",%" PRId64 ",%" PRId64, a->qualified, b->qualified);
        csv_moneys(a->amount.fen, b->amount.fen, out);
    }
}

static void csv_changed(const bl_comparison *c, bl_buffer *out)
{
    bl_buffer_add_text(out, "row,applicant,item,baseline,reform,change\n");
    for (size_t row = 0; row < c->changed_count; row++)
        for (size_t i = 0; i < bl_tally_count(c->tally); i++) {
            const bl_changed *changed = &c->changed[row];
            int64_t before = changed->weights[0].items[i].amount.fen;
            int64_t after = changed->weights[1].items[i].amount.fen;
            if (before == after)
                continue;
            bl_buffer_format(out, "%" PRId64 ",", changed->row);
            csv_text(changed->applicant, out);
            bl_buffer_format(out, ",%s", bl_tally_measure(c->tally, i)->item);
            csv_moneys(before, after, out);
        }
}

void bl_whatif_write_csv(const bl_whatif *w, bl_buffer *out)
{
    if (w->question->shown > 0)
        csv_changed(w->result, out);
    else
        csv_measures(w->result, out);
}
