/* SPDX-License-Identifier: MIT
 *
 * A new register is made in rollback mode and switched to WAL afterwards, so the main file carries
 * our application id from its first byte on and a file can be judged without opening it: opening
 * another program's WAL file, or one of a newer bylaw, would already write to it.
 *
 * The first bytes are read through SQLite's VFS. An open() and close() of our own would drop the
 * locks that another connection of this process holds on the same file.
 *
 * Reading a WAL file takes a -shm beside it. Where the file or its folder may not be written there
 * is no making one, nor should a reader leave one behind that the file's owner could not write. A
 * file without a -wal is complete in itself and is read as it is, without locks.
 */
#include "store/file.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/code.h"
#include "store/schema.h"

#define PAUSE_NS_MIN INT64_C(50000)
#define PAUSE_NS_MAX INT64_C(2000000)
#define HEADER_SIZE  100

struct header {
    bool exists;  /* and is not empty */
    bool journal; /* a rollback journal stands beside the file */
    bool wal;     /* so does a write-ahead log that is not empty */
    bool sealed;  /* it or its folder may not be written */
    int64_t size;
    unsigned char bytes[HEADER_SIZE];
};

static int64_t elapsed_ns(void)
{
    struct timespec now;
    BL_REQUIRE(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* Many processes share short write locks. The longest pause doubles with each try, but every pause
 * is drawn from the whole range below it, so who has waited long still has a chance to be quick. */
static int wait_a_little(void *context, int tries)
{
    bl_file *file = context;
    int64_t now = elapsed_ns();
    if (tries == 0)
        file->give_up_at_ns = now + file->wait_ms * 1000000;
    if (now >= file->give_up_at_ns)
        return 0;

    int64_t longest = PAUSE_NS_MIN << (tries < 7 ? tries : 7);
    if (longest > PAUSE_NS_MAX)
        longest = PAUSE_NS_MAX;
    int64_t pause = 1 + (int64_t)(next_random(&file->seed) % (uint64_t)longest);
    nanosleep(&(struct timespec){.tv_nsec = pause}, NULL);
    return 1;
}

/* A register that only this connection ever sees. */
static bool is_private(const char *path)
{
    return strcmp(path, ":memory:") == 0 || strcmp(path, BL_FILE_SCRATCH) == 0;
}

static int64_t big_endian(const unsigned char *at)
{
    return (int64_t)at[0] << 24 | (int64_t)at[1] << 16 | (int64_t)at[2] << 8 | at[3];
}

static int read_opened(sqlite3_file *file, struct header *out)
{
    sqlite3_int64 size;
    int code = file->pMethods->xFileSize(file, &size);
    if (code != SQLITE_OK)
        return code;

    out->size = size;
    code = file->pMethods->xRead(file, out->bytes, HEADER_SIZE, 0);
    return code == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : code;
}

static int read_named(sqlite3_vfs *vfs, const char *name, struct header *out)
{
    int exists = 0;
    int code = vfs->xAccess(vfs, name, SQLITE_ACCESS_EXISTS, &exists);
    out->exists = exists;
    if (code != SQLITE_OK || !exists)
        return code;

    sqlite3_file *file = calloc(1, (size_t)vfs->szOsFile);
    if (!file)
        return SQLITE_NOMEM;
    code = vfs->xOpen(vfs, name, file, SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READONLY, NULL);
    if (code == SQLITE_OK)
        code = read_opened(file, out);
    if (file->pMethods)
        file->pMethods->xClose(file);
    free(file);
    return code;
}

static int ask_access(sqlite3_vfs *vfs, const char *name, int flags, bool *out)
{
    int answer = 0;
    int code = vfs->xAccess(vfs, name, flags, &answer);
    *out = answer;
    return code;
}

/* What stands around the file; writes to the full name and leaves it as it was. */
static int read_surroundings(sqlite3_vfs *vfs, char *full, const char *journal, const char *wal,
                             struct header *out)
{
    bool writable = true, folder_writable = true;
    int code = ask_access(vfs, journal, SQLITE_ACCESS_EXISTS, &out->journal);
    if (code == SQLITE_OK)
        code = ask_access(vfs, wal, SQLITE_ACCESS_EXISTS, &out->wal);
    if (code != SQLITE_OK || !out->exists)
        return code;

    code = ask_access(vfs, full, SQLITE_ACCESS_READWRITE, &writable);
    char *name = strrchr(full, '/');
    if (code == SQLITE_OK && name) {
        char first = name[1];
        name[1] = '\0';
        code = ask_access(vfs, full, SQLITE_ACCESS_READWRITE, &folder_writable);
        name[1] = first;
    }
    out->sealed = !writable || !folder_writable;
    return code;
}

static int read_header(const char *path, struct header *out)
{
    *out = (struct header){0};
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    if (!vfs)
        return SQLITE_NOMEM; /* SQLite could not start */

    char *full = calloc(1, (size_t)vfs->mxPathname + 1);
    char *journal = NULL, *wal = NULL;
    sqlite3_filename name = NULL;
    int code = full ? vfs->xFullPathname(vfs, path, vfs->mxPathname, full) : SQLITE_NOMEM;
    if (code == SQLITE_OK_SYMLINK)
        code = SQLITE_OK;
    if (code != SQLITE_OK)
        goto done;

    journal = sqlite3_mprintf("%s-journal", full);
    wal = sqlite3_mprintf("%s-wal", full);
    name = journal && wal ? sqlite3_create_filename(full, journal, wal, 0, NULL) : NULL;
    code = name ? read_named(vfs, name, out) : SQLITE_NOMEM;
    if (code == SQLITE_OK)
        code = read_surroundings(vfs, full, journal, wal, out);

done:
    sqlite3_free_filename(name);
    sqlite3_free(journal);
    sqlite3_free(wal);
    free(full);
    return code;
}

static bl_status judge_identity(const char *path, int64_t application, int64_t version, bl_err *err)
{
    if (application != BL_SCHEMA_APPLICATION_ID)
        return bl_fail(err, BL_VERSION, "%s is not a bylaw register", path);
    if (version > bl_schema_count())
        return bl_fail(err, BL_VERSION,
                       "%s was made by a newer bylaw: its version is %d, this program knows %d",
                       path, (int)version, bl_schema_count());
    return BL_OK;
}

/* What can be said of a file without SQLite. With a rollback journal beside it the bytes may be
 * half written, and only SQLite can tell. */
static bl_status judge_header(const char *path, const struct header *header, bl_err *err)
{
    int64_t application = big_endian(header->bytes + 68);
    if (header->size == 0)
        return BL_OK;
    if (memcmp(header->bytes, "SQLite format 3", 16) == 0)
        return judge_identity(path, application, big_endian(header->bytes + 60), err);
    if (header->journal)
        return BL_OK;
    if (application == BL_SCHEMA_APPLICATION_ID)
        return bl_fail(err, BL_CORRUPT, "%s is a bylaw register whose first bytes are damaged",
                       path);
    return bl_fail(err, BL_VERSION, "%s is not a bylaw register", path);
}

/* Whether a file may be made there. SQLite would tell of its second try, to read it. */
static bl_status judge_folder(const char *path, bl_err *err)
{
    char folder[PATH_MAX] = ".";
    const char *slash = strrchr(path, '/');
    size_t size = slash ? (size_t)(slash - path) + 1 : 0;
    if (size >= sizeof folder)
        return BL_OK; /* SQLite says so */
    if (size > 0)
        memcpy(folder, path, size), folder[size] = '\0';
    if (access(folder, W_OK | X_OK) == 0)
        return BL_OK;
    return bl_fail(err, BL_IO, "%s can't be made in its folder: %s", path, strerror(errno));
}

static bl_status judge_file(const char *path, int flags, struct header *out, bl_err *err)
{
    struct stat found;
    if (path[0] == '\0')
        return bl_fail(err, BL_NOT_FOUND, "the name of a register is empty");
    bool is_there = stat(path, &found) == 0;
    if (is_there && S_ISDIR(found.st_mode))
        return bl_fail(err, BL_IO, "%s is a folder; a register is a file", path);

    int code = read_header(path, out);
    if (code != SQLITE_OK)
        return bl_code_fail(err, NULL, code, path, "opening");
    if (!out->exists && !(flags & SQLITE_OPEN_CREATE))
        return bl_fail(err, BL_NOT_FOUND, "%s does not exist or is empty", path);
    if (!is_there) {
        bl_status status = judge_folder(path, err);
        if (status != BL_OK)
            return status;
    }
    return judge_header(path, out, err);
}

/* How a URI says that it is read as it is. */
static const char *query_of(const struct header *header, const char *otherwise)
{
    return header->sealed && !header->wal && !header->journal ? "?immutable=1" : otherwise;
}

/* `path` as a URI, for SQLite would read a path that begins with "file:" as one. */
static char *new_uri(const char *path, const char *query)
{
    static const char digits[] = "0123456789abcdef";
    size_t size = strlen(path);
    char *uri = malloc(sizeof "file:./" + 3 * size + strlen(query));
    if (!uri)
        return NULL;

    char *at = uri + sprintf(uri, "file:%s", path[0] == '/' ? "" : "./");
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)path[i];
        if (byte > ' ' && byte < 0x7F && !strchr("%?#", byte)) {
            *at++ = (char)byte;
        } else {
            *at++ = '%';
            *at++ = digits[byte >> 4];
            *at++ = digits[byte & 15];
        }
    }
    strcpy(at, query);
    return uri;
}

