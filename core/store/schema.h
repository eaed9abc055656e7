/* SPDX-License-Identifier: MIT
 * schema.h - the numbered migrations that make a register, and what marks a file as one.
 *
 * A register's user_version is the number of migrations that made it. Migration n is the file
 * migrations/00n.sql; once released it never changes.
 *
 * Layer: store. Uses: base/embedded.
 */
#pragma once

#include "base/embedded.h"

#define BL_SCHEMA_APPLICATION_ID 0x62796C77 /* "bylw" */

/* In order; NUL-terminated SQL; an entry whose name is NULL ends it. */
extern const bl_embedded bl_schema_migrations[];

/* How many there are: the user_version of a register that this program keeps. */
int bl_schema_count(void);
