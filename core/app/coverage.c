/* SPDX-License-Identifier: MIT */
#include "app/coverage.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"

/* The next finding, which its words and a line end are to follow. */
static bl_buffer *begin_finding(bl_coverage *coverage)
{
    coverage->finding_count++;
    bl_buffer_format(&coverage->findings, "%s: ", coverage->path);
    return &coverage->findings;
}

/* Names */

/* Whose citations are told: those of one text, or of a provision that the words of one bear on. */
typedef bool is_told(const bl_coverage *coverage, const bl_citation *citation, size_t place,
                     const void *what);

static bl_text name_of(const bl_citation *citation)
{
    return citation->by == BL_CITED_BY_PLACE ? citation->where : citation->who;
}

/* Whether one that was told before it has its kind and name. */
static bool was_named(const bl_coverage *coverage, const bl_citation *citation, is_told *told,
                      const void *what)
{
    size_t n = 0;
    for (const bl_citation *at = coverage->citations.first; at != citation; at = at->next, n++)
        if (at->by == citation->by && bl_text_equal(name_of(at), name_of(citation)) &&
            told(coverage, at, coverage->meant[n], what))
            return true;
    return false;
}

static void write_kind(const bl_coverage *coverage, bl_cited_by by, const char *head, is_told *told,
                       const void *what, bl_buffer *out)
{
    size_t n = 0, start = out->size;
    for (const bl_citation *at = coverage->citations.first; at; at = at->next, n++) {
        if (at->by != by || !told(coverage, at, coverage->meant[n], what) ||
            was_named(coverage, at, told, what))
            continue;
        if (out->size > start)
            bl_buffer_add_text(out, ", ");
        else
            bl_buffer_format(out, "%s%s", start > 0 ? "; " : "", head);
        bl_buffer_add(out, name_of(at).at, name_of(at).size);
    }
}

/* "parameters a, b; rules c.d; answers f.g; lines x.lua:3" of all citations that are told. */
static void write_who(const bl_coverage *coverage, is_told *told, const void *what, bl_buffer *out)
{
    write_kind(coverage, BL_CITED_BY_PARAMETER, "parameters ", told, what, out);
    write_kind(coverage, BL_CITED_BY_RULE, "rules ", told, what, out);
    write_kind(coverage, BL_CITED_BY_CASE, "answers ", told, what, out);
    write_kind(coverage, BL_CITED_BY_PLACE, "lines ", told, what, out);
}

/* What every citation means */

static bool has_cite(const bl_coverage *coverage, const bl_citation *citation, size_t place,
                     const void *what)
{
    (void)coverage, (void)place;
    return bl_text_equal(citation->cite, *(const bl_text *)what);
}

static bool was_told(const bl_coverage *coverage, const bl_citation *citation)
{
    for (const bl_citation *at = coverage->citations.first; at != citation; at = at->next)
        if (bl_text_equal(at->cite, citation->cite))
            return true;
    return false;
}

static const char *nearest_cite(const bl_coverage *coverage, bl_text cite, bl_buffer *out)
{
    bl_nearest nearest = bl_nearest_make(cite);
    for (size_t i = 0; i < coverage->provisions.count; i++)
        bl_nearest_offer(&nearest, coverage->provisions.at[i].cite);
    bl_buffer_add(out, nearest.word.at, nearest.word.size);
    return out->at ? out->at : "";
}

/* Words in the script that look like a citation and need not be one: 一, 解释. */
static bool is_loose(const bl_coverage *coverage, const bl_citation *citation)
{
    bl_text cite = citation->cite;
    if (bl_mark_at(cite, 0, "第") || memchr(cite.at, '(', cite.size))
        return false;
    for (const bl_citation *at = coverage->citations.first; at; at = at->next)
        if (at->by != BL_CITED_BY_PLACE && bl_text_equal(at->cite, cite))
            return false;
    return true;
}

