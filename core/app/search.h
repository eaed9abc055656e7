/* SPDX-License-Identifier: MIT
 * search.h - `bylaw search`: the provisions of all documents of a register that hold some words.
 *
 * The provisions are gone through one by one; a register of documents is small, and words of one or
 * two characters are found as surely as longer ones. Width, case and blanks do not count.
 *
 * Layer: app. Uses: app/documents, app/chart, base/fold.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_search;
