/* SPDX-License-Identifier: MIT */
#include "host/bind_campaign.h"

#include <lauxlib.h>
#include <string.h>

#include "host/bind_ledger.h"
#include "host/bind_value.h"
#include "host/binding.h"

static void push_round(lua_State *L, const bl_round *round)
{
    lua_createtable(L, 0, 7);
    bl_set_int(L, "number", round->number);
    bl_set_bool(L, "planned", round->planned);
    bl_set_bool(L, "closed", round->closed);
    bl_set_bool(L, "settled", round->settled);
    if (!round->planned)
        return;
    bl_set_moment(L, "claim_closes_at", round->claim_closes_at);
    bl_set_moment(L, "valid_until", round->valid_until);
    bl_set_moment(L, "planned_at", round->planned_at);
}

static bl_round find_round(lua_State *L, bl_binding *b, int64_t number)
{
    bl_round round;
    bl_err err = {0};
    bl_binding_check(L, bl_round_find(b->ledger, b->book, number, &round, &err), &err);
    return round;
}

/* round(number) -> {number, planned, closed, settled, ...} */
static int l_round(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_round round = find_round(L, b, luaL_checkinteger(L, 1));
    push_round(L, &round);
    return 1;
}

/* stock(round, face) -> planned, claimed */
static int l_stock(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_stock stock;
    bl_err err = {0};
    bl_binding_check(L,
                     bl_stock_find(b->ledger, b->book, luaL_checkinteger(L, 1),
                                   luaL_checkinteger(L, 2), &stock, &err),
                     &err);
    lua_pushinteger(L, stock.planned);
    lua_pushinteger(L, stock.claimed);
    return 2;
}

/* plan(at, round, claim_closes_at, valid_until, {{face, planned}...}) */
static int l_plan(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_round terms = {.number = luaL_checkinteger(L, 2),
                      .claim_closes_at = bl_check_moment(L, 3),
                      .valid_until = bl_check_moment(L, 4)};
    bl_stock stock[BL_FACES_MAX];
    size_t count = lua_rawlen(L, 5);
    luaL_argcheck(L, count <= BL_FACES_MAX, 5, "too many faces");
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, 5, (lua_Integer)i + 1);
        lua_rawgeti(L, -1, 1);
        lua_rawgeti(L, -2, 2);
        stock[i] =
            (bl_stock){.face = luaL_checkinteger(L, -2), .planned = luaL_checkinteger(L, -1)};
        lua_pop(L, 3);
    }
    bl_err err = {0};
    bl_binding_check(
        L, bl_round_plan(b->ledger, b->book, bl_check_moment(L, 1), &terms, stock, count, &err),
        &err);
    return 0;
}

/* close(at, round) -> expired, unclaimed */
static int l_close(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_money expired, unclaimed;
    bl_err err = {0};
    bl_binding_check(L,
                     bl_round_close(b->ledger, b->book, bl_check_moment(L, 1),
                                    luaL_checkinteger(L, 2), &expired, &unclaimed, &err),
                     &err);
    bl_push_money(L, expired);
    bl_push_money(L, unclaimed);
    return 2;
}

static void push_voucher(lua_State *L, const bl_voucher *voucher)
{
    char id[BL_VOUCHER_ID_MAX];
    bl_voucher_write_id(voucher, id);
    lua_createtable(L, 0, 10);
    bl_set_text(L, "id", bl_text_of(id));
    bl_set_int(L, "round", voucher->round);
    bl_set_int(L, "face", voucher->face);
    bl_set_int(L, "serial", voucher->serial);
    bl_set_text(L, "person", bl_text_of(voucher->person));
    bl_set_text(L, "state", bl_text_of(bl_voucher_state_name(voucher->state)));
    bl_set_moment(L, "claimed_at", voucher->claimed_at);
    bl_set_moment(L, "valid_until", voucher->valid_until);
    bl_set_moment(L, "last_at", voucher->last_at);
}

