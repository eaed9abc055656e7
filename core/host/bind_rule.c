/* SPDX-License-Identifier: MIT */
#include "host/bind_rule.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/bind_value.h"
#include "host/blind.h"
#include "host/operand.h"
#include "host/sandbox.h"

#define TABLE_NAME "bylaw.table"

/* The addresses are keys of the registry: the operators, and the metatable of symbols. */
static const char operators_key, symbol_key;

static const char *const kinds[] = {"money", "count", "percent", "number", "date",
                                    "time",  "bool",  "code",    NULL};
static const char *const operations[] = {"field",    "constant", "add",   "subtract",
                                         "multiply", "year",     "scale", "share",
                                         "least",    "most",     NULL};
static const char *const questions[] = {"less", "at_most", "equal", "present", "code", NULL};

/* Symbols */

static bool is_symbol(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index))
        return false;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &symbol_key);
    bool same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same;
}

/* Calls an operator of symbols with what lies on the stack. */
static int operate(lua_State *L, const char *name)
{
    int count = lua_gettop(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &operators_key);
    lua_getfield(L, -1, name);
    lua_remove(L, -2);
    lua_insert(L, 1);
    lua_call(L, count, 1);
    return 1;
}

/* Upvalue: the operator's name. */
static int l_operator(lua_State *L)
{
    return operate(L, lua_tostring(L, lua_upvalueindex(1)));
}

/* Upvalues: what the operator of exact values has as its own first one, its name, itself. So it
 * runs in this closure as it would in its own. */
static int l_beside_symbol(lua_State *L)
{
    if (is_symbol(L, 1) || is_symbol(L, 2))
        return operate(L, lua_tostring(L, lua_upvalueindex(2)));
    return lua_tocfunction(L, lua_upvalueindex(3))(L);
}

/* Puts l_beside_symbol before the operators of the exact value on top of the stack. */
static void listen(lua_State *L)
{
    static const char *const events[] = {"add", "sub", "mul", "div", "lt", "le", "eq"};
    lua_getmetatable(L, -1);
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        lua_pushfstring(L, "__%s", events[i]);
        lua_pushvalue(L, -1);
        lua_rawget(L, -3);
        if (lua_isnil(L, -1)) {
            lua_pop(L, 2);
            continue;
        }
        int own = lua_gettop(L);
        BL_REQUIRE(!lua_getupvalue(L, own, 2));
        if (!lua_getupvalue(L, own, 1))
            lua_pushnil(L);
        lua_pushstring(L, events[i]);
        lua_pushvalue(L, own);
        lua_pushcclosure(L, l_beside_symbol, 3);
        lua_remove(L, own);
        lua_rawset(L, -3);
    }
    lua_pop(L, 2);
}

static void listen_all(lua_State *L)
{
    bl_push_money(L, (bl_money){0});
    listen(L);
    bl_push_ratio(L, (bl_ratio){0, 1}, true);
    listen(L);
    bl_push_ratio(L, (bl_ratio){0, 1}, false);
    listen(L);
    bl_push_date(L, (bl_date){0});
    listen(L);
    bl_push_moment(L, (bl_moment){0});
    listen(L);
    lua_settop(L, 0);
}

/* core.symbols(operators) */
static int l_symbols(lua_State *L)
{
    static const char *const events[] = {"add", "sub",    "mul",      "div",  "unm",     "lt",
                                         "le",  "eq",     "index",    "mod",  "idiv",    "pow",
                                         "len", "concat", "tostring", "call", "newindex"};
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_newtable(L);
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        lua_pushfstring(L, "__%s", events[i]);
        lua_pushstring(L, events[i]);
        lua_pushcclosure(L, l_operator, 1);
        lua_rawset(L, -3);
    }
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushliteral(L, "fact");
    lua_setfield(L, -2, "__name");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &symbol_key);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &operators_key);
    listen_all(L);
    return 0;
}

static int l_symbol(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_newuserdatauv(L, 1, 1);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &symbol_key);
    lua_setmetatable(L, -2);
    return 1;
}

static int l_node(lua_State *L)
{
    if (is_symbol(L, 1))
        lua_getiuservalue(L, 1, 1);
    else
        lua_pushnil(L);
    return 1;
}

/* at_most(a, limit) */
static int l_at_most(lua_State *L)
{
    lua_settop(L, 2);
    if (is_symbol(L, 1) || is_symbol(L, 2))
        return operate(L, "least");
    lua_pushvalue(L, lua_compare(L, 1, 2, LUA_OPLE) ? 1 : 2);
    return 1;
}

/* at_least(a, limit) */
static int l_at_least(lua_State *L)
{
    lua_settop(L, 2);
    if (is_symbol(L, 1) || is_symbol(L, 2))
        return operate(L, "most");
    lua_pushvalue(L, lua_compare(L, 1, 2, LUA_OPLE) ? 2 : 1);
    return 1;
}

