/* SPDX-License-Identifier: MIT
 * wall_clock - loaded before the C library, it sets a program's wall clock: the file that
 * WALL_CLOCK names has the seconds by which it differs from the machine's. Whoever writes another
 * number into its place steps the clock of the running program. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t which, struct timespec *out);

static long long step(void)
{
    char text[32] = "";
    const char *path = getenv("WALL_CLOCK");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t size = file >= 0 ? read(file, text, sizeof text - 1) : 0;
    if (file >= 0)
        close(file);
    return size > 0 ? strtoll(text, NULL, 10) : 0;
}

int clock_gettime(clockid_t which, struct timespec *out)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
    int code = real(which, out);
    if (code == 0 && which == CLOCK_REALTIME)
        out->tv_sec += (time_t)step();
    return code;
}
