/* SPDX-License-Identifier: MIT */
#include "app/plot.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/chart.h"
#include "app/interrupt.h"
#include "app/reply.h"

#define POINTS    61 /* of a sweep */
#define HEIGHT    10 /* rows of a chart */
#define BAR_WIDTH 40
#define WORLDS    2
#define WIDE      720 /* of a picture, in its units */
#define HIGH      360
#define MARGIN    70
#define CENTS     100
#define UNKNOWN   INT64_MIN /* a point that was refused */

typedef struct sweep {
    bl_session *session;
    const bl_asked *asked;
    const bl_function *function;
    const bl_field *field;
    char *result; /* the name of what is drawn; NULL until the first answer tells */
    int64_t from; /* hundredths, as all numbers here */
    int64_t to;
    size_t worlds; /* 1: as it is; 2: the notice's own besides */
    int64_t values[WORLDS][POINTS];
} sweep;

/* The field's value at a point, in whole units for a count. */
static int64_t place_of(const sweep *w, size_t point)
{
    int64_t cents = w->from + (w->to - w->from) / (POINTS - 1) * (int64_t)point +
                    (w->to - w->from) % (POINTS - 1) * (int64_t)point / (POINTS - 1);
    return w->field->type == BL_TYPE_COUNT ? cents / CENTS * CENTS : cents;
}

static void write_number(int64_t cents, bl_buffer *out)
{
    bl_money_write_grouped((bl_money){cents}, cents % CENTS == 0, out);
}

/* The request with another value of the field. */
static bl_status write_request(const sweep *w, size_t point, bl_buffer *out, bl_err *err)
{
    json_t *request = json_loads(w->asked->request, 0, NULL);
    int64_t cents = place_of(w, point);
    bl_buffer number = {0};
    bl_money_write((bl_money){cents}, &number);
    json_t *value = cents % CENTS == 0 ? json_integer(cents / CENTS) : json_string(number.at);
    json_object_set_new(request, w->field->name, value);
    char *text = json_dumps(request, JSON_COMPACT | JSON_REAL_PRECISION(15));
    bl_buffer_clear(out);
    bl_buffer_add_text(out, text ? text : "{}");
    free(text);
    json_decref(request);
    bl_buffer_deinit(&number);
    return bl_buffer_status(out, err);
}

/* What is drawn when nobody said: the total, else the first number of the answer. */
static const char *usual_result(const json_t *answer)
{
    const char *name;
    json_t *value;
    if (json_is_number(json_object_get(answer, "total")))
        return "total";
    json_object_foreach((json_t *)answer, name, value)
    {
        if (json_is_number(value))
            return name;
    }
    return NULL;
}

static bl_status read_answer(sweep *w, bl_text text, int64_t *out, bl_err *err)
{
    bl_money amount;
    json_t *answer = json_loadb(text.at, text.size, 0, NULL);
    bl_status status = BL_OK;
    *out = UNKNOWN;
    if (!w->result && bl_reply_ok(answer)) {
        const char *name = usual_result(answer);
        if (!name)
            status = bl_fail(err, BL_INVALID, "%s answers no number to draw", w->function->name);
        w->result = name ? strdup(name) : NULL;
    }
    const json_t *value = w->result ? json_object_get(answer, w->result) : NULL;
    if (status == BL_OK && bl_reply_ok(answer) && !value)
        status =
            bl_fail(err, BL_NOT_FOUND, "%s does not answer \"%s\"", w->function->name, w->result);
    else if (status == BL_OK && json_is_number(value) &&
             bl_reply_amount(value, &amount, NULL) == BL_OK)
        *out = amount.fen;
    json_decref(answer);
    return status;
}

static bl_status ask_point(sweep *w, size_t world, size_t point, bl_buffer *scratch, bl_err *err)
{
    bl_buffer answer = {0};
    bl_status status = write_request(w, point, scratch, err);
    if (status == BL_OK && bl_interrupted())
        status = bl_fail(err, BL_STOPPED, "interrupted");
    if (status == BL_OK)
        status = bl_notice_answer(w->asked->policy->notice, w->function, bl_buffer_view(scratch),
                                  bl_session_now(w->session), &answer, err);
    if (status == BL_OK)
        status = read_answer(w, bl_buffer_view(&answer), &w->values[world][point], err);
    bl_buffer_deinit(&answer);
    return status;
}

