/* SPDX-License-Identifier: MIT */
#include "app/provisions.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"

#define FIRST_PARAGRAPH "第一款"

/* The number of one text of a document, without that of the document: (二). */
static bl_text own_number(const bl_issued *issued, bl_text number)
{
    return (bl_text){issued->number.at + number.size, issued->number.size - number.size};
}

static bool is_text_of(const bl_issued *issued, bl_text number)
{
    return issued->number.size > number.size && issued->number.at[number.size] == '(' &&
           memcmp(issued->number.at, number.at, number.size) == 0;
}

static bl_status add_text(bl_provision_list *list, const bl_issued *issued, bl_err *err)
{
    const bl_issued **texts =
        bl_list_with_room(list->texts, list->text_count, &list->text_room, sizeof *texts);
    if (!texts)
        return bl_fail(err, BL_NO_MEMORY, "no memory for the texts of a document");
    list->texts = texts;
    texts[list->text_count++] = issued;
    return BL_OK;
}

/* The document of that number itself, or else its texts. */
static bl_status find_texts(const bl_issue *issue, bl_text number, bl_provision_list *out,
                            bl_err *err)
{
    bl_nearest nearest = bl_nearest_make(number);
    bl_status status = BL_OK;
    bool is_one = false;
    for (const bl_issued *at = issue->first; at; at = at->next) {
        is_one = is_one || bl_text_equal(at->number, number);
        bl_nearest_offer(&nearest, at->number);
    }
    for (const bl_issued *at = issue->first; at && status == BL_OK; at = at->next)
        if (is_one ? bl_text_equal(at->number, number) : is_text_of(at, number))
            status = add_text(out, at, err);
    if (status == BL_OK && out->text_count == 0)
        return bl_fail(err, BL_NOT_FOUND, "there is no document %.*s; the nearest is %.*s",
                       (int)number.size, number.at, (int)nearest.word.size, nearest.word.at);
    return status;
}

static bl_text without_first_paragraph(bl_text cite)
{
    size_t size = strlen(FIRST_PARAGRAPH);
    if (cite.size > size && bl_mark_at(cite, cite.size - size, FIRST_PARAGRAPH))
        cite.size -= size;
    return cite;
}

static size_t place_of(const bl_provision_list *list, bl_text cite, size_t text)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].text == text && bl_text_equal(list->at[i].cite, cite))
            return i;
    return BL_NO_PROVISION;
}

/* The citation with the number of its text before it, when there are several texts. */
static bl_text cite_in(bl_provision_list *list, const bl_issued *issued, bl_text number,
                       bl_text cite)
{
    if (list->text_count == 1)
        return cite;
    bl_buffer whole = {0};
    bl_text own = own_number(issued, number);
    bl_buffer_format(&whole, "%.*s%.*s", (int)own.size, own.at, (int)cite.size, cite.at);
    bl_text kept = bl_arena_copy(&list->arena, whole.at ? bl_buffer_view(&whole) : cite);
    list->arena.failed |= whole.failed;
    bl_buffer_deinit(&whole);
    return kept;
}

static bool is_title(const bl_provision *provision)
{
    static const char head[] = "表头";
    bl_text cite = provision->cite;
    bool is_head = provision->rank == BL_RANK_ROW && cite.size >= strlen(head) &&
                   bl_mark_at(cite, cite.size - strlen(head), head);
    return is_head || provision->rank == BL_RANK_PART || provision->rank == BL_RANK_CHAPTER ||
           provision->rank == BL_RANK_SECTION || provision->rank == BL_RANK_TABLE ||
           provision->rank == BL_RANK_ANNEX;
}

static bl_counted *add_place(bl_provision_list *list, bl_text cite, const bl_provision *from)
{
    bl_counted *at = bl_list_with_room(list->at, list->count, &list->room, sizeof *at);
    if (!at)
        return NULL;
    list->at = at;
    bl_counted *new = &list->at[list->count++];
    *new = (bl_counted){.cite = cite,
                        .begins = from->text,
                        .rank = from->rank,
                        .whole = BL_NO_PROVISION,
                        .leans = from->rank != BL_RANK_TEXT};
    return new;
}

