/* SPDX-License-Identifier: MIT */
#include "app/orders.h"

#include <stdlib.h>
#include <string.h>

#include "app/chart.h"
#include "app/keep.h"
#include "app/layer.h"
#include "app/over.h"
#include "app/plot.h"
#include "app/pretty.h"
#include "app/rules.h"
#include "host/script.h"

#define SCRIPTS_MAX 8 /* that load one another */

static const char *effect_word(bl_effect effect)
{
    return effect == BL_EFFECT_PURE ? "pure" : effect == BL_EFFECT_READS ? "reads" : "changes";
}

/* "order_amount*  money". */
static void write_field(const bl_field *field, size_t indent, bl_buffer *out)
{
    bl_buffer_pad(out, bl_text_of(""), indent, false);
    bl_buffer_format(out, "%s%s  %s%s", field->name, field->required ? "*" : "",
                     field->list ? "list of " : "", bl_type_name(field->type));
}

static void write_codes(lua_State *L, const bl_field *field, bl_buffer *out)
{
    size_t count = field->type == BL_TYPE_CODE ? bl_field_code_count(L, field) : 0;
    for (size_t i = 0; i < count; i++) {
        bl_buffer_add_text(out, i > 0 ? " | " : "  ");
        bl_field_code_write(L, field, i, out);
    }
    bl_buffer_add_char(out, '\n');
}

static void write_record(const bl_policy *policy, const bl_record *record, size_t indent,
                         bl_buffer *out)
{
    for (size_t i = 0; i < record->count; i++) {
        const bl_field *field = &record->fields[i];
        const json_t *label =
            json_object_get(json_object_get(policy->labels, "names"), field->name);
        const char *word = json_string_value(json_array_get(label, 0));
        write_field(field, indent, out);
        if (word)
            bl_buffer_format(out, "  %s", word);
        write_codes(bl_notice_lua(policy->notice), field, out);
        if (field->record)
            write_record(policy, field->record, indent + 2, out);
    }
}

static void write_function(bl_session *s, const bl_policy *policy, const bl_function *function)
{
    bl_buffer_format(&s->out, "%s.%s  %s  (%s)\n  fields 字段, * must be given\n", policy->word,
                     function->name, function->label, effect_word(function->effect));
    write_record(policy, &function->record, 4, &s->out);
    for (size_t i = 0; i < function->rule_count; i++)
        bl_buffer_format(&s->out, "%s  %s  %s: %s\n", i == 0 ? "  rules 规则\n  " : "  ",
                         function->rules[i].cite, function->rules[i].refusal,
                         function->rules[i].message);
}

static void write_order(const bl_order *order, bl_buffer *out)
{
    bl_buffer_format(out, ":%s %s\n  %s\n", order->name, order->arguments, order->summary);
    if (*order->example)
        bl_buffer_format(out, "  example: %s\n", order->example);
}

static void write_all(bl_session *s)
{
    bl_chart_table table = {.aligns = "ll"};
    for (const bl_order *order = bl_orders; order->name; order++) {
        bl_buffer left = {0};
        bl_buffer_format(&left, ":%s %s", order->name, order->arguments);
        bl_chart_table_add(&table, left.at);
        bl_chart_table_add(&table, order->summary);
        bl_buffer_deinit(&left);
    }
    bl_buffer_add_text(&s->out,
                       "A line of Lua gives its value; policy.function { field = value } asks.\n"
                       "A table that is not closed goes on in the next line; Ctrl-C stops.\n\n");
    bl_chart_table_finish(&table, 2, &s->out);
    bl_buffer_add_text(&s->out, "\n:help NAME tells of an order or a function.\n");
}

static const bl_order *order_named(bl_text name)
{
    const bl_order *found = NULL;
    size_t count = 0;
    for (const bl_order *order = bl_orders; order->name; order++) {
        bl_text own = bl_text_of(order->name);
        if (bl_text_equal(own, name))
            return order;
        if (name.size > 0 && name.size < own.size && memcmp(own.at, name.at, name.size) == 0) {
            found = order;
            count++;
        }
    }
    return count == 1 ? found : NULL;
}