static bl_status ask_all(sweep *w, bl_err *err)
{
    bl_parameters *parameters = bl_notice_parameters(w->asked->policy->notice);
    const json_t *layer = w->asked->policy->supposed;
    bl_buffer scratch = {0};
    bl_status status = BL_OK;
    w->worlds = json_object_size(layer) > 0 ? 2 : 1;
    for (size_t world = 0; status == BL_OK && world < w->worlds; world++) {
        bl_parameters_suppose(parameters, world == 0 ? layer : NULL);
        for (size_t i = 0; status == BL_OK && i < POINTS; i++)
            status = ask_point(w, world, i, &scratch, err);
    }
    bl_parameters_suppose(parameters, layer);
    bl_buffer_deinit(&scratch);
    if (status == BL_OK && !w->result)
        status = bl_fail(err, BL_INVALID, "every value between is refused: nothing to draw");
    return status;
}

static int64_t peak_of(const sweep *w)
{
    int64_t peak = 0;
    for (size_t world = 0; world < w->worlds; world++)
        for (size_t i = 0; i < POINTS; i++)
            if (w->values[world][i] > peak)
                peak = w->values[world][i];
    return peak;
}

static void draw(const sweep *w, size_t world, const char *title, bl_buffer *out)
{
    int64_t values[POINTS], peak = peak_of(w);
    bl_buffer label = {0}, end = {0};
    write_number(peak, &label);
    size_t width = label.size;
    for (size_t i = 0; i < POINTS; i++)
        values[i] = w->values[world][i] > 0 ? w->values[world][i] : 0;
    bl_buffer_format(out, "%s%s\n", w->result, title);
    for (int row = HEIGHT - 1; row >= 0; row--) {
        bl_buffer_pad(out, row == HEIGHT - 1 ? bl_buffer_view(&label) : bl_text_of(row ? "" : "0"),
                      width, true);
        bl_buffer_add_text(out, " │");
        bl_chart_row(values, POINTS, peak, HEIGHT, row, out);
        bl_buffer_trim(out);
        bl_buffer_add_char(out, '\n');
    }
    bl_buffer_clear(&label);
    write_number(w->from, &label);
    write_number(w->to, &end);
    bl_buffer_pad(out, bl_text_of(""), width + 2, false);
    bl_buffer_add(out, label.at, label.size);
    bl_buffer_pad(out, bl_buffer_view(&end), POINTS - label.size, true);
    bl_buffer_format(out, "  %s\n", w->field->name);
    bl_buffer_deinit(&label);
    bl_buffer_deinit(&end);
}

/* Pictures */

static void add_line(const sweep *w, size_t world, int64_t peak, const char *look, bl_buffer *out)
{
    bool drawing = false;
    for (size_t i = 0; i <= POINTS; i++) {
        int64_t value = i < POINTS ? w->values[world][i] : UNKNOWN;
        if (value == UNKNOWN) {
            bl_buffer_add_text(out, drawing ? "\"/>\n" : "");
            drawing = false;
            continue;
        }
        if (!drawing)
            bl_buffer_format(out, "<polyline fill=\"none\" %s points=\"", look);
        drawing = true;
        bl_buffer_format(
            out, "%s%d,%d", out->at[out->size - 1] == '"' ? "" : " ",
            MARGIN + (int)((WIDE - 2 * MARGIN) * i / (POINTS - 1)),
            HIGH - MARGIN -
                (int)((double)(HIGH - 2 * MARGIN) * (double)value / (double)(peak > 0 ? peak : 1)));
    }
}

static void add_words(int x, int y, const char *anchor, const char *words, bl_buffer *out)
{
    bl_buffer_format(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", x, y, anchor,
                     words);
}

static void add_label(int x, int y, const char *anchor, int64_t cents, bl_buffer *out)
{
    bl_buffer number = {0};
    write_number(cents, &number);
    add_words(x, y, anchor, number.at ? number.at : "", out);
    bl_buffer_deinit(&number);
}

static void begin_picture(bl_buffer *out)
{
    bl_buffer_format(out,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                     "font-family=\"sans-serif\" font-size=\"12\">\n"
                     "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n",
                     WIDE, HIGH, WIDE, HIGH);
}

