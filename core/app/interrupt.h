/* SPDX-License-Identifier: MIT
 * interrupt.h - Ctrl-C ends the wait for input, never what has begun.
 *
 * A signal only raises a flag; reading from a slow source comes back early, and whoever works in
 * steps looks at the flag between them.
 *
 * Layer: app.
 */
#pragma once

#include <stdbool.h>

/* From now on SIGINT and SIGTERM raise the flag, and a reader that went away is an error of write.
 */
void bl_interrupt_catch(void);
bool bl_interrupted(void);
/* Raises the flag, and takes it down; for whoever hears the signals otherwise. */
void bl_interrupt_raise(void);
void bl_interrupt_forget(void);