static bl_status help(bl_session *s, bl_text words, bl_err *err)
{
    bl_text name = bl_order_word(&words);
    bl_policy *policy;
    const bl_function *function;
    if (name.size > 0 && (name.at[0] == ':' || name.at[0] == '.'))
        name = (bl_text){name.at + 1, name.size - 1};
    const bl_order *order = order_named(name);
    if (name.size == 0) {
        write_all(s);
    } else if (order) {
        write_order(order, &s->out);
    } else {
        bl_status status = bl_order_function(s, name, &policy, &function, err);
        if (status != BL_OK)
            return status;
        write_function(s, policy, function);
    }
    return BL_OK;
}

static bl_status policies(bl_session *s, bl_text words, bl_err *err)
{
    (void)words;
    (void)err;
    bl_chart_table table = {.aligns = "lrrl"};
    bl_chart_table_add_all(
        &table,
        (const char *const[]){"policy", "functions", "set", "file", "政策", "功能", "已设", ""}, 8);
    for (size_t i = 0; i < s->policy_count; i++) {
        const bl_policy *policy = &s->policies[i];
        bl_chart_table_add(&table, policy->word);
        bl_chart_table_add_int(
            &table, policy->notice ? (int64_t)bl_notice_function_count(policy->notice) : 0);
        bl_chart_table_add_int(&table, (int64_t)json_object_size(policy->supposed));
        bl_chart_table_add(&table, policy->path);
    }
    if (s->policy_count == 0)
        bl_buffer_add_text(&s->out, "no policy is loaded: :load FILE\n");
    else
        bl_chart_table_finish(&table, 0, &s->out);
    bl_buffer_deinit(&table.bytes);
    free(table.ends);
    return BL_OK;
}

static bl_status functions(bl_session *s, bl_text words, bl_err *err)
{
    bl_text word = bl_order_word(&words);
    bl_chart_table table = {.aligns = "lll"};
    if (word.size > 0 && !bl_session_policy(s, word))
        return bl_fail(err, BL_NOT_FOUND, "there is no policy \"%.*s\": see :policies",
                       (int)word.size, word.at);
    for (size_t i = 0; i < s->policy_count; i++) {
        const bl_policy *policy = &s->policies[i];
        if (!policy->notice || (word.size > 0 && policy != bl_session_policy(s, word)))
            continue;
        for (size_t k = 0; k < bl_notice_function_count(policy->notice); k++) {
            const bl_function *function = bl_notice_function_at(policy->notice, k);
            bl_buffer name = {0};
            bl_buffer_format(&name, "%s.%s", policy->word, function->name);
            bl_chart_table_add(&table, name.at);
            bl_chart_table_add(&table, effect_word(function->effect));
            bl_chart_table_add(&table, function->label);
            bl_buffer_deinit(&name);
        }
    }
    bl_chart_table_finish(&table, 0, &s->out);
    return BL_OK;
}

static bl_status at(bl_session *s, bl_text words, bl_err *err)
{
    bl_buffer copy = {0};
    bl_option_time time = {0};
    words = bl_order_trim(words);
    bool now = bl_text_equal(words, bl_text_of("now"));
    bool fits = words.size == 0 || now || bl_option_time_read(bl_order_string(words, &copy), &time);
    bl_buffer_deinit(&copy);
    if (!fits)
        return bl_fail(err, BL_INVALID,
                       "expected :at TIME, such as 2021-12-03 or 2021-12-03T10:00:00+08:00, or "
                       ":at now");
    if (words.size > 0)
        s->at = time;
    bl_buffer_add_text(&s->out, s->at.given ? "requests happen at " : "requests happen now, ");
    bl_moment_write(bl_session_now(s), &s->out);
    bl_buffer_add_char(&s->out, '\n');
    return BL_OK;
}