static void push_redemption(lua_State *L, const bl_redemption *redemption)
{
    char id[BL_REDEMPTION_ID_MAX];
    bl_redemption_write_id(redemption, id);
    lua_createtable(L, 0, 14);
    bl_set_text(L, "id", bl_text_of(id));
    bl_set_int(L, "round", redemption->round);
    bl_set_int(L, "face", redemption->face);
    bl_set_text(L, "state", bl_text_of(bl_redemption_state_name(redemption->state)));
    bl_set_moment(L, "at", redemption->at);
    bl_set_text(L, "merchant", bl_text_of(redemption->merchant));
    bl_set_text(L, "order", bl_text_of(redemption->order));
    bl_set_text(L, "sector", bl_text_of(redemption->sector));
    bl_set_money(L, "tested", redemption->tested);
    bl_set_money(L, "paid", redemption->paid);
    bl_set_money(L, "refunded", redemption->refunded);
    if (redemption->state != BL_REDEMPTION_STANDING)
        bl_set_moment(L, "over_at", redemption->over_at);
    bl_voucher voucher = {
        .round = redemption->round, .face = redemption->face, .serial = redemption->serial};
    bl_voucher_write_id(&voucher, id);
    bl_set_text(L, "voucher", bl_text_of(id));
}

static bool find_voucher(lua_State *L, bl_binding *b, bl_text id, bl_voucher *out)
{
    bool found = false;
    bl_err err = {0};
    bl_binding_check(L, bl_voucher_find(b->ledger, b->book, id, out, &found, &err), &err);
    return found;
}

static bool find_redemption(lua_State *L, bl_binding *b, bl_text id, bl_redemption *out)
{
    bool found = false;
    bl_err err = {0};
    bl_binding_check(L, bl_redemption_find(b->ledger, b->book, id, out, &found, &err), &err);
    return found;
}

/* voucher(id) -> table or nil */
static int l_voucher(lua_State *L)
{
    bl_voucher voucher;
    if (!find_voucher(L, bl_binding_of(L), bl_check_text(L, 1), &voucher))
        return 0;
    push_voucher(L, &voucher);
    return 1;
}

/* redemption(id) -> table or nil */
static int l_redemption(lua_State *L)
{
    bl_redemption redemption;
    if (!find_redemption(L, bl_binding_of(L), bl_check_text(L, 1), &redemption))
        return 0;
    push_redemption(L, &redemption);
    return 1;
}

static bl_status next_voucher(lua_State *L, bl_query *query, bool *row, bl_err *err)
{
    bl_voucher voucher;
    bl_status status = bl_voucher_next(query, &voucher, row, err);
    if (status == BL_OK && *row)
        push_voucher(L, &voucher);
    return status;
}

/* vouchers_of(person) -> list */
static int l_vouchers_of(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = bl_vouchers_of_person(query, b->ledger, b->book, bl_check_text(L, 1), &err);
    return bl_push_list(L, query, status, next_voucher, &err);
}

static bl_status next_redemption(lua_State *L, bl_query *query, bool *row, bl_err *err)
{
    bl_redemption redemption;
    bl_status status = bl_redemption_next(query, &redemption, row, err);
    if (status == BL_OK && *row)
        push_redemption(L, &redemption);
    return status;
}

/* redemptions_of(voucher id) -> list */
static int l_redemptions_of(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_voucher voucher;
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    lua_newtable(L);
    if (!find_voucher(L, b, bl_check_text(L, 1), &voucher))
        return 1;
    bl_status status = bl_redemptions_of_voucher(query, b->ledger, b->book, &voucher, &err);
    return bl_push_list(L, query, status, next_redemption, &err);
}

/* held(person, round, face) -> bool */
static int l_held(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bool held = false;
    bl_err err = {0};
    bl_binding_check(L,
                     bl_voucher_held(b->ledger, b->book, bl_check_text(L, 1),
                                     luaL_checkinteger(L, 2), luaL_checkinteger(L, 3), &held, &err),
                     &err);
    lua_pushboolean(L, held);
    return 1;
}

/* order_used(merchant, order) -> bool */
static int l_order_used(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bool used = false;
    bl_err err = {0};
    bl_binding_check(
        L, bl_order_used(b->ledger, b->book, bl_check_text(L, 1), bl_check_text(L, 2), &used, &err),
        &err);
    lua_pushboolean(L, used);
    return 1;
}

/* A person or merchant. */
static const char *check_id(lua_State *L, int index)
{
    const char *id = bl_check_word(L, index);
    luaL_argcheck(L, id[0] != '\0', index, "expected 1 to 128 bytes");
    return id;
}