/* equal(a, b): what == says, also beside facts that are not known yet. */
static int l_equal(lua_State *L)
{
    lua_settop(L, 2);
    if (is_symbol(L, 1) || is_symbol(L, 2))
        return operate(L, "eq");
    lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPEQ));
    return 1;
}

/* Units */

/* The units of a fraction at or below it, and whether they are the fraction. */
static int push_fraction(lua_State *L, bl_ratio ratio)
{
    bl_err err = {0};
    int64_t units = 0;
    bl_ratio back = {0};
    bl_operand_check_status(L,
                            bl_round_product(ratio.numerator, BL_PERCENT_UNITS, ratio.denominator,
                                             BL_ROUND_DOWN, &units, &err),
                            &err);
    bl_operand_check_status(L, bl_ratio_make(units, BL_PERCENT_UNITS, &back, &err), &err);
    int order = bl_ratio_compare(back, ratio);
    lua_pushliteral(L, "percent");
    lua_pushinteger(L, order > 0 ? units - 1 : units);
    lua_pushinteger(L, ratio.numerator);
    lua_pushinteger(L, ratio.denominator);
    lua_pushboolean(L, order == 0);
    return 5;
}

static int l_units(lua_State *L)
{
    bl_value value = bl_to_value(L, 1);
    switch (value.kind) {
    case BL_VALUE_MONEY:
        lua_pushliteral(L, "money");
        lua_pushinteger(L, value.money.fen);
        return 2;
    case BL_VALUE_INTEGER:
        lua_pushliteral(L, "count");
        lua_pushinteger(L, value.integer);
        return 2;
    case BL_VALUE_PERCENT:
    case BL_VALUE_RATIO:
        return push_fraction(L, value.ratio);
    case BL_VALUE_DATE:
        lua_pushliteral(L, "date");
        lua_pushinteger(L, value.date.days);
        return 2;
    case BL_VALUE_MOMENT:
        lua_pushliteral(L, "time");
        lua_pushinteger(L, value.moment.ns);
        return 2;
    case BL_VALUE_DURATION:
    case BL_VALUE_NONE:
        break;
    }
    lua_pushnil(L);
    return 1;
}

static int l_exact(lua_State *L)
{
    int64_t units = luaL_checkinteger(L, 2);
    bl_ratio ratio = {0};
    bl_err err = {0};
    switch (luaL_checkoption(L, 1, NULL, kinds)) {
    case BL_FACT_MONEY:
        bl_push_money(L, (bl_money){units});
        return 1;
    case BL_FACT_PERCENT:
        bl_operand_check_status(L, bl_ratio_make(units, BL_PERCENT_UNITS, &ratio, &err), &err);
        bl_push_ratio(L, ratio, true);
        return 1;
    case BL_FACT_NUMBER:
        bl_operand_check_status(L, bl_ratio_make(units, BL_NUMBER_UNITS, &ratio, &err), &err);
        bl_push_ratio(L, ratio, false);
        return 1;
    case BL_FACT_DATE:
        bl_push_date(L, (bl_date){(int32_t)units});
        return 1;
    case BL_FACT_TIME:
        bl_push_moment(L, (bl_moment){units});
        return 1;
    default:
        lua_pushinteger(L, units);
        return 1;
    }
}

/* core.fraction(numerator, denominator): a percent when it is a whole number of 1/10^11. */
static int l_fraction(lua_State *L)
{
    bl_ratio ratio = {0};
    bl_err err = {0};
    bl_operand_check_status(
        L, bl_ratio_make(luaL_checkinteger(L, 1), luaL_checkinteger(L, 2), &ratio, &err), &err);
    bl_push_ratio(L, ratio, BL_PERCENT_UNITS % ratio.denominator == 0);
    return 1;
}

static int l_blind(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    bl_blind_push(L, 1);
    return 1;
}

/* Tables */

static int l_close_table(lua_State *L)
{
    bl_table **box = luaL_checkudata(L, 1, TABLE_NAME);
    bl_table_close(*box);
    *box = NULL;
    return 0;
}

const bl_table *bl_check_table(lua_State *L, int index)
{
    bl_table **box = luaL_checkudata(L, index, TABLE_NAME);
    luaL_argcheck(L, *box, index, "a closed table");
    return *box;
}

/* Memory of the state's own, so that an error leaks nothing; it stays on the stack. */
static void *new_list(lua_State *L, lua_Integer count, size_t size)
{
    void *list = lua_newuserdatauv(L, ((size_t)count + 1) * size, 0);
    memset(list, 0, ((size_t)count + 1) * size);
    return list;
}

