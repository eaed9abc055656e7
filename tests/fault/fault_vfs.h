/* SPDX-License-Identifier: MIT
 * fault_vfs.h - a disk that fails on request, for tests only.
 *
 * A layer over SQLite's default VFS which takes its place. It passes everything on, except that it
 * never really syncs, until a plan is made. Then it counts the calls of the planned kinds, over
 * all files, and something happens at the n-th of them:
 *
 *   IO, FULL   the call fails, once or from then on. A write that fails has written its first half.
 *   CUT        the power goes. Since the plan was made, writes have been kept in memory and only a
 *              sync has brought them to the real file; now each unsynced sector of 512 bytes
 *              reaches it or is lost, by the seed, as do lengths. The call counted is the last
 *              that may have had an effect; if it is a sync, it had none. From then on every
 *              file that was open is dead, and nothing can be opened.
 *
 * After either, close everything and call fault_vfs_clear: then it is as after a restart.
 *
 * Everything happens in one process and one thread; what SQLite keeps in shared memory is real.
 * A file that is deleted is gone at once.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef enum fault_call {
    FAULT_READ = 1,
    FAULT_WRITE = 2,
    FAULT_SYNC = 4,
    FAULT_TRUNCATE = 8,
    FAULT_OPEN = 16,
} fault_call;

typedef enum fault_effect {
    FAULT_IO,
    FAULT_FULL,
    FAULT_CUT,
} fault_effect;

typedef struct fault_plan {
    unsigned calls; /* of fault_call, ored */
    fault_effect effect;
    long nth;      /* 1 is the first; 0 never: only fault_vfs_cut then       */
    bool for_ever; /* IO, FULL: every planned call from the n-th on          */
    uint64_t seed; /* CUT: which sectors survive                             */
} fault_plan;

/* Makes it the default VFS. More than once is fine. */
void fault_vfs_install(void);
/* No file may be open. */
void fault_vfs_plan(fault_plan plan);
/* Cuts the power now; the plan's effect must be FAULT_CUT. */
void fault_vfs_cut(void);
/* How many calls of the planned kinds there were, and how many failed or cut. */
long fault_vfs_seen(void);
long fault_vfs_fired(void);
/* Ends the plan. No file may be open. What was not synced when there was no cut is written. */
void fault_vfs_clear(void);
