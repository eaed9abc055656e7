/* SPDX-License-Identifier: MIT
 * A line is two cells, the name with its label and the value, lined up among the lines around it. A
 * list of objects is a table with the names over their labels, unless its members hold lists again:
 * then each member has lines of its own. */
#include "app/pretty.h"

#include <inttypes.h>
#include <string.h>

#include "app/reply.h"

#define INDENT       2
#define SECONDS_SIZE 19 /* bytes of "2021-12-03T10:00:00" */
#define OFFSET_SIZE  6  /* bytes of "+08:00"              */

typedef struct page {
    const json_t *names;
    const json_t *codes;
    bool coloured;
    size_t most; /* reasons, as a tree; 0: all of them, as a table */
    bl_buffer *out;
} page;

/* How the value of a name is shown. */
typedef struct look {
    const char *label; /* "" when there is none */
    const char *kind;  /* "money", "year", "-", a list of codes or a unit */
} look;

/* "award_year": a number that nobody counts in thousands. */
static bool is_year(const char *name)
{
    size_t size = strlen(name);
    return size >= 4 && strcmp(name + size - 4, "year") == 0 &&
           (size == 4 || name[size - 5] == '_');
}

/* "parent.name" comes before "name". */
static look look_of(const page *p, const char *parent, const char *name)
{
    const char *plain = is_year(name) ? "year" : "-";
    bl_buffer inner = {0};
    const json_t *entry = NULL;
    bl_buffer_format(&inner, "%s.%s", parent, name);
    if (!inner.failed)
        entry = json_object_get(p->names, inner.at);
    bl_buffer_deinit(&inner);
    if (!entry)
        entry = json_object_get(p->names, name);
    if (!entry)
        return (look){"", plain};
    const char *kind = json_string_value(json_array_get(entry, 1));
    return (look){json_string_value(json_array_get(entry, 0)),
                  strcmp(kind, "-") == 0 ? plain : kind};
}

static void write_number(const json_t *value, const char *kind, bl_buffer *out)
{
    bl_money amount;
    bool money = strcmp(kind, "money") == 0, year = strcmp(kind, "year") == 0;
    bool grouped = money || (json_is_integer(value) && !year && strcmp(kind, "年") != 0);
    if (grouped && bl_reply_amount(value, &amount, NULL) == BL_OK)
        bl_money_write_grouped(amount, !money, out);
    else
        bl_reply_write(value, out);
    if (strcmp(kind, "-") != 0 && !year)
        bl_buffer_format(out, " %s", money ? "元" : kind);
}

/* A moment of an answer: "2021-12-03T10:00:00+08:00", perhaps with a fraction. */
static bool is_moment(bl_text text)
{
    bl_moment moment;
    return text.size >= SECONDS_SIZE + OFFSET_SIZE &&
           bl_text_equal((bl_text){text.at + text.size - OFFSET_SIZE, OFFSET_SIZE},
                         bl_text_of("+08:00")) &&
           bl_moment_from_text(text, &moment, NULL) == BL_OK;
}

static bool is_printable(bl_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.at[i] < ' ' || text.at[i] == '\x7f')
            return false;
    return true;
}

/* A moment goes without its offset, which is the same in every answer. What a requester wrote is
 * kept from steering the terminal. */
static void write_text(const page *p, const json_t *value, const char *kind, bl_buffer *out)
{
    bl_text text = {json_string_value(value), json_string_length(value)};
    const char *term = bl_reply_word(json_object_get(p->codes, kind), text.at);
    if (is_moment(text))
        bl_buffer_format(out, "%.10s %.*s", text.at, (int)(text.size - 11 - OFFSET_SIZE),
                         text.at + 11);
    else if (is_printable(text))
        bl_buffer_format(out, "%s%s%s", text.at, *term ? " " : "", term);
    else
        bl_buffer_add_json(out, text);
}