static int64_t integer_field(lua_State *L, int index, const char *key)
{
    lua_getfield(L, index, key);
    int64_t value = luaL_optinteger(L, -1, 0);
    lua_pop(L, 1);
    return value;
}

static int option_field(lua_State *L, int index, const char *key, const char *const options[])
{
    lua_getfield(L, index, key);
    int option = luaL_checkoption(L, -1, NULL, options);
    lua_pop(L, 1);
    return option;
}

/* The place of the node in a field of the table at `index`, counting from 0. */
static int node_field(lua_State *L, int index, const char *key)
{
    lua_getfield(L, index, key);
    int64_t place = lua_istable(L, -1) ? integer_field(L, lua_gettop(L), "id") : 0;
    lua_pop(L, 1);
    return (int)place - 1;
}

static void read_node(lua_State *L, int index, bl_node *out)
{
    out->operation = (bl_operation)option_field(L, index, "op", operations);
    out->kind = (bl_fact_kind)option_field(L, index, "kind", kinds);
    out->left = node_field(L, index, "left");
    out->right = node_field(L, index, "right");
    out->value = integer_field(L, index, "value") - (out->operation == BL_OP_FIELD);
    if (out->operation == BL_OP_SCALE || out->operation == BL_OP_SHARE)
        out->by = (bl_ratio){integer_field(L, index, "numerator"),
                             integer_field(L, index, "denominator")};
    lua_getfield(L, index, "rounding");
    out->rounding = bl_operand_check_rounding(L, -1);
    lua_pop(L, 1);
}

/* The list in a field of the table at 1, left on the stack, and how long it is. */
static int open_list(lua_State *L, const char *key)
{
    lua_getfield(L, 1, key);
    luaL_checktype(L, -1, LUA_TTABLE);
    return (int)lua_rawlen(L, -1);
}

static void read_fields(lua_State *L, bl_table_parts *out)
{
    out->field_count = open_list(L, "fields");
    bl_fact_kind *list = new_list(L, out->field_count, sizeof *list);
    for (int i = 0; i < out->field_count; i++) {
        lua_rawgeti(L, -2, i + 1);
        list[i] = (bl_fact_kind)luaL_checkoption(L, -1, NULL, kinds);
        lua_pop(L, 1);
    }
    out->fields = list;
}

static void read_nodes(lua_State *L, bl_table_parts *out)
{
    out->node_count = open_list(L, "nodes");
    bl_node *list = new_list(L, out->node_count, sizeof *list);
    for (int i = 0; i < out->node_count; i++) {
        lua_rawgeti(L, -2, i + 1);
        read_node(L, lua_gettop(L), &list[i]);
        lua_pop(L, 1);
    }
    out->nodes = list;
}

static int count_answers(lua_State *L, int list, int count)
{
    int sum = 0;
    for (int i = 1; i <= count; i++) {
        lua_rawgeti(L, list, i);
        lua_getfield(L, -1, "answers");
        sum += (int)lua_rawlen(L, -1);
        lua_pop(L, 2);
    }
    return sum;
}

/* A branch, on top of the stack; its answers go to `answers`. A place is of a branch, minus a place
 * of a row. */
