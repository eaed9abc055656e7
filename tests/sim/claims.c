/* SPDX-License-Identifier: MIT
 *
 * Sequences of acts on budgets and claims made by chance are done in a register and in a small
 * model. Each must be done by both or be a conflict in both; then every budget, claim and queue is
 * the model's, and all laws hold. A sequence is a transaction of a register in memory that is
 * rolled back behind it; one in a hundred has a file of its own, commits, and is audited.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dice.h"
#include "domain/audit.h"
#include "domain/claim_laws.h"

#define BUDGETS       2
#define CLAIMS_MAX    8
#define LENGTH_MAX    60
#define ON_FILE_EVERY 100
#define NONE          (-1)

typedef struct budget {
    bool exists;
    int64_t ceiling, free, committed, disbursed, recovered, recycled;
} budget;

typedef struct claim {
    int64_t payable; /* NONE: unknown */
    int64_t committed, disbursed, due, recovered;
    int budget; /* or NONE */
    int64_t queued;
    bool waits;
} claim;

typedef struct model {
    budget budgets[BUDGETS];
    claim claims[CLAIMS_MAX];
    int count;
} model;

typedef enum kind {
    RAISE,
    LOWER,
    FILE_IT,
    CHANGE,
    COMMIT,
    RELEASE,
    DISBURSE,
    DEMAND,
    RECOVER
} kind;

#define KINDS (RECOVER + 1)

typedef struct act {
    kind kind;
    int budget; /* NONE: stays, or none */
    int claim;
    int64_t amount;
    bool drops, changes_payable, recycle;
    bl_queueing queueing;
} act;

static const char *const names[BUDGETS] = {"fund", "2022"};
static const bl_moment at = {INT64_C(1638496800) * BL_SECOND};
static const bl_claim_event event = {.function = {"act", 3}, .actor = {"clerk", 5}};
static bl_ledger *ledger;
static int64_t book;
static uint64_t seed;
static int step;
static long done[KINDS], refused[KINDS];

static void stop(const char *words, const bl_err *err)
{
    printf("seed %" PRIu64 ", act %d: %s: %s\n", seed, step, words, err ? err->text : "");
    exit(1);
}

static void must(bl_status status, const bl_err *err)
{
    if (status != BL_OK)
        stop("failed", err);
}

static void check(bool fact, const char *words)
{
    if (!fact)
        stop(words, NULL);
}

/* The acts in the model: false for a conflict, and then nothing has changed. */

static bool lower(budget *b, int64_t amount)
{
    if (!b->exists || b->free < amount || b->ceiling < amount)
        return false;
    b->free -= amount;
    b->ceiling -= amount;
    return true;
}

static int64_t place(const model *m, int in, bool last)
{
    int64_t least = 1, most = 0;
    bool any = false;
    for (int i = 0; i < m->count; i++) {
        const claim *c = &m->claims[i];
        if (!c->waits || c->budget != in)
            continue;
        most = !any || c->queued > most ? c->queued : most;
        least = !any || c->queued < least ? c->queued : least;
        any = true;
    }
    return last ? most + 1 : least - 1;
}

static bool change(model *m, const act *a)
{
    claim new = m->claims[a->claim];
    bool moves = a->budget != NONE || a->drops;
    if (moves && (new.committed > 0 || (new.waits && a->queueing == BL_QUEUE_STAYS)))
        return false;
    if (a->changes_payable)
        new.payable = a->amount;
    if (moves)
        new.budget = a->drops ? NONE : a->budget;
    if (a->queueing == BL_QUEUE_LEAVE)
        new.waits = false;
    else if (a->queueing != BL_QUEUE_STAYS) {
        new.queued = place(m, new.budget, a->queueing == BL_QUEUE_LAST);
        new.waits = true;
    }
    if (new.committed > 0 && new.committed != new.payable)
        return false;
    if (new.waits && (new.budget == NONE || new.committed > 0))
        return false;
    m->claims[a->claim] = new;
    return true;
}

