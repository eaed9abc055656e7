/* SPDX-License-Identifier: MIT */
#include "app/events.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/interrupt.h"
#include "domain/feed.h"
#include "host/plugin.h"

#define BATCH_SIZE 256
#define FOLLOW_NS  500000000L

struct bl_events {
    bl_plugin_files files;
    bl_plugin *plugin;
    const char *place;
    bool is_open; /* the place */
    int64_t last; /* event that it has */
    bl_plugin_event batch[BATCH_SIZE];
    size_t places[BATCH_SIZE][8]; /* of an event's texts, in `texts`; SIZE_MAX: none */
    bl_buffer texts;
};

static bl_status open_plugin(bl_events *events, const char *named, bl_err *err)
{
    const char *colon = strchr(named, ':');
    const bl_plugin_file *file;
    char name[128];
    if (!colon || colon == named || (size_t)(colon - named) >= sizeof name || !colon[1])
        return bl_fail(err, BL_INVALID, "\"%s\" is not PLUGIN:PLACE, as csv-outbox:events.csv",
                       named);
    bl_text_copy((bl_text){named, (size_t)(colon - named)}, name, sizeof name);
    bl_status status = bl_plugin_files_find(&events->files, err);
    if (status == BL_OK)
        status = bl_plugin_files_choose(&events->files, name, &file, err);
    if (status == BL_OK)
        status = bl_plugin_open(file, &events->plugin, err);
    if (status == BL_OK && !bl_plugin_find(events->plugin, BL_PLUGIN_EVENTS, name))
        status = bl_fail(err, BL_INVALID, "%s is no plugin that events go to", name);
    events->place = colon + 1;
    return status;
}

bl_status bl_events_open(const char *named, bl_events **out, bl_err *err)
{
    *out = NULL;
    bl_events *events = calloc(1, sizeof *events);
    if (!events)
        return bl_fail(err, BL_NO_MEMORY, "no memory for events");
    bl_status status = open_plugin(events, named, err);
    if (status == BL_OK)
        *out = events;
    else
        bl_events_close(events);
    return status;
}

void bl_events_close(bl_events *events)
{
    if (!events)
        return;
    bl_plugin_close(events->plugin);
    bl_plugin_files_deinit(&events->files);
    bl_buffer_deinit(&events->texts);
    free(events);
}

/* Notes the text and gives its place: the buffer may still move. */
static size_t note(bl_events *events, bl_text text)
{
    size_t place = events->texts.size;
    if (!text.at)
        return SIZE_MAX;
    bl_buffer_add(&events->texts, text.at, text.size);
    bl_buffer_add_char(&events->texts, '\0');
    return place;
}

static void note_row(bl_events *events, size_t at, const bl_feed_row *row)
{
    bl_buffer made = {0};
    size_t *places = events->places[at];
    events->batch[at] = (bl_plugin_event){.number = row->seq};
    bl_moment_write(row->at, &made);
    places[0] = note(events, bl_buffer_view(&made));
    places[1] = note(events, row->notice);
    places[2] = note(events, row->kind);
    places[3] = note(events, row->subject);
    places[4] = note(events, row->facts.size > 0 ? row->facts : bl_text_of("{}"));
    places[5] = note(events, row->debit);
    places[6] = note(events, row->credit);
    bl_buffer_clear(&made);
    bl_money_write(row->amount, &made);
    places[7] = row->debit.at ? note(events, bl_buffer_view(&made)) : SIZE_MAX;
    events->texts.failed |= made.failed;
    bl_buffer_deinit(&made);
}

/* The texts stand still now. */
static void point(bl_events *events, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bl_plugin_event *e = &events->batch[i];
        const char **texts[] = {&e->at,    &e->notice, &e->kind, &e->subject,
                                &e->facts, &e->from,   &e->to,   &e->amount};
        for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
            *texts[k] =
                events->places[i][k] == SIZE_MAX ? NULL : events->texts.at + events->places[i][k];
    }
}