static void write_picture(const sweep *w, bl_buffer *out)
{
    int64_t peak = peak_of(w);
    begin_picture(out);
    bl_buffer_format(out, "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"black\"/>\n", MARGIN,
                     MARGIN, HIGH - MARGIN, WIDE - MARGIN);
    if (w->worlds == 2)
        add_line(w, 1, peak, "stroke=\"gray\" stroke-dasharray=\"4\"", out);
    add_line(w, 0, peak, "stroke=\"black\" stroke-width=\"2\"", out);
    add_label(MARGIN - 6, MARGIN + 4, "end", peak, out);
    add_words(MARGIN - 6, HIGH - MARGIN + 4, "end", "0", out);
    add_label(MARGIN, HIGH - MARGIN + 18, "middle", w->from, out);
    add_label(WIDE - MARGIN, HIGH - MARGIN + 18, "middle", w->to, out);
    add_words(WIDE / 2, HIGH - MARGIN + 36, "middle", w->field->name, out);
    add_words(MARGIN, MARGIN - 12, "start", w->result, out);
    if (w->worlds == 2)
        add_words(WIDE - MARGIN, MARGIN - 12, "end", "solid 假设 what-if, dashed 现行 baseline",
                  out);
    bl_buffer_add_text(out, "</svg>\n");
}

/* Writes the file and says what it shows. */
static bl_status save_picture(bl_session *s, bl_text file, const bl_buffer *text, const char *what,
                              bl_err *err)
{
    bl_buffer path = {0};
    bl_status status = bl_buffer_status(text, err);
    FILE *out = status == BL_OK ? fopen(bl_order_string(file, &path), "w") : NULL;
    bool whole = out && fwrite(text->at, 1, text->size, out) == text->size;
    if (out && fclose(out) != 0)
        whole = false;
    if (status == BL_OK && !whole)
        status = bl_fail(err, BL_IO, "%s: %s", path.at, strerror(errno));
    if (status == BL_OK)
        bl_buffer_format(&s->out, "%s: %s\n", path.at, what);
    bl_buffer_deinit(&path);
    return status;
}

/* Rows by how much they changed */

static void write_band(const json_t *band, bl_buffer *out)
{
    const char *sign = json_is_true(json_array_get(band, 3)) ? "-" : "+";
    json_int_t most = json_integer_value(json_array_get(band, 1));
    bl_buffer_add_text(out, sign);
    write_number(json_integer_value(json_array_get(band, 0)), out);
    bl_buffer_add_text(out, " ..");
    if (most == 0)
        return;
    bl_buffer_format(out, " %s", sign);
    write_number(most, out);
}

static int64_t rows_of(const json_t *band)
{
    return json_integer_value(json_array_get(band, 2));
}

static int64_t most_rows(const json_t *spread)
{
    size_t i;
    json_t *band;
    int64_t most = 0;
    json_array_foreach((json_t *)spread, i, band)
    {
        most = rows_of(band) > most ? rows_of(band) : most;
    }
    return most;
}

static void draw_spread(const json_t *spread, bl_buffer *out)
{
    size_t i;
    json_t *band;
    int64_t most = most_rows(spread);
    bl_chart_table table = {.aligns = "rrl"};
    json_array_foreach((json_t *)spread, i, band)
    {
        bl_buffer cell = {0};
        if (rows_of(band) == 0)
            continue;
        write_band(band, &cell);
        bl_chart_table_add(&table, cell.at);
        bl_chart_table_add_int(&table, rows_of(band));
        bl_buffer_clear(&cell);
        bl_chart_bar(rows_of(band), most, BAR_WIDTH, &cell);
        bl_chart_table_add(&table, cell.at);
        bl_buffer_deinit(&cell);
    }
    bl_chart_table_finish(&table, 0, out);
    if (most == 0)
        bl_buffer_add_text(out, "no row changes, so there is nothing to draw\n");
}

static void picture_of_spread(const json_t *spread, bl_buffer *out)
{
    size_t i;
    json_t *band;
    int64_t most = most_rows(spread);
    int high = (HIGH - MARGIN) / (int)(json_array_size(spread) + 1), left = 3 * MARGIN;
    begin_picture(out);
    json_array_foreach((json_t *)spread, i, band)
    {
        int y = MARGIN / 2 + (int)i * high;
        int width = (int)((WIDE - left - MARGIN) * rows_of(band) / (most > 0 ? most : 1));
        bl_buffer words = {0};
        write_band(band, &words);
        add_words(left - 6, y + high - 3, "end", words.at ? words.at : "", out);
        bl_buffer_format(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", left, y,
                         width, high - 2);
        bl_buffer_deinit(&words);
    }
    bl_buffer_add_text(out, "</svg>\n");
}

