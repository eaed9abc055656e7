/* SPDX-License-Identifier: MIT
 * jansson's lexer saves the bytes of a token in a buffer that doubles as it grows, and takes no
 * notice when it can't. So once memory has failed, such sizes come out of a reserve that is large
 * enough for the longest token; what came out of it is never used, for the reading has failed. */
#include "domain/parse.h"

#include <stddef.h>
#include <stdlib.h>

#define RESERVE_MIN 4096u

typedef struct reading {
    bool starved; /* an allocation failed */
    char *reserve;
    size_t size;
    size_t used;
} reading;

static _Thread_local reading now;

static bool is_buffer(size_t size)
{
    return (size & (size - 1)) == 0;
}

static void *allocate(size_t size)
{
    void *block = malloc(size);
    if (block)
        return block;
    now.starved = true;
    if (size < sizeof(max_align_t) || !is_buffer(size) || size > now.size - now.used)
        return NULL;
    now.used += size;
    return now.reserve + now.used - size;
}

static void release(void *block)
{
    char *at = block;
    if (!now.reserve || at < now.reserve || at >= now.reserve + now.size)
        free(block);
}

static json_t *fail(json_error_t *trouble)
{
    *trouble = (json_error_t){.text = "no memory", .line = -1, .column = -1};
    trouble->text[JSON_ERROR_TEXT_LENGTH - 1] = (char)json_error_out_of_memory;
    return NULL;
}

json_t *bl_json_read(bl_text text, size_t flags, json_error_t *trouble)
{
    static _Thread_local _Alignas(max_align_t) char small[RESERVE_MIN];
    size_t size = 4 * (text.size + 16);
    now = (reading){.reserve = size <= sizeof small ? small : malloc(size), .size = size};
    if (!now.reserve)
        return fail(trouble);
    json_set_alloc_funcs(allocate, release);
    json_t *value = json_loadb(text.at ? text.at : "", text.size, flags, trouble);
    if (now.starved)
        json_decref(value);
    bool starved = now.starved;
    char *reserve = now.reserve;
    now = (reading){0};
    if (reserve != small)
        free(reserve);
    return starved ? fail(trouble) : value;
}