static bl_status why(bl_session *s, bl_text words, bl_err *err)
{
    (void)words;
    const bl_asked *last = bl_session_last(s);
    const bl_function *function =
        last && last->policy->notice
            ? bl_notice_function(last->policy->notice, bl_text_of(last->function))
            : NULL;
    if (!function)
        return bl_fail(err, BL_NOT_FOUND, "nothing was asked yet");
    json_t *answer = json_loads(last->answer, JSON_ALLOW_NUL, NULL);
    if (answer)
        bl_pretty_write(function, last->policy->labels, answer, s->coloured, &s->out);
    json_decref(answer);
    return BL_OK;
}

/* Runs the entries of a script; one that is not finished goes on in the next line. */
static bl_status run_script(bl_session *s, const char *path, bl_err *err)
{
    bl_buffer file = {0}, entry = {0};
    if (s->depth == SCRIPTS_MAX)
        return bl_fail(err, BL_INVALID, "%s: scripts load one another", path);
    bl_status status = bl_script_read(path, &file, err);
    s->depth++;
    int line = 0, first = 1;
    for (size_t from = 0; status == BL_OK && from < file.size && !s->left;) {
        const char *end = memchr(file.at + from, '\n', file.size - from);
        size_t size = end ? (size_t)(end - file.at) - from : file.size - from;
        line++;
        if (entry.size == 0)
            first = line;
        bl_buffer_add(&entry, file.at + from, size);
        from += size + 1;
        int failures = s->failures;
        if (bl_session_enter(s, bl_buffer_view(&entry), first))
            bl_buffer_clear(&entry);
        else
            bl_buffer_add_char(&entry, '\n');
        if (s->failures > failures)
            status = bl_fail(err, BL_INVALID, "%s:%d: the script ends here", path, first);
    }
    s->depth--;
    if (status == BL_OK && entry.size > 0)
        status = bl_fail(err, BL_INVALID, "%s:%d: this is not finished", path, first);
    bl_buffer_deinit(&file);
    bl_buffer_deinit(&entry);
    return status;
}

static bl_status load(bl_session *s, bl_text words, bl_err *err)
{
    bl_buffer copy = {0};
    const char *what = bl_order_string(bl_order_trim(words), &copy);
    size_t size = strlen(what);
    bool is_notice = (size > 4 && strcmp(what + size - 4, ".lua") == 0) || !strpbrk(what, "./");
    bl_status status = size == 0   ? bl_fail(err, BL_INVALID, "expected :load FILE")
                       : is_notice ? bl_session_load(s, what, err)
                                   : run_script(s, what, err);
    if (status == BL_OK && is_notice)
        bl_buffer_format(&s->out, "%s is loaded\n", what);
    bl_buffer_deinit(&copy);
    return status;
}

static bl_status reload(bl_session *s, bl_text words, bl_err *err)
{
    (void)words;
    bl_status status = bl_session_reload(s, err);
    if (status == BL_OK)
        bl_buffer_format(&s->out, "%zu loaded anew; %zu values stay set\n", s->policy_count,
                         bl_session_layer(s));
    return status;
}

/* "on" or "off"; nothing: what it is. */
static bl_status read_switch(bl_text words, bool now, bool *out, bl_err *err)
{
    words = bl_order_trim(words);
    *out = bl_text_equal(words, bl_text_of("on")) || (words.size == 0 && now);
    if (*out || words.size == 0 || bl_text_equal(words, bl_text_of("off")))
        return BL_OK;
    return bl_fail(err, BL_INVALID, "expected on or off");
}

static bl_status write(bl_session *s, bl_text words, bl_err *err)
{
    bool on;
    bl_status status = read_switch(words, s->writes, &on, err);
    if (status == BL_OK && on != s->writes)
        status = bl_session_write(s, on, err);
    if (status == BL_OK && s->writes)
        bl_buffer_format(&s->out, "what changes is written into %s, for good\n", s->db);
    else if (status == BL_OK)
        bl_buffer_format(&s->out, "what changes stays in a copy%s%s\n", s->db ? " of " : "",
                         s->db ? s->db : ", which begins empty");
    return status;
}

static bl_status debug(bl_session *s, bl_text words, bl_err *err)
{
    bool on;
    bl_status status = read_switch(words, s->debug, &on, err);
    if (status != BL_OK)
        return status;
    bl_session_debug(s, on);
    bl_buffer_format(&s->out, "traces of errors are %s\n", on ? "on" : "off");
    return BL_OK;
}