/* An annex that the text speaks of and the issue does not print. */
static bool is_unprinted_annex(const bl_coverage *coverage, bl_text cite)
{
    bl_fold words = {0}, text = {0};
    bl_fold_match match;
    bool found = false;
    if (!bl_mark_at(cite, 0, "附件") || bl_fold_text(&words, cite, NULL) != BL_OK)
        return false;
    for (size_t i = 0; i < coverage->provisions.count && !found; i++)
        found =
            bl_fold_text(&text, bl_buffer_view(&coverage->provisions.at[i].words), NULL) == BL_OK &&
            bl_fold_find(&text, &words, 0, &match);
    bl_fold_deinit(&words);
    bl_fold_deinit(&text);
    return found;
}

/* A citation of nothing is told once, with everything that has it. One of another law is none of
 * the text's. */
static void tell_unknown(bl_coverage *coverage, const bl_citation *citation, bool several)
{
    bl_buffer who = {0}, nearest = {0};
    int size = (int)citation->cite.size;
    const char *cite = citation->cite.at;
    if (was_told(coverage, citation) || bl_mark_at(citation->cite, 0, "《"))
        return;
    if (is_loose(coverage, citation))
        return;
    if (is_unprinted_annex(coverage, citation->cite)) {
        bl_buffer_format(&coverage->notes,
                         "%s: note: %.*s is not printed: what rests on it is not"
                         " compared\n",
                         coverage->path, size, cite);
        return;
    }
    write_who(coverage, has_cite, &citation->cite, &who);
    const char *rests = who.at ? who.at : "prose";
    if (!bl_mark_is_cite(citation->cite))
        bl_buffer_format(begin_finding(coverage), "\"%.*s\" is no citation of a provision (%s)\n",
                         size, cite, rests);
    else if (several)
        bl_buffer_format(begin_finding(coverage),
                         "%.*s stands in several texts of %s: write (一)%.*s or another (%s)\n",
                         size, cite, coverage->document.at, size, cite, rests);
    else
        bl_buffer_format(begin_finding(coverage),
                         "%.*s is cited, and %s has none; did you mean %s? (%s)\n", size, cite,
                         coverage->document.at, nearest_cite(coverage, citation->cite, &nearest),
                         rests);
    bl_buffer_deinit(&who);
    bl_buffer_deinit(&nearest);
}

static bl_status find_meanings(bl_coverage *coverage, bl_err *err)
{
    size_t count = 0;
    for (const bl_citation *at = coverage->citations.first; at; at = at->next)
        count++;
    coverage->meant = calloc(count + 1, sizeof *coverage->meant);
    if (!coverage->meant)
        return bl_fail(err, BL_NO_MEMORY, "no memory for the citations of %s", coverage->path);
    count = 0;
    for (const bl_citation *at = coverage->citations.first; at; at = at->next) {
        bool several;
        size_t place = bl_provision_list_find(&coverage->provisions, at->cite, &several);
        coverage->meant[count++] = several ? BL_NO_PROVISION : place;
    }
    count = 0;
    for (const bl_citation *at = coverage->citations.first; at; at = at->next) {
        bool several;
        if (coverage->meant[count++] != BL_NO_PROVISION)
            continue;
        bl_provision_list_find(&coverage->provisions, at->cite, &several);
        tell_unknown(coverage, at, several);
    }
    return BL_OK;
}

/* States */

static void note_own(bl_coverage *coverage)
{
    static const bl_covered states[] = {BL_ENCODED, BL_ENCODED, BL_ENCODED, BL_ENCODED_AND_TESTED,
                                        BL_COVERED_AS_PROSE};
    size_t n = 0;
    for (const bl_citation *at = coverage->citations.first; at; at = at->next, n++) {
        if (coverage->meant[n] == BL_NO_PROVISION)
            continue;
        bl_coverage_row *row = &coverage->rows[coverage->meant[n]];
        row->own = states[at->by] > row->own ? states[at->by] : row->own;
    }
}

