/* SPDX-License-Identifier: MIT
 * An answer's entry has the facts {"function":F,"request":R,"answer":A}. They are written in this
 * one form, so whether a request is the same is a comparison of bytes, and the answer is a slice.
 */
#include "domain/journal.h"

static void write_head(bl_text function, bl_text request, bl_buffer *out)
{
    bl_fact_add_text(out, "function", function);
    bl_fact_add_json(out, "request", request);
    bl_fact_add_name(out, "answer");
}

bl_status bl_journal_recall(bl_ledger *ledger, bl_text id, bl_text function, bl_text request,
                            bl_recall *out, bl_buffer *answer, bl_err *err)
{
    bl_query query = {0};
    bl_buffer head = {0};
    bool row = false;
    *out = BL_RECALL_NEW;
    bl_status status = bl_query_open(&query, bl_ledger_db(ledger), err,
                                     "SELECT facts FROM request JOIN entry ON seq = entry"
                                     " WHERE id = ?",
                                     "x", id);
    if (status == BL_OK)
        status = bl_query_next(&query, &row, err);
    if (status == BL_OK && row) {
        bl_text facts = bl_query_text(&query, 0);
        write_head(function, request, &head);
        bl_text kept = {facts.at, facts.size < head.size ? facts.size : head.size};
        *out = BL_RECALL_OTHER;
        if (bl_text_equal(kept, bl_buffer_view(&head))) {
            *out = BL_RECALL_SAME;
            bl_buffer_add(answer, facts.at + head.size, facts.size - head.size - 1);
        }
        status = bl_buffer_status(&head, err);
    }
    bl_query_close(&query);
    bl_buffer_deinit(&head);
    return status;
}

static bl_status apply_answered(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                bl_err *err)
{
    (void)facts;
    return bl_db_run(bl_ledger_db(ledger), err, "INSERT INTO request (id, entry) VALUES (?, ?)",
                     "xi", entry->subject, bl_ledger_seq(ledger));
}

const bl_kind bl_journal_kinds[] = {{.name = "answered", .apply = apply_answered}, {0}};

bl_status bl_journal_keep(bl_ledger *ledger, bl_moment at, bl_text id, bl_text function,
                          bl_text request, bl_text answer, bl_err *err)
{
    BL_REQUIRE(id.size >= 1 && id.size <= BL_ID_SIZE_MAX);
    bl_buffer facts = {0};
    write_head(function, request, &facts);
    bl_buffer_add(&facts, answer.at, answer.size);
    return bl_ledger_append_taking(
        ledger, &(bl_entry){.kind = &bl_journal_kinds[0], .at = at, .subject = id}, &facts, err);
}