static bl_status fill(bl_events *events, bl_ledger *ledger, size_t *count, bl_err *err)
{
    bl_query query = {0};
    bl_feed_row row;
    bool more = true;
    *count = 0;
    bl_buffer_clear(&events->texts);
    bl_status status = bl_feed_open(&query, ledger, events->last, err);
    while (status == BL_OK && *count < BATCH_SIZE) {
        status = bl_feed_next(&query, &row, &more, err);
        if (status != BL_OK || !more)
            break;
        note_row(events, (*count)++, &row);
    }
    bl_query_close(&query);
    if (status == BL_OK)
        status = bl_buffer_status(&events->texts, err);
    point(events, *count);
    return status;
}

/* A batch is read in a transaction that ends before the plugin works on it. */
static bl_status read_batch(bl_events *events, bl_ledger *ledger, size_t *count, bl_err *err)
{
    int64_t end = 0;
    bl_status status = bl_ledger_begin(ledger, false, err);
    if (status == BL_OK)
        status = bl_feed_end(ledger, &end, err);
    if (status == BL_OK && end < events->last)
        status = bl_fail(err, BL_CONFLICT,
                         "the place has event %" PRId64 " and the register only %" PRId64
                         " entries: it belongs to another register",
                         events->last, end);
    if (status == BL_OK)
        status = fill(events, ledger, count, err);
    bl_ledger_rollback(ledger);
    return status;
}

bl_status bl_events_pass(bl_events *events, bl_ledger *ledger, int64_t *count, bool *more,
                         bl_err *err)
{
    size_t size = 0;
    bl_status status = BL_OK;
    *more = false;
    if (!events->is_open)
        status = bl_plugin_open_place(events->plugin, events->place, &events->last, err);
    events->is_open |= status == BL_OK;
    if (status == BL_OK)
        status = read_batch(events, ledger, &size, err);
    if (status == BL_OK && size > 0)
        status = bl_plugin_take(events->plugin, events->batch, size, err);
    if (status != BL_OK || size == 0)
        return status;
    events->last = events->batch[size - 1].number;
    *count += (int64_t)size;
    *more = size == BATCH_SIZE;
    return BL_OK;
}

static bl_status pass_all(const char *named, const char *db, bool follow, int64_t *count,
                          bl_err *err)
{
    bl_events *events = NULL;
    bl_ledger *ledger = NULL;
    bool more = true;
    bl_status status = bl_ledger_open(db, BL_DB_READ, &ledger, err);
    if (status == BL_OK)
        status = bl_events_open(named, &events, err);
    while (status == BL_OK && (more || follow) && !bl_interrupted()) {
        status = bl_events_pass(events, ledger, count, &more, err);
        if (status == BL_OK && !more && follow && !bl_interrupted())
            nanosleep(&(struct timespec){.tv_nsec = FOLLOW_NS}, NULL);
    }
    bl_events_close(events);
    bl_ledger_close(ledger);
    return status;
}

static int run_events(const bl_command *command, int count, char **arguments)
{
    const char *db = NULL;
    bool follow = false;
    char **rest;
    int exit_code;
    const bl_option options[] = {
        {"db", BL_OPTION_TEXT, &db, "FILE", "the register"},
        {"follow", BL_OPTION_FLAG, &follow, NULL, "go on with what is recorded, until interrupted"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count != 1)
        return bl_command_misused(command, "name a plugin and the place where events go");
    if (!db)
        return bl_command_misused(command, "name the register with --db FILE");
    if (!bl_command_names_register(command, db))
        return BL_EXIT_NOT_STARTED;
    bl_err err = {0};
    int64_t passed = 0;
    bl_interrupt_catch();
    bl_status status = pass_all(rest[0], db, follow, &passed, &err);
    if (status != BL_OK)
        return bl_command_failed(&err);
    fprintf(stderr, "bylaw: %" PRId64 " event%s passed on\n", passed, passed == 1 ? "" : "s");
    return bl_interrupted() && !follow ? BL_EXIT_STOPPED : BL_EXIT_DONE;
}

const bl_command bl_command_events = {
    "events", "PLUGIN:PLACE --db FILE [--follow]",
    "Hands what was recorded in a register to a plugin, in order, from where its place left off.",
    "bylaw events csv-outbox:events.csv --db season.db", run_events};