static bool commit(claim *c, budget *b)
{
    if (c->committed > 0 || c->payable <= 0 || b->free < c->payable)
        return false;
    c->committed = c->payable;
    c->waits = false;
    b->free -= c->payable;
    b->committed += c->payable;
    return true;
}

static bool release(claim *c, budget *b)
{
    if (c->committed == 0 || c->disbursed > 0)
        return false;
    b->committed -= c->committed;
    b->free += c->committed;
    c->committed = 0;
    return true;
}

static bool disburse(claim *c, budget *b)
{
    if (c->committed == 0 || c->disbursed > 0)
        return false;
    b->committed -= c->committed;
    b->disbursed += c->committed;
    c->disbursed = c->committed;
    return true;
}

static bool recover(claim *c, budget *b, int64_t amount, bool recycle)
{
    if (amount <= 0 || c->recovered + amount > c->due)
        return false;
    c->recovered += amount;
    b->recovered += amount;
    b->recycled += recycle ? amount : 0;
    b->free += recycle ? amount : 0;
    return true;
}

static bool demand(claim *c, int64_t amount)
{
    if (amount < c->recovered || amount > c->disbursed)
        return false;
    c->due = amount;
    return true;
}

static bool do_in_model(model *m, const act *a)
{
    claim *c = &m->claims[a->claim];
    budget none = {.exists = false}, *own = c->budget == NONE ? &none : &m->budgets[c->budget];
    switch (a->kind) {
    case RAISE:
        m->budgets[a->budget].exists = true;
        m->budgets[a->budget].ceiling += a->amount;
        m->budgets[a->budget].free += a->amount;
        return true;
    case LOWER:
        return lower(&m->budgets[a->budget], a->amount);
    case FILE_IT:
        m->claims[m->count++] = (claim){.payable = a->amount, .budget = a->budget};
        return true;
    case CHANGE:
        return change(m, a);
    case COMMIT:
        return commit(c, own);
    case RELEASE:
        return release(c, own);
    case DISBURSE:
        return disburse(c, own);
    case DEMAND:
        return demand(c, a->amount);
    case RECOVER:
        return recover(c, own, a->amount, a->recycle);
    }
    return false;
}

static bl_text text_of(int of)
{
    return of == NONE ? (bl_text){0} : bl_text_of(names[of]);
}

static bl_status file_in_register(const act *a, bl_err *err)
{
    bl_claim new = {.applicant = bl_text_of("A"),
                    .item = bl_text_of("i"),
                    .line = bl_text_of("l"),
                    .state = bl_text_of("s"),
                    .facts = bl_text_of("{}"),
                    .materials = bl_text_of("[]"),
                    .notes = bl_text_of("{}"),
                    .payable = {a->amount != NONE, {a->amount == NONE ? 0 : a->amount}},
                    .budget = text_of(a->budget)};
    return bl_claim_file(ledger, book, at, bl_text_of("X"), 2021, &new, &event, err);
}

static bl_status change_in_register(const act *a, bl_text id, bl_err *err)
{
    bl_claim_change to = {.budget = text_of(a->budget),
                          .drops_budget = a->drops,
                          .changes_payable = a->kind == CHANGE && a->changes_payable,
                          .payable = {a->amount != NONE, {a->amount == NONE ? 0 : a->amount}},
                          .changes_due = a->kind == DEMAND,
                          .recover_due = {a->amount},
                          .queueing = a->queueing};
    return bl_claim_change_to(ledger, book, at, id, &to, &event, err);
}