static bool is_at(const bl_coverage *coverage, const bl_citation *citation, size_t place,
                  const void *what)
{
    (void)coverage, (void)citation;
    return place == *(const size_t *)what;
}

/* Prose that something cites after all. */
static void tell_cited_prose(bl_coverage *coverage)
{
    size_t n = 0;
    for (const bl_citation *at = coverage->citations.first; at; at = at->next) {
        size_t place = coverage->meant[n++];
        if (at->by != BL_CITED_AS_PROSE || place == BL_NO_PROVISION ||
            coverage->rows[place].own == BL_COVERED_AS_PROSE)
            continue;
        bl_buffer who = {0};
        write_who(coverage, is_at, &place, &who);
        bl_buffer_format(begin_finding(coverage), "%.*s is declared prose, and is cited (%s)\n",
                         (int)at->cite.size, at->cite.at, who.at ? who.at : "");
        bl_buffer_deinit(&who);
    }
}

/* Whether the words of the provision at `whole` begin those of the one at `place`: each on the way
 * leans on the next. */
static bool leans_on(const bl_provision_list *list, size_t place, size_t whole)
{
    while (place != whole && place != BL_NO_PROVISION && list->at[place].leans)
        place = list->at[place].whole;
    return place == whole;
}

static void settle(bl_coverage *coverage, size_t place)
{
    const bl_provision_list *list = &coverage->provisions;
    bl_coverage_row *row = &coverage->rows[place];
    *row = (bl_coverage_row){.own = row->own, .state = row->own, .through = place};
    for (size_t i = place + 1; row->own == BL_FORGOTTEN && i < list->count; i++)
        if (coverage->rows[i].own > row->state && leans_on(list, i, place)) {
            row->state = coverage->rows[i].own;
            row->by = BL_COVERED_BY_PART;
            row->through = i;
        }
    for (size_t whole = list->at[place].whole;
         row->state == BL_FORGOTTEN && whole != BL_NO_PROVISION; whole = list->at[whole].whole) {
        row->state = coverage->rows[whole].own;
        row->by = BL_COVERED_BY_WHOLE;
        row->through = whole;
    }
}

static bool is_done(const bl_coverage *coverage, size_t whole)
{
    const bl_provision_list *list = &coverage->provisions;
    for (size_t i = whole; i < list->count; i++)
        if (list->at[i].is_counted && coverage->rows[i].state == BL_FORGOTTEN &&
            bl_provision_list_within(list, i, whole))
            return false;
    return true;
}

static void count(bl_coverage *coverage)
{
    const bl_provision_list *list = &coverage->provisions;
    coverage->unit = BL_RANK_HEADING;
    for (size_t i = 0; i < list->count; i++) {
        if (list->at[i].rank == BL_RANK_ARTICLE)
            coverage->unit = BL_RANK_ARTICLE;
        if (!list->at[i].is_counted)
            continue;
        coverage->total++;
        coverage->counts[coverage->rows[i].state]++;
    }
    for (size_t i = 0; i < list->count; i++) {
        if (list->at[i].rank != coverage->unit)
            continue;
        coverage->units++;
        coverage->units_done += is_done(coverage, i);
    }
}

/* Reading */

static bl_status read_document(bl_coverage *out, bl_notice *notice, const bl_issue *issue,
                               bl_err *err)
{
    json_t *head = NULL;
    bl_err trouble = {0};
    bl_status status = bl_notice_says(notice, "head", &head, err);
    if (status != BL_OK)
        return status;
    const char *number = json_string_value(json_object_get(head, "document"));
    bl_document_plain_number(bl_text_of(number ? number : ""), &out->document);
    json_decref(head);
    status = bl_buffer_status(&out->document, err);
    if (status != BL_OK)
        return status;
    status =
        bl_provision_list_read(issue, bl_buffer_view(&out->document), &out->provisions, &trouble);
    if (status == BL_NOT_FOUND)
        bl_buffer_format(begin_finding(out), "%s\n", trouble.text);
    return status == BL_OK || status == BL_NOT_FOUND ? BL_OK
                                                     : bl_fail(err, status, "%s", trouble.text);
}

