/* SPDX-License-Identifier: MIT */
#include "app/order.h"

#include <string.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bl_text bl_order_trim(bl_text text)
{
    while (text.size > 0 && is_blank(text.at[0])) {
        text.at++;
        text.size--;
    }
    while (text.size > 0 && is_blank(text.at[text.size - 1]))
        text.size--;
    return text;
}

bl_text bl_order_word(bl_text *text)
{
    bl_text word = *text = bl_order_trim(*text);
    word.size = 0;
    while (word.size < text->size && !is_blank(text->at[word.size]))
        word.size++;
    text->at += word.size;
    text->size -= word.size;
    *text = bl_order_trim(*text);
    return word;
}

const char *bl_order_string(bl_text text, bl_buffer *out)
{
    bl_buffer_clear(out);
    bl_buffer_add(out, text.at, text.size);
    return out->at && !out->failed ? out->at : "";
}

static bool has_function(bl_policy *policy, bl_text name)
{
    return bl_notice_function(policy->notice, name) != NULL;
}

static bool has_rule(bl_policy *policy, bl_text name)
{
    for (size_t i = 0; i < bl_rulebook_count(policy->notice); i++)
        if (bl_text_equal(name, bl_text_of(bl_rulebook_name(policy->notice, i))))
            return true;
    return false;
}

static const json_t *figure(const bl_policy *policy, bl_text name)
{
    size_t i;
    json_t *entry;
    json_array_foreach(policy->figures, i, entry)
    {
        if (bl_text_equal(name, bl_text_of(json_string_value(json_object_get(entry, "name")))))
            return entry;
    }
    return NULL;
}

static bool has_figure(bl_policy *policy, bl_text name)
{
    return figure(policy, name) != NULL;
}

/* Offers the names of one kind that a policy has. */
typedef void offer_names(const bl_policy *policy, bl_nearest *nearest);

static void offer_functions(const bl_policy *policy, bl_nearest *nearest)
{
    for (size_t i = 0; i < bl_notice_function_count(policy->notice); i++)
        bl_nearest_offer(nearest, bl_text_of(bl_notice_function_at(policy->notice, i)->name));
}

static void offer_rules(const bl_policy *policy, bl_nearest *nearest)
{
    for (size_t i = 0; i < bl_rulebook_count(policy->notice); i++)
        bl_nearest_offer(nearest, bl_text_of(bl_rulebook_name(policy->notice, i)));
}

static void offer_figures(const bl_policy *policy, bl_nearest *nearest)
{
    size_t i;
    json_t *entry;
    json_array_foreach(policy->figures, i, entry)
    {
        bl_nearest_offer(nearest, bl_text_of(json_string_value(json_object_get(entry, "name"))));
    }
}

/* Says which of the names was likely meant. */
static bl_status not_found(bl_session *s, const bl_policy *policy, bl_text name, const char *what,
                           offer_names *offer, bl_err *err)
{
    bl_nearest nearest = bl_nearest_make(name);
    for (size_t i = 0; i < s->policy_count; i++)
        if (s->policies[i].notice && (!policy || policy == &s->policies[i]))
            offer(&s->policies[i], &nearest);
    if (s->policy_count == 0)
        return bl_fail(err, BL_NOT_FOUND, "no policy is loaded: :load FILE");
    if (nearest.word.size == 0)
        return bl_fail(err, BL_NOT_FOUND, "there is no %s \"%.*s\"", what, (int)name.size, name.at);
    return bl_fail(err, BL_NOT_FOUND, "there is no %s \"%.*s\"; did you mean \"%.*s\"?", what,
                   (int)name.size, name.at, (int)nearest.word.size, nearest.word.at);
}

bl_status bl_order_function(bl_session *s, bl_text name, bl_policy **policy,
                            const bl_function **out, bl_err *err)
{
    bl_text own;
    bl_status status = bl_session_find(s, name, has_function, policy, &own, err);
    if (status == BL_NOT_FOUND)
        return not_found(s, *policy, own, "function", offer_functions, err);
    if (status == BL_OK)
        *out = bl_notice_function((*policy)->notice, own);
    return status;
}

bl_status bl_order_rule(bl_session *s, bl_text name, bl_policy **policy, bl_rulebook_entry *out,
                        bl_err *err)
{
    bl_text own;
    bool found = false;
    bl_status status = bl_session_find(s, name, has_rule, policy, &own, err);
    if (status == BL_NOT_FOUND)
        return not_found(s, *policy, own, "rule", offer_rules, err);
    if (status == BL_OK)
        status = bl_rulebook_find((*policy)->notice, own, out, &found, err);
    return status;
}

bl_status bl_order_parameter(bl_session *s, bl_text name, bl_policy **policy, const json_t **out,
                             bl_err *err)
{
    bl_text own;
    bl_status status = bl_session_find(s, name, has_figure, policy, &own, err);
    if (status == BL_NOT_FOUND)
        return not_found(s, *policy, own, "parameter", offer_figures, err);
    if (status == BL_OK)
        *out = figure(*policy, own);
    return status;
}

bl_status bl_order_pure(const bl_function *function, bl_err *err)
{
    if (function->effect == BL_EFFECT_PURE)
        return BL_OK;
    return bl_fail(err, BL_INVALID, "%s uses the register; this is for pure functions",
                   function->name);
}