static bl_status do_in_register(const act *a, bl_err *err)
{
    char id[BL_CLAIM_ID_MAX];
    bl_claim_write_id(&(bl_claim_key){"X", 2021, a->claim + 1}, id);
    bl_text claim_id = bl_text_of(id), document = bl_text_of("d");
    switch (a->kind) {
    case RAISE:
        return bl_budget_raise(ledger, book, at, names[a->budget], (bl_money){a->amount}, document,
                               err);
    case LOWER:
        return bl_budget_lower(ledger, book, at, names[a->budget], (bl_money){a->amount}, document,
                               err);
    case FILE_IT:
        return file_in_register(a, err);
    case CHANGE:
    case DEMAND:
        return change_in_register(a, claim_id, err);
    case COMMIT:
        return bl_grant_commit(ledger, book, at, claim_id, err);
    case RELEASE:
        return bl_grant_release(ledger, book, at, claim_id, err);
    case DISBURSE:
        return bl_grant_disburse(ledger, book, at, claim_id, err);
    case RECOVER:
        return bl_grant_recover(ledger, book, at, claim_id, (bl_money){a->amount}, a->recycle, err);
    }
    return BL_OK;
}

/* What the claim could do next, mostly. */
static kind next_kind(dice *d, const claim *c)
{
    if (c->disbursed > 0)
        return dice_one_in(d, 2) ? DEMAND : RECOVER;
    if (c->committed > 0)
        return dice_one_in(d, 4) ? RELEASE : DISBURSE;
    return dice_one_in(d, 3) ? CHANGE : COMMIT;
}

static act choose(dice *d, const model *m)
{
    act a = {.kind = (kind)dice_below(d, KINDS), .budget = (int)dice_below(d, BUDGETS)};
    a.amount = dice_below(d, 6);
    if (m->count == 0 && a.kind > FILE_IT)
        a.kind = FILE_IT;
    if (a.kind == FILE_IT && m->count == CLAIMS_MAX)
        a.kind = COMMIT;
    if (m->count > 0)
        a.claim = (int)dice_below(d, m->count);
    if (m->count > 0 && dice_one_in(d, 2))
        a.kind = next_kind(d, &m->claims[a.claim]);
    if (a.kind == RAISE)
        a.amount *= dice_below(d, 10);
    if (a.kind == FILE_IT && dice_one_in(d, 5))
        a.budget = NONE;
    if ((a.kind == FILE_IT || a.kind == CHANGE) && dice_one_in(d, 6))
        a.amount = NONE;
    a.recycle = dice_one_in(d, 2);
    if (a.kind == CHANGE) {
        a.queueing = (bl_queueing)dice_below(d, BL_QUEUE_LEAVE + 1);
        a.changes_payable = dice_one_in(d, 3);
        a.drops = dice_one_in(d, 8);
    }
    if (a.kind == DEMAND || a.drops || (a.kind == CHANGE && !dice_one_in(d, 4)))
        a.budget = NONE;
    return a;
}

static void compare_budget(int i, const budget *b)
{
    bl_budget found;
    bool exists = false;
    bl_err err = {0};
    must(bl_budget_find(ledger, book, names[i], &found, &exists, &err), &err);
    check(exists == b->exists, "a budget is there or not");
    check(found.ceiling.fen == b->ceiling && found.free.fen == b->free &&
              found.committed.fen == b->committed && found.disbursed.fen == b->disbursed &&
              found.recovered.fen == b->recovered && found.recycled.fen == b->recycled,
          "a budget has other figures");
}

/* Where the claim stands among those that wait. */
static int64_t place_of(const model *m, const claim *c)
{
    int64_t before = 0;
    for (int i = 0; c->waits && i < m->count; i++)
        before += m->claims[i].waits && m->claims[i].budget == c->budget &&
                  m->claims[i].queued <= c->queued;
    return before;
}

