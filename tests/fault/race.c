/* SPDX-License-Identifier: MIT
 *
 * The last 1,000 vouchers of a face, wanted by more people than there are, through 64 processes of
 * the real program at once. Each person asks twice, under two request ids; each request is sent
 * one to three times, to different processes, in an order made by chance. A process gets its next
 * few lines when it has answered the last ones, so that all of them race to the end.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "caller.h"
#include "dice.h"

#define STOCK        1000
#define RACERS_MAX   64
#define PEOPLE       1400
#define REQUESTS     (2 * PEOPLE) /* number 2n and 2n + 1 are of person n */
#define COPIES_MAX   3
#define AT_ONCE_MAX  4
#define LINE_MAX_LEN 256

/* A process and the requests it gets, by their numbers. */
typedef struct racer {
    caller caller;
    int requests[REQUESTS];
    int count;
    int sent;
    int answered;
    bl_buffer unread;
} racer;

static racer racers[RACERS_MAX];
static char *first_answers[REQUESTS]; /* that anybody got to each request */
static office place;
static dice chance;
static long repeats, failures;

static void fault(const char *words, const char *answer)
{
    failures++;
    printf("%s\n  %s\n", words, answer);
}

static void write_request(int request, char out[LINE_MAX_LEN])
{
    snprintf(out, LINE_MAX_LEN,
             "{\"request_id\":\"c%d\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,"
             "\"denomination\":100,\"person_id\":\"P%d\",\"channel\":\"app\",\"city\":\"linyi\"}\n",
             request, request / 2);
}

static void take_answer(int request, const char *answer)
{
    if (!first_answers[request]) {
        first_answers[request] = strdup(answer);
        return;
    }
    repeats++;
    if (strcmp(first_answers[request], answer) != 0)
        fault("two answers to one request", answer);
}

/* Copies of a request go to different racers, and each racer's requests into any order. */
static void deal(int racer_count)
{
    for (int i = 0; i < REQUESTS; i++) {
        int64_t first = dice_below(&chance, racer_count),
                copies = 1 + dice_below(&chance, COPIES_MAX);
        for (int64_t j = 0; j < copies && j < racer_count; j++) {
            racer *r = &racers[(first + j) % racer_count];
            r->requests[r->count++] = i;
        }
    }
    for (int i = 0; i < racer_count; i++)
        for (int j = racers[i].count - 1; j > 0; j--) {
            int64_t other = dice_below(&chance, j + 1);
            int swapped = racers[i].requests[j];
            racers[i].requests[j] = racers[i].requests[other];
            racers[i].requests[other] = swapped;
        }
}

static void send_some(racer *r)
{
    char lines[AT_ONCE_MAX * LINE_MAX_LEN] = "";
    int64_t count = 1 + dice_below(&chance, AT_ONCE_MAX);
    for (; count > 0 && r->sent < r->count; count--)
        write_request(r->requests[r->sent++], lines + strlen(lines));
    ssize_t size = (ssize_t)strlen(lines);
    if (write(r->caller.requests, lines, (size_t)size) != size)
        give_up("to write requests");
}

static void read_some(racer *r)
{
    char block[1 << 14];
    ssize_t size = read(r->caller.answers, block, sizeof block);
    if (size <= 0)
        give_up("a process ended by itself");
    bl_buffer_add(&r->unread, block, (size_t)size);
    char *from = r->unread.at;
    for (char *end; (end = strchr(from, '\n')) != NULL; from = end + 1) {
        *end = '\0';
        take_answer(r->requests[r->answered++], from);
    }
    size_t left = strlen(from);
    memmove(r->unread.at, from, left);
    bl_buffer_cut(&r->unread, left);
}

static void race(int racer_count)
{
    for (int i = 0; i < racer_count; i++)
        caller_start(&racers[i].caller, &place, "claim", -1);
    for (int running = racer_count; running > 0;) {
        struct pollfd ends[RACERS_MAX];
        running = 0;
        for (int i = 0; i < racer_count; i++) {
            racer *r = &racers[i];
            if (r->sent == r->answered && r->sent < r->count)
                send_some(r);
            bool waits = r->answered < r->count;
            ends[i] = (struct pollfd){waits ? r->caller.answers : -1, POLLIN, 0};
            running += waits;
        }
        if (running > 0 && poll(ends, (nfds_t)racer_count, -1) < 0)
            give_up("to wait for answers");
        for (int i = 0; i < racer_count; i++)
            if (ends[i].fd >= 0 && ends[i].revents)
                read_some(&racers[i]);
    }
    for (int i = 0; i < racer_count; i++) {
        if (caller_end(&racers[i].caller) != 0)
            fault("a process did not end well", "");
        bl_buffer_deinit(&racers[i].unread);
    }
}