static void write_values(const page *p, const json_t *list, const char *kind, bl_buffer *out);

/* A value that is no object; of a list its values, one behind the other. */
static void write_value(const page *p, const json_t *value, const char *kind, bl_buffer *out)
{
    if (json_is_number(value))
        write_number(value, kind, out);
    else if (json_is_string(value))
        write_text(p, value, kind, out);
    else if (json_is_array(value))
        write_values(p, value, kind, out);
    else
        bl_buffer_add_text(out, json_is_true(value)    ? "yes 是"
                                : json_is_false(value) ? "no 否"
                                                       : "-");
}

static void write_values(const page *p, const json_t *list, const char *kind, bl_buffer *out)
{
    size_t i;
    json_t *value;
    bl_buffer_add_text(out, json_array_size(list) == 0 ? "-" : "");
    json_array_foreach((json_t *)list, i, value)
    {
        bl_buffer_add_text(out, i > 0 ? ", " : "");
        write_value(p, value, kind, out);
    }
}

static void add_value(const page *p, bl_chart_table *table, const json_t *value, const char *kind)
{
    bl_buffer text = {0};
    write_value(p, value, kind, &text);
    bl_chart_table_add(table, text.at ? text.at : "");
    table->bytes.failed |= text.failed;
    bl_buffer_deinit(&text);
}

static void write_heading(const page *p, const char *name, const char *label, size_t indent)
{
    bl_buffer_pad(p->out, bl_text_of(""), indent, false);
    bl_buffer_format(p->out, "%s%s%s\n", name, *label ? "  " : "", label);
}

static bool is_nested(const json_t *value)
{
    return json_is_object(value) || json_array_size(value) > 0;
}

/* The member with the most fields: others may lack some of them. */
static json_t *fullest(const json_t *list)
{
    size_t i;
    json_t *member, *most = NULL;
    json_array_foreach((json_t *)list, i, member)
    {
        if (json_object_size(member) > json_object_size(most))
            most = member;
    }
    return most;
}

/* Whether the list is one of objects that hold plain values under names of the fullest, few enough
 * for a table. */
static bool is_table(const json_t *list)
{
    size_t i;
    const char *name;
    json_t *member, *value, *columns = fullest(list);
    if (!columns || json_object_size(columns) > BL_CHART_COLUMNS_MAX)
        return false;
    json_array_foreach((json_t *)list, i, member)
    {
        if (!json_is_object(member))
            return false;
        json_object_foreach(member, name, value)
        {
            if (is_nested(value) || !json_object_get(columns, name))
                return false;
        }
    }
    return true;
}

/* How a cell is shown; what a rule saw or needed, as the rule's own values are. */
static look look_of_cell(const page *p, const char *parent, const json_t *member, const char *name)
{
    const char *rule = bl_reply_word(member, "rule");
    bool seen = strcmp(name, "value") == 0 || strcmp(name, "needed") == 0;
    return *rule && seen ? look_of(p, "", rule) : look_of(p, parent, name);
}

static void write_table(const page *p, const char *parent, const json_t *list, size_t indent)
{
    size_t i;
    const char *name;
    json_t *member, *value, *columns = fullest(list);
    char aligns[BL_CHART_COLUMNS_MAX + 1] = "";
    bl_chart_table table = {.aligns = aligns};
    json_object_foreach(columns, name, value)
    {
        strcat(aligns, json_is_number(value) ? "r" : "l");
        bl_chart_table_add(&table, name);
    }
    json_object_foreach(columns, name, value)
    {
        bl_chart_table_add(&table, look_of(p, parent, name).label);
    }
    json_array_foreach((json_t *)list, i, member)
    {
        json_object_foreach(columns, name, value)
        {
            add_value(p, &table, json_object_get(member, name),
                      look_of_cell(p, parent, member, name).kind);
        }
    }
    bl_chart_table_finish(&table, indent, p->out);
}

