/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* pipe2 */
#include "caller.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void give_up(const char *what)
{
    fprintf(stderr, "can't go on: %s: %s\n", what, strerror(errno));
    exit(1);
}

void office_open(office *o, const char *bylaw, const char *policy)
{
    *o = (office){.bylaw = bylaw, .policy = policy};
    strcpy(o->folder, "/tmp/bylaw-fault-XXXXXX");
    if (!mkdtemp(o->folder))
        give_up("a folder");
    snprintf(o->db, sizeof o->db, "%s/x.db", o->folder);
    signal(SIGPIPE, SIG_IGN);
}

void office_remove_register(const office *o)
{
    const char *suffixes[] = {"", "-wal", "-shm", "-journal"};
    for (int i = 0; i < 4; i++) {
        char path[80];
        snprintf(path, sizeof path, "%s%s", o->db, suffixes[i]);
        unlink(path);
    }
}

void office_close(office *o)
{
    office_remove_register(o);
    rmdir(o->folder);
}

void caller_start(caller *c, const office *o, const char *function, int answers_fd)
{
    int down[2], up[2] = {-1, -1};
    if (pipe2(down, O_CLOEXEC) != 0 || (answers_fd < 0 && pipe2(up, O_CLOEXEC) != 0))
        give_up("a pipe");
    c->pid = fork();
    if (c->pid < 0)
        give_up("a process");
    if (c->pid == 0) {
        dup2(down[0], STDIN_FILENO);
        dup2(answers_fd < 0 ? up[1] : answers_fd, STDOUT_FILENO);
        execl(o->bylaw, o->bylaw, "call", o->policy, function, "--db", o->db, (char *)NULL);
        _exit(127);
    }
    close(down[0]);
    if (answers_fd < 0)
        close(up[1]);
    c->requests = down[1];
    c->answers = up[0];
}

void caller_kill(caller *c)
{
    if (kill(c->pid, SIGKILL) != 0)
        give_up("to kill");
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static int wait_for(pid_t pid)
{
    int ended = 0;
    while (waitpid(pid, &ended, 0) < 0)
        if (errno != EINTR)
            give_up("to wait");
    return WIFSIGNALED(ended) ? -WTERMSIG(ended) : WEXITSTATUS(ended);
}

int caller_end(caller *c)
{
    close_end(&c->requests);
    close_end(&c->answers);
    return wait_for(c->pid);
}

/* Writes what the pipe takes; closes it behind the last byte. */
static void feed(caller *c, const bl_buffer *requests, size_t *written)
{
    if (*written < requests->size) {
        ssize_t size = write(c->requests, requests->at + *written, requests->size - *written);
        if (size < 0)
            give_up("to write requests");
        *written += (size_t)size;
    }
    if (*written == requests->size)
        close_end(&c->requests);
}

void office_ask(const office *o, const char *function, const bl_buffer *requests,
                bl_buffer *answers)
{
    caller c;
    size_t written = 0;
    char block[4096];
    caller_start(&c, o, function, -1);
    fcntl(c.requests, F_SETFL, O_NONBLOCK);
    for (ssize_t size = 1; size > 0;) {
        struct pollfd ends[2] = {{c.answers, POLLIN, 0}, {c.requests, POLLOUT, 0}};
        if (poll(ends, 2, -1) < 0)
            give_up("to wait for answers");
        if (c.requests >= 0 && ends[1].revents)
            feed(&c, requests, &written);
        if (!ends[0].revents)
            continue;
        size = read(c.answers, block, sizeof block);
        if (size > 0)
            bl_buffer_add(answers, block, (size_t)size);
    }
    if (caller_end(&c) != 0)
        give_up("the program did not end well");
}

int office_audit(const office *o)
{
    pid_t pid = fork();
    if (pid < 0)
        give_up("a process");
    if (pid == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        execl(o->bylaw, o->bylaw, "audit", "--db", o->db, (char *)NULL);
        _exit(127);
    }
    return wait_for(pid);
}
