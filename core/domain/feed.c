/* SPDX-License-Identifier: MIT */
#include "domain/feed.h"

bl_status bl_feed_open(bl_query *query, bl_ledger *ledger, int64_t after, bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err,
                         "SELECT seq, at, book.name, kind, subject, facts, debit, credit, amount"
                         " FROM entry JOIN book ON book.id = entry.book"
                         " WHERE seq > ? AND entry.book <> 0 ORDER BY seq",
                         "i", after);
}

bl_status bl_feed_next(bl_query *query, bl_feed_row *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status != BL_OK || !*row)
        return status;
    *out = (bl_feed_row){.seq = bl_query_int(query, 0),
                         .at = {bl_query_int(query, 1)},
                         .notice = bl_query_text(query, 2),
                         .kind = bl_query_text(query, 3),
                         .subject = bl_query_text(query, 4),
                         .facts = bl_query_text(query, 5),
                         .debit = bl_query_text(query, 6),
                         .credit = bl_query_text(query, 7),
                         .amount = {bl_query_int(query, 8)}};
    return BL_OK;
}

bl_status bl_feed_end(bl_ledger *ledger, int64_t *out, bl_err *err)
{
    bool found;
    return bl_db_int(bl_ledger_db(ledger), err, out, &found,
                     "SELECT coalesce(max(seq), 0) FROM entry", "");
}
