/* SPDX-License-Identifier: MIT */
#include "app/command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OPTION_MAX 64 /* bytes of one with its argument, in the help */

static void print_usage(FILE *out, const bl_command *command)
{
    fprintf(out, "usage: bylaw %s %s\n", command->name, command->arguments);
}

/* "--db FILE"; gives its size. */
static int write_option(const bl_option *option, char out[OPTION_MAX])
{
    return snprintf(out, OPTION_MAX, "--%s%s%s", option->name, option->argument ? " " : "",
                    option->argument ? option->argument : "");
}

/* What an option is for stands in a column behind the longest of them. */
static void print_help(const bl_command *command, const bl_option *options)
{
    static const bl_option help = {.name = "help", .help = "this text"};
    char left[OPTION_MAX];
    int column = write_option(&help, left);
    for (const bl_option *option = options; option->name; option++) {
        int size = write_option(option, left);
        column = size > column ? size : column;
    }
    print_usage(stdout, command);
    printf("\n%s\n\noptions:\n", command->summary);
    for (const bl_option *option = options; option->name; option++) {
        write_option(option, left);
        printf("  %-*s  %s\n", column, left, option->help);
    }
    printf("  %-*s  %s\n\nexample:\n  %s\n", column, "--help", help.help, command->example);
}

int bl_command_misused(const bl_command *command, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fputs("bylaw: ", stderr);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    print_usage(stderr, command);
    return BL_EXIT_NOT_STARTED;
}

int bl_command_failed(const bl_err *err)
{
    fprintf(stderr, "bylaw: %s\n", err->text);
    return BL_EXIT_NOT_STARTED;
}

bl_status bl_command_write(bl_buffer *output, bl_err *err)
{
    for (size_t done = 0; done < output->size;) {
        ssize_t size = write(STDOUT_FILENO, output->at + done, output->size - done);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return bl_fail(err, BL_IO, "can't write the answers: %s", strerror(errno));
        done += (size_t)size;
    }
    bl_buffer_clear(output);
    return BL_OK;
}

static const bl_option *option_named(const bl_option *options, bl_text name)
{
    for (; options->name; options++)
        if (bl_text_equal(name, bl_text_of(options->name)))
            return options;
    return NULL;
}

static const char *nearest_option(const bl_option *options, bl_text name)
{
    bl_nearest nearest = bl_nearest_make(name);
    bl_nearest_offer(&nearest, bl_text_of("help"));
    for (; options->name; options++)
        bl_nearest_offer(&nearest, bl_text_of(options->name));
    return nearest.word.at;
}

static bool read_count(const char *text, int64_t *out)
{
    char *end;
    long long number = strtoll(text, &end, 10);
    *out = number;
    return end != text && *end == '\0' && number >= 0;
}

bool bl_option_time_read(const char *text, bl_option_time *out)
{
    bl_date date;
    out->given = true;
    if (bl_date_from_text(bl_text_of(text), &date, NULL) == BL_OK)
        return bl_moment_from_date(date, &out->moment, NULL) == BL_OK;
    return bl_moment_from_text(bl_text_of(text), &out->moment, NULL) == BL_OK;
}

static bool add_text(bl_option_texts *texts, const char *text)
{
    if (texts->count == BL_OPTION_TEXTS_MAX)
        return false;
    texts->list[texts->count++] = text;
    return true;
}

static bool take_value(const bl_option *option, const char *text)
{
    switch (option->kind) {
    case BL_OPTION_FLAG:
        *(bool *)option->target = true;
        return true;
    case BL_OPTION_TEXT:
        *(const char **)option->target = text;
        return true;
    case BL_OPTION_TEXTS:
        return add_text(option->target, text);
    case BL_OPTION_COUNT:
        return read_count(text, option->target);
    case BL_OPTION_TIME:
        return bl_option_time_read(text, option->target);
    }
    BL_REQUIRE(!"an option of no known kind");
    return false;
}

/* What a value that was refused should have been. */
static const char *expected_by(const bl_option *option)
{
    switch (option->kind) {
    case BL_OPTION_TEXTS:
        return "no more of them in one go";
    case BL_OPTION_COUNT:
        return "a whole number, 0 or more";
    default:
        return "a time such as 2021-12-03T10:00:00+08:00, or a date";
    }
}

/* Takes the option in `*word`, and its value behind it if it has none itself; leaves `*word` at the
 * last word taken. `given` has a bit for each option there was. False after telling wrong use. */
static bool take_option(const bl_command *command, const bl_option *options, char ***word,
                        char *const *last, uint64_t *given)
{
    const char *text = **word, *equals = strchr(text, '=');
    bl_text name = {text + 2, equals ? (size_t)(equals - text) - 2 : strlen(text) - 2};
    const bl_option *option = option_named(options, name);
    if (!option) {
        bl_command_misused(command, "there is no option %s; did you mean --%s?", text,
                           nearest_option(options, name));
        return false;
    }
    uint64_t bit = UINT64_C(1) << (option - options);
    if ((*given & bit) && option->kind != BL_OPTION_TEXTS) {
        bl_command_misused(command, "--%s is given twice", option->name);
        return false;
    }
    *given |= bit;
    const char *value = equals ? equals + 1 : NULL;
    if (option->kind != BL_OPTION_FLAG && !value)
        value = *word < last ? *++*word : NULL;
    if (option->kind != BL_OPTION_FLAG && !value) {
        bl_command_misused(command, "--%s needs its %s", option->name, option->argument);
        return false;
    }
    if (take_value(option, value))
        return true;
    bl_command_misused(command, "--%s %s: expected %s", option->name, value, expected_by(option));
    return false;
}

bool bl_command_options(const bl_command *command, const bl_option *options, int *count,
                        char **arguments, char ***rest, int *exit_code)
{
    int kept = 0;
    bool ended = false;
    uint64_t given = 0;
    char **last = arguments + *count - 1;
    for (char **word = arguments + 1; word <= last; word++) {
        if (ended || strncmp(*word, "--", 2) != 0) {
            arguments[kept++] = *word;
        } else if (strcmp(*word, "--") == 0) {
            ended = true;
        } else if (strcmp(*word, "--help") == 0) {
            print_help(command, options);
            *exit_code = BL_EXIT_DONE;
            return false;
        } else if (!take_option(command, options, &word, last, &given)) {
            *exit_code = BL_EXIT_NOT_STARTED;
            return false;
        }
    }
    *rest = arguments;
    *count = kept;
    return true;
}

bl_clock bl_command_clock(bl_option_time at)
{
    return at.given ? bl_clock_make_scripted(at.moment.ns) : bl_clock_make_real();
}

bool bl_command_names_register(const bl_command *command, const char *db)
{
    if (strcmp(db, ":memory:") == 0 || strcmp(db, ":scratch:") == 0)
        bl_command_misused(command, "a register in memory keeps no promise; name a file");
    else if (strncmp(db, "file:", strlen("file:")) == 0)
        bl_command_misused(command, "--db names a file, not a URI; one that is called so is ./%s",
                           db);
    else
        return true;
    return false;
}