static void compare_claims(const model *m)
{
    bl_query query = {0};
    bl_claim found;
    bool row = false;
    bl_err err = {0};
    must(bl_claims_open(&query, ledger, book, &(bl_claim_filter){.has_year = false}, &err), &err);
    for (int i = 0; i < m->count; i++) {
        const claim *c = &m->claims[i];
        must(bl_claim_next(&query, &found, &row, &err), &err);
        check(row && found.key.serial == i + 1, "a claim is missing");
        check(found.payable.known == (c->payable != NONE) &&
                  (!found.payable.known || found.payable.amount.fen == c->payable) &&
                  found.committed.fen == c->committed && found.disbursed.fen == c->disbursed &&
                  found.recover_due.fen == c->due && found.recovered.fen == c->recovered,
              "a claim has other sums");
        check(bl_text_equal(found.budget, text_of(c->budget)), "a claim has another budget");
        check(found.queue_place == place_of(m, c), "a claim has another place in its queue");
    }
    must(bl_claim_next(&query, &found, &row, &err), &err);
    check(!row, "there is a claim too many");
    bl_query_close(&query);
}

static void compare(const model *m)
{
    bl_law laws[BL_CLAIM_LAW_COUNT];
    bl_err err = {0};
    for (int i = 0; i < BUDGETS; i++)
        compare_budget(i, &m->budgets[i]);
    compare_claims(m);
    must(bl_claim_laws_check(ledger, book, laws, &err), &err);
    for (int i = 0; i < BL_CLAIM_LAW_COUNT; i++)
        check(laws[i].holds, laws[i].name);
}

static void play(void)
{
    dice d = {seed};
    model m = {.count = 0};
    int length = 1 + (int)dice_below(&d, LENGTH_MAX);
    for (step = 0; step < length; step++) {
        act a = choose(&d, &m);
        bl_err err = {0};
        bool expected = do_in_model(&m, &a);
        bl_status status = do_in_register(&a, &err);
        if (status != BL_OK && status != BL_CONFLICT)
            stop("failed", &err);
        if (expected != (status == BL_OK))
            stop(expected ? "the model does it" : "the model refuses it", &err);
        err = (bl_err){0};
        must(expected ? bl_ledger_keep(ledger, &err) : bl_ledger_undo(ledger, &err), &err);
        (expected ? done : refused)[a.kind]++;
        compare(&m);
    }
}

static void begin(const char *path)
{
    bl_err err = {0};
    if (!ledger)
        must(bl_ledger_open(path, BL_DB_CREATE, &ledger, &err), &err);
    must(bl_ledger_begin(ledger, true, &err), &err);
    must(bl_book_open(ledger, "programme", at, &book, &err), &err);
    must(bl_ledger_keep(ledger, &err), &err);
}

/* A sequence in a file of its own, in place of the register in memory. */
static void play_on_file(void)
{
    char folder[] = "/tmp/bylaw-sim-XXXXXX", path[64], command[64];
    bl_ledger *kept = ledger;
    bl_audit audit;
    bl_err err = {0};
    check(mkdtemp(folder) != NULL, "no folder");
    snprintf(path, sizeof path, "%s/x.db", folder);
    ledger = NULL;
    begin(path);
    play();
    must(bl_ledger_commit(ledger, &err), &err);
    bl_ledger_close(ledger);
    must(bl_audit_run(path, NULL, &audit, &err), &err);
    check(audit.holds, audit.finding);
    ledger = kept;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    check(system(command) == 0, "a folder stays");
}

/* sim_claims SEQUENCES [FIRST]: seeds from FIRST on. */
int main(int count, char **arguments)
{
    static const char *const kinds[KINDS] = {"raise",   "lower",    "file",   "change", "commit",
                                             "release", "disburse", "demand", "recover"};
    uint64_t sequences = count > 1 ? strtoull(arguments[1], NULL, 10) : 1;
    uint64_t first = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
    for (seed = first; seed < first + sequences; seed++) {
        if (seed % ON_FILE_EVERY == 0) {
            play_on_file();
            continue;
        }
        begin(":memory:");
        play();
        bl_ledger_rollback(ledger);
    }
    bl_ledger_close(ledger);
    for (int i = 0; i < KINDS; i++) {
        printf("%-9s %8ld done %8ld refused\n", kinds[i], done[i], refused[i]);
        check(sequences < 100 || done[i] > 0, "an act was never done");
    }
    return 0;
}
