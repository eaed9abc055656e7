/* SPDX-License-Identifier: MIT */
#include "app/season_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define INDENT       2
#define CELL_MAX     200
#define CLAIM_HEIGHT 3
#define USE_HEIGHT   3
#define SLOTS_OF_DAY 4

typedef struct page {
    const json_t *season;
    bool coloured;
    bl_buffer *out;
} page;

static const json_t *get(const json_t *object, const char *name)
{
    return json_object_get(object, name);
}

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(get(object, name));
    return text ? text : "-";
}

static int64_t count_of(const json_t *object, const char *name)
{
    return json_integer_value(get(object, name));
}

static void head(page *p, const char *title)
{
    bl_buffer_add_char(p->out, '\n');
    bl_chart_paint(BL_PAINT_HEADING, p->coloured, title, p->out);
    bl_buffer_add_char(p->out, '\n');
}

static void verdict(page *p, bool holds)
{
    bl_chart_paint(holds ? BL_PAINT_GOOD : BL_PAINT_BAD, p->coloured,
                   holds ? "holds" : "does not hold", p->out);
}

/* An amount of the notice's answers; "-" when there is none. */
static void money_cell(bl_chart_table *table, const json_t *object, const char *name)
{
    bl_money amount;
    bl_buffer text = {0};
    if (bl_reply_money(object, name, &amount, NULL) == BL_OK)
        bl_money_write_grouped(amount, false, &text);
    bl_chart_table_add(table, text.at ? text.at : "-");
    bl_buffer_deinit(&text);
}

/* An amount or a count, with no more decimals than it needs. */
static void number_cell(bl_chart_table *table, const json_t *object, const char *name)
{
    bl_money number;
    bl_buffer text = {0};
    if (bl_reply_money(object, name, &number, NULL) == BL_OK)
        bl_money_write_grouped(number, true, &text);
    bl_chart_table_add(table, text.at ? text.at : "-");
    bl_buffer_deinit(&text);
}

/* A rate, as the notice rounded it to two decimals. */
static void rate_cell(bl_chart_table *table, const json_t *object, const char *name,
                      const char *unit)
{
    bl_money hundredths;
    char text[32] = "-";
    if (bl_reply_money(object, name, &hundredths, NULL) == BL_OK)
        snprintf(text, sizeof text, "%" PRId64 ".%02" PRId64 "%s", hundredths.fen / 100,
                 hundredths.fen % 100, unit);
    bl_chart_table_add(table, text);
}

/* "2021-12-03 10:04:11", or `otherwise` when there is no moment. */
static void moment_words(const json_t *moment, const char *otherwise, char *out, size_t size)
{
    const char *text = json_string_value(moment);
    if (text && strlen(text) > 19)
        snprintf(out, size, "%.10s %.8s", text, text + 11);
    else
        snprintf(out, size, "%s", otherwise);
}

static void write_setting(page *p)
{
    const json_t *setting = get(p->season, "rehearsal");
    char from[32], until[32];
    moment_words(get(setting, "from"), "-", from, sizeof from);
    moment_words(get(setting, "until"), "-", until, sizeof until);
    bl_buffer title = {0};
    bl_buffer_format(&title, "Rehearsal of %s", text_of(setting, "policy"));
    bl_chart_paint(BL_PAINT_HEADING, p->coloured, title.at ? title.at : "", p->out);
    bl_buffer_deinit(&title);
    bl_buffer_add_char(p->out, '\n');
    if (get(setting, "title"))
        bl_buffer_format(p->out, "  %s  %s\n", text_of(setting, "document"),
                         text_of(setting, "title"));
    bl_buffer_format(p->out, "  from %s until %s, Asia/Shanghai\n", from, until);
    if (get(setting, "seed"))
        bl_buffer_format(p->out,
                         "  seed %" PRId64 ", %" PRId64 " people, %" PRId64 " merchants\n"
                         "  The list of merchants, their names and the people are made up from the "
                         "seed (商户名单与消费者均为虚构).\n",
                         count_of(setting, "seed"), count_of(setting, "people"),
                         count_of(setting, "merchants"));
}

static void round_cells(page *p, bl_chart_table *table, const char *label, const char *name,
                        const char *unit)
{
    size_t i;
    json_t *round;
    bl_chart_table_add(table, label);
    json_array_foreach(get(p->season, "rounds"), i, round)
    {
        if (unit)
            rate_cell(table, round, name, unit);
        else
            money_cell(table, round, name);
    }
}

