/* SPDX-License-Identifier: MIT
 *
 * Requests are sent and answers taken side by side: whoever only sent would in the end wait for a
 * runner that waits for its answers to be taken. */
#include "app/client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/interrupt.h"
#include "app/lines.h"
#include "app/reply.h"

#define READ_SIZE (256u << 10)

typedef struct client {
    int file;
    bl_lines requests; /* from standard input, not sent yet */
    bl_buffer unsent;
    size_t sent;
    bl_lines answers;
    bl_buffer output;
    int64_t owed; /* answers that have not come; one more while the function is not agreed on */
    bool agreed;
    bool ended; /* no more requests come */
    bool shut;  /* and the runner knows */
} client;

static const char local[] = "127.0.0.1:";

static bool is_local(const char *to)
{
    return strncmp(to, local, sizeof local - 1) == 0;
}

/* The port of a local place; 0 when it is none. */
static uint16_t port_of(const char *to)
{
    int64_t port;
    size_t at = sizeof local - 1;
    bl_text text = bl_text_of(to);
    bool is_port = bl_text_read_int(text, &at, &port) && at == text.size && port <= UINT16_MAX;
    return is_port ? (uint16_t)port : 0;
}

static int open_socket(const char *to)
{
    int file;
    if (is_local(to)) {
        struct sockaddr_in address = {.sin_family = AF_INET,
                                      .sin_port = htons(port_of(to)),
                                      .sin_addr = {htonl(INADDR_LOOPBACK)}};
        file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (file >= 0 && connect(file, (struct sockaddr *)&address, sizeof address) == 0)
            return file;
    } else {
        struct sockaddr_un address = {.sun_family = AF_UNIX};
        if (strlen(to) >= sizeof address.sun_path) {
            errno = ENAMETOOLONG;
            return -1;
        }
        strcpy(address.sun_path, to);
        file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (file >= 0 && connect(file, (struct sockaddr *)&address, sizeof address) == 0)
            return file;
    }
    int code = errno;
    if (file >= 0)
        close(file);
    errno = code;
    return -1;
}

/* Whole lines go on; each is owed an answer. */
static void queue_lines(client *c)
{
    char *line;
    size_t size;
    bl_lines_found found;
    while ((found = bl_lines_next(&c->requests, c->ended, &line, &size)) != BL_LINES_NONE) {
        if (found == BL_LINES_OVERLONG) /* refused as any runner would */
            bl_buffer_add_text(&c->unsent, "\"the line is longer than a request may be\"");
        else
            bl_buffer_add(&c->unsent, line, size);
        bl_buffer_add_char(&c->unsent, '\n');
        c->owed++;
    }
}

static bl_status read_requests(client *c, bl_err *err)
{
    static char block[READ_SIZE];
    ssize_t size = read(STDIN_FILENO, block, sizeof block);
    if (size < 0 && errno == EINTR)
        return BL_OK;
    if (size < 0)
        return bl_fail(err, BL_IO, "can't read the requests: %s", strerror(errno));
    c->ended = size == 0;
    bl_lines_add(&c->requests, block, (size_t)size);
    queue_lines(c);
    bl_status status = bl_buffer_status(&c->requests.bytes, err);
    return status == BL_OK ? bl_buffer_status(&c->unsent, err) : status;
}

static void send_requests(client *c)
{
    ssize_t size = send(c->file, c->unsent.at + c->sent, c->unsent.size - c->sent,
                        MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size > 0)
        c->sent += (size_t)size;
    if (c->sent == c->unsent.size) {
        bl_buffer_clear(&c->unsent);
        c->sent = 0;
    }
}

/* The first answer says whether the function is there. */
static bl_status agree(client *c, const char *line, size_t size, bl_err *err)
{
    json_t *answer = json_loadb(line, size, 0, NULL);
    bl_status status = BL_OK;
    c->agreed = true;
    if (!bl_reply_ok(answer))
        status = bl_fail(err, BL_NOT_FOUND, "%s", bl_reply_message(answer));
    json_decref(answer);
    return status;
}

static bl_status read_answers(client *c, bool *over, bl_err *err)
{
    static char block[READ_SIZE];
    char *line;
    size_t size;
    bl_status status = BL_OK;
    ssize_t got = recv(c->file, block, sizeof block, 0);
    if (got < 0 && errno == EINTR)
        return BL_OK;
    *over = got <= 0;
    bl_lines_add(&c->answers, block, got > 0 ? (size_t)got : 0);
    while (status == BL_OK && bl_lines_next(&c->answers, false, &line, &size) == BL_LINES_ONE) {
        c->owed--;
        if (!c->agreed) {
            status = agree(c, line, size, err);
            continue;
        }
        bl_buffer_add(&c->output, line, size);
        bl_buffer_add_char(&c->output, '\n');
    }
    if (status == BL_OK)
        status = bl_buffer_status(&c->answers.bytes, err);
    if (status == BL_OK)
        status = bl_buffer_status(&c->output, err);
    return status == BL_OK ? bl_command_write(&c->output, err) : status;
}

static bl_status exchange(client *c, bool *over, bl_err *err)
{
    bool listens = c->agreed && !c->ended && c->unsent.size < READ_SIZE;
    struct pollfd ends[] = {{listens ? STDIN_FILENO : -1, POLLIN, 0},
                            {c->file, (short)(POLLIN | (c->unsent.size > 0 ? POLLOUT : 0)), 0}};
    bl_status status = BL_OK;
    if (c->ended && c->unsent.size == 0 && !c->shut)
        c->shut = shutdown(c->file, SHUT_WR) == 0;
    if (poll(ends, 2, -1) < 0)
        return errno == EINTR ? BL_OK
                              : bl_fail(err, BL_IO, "can't wait for answers: %s", strerror(errno));
    if (ends[0].revents)
        status = read_requests(c, err);
    if (ends[1].revents & POLLOUT)
        send_requests(c);
    if (status == BL_OK && (ends[1].revents & ~POLLOUT))
        status = read_answers(c, over, err);
    return status;
}

static bl_status converse(client *c, const char *target, bl_err *err)
{
    bool over = false;
    bl_status status = BL_OK;
    bl_buffer_add_text(&c->unsent, "{\"call\":");
    bl_buffer_add_json(&c->unsent, bl_text_of(target));
    bl_buffer_add_text(&c->unsent, "}\n");
    c->owed = 1;
    while (status == BL_OK && !over && !(c->ended && c->owed == 0)) {
        status = exchange(c, &over, err);
        c->ended = c->ended || bl_interrupted();
    }
    if (status == BL_OK && c->owed > 0)
        return bl_fail(err, BL_IO,
                       "the runner is gone; %" PRId64 " requests have no answer: what"
                       " became of them is known when they are sent again with their"
                       " request_id",
                       c->owed);
    return status == BL_OK && bl_interrupted() ? bl_fail(err, BL_STOPPED, "interrupted") : status;
}

bl_status bl_client_call(const char *to, const char *target, bl_err *err)
{
    if (is_local(to) && port_of(to) == 0)
        return bl_fail(err, BL_INVALID, "%s: a port is 1 to 65535", to);
    client c = {.file = open_socket(to)};
    if (c.file < 0)
        return bl_fail(err, BL_NOT_FOUND, "nobody answers at %s: %s", to, strerror(errno));
    bl_interrupt_catch();
    bl_status status = converse(&c, target, err);
    close(c.file);
    bl_lines_deinit(&c.requests);
    bl_lines_deinit(&c.answers);
    bl_buffer_deinit(&c.unsent);
    bl_buffer_deinit(&c.output);
    return status;
}