/* claim(at, round's number, its valid_until, face, person) -> voucher id */
static int l_claim(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_round round = {.number = luaL_checkinteger(L, 2), .valid_until = bl_check_moment(L, 3)};
    bl_voucher voucher;
    bl_err err = {0};
    bl_binding_check(L,
                     bl_voucher_claim(b->ledger, b->book, bl_check_moment(L, 1), &round,
                                      luaL_checkinteger(L, 4), bl_text_of(check_id(L, 5)), &voucher,
                                      &err),
                     &err);
    char id[BL_VOUCHER_ID_MAX];
    bl_voucher_write_id(&voucher, id);
    lua_pushstring(L, id);
    return 1;
}

static void copy_field(lua_State *L, int index, const char *name, char out[BL_ID_SIZE_MAX + 1])
{
    const char *text = bl_check_text_field(L, index, name);
    size_t size = strlen(text);
    if (size > BL_ID_SIZE_MAX)
        luaL_error(L, "\"%s\" is longer than %d bytes", name, BL_ID_SIZE_MAX);
    memcpy(out, text, size + 1);
}

/* redeem(at, voucher id, {merchant, order, sector, tested, paid}) -> redemption */
static int l_redeem(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_voucher voucher;
    bl_redemption redemption = {.tested = bl_check_money_field(L, 3, "tested"),
                                .paid = bl_check_money_field(L, 3, "paid")};
    copy_field(L, 3, "merchant", redemption.merchant);
    copy_field(L, 3, "order", redemption.order);
    copy_field(L, 3, "sector", redemption.sector);
    if (!find_voucher(L, b, bl_check_text(L, 2), &voucher))
        return luaL_error(L, "there is no voucher %s", lua_tostring(L, 2));
    bl_err err = {0};
    bl_binding_check(
        L,
        bl_voucher_redeem(b->ledger, b->book, bl_check_moment(L, 1), &voucher, &redemption, &err),
        &err);
    push_redemption(L, &redemption);
    return 1;
}

/* refund(at, redemption id, amount, "standing" | "restored" | "ended") */
static int l_refund(lua_State *L)
{
    static const char *const outcomes[] = {"standing", "restored", "ended", NULL};
    bl_binding *b = bl_binding_to_change(L);
    bl_redemption redemption;
    if (!find_redemption(L, b, bl_check_text(L, 2), &redemption))
        return luaL_error(L, "there is no redemption %s", lua_tostring(L, 2));
    bl_err err = {0};
    bl_binding_check(
        L,
        bl_redemption_refund(b->ledger, b->book, bl_check_moment(L, 1), &redemption,
                             bl_check_money(L, 3),
                             (bl_redemption_state)luaL_checkoption(L, 4, NULL, outcomes), &err),
        &err);
    return 0;
}

/* cancel(at, redemption id, finding) */
static int l_cancel(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_redemption redemption;
    if (!find_redemption(L, b, bl_check_text(L, 2), &redemption))
        return luaL_error(L, "there is no redemption %s", lua_tostring(L, 2));
    bl_err err = {0};
    bl_binding_check(L,
                     bl_redemption_cancel(b->ledger, b->book, bl_check_moment(L, 1), &redemption,
                                          bl_check_word(L, 3), &err),
                     &err);
    return 0;
}

/* refunds_restored(round) -> count */
static int l_refunds_restored(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    int64_t count = 0;
    bl_err err = {0};
    bl_binding_check(L,
                     bl_redemption_count(b->ledger, b->book, luaL_checkinteger(L, 1),
                                         BL_REDEMPTION_RESTORED, &count, &err),
                     &err);
    lua_pushinteger(L, count);
    return 1;
}

static void push_takings(lua_State *L, const bl_takings *takings)
{
    lua_createtable(L, 0, 5);
    bl_set_text(L, "name", bl_text_of(takings->name));
    bl_set_int(L, "redemptions", takings->redemptions);
    bl_set_money(L, "face", takings->face);
    bl_set_money(L, "consumption", takings->consumption);
    bl_set_money(L, "settled", takings->settled);
}

static bl_status next_takings(lua_State *L, bl_query *query, bool *row, bl_err *err)
{
    bl_takings takings;
    bl_status status = bl_takings_next(query, &takings, row, err);
    if (status == BL_OK && *row)
        push_takings(L, &takings);
    return status;
}

