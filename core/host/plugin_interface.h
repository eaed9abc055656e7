/* SPDX-License-Identifier: MIT
 * plugin_interface.h - what a plugin written in C includes: interface 1.
 *
 * A plugin is a shared object NAME.so in a folder NAME. It defines `bylaw_plugin`, which says what
 * it adds. Texts are UTF-8. What a plugin is given is lent for the call. A call that fails writes
 * words into `why` (of `room` bytes) and gives false or NULL; it must not end the program.
 *
 * A program of another interface refuses the plugin with words. Lists end with an entry whose name
 * is NULL; NULL stands for an empty list.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define BL_PLUGIN_INTERFACE 1
#define BL_PLUGIN_SYMBOL    "bylaw_plugin"

struct lua_State;

/* Added to scripts: bylaw.use "NAME".name(...), by the rules of lua.h. It must give the same for
 * the same arguments, and its work is not counted against the script's budget. */
typedef struct bl_plugin_function {
    const char *name;
    int (*call)(struct lua_State *L);
} bl_plugin_function;

/* Added to the command line: `bylaw name WORDS...`, where arguments[0] is the name. Gives the exit
 * code: 0 done, 1 could not start, 2 ran and something did not hold. */
typedef struct bl_plugin_command {
    const char *name;
    const char *summary; /* a sentence for `bylaw plugins` and --help */
    const char *example;
    int (*run)(int count, char **arguments);
} bl_plugin_command;

/* Added to what `--format name` may be. `kind` says what the report is of: "rehearsal", "whatif",
 * "plan", "answer"; `json` is what `--format json` prints of it. */
typedef struct bl_plugin_output {
    const char *name;
    const char *summary; /* the same */
    bool (*write)(const char *kind, const char *json, FILE *to, char *why, size_t room);
} bl_plugin_output;

/* Something that was recorded in a register. */
typedef struct bl_plugin_event {
    int64_t number;      /* in the log; rises, with gaps */
    const char *at;      /* RFC 3339 */
    const char *notice;  /* by the name of its script */
    const char *kind;    /* of the entry: "claimed", "happened", ... */
    const char *subject; /* whom it happened to */
    const char *facts;   /* a JSON object */
    const char *from;    /* the account that gave; NULL: no money moved */
    const char *to;      /* the account that received                   */
    const char *amount;  /* yuan, as "12.50"                            */
} bl_plugin_event;

/* A place where events go, in order, each at least once. `open` says the number of the last event
 * that the place has, 0 when none; what `take` said true of must be kept there. A runner calls
 * these on a thread of their own. */
typedef struct bl_plugin_events {
    void *(*open)(const char *place, int64_t *last, char *why, size_t room);
    bool (*take)(void *place, const bl_plugin_event *list, size_t count, char *why, size_t room);
    void (*close)(void *place);
} bl_plugin_events;

/* What a plugin adds, as a whole. */
typedef struct bl_plugin_offer {
    /* First for ever, so that any program can read it. */
    int interface;     /* BL_PLUGIN_INTERFACE */
    const char *about; /* what it is for, in a few words */
    const bl_plugin_function *functions;
    const bl_plugin_command *commands;
    const bl_plugin_output *outputs;
    const bl_plugin_events *events; /* NULL: none */
} bl_plugin_offer;

/* Defined by the plugin. */
extern const bl_plugin_offer bylaw_plugin;
