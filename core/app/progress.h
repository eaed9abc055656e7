/* SPDX-License-Identifier: MIT
 * progress.h - a line that shows how far long work has come.
 *
 * Shown on stderr when that is a terminal, else never. The line is redrawn a few times a second.
 *
 * Layer: app.
 */
#pragma once

#include <stdint.h>

/* `done` of `of` (0: unknown) units of `what`. */
void bl_progress_show(const char *what, int64_t done, int64_t of);
/* Takes the line away. */
void bl_progress_clear(void);
