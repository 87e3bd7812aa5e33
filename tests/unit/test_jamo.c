/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/jamo.h"

#include "check.h"

static void letters_that_are_taken_for_each_other_are_near(void **state)
{
    (void)state;
    static const struct {
        uint32_t a, b;
        bool want;
        const char *what;
    } rows[] = {
        {0, 0, false, "no syllables"},
        {'a', 'b', false, "Latin letters"},
        {U'가', 'a', false, "a syllable and a letter"},
        {U'ㅏ', U'ㅑ', false, "letters alone"},
        {U'은', U'은', false, "a syllable and itself"},
        {U'은', U'운', true, "a vowel"},
        {U'욱', U'옥', true, "a vowel above a final"},
        {U'새', U'세', true, "ae and e"},
        {U'민', U'밍', true, "n and ng"},
        {U'석', U'썩', true, "a tense initial"},
        {U'숲', U'숩', true, "finals that sound alike"},
        {U'민', U'먼', false, "vowels that are heard apart"},
        {U'수', U'주', false, "initials that are heard apart"},
        {U'석', U'수', false, "two letters"},
        {U'은', U'우', false, "a vowel and a final"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_row(daesa_jamo_near(rows[i].a, rows[i].b) == rows[i].want, rows[i].what);
        check_row(daesa_jamo_near(rows[i].b, rows[i].a) == rows[i].want, rows[i].what);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_that_are_taken_for_each_other_are_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
