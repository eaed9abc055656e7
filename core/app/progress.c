/* SPDX-License-Identifier: MIT */
#include "app/progress.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define REDRAW_NS INT64_C(200000000)
#define BAR_WIDTH 30

static int64_t drawn_at; /* of the monotonic clock; 0: no line is shown */

static int64_t monotonic(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void bl_progress_show(const char *what, int64_t done, int64_t of)
{
    int64_t now = monotonic();
    if (!isatty(STDERR_FILENO) || now - drawn_at < REDRAW_NS)
        return;
    drawn_at = now;
    fputs("\r\033[K", stderr);
    if (of > 0) {
        int filled = (int)(done < of ? done * BAR_WIDTH / of : BAR_WIDTH);
        for (int i = 0; i < BAR_WIDTH; i++)
            fputs(i < filled ? "█" : "░", stderr);
        fprintf(stderr, " %3d %%  ", (int)(done < of ? done * 100 / of : 100));
    }
    fprintf(stderr, "%" PRId64 " %s", done, what);
    fflush(stderr);
}

void bl_progress_clear(void)
{
    if (drawn_at == 0)
        return;
    drawn_at = 0;
    fputs("\r\033[K", stderr);
    fflush(stderr);
}
