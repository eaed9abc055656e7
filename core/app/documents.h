/* SPDX-License-Identifier: MIT
 * documents.h - what the commands on documents share: the issue read, the register opened, lines as
 * people read them.
 *
 * Layer: app. Uses: app/command, app/source, domain/document.
 */
#pragma once

#include "app/command.h"
#include "domain/document.h"

/* Reads a gazette's issue, plain text in UTF-8 or GB18030, into a zeroed one; it is to be ended in
 * any case. Fails as bl_issue_read and bl_source_open do, with the path. */
BL_MUST_USE bl_status bl_documents_read(const char *path, bl_issue *out, bl_err *err);

/* Opens the register for reading and begins to; false after telling why not. */
bool bl_documents_open(const bl_command *command, const char *db, bl_ledger **out, int *exit_code);
void bl_documents_close(bl_ledger *ledger);

/* "第三条 text", indented by its depth below `depth`; cells of a row are parted by " | ". */
void bl_documents_write_line(const bl_document_line *line, int64_t depth, bl_buffer *out);
/* A text with its tabs as " | ". */
void bl_documents_write_cells(bl_text text, bl_buffer *out);
