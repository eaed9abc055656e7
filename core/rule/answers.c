/* SPDX-License-Identifier: MIT */
#include "rule/answers.h"

static uint64_t key_of(const bl_scheme_question *q)
{
    uint64_t key = (uint64_t)q->kind + 1;
    key = key << 4 | (uint64_t)q->fact;
    key = key << 6 | (uint64_t)q->measure;
    key = key << 4 | q->texts;
    if (q->kind != BL_ASKS_KIND)
        return key << 32 | (uint32_t)q->year;
    for (int i = 0; i < BL_SCHEME_NAMES_MAX; i++)
        key = key << 8 | (uint64_t)q->codes[i];
    return key;
}

bl_scheme_answer bl_answers_to(bl_answers *answers, const bl_scheme_question *question)
{
    uint64_t key = key_of(question);
    size_t at = (key * UINT64_C(0x9E3779B97F4A7C15)) >> 52;
    for (; answers->list[at].key; at = (at + 1) % BL_ANSWERS_MAX)
        if (answers->list[at].key == key)
            return answers->list[at].answer;
    bl_scheme_answer answer = {0};
    if (answers->count == BL_ANSWERS_MAX / 2)
        return answer;
    answers->ask(answers->context, question, &answer);
    answers->list[at] = (bl_kept_answer){key, answer};
    answers->count++;
    return answer;
}

bl_scheme_answer bl_answers_of_year(bl_answers *answers, bl_scheme_question_kind kind, int fact,
                                    int64_t year)
{
    if (year < 0 || year > INT32_MAX)
        return (bl_scheme_answer){0};
    bl_scheme_question question = {.kind = kind, .fact = fact, .year = year};
    return bl_answers_to(answers, &question);
}
