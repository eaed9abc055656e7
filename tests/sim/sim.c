/* SPDX-License-Identifier: MIT
 *
 * Sequences of requests made by chance are asked of the notice and of a small model of the accounts
 * (accounts.h). After each request both must have accepted it, or refused it with the same code,
 * and the notice's `status` must be the model's to the fen; now and then so must `report`,
 * `merchant`, `voucher`, and the laws of `audit` hold. A sequence is a transaction of a register in
 * memory that is rolled back behind it; one in a hundred has a file of its own, commits, and is
 * audited from its log.
 *
 * A sequence that fails is printed as lines of sh that do the same with `bylaw call`.
 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "domain/audit.h"
#include "host/notice.h"
#include "reading.h"
#include "walk.h"

#define LENGTH_MAX    (2 * SPELL_MAX) /* requests of a sequence */
#define ON_FILE_EVERY 100
#define COMMIT_EVERY  7
#define CODES_MAX     64

/* One sequence, as it was asked. */
typedef struct sequence {
    uint64_t seed;
    walk walk;
    accounts accounts;
    int length;
    request requests[LENGTH_MAX];
    bl_buffer lines[LENGTH_MAX];   /* what was sent */
    bl_buffer answers[LENGTH_MAX]; /* and answered  */
    bool remembered[LENGTH_MAX];
    bool failed;
} sequence;

/* How often each code was met; a request that was accepted counts by its function. */
typedef struct tally {
    const char *codes[CODES_MAX];
    long counts[CODES_MAX];
    int size;
    long requests, repeats, readings, audits;
} tally;

static bl_notice *notice;
static sequence s;
static tally met;
static bl_buffer asked, answered;
static char file_folder[32], file_path[64];

static void count_code(const char *code)
{
    int i = 0;
    while (i < met.size && strcmp(met.codes[i], code) != 0)
        i++;
    if (i == met.size && i < CODES_MAX)
        met.codes[met.size++] = code;
    met.counts[i]++;
}

static void print_sequence(void)
{
    for (int i = 0; i < s.length; i++)
        printf("echo '%s' | bylaw call policies/consumption_vouchers.lua %s --db x.db\n",
               s.lines[i].at, request_function(&s.requests[i]));
}

static void fail(const char *words, const char *function, const json_t *expected)
{
    char *text = json_dumps(expected, JSON_ENCODE_ANY);
    s.failed = true;
    print_sequence();
    printf("seed %" PRIu64 ": %s\n  %s %s\n  expected %s\n  answered %s\n", s.seed, words, function,
           asked.at, text, answered.at);
    free(text);
}

static void need(bl_status status, const bl_err *err)
{
    if (status == BL_OK)
        return;
    print_sequence();
    printf("seed %" PRIu64 ": %s\n", s.seed, err->text);
    exit(1);
}

/* Asks what is in `asked`; the answer is in `answered`. */
static void ask(const char *name)
{
    bl_err err = {0};
    const bl_function *function = bl_notice_function(notice, bl_text_of(name));
    BL_REQUIRE(function);
    bl_buffer_clear(&answered);
    need(
        bl_notice_answer(notice, function, bl_buffer_view(&asked), (bl_moment){0}, &answered, &err),
        &err);
}

static void compare(const char *words, const char *function, json_t *expected)
{
    json_t *answer = json_loadb(answered.at, answered.size, 0, NULL);
    if (!reading_agrees(expected, answer))
        fail(words, function, expected);
    json_decref(answer);
    json_decref(expected);
}

static void read_and_compare(const char *function, const char *field, json_t *expected)
{
    char at[TIME_SIZE];
    write_time(s.walk.now, at);
    bl_buffer_clear(&asked);
    bl_buffer_format(&asked, "{\"at\":\"%s\"%s}", at, field);
    ask(function);
    met.readings++;
    compare("the register reads otherwise than the accounts", function, expected);
}

static void read_something(void)
{
    char field[64] = "";
    dice *chance = &s.walk.chance;
    int round = (int)dice_below(chance, ROUND_COUNT), face = (int)dice_below(chance, FACE_COUNT);
    int which = (int)dice_below(chance, MERCHANT_COUNT);
    switch (dice_below(chance, 8)) {
    case 0:
        snprintf(field, sizeof field, ",\"round\":%d", round + 1);
        read_and_compare("report", field, expect_report(&s.accounts, s.walk.now, round));
        return;
    case 1:
        snprintf(field, sizeof field, ",\"merchant_id\":\"S%d\"", which);
        read_and_compare("merchant", field, expect_merchant(&s.accounts, which));
        return;
    case 2:
        snprintf(field, sizeof field, ",\"voucher_id\":\"%d-%d-%d\"", round + 1, (int)faces[face],
                 which + 1);
        read_and_compare("voucher", field,
                         expect_voucher(&s.accounts, s.walk.now, round, face, which));
        return;
    case 3:
        read_and_compare("audit", field, json_pack("{s:b,s:b}", "ok", 1, "holds", 1));
        return;
    default:
        return;
    }
}

/* An earlier id once more, at another moment: the same request gets the same bytes, any other is
 * refused. */
static void repeat_one(void)
{
    int first = (int)dice_below(&s.walk.chance, s.length);
    int second = dice_one_in(&s.walk.chance, 3) ? (int)dice_below(&s.walk.chance, s.length) : first;
    request r = s.requests[second];
    bool same = first == second;
    if (!s.remembered[first] || !s.remembered[second] ||
        (!same && r.deed == s.requests[first].deed))
        return;
    r.at = s.walk.now;
    bl_buffer_clear(&asked);
    write_request(&r, first, &asked);
    ask(request_function(&r));
    met.repeats++;
    if (!same)
        compare("an id was used again", request_function(&r), expect_refusal("request_id_reused"));
    else if (!bl_text_equal(bl_buffer_view(&answered), bl_buffer_view(&s.answers[first])))
        fail("two answers to one request", request_function(&r), NULL);
}

