/* SPDX-License-Identifier: MIT */
#include "domain/setting.h"

static bl_status apply_set(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                           bl_err *err)
{
    bl_text notice, from, who, why;
    bl_status status = bl_fact_text(facts, "notice", &notice, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "from", &from, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "who", &who, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "why", &why, err);
    if (status != BL_OK)
        return status;
    return bl_db_run(bl_ledger_db(ledger), err,
                     "INSERT INTO setting (notice, name, since, value, who, why, at, entry)"
                     " VALUES (?1, ?2, ?3, ?4 -> '$.value', ?5, ?6, ?7, ?8)"
                     " ON CONFLICT (notice, name, since) DO UPDATE SET value = excluded.value,"
                     " who = excluded.who, why = excluded.why, at = excluded.at,"
                     " entry = excluded.entry",
                     "xxxxxxii", notice, entry->subject, from, entry->facts, who, why, entry->at.ns,
                     bl_ledger_seq(ledger));
}

const bl_kind bl_setting_kinds[] = {{.name = "set", .reads_facts = true, .apply = apply_set}, {0}};

static bl_status check_sizes(const bl_setting *setting, bl_err *err)
{
    if (setting->name.size == 0 || setting->name.size > BL_SETTING_NAME_MAX)
        return bl_fail(err, BL_INVALID, "a parameter's name has 1 to %d bytes",
                       BL_SETTING_NAME_MAX);
    if (setting->why.size == 0 || setting->why.size > BL_SETTING_WORDS_MAX)
        return bl_fail(err, BL_INVALID, "say why in 1 to %d bytes", BL_SETTING_WORDS_MAX);
    if (setting->who.size > BL_SETTING_WORDS_MAX)
        return bl_fail(err, BL_INVALID, "say who in at most %d bytes", BL_SETTING_WORDS_MAX);
    if (setting->value.size > BL_SETTING_VALUE_MAX)
        return bl_fail(err, BL_INVALID, "a value has at most %d bytes", BL_SETTING_VALUE_MAX);
    return BL_OK;
}

bl_status bl_setting_put(bl_ledger *ledger, bl_text notice, const bl_setting *setting, bl_err *err)
{
    bl_status status = check_sizes(setting, err);
    if (status != BL_OK)
        return status;
    bl_buffer facts = {0};
    bl_fact_add_text(&facts, "notice", notice);
    bl_fact_add_name(&facts, "from");
    bl_buffer_add_char(&facts, '"');
    bl_date_write(setting->from, &facts);
    bl_buffer_add_char(&facts, '"');
    bl_fact_add_json(&facts, "value", setting->value);
    bl_fact_add_text(&facts, "who", setting->who);
    bl_fact_add_text(&facts, "why", setting->why);
    return bl_ledger_append_taking(
        ledger,
        &(bl_entry){.kind = &bl_setting_kinds[0], .at = setting->at, .subject = setting->name},
        &facts, err);
}

bl_status bl_setting_last(bl_ledger *ledger, bl_text notice, int64_t *entry, bl_err *err)
{
    bool found = false;
    return bl_db_int(bl_ledger_db(ledger), err, entry, &found,
                     "SELECT coalesce(max(entry), 0) FROM setting WHERE notice = ?", "x", notice);
}

bl_status bl_setting_query(bl_ledger *ledger, bl_text notice, bl_query *query, bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err,
                         "SELECT name, since, value, who, why, at FROM setting"
                         " WHERE notice = ? ORDER BY name, since",
                         "x", notice);
}

bl_status bl_setting_row(const bl_query *query, bl_setting *out, bl_err *err)
{
    *out = (bl_setting){.name = bl_query_text(query, 0),
                        .value = bl_query_text(query, 2),
                        .who = bl_query_text(query, 3),
                        .why = bl_query_text(query, 4),
                        .at = {bl_query_int(query, 5)}};
    return bl_date_from_text(bl_query_text(query, 1), &out->from, err);
}
