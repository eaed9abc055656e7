/* SPDX-License-Identifier: MIT
 *
 * clients - how many claims and redemptions a second a server does for so many clients at once.
 *
 * clients KIND SOCKET CLIENTS SECONDS: each client claims a voucher, redeems it when the answer has
 * come, and goes on so, one request at a time. KIND is bylaw, bare (bare.c) or redis, with its
 * scripts in the folder $REDIS_SCRIPTS. Prints operations a second and the microseconds that half
 * and 99 of 100 of them took at most. Each refusal and each wrong answer ends it with words.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define CLIENTS_MAX 1024
#define BUFFER_MAX  8192
#define TIMES_MAX   4000000

typedef struct client {
    int file;
    bool claims; /* waits for the answer to a claim, else to a redemption */
    long number; /* of its voucher's holder */
    char voucher[40];
    char answer[BUFFER_MAX];
    size_t size;
    int64_t asked;
} client;

typedef struct kind {
    const char *name;
    int (*write_claim)(char *out, const client *c);
    int (*write_redemption)(char *out, const client *c);
    /* Whether the answer is whole; `voucher` gets the claimed one. */
    bool (*read_answer)(client *c);
} kind;

static client clients[CLIENTS_MAX];
static int client_count;
static uint32_t *times;
static size_t time_count;
static long next_number;
static char run_id[24];
static char claim_sha[64], redeem_sha[64];

static void give_up(const char *words, const char *more)
{
    fprintf(stderr, "clients: %s: %s\n", words, more);
    exit(1);
}

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int open_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int file = socket(AF_UNIX, SOCK_STREAM, 0);
    if (file < 0 || connect(file, (struct sockaddr *)&address, sizeof address) != 0)
        give_up(path, strerror(errno));
    return file;
}

static void take_text(const char *answer, const char *before, char *out, size_t room)
{
    const char *from = strstr(answer, before);
    if (!from)
        give_up("an answer without a voucher", answer);
    from += strlen(before);
    snprintf(out, room, "%.*s", (int)strcspn(from, "\"\r\n"), from);
}

static bool has_line(const client *c)
{
    return c->size > 0 && c->answer[c->size - 1] == '\n';
}

static int bylaw_claim(char *out, const client *c)
{
    return sprintf(out,
                   "{\"call\":\"consumption_vouchers.claim\",\"request_id\":\"c%s-%ld\","
                   "\"round\":1,\"denomination\":30,\"person_id\":\"P%s-%ld\",\"channel\":\"app\","
                   "\"city\":\"linyi\"}\n",
                   run_id, c->number, run_id, c->number);
}

static int bylaw_redemption(char *out, const client *c)
{
    return sprintf(out,
                   "{\"call\":\"consumption_vouchers.redeem\",\"request_id\":\"r%s-%ld\","
                   "\"voucher_id\":\"%s\",\"person_id\":\"P%s-%ld\",\"merchant_id\":\"S1\","
                   "\"order_id\":\"o%s-%ld\",\"order_amount\":600,\"channel\":\"store\"}\n",
                   run_id, c->number, c->voucher, run_id, c->number, run_id, c->number);
}

static bool bylaw_answer(client *c)
{
    if (!has_line(c))
        return false;
    c->answer[c->size] = '\0';
    if (strncmp(c->answer, "{\"ok\":true", 10) != 0)
        give_up("refused", c->answer);
    if (c->claims)
        take_text(c->answer, "\"voucher_id\":\"", c->voucher, sizeof c->voucher);
    return true;
}

static int bare_claim(char *out, const client *c)
{
    return sprintf(out, "claim c%s-%ld P%s-%ld\n", run_id, c->number, run_id, c->number);
}

static int bare_redemption(char *out, const client *c)
{
    return sprintf(out, "redeem r%s-%ld P%s-%ld %s\n", run_id, c->number, run_id, c->number,
                   c->voucher);
}

static bool bare_answer(client *c)
{
    if (!has_line(c))
        return false;
    c->answer[c->size] = '\0';
    if (strncmp(c->answer, "ok \"", 4) != 0)
        give_up("refused", c->answer);
    if (c->claims)
        take_text(c->answer, "ok \"", c->voucher, sizeof c->voucher);
    return true;
}

static int redis_words(char *out, int count, const char *const *words)
{
    int size = sprintf(out, "*%d\r\n", count);
    for (int i = 0; i < count; i++)
        size += sprintf(out + size, "$%zu\r\n%s\r\n", strlen(words[i]), words[i]);
    return size;
}

static int redis_claim(char *out, const client *c)
{
    char id[64], person[64];
    snprintf(id, sizeof id, "c%s-%ld", run_id, c->number);
    snprintf(person, sizeof person, "P%s-%ld", run_id, c->number);
    const char *const words[] = {"EVALSHA", claim_sha, "0", id, person};
    return redis_words(out, 5, words);
}