static void write_exhaustion(page *p, bl_chart_table *table)
{
    size_t i, j;
    json_t *face, *round;
    const json_t *rounds = get(p->season, "rounds");
    json_array_foreach(get(json_array_get(rounds, 0), "exhausted"), j, face)
    {
        char words[CELL_MAX];
        snprintf(words, sizeof words, "%" PRId64 " yuan exhausted 领完",
                 count_of(face, "denomination"));
        bl_chart_table_add(table, words);
        json_array_foreach(rounds, i, round)
        {
            const json_t *at = get(json_array_get(get(round, "exhausted"), j), "at");
            moment_words(at, "not exhausted", words, sizeof words);
            bl_chart_table_add(table, strlen(words) == 19 ? words + 5 : words);
        }
    }
}

static void write_rounds(page *p)
{
    static const char *const aligns[] = {"l",      "lr",      "lrr",      "lrrr",     "lrrrr",
                                         "lrrrrr", "lrrrrrr", "lrrrrrrr", "lrrrrrrrr"};
    static const struct {
        const char *label;
        const char *name;
        const char *unit; /* of a rate; NULL: money */
    } rows[] = {
        {"planned 计划投放", "planned_value", NULL},
        {"rolled over in 上轮结转", "rollover_in", NULL},
        {"claimed 领取", "claimed_value", NULL},
        {"redeemed 核销", "redeemed_value", NULL},
        {"expired 过期", "expired_value", NULL},
        {"forfeited 作废", "forfeited_value", NULL},
        {"outstanding 待核销", "outstanding_value", NULL},
        {"take-up 领取率", "take_up_rate", " %"},
        {"use 核销率", "use_rate", " %"},
        {"consumption 拉动消费", "consumption", NULL},
        {"leverage 杠杆", "leverage", " x"},
    };
    const json_t *rounds = get(p->season, "rounds");
    size_t count = json_array_size(rounds), i;
    head(p, "Rounds 各轮次 (yuan)");
    if (count == 0)
        bl_buffer_add_text(p->out, "  No round was planned in this time.\n");
    if (count == 0 || count > BL_ROUNDS_MAX)
        return;
    bl_chart_table table = {.aligns = aligns[count]};
    bl_chart_table_add(&table, "");
    for (i = 0; i < count; i++) {
        char words[CELL_MAX];
        const json_t *round = json_array_get(rounds, i);
        snprintf(words, sizeof words, "round %" PRId64 "%s", count_of(round, "round"),
                 json_is_true(get(round, "final")) ? "" : " (not final)");
        bl_chart_table_add(&table, words);
    }
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
        round_cells(p, &table, rows[i].label, rows[i].name, rows[i].unit);
    write_exhaustion(p, &table);
    bl_chart_table_finish(&table, INDENT, p->out);
}

/* The numbers of a list; gives how many. */
static size_t read_counts(const json_t *list, int64_t *out, size_t max)
{
    size_t count = json_array_size(list) < max ? json_array_size(list) : max;
    for (size_t i = 0; i < count; i++)
        out[i] = json_integer_value(json_array_get(list, i));
    return count;
}

static void write_columns(page *p, const int64_t *values, size_t count, int height,
                          const char *label)
{
    int64_t peak = bl_chart_peak(values, count);
    for (int row = height - 1; row >= 0; row--) {
        bl_buffer_pad(p->out, bl_text_of(row == height - 1 ? label : ""), 9, false);
        bl_chart_row(values, count, peak, height, row, p->out);
        if (row == height - 1)
            bl_buffer_format(p->out, "  peak %" PRId64, peak);
        bl_buffer_trim(p->out);
        bl_buffer_add_char(p->out, '\n');
    }
}

static void write_claims(page *p)
{
    size_t i;
    json_t *round;
    head(p, "Claims a minute in the first hour 开放首小时每分钟领取量");
    json_array_foreach(get(p->season, "rounds"), i, round)
    {
        int64_t values[BL_CLAIM_MINUTES];
        char label[32];
        size_t count = read_counts(get(round, "claims_by_minute"), values, BL_CLAIM_MINUTES);
        snprintf(label, sizeof label, "  r. %" PRId64, count_of(round, "round"));
        write_columns(p, values, count, CLAIM_HEIGHT, label);
        bl_buffer_format(p->out, "         and %" PRId64 " later that day\n",
                         count_of(round, "claims_after_first_hour"));
    }
    bl_buffer_add_text(p->out, "         0         10        20        30        40        50      "
                               " minutes\n");
}