static bl_status read_citations(bl_coverage *out, bl_notice *notice, char *const *cases,
                                size_t case_count, bl_err *err)
{
    bl_status status = bl_citations_read(&out->citations, notice, out->path, err);
    for (size_t i = 0; i < case_count && status == BL_OK; i++)
        status = bl_citations_run(&out->citations, bl_notice_name(notice), cases[i], err);
    if (out->citations.failed > 0)
        bl_buffer_format(begin_finding(out),
                         "%" PRId64 " of %" PRId64 " worked cases do not hold: see bylaw test\n",
                         out->citations.failed, out->citations.cases);
    return status;
}

bl_status bl_coverage_read(bl_notice *notice, const char *path, const bl_issue *issue,
                           char *const *cases, size_t case_count, bl_coverage *out, bl_err *err)
{
    out->path = path;
    bl_status status = read_document(out, notice, issue, err);
    if (status != BL_OK || out->provisions.text_count == 0)
        return status;
    status = read_citations(out, notice, cases, case_count, err);
    if (status == BL_OK)
        status = find_meanings(out, err);
    out->rows = calloc(out->provisions.count + 1, sizeof *out->rows);
    if (status == BL_OK && !out->rows)
        status = bl_fail(err, BL_NO_MEMORY, "no memory for the provisions of a document");
    if (status != BL_OK)
        return status;
    note_own(out);
    tell_cited_prose(out);
    for (size_t i = 0; i < out->provisions.count; i++)
        settle(out, i);
    count(out);
    return bl_buffer_status(&out->findings, err);
}

void bl_coverage_deinit(bl_coverage *coverage)
{
    bl_buffer_deinit(&coverage->document);
    bl_provision_list_deinit(&coverage->provisions);
    bl_citations_deinit(&coverage->citations);
    bl_accepted_deinit(&coverage->accepted);
    free(coverage->meant);
    free(coverage->rows);
    bl_buffer_deinit(&coverage->findings);
    bl_buffer_deinit(&coverage->notes);
}

bool bl_coverage_reaches(const bl_coverage *coverage, int64_t percent)
{
    size_t done = coverage->total - coverage->counts[BL_FORGOTTEN];
    return (int64_t)(done * 100) >= percent * (int64_t)coverage->total;
}

const bl_citation *bl_coverage_cited(const bl_coverage *coverage, size_t place,
                                     const bl_citation *after)
{
    size_t n = 0;
    bool passed = after == NULL;
    for (const bl_citation *at = coverage->citations.first; at; at = at->next, n++) {
        if (passed && coverage->meant[n] == place)
            return at;
        passed = passed || at == after;
    }
    return NULL;
}

/* What was accepted */

/* Whether the citation rests on the words of the provision: it means that one, a whole that it is
 * in, or a part that leans on it. */
static bool rests_on(const bl_coverage *coverage, const bl_citation *citation, size_t place,
                     const void *what)
{
    (void)citation;
    size_t changed = *(const size_t *)what;
    return place != BL_NO_PROVISION &&
           (bl_provision_list_within(&coverage->provisions, changed, place) ||
            leans_on(&coverage->provisions, place, changed));
}

static void tell_changed(bl_coverage *coverage, size_t place)
{
    const bl_counted *at = &coverage->provisions.at[place];
    bl_buffer who = {0};
    coverage->rows[place].changed = true;
    if (coverage->rows[place].state != BL_COVERED_AS_PROSE)
        write_who(coverage, rests_on, &place, &who);
    bl_buffer_format(begin_finding(coverage),
                     "%.*s says something else than when it was encoded: look again at %s, then"
                     " --accept\n",
                     (int)at->cite.size, at->cite.at, who.at ? who.at : "why it is prose");
    bl_buffer_deinit(&who);
}

