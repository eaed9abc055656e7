/* SPDX-License-Identifier: MIT
 *
 * Four clerks, each with a process of the real program, claim and redeem on one register, and again
 * and again one of the processes is killed, or all four. What a clerk has read as an answer is
 * acknowledged. After a kill the clerk takes a new process and sends what was not acknowledged once
 * more, under the same request ids. Every kill is followed by an audit of the register that the
 * others go on writing; every season ends with all acknowledged requests sent again.
 *
 * A season is a fresh register: its making can be killed as well.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "caller.h"
#include "dice.h"

#define CLERK_COUNT      4
#define REQUESTS_MAX     50000 /* of a clerk in a season */
#define WINDOW_MAX       64    /* not acknowledged yet   */
#define KILLS_PER_SEASON 20

typedef struct clerk {
    int number;
    const char *function;
    caller caller;
    char *requests[REQUESTS_MAX];
    char *answers[REQUESTS_MAX];
    size_t made;
    size_t acknowledged;
    bl_buffer unsent;
    bl_buffer unread; /* the beginning of an answer */
} clerk;

/* A voucher that somebody was told to have. */
typedef struct holding {
    char voucher[32];
    char person[32];
} holding;

typedef struct tally {
    long kills, acknowledged, repeated, failures;
} tally;

static clerk clerks[CLERK_COUNT];
static holding holdings[REQUESTS_MAX * 2];
static size_t holding_count;
static dice chance;
static tally total;
static office place;

static void fault(const char *words, const char *request, const char *answer)
{
    total.failures++;
    printf("%s\n  %s\n  %s\n", words, request, answer);
}

static void copy_field(const char *json, const char *name, char *out, size_t size)
{
    char mark[40];
    snprintf(mark, sizeof mark, "\"%s\":\"", name);
    const char *from = strstr(json, mark);
    snprintf(out, size, "%.*s", from ? (int)strcspn(from + strlen(mark), "\"") : 0,
             from ? from + strlen(mark) : "");
}

static bool accepted(const char *answer)
{
    return strncmp(answer, "{\"ok\":true", 10) == 0;
}

/* Mostly new people; now and then one who has that voucher already. */
static void write_claim(const clerk *c, char *out, size_t size)
{
    static const int faces[] = {30, 50, 100};
    long long person = dice_one_in(&chance, 8) ? dice_below(&chance, 200)
                                               : (long long)c->made + 1000000 * (c->number + 1);
    snprintf(out, size,
             "{\"request_id\":\"c%d-%zu\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,"
             "\"denomination\":%d,\"person_id\":\"P%lld\",\"channel\":\"app\","
             "\"city\":\"linyi\"}\n",
             c->number, c->made, faces[dice_below(&chance, 3)], person);
}

/* Vouchers near the newest, so that two clerks often want the same one. */
static void write_redemption(const clerk *c, char *out, size_t size)
{
    size_t back = (size_t)dice_below(&chance, holding_count < 200 ? (long)holding_count : 200);
    const holding *h = &holdings[holding_count - 1 - back];
    snprintf(
        out, size,
        "{\"request_id\":\"r%d-%zu\",\"at\":\"2021-12-04T10:00:00+08:00\","
        "\"voucher_id\":\"%s\",\"person_id\":\"%s\",\"merchant_id\":\"S1\",\"order_id\":\"%s\","
        "\"order_amount\":600.01,\"channel\":\"store\"}\n",
        c->number, c->made, h->voucher, h->person, dice_one_in(&chance, 20) ? "one" : h->voucher);
}

static void make_requests(clerk *c)
{
    bool claims = c->number < CLERK_COUNT / 2;
    size_t window = (size_t)dice_below(&chance, WINDOW_MAX) + 1;
    while (c->made - c->acknowledged < window && c->made < REQUESTS_MAX) {
        char line[512];
        if (!claims && holding_count == 0)
            return;
        if (claims)
            write_claim(c, line, sizeof line);
        else
            write_redemption(c, line, sizeof line);
        c->requests[c->made++] = strdup(line);
        bl_buffer_add_text(&c->unsent, line);
    }
}

