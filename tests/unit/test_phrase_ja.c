/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Japanese is divided between phrases, the rather behind a clause, and not in words. */
#include "layout/phrase.h"

#include "check.h"

#include <stdio.h>

/* The cost at the "|" of a text. */
static float cost_at(const char *marked)
{
    char text[200];
    const char *mark = strchr(marked, '|');
    assert_non_null(mark);
    size_t at = (size_t)(mark - marked);
    snprintf(text, sizeof text, "%.*s%s", (int)at, marked, mark + 1);
    return daesa_phrase_cost_unspaced(daesa_str_of(text), at);
}

static void places_are_better_and_worse(void **state)
{
    (void)state;
    static const struct {
        const char *better, *worse;
    } rows[] = {
        {"雨が降っていたので|駅まで歩いた", "雨が|降っていたので駅まで歩いた"},
        {"雨が|降っていた", "雨|が降っていた"},
        {"友達が車で|迎えに来た", "友達|が車で迎えに来た"},
        {"その日は|もう帰った", "その|日はもう帰った"},
        {"考えてみたけど|やめた", "考えてみたけどや|めた"},
        {"できなかった|人", "できなかっ|た人"},
        {"もっと|コーヒーを", "もっとコー|ヒーを"},
        {"なかったのですが|友達", "なかったので|すが友達"},
        {"彼に|監督を", "彼に監|督を"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_row(cost_at(rows[i].better) < cost_at(rows[i].worse), rows[i].worse);
}

static void ends_of_a_text_are_places_too(void **state)
{
    (void)state;
    assert_true(cost_at("|雨") > 0);
    assert_true(cost_at("雨|") > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_better_and_worse),
        cmocka_unit_test(ends_of_a_text_are_places_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
