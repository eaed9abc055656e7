/* SPDX-License-Identifier: MIT */
#include "app/over.h"

#include <stdlib.h>
#include <string.h>

#include "app/rehearse.h"
#include "app/whatif_text.h"

#define PEOPLE_DEFAULT 1000

static bl_status keep(char **place, const char *text, bl_err *err)
{
    char *copy = strdup(text);
    if (!copy)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a name");
    free(*place);
    *place = copy;
    return BL_OK;
}

/* The function that a population is for when none is named: the one asked last, else an award. */
static const char *usual_function(bl_session *s, bl_buffer *out)
{
    const bl_asked *last = bl_session_last(s);
    bl_buffer_clear(out);
    if (last && last->policy->notice)
        bl_buffer_format(out, "%s.%s", last->policy->word, last->function);
    else if (s->policy_count == 1)
        bl_buffer_format(out, "%s.award", s->policies[0].word);
    return out->at && !out->failed ? out->at : "";
}

static bl_status take_words(bl_session *s, bl_text words, bl_err *err)
{
    bl_buffer copy = {0};
    bl_text file = bl_order_word(&words), function = bl_order_word(&words);
    bl_status status = BL_OK;
    if (file.size > 0)
        status = keep(&s->over, bl_order_string(file, &copy), err);
    if (status == BL_OK && function.size > 0)
        status = keep(&s->over_function, bl_order_string(function, &copy), err);
    else if (status == BL_OK && (file.size > 0 || !s->over_function))
        status = keep(&s->over_function, usual_function(s, &copy), err);
    bl_buffer_deinit(&copy);
    if (status == BL_OK && !s->over)
        return bl_fail(err, BL_INVALID,
                       "expected :over FILE [FUNCTION]; bylaw population makes such a file");
    return status;
}

static void note_unread(bl_session *s, const bl_reform *question, const bl_comparison *result)
{
    for (size_t i = 0; i < question->name_count; i++)
        if (!result->read[i])
            bl_buffer_format(&s->notes,
                             "note: no rule that %s came to over these rows read %s: its value "
                             "changes nothing here\n",
                             question->bulk.function, question->names[i]);
}

/* The rows by how much they changed, from the largest loss to the largest gain. */
static json_t *spread_of(const bl_comparison *result)
{
    json_t *spread = json_array();
    for (size_t i = 0; i < 2 * BL_BANDS; i++) {
        bool loses = i < BL_BANDS;
        size_t band = loses ? BL_BANDS - 1 - i : i - BL_BANDS;
        int64_t most = band + 1 < BL_BANDS ? bl_band_least(band + 1) : 0; /* 0: no end */
        int64_t rows = (loses ? result->lost_bands : result->won_bands)[band];
        json_array_append_new(spread, json_pack("[IIIb]", (json_int_t)bl_band_least(band),
                                                (json_int_t)most, (json_int_t)rows, loses));
    }
    return spread;
}

static bl_status compare(bl_session *s, bl_policy *policy, const bl_function *function, bl_err *err)
{
    const char *names[BL_OPTION_TEXTS_MAX], *name;
    json_t *value;
    bl_comparison result = {0};
    bl_reform question = {.bulk = {.policy = policy->path,
                                   .function = function->name,
                                   .over = s->over,
                                   .threads = bl_crew_size(),
                                   .at = bl_session_now(s)},
                          .params = policy->supposed,
                          .names = names,
                          .shown = 5};
    json_object_foreach(policy->supposed, name, value)
    {
        if (question.name_count < BL_OPTION_TEXTS_MAX)
            names[question.name_count++] = name;
    }
    bl_status status = bl_compare(&question, &result, err);
    const bl_whatif whatif = {&question, &result, policy->figures};
    if (status == BL_OK) {
        bl_whatif_write(&whatif, s->coloured, &s->out);
        note_unread(s, &question, &result);
        json_decref(s->spread);
        s->spread = spread_of(&result);
    }
    bl_comparison_deinit(&result);
    return status;
}

bl_status bl_over_run(bl_session *s, bl_text words, bl_err *err)
{
    bl_policy *policy;
    const bl_function *function;
    bl_status status = take_words(s, words, err);
    if (status == BL_OK && !*s->over_function)
        status = bl_fail(err, BL_INVALID, "say for which function: :over FILE FUNCTION");
    if (status == BL_OK)
        status = bl_order_function(s, bl_text_of(s->over_function), &policy, &function, err);
    if (status == BL_OK)
        status = bl_order_pure(function, err);
    return status == BL_OK ? compare(s, policy, function, err) : status;
}

static bl_status find_policy(bl_session *s, bl_text word, bl_policy **out, bl_err *err)
{
    bl_nearest nearest = bl_nearest_make(word);
    *out = word.size > 0          ? bl_session_policy(s, word)
           : s->policy_count == 1 ? &s->policies[0]
                                  : NULL;
    if (*out)
        return BL_OK;
    if (word.size == 0)
        return bl_fail(err, BL_INVALID, "say which policy: :rehearse FROM UNTIL PEOPLE POLICY");
    for (size_t i = 0; i < s->policy_count; i++)
        bl_nearest_offer(&nearest, bl_text_of(s->policies[i].word));
    return bl_fail(err, BL_NOT_FOUND, "there is no policy \"%.*s\"; did you mean \"%.*s\"?",
                   (int)word.size, word.at, (int)nearest.word.size, nearest.word.at);
}

static bl_status read_time(bl_text word, bl_option_time *out, bl_err *err)
{
    bl_buffer copy = {0};
    bool is_time = bl_option_time_read(bl_order_string(word, &copy), out);
    bl_buffer_deinit(&copy);
    if (is_time)
        return BL_OK;
    return bl_fail(err, BL_INVALID,
                   "expected :rehearse FROM UNTIL, such as :rehearse 2021-12-01 "
                   "2022-01-05");
}

bl_status bl_over_rehearse(bl_session *s, bl_text words, bl_err *err)
{
    bl_rehearse_setting set = {
        .seed = 1, .people = PEOPLE_DEFAULT, .merchants = 30, .format = "pretty"};
    bl_text from = bl_order_word(&words), until = bl_order_word(&words);
    bl_text people = bl_order_word(&words);
    size_t at = 0;
    bl_policy *policy = NULL;
    bl_status status = find_policy(s, bl_order_word(&words), &policy, err);
    if (status == BL_OK)
        status = read_time(from, &set.from, err);
    if (status == BL_OK)
        status = read_time(until, &set.until, err);
    if (status == BL_OK && set.from.moment.ns >= set.until.moment.ns)
        status = bl_fail(err, BL_INVALID, "the end has to lie after the beginning");
    if (status == BL_OK && people.size > 0 &&
        (!bl_text_read_int(people, &at, &set.people) || at < people.size || set.people < 1 ||
         set.people > BL_PEOPLE_MAX))
        status = bl_fail(err, BL_INVALID, "people are a number, 1 to %d", BL_PEOPLE_MAX);
    if (status == BL_OK)
        status = bl_command_write(&s->out, err);
    if (status != BL_OK)
        return status;
    set.files = (bl_files){&policy->path, 1};
    set.supposed = policy->supposed;
    int code = bl_rehearse(&set);
    return code == BL_EXIT_STOPPED    ? bl_fail(err, BL_STOPPED, "stopped")
           : code == BL_EXIT_DONE     ? BL_OK
           : code == BL_EXIT_NOT_HELD ? bl_fail(err, BL_CONFLICT, "the season does not hold")
                                      : bl_fail(err, BL_SCRIPT, "it could not be rehearsed");
}
