/* SPDX-License-Identifier: MIT */
#include "app/readers.h"

#include "app/interrupt.h"
#include "app/sample.h"
#include "host/rulebook.h"

typedef struct question {
    const char *policy;
    const char *name; /* of the parameter */
    bl_moment at;
    int probes;
} question;

/* Asks a pure function about made-up rows and appends it, with the measures that it judged, if it
 * reads the parameter then. */
static bl_status probe(const question *q, size_t place, bl_buffer *out, bl_err *err)
{
    bl_notice *notice = NULL;
    bl_sample *sample = NULL;
    bl_buffer request = {0}, answer = {0}, measures = {0};
    bool read = false;
    bl_status status = bl_notice_open(q->policy, &notice, err);
    if (status != BL_OK)
        return status;
    const bl_function *function = bl_notice_function_at(notice, place);
    if (function->effect == BL_EFFECT_PURE)
        status = bl_sample_open(notice, function, 1, &sample, err);
    if (status == BL_OK && sample)
        status = bl_parameters_watch(bl_notice_parameters(notice), q->name, err);
    for (int i = 0; status == BL_OK && sample && i < q->probes; i++) {
        if (bl_interrupted())
            status = bl_fail(err, BL_STOPPED, "interrupted");
        if (status != BL_OK)
            break;
        bl_buffer_clear(&request);
        bl_buffer_clear(&answer);
        bl_sample_request(sample, &request);
        status = bl_notice_answer(notice, function, bl_buffer_view(&request), q->at, &answer, err);
    }
    if (status == BL_OK && sample)
        status =
            bl_parameters_readers(bl_notice_parameters(notice), q->name, &read, &measures, err);
    if (status == BL_OK && !read)
        status = bl_rulebook_decides_by(notice, function, q->name, &read, err);
    if (read)
        bl_buffer_format(out, "%s%s", out->size > 0 ? "; " : "", function->name);
    if (read && measures.size > 0)
        bl_buffer_format(out, " (%s)", measures.at);
    bl_buffer_deinit(&request);
    bl_buffer_deinit(&answer);
    bl_buffer_deinit(&measures);
    bl_sample_close(sample);
    bl_notice_close(notice);
    return status;
}

bl_status bl_readers_find(const char *policy, const char *name, bl_moment at, int probes,
                          bl_buffer *out, bl_err *err)
{
    const question q = {policy, name, at, probes};
    bl_notice *notice = NULL;
    bl_status status = bl_notice_open(policy, &notice, err);
    size_t count = status == BL_OK ? bl_notice_function_count(notice) : 0;
    bl_notice_close(notice);
    for (size_t i = 0; status == BL_OK && i < count; i++)
        status = probe(&q, i, out, err);
    return status;
}