static void write_fields(const page *p, const char *parent, json_t *object, size_t indent);

static void write_list(const page *p, const char *name, const json_t *list, size_t indent)
{
    size_t i;
    json_t *member;
    look its = look_of(p, "", name);
    json_array_foreach((json_t *)list, i, member)
    {
        bl_buffer_pad(p->out, bl_text_of(""), indent, false);
        bl_buffer_format(p->out, "%zu", i + 1);
        if (json_is_object(member)) {
            bl_buffer_add_char(p->out, '\n');
            write_fields(p, name, member, indent + INDENT);
        } else {
            bl_buffer_add_text(p->out, "  ");
            write_value(p, member, its.kind, p->out);
            bl_buffer_add_char(p->out, '\n');
        }
    }
}

static void write_nested(const page *p, const char *parent, const char *name, json_t *value,
                         size_t indent)
{
    write_heading(p, name, look_of(p, parent, name).label, indent);
    if (json_is_object(value))
        write_fields(p, name, value, indent + INDENT);
    else if (is_table(value))
        write_table(p, name, value, indent + INDENT);
    else
        write_list(p, name, value, indent + INDENT);
}

/* Plain values line up among each other; what is nested follows them. */
static void write_fields(const page *p, const char *parent, json_t *object, size_t indent)
{
    const char *name;
    json_t *value;
    bl_chart_table table = {.aligns = "lll"};
    json_object_foreach(object, name, value)
    {
        look its = look_of(p, parent, name);
        if (is_nested(value))
            continue;
        bl_chart_table_add(&table, name);
        bl_chart_table_add(&table, its.label);
        add_value(p, &table, value, its.kind);
    }
    bl_chart_table_finish(&table, indent, p->out);
    json_object_foreach(object, name, value)
    {
        if (is_nested(value))
            write_nested(p, parent, name, value, indent);
    }
}

/* Rule, what it saw, what it needed. */
static void add_reason(const page *p, bl_chart_table *table, const json_t *reason)
{
    const json_t *needed = json_object_get(reason, "needed");
    const char *rule = bl_reply_word(reason, "rule");
    look its = look_of(p, "", rule);
    bl_chart_table_add(table, rule);
    bl_chart_table_add(table, its.label);
    add_value(p, table, json_object_get(reason, "value"), its.kind);
    bl_buffer words = {0};
    if (needed) {
        bl_buffer_add_text(&words, "needed 界限 ");
        write_value(p, needed, its.kind, &words);
    }
    bl_chart_table_add(table, words.at ? words.at : "");
    bl_buffer_deinit(&words);
}

/* A line a reason, with its article in front. */
static void write_reasons(const page *p, const json_t *reasons)
{
    size_t i;
    json_t *reason;
    bl_chart_table table = {.aligns = "lllll"};
    json_array_foreach((json_t *)reasons, i, reason)
    {
        bl_chart_table_add(&table, bl_reply_word(reason, "cite"));
        add_reason(p, &table, reason);
    }
    if (table.count > 0)
        write_heading(p, "reasons", "理由", INDENT);
    bl_chart_table_finish(&table, INDENT + INDENT, p->out);
}

/* Some reasons beneath their articles, the last ones where one of them refused. */
static void write_tree(const page *p, const json_t *reasons, bool refused)
{
    size_t count = json_array_size(reasons), left = count > p->most ? count - p->most : 0;
    size_t first = refused ? left : 0, end = refused ? count : count - left;
    bl_chart_table table = {.aligns = "llll"};
    if (count > 0)
        write_heading(p, "reasons", "理由", INDENT);
    for (size_t i = first; i < end; i++) {
        const json_t *reason = json_array_get(reasons, i);
        const char *cite = bl_reply_word(reason, "cite");
        if (i == first ||
            strcmp(cite, bl_reply_word(json_array_get(reasons, i - 1), "cite")) != 0) {
            bl_chart_table_finish(&table, 3 * INDENT, p->out);
            table.aligns = "llll";
            write_heading(p, cite, "", 2 * INDENT);
        }
        add_reason(p, &table, reason);
    }
    bl_chart_table_finish(&table, 3 * INDENT, p->out);
    if (left > 0)
        bl_buffer_format(p->out, "    ... %zu more; :why shows all 共%zu条\n", left, count);
}