/* Words */

static bool is_picture(bl_text word)
{
    return word.size > 4 &&
           bl_text_equal((bl_text){word.at + word.size - 4, 4}, bl_text_of(".svg"));
}

static bl_status read_bound(bl_text word, int64_t *out, bl_err *err)
{
    bl_money amount = {0};
    bl_status status = bl_money_from_text(word, &amount, err);
    *out = amount.fen;
    return status;
}

static bl_status find_field(sweep *w, bl_text word, bl_err *err)
{
    bl_buffer copy = {0};
    const char *name = bl_order_string(word, &copy);
    w->field = bl_record_field(&w->function->record, name);
    bl_status status = BL_OK;
    if (!w->field)
        status = bl_fail(err, BL_NOT_FOUND, "%s has no field \"%s\"; did you mean \"%s\"?",
                         w->function->name, name, bl_record_nearest(&w->function->record, name));
    else if (w->field->list ||
             (w->field->type != BL_TYPE_MONEY && w->field->type != BL_TYPE_COUNT &&
              w->field->type != BL_TYPE_PERCENT && w->field->type != BL_TYPE_NUMBER))
        status = bl_fail(err, BL_INVALID, "%s is no number", name);
    bl_buffer_deinit(&copy);
    return status;
}

static bl_status find_request(sweep *w, bl_err *err)
{
    w->asked = bl_session_last(w->session);
    if (!w->asked || !w->asked->policy->notice)
        return bl_fail(err, BL_INVALID, "ask a function first: its request is asked again");
    w->function = bl_notice_function(w->asked->policy->notice, bl_text_of(w->asked->function));
    if (!w->function)
        return bl_fail(err, BL_NOT_FOUND, "%s is there no longer", w->asked->function);
    return bl_order_pure(w->function, err);
}

static bl_status show(const sweep *w, bl_text file, bl_err *err)
{
    bl_session *s = w->session;
    bl_buffer text = {0};
    if (!is_picture(file)) {
        draw(w, 0, w->worlds == 2 ? "  what-if 假设" : "", &s->out);
        if (w->worlds == 2)
            draw(w, 1, "  baseline 现行", &s->out);
        return BL_OK;
    }
    write_picture(w, &text);
    bl_status status = save_picture(s, file, &text, w->result, err);
    bl_buffer_deinit(&text);
    return status;
}

static bl_status run(sweep *w, bl_text words, bl_err *err)
{
    bl_text field = bl_order_word(&words), from = bl_order_word(&words);
    bl_text to = bl_order_word(&words), more = bl_order_word(&words);
    if (more.size > 0 && !is_picture(more)) {
        w->result = strndup(more.at, more.size);
        more = bl_order_word(&words);
    }
    if (to.size == 0)
        return bl_fail(err, BL_INVALID, "expected :plot FIELD FROM TO [RESULT] [FILE.svg]");
    bl_status status = find_request(w, err);
    if (status == BL_OK)
        status = find_field(w, field, err);
    if (status == BL_OK)
        status = read_bound(from, &w->from, err);
    if (status == BL_OK)
        status = read_bound(to, &w->to, err);
    if (status == BL_OK && w->from >= w->to)
        status = bl_fail(err, BL_INVALID, "the end has to lie above the beginning");
    if (status == BL_OK)
        status = ask_all(w, err);
    return status == BL_OK ? show(w, more, err) : status;
}

/* The rows of the last population. */
static bl_status run_spread(bl_session *s, bl_text file, bl_err *err)
{
    bl_buffer text = {0};
    if (!s->spread)
        return bl_fail(err, BL_INVALID,
                       "expected :plot FIELD FROM TO; or :over FILE first, whose rows are drawn");
    if (file.size == 0) {
        draw_spread(s->spread, &s->out);
        return BL_OK;
    }
    picture_of_spread(s->spread, &text);
    bl_status status = save_picture(s, file, &text, "rows by how much they change", err);
    bl_buffer_deinit(&text);
    return status;
}

bl_status bl_plot_run(bl_session *s, bl_text words, bl_err *err)
{
    bl_text rest = words, first = bl_order_word(&rest);
    if (first.size == 0 || is_picture(first))
        return run_spread(s, first, err);
    sweep *w = calloc(1, sizeof *w);
    if (!w)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a chart");
    w->session = s;
    bl_status status = run(w, words, err);
    free(w->result);
    free(w);
    return status;
}