static void do_one(void)
{
    int i = s.length;
    s.requests[i] = walk_next(&s.walk, &s.accounts);
    const char *function = request_function(&s.requests[i]);
    bl_buffer_clear(&s.lines[i]);
    write_request(&s.requests[i], i, &s.lines[i]);
    s.length++;
    const char *refusal = accounts_do(&s.accounts, &s.requests[i]);
    count_code(refusal ? refusal : function);
    met.requests++;

    bl_buffer_clear(&asked);
    bl_buffer_add(&asked, s.lines[i].at, s.lines[i].size);
    ask(function);
    bl_buffer_clear(&s.answers[i]);
    bl_buffer_add(&s.answers[i], answered.at, answered.size);
    s.remembered[i] = !refusal || strcmp(refusal, "bad_input") != 0;
    compare("decided otherwise", function,
            refusal ? expect_refusal(refusal) : json_pack("{s:b}", "ok", 1));
    if (!s.failed && dice_one_in(&s.walk.chance, 12))
        repeat_one();
    if (!s.failed)
        read_and_compare("status", "", expect_status(&s.accounts, s.walk.now));
    if (!s.failed)
        read_something();
}

static void begin_transaction(void)
{
    bl_err err = {0};
    need(bl_notice_begin(notice, true, &err), &err);
}

static void run_sequence(uint64_t seed, int length, bool commits)
{
    bl_err err = {0};
    s.seed = seed;
    s.length = 0;
    s.failed = false;
    accounts_init(&s.accounts);
    walk_begin(&s.walk, seed);
    begin_transaction();
    while (s.length < length && !s.failed) {
        do_one();
        if (commits && s.length % COMMIT_EVERY == 0) {
            need(bl_notice_commit(notice, &err), &err);
            begin_transaction();
        }
    }
    if (commits)
        need(bl_notice_commit(notice, &err), &err);
    else
        bl_notice_rollback(notice);
}

static void run_on_file(uint64_t seed, int length)
{
    bl_ledger *ledger = NULL;
    bl_audit audit;
    bl_err err = {0};
    need(bl_ledger_open(file_path, BL_DB_CREATE, &ledger, &err), &err);
    bl_notice_attach(notice, ledger);
    run_sequence(seed, length, true);
    bl_ledger_close(ledger);
    need(bl_audit_run(file_path, NULL, &audit, &err), &err);
    met.audits++;
    if (!audit.holds) {
        print_sequence();
        printf("seed %" PRIu64 ": the audit found: %s\n", seed, audit.finding);
        s.failed = true;
    }
    const char *suffixes[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        char path[80];
        snprintf(path, sizeof path, "%s%s", file_path, suffixes[i]);
        unlink(path);
    }
}

static long run_all(long count, uint64_t seed, int length)
{
    bl_ledger *memory = NULL;
    bl_err err = {0};
    long failures = 0;
    need(bl_ledger_open(":memory:", BL_DB_CREATE, &memory, &err), &err);
    for (long i = 0; i < count && failures < 5; i++) {
        if (i % ON_FILE_EVERY == 0) {
            run_on_file(seed + (uint64_t)i, length);
        } else {
            bl_notice_attach(notice, memory);
            run_sequence(seed + (uint64_t)i, length, false);
        }
        failures += s.failed;
    }
    bl_ledger_close(memory);
    return failures;
}

static void report(long count, int length, long failures)
{
    printf("%ld sequences of %d: %ld requests, %ld repeats, %ld readings, %ld audits of files\n",
           count, length, met.requests, met.repeats, met.readings, met.audits);
    for (int i = 0; i < met.size; i++)
        printf("%s %ld%s", met.codes[i], met.counts[i], i + 1 < met.size ? ", " : "\n");
    printf("%d passed, %ld failed\n", failures == 0, failures);
}

/* accounts POLICY [SEQUENCES [SEED [LENGTH]]]: sequence i has the seed SEED + i. */
int main(int count, char **arguments)
{
    if (count < 2)
        return 2;
    long sequences = count > 2 ? atol(arguments[2]) : 100000;
    uint64_t seed = count > 3 ? strtoull(arguments[3], NULL, 10) : (uint64_t)time(NULL) * 1000000;
    int length = count > 4 ? atoi(arguments[4]) : 40;
    if (length < 1 || length > LENGTH_MAX)
        return 2;
    printf("seed %" PRIu64 "\n", seed);
    fflush(stdout);
    bl_err err = {0};
    strcpy(file_folder, "/tmp/bylaw-sim-XXXXXX");
    if (!mkdtemp(file_folder))
        return 2;
    snprintf(file_path, sizeof file_path, "%s/x.db", file_folder);
    need(bl_notice_open(arguments[1], &notice, &err), &err);
    long failures = run_all(sequences, seed, length);
    bl_notice_close(notice);
    rmdir(file_folder);
    report(sequences, length, failures);
    for (int i = 0; i < LENGTH_MAX; i++) {
        bl_buffer_deinit(&s.lines[i]);
        bl_buffer_deinit(&s.answers[i]);
    }
    bl_buffer_deinit(&asked);
    bl_buffer_deinit(&answered);
    return failures != 0;
}