static void read_branch(lua_State *L, bl_branch *branch, int *answers)
{
    int at = lua_gettop(L);
    branch->question = (bl_question)option_field(L, at, "ask", questions);
    branch->left = (int)integer_field(L, at, "left") - 1;
    branch->right = (int)integer_field(L, at, "right") - 1;
    lua_getfield(L, at, "answers");
    branch->answer_count = (int)lua_rawlen(L, -1);
    for (int i = 0; i < branch->answer_count; i++) {
        lua_rawgeti(L, -1, i + 1);
        int place = (int)lua_tointeger(L, -1);
        answers[i] = place > 0 ? place - 1 : ~(-place - 1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static void read_branches(lua_State *L, bl_table_parts *out)
{
    out->branch_count = open_list(L, "branches");
    int from = lua_gettop(L);
    out->answer_count = count_answers(L, from, out->branch_count);
    bl_branch *list = new_list(L, out->branch_count, sizeof *list);
    int *answers = new_list(L, out->answer_count, sizeof *answers);
    int used = 0;
    for (int i = 0; i < out->branch_count; i++) {
        lua_rawgeti(L, from, i + 1);
        read_branch(L, &list[i], answers + used);
        list[i].answers = used;
        used += list[i].answer_count;
        lua_pop(L, 1);
    }
    out->branches = list;
    out->answers = answers;
}

static void read_results(lua_State *L, bl_table_parts *out)
{
    out->row_count = (int)integer_field(L, 1, "row_count");
    out->result_count = (int)integer_field(L, 1, "result_count");
    int count = open_list(L, "results");
    if (count != out->row_count * out->result_count)
        luaL_error(L, "a table lacks results");
    int *list = new_list(L, count, sizeof *list);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, -2, i + 1);
        list[i] = (int)lua_tointeger(L, -1) - 1; /* 0, for absent, becomes BL_ABSENT */
        lua_pop(L, 1);
    }
    out->results = list;
}

static int l_table(lua_State *L)
{
    bl_table_parts parts = {0};
    bl_err err = {0};
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    luaL_checkstack(L, 24, NULL);
    read_fields(L, &parts);
    read_nodes(L, &parts);
    read_branches(L, &parts);
    read_results(L, &parts);
    bl_table **box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = NULL;
    luaL_setmetatable(L, TABLE_NAME);
    bl_operand_check_status(L, bl_table_open(&parts, box, &err), &err);
    return 1;
}

/* The cells of a record, a list of integers, false where there is none. */
typedef struct cells {
    int64_t cells[BL_TABLE_FIELDS_MAX];
    bool present[BL_TABLE_FIELDS_MAX];
} cells;

static bl_facts read_cells(lua_State *L, int index, const bl_table *table, cells *out)
{
    int count = bl_table_view(table)->field_count;
    luaL_checktype(L, index, LUA_TTABLE);
    for (int i = 0; i < count; i++) {
        out->present[i] = lua_rawgeti(L, index, i + 1) == LUA_TNUMBER;
        out->cells[i] = lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    return (bl_facts){out->cells, out->present};
}

static void push_results(lua_State *L, const bl_table *table, int row, bl_facts facts)
{
    int count = bl_table_view(table)->result_count;
    bl_err err = {0};
    lua_createtable(L, count, 0);
    for (int i = 0; i < count; i++) {
        int64_t value = 0;
        bool present = false;
        bl_operand_check_status(L, bl_table_result(table, row, i, facts, &value, &present, &err),
                                &err);
        if (present)
            lua_pushinteger(L, value);
        else
            lua_pushboolean(L, 0);
        lua_rawseti(L, -2, i + 1);
    }
}

static int l_decide(lua_State *L)
{
    const bl_table *table = bl_check_table(L, 1);
    cells record;
    bl_decision decision;
    bl_err err = {0};
    bl_facts facts = read_cells(L, 2, table, &record);
    bl_operand_check_status(L, bl_table_decide(table, facts, &decision, &err), &err);
    lua_pushinteger(L, decision.row + 1);
    push_results(L, table, decision.row, facts);
    lua_createtable(L, 2 * decision.step_count, 0);
    for (int i = 0; i < decision.step_count; i++) {
        lua_pushinteger(L, decision.steps[i].branch + 1);
        lua_rawseti(L, -2, 2 * i + 1);
        lua_pushinteger(L, decision.steps[i].answer + 1);
        lua_rawseti(L, -2, 2 * i + 2);
    }
    if (decision.refused_by == BL_ABSENT)
        lua_pushnil(L);
    else
        lua_pushinteger(L, 2 * decision.refused_by + 1);
    return 4;
}

static int l_number(lua_State *L)
{
    const bl_table *table = bl_check_table(L, 1);
    const bl_table_parts *parts = bl_table_view(table);
    lua_Integer node = luaL_checkinteger(L, 2);
    cells record;
    int64_t value = 0;
    bl_err err = {0};
    luaL_argcheck(L, node >= 1 && node <= parts->node_count, 2, "no node of the table");
    bl_facts facts = read_cells(L, 3, table, &record);
    bl_operand_check_status(
        L, bl_expression_value(parts->nodes, (int)node - 1, facts.cells, &value, &err), &err);
    lua_pushinteger(L, value);
    return 1;
}

static int l_width(lua_State *L)
{
    bl_text text;
    text.at = luaL_checklstring(L, 1, &text.size);
    lua_pushinteger(L, (lua_Integer)bl_text_width(text));
    return 1;
}

void bl_bind_rule(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"symbols", l_symbols}, {"symbol", l_symbol},     {"node", l_node},   {"units", l_units},
        {"exact", l_exact},     {"fraction", l_fraction}, {"blind", l_blind}, {"table", l_table},
        {"decide", l_decide},   {"number", l_number},     {"width", l_width}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
    luaL_newmetatable(L, TABLE_NAME);
    lua_pushcfunction(L, l_close_table);
    lua_setfield(L, -2, "__gc");
    lua_pop(L, 1);
}

bl_status bl_bind_rule_words(bl_state *state, bl_err *err)
{
    static const luaL_Reg words[] = {
        {"at_most", l_at_most}, {"at_least", l_at_least}, {"equal", l_equal}, {NULL, NULL}};
    bl_status status = BL_OK;
    for (const luaL_Reg *word = words; word->name && status == BL_OK; word++) {
        lua_pushcfunction(bl_state_lua(state), word->func);
        status = bl_sandbox_share(state, word->name, err);
    }
    return status;
}
