/* SPDX-License-Identifier: MIT
 * chronicle.h - what happened to the subjects of a notice, each event with its moment and facts.
 *
 * A subject is of a kind and has an id: the document D7. It is there from its first event on, and
 * an event is never changed. Events are read in the order of their moments, those of one moment in
 * the order of recording. Whoever wants none to come too late asks for the last one first.
 *
 * An event may belong to a volume as well, which gathers events of several subjects (those of the
 * catalogue of a year), and may give out a number: a serial within series and year, once for ever.
 *
 * Any notice's chronicle may be read by its book; what the facts mean only that notice knows.
 *
 * Layer: domain. Uses: domain/ledger.
 */
#pragma once

#include "domain/ledger.h"

#define BL_SUBJECT_SIZE_MAX 256 /* bytes of an id: 64 characters of any script */
#define BL_MOMENT_LAST      ((bl_moment){INT64_MAX}) /* up to it is everything recorded */

/* Texts are views. Subject and volume have 1 to BL_SUBJECT_SIZE_MAX bytes, so that a volume may be
 * named after a subject; kind, name and series 1 to BL_ID_SIZE_MAX. */
typedef struct bl_event {
    bl_text kind; /* of the subject */
    bl_text subject;
    bl_text name; /* what happened */
    bl_moment at;
    bl_text volume; /* or none (`at` NULL) */
    bl_text facts;  /* a JSON object */
    bl_text series; /* of the number that it gives out, or none; then year and serial are 0 */
    int64_t year;   /* zero or more */
    int64_t serial; /* above zero */
} bl_event;

/* Records an event. BL_INVALID when a text has not its size; BL_CONFLICT when the number was given
 * out before. */
BL_MUST_USE bl_status bl_chronicle_add(bl_ledger *ledger, int64_t book, const bl_event *event,
                                       bl_err *err);

/* Each opens a query for events up to a moment, that one included; take them with `next`, close it
 * as any other. Views die with the row. Of one subject: */
BL_MUST_USE bl_status bl_chronicle_open(bl_query *query, bl_ledger *ledger, int64_t book,
                                        bl_text kind, bl_text subject, bl_moment until,
                                        bl_err *err);
/* Its last one. */
BL_MUST_USE bl_status bl_chronicle_open_last(bl_query *query, bl_ledger *ledger, int64_t book,
                                             bl_text kind, bl_text subject, bl_moment until,
                                             bl_err *err);
/* The first one of each subject of a kind. */
BL_MUST_USE bl_status bl_chronicle_open_firsts(bl_query *query, bl_ledger *ledger, int64_t book,
                                               bl_text kind, bl_moment until, bl_err *err);
/* Of a volume. */
BL_MUST_USE bl_status bl_chronicle_open_volume(bl_query *query, bl_ledger *ledger, int64_t book,
                                               bl_text volume, bl_moment until, bl_err *err);
/* Its last one. */
BL_MUST_USE bl_status bl_chronicle_open_volume_last(bl_query *query, bl_ledger *ledger,
                                                    int64_t book, bl_text volume, bl_moment until,
                                                    bl_err *err);
/* Of any of these queries. */
BL_MUST_USE bl_status bl_chronicle_next(bl_query *query, bl_event *out, bool *row, bl_err *err);

/* The highest serial given out in the series and year; 0 when there is none. */
BL_MUST_USE bl_status bl_chronicle_serial(bl_ledger *ledger, int64_t book, bl_text series,
                                          int64_t year, int64_t *out, bl_err *err);

extern const bl_kind bl_chronicle_kinds[];