static int redis_redemption(char *out, const client *c)
{
    char id[64], person[64];
    snprintf(id, sizeof id, "r%s-%ld", run_id, c->number);
    snprintf(person, sizeof person, "P%s-%ld", run_id, c->number);
    const char *const words[] = {"EVALSHA", redeem_sha, "0", id, person, c->voucher};
    return redis_words(out, 6, words);
}

/* "$N", a line end, N bytes and a line end. */
static bool redis_answer(client *c)
{
    c->answer[c->size] = '\0';
    const char *end = strstr(c->answer, "\r\n");
    if (!end)
        return false;
    if (c->answer[0] != '$')
        give_up("refused", c->answer);
    if (c->size < (size_t)(end - c->answer) + 2 + strtoul(c->answer + 1, NULL, 10) + 2)
        return false;
    if (strncmp(end + 2, "ok \"", 4) != 0)
        give_up("refused", c->answer);
    if (c->claims)
        take_text(c->answer, "ok \"", c->voucher, sizeof c->voucher);
    return true;
}

static const kind kinds[] = {{"bylaw", bylaw_claim, bylaw_redemption, bylaw_answer},
                             {"bare", bare_claim, bare_redemption, bare_answer},
                             {"redis", redis_claim, redis_redemption, redis_answer}};

static void load_script(const char *path, const char *name, char *sha)
{
    char command[400], line[200] = "";
    snprintf(command, sizeof command,
             "redis-cli -s '%s' script load \"$(cat \"$REDIS_SCRIPTS/redis_%s.lua\")\"", path,
             name);
    FILE *out = popen(command, "r");
    if (!out || !fgets(line, sizeof line, out) || strlen(line) < 40)
        give_up("can't load the script", line);
    pclose(out);
    snprintf(sha, 41, "%.40s", line);
}

static void ask(const kind *k, client *c)
{
    char request[1024];
    if (c->claims)
        c->number = next_number++;
    int size = c->claims ? k->write_claim(request, c) : k->write_redemption(request, c);
    c->asked = now_us();
    c->size = 0;
    if (write(c->file, request, (size_t)size) != size)
        give_up("can't write", strerror(errno));
}

static void hear(const kind *k, client *c, bool goes_on)
{
    ssize_t size = read(c->file, c->answer + c->size, sizeof c->answer - c->size - 1);
    if (size <= 0)
        give_up("the server went away", size < 0 ? strerror(errno) : "");
    c->size += (size_t)size;
    if (!k->read_answer(c))
        return;
    if (time_count < TIMES_MAX)
        times[time_count++] = (uint32_t)(now_us() - c->asked);
    c->claims = !c->claims;
    if (goes_on)
        ask(k, c);
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void run(const kind *k, const char *path, int64_t seconds)
{
    int poller = epoll_create1(0);
    struct epoll_event events[CLIENTS_MAX];
    for (int i = 0; i < client_count; i++) {
        clients[i] = (client){.file = open_socket(path), .claims = true};
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &clients[i]};
        epoll_ctl(poller, EPOLL_CTL_ADD, clients[i].file, &event);
    }
    int64_t began = now_us(), end = began + seconds * 1000000, now = began;
    for (int i = 0; i < client_count; i++)
        ask(k, &clients[i]);
    while (now < end) {
        int count = epoll_wait(poller, events, CLIENTS_MAX, 100);
        for (int i = 0; i < count; i++)
            hear(k, events[i].data.ptr, true);
        now = now_us();
    }
    double took = (double)(now - began) / 1e6;
    qsort(times, time_count, sizeof *times, by_size);
    printf("%.0f %u %u\n", (double)time_count / took, times[time_count / 2],
           times[time_count * 99 / 100]);
}

int main(int count, char **words)
{
    const kind *k = NULL;
    for (size_t i = 0; count == 5 && i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(words[1], kinds[i].name) == 0)
            k = &kinds[i];
    if (!k || (client_count = atoi(words[3])) < 1 || client_count > CLIENTS_MAX)
        give_up("usage", "clients bylaw|bare|redis SOCKET CLIENTS SECONDS");
    times = malloc(TIMES_MAX * sizeof *times);
    if (!times)
        give_up("no memory", "");
    snprintf(run_id, sizeof run_id, "%x%x", (unsigned)getpid(), (unsigned)time(NULL) & 0xffff);
    if (strcmp(k->name, "redis") == 0) {
        load_script(words[2], "claim", claim_sha);
        load_script(words[2], "redeem", redeem_sha);
    }
    run(k, words[2], atol(words[4]));
    return 0;
}
