/* SPDX-License-Identifier: MIT
 *
 * While a cut is planned each file has an image, which is what the program sees; the real file is
 * what the disk is sure to hold. Images are found by path and outlive the handles, as the page
 * cache of a system does.
 */
#include "fault_vfs.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define IMAGE_COUNT_MAX 64
#define IMAGE_SIZE_MAX  (8 << 20)
#define SECTOR_SIZE     512
#define SECTOR_COUNT    (IMAGE_SIZE_MAX / SECTOR_SIZE)

struct image {
    char *path; /* NULL: free */
    char *bytes;
    bool *dirty; /* by sector */
    size_t size;
    size_t synced_size;
};

struct fault_file {
    sqlite3_file base;
    struct image *image; /* NULL: passed on */
    unsigned life;
    sqlite3_file real[];
};

static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    fault_plan plan;
    bool planned;
    bool dead;
    unsigned life; /* files of an earlier one are dead */
    long seen;
    long fired;
    struct image images[IMAGE_COUNT_MAX];
} disk;

static void require(bool fact, const char *what)
{
    if (!fact) {
        fprintf(stderr, "fault_vfs: %s\n", what);
        abort();
    }
}

static struct fault_file *fault_file_of(sqlite3_file *file)
{
    return (struct fault_file *)file;
}

static bool is_dead(const struct fault_file *file)
{
    return disk.dead || file->life != disk.life;
}

static uint64_t next_random(void)
{
    disk.plan.seed ^= disk.plan.seed << 13;
    disk.plan.seed ^= disk.plan.seed >> 7;
    disk.plan.seed ^= disk.plan.seed << 17;
    return disk.plan.seed * UINT64_C(0x2545F4914F6CDD1D) >> 32;
}

static void write_real(int fd, const struct image *image, size_t sector)
{
    size_t at = sector * SECTOR_SIZE;
    size_t size = image->size - at < SECTOR_SIZE ? image->size - at : SECTOR_SIZE;
    require(pwrite(fd, image->bytes + at, size, (off_t)at) == (ssize_t)size, "real write");
}

/* Brings the dirty sectors, or by the seed some of them, to the real file. A length that only
 * shrank is as uncertain as a sector. A share drawn for each file makes "nearly all" and "nearly
 * none" as likely as "half". */
static void settle(struct image *image, bool all)
{
    int fd = open(image->path, O_WRONLY);
    if (fd < 0)
        return;
    uint64_t share = all ? 100 : next_random() % 101;
    if (image->size < image->synced_size && next_random() % 100 < share)
        require(ftruncate(fd, (off_t)image->size) == 0, "real truncate");
    for (size_t i = 0; i * SECTOR_SIZE < image->size; i++) {
        if (image->dirty[i] && (all || next_random() % 100 < share))
            write_real(fd, image, i);
        image->dirty[i] = false;
    }
    image->synced_size = image->size;
    close(fd);
}

static void drop_image(struct image *image)
{
    free(image->path);
    free(image->bytes);
    free(image->dirty);
    *image = (struct image){0};
}

static void settle_images(bool all)
{
    for (int i = 0; i < IMAGE_COUNT_MAX; i++) {
        if (disk.images[i].path)
            settle(&disk.images[i], all);
    }
}

void fault_vfs_cut(void)
{
    require(disk.planned && disk.plan.effect == FAULT_CUT, "no cut is planned");
    disk.fired++;
    disk.dead = true;
    settle_images(false);
}

/* Whether this call is to fail. */
static bool strikes(fault_call call)
{
    if (!disk.planned || !(disk.plan.calls & call))
        return false;
    disk.seen++;
    if (disk.seen != disk.plan.nth && !(disk.plan.for_ever && disk.seen > disk.plan.nth))
        return false;
    if (disk.plan.effect == FAULT_CUT)
        fault_vfs_cut();
    else
        disk.fired++;
    return true;
}

static int failure(int io_code)
{
    return disk.plan.effect == FAULT_FULL ? SQLITE_FULL : io_code;
}

static int file_close(sqlite3_file *base)
{
    struct fault_file *file = fault_file_of(base);
    return file->real->pMethods->xClose(file->real);
}