static void send_requests(clerk *c)
{
    ssize_t size = write(c->caller.requests, c->unsent.at, c->unsent.size);
    if (size < 0 && errno != EAGAIN)
        give_up("to write requests");
    if (size <= 0)
        return;
    memmove(c->unsent.at, c->unsent.at + size, c->unsent.size - (size_t)size);
    bl_buffer_cut(&c->unsent, c->unsent.size - (size_t)size);
}

static void acknowledge(clerk *c, const char *answer)
{
    if (c->acknowledged == c->made) {
        fault("an answer to nothing", "", answer);
        return;
    }
    const char *request = c->requests[c->acknowledged];
    c->answers[c->acknowledged++] = strdup(answer);
    total.acknowledged++;
    if (c->number < CLERK_COUNT / 2 && accepted(answer)) {
        holding *h = &holdings[holding_count++];
        copy_field(answer, "voucher_id", h->voucher, sizeof h->voucher);
        copy_field(request, "person_id", h->person, sizeof h->person);
    }
}

/* False at the end of the answers. */
static bool read_answers(clerk *c)
{
    char block[1 << 16];
    ssize_t size = read(c->caller.answers, block, sizeof block);
    if (size < 0)
        give_up("to read answers");
    bl_buffer_add(&c->unread, block, (size_t)size);
    size_t start = 0;
    for (char *end; start < c->unread.size &&
                    (end = memchr(c->unread.at + start, '\n', c->unread.size - start)) != NULL;
         start = (size_t)(end - c->unread.at) + 1) {
        *end = '\0';
        acknowledge(c, c->unread.at + start);
    }
    memmove(c->unread.at, c->unread.at + start, c->unread.size - start);
    bl_buffer_cut(&c->unread, c->unread.size - start);
    return size > 0;
}

static void begin(clerk *c)
{
    caller_start(&c->caller, &place, c->function, -1);
    fcntl(c->caller.requests, F_SETFL, O_NONBLOCK);
    bl_buffer_clear(&c->unsent);
    bl_buffer_clear(&c->unread);
    for (size_t i = c->acknowledged; i < c->made; i++)
        bl_buffer_add_text(&c->unsent, c->requests[i]);
}

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* The clerks work until the moment comes. */
static void work_until(int64_t moment)
{
    for (int64_t now = now_us(); now < moment; now = now_us()) {
        struct pollfd ends[2 * CLERK_COUNT];
        for (int i = 0; i < CLERK_COUNT; i++) {
            make_requests(&clerks[i]);
            ends[2 * i] = (struct pollfd){clerks[i].caller.answers, POLLIN, 0};
            ends[2 * i + 1] = (struct pollfd){
                clerks[i].unsent.size > 0 ? clerks[i].caller.requests : -1, POLLOUT, 0};
        }
        if (poll(ends, 2 * CLERK_COUNT, (int)((moment - now) / 1000) + 1) < 0)
            give_up("to wait for answers");
        for (int i = 0; i < CLERK_COUNT; i++) {
            if (ends[2 * i + 1].revents)
                send_requests(&clerks[i]);
            if (ends[2 * i].revents && !read_answers(&clerks[i])) {
                fault("a process ended by itself", clerks[i].function, "");
                caller_end(&clerks[i].caller);
                begin(&clerks[i]);
            }
        }
    }
}

static void kill_some(void)
{
    int first = (int)dice_below(&chance, CLERK_COUNT), count = 1;
    if (dice_one_in(&chance, 4)) {
        first = 0;
        count = CLERK_COUNT;
    }
    for (int i = first; i < first + count; i++)
        caller_kill(&clerks[i].caller);
    for (int i = first; i < first + count; i++) {
        while (read_answers(&clerks[i]))
            ;
        caller_end(&clerks[i].caller);
        total.kills++;
    }
    for (int i = first; i < first + count; i++)
        begin(&clerks[i]);
}

