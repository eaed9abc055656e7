/* SPDX-License-Identifier: MIT */
#include "app/documents.h"

#define INDENT 2

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