/* takings(round, "merchant" | "sector") -> list of what standing redemptions come to */
static int l_takings(lua_State *L)
{
    static const char *const by[] = {"merchant", "sector", NULL};
    bl_binding *b = bl_binding_of(L);
    int64_t round = luaL_checkinteger(L, 1);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = luaL_checkoption(L, 2, NULL, by) == 0
                           ? bl_takings_by_merchant(query, b->ledger, b->book, round, &err)
                           : bl_takings_by_sector(query, b->ledger, b->book, round, &err);
    return bl_push_list(L, query, status, next_takings, &err);
}

/* takings_of(merchant) -> table */
static int l_takings_of(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_query *query = bl_new_query(L);
    bl_takings takings;
    bool row = false;
    bl_err err = {0};
    bl_status status = bl_takings_of_merchant(query, b->ledger, b->book, bl_check_text(L, 1), &err);
    if (status == BL_OK)
        status = bl_takings_next(query, &takings, &row, &err);
    bl_query_close(query);
    bl_binding_check(L, status, &err);
    push_takings(L, &takings);
    return 1;
}

#define FUNDERS_MAX 8

/* Reads a list of {funder, amount}. */
static size_t check_shares(lua_State *L, int index, bl_share out[FUNDERS_MAX])
{
    size_t count = lua_rawlen(L, index);
    luaL_argcheck(L, count <= FUNDERS_MAX, index, "too many funders");
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, index, (lua_Integer)i + 1);
        out[i] = (bl_share){bl_check_text_field(L, lua_gettop(L), "funder"),
                            bl_check_money_field(L, lua_gettop(L), "amount")};
        lua_pop(L, 1);
    }
    return count;
}

/* settle_merchant(at, round, merchant, offset, {{funder, amount}...}) */
static int l_settle_merchant(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_share shares[FUNDERS_MAX];
    size_t count = check_shares(L, 5, shares);
    bl_err err = {0};
    bl_binding_check(L,
                     bl_settle_merchant(b->ledger, b->book, bl_check_moment(L, 1),
                                        luaL_checkinteger(L, 2), check_id(L, 3),
                                        bl_check_money(L, 4), shares, count, &err),
                     &err);
    return 0;
}

/* settle_round(at, round) */
static int l_settle_round(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_err err = {0};
    bl_binding_check(
        L,
        bl_settle_round(b->ledger, b->book, bl_check_moment(L, 1), luaL_checkinteger(L, 2), &err),
        &err);
    return 0;
}

/* recover(at, merchant, {{funder, amount}...}) */
static int l_recover(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_share shares[FUNDERS_MAX];
    size_t count = check_shares(L, 3, shares);
    bl_err err = {0};
    bl_binding_check(
        L,
        bl_recover(b->ledger, b->book, bl_check_moment(L, 1), check_id(L, 2), shares, count, &err),
        &err);
    return 0;
}

/* laws(funded) -> list of {law, left, right, holds} */
static int l_laws(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_law laws[BL_LAW_COUNT];
    bl_err err = {0};
    bl_binding_check(L, bl_laws_check(b->ledger, b->book, bl_check_money(L, 1), laws, &err), &err);
    return bl_push_laws(L, laws, BL_LAW_COUNT);
}

void bl_bind_campaign(lua_State *L)
{
    static const luaL_Reg functions[] = {{"round", l_round},
                                         {"stock", l_stock},
                                         {"plan", l_plan},
                                         {"close", l_close},
                                         {"voucher", l_voucher},
                                         {"redemption", l_redemption},
                                         {"vouchers_of", l_vouchers_of},
                                         {"redemptions_of", l_redemptions_of},
                                         {"held", l_held},
                                         {"order_used", l_order_used},
                                         {"claim", l_claim},
                                         {"redeem", l_redeem},
                                         {"refund", l_refund},
                                         {"cancel", l_cancel},
                                         {"refunds_restored", l_refunds_restored},
                                         {"takings", l_takings},
                                         {"takings_of", l_takings_of},
                                         {"settle_merchant", l_settle_merchant},
                                         {"settle_round", l_settle_round},
                                         {"recover", l_recover},
                                         {"laws", l_laws},
                                         {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