static bl_status quit(bl_session *s, bl_text words, bl_err *err)
{
    (void)words;
    (void)err;
    s->left = true;
    return BL_OK;
}

const bl_order bl_orders[] = {
    {"help", "[NAME]", "this text; of an order or a function, with its fields", ":help award",
     BL_WANTS_ORDER, help},
    {"policies", "", "the policies that are loaded", "", BL_WANTS_NOTHING, policies},
    {"functions", "[POLICY]", "what they can be asked", "", BL_WANTS_POLICY, functions},
    {"params", "[PATTERN]", "their figures, with article and label", ":params rate",
     BL_WANTS_PARAMETER, bl_layer_params},
    {"set", "NAME=VALUE", "supposes another value, in all that follows",
     ":set equipment_upgrade.rate=8", BL_WANTS_PARAMETER, bl_layer_set},
    {"unset", "[NAME]", "the notice's own value again, or all of them", "", BL_WANTS_PARAMETER,
     bl_layer_unset},
    {"diff", "", "what is set, and what it does to the last answer", "", BL_WANTS_NOTHING,
     bl_layer_diff},
    {"at", "[TIME|now]", "when requests happen that carry no moment", ":at 2021-12-03",
     BL_WANTS_NOTHING, at},
    {"why", "", "the last answer in full", "", BL_WANTS_NOTHING, why},
    {"whynot", "FUNCTION {..}", "what is missing, and the smallest change that turns it",
     ":whynot award { ... }", BL_WANTS_FUNCTION, bl_rules_why_not},
    {"table", "[RULE]", "the decision table of a rule, or the rules there are", "", BL_WANTS_RULE,
     bl_rules_table},
    {"cliffs", "RULE [FIELD]", "every jump of a rule, where and how large", "", BL_WANTS_RULE,
     bl_rules_cliffs},
    {"source", "RULE", "how the notice says it", "", BL_WANTS_RULE, bl_rules_source},
    {"over", "[FILE [FUNCTION]]", "a population, as the notice is and with what is set",
     ":over firms.csv award", BL_WANTS_FILE, bl_over_run},
    {"plot", "[FIELD FROM TO [RESULT]] [FILE.svg]",
     "the last request over values of one field; or what changed in the last population",
     ":plot order_amount 0 600", BL_WANTS_FIELD, bl_plot_run},
    {"rehearse", "FROM UNTIL [PEOPLE [POLICY]]", "a season on a scripted clock",
     ":rehearse 2021-12-01 2022-01-05 500", BL_WANTS_NOTHING, bl_over_rehearse},
    {"load", "FILE", "a policy's .lua, or a script that :save wrote", "", BL_WANTS_FILE, load},
    {"reload", "", "all policies anew; what is set stays set", "", BL_WANTS_NOTHING, reload},
    {"save", "FILE", "the session as a script; FILE.lua as a worked case", ":save case.lua",
     BL_WANTS_FILE, bl_keep_save},
    {"write", "[on|off]", "whether changes go into the register itself", "", BL_WANTS_NOTHING,
     write},
    {"debug", "[on|off]", "whether errors show the calls that led to them", "", BL_WANTS_NOTHING,
     debug},
    {"quit", "", "leaves", "", BL_WANTS_NOTHING, quit},
    {0}};

bl_status bl_orders_run(bl_session *s, bl_text entry, bl_err *err)
{
    bl_text words = {entry.at + 1, entry.size - 1};
    bl_text name = bl_order_word(&words);
    const bl_order *order = order_named(name);
    if (order)
        return order->run(s, words, err);
    bl_nearest nearest = bl_nearest_make(name);
    for (order = bl_orders; order->name; order++)
        bl_nearest_offer(&nearest, bl_text_of(order->name));
    return bl_fail(err, BL_NOT_FOUND, "there is no order \":%.*s\"; did you mean \":%s\"?",
                   (int)name.size, name.at, nearest.word.at);
}
