/* SPDX-License-Identifier: MIT
 * bind_rule.h - what lua/bylaw needs to explore rules and to decide by tables.
 *
 *   core.symbols(operators)        what the operators of symbols do, by their names
 *   core.symbol(node)              a symbol that stands for the table `node`
 *   core.node(x)                   the node of a symbol, or nil
 *   core.units(value)              kind, whole units, of a fraction also its two numbers and
 *                                  whether the units are exact; nil for what is no exact value
 *   core.exact(kind, units)        the value of so many units
 *   core.fraction(a, b)            a / b as a percent, or as a ratio if it has no end
 *   core.blind(function)           why exploring could miss a number (host/blind.h), or nil
 *   core.table(parts)              a decision table, see lua/bylaw/tabulate.lua
 *   core.decide(table, cells)      row, list of results, list of branches and answers by turns,
 *                                  the place in it of the branch that decided a refusal or nil
 *   core.number(table, node, cells)  what an expression of it comes to
 *   core.width(text)               columns on a terminal
 *
 * Places of rows, branches, nodes and answers count from 1. Words of notices: at_most(a, limit) and
 * at_least(a, limit), the smaller and the larger of two values, and equal(a, b). An operator of an
 * exact value that finds a symbol beside it is the symbol's.
 *
 * Layer: host. Uses: rule, host/blind, host/bind_value.
 */
#pragma once

#include "host/state.h"
#include "rule/table.h"

/* Adds the functions to the table on top of the stack, and the operators to the exact values. Once
 * for each state. May raise. */
void bl_bind_rule(lua_State *L);
/* Shares the words. */
BL_MUST_USE bl_status bl_bind_rule_words(bl_state *state, bl_err *err);

/* The table made by core.table at `index`; raises when it is none. */
const bl_table *bl_check_table(lua_State *L, int index);
