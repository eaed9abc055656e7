/* SPDX-License-Identifier: MIT */
#include "app/playbill.h"

#include <stdlib.h>
#include <string.h>

void bl_playbill_deinit(bl_playbill *playbill)
{
    for (size_t i = 0; i < playbill->count; i++) {
        bl_notice_close(playbill->list[i].notice);
        free(playbill->list[i].path);
    }
    playbill->count = 0;
}

bl_play *bl_playbill_find(bl_playbill *playbill, bl_text name)
{
    for (size_t i = 0; i < playbill->count; i++) {
        bl_notice *notice = playbill->list[i].notice;
        if (notice && bl_text_equal(name, bl_text_of(bl_notice_name(notice))))
            return &playbill->list[i];
    }
    return NULL;
}

/* Takes the jobs of a notice in, in place of those of the one before. */
static bl_status enter(bl_playbill *p, const bl_notice *before, bl_notice *notice, bl_moment now,
                       bl_err *err)
{
    bl_status status = bl_ledger_begin(p->ledger, true, err);
    if (status != BL_OK)
        return status;
    if (before)
        bl_agenda_remove(p->agenda, before);
    status = bl_agenda_add(p->agenda, notice, now, err);
    if (status == BL_OK && before)
        bl_agenda_retry(p->agenda, notice, now);
    if (status == BL_OK)
        return bl_ledger_commit(p->ledger, err);
    bl_agenda_remove(p->agenda, notice);
    bl_ledger_rollback(p->ledger);
    return status;
}

/* Whether the failure is the script's own, or of what it asks of its book. */
static bool is_own(bl_status status)
{
    return status == BL_SCRIPT || status == BL_NOT_FOUND || status == BL_INVALID ||
           status == BL_CONFLICT || status == BL_OVERFLOW;
}

static void tell(bl_playbill *p, const bl_play *play, bl_moment now, const char *event,
                 const char *words)
{
    bl_log_begin(p->log, words ? BL_LEVEL_ERROR : BL_LEVEL_INFO, now, event);
    bl_log_text(p->log, "path", play->path);
    if (words)
        bl_log_text(p->log, "words", words);
    if (words && play->tries > 0)
        bl_log_moment(p->log, "retry_at", play->retry_at);
    bl_log_end(p->log);
}

static bool is_taken(bl_playbill *p, const bl_play *play, const bl_notice *notice)
{
    bl_play *other = bl_playbill_find(p, bl_text_of(bl_notice_name(notice)));
    return other && other != play;
}

/* The old notice stands until the new one has its jobs in the agenda; the agenda never loses any.
 */
static bl_status load(bl_playbill *p, bl_play *play, bl_moment now, bl_err *err)
{
    bl_notice *notice = NULL, *before = play->notice;
    bl_err words = {0};
    bl_status status = bl_notice_open(play->path, &notice, &words);
    if (status == BL_OK && is_taken(p, play, notice))
        status = bl_fail(&words, BL_CONFLICT, "another script has this notice's name");
    if (status == BL_OK) {
        bl_notice_attach(notice, p->ledger);
        status = enter(p, before, notice, now, &words);
        if (status != BL_OK && before && is_own(status)) {
            bl_err again = {0};
            bl_status restored = enter(p, NULL, before, now, &again);
            if (restored != BL_OK)
                status = restored, words = again;
        }
    }
    if (status == BL_OK) {
        bl_notice_close(before);
        play->notice = notice;
        play->tries = 0;
        p->changes++;
        tell(p, play, now, before ? "reloaded" : "loaded", NULL);
        return BL_OK;
    }
    bl_notice_close(notice);
    if (!is_own(status) && status != BL_BUSY && status != BL_NO_MEMORY)
        return bl_fail(err, status, "%s", words.text);
    if (!before || status == BL_BUSY) {
        play->tries++;
        play->retry_at.ns = now.ns + (BL_SECOND << (play->tries < 9 ? play->tries - 1 : 8));
    }
    tell(p, play, now, before ? "kept" : "not_loaded", words.text);
    return BL_OK;
}

static bl_play *play_of(bl_playbill *p, const char *path)
{
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->list[i].path, path) == 0)
            return &p->list[i];
    return NULL;
}

/* There is room: those that are not named went before. */
static bl_status add_play(bl_playbill *p, const char *path, bl_play **out, bl_err *err)
{
    char *copy = strdup(path);
    if (!copy)
        return bl_fail(err, BL_NO_MEMORY, "no memory for another notice: %s", path);
    *out = &p->list[p->count++];
    **out = (bl_play){.path = copy};
    return BL_OK;
}

static bool is_named(const bl_files *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->paths[i], path) == 0)
            return true;
    return false;
}

/* What the paths name no more goes. */
static void remove_unnamed(bl_playbill *p, const bl_files *files, bl_moment now)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++) {
        bl_play *play = &p->list[i];
        if (is_named(files, play->path)) {
            p->list[kept++] = *play;
            continue;
        }
        tell(p, play, now, "removed", NULL);
        if (play->notice)
            bl_agenda_remove(p->agenda, play->notice);
        bl_notice_close(play->notice);
        free(play->path);
        p->changes++;
    }
    p->count = kept;
}

/* A script that moved finds its name free, for what goes goes first. */
static bl_status read_files(bl_playbill *p, const bl_files *files, bl_moment now, bl_err *err)
{
    if (files->count > BL_PLAYBILL_MAX)
        return bl_fail(err, BL_INVALID, "a runner has room for %d notices, and here are %zu",
                       BL_PLAYBILL_MAX, files->count);
    bl_status status = BL_OK;
    remove_unnamed(p, files, now);
    for (size_t i = 0; status == BL_OK && i < files->count; i++) {
        bl_play *play = play_of(p, files->paths[i]);
        if (!play)
            status = add_play(p, files->paths[i], &play, err);
        if (status == BL_OK)
            status = load(p, play, now, err);
    }
    return status;
}

bl_status bl_playbill_read(bl_playbill *playbill, bl_moment now, bl_err *err)
{
    bl_files files = {0};
    bl_status status = bl_files_find(playbill->paths, playbill->path_count, &files, err);
    if (status == BL_OK)
        status = read_files(playbill, &files, now, err);
    bl_files_deinit(&files);
    return status;
}

bl_status bl_playbill_retry(bl_playbill *playbill, bl_moment now, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < playbill->count; i++) {
        bl_play *play = &playbill->list[i];
        int64_t wait = play->retry_at.ns - now.ns; /* a clock set back does not make it longer */
        if (play->tries > 0 && (wait <= 0 || wait > 512 * BL_SECOND))
            status = load(playbill, play, now, err);
    }
    return status;
}