static void write_verdict(const page *p, const bl_function *function, const json_t *error)
{
    bl_buffer title = {0};
    bl_buffer_format(&title, "%s%s%s", function->name, *function->label ? " " : "",
                     function->label);
    bl_chart_paint(BL_PAINT_HEADING, p->coloured, title.at ? title.at : "", p->out);
    bl_buffer_deinit(&title);
    bl_buffer_add_text(p->out, "  ");
    bl_chart_paint(error ? BL_PAINT_BAD : BL_PAINT_GOOD, p->coloured,
                   error ? "refused 不予办理" : "ok 通过", p->out);
    if (error)
        bl_buffer_format(p->out, "  %s  %s\n  %s", bl_reply_word(error, "code"),
                         bl_reply_word(error, "cite"), bl_reply_word(error, "message"));
    bl_buffer_add_char(p->out, '\n');
}

/* The members that the verdict and the reasons do not tell. */
static json_t *rest_of(const json_t *object, const char *const *told)
{
    json_t *rest = json_copy((json_t *)object);
    for (; rest && *told; told++)
        json_object_del(rest, *told);
    return rest;
}

static void write_answer(const page *p, const bl_function *function, const json_t *answer)
{
    static const char *const of_answer[] = {"ok", "error", "reasons", NULL};
    static const char *const of_error[] = {"code", "message", "cite", "field", NULL};
    const json_t *error = json_object_get(answer, "error");
    const json_t *reasons = json_object_get(answer, "reasons");
    write_verdict(p, function, error);
    const char *field = bl_reply_word(error, "field");
    if (*field)
        write_heading(p, field, look_of(p, "", field).label, INDENT);
    json_t *rest = error ? rest_of(error, of_error) : rest_of(answer, of_answer);
    if (rest)
        write_fields(p, "", rest, INDENT);
    else
        p->out->failed = true;
    json_decref(rest);
    if (p->most > 0)
        write_tree(p, reasons, error != NULL);
    else
        write_reasons(p, reasons);
}

static page page_of(const json_t *labels, bool coloured, size_t most, bl_buffer *out)
{
    return (page){json_object_get(labels, "names"), json_object_get(labels, "codes"), coloured,
                  most, out};
}

void bl_pretty_write(const bl_function *function, const json_t *labels, const json_t *answer,
                     bool coloured, bl_buffer *out)
{
    const page p = page_of(labels, coloured, 0, out);
    write_answer(&p, function, answer);
}

void bl_pretty_write_short(const bl_function *function, const json_t *labels, const json_t *answer,
                           bool coloured, size_t most, bl_buffer *out)
{
    const page p = page_of(labels, coloured, most, out);
    write_answer(&p, function, answer);
}

void bl_pretty_write_value(const char *name, const json_t *labels, const json_t *value,
                           bl_buffer *out)
{
    const page p = page_of(labels, false, 0, out);
    write_value(&p, value, look_of(&p, "", name).kind, out);
}

void bl_pretty_write_part(const char *name, const json_t *labels, json_t *part, bl_buffer *out)
{
    const page p = page_of(labels, false, 0, out);
    if (json_is_array(part) && json_array_size(part) == 0)
        bl_buffer_add_text(out, "{}\n");
    else if (strcmp(name, "reasons") == 0 && json_is_array(part))
        write_reasons(&p, part);
    else if (json_is_object(part))
        write_fields(&p, name, part, 0);
    else if (is_table(part))
        write_table(&p, name, part, 0);
    else
        write_list(&p, name, part, 0);
}
