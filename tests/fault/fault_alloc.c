/* SPDX-License-Identifier: MIT */
#include "fault_alloc.h"

#if defined(__SANITIZE_ADDRESS__)
#define INTERPOSED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define INTERPOSED 0
#endif
#endif
#ifndef INTERPOSED
#define INTERPOSED 1
#endif

#if INTERPOSED

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

/* glibc's own, under the names it keeps for those who interpose. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);
void __libc_free(void *at);

static atomic_long until; /* allocations left before the first failure; 0: no plan, or past it */
static atomic_bool for_ever_after;
static atomic_bool failing;
static atomic_long failed;
static atomic_long live;

static bool strikes(void)
{
    bool strike = atomic_load(&failing);
    if (!strike && atomic_load(&until) > 0 && atomic_fetch_sub(&until, 1) == 1) {
        strike = true;
        atomic_store(&failing, atomic_load(&for_ever_after));
    }
    if (strike) {
        atomic_fetch_add(&failed, 1);
        errno = ENOMEM;
    }
    return strike;
}

static void *counted(void *at)
{
    if (at)
        atomic_fetch_add(&live, 1);
    return at;
}

void *malloc(size_t size)
{
    return strikes() ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return strikes() ? NULL : counted(__libc_calloc(count, size));
}

void *realloc(void *at, size_t size)
{
    if (strikes())
        return NULL;
    void *moved = __libc_realloc(at, size);
    if (!at)
        return counted(moved);
    if (!moved && size == 0)
        atomic_fetch_sub(&live, 1);
    return moved;
}

void free(void *at)
{
    if (at)
        atomic_fetch_sub(&live, 1);
    __libc_free(at);
}

bool fault_alloc_usable(void)
{
    return true;
}

void fault_alloc_plan(long nth, bool for_ever)
{
    atomic_store(&failed, 0);
    atomic_store(&failing, false);
    atomic_store(&for_ever_after, for_ever);
    atomic_store(&until, nth);
}

long fault_alloc_clear(void)
{
    atomic_store(&until, 0);
    atomic_store(&failing, false);
    return atomic_load(&failed);
}

long fault_alloc_live(void)
{
    return atomic_load(&live);
}

#else

bool fault_alloc_usable(void)
{
    return false;
}

void fault_alloc_plan(long nth, bool for_ever)
{
    (void)nth;
    (void)for_ever;
}

long fault_alloc_clear(void)
{
    return 0;
}

long fault_alloc_live(void)
{
    return 0;
}

#endif