/* Sends everything acknowledged again and compares bytes. */
static void repeat_all(const clerk *c)
{
    bl_buffer requests = {0}, answers = {0};
    for (size_t i = 0; i < c->acknowledged; i++)
        bl_buffer_add_text(&requests, c->requests[i]);
    office_ask(&place, c->function, &requests, &answers);
    char *line = answers.at;
    for (size_t i = 0; i < c->acknowledged; i++) {
        char *end = line ? strchr(line, '\n') : NULL;
        if (end)
            *end = '\0';
        if (!end || strcmp(line, c->answers[i]) != 0)
            fault("an acknowledged answer is lost", c->requests[i], c->answers[i]);
        line = end ? end + 1 : NULL;
        total.repeated++;
    }
    bl_buffer_deinit(&requests);
    bl_buffer_deinit(&answers);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* No voucher was given to two, and none used twice. Gives the number of accepted requests. */
static long count_unique(int first, const char *field)
{
    static char *ids[REQUESTS_MAX * 2];
    size_t count = 0;
    for (int i = first; i < first + CLERK_COUNT / 2; i++)
        for (size_t j = 0; j < clerks[i].acknowledged; j++)
            if (accepted(clerks[i].answers[j])) {
                char id[40];
                copy_field(clerks[i].answers[j], field, id, sizeof id);
                ids[count++] = strdup(id);
            }
    qsort(ids, count, sizeof *ids, by_text);
    for (size_t i = 1; i < count; i++)
        if (strcmp(ids[i - 1], ids[i]) == 0)
            fault("given twice", field, ids[i]);
    for (size_t i = 0; i < count; i++)
        free(ids[i]);
    return (long)count;
}

/* Vouchers that the register says were claimed in round 1. */
static long count_claimed(void)
{
    bl_buffer requests = {0}, answers = {0};
    long claimed = 0;
    bl_buffer_add_text(&requests, "{\"at\":\"2021-12-04T12:00:00+08:00\"}\n");
    office_ask(&place, "status", &requests, &answers);
    json_t *status = json_loads(answers.at, JSON_DISABLE_EOF_CHECK, NULL);
    json_t *round = json_array_get(json_object_get(status, "rounds"), 0);
    size_t i;
    json_t *face;
    json_array_foreach(json_object_get(round, "denominations"), i, face) claimed +=
        (long)json_integer_value(json_object_get(face, "claimed"));
    json_decref(status);
    bl_buffer_clear(&answers);
    office_ask(&place, "audit", &requests, &answers);
    if (!strstr(answers.at, "],\"holds\":true"))
        fault("the laws do not hold", "audit", answers.at);
    bl_buffer_deinit(&requests);
    bl_buffer_deinit(&answers);
    return claimed;
}

static void audit(void)
{
    if (office_audit(&place) != 0)
        fault("the audit does not hold", "", "");
}

static void prepare(void)
{
    static const char plan[] =
        "{\"request_id\":\"p1\",\"at\":\"2021-11-30T09:00:00+08:00\",\"round\":1,"
        "\"count_30\":15000,\"count_50\":9000,\"count_100\":6000}\n";
    static const char merchant[] =
        "{\"request_id\":\"m1\",\"at\":\"2021-12-01T09:00:00+08:00\",\"merchant_id\":\"S1\","
        "\"name\":\"S1\",\"sector\":\"retail\",\"kind\":\"above_scale\","
        "\"on_statistics_list\":true,\"published_on\":\"2021-11-26\",\"tax_registered_in_lanshan\":"
        "true,"
        "\"trades_in_lanshan\":true,\"licences_complete\":true,\"tax_compliant\":true,"
        "\"negative_record\":false,\"honest_trading\":true,\"rules_accepted\":true,"
        "\"own_discount\":true,\"publicity_agreed\":true,\"epidemic_control\":true,"
        "\"unionpay_enabled\":true,\"unionpay_tested\":true}\n";
    bl_buffer requests = {0}, answers = {0};
    bl_buffer_add_text(&requests, plan);
    office_ask(&place, "plan_round", &requests, &answers);
    bl_buffer_clear(&requests);
    bl_buffer_add_text(&requests, merchant);
    office_ask(&place, "merchant_register", &requests, &answers);
    bl_buffer_deinit(&requests);
    bl_buffer_deinit(&answers);
}

/* Whatever kills leave of a register in the making, the next process makes it. */
static void kill_the_making(void)
{
    caller c;
    caller_start(&c, &place, "plan_round", -1);
    close(c.requests);
    c.requests = -1;
    usleep((useconds_t)dice_below(&chance, 12000));
    caller_kill(&c);
    caller_end(&c);
    total.kills++;
}

static void end_season(void)
{
    for (int i = 0; i < CLERK_COUNT; i++) {
        fcntl(clerks[i].caller.requests, F_SETFL, 0);
        send_requests(&clerks[i]);
        close(clerks[i].caller.requests);
        clerks[i].caller.requests = -1;
    }
    for (int i = 0; i < CLERK_COUNT; i++) {
        while (read_answers(&clerks[i]))
            ;
        if (caller_end(&clerks[i].caller) != 0)
            fault("a process did not end well", clerks[i].function, "");
        if (clerks[i].acknowledged != clerks[i].made)
            fault("a request without an answer", clerks[i].requests[clerks[i].acknowledged], "");
    }
    audit();
    for (int i = 0; i < CLERK_COUNT; i++)
        repeat_all(&clerks[i]);
    long claimed = count_unique(0, "voucher_id");
    count_unique(CLERK_COUNT / 2, "voucher_id");
    if (count_claimed() != claimed)
        fault("the register holds other claims than were acknowledged", "status", "");
    audit();
    office_remove_register(&place);
}

static void run_season(long kills)
{
    holding_count = 0;
    long until = total.kills + kills;
    kill_the_making();
    prepare();
    for (int i = 0; i < CLERK_COUNT; i++) {
        clerks[i].number = i;
        clerks[i].function = i < CLERK_COUNT / 2 ? "claim" : "redeem";
        begin(&clerks[i]);
    }
    while (total.kills < until) {
        work_until(now_us() + 1000 + dice_below(&chance, 40000));
        kill_some();
        audit();
    }
    work_until(now_us() + 5000);
    end_season();
    for (int i = 0; i < CLERK_COUNT; i++) {
        for (size_t j = 0; j < clerks[i].made; j++)
            free(clerks[i].requests[j]);
        for (size_t j = 0; j < clerks[i].acknowledged; j++)
            free(clerks[i].answers[j]);
        bl_buffer_deinit(&clerks[i].unsent);
        bl_buffer_deinit(&clerks[i].unread);
        clerks[i] = (clerk){0};
    }
}

/* kills BYLAW POLICY [KILLS [SEED]] */
int main(int count, char **arguments)
{
    if (count < 3)
        return 2;
    long kills = count > 3 ? atol(arguments[3]) : 200;
    chance.state = count > 4 ? strtoull(arguments[4], NULL, 10) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)chance.state);
    fflush(stdout);
    office_open(&place, arguments[1], arguments[2]);
    long seasons = 0;
    for (; total.kills < kills; seasons++)
        run_season(kills - total.kills < KILLS_PER_SEASON ? kills - total.kills : KILLS_PER_SEASON);
    office_close(&place);
    printf("%ld kills in %ld seasons, %ld answers acknowledged, %ld repeated, %ld faults\n",
           total.kills, seasons, total.acknowledged, total.repeated, total.failures);
    printf("%d passed, %d failed\n", total.failures == 0, total.failures != 0);
    return total.failures != 0;
}
