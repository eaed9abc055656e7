/* SPDX-License-Identifier: MIT
 *
 * clients PROGRAM COUNT [SEED]: so many clients at a runner's socket, each with requests of its
 * own. They cut their connections when they like, before or behind an answer, and send what has
 * none again, by its request_id. Meanwhile the runner reads its scripts anew all the time, and is
 * killed now and then. In the end every request is sent once more: its answer is the first one,
 * byte for byte, and the register holds each thing once.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "dice.h"

#define CLIENTS_MAX 256
#define REQUESTS    150 /* of a client */
#define WINDOW_MAX  8   /* sent and not answered */
#define KILLS       5
#define RELOAD_MS   50

typedef struct client {
    int number;
    int file; /* below 0: not connected */
    int answered;
    int sent;   /* on this connection, with those before */
    bool names; /* each request names its function, which is another than the chosen one */
    int skip;   /* answers of the connection that say nothing: to the choice of the function */
    bl_buffer unread;
    char *answers[REQUESTS];
} client;

static client clients[CLIENTS_MAX];
static int client_count;
static dice chance;
static pid_t runner;
static long cuts, failures;
static const char *program;
static char folder[64];

static const char script[] =
    "local notice = bylaw.notice { document = '1', title = 't', issuer = 'i',\n"
    "  issued = date '2021-11-24' }\n"
    "local stores = notice:roster 'stores'\n"
    "notice:pure 'one' { fields = '', answers = 'n', act = function() return { n = 1 } end }\n"
    "notice:changes 'join' { fields = 'id* id', answers = 'id at', rules = {\n"
    "  { 'new', '一', 'known', 'is in already', function(q)\n"
    "    return stores:find(q.id) == nil, q.id end } },\n"
    "  act = function(q) stores:join(q.at, q.id, 'x', {}) return { id = q.id, at = q.at } end }\n";

static void give_up(const char *words)
{
    perror(words);
    exit(1);
}

static void fault(const char *words, const char *more)
{
    failures++;
    printf("%s\n  %s\n", words, more);
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void start_runner(void)
{
    runner = fork();
    if (runner < 0)
        give_up("to start a runner");
    if (runner > 0)
        return;
    int log = open("log", O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(log, STDERR_FILENO);
    execl(program, "bylaw", "run", "n.lua", "--db", "x.db", "--socket", "s", (char *)NULL);
    _exit(127);
}

static int end_runner(int number)
{
    int ended = 0;
    kill(runner, number);
    waitpid(runner, &ended, 0);
    return ended;
}

static bool connect_client(client *c)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "s"};
    c->file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(c->file, (struct sockaddr *)&address, sizeof address) != 0) {
        close(c->file);
        c->file = -1;
        return false;
    }
    c->sent = c->answered;
    c->skip = 1;
    bl_buffer_clear(&c->unread);
    c->names = dice_one_in(&chance, 2);
    const char *choice = c->names ? "{\"call\":\"n.one\"}\n" : "{\"call\":\"n.join\"}\n";
    return write(c->file, choice, strlen(choice)) > 0;
}

static void cut(client *c)
{
    close(c->file);
    c->file = -1;
    cuts++;
}

/* At times behind lines that say nothing. Each second one wants what is there already. */
static void write_request(const client *c, int i, char *out, size_t room)
{
    snprintf(out, room, "%s{%s\"request_id\":\"r%d-%d\",\"id\":\"S%d-%d\"}\n",
             dice_one_in(&chance, 10) ? "\n \n" : "", c->names ? "\"call\":\"n.join\"," : "",
             c->number, i, c->number, i / 2 * 2);
}

/* Sends some more, at times half a line. */
static void send_some(client *c)
{
    int window = (int)dice_below(&chance, WINDOW_MAX) + 1;
    while (c->sent < REQUESTS && c->sent - c->answered < window) {
        char line[128];
        write_request(c, c->sent, line, sizeof line);
        size_t size = strlen(line);
        bool half = dice_one_in(&chance, 60);
        if (write(c->file, line, half ? size / 2 : size) < 0 || half) {
            cut(c);
            return;
        }
        c->sent++;
    }
}

static void take_answer(client *c, const char *line)
{
    if (c->skip > 0) {
        c->skip--;
        return;
    }
    if (c->answered == c->sent)
        fault("an answer to nothing", line);
    else
        c->answers[c->answered++] = strdup(line);
}

static void read_some(client *c)
{
    char block[4096];
    ssize_t size = read(c->file, block, sizeof block);
    if (size <= 0) {
        close(c->file);
        c->file = -1;
        return;
    }
    bl_buffer_add(&c->unread, block, (size_t)size);
    size_t start = 0;
    for (char *end; start < c->unread.size &&
                    (end = memchr(c->unread.at + start, '\n', c->unread.size - start)) != NULL;
         start = (size_t)(end - c->unread.at) + 1) {
        *end = '\0';
        take_answer(c, c->unread.at + start);
    }
    memmove(c->unread.at, c->unread.at + start, c->unread.size - start);
    bl_buffer_cut(&c->unread, c->unread.size - start);
}

static bool is_through(const client *c)
{
    return c->answered == REQUESTS;
}