/* Only what is accounted for has a hash. */
static bool is_kept(const bl_coverage *coverage, size_t place)
{
    return coverage->provisions.at[place].is_counted && coverage->rows[place].state != BL_FORGOTTEN;
}

static void tell_gone(bl_coverage *coverage)
{
    for (size_t i = 0; i < coverage->accepted.count; i++) {
        bool several;
        bl_text cite = coverage->accepted.at[i].cite;
        size_t place = bl_provision_list_find(&coverage->provisions, cite, &several);
        const char *trouble = place == BL_NO_PROVISION    ? "the text has it no more"
                              : !is_kept(coverage, place) ? "nothing cites it any more"
                                                          : NULL;
        if (trouble)
            bl_buffer_format(begin_finding(coverage),
                             "%.*s was encoded, and %s: --accept forgets it\n", (int)cite.size,
                             cite.at, trouble);
    }
}

bl_status bl_coverage_compare(bl_coverage *coverage, bl_err *err)
{
    bl_status status = bl_accepted_read(coverage->path, &coverage->accepted, err);
    if (status != BL_OK)
        return status;
    if (coverage->accepted.is_missing) {
        bl_buffer_format(begin_finding(coverage),
                         "%s is missing: --accept keeps what the provisions say now\n",
                         coverage->accepted.path.at);
        return bl_buffer_status(&coverage->findings, err);
    }
    for (size_t i = 0; i < coverage->provisions.count; i++) {
        const bl_counted *at = &coverage->provisions.at[i];
        bl_text hash = bl_accepted_hash(&coverage->accepted, at->cite);
        if (!is_kept(coverage, i))
            continue;
        if (hash.size == 0)
            bl_buffer_format(begin_finding(coverage),
                             "%.*s is new among what is encoded: --accept keeps what it says\n",
                             (int)at->cite.size, at->cite.at);
        else if (!bl_text_equal(hash, bl_text_of(at->hash)))
            tell_changed(coverage, i);
    }
    tell_gone(coverage);
    return bl_buffer_status(&coverage->findings, err);
}

/* The number of lines of the new file that differ from the old one's, and of those it lacks. */
static void count_changes(const bl_coverage *coverage, size_t *changed, size_t *added,
                          size_t *removed)
{
    size_t same = 0;
    for (size_t i = 0; i < coverage->provisions.count; i++) {
        const bl_counted *at = &coverage->provisions.at[i];
        bl_text hash = bl_accepted_hash(&coverage->accepted, at->cite);
        if (!is_kept(coverage, i))
            continue;
        if (hash.size == 0)
            ++*added;
        else if (bl_text_equal(hash, bl_text_of(at->hash)))
            same++;
        else
            ++*changed;
    }
    *removed = coverage->accepted.count - same - *changed;
}

bl_status bl_coverage_accept(bl_coverage *coverage, bl_buffer *told, bl_err *err)
{
    size_t changed = 0, added = 0, removed = 0;
    bl_buffer text = {0};
    bl_status status = bl_accepted_read(coverage->path, &coverage->accepted, err);
    if (status != BL_OK)
        return status;
    count_changes(coverage, &changed, &added, &removed);
    bl_buffer_format(&text, "# %s: what each provision said when it was encoded, as a hash.\n",
                     coverage->document.at);
    for (size_t i = 0; i < coverage->provisions.count; i++)
        if (is_kept(coverage, i))
            bl_buffer_format(&text, "%.*s %s\n", (int)coverage->provisions.at[i].cite.size,
                             coverage->provisions.at[i].cite.at, coverage->provisions.at[i].hash);
    status = bl_buffer_status(&text, err);
    if (status == BL_OK)
        status = bl_accepted_write(&coverage->accepted, bl_buffer_view(&text), err);
    bl_buffer_format(told, "%s: %zu changed, %zu added, %zu removed\n", coverage->accepted.path.at,
                     changed, added, removed);
    bl_buffer_deinit(&text);
    return status;
}