/* Below the columns, the day on which each fourth one begins. */
static void write_days(page *p, const json_t *round, size_t slots)
{
    static const char *const names[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    bl_moment opens_at;
    if (bl_reply_moment(round, "opens_at", &opens_at, NULL) != BL_OK)
        return;
    bl_buffer_add_text(p->out, "         ");
    for (size_t i = 0; i < slots; i += SLOTS_OF_DAY) {
        bl_moment at = {opens_at.ns + (int64_t)i * BL_USE_SLOT};
        bl_buffer_format(p->out, "%-*s", i + SLOTS_OF_DAY < slots ? 2 * SLOTS_OF_DAY : 0,
                         names[bl_date_weekday(bl_moment_date(at))]);
    }
    bl_buffer_add_char(p->out, '\n');
}

static void write_uses(page *p)
{
    size_t i;
    json_t *round;
    head(p, "Vouchers used, by six hours of their validity 有效期内每六小时核销量");
    json_array_foreach(get(p->season, "rounds"), i, round)
    {
        int64_t values[BL_USE_SLOTS], doubled[2 * BL_USE_SLOTS];
        char label[32];
        size_t count = read_counts(get(round, "uses_by_six_hours"), values, BL_USE_SLOTS);
        for (size_t j = 0; j < 2 * count; j++)
            doubled[j] = values[j / 2];
        snprintf(label, sizeof label, "  r. %" PRId64, count_of(round, "round"));
        write_columns(p, doubled, 2 * count, USE_HEIGHT, label);
        write_days(p, round, count);
    }
}

static void write_requests(page *p)
{
    size_t i, j;
    json_t *function, *refusal;
    bl_chart_table asked = {.aligns = "llrrr"}, refused = {.aligns = "llrll"};
    static const char *const asked_head[] = {"function", "", "asked", "accepted", "refused"};
    static const char *const refused_head[] = {"function", "code", "count", "cite", ""};
    bl_chart_table_add_all(&asked, asked_head, 5);
    bl_chart_table_add_all(&refused, refused_head, 5);
    json_array_foreach(get(p->season, "requests"), i, function)
    {
        bl_chart_table_add(&asked, text_of(function, "function"));
        bl_chart_table_add(&asked, text_of(function, "label"));
        bl_chart_table_add_int(&asked, count_of(function, "asked"));
        bl_chart_table_add_int(&asked, count_of(function, "accepted"));
        bl_chart_table_add_int(&asked, count_of(function, "refused"));
        json_array_foreach(get(function, "refusals"), j, refusal)
        {
            bl_chart_table_add(&refused, text_of(function, "function"));
            bl_chart_table_add(&refused, text_of(refusal, "code"));
            bl_chart_table_add_int(&refused, count_of(refusal, "count"));
            bl_chart_table_add(&refused, text_of(refusal, "cite"));
            bl_chart_table_add(&refused, text_of(refusal, "message"));
        }
    }
    head(p, "Requests 请求");
    bl_chart_table_finish(&asked, INDENT, p->out);
    head(p, "Refusals 拒绝");
    bl_chart_table_finish(&refused, INDENT, p->out);
}

/* What became of a job, in words. */
static void job_words(const json_t *job, char out[CELL_MAX])
{
    const char *state = text_of(job, "state"), *code = json_string_value(get(job, "code"));
    json_int_t count = json_integer_value(get(job, "count"));
    int size = snprintf(out, CELL_MAX, "%s",
                        strcmp(state, "not_due") == 0   ? "not due by the end"
                        : strcmp(state, "skipped") == 0 ? "skipped: due before the rehearsal starts"
                                                        : state);
    if (code)
        size += snprintf(out + size, CELL_MAX - (size_t)size, ": %s", code);
    if (count > 0 && size < CELL_MAX)
        snprintf(out + size, CELL_MAX - (size_t)size, ", the last of %" JSON_INTEGER_FORMAT, count);
}

static void write_jobs(page *p)
{
    size_t i;
    json_t *job;
    bl_chart_table table = {.aligns = "lll"};
    json_array_foreach(get(p->season, "jobs"), i, job)
    {
        char words[CELL_MAX];
        moment_words(get(job, "due"), "-", words, sizeof words);
        bl_chart_table_add(&table, words);
        bl_chart_table_add(&table, text_of(job, "name"));
        job_words(job, words);
        bl_chart_table_add(&table, words);
    }
    head(p, "The notice's own jobs 定时事项");
    bl_chart_table_finish(&table, INDENT, p->out);
}

static void write_funders(page *p)
{
    size_t i;
    json_t *funder;
    bl_chart_table table = {.aligns = "llrr"};
    static const char *const titles[] = {"funder", "", "committed 出资", "spent 支出"};
    bl_chart_table_add_all(&table, titles, 4);
    json_array_foreach(get(p->season, "funders"), i, funder)
    {
        bl_chart_table_add(&table, text_of(funder, "funder"));
        bl_chart_table_add(&table, text_of(funder, "name"));
        money_cell(&table, funder, "committed");
        money_cell(&table, funder, "spent");
    }
    head(p, "Funders 出资方 (yuan)");
    bl_chart_table_finish(&table, INDENT, p->out);
}

/* The accounts and their sum: the total, to the fen. */
static void write_accounts(page *p)
{
    static const char *const names[][2] = {
        {"available", "available 未安排"},     {"unclaimed", "unclaimed 未领取"},
        {"outstanding", "outstanding 待核销"}, {"lapsed", "lapsed 逾期未结转"},
        {"redeemed", "redeemed 已核销"},       {"forfeited", "forfeited 作废"},
    };
    const json_t *accounts = get(p->season, "accounts"), *cash = get(p->season, "cash");
    bl_chart_table table = {.aligns = "lr"};
    bl_money sum = {0}, amount;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        bl_chart_table_add(&table, names[i][1]);
        money_cell(&table, accounts, names[i][0]);
        if (bl_reply_money(accounts, names[i][0], &amount, NULL) == BL_OK)
            sum.fen += amount.fen;
    }
    bl_buffer text = {0};
    bl_money_write_grouped(sum, false, &text);
    bl_chart_table_add(&table, "together 合计");
    bl_chart_table_add(&table, text.at ? text.at : "-");
    bl_chart_table_add(&table, "total 总资金");
    money_cell(&table, accounts, "total");
    bl_chart_table_add(&table, "");
    bl_chart_table_add(&table, "");
    bl_chart_table_add(&table, "payable 应付");
    money_cell(&table, cash, "payable");
    bl_chart_table_add(&table, "settled 已结算");
    money_cell(&table, cash, "settled");
    bl_chart_table_add(&table, "due back 待追回");
    money_cell(&table, cash, "due_back");
    head(p, "Every yuan accounted for 资金去向 (yuan)");
    bl_chart_table_finish(&table, INDENT, p->out);
    bl_buffer_deinit(&text);
}