static int count_through(void)
{
    int count = 0;
    for (int i = 0; i < client_count; i++)
        count += is_through(&clients[i]);
    return count;
}

static void work_a_while(void)
{
    struct pollfd ends[CLIENTS_MAX];
    for (int i = 0; i < client_count; i++) {
        client *c = &clients[i];
        if (c->file >= 0 && dice_one_in(&chance, 40))
            cut(c);
        if (c->file < 0 && !is_through(c))
            connect_client(c);
        if (c->file >= 0)
            send_some(c);
        ends[i] = (struct pollfd){c->file, POLLIN, 0};
    }
    if (poll(ends, (nfds_t)client_count, 20) < 0)
        give_up("to wait for answers");
    for (int i = 0; i < client_count; i++)
        if (ends[i].revents && clients[i].file >= 0)
            read_some(&clients[i]);
}

static void live(void)
{
    int64_t reload_at = now_ms(), give_up_at = reload_at + 120000;
    int kills = 0;
    while (count_through() < client_count && now_ms() < give_up_at) {
        work_a_while();
        long done = 0;
        for (int i = 0; i < client_count; i++)
            done += clients[i].answered;
        if (now_ms() >= reload_at) {
            kill(runner, SIGHUP);
            reload_at = now_ms() + RELOAD_MS;
        }
        if (kills < KILLS && done > (long)client_count * REQUESTS * (kills + 1) / (KILLS + 1)) {
            end_runner(SIGKILL);
            start_runner();
            reload_at = now_ms() + 1000; /* a signal before it listens to any would end it */
            kills++;
        }
    }
    if (count_through() < client_count)
        fault("some clients never had all their answers", "");
}

/* Everything again on one connection: the same bytes. */
static void repeat_all(void)
{
    client again = {.file = -1};
    for (int i = 0; i < client_count; i++) {
        again = (client){.number = i, .file = -1};
        while (!is_through(&again)) {
            if (again.file < 0 && !connect_client(&again))
                usleep(10000);
            char line[128];
            while (again.file >= 0 && again.sent < REQUESTS && again.sent - again.answered < 50) {
                write_request(&again, again.sent++, line, sizeof line);
                if (write(again.file, line, strlen(line)) < 0)
                    break;
            }
            if (again.file >= 0)
                read_some(&again);
        }
        close(again.file);
        for (int j = 0; j < REQUESTS; j++)
            if (!clients[i].answers[j] || strcmp(again.answers[j], clients[i].answers[j]) != 0)
                fault("an acknowledged answer is lost", again.answers[j]);
        for (int j = 0; j < REQUESTS; j++)
            free(again.answers[j]);
        bl_buffer_deinit(&again.unread);
    }
}

/* Of two requests for one thing the first got it and the second did not. */
static void check_answers(void)
{
    for (int i = 0; i < client_count; i++)
        for (int j = 0; j < REQUESTS; j++) {
            const char *answer = clients[i].answers[j];
            if (answer && (strncmp(answer, "{\"ok\":true", 10) == 0) != (j % 2 == 0))
                fault("not the answer that was due", answer);
        }
}

static void check_register(void)
{
    char command[200], line[200] = "";
    long members = 0, entries = 0;
    snprintf(
        command, sizeof command,
        "sqlite3 x.db \"SELECT (SELECT count(*) FROM member), (SELECT count(*) FROM request)\"");
    FILE *out = popen(command, "r");
    if (!out || !fgets(line, sizeof line, out) || sscanf(line, "%ld|%ld", &members, &entries) != 2)
        fault("the register can't be read", line);
    pclose(out);
    if (members != (long)client_count * REQUESTS / 2 || entries != (long)client_count * REQUESTS)
        fault("the register does not hold each thing once", line);
    snprintf(command, sizeof command, "'%s' audit --db x.db >report", program);
    if (system(command) != 0)
        fault("the audit does not hold", "");
}

int main(int count, char **words)
{
    if (count < 3 || (client_count = atoi(words[2])) < 1 || client_count > CLIENTS_MAX)
        return 1;
    long seed = count > 3 ? atol(words[3]) : (long)getpid();
    chance.state = (uint64_t)seed;
    program = realpath(words[1], NULL);
    strcpy(folder, "/tmp/bylaw-clients-XXXXXX");
    signal(SIGPIPE, SIG_IGN);
    if (!program || !mkdtemp(folder) || chdir(folder) != 0)
        give_up("to make a folder");
    FILE *file = fopen("n.lua", "w");
    if (!file || fputs(script, file) < 0 || fclose(file) != 0)
        give_up("to write a script");
    for (int i = 0; i < client_count; i++)
        clients[i] = (client){.number = i, .file = -1};
    start_runner();
    for (int i = 0; i < 200 && access("s", F_OK) != 0; i++)
        usleep(20000);
    live();
    repeat_all();
    check_answers();
    int ended = end_runner(SIGTERM);
    if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0)
        fault("the runner did not end well", "");
    check_register();
    fprintf(stderr, "%d clients, %ld cuts, seed %ld\n", client_count, cuts, seed);
    printf("%d passed, %ld failed\n", failures == 0, failures);
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return failures == 0 ? system(command) : 1;
}
