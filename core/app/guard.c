/* SPDX-License-Identifier: MIT
 *
 * The lock is flock's, which has nothing to do with those that SQLite takes by fcntl. The file is
 * never closed: that would let go of SQLite's locks on it. */
#include "app/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

bl_status bl_guard_hold(const char *path, bl_err *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0)
        return BL_OK;
    if (file >= 0 && errno == EWOULDBLOCK)
        return bl_fail(err, BL_BUSY, "%s: another runner has it", path);
    return bl_fail(err, BL_IO, "can't hold %s: %s", path, strerror(errno));
}

void bl_guard_notify(const char *state)
{
    const char *name = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t size = name ? strlen(name) : 0;
    if (size < 2 || size >= sizeof address.sun_path)
        return;
    memcpy(address.sun_path, name, size);
    if (name[0] == '@') /* a name that is no file */
        address.sun_path[0] = '\0';
    int file = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (file < 0)
        return;
    socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size);
    ssize_t sent = sendto(file, state, strlen(state), MSG_NOSIGNAL | MSG_DONTWAIT,
                          (struct sockaddr *)&address, length);
    (void)sent; /* there is nobody else to be told */
    close(file);
}

bool bl_guard_is_watched(void)
{
    return getenv("WATCHDOG_USEC") != NULL;
}
