/* SPDX-License-Identifier: MIT
 * script_place.h - where the script of a policy lies that somebody names.
 *
 * A path to a .lua file is taken as it is; a plain name, with .lua or without, is looked for here
 * and in the folder policies.
 *
 * Layer: app. Uses: base/text.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"

/* Puts the path into the buffer, which is emptied first. BL_NOT_FOUND with the nearest name in the
 * folder policies. */
BL_MUST_USE bl_status bl_script_find(const char *what, bl_buffer *path, bl_err *err);