static bl_status open_handle(bl_file *file, const char *path, const char *query, int flags,
                             bl_err *err)
{
    char *uri = is_private(path) ? NULL : new_uri(path, query);
    int code = SQLITE_NOMEM;
    if (uri || is_private(path))
        code = sqlite3_open_v2(
            uri                                  ? uri
            : strcmp(path, BL_FILE_SCRATCH) == 0 ? ""
                                                 : path,
            &file->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
            NULL);
    free(uri);
    if (code != SQLITE_OK)
        return bl_code_fail(err, file->handle, code, path, "opening");

    sqlite3_busy_handler(file->handle, wait_a_little, file);
    sqlite3_db_config(file->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(file->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(file->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    return BL_OK;
}

/* The first value of a statement's first row, as text in `out` (cut) and as a number. */
static int ask(sqlite3 *handle, const char *sql, char *out, size_t room, int64_t *number)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        const unsigned char *text = sqlite3_column_text(statement, 0);
        if (out)
            snprintf(out, room, "%s", text ? (const char *)text : "");
        if (number)
            *number = sqlite3_column_int64(statement, 0);
        code = text ? SQLITE_OK : SQLITE_NOMEM;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int ask_number(sqlite3 *handle, const char *sql, int64_t *out)
{
    *out = 0;
    return ask(handle, sql, NULL, 0, out);
}

/* Deleted content is not overwritten with zeros, for nothing here is secret from who may read the
 * file, and it costs time. */
static bl_status set_up(bl_file *file, const char *path, bl_err *err)
{
    char sql[320];
    snprintf(sql, sizeof sql,
             "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON;"
             "PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON; PRAGMA secure_delete=OFF;"
             "PRAGMA cache_size=-%d; PRAGMA wal_autocheckpoint=%d;",
             BL_FILE_CACHE_KIB, BL_FILE_WAL_PAGES);
    int code = sqlite3_exec(file->handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? BL_OK : bl_code_fail(err, file->handle, code, path, "opening");
}

/* Where the file stands: 0 when it is empty. Under a write lock an empty file has a first page.
 * Without one somebody may be making the file between two of these questions, so whose it is is
 * asked last. */
static bl_status read_version(bl_file *file, const char *path, int64_t *version, bl_err *err)
{
    int64_t application;
    int64_t tables;
    int code = ask_number(file->handle, "SELECT count(*) FROM sqlite_schema", &tables);
    if (code == SQLITE_OK)
        code = ask_number(file->handle, "PRAGMA user_version", version);
    if (code == SQLITE_OK)
        code = ask_number(file->handle, "PRAGMA application_id", &application);
    if (code != SQLITE_OK)
        return bl_code_fail(err, file->handle, code, path, "opening");
    if (tables == 0 && application == 0 && *version == 0)
        return BL_OK;

    bl_status status = judge_identity(path, application, *version, err);
    /* What makes it newer lies in its WAL, which then stays as it is. */
    if (status != BL_OK)
        sqlite3_db_config(file->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return status;
}

static int apply(sqlite3 *handle, int64_t version)
{
    int code = SQLITE_OK;
    for (; version < bl_schema_count() && code == SQLITE_OK; version++)
        code = sqlite3_exec(handle, bl_schema_migrations[version].bytes.at, NULL, NULL, NULL);

    char sql[128];
    snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%d;",
             BL_SCHEMA_APPLICATION_ID, bl_schema_count());
    return code == SQLITE_OK ? sqlite3_exec(handle, sql, NULL, NULL, NULL) : code;
}

/* Under the lock the version is read again, for somebody else may have been first. */
static bl_status migrate(bl_file *file, const char *path, bl_err *err)
{
    int code = sqlite3_exec(file->handle, "BEGIN EXCLUSIVE", NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return bl_code_fail(err, file->handle, code, path, "opening");

    int64_t version;
    bl_status status = read_version(file, path, &version, err);
    if (status == BL_OK) {
        code = apply(file->handle, version);
        if (code == SQLITE_OK)
            code = sqlite3_exec(file->handle, "COMMIT", NULL, NULL, NULL);
        if (code != SQLITE_OK)
            status = bl_code_fail(err, file->handle, code, path, "making its tables");
    }
    if (!sqlite3_get_autocommit(file->handle))
        sqlite3_exec(file->handle, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static bl_status make_current(bl_file *file, const char *path, int flags, bl_err *err)
{
    int64_t version;
    bl_status status = read_version(file, path, &version, err);
    if (status != BL_OK || version == bl_schema_count())
        return status;
    if (!(flags & SQLITE_OPEN_READONLY))
        return migrate(file, path, err);
    if (version == 0)
        return bl_fail(err, BL_VERSION, "%s is not a bylaw register", path);
    return bl_fail(
        err, BL_VERSION,
        "%s was made by an older bylaw: opening it once for writing brings it up to date", path);
}

/* The switch needs the file alone and does not use the busy handler when it is not. */
static bl_status use_wal(bl_file *file, const char *path, bl_err *err)
{
    char mode[16];
    int code;
    int tries = 0;
    do
        code = ask(file->handle, "PRAGMA journal_mode=WAL", mode, sizeof mode, NULL);
    while ((code & 0xFF) == SQLITE_BUSY && wait_a_little(file, tries++));

    if (code != SQLITE_OK)
        return bl_code_fail(err, file->handle, code, path, "opening");
    if (strcmp(mode, "wal") != 0 && !is_private(path))
        return bl_fail(err, BL_IO, "%s lies on a file system that cannot keep a write-ahead log",
                       path);
    return BL_OK;
}

static bl_status check_small(bl_file *file, const char *path, bl_err *err)
{
    int64_t count, size;
    int code = ask_number(file->handle, "PRAGMA page_count", &count);
    if (code == SQLITE_OK)
        code = ask_number(file->handle, "PRAGMA page_size", &size);
    if (code != SQLITE_OK)
        return bl_code_fail(err, file->handle, code, path, "opening");
    return count * size > BL_FILE_CHECKED_BYTES_MAX
               ? BL_OK
               : bl_file_check(file, path, "main", "quick", err);
}

/* SQLite refuses once it has started, and then it is configured already or it is another's.
 * Nobody asks how much memory it holds, and counting takes a lock at each allocation. What a
 * savepoint changes is noted in one block of memory as long as it fits. */
static void configure(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, BL_FILE_SAVEPOINT_BYTES);
}

bl_status bl_file_open(bl_file *file, const char *path, int flags, int64_t wait_ms, bl_err *err)
{
    configure();
    uint64_t seed = (uint64_t)(uintptr_t)file ^ (uint64_t)elapsed_ns();
    *file = (bl_file){.seed = seed | 1, .wait_ms = wait_ms};

    bl_status status = BL_OK;
    struct header header = {0};
    if (is_private(path))
        flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    else
        status = judge_file(path, flags, &header, err);
    if (header.sealed)
        flags = SQLITE_OPEN_READONLY;

    if (status == BL_OK)
        status = open_handle(file, path, query_of(&header, ""), flags, err);
    if (status == BL_OK)
        status = set_up(file, path, err);
    if (status == BL_OK)
        status = make_current(file, path, flags, err);
    if (status == BL_OK && !(flags & SQLITE_OPEN_READONLY))
        status = use_wal(file, path, err);
    if (status == BL_OK)
        status = check_small(file, path, err);
    if (status != BL_OK)
        bl_file_close(file);
    return status;
}

void bl_file_close(bl_file *file)
{
    BL_REQUIRE(sqlite3_close(file->handle) == SQLITE_OK);
    file->handle = NULL;
}

static int attach_uri(sqlite3 *handle, const char *uri)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, "ATTACH ? AS filed", -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, uri, -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

bl_status bl_file_attach(bl_file *file, const char *path, bl_err *err)
{
    struct header header = {0};
    bl_status status = judge_file(path, SQLITE_OPEN_READONLY, &header, err);
    if (status != BL_OK)
        return status;

    int64_t version = 0;
    char *uri = new_uri(path, query_of(&header, "?mode=ro"));
    int code = uri ? attach_uri(file->handle, uri) : SQLITE_NOMEM;
    free(uri);
    if (code == SQLITE_OK)
        code = ask_number(file->handle, "PRAGMA filed.user_version", &version);
    if (code != SQLITE_OK)
        return bl_code_fail(err, file->handle, code, path, "attaching");
    if (version == bl_schema_count())
        return BL_OK;

    sqlite3_exec(file->handle, "DETACH filed", NULL, NULL, NULL);
    return bl_fail(err, BL_VERSION, "%s is of version %d and this program's registers are of %d",
                   path, (int)version, bl_schema_count());
}

/* SQLite's check also counts a page that could not be read as a finding, and says why only in
 * words. That is the disk's trouble: what is on the page may be sound. */
static int code_of_finding(const char *finding)
{
    const char *cause = strstr(finding, "error code=");
    return cause ? atoi(cause + strlen("error code=")) : SQLITE_CORRUPT;
}

bl_status bl_file_check(bl_file *file, const char *path, const char *schema, const char *kind,
                        bl_err *err)
{
    char sql[64];
    char finding[BL_ERR_TEXT_MAX] = "";
    snprintf(sql, sizeof sql, "PRAGMA %s.%s_check(1)", schema, kind);
    int code = ask(file->handle, sql, finding, sizeof finding, NULL);
    if (code != SQLITE_OK)
        return bl_code_fail(err, file->handle, code, path, "checking");
    if (strcmp(finding, "ok") == 0)
        return BL_OK;

    code = code_of_finding(finding);
    if (bl_code_status(code) != BL_CORRUPT)
        return bl_code_fail(err, NULL, code, path, "checking");
    return bl_fail(err, BL_CORRUPT, "%s is damaged: %s", path, finding);
}