static int file_read(sqlite3_file *base, void *out, int size, sqlite3_int64 offset)
{
    struct fault_file *file = fault_file_of(base);
    if (is_dead(file) || strikes(FAULT_READ))
        return SQLITE_IOERR_READ;
    if (!file->image)
        return file->real->pMethods->xRead(file->real, out, size, offset);

    size_t have = 0;
    if ((size_t)offset < file->image->size)
        have = file->image->size - (size_t)offset;
    if (have > (size_t)size)
        have = (size_t)size;
    memcpy(out, file->image->bytes + offset, have);
    memset((char *)out + have, 0, (size_t)size - have);
    return have == (size_t)size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static void write_image(struct image *image, const void *bytes, size_t size, size_t offset)
{
    require(offset + size <= IMAGE_SIZE_MAX, "a file is too large for its image");
    size_t first = offset < image->size ? offset : image->size;
    if (offset > image->size)
        memset(image->bytes + image->size, 0, offset - image->size);
    memcpy(image->bytes + offset, bytes, size);
    for (size_t i = first / SECTOR_SIZE; i * SECTOR_SIZE < offset + size; i++)
        image->dirty[i] = true;
    if (offset + size > image->size)
        image->size = offset + size;
}

static int file_write(sqlite3_file *base, const void *bytes, int size, sqlite3_int64 offset)
{
    struct fault_file *file = fault_file_of(base);
    if (is_dead(file))
        return SQLITE_IOERR_WRITE;
    if (file->image) {
        write_image(file->image, bytes, (size_t)size, (size_t)offset);
        return strikes(FAULT_WRITE) ? SQLITE_IOERR_WRITE : SQLITE_OK;
    }
    if (!strikes(FAULT_WRITE))
        return file->real->pMethods->xWrite(file->real, bytes, size, offset);
    file->real->pMethods->xWrite(file->real, bytes, size / 2, offset);
    return failure(SQLITE_IOERR_WRITE);
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    struct fault_file *file = fault_file_of(base);
    if (is_dead(file))
        return SQLITE_IOERR_TRUNCATE;
    if (file->image) {
        if ((size_t)size < file->image->size)
            file->image->size = (size_t)size;
        return strikes(FAULT_TRUNCATE) ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
    }
    if (strikes(FAULT_TRUNCATE))
        return failure(SQLITE_IOERR_TRUNCATE);
    return file->real->pMethods->xTruncate(file->real, size);
}

static int file_sync(sqlite3_file *base, int flags)
{
    struct fault_file *file = fault_file_of(base);
    (void)flags;
    if (is_dead(file) || strikes(FAULT_SYNC))
        return failure(SQLITE_IOERR_FSYNC);
    if (file->image)
        settle(file->image, true);
    return SQLITE_OK;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size)
{
    struct fault_file *file = fault_file_of(base);
    if (is_dead(file))
        return SQLITE_IOERR_FSTAT;
    if (!file->image)
        return file->real->pMethods->xFileSize(file->real, size);
    *size = (sqlite3_int64)file->image->size;
    return SQLITE_OK;
}

static int file_lock(sqlite3_file *base, int level)
{
    struct fault_file *file = fault_file_of(base);
    return file->real->pMethods->xLock(file->real, level);
}

static int file_unlock(sqlite3_file *base, int level)
{
    struct fault_file *file = fault_file_of(base);
    return file->real->pMethods->xUnlock(file->real, level);
}

static int file_check_lock(sqlite3_file *base, int *out)
{
    struct fault_file *file = fault_file_of(base);
    return file->real->pMethods->xCheckReservedLock(file->real, out);
}

static int file_control(sqlite3_file *base, int what, void *argument)
{
    struct fault_file *file = fault_file_of(base);
    if (what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_CHUNK_SIZE)
        return SQLITE_OK;
    return file->real->pMethods->xFileControl(file->real, what, argument);
}

static int file_sector_size(sqlite3_file *base)
{
    struct fault_file *file = fault_file_of(base);
    return file->real->pMethods->xSectorSize(file->real);
}

static int file_traits(sqlite3_file *base)
{
    struct fault_file *file = fault_file_of(base);
    return file->real->pMethods->xDeviceCharacteristics(file->real);
}

static int file_shm_map(sqlite3_file *base, int page, int size, int extend, void volatile **out)
{
    struct fault_file *file = fault_file_of(base);
    return file->real->pMethods->xShmMap(file->real, page, size, extend, out);
}

static int file_shm_lock(sqlite3_file *base, int offset, int count, int flags)
{
    struct fault_file *file = fault_file_of(base);
    return file->real->pMethods->xShmLock(file->real, offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *base)
{
    struct fault_file *file = fault_file_of(base);
    file->real->pMethods->xShmBarrier(file->real);
}

static int file_shm_unmap(sqlite3_file *base, int delete)
{
    struct fault_file *file = fault_file_of(base);
    return file->real->pMethods->xShmUnmap(file->real, delete);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_traits,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

/* The image of `path`, or a free one. */
static struct image *find_image(const char *path)
{
    struct image *spare = NULL;
    for (int i = 0; i < IMAGE_COUNT_MAX; i++) {
        struct image *image = &disk.images[i];
        if (image->path && strcmp(image->path, path) == 0)
            return image;
        if (!image->path && !spare)
            spare = image;
    }
    require(spare, "too many files");
    return spare;
}

static void load_image(struct image *image, const char *path, sqlite3_file *real)
{
    sqlite3_int64 size = 0;
    require(real->pMethods->xFileSize(real, &size) == SQLITE_OK, "real size");
    require(size <= IMAGE_SIZE_MAX, "a file is too large for its image");
    image->path = strdup(path);
    image->bytes = malloc(IMAGE_SIZE_MAX);
    image->dirty = calloc(SECTOR_COUNT, sizeof *image->dirty);
    require(image->path && image->bytes && image->dirty, "out of memory");
    if (size > 0)
        require(real->pMethods->xRead(real, image->bytes, (int)size, 0) == SQLITE_OK, "real read");
    image->size = image->synced_size = (size_t)size;
}

static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *base, int flags,
                    int *out_flags)
{
    struct fault_file *file = fault_file_of(base);
    (void)vfs;
    base->pMethods = NULL;
    if (disk.dead || strikes(FAULT_OPEN))
        return SQLITE_CANTOPEN;
    int code = disk.real->xOpen(disk.real, path, file->real, flags, out_flags);
    if (code != SQLITE_OK)
        return code;

    base->pMethods = &methods;
    file->image = NULL;
    file->life = disk.life;
    if (path && disk.planned && disk.plan.effect == FAULT_CUT) {
        file->image = find_image(path);
        if (!file->image->path)
            load_image(file->image, path, file->real);
    }
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    (void)vfs;
    if (disk.dead)
        return SQLITE_IOERR_DELETE;
    int code = disk.real->xDelete(disk.real, path, sync);
    struct image *image = find_image(path);
    if (code == SQLITE_OK && image->path)
        drop_image(image);
    return code;
}

/* SQLite takes an empty file for a missing one, so what an image holds counts and not what the
 * disk is sure to hold. */
static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
    (void)vfs;
    int code = disk.real->xAccess(disk.real, path, flags, out);
    const struct image *image = find_image(path);
    if (code == SQLITE_OK && flags == SQLITE_ACCESS_EXISTS && image->path)
        *out = image->size > 0;
    return code;
}

static int vfs_full_pathname(sqlite3_vfs *vfs, const char *path, int room, char *out)
{
    (void)vfs;
    return disk.real->xFullPathname(disk.real, path, room, out);
}

void fault_vfs_install(void)
{
    if (disk.real)
        return;
    disk.real = sqlite3_vfs_find(NULL);
    require(disk.real, "SQLite has no VFS");
    disk.vfs = *disk.real;
    disk.vfs.zName = "fault";
    disk.vfs.pNext = NULL;
    disk.vfs.szOsFile = (int)sizeof(struct fault_file) + disk.real->szOsFile;
    disk.vfs.xOpen = vfs_open;
    disk.vfs.xDelete = vfs_delete;
    disk.vfs.xAccess = vfs_access;
    disk.vfs.xFullPathname = vfs_full_pathname;
    require(sqlite3_vfs_register(&disk.vfs, 1) == SQLITE_OK, "cannot register");
}

void fault_vfs_plan(fault_plan plan)
{
    fault_vfs_clear();
    disk.plan = plan;
    disk.plan.seed = (plan.seed * UINT64_C(0x9E3779B97F4A7C15)) | 1;
    disk.planned = true;
    disk.seen = 0;
    disk.fired = 0;
}

long fault_vfs_seen(void)
{
    return disk.seen;
}

long fault_vfs_fired(void)
{
    return disk.fired;
}

void fault_vfs_clear(void)
{
    if (!disk.dead)
        settle_images(true);
    for (int i = 0; i < IMAGE_COUNT_MAX; i++) {
        if (disk.images[i].path)
            drop_image(&disk.images[i]);
    }
    disk.planned = false;
    disk.dead = false;
    disk.life++;
}
