/* SPDX-License-Identifier: MIT
 *
 * stopwatch - how long a command takes.
 *
 * stopwatch COUNT IN OUT COMMAND...: runs the command COUNT times, reading IN and writing OUT, and
 * prints the median of the seconds from its start to its end. Ends with 1 when a run fails.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#define COUNT_MAX 10000

extern char **environ;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double run(char **command, const posix_spawn_file_actions_t *files)
{
    pid_t child;
    int status;
    double start = seconds();
    if (posix_spawnp(&child, command[0], files, NULL, command, environ) != 0 ||
        waitpid(child, &status, 0) < 0 || status != 0) {
        fprintf(stderr, "stopwatch: %s fails\n", command[0]);
        exit(1);
    }
    return seconds() - start;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

int main(int count, char **arguments)
{
    static double times[COUNT_MAX];
    int runs = count > 4 ? atoi(arguments[1]) : 0;
    if (runs < 1 || runs > COUNT_MAX) {
        fputs("usage: stopwatch COUNT IN OUT COMMAND...\n", stderr);
        return 1;
    }
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, arguments[2], O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, arguments[3], O_WRONLY | O_CREAT | O_TRUNC, 0666);
    for (int i = 0; i < runs; i++)
        times[i] = run(arguments + 4, &files);
    qsort(times, (size_t)runs, sizeof times[0], by_size);
    printf("%.6f\n", times[runs / 2]);
    return 0;
}