/* One provision as the issue has it: a new place, or more words of one that is there. */
static bl_status take(bl_provision_list *list, bl_text number, size_t text,
                      const bl_provision *provision, bl_err *err)
{
    const bl_issued *issued = list->texts[text];
    bl_text cite = cite_in(list, issued, number, without_first_paragraph(provision->cite));
    size_t place = place_of(list, cite, text);
    bl_counted *at = place == BL_NO_PROVISION ? add_place(list, cite, provision) : &list->at[place];
    if (!at)
        return bl_fail(err, BL_NO_MEMORY, "no memory for the provisions of a document");
    if (place == BL_NO_PROVISION && provision->parent) {
        bl_text whole =
            cite_in(list, issued, number, without_first_paragraph(provision->parent->cite));
        at->whole = place_of(list, whole, text);
    }
    at->text = text;
    at->is_counted |= !is_title(provision);
    bl_buffer_add(&at->words, provision->text.at, provision->text.size);
    bl_buffer_add_char(&at->words, '\n');
    return bl_buffer_status(&at->words, err);
}

bl_status bl_provision_list_read(const bl_issue *issue, bl_text number, bl_provision_list *out,
                                 bl_err *err)
{
    bl_buffer plain = {0};
    bl_document_plain_number(number, &plain);
    bl_status status = bl_buffer_status(&plain, err);
    if (status == BL_OK)
        status = find_texts(issue, bl_buffer_view(&plain), out, err);
    for (size_t i = 0; i < out->text_count; i++)
        for (const bl_provision *at = out->texts[i]->provisions.first; at && status == BL_OK;
             at = at->next)
            status = take(out, bl_buffer_view(&plain), i, at, err);
    for (size_t i = 0; i < out->count && status == BL_OK; i++)
        status = bl_document_hash(bl_buffer_view(&out->at[i].words), out->at[i].hash, err);
    bl_buffer_deinit(&plain);
    return status == BL_OK ? bl_arena_status(&out->arena, err) : status;
}

void bl_provision_list_deinit(bl_provision_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        bl_buffer_deinit(&list->at[i].words);
    free(list->at);
    free(list->texts);
    bl_arena_deinit(&list->arena);
    *list = (bl_provision_list){0};
}

/* Whether it is the citation, or ends with it behind the number of its text. */
static bool is_cited(const bl_provision_list *list, const bl_counted *at, bl_text cite)
{
    if (bl_text_equal(at->cite, cite))
        return true;
    if (list->text_count == 1 || at->cite.size <= cite.size)
        return false;
    size_t own = at->cite.size - cite.size;
    return memchr(at->cite.at, ')', at->cite.size) == at->cite.at + own - 1 &&
           bl_text_equal((bl_text){at->cite.at + own, cite.size}, cite);
}

static size_t find(const bl_provision_list *list, bl_text cite, bool *several)
{
    size_t found = BL_NO_PROVISION;
    *several = false;
    for (size_t i = 0; i < list->count; i++)
        if (is_cited(list, &list->at[i], cite)) {
            *several = *several || found != BL_NO_PROVISION;
            found = i;
        }
    return found;
}

size_t bl_provision_list_find(const bl_provision_list *list, bl_text cite, bool *several)
{
    bl_buffer shorter = {0};
    size_t found = find(list, cite, several);
    if (found != BL_NO_PROVISION)
        return found;
    bl_buffer_add(&shorter, cite.at, cite.size);
    if (!shorter.failed && bl_mark_leave_out_paragraph(&shorter))
        found = find(list, bl_buffer_view(&shorter), several);
    bl_buffer_deinit(&shorter);
    return found;
}

bool bl_provision_list_within(const bl_provision_list *list, size_t place, size_t whole)
{
    while (place != BL_NO_PROVISION && place != whole)
        place = list->at[place].whole;
    return place == whole;
}