static void write_laws(page *p)
{
    static const char *const words[] = {"the total is what the accounts hold",
                                        "each round and face adds up, value and number",
                                        "no more was claimed than planned",
                                        "a person has one voucher a round and face",
                                        "a voucher has at most one standing redemption",
                                        "an order has at most one redemption",
                                        "what was paid out is what stores hold or owe",
                                        "no more was refunded than paid"};
    size_t i;
    json_t *law;
    bl_chart_table table = {.aligns = "lrlrll"};
    json_array_foreach(get(p->season, "laws"), i, law)
    {
        bl_chart_table_add(&table, text_of(law, "law"));
        number_cell(&table, law, "left");
        bl_chart_table_add(&table, "=");
        number_cell(&table, law, "right");
        bl_chart_table_add(&table, json_is_true(get(law, "holds")) ? "holds" : "does not hold");
        bl_chart_table_add(&table, i < sizeof words / sizeof words[0] ? words[i] : "");
    }
    head(p, "Laws 守恒律");
    bl_chart_table_finish(&table, INDENT, p->out);
}

static void write_proof(page *p)
{
    const json_t *log = get(p->season, "log"), *repeated = get(p->season, "repeated");
    head(p, "The log 账簿");
    bl_buffer_format(p->out,
                     "  %" PRId64 " entries, replayed from the first: ", count_of(log, "entries"));
    verdict(p, json_is_true(get(log, "holds")));
    bl_buffer_format(p->out, "\n  head %s\n", text_of(log, "head"));
    if (get(log, "finding"))
        bl_buffer_format(p->out, "  finding: %s\n", text_of(log, "finding"));
    bl_buffer_format(p->out,
                     "  %" PRId64 " requests were sent twice with their id; %" PRId64
                     " got another answer than the first\n",
                     count_of(repeated, "asked"), count_of(repeated, "answered_otherwise"));
    head(p, "In all");
    bl_buffer_format(p->out, "  %" PRId64 " requests: ", count_of(p->season, "asked"));
    verdict(p, bl_season_holds(p->season));
    bl_buffer_add_char(p->out, '\n');
}

void bl_season_write(const json_t *season, bool coloured, bl_buffer *out)
{
    page p = {season, coloured, out};
    write_setting(&p);
    write_jobs(&p);
    if (get(season, "rounds")) {
        write_rounds(&p);
        write_claims(&p);
        write_uses(&p);
    }
    write_requests(&p);
    if (get(season, "rounds")) {
        write_funders(&p);
        write_accounts(&p);
        write_laws(&p);
    }
    write_proof(&p);
}
