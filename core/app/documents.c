/* SPDX-License-Identifier: MIT */
#include "app/documents.h"

#include "app/source.h"

#define INDENT 2

static bl_status read_text(const char *path, bl_buffer *out, bl_err *err)
{
    bl_source *source = NULL;
    bl_text piece = {"", 1};
    bl_status status = bl_source_open(path, &source, err);
    while (status == BL_OK && piece.size > 0) {
        status = bl_source_next(source, &piece, err);
        if (status == BL_OK)
            bl_buffer_add(out, piece.at, piece.size);
        if (status == BL_OK && out->size > BL_GAZETTE_BYTES_MAX)
            status = bl_fail(err, BL_INVALID, "%s has more than %d MiB: no issue is as long", path,
                             BL_GAZETTE_BYTES_MAX / (1024 * 1024));
    }
    bl_source_close(source);
    return status == BL_OK ? bl_buffer_status(out, err) : status;
}

bl_status bl_documents_read(const char *path, bl_issue *out, bl_err *err)
{
    bl_buffer text = {0};
    bl_err trouble = {0};
    bl_status status = read_text(path, &text, err);
    if (status == BL_OK) {
        bl_text view = text.at ? bl_buffer_view(&text) : (bl_text){"", 0};
        status = bl_issue_read(view, out, &trouble);
        if (status != BL_OK)
            bl_fail(err, status, "%s: %s", path, trouble.text);
    }
    bl_buffer_deinit(&text);
    return status;
}

bool bl_documents_open(const bl_command *command, const char *db, bl_ledger **out, int *exit_code)
{
    bl_err err = {0};
    *exit_code = BL_EXIT_NOT_STARTED;
    *out = NULL;
    if (!db) {
        bl_command_misused(command, "name the register with --db FILE");
        return false;
    }
    if (!bl_command_names_register(command, db))
        return false;
    bl_status status = bl_ledger_open(db, BL_DB_READ, out, &err);
    if (status == BL_OK)
        status = bl_ledger_begin(*out, false, &err);
    if (status == BL_OK)
        return true;
    bl_ledger_close(*out);
    bl_command_failed(&err);
    return false;
}

void bl_documents_close(bl_ledger *ledger)
{
    bl_ledger_rollback(ledger);
    bl_ledger_close(ledger);
}

void bl_documents_write_cells(bl_text text, bl_buffer *out)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.at[i] == '\t')
            bl_buffer_add_text(out, " | ");
        else
            bl_buffer_add_char(out, text.at[i]);
}

void bl_documents_write_line(const bl_document_line *line, int64_t depth, bl_buffer *out)
{
    for (int64_t i = depth; i < line->depth; i++)
        bl_buffer_pad(out, (bl_text){"", 0}, INDENT, false);
    bl_buffer_add(out, line->label.at, line->label.size);
    if (line->label.size > 0 && line->text.size > 0)
        bl_buffer_add_char(out, ' ');
    bl_documents_write_cells(line->text, out);
    bl_buffer_add_char(out, '\n');
}
