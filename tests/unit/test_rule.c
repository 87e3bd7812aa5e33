/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The table of rules is in order, says something of each, and weighs them by house. */
#include "check/rule.h"

#include "check.h"

#include <string.h>

static void the_table_is_sorted_and_whole(void **state)
{
    (void)state;
    const struct daesa_rule *before = NULL, *rule;
    size_t i = 0;
    for (; (rule = daesa_rule_at(i)); before = rule, i++) {
        check_row(rule->summary && *rule->summary, rule->id);
        check_row(rule->why && rule->why[strlen(rule->why) - 1] == '.', rule->id);
        check_row(rule->source && *rule->source, rule->id);
        check_row(daesa_rule_find(rule->id) == rule, rule->id);
        check_row(!before || before->group < rule->group ||
                      (before->group == rule->group && strcmp(before->id, rule->id) < 0),
                  rule->id);
    }
    assert_true(i > 50);
    assert_null(daesa_rule_at(i));
    assert_null(daesa_rule_find("no-such-rule"));
    assert_null(daesa_rule_find(""));
}

static void houses_weigh_rules(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *house;
        enum daesa_severity want;
    } rows[] = {
        {"line-long", NULL, DAESA_WARNING},
        {"line-long", "loose", DAESA_WARNING},
        {"line-long", "netflix-ko", DAESA_ERROR},
        {"line-balance", "netflix-ko", DAESA_NOTE},
        {"line-stop", NULL, DAESA_NOTE},
        {"line-stop", "netflix-ko", DAESA_WARNING},
        {"line-balance", "ted", DAESA_WARNING},
        {"time-negative", NULL, DAESA_ERROR},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct daesa_profile *house =
            rows[i].house ? daesa_profile_find(daesa_str_of(rows[i].house)) : NULL;
        check_row(daesa_rule_severity(daesa_rule_find(rows[i].rule), house) ==
                      rows[i].want,
                  rows[i].rule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_sorted_and_whole),
        cmocka_unit_test(houses_weigh_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