/* A new process gives every answer again. */
static void ask_again(void)
{
    bl_buffer requests = {0}, answers = {0};
    for (int i = 0; i < REQUESTS; i++) {
        char line[LINE_MAX_LEN];
        write_request(i, line);
        bl_buffer_add_text(&requests, line);
    }
    office_ask(&place, "claim", &requests, &answers);
    char *line = answers.at;
    for (int i = 0; i < REQUESTS; i++) {
        char *end = strchr(line, '\n');
        if (!end)
            give_up("an answer is missing");
        *end = '\0';
        take_answer(i, line);
        line = end + 1;
    }
    bl_buffer_deinit(&requests);
    bl_buffer_deinit(&answers);
}

static bool refused_with(const char *answer, const char *code)
{
    char mark[64];
    snprintf(mark, sizeof mark, "{\"ok\":false,\"error\":{\"code\":\"%s\"", code);
    return strncmp(answer, mark, strlen(mark)) == 0;
}

/* The serial of the voucher that was given, or 0. */
static int serial_in(const char *answer)
{
    int serial = 0;
    if (sscanf(answer, "{\"ok\":true,\"voucher_id\":\"1-100-%d\"", &serial) != 1)
        return 0;
    return serial;
}

static void judge(void)
{
    static bool given[STOCK + 1];
    int claimed = 0, sold_out = 0, twice = 0;
    for (int i = 0; i < REQUESTS; i++) {
        const char *answer = first_answers[i], *other = first_answers[i ^ 1];
        int serial = serial_in(answer);
        if (serial < 0 || serial > STOCK || (serial > 0 && given[serial]))
            fault("a voucher given twice, or one that never was", answer);
        else if (serial > 0)
            given[serial] = true;
        claimed += serial > 0;
        sold_out += refused_with(answer, "sold_out");
        twice += refused_with(answer, "already_claimed");
        if (serial > 0 && serial_in(other) > 0)
            fault("a person claimed twice", answer);
        if (serial > 0 && !refused_with(other, "already_claimed"))
            fault("a second claim with a wrong refusal", other);
    }
    printf("%d claimed, %d sold out, %d second claims\n", claimed, sold_out, twice);
    if (claimed != STOCK || twice != STOCK || sold_out != REQUESTS - 2 * STOCK)
        fault("the numbers are wrong", "");
}

static void judge_register(void)
{
    bl_buffer requests = {0}, answers = {0};
    bl_buffer_add_text(&requests, "{\"at\":\"2021-12-03T10:00:01+08:00\"}\n");
    office_ask(&place, "status", &requests, &answers);
    if (!strstr(answers.at, "{\"denomination\":100,\"planned\":1000,\"claimed\":1000,"
                            "\"remaining\":0}"))
        fault("the register has other figures", answers.at);
    bl_buffer_clear(&answers);
    office_ask(&place, "audit", &requests, &answers);
    if (!strstr(answers.at, "],\"holds\":true"))
        fault("the laws do not hold", answers.at);
    if (office_audit(&place) != 0)
        fault("the audit does not hold", "");
    bl_buffer_deinit(&requests);
    bl_buffer_deinit(&answers);
}

static void plan_round(void)
{
    bl_buffer requests = {0}, answers = {0};
    bl_buffer_add_text(&requests,
                       "{\"request_id\":\"p1\",\"at\":\"2021-11-30T09:00:00+08:00\",\"round\":1,"
                       "\"count_30\":0,\"count_50\":28000,\"count_100\":1000}\n");
    office_ask(&place, "plan_round", &requests, &answers);
    bl_buffer_deinit(&requests);
    bl_buffer_deinit(&answers);
}

/* race BYLAW POLICY [PROCESSES [SEED]] */
int main(int count, char **arguments)
{
    if (count < 3)
        return 2;
    int racer_count = count > 3 ? atoi(arguments[3]) : RACERS_MAX;
    if (racer_count < 1 || racer_count > RACERS_MAX)
        return 2;
    chance.state = count > 4 ? strtoull(arguments[4], NULL, 10) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)chance.state);
    fflush(stdout);
    office_open(&place, arguments[1], arguments[2]);
    plan_round();
    deal(racer_count);
    race(racer_count);
    ask_again();
    judge();
    judge_register();
    office_close(&place);
    printf("%d processes, %d requests, %ld repeated answers, %ld faults\n", racer_count, REQUESTS,
           repeats, failures);
    for (int i = 0; i < REQUESTS; i++)
        free(first_answers[i]);
    printf("%d passed, %d failed\n", failures == 0, failures != 0);
    return failures != 0;
}
