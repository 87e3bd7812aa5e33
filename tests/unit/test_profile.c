/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The houses' figures are found by name and by language, and make times. */
#include "core/profile.h"

#include "check.h"

#include <strings.h>

static void rows_are_sorted_and_found(void **state)
{
    (void)state;
    const struct daesa_profile *profile;
    for (size_t i = 0; (profile = daesa_profile_at(i)); i++) {
        assert_ptr_equal(daesa_profile_find(daesa_str_of(profile->name)), profile);
        assert_true(profile->title[0] != '\0');
        assert_true(!i || strcasecmp(daesa_profile_at(i - 1)->name, profile->name) < 0);
    }
    assert_null(daesa_profile_find((struct daesa_str){0}));
    assert_null(daesa_profile_find(daesa_str_of("netflix")));
    assert_non_null(daesa_profile_find(daesa_str_of("Netflix-KO")));
}

static void the_language_of_the_text_decides(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"", "netflix-other"},   {"ko", "netflix-ko"},       {"ko-KR", "netflix-ko"},
        {"en-GB", "netflix-en"}, {"pt-BR", "netflix-other"}, {"ja", "netflix-ja"},
        {"zh-TW", "netflix-zh"}, {"th", "netflix-th"},       {"kok", "netflix-other"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(daesa_profile_of_language(daesa_str_of(rows[i].in))->name,
                            rows[i].want);
}

static void gaps_follow_the_rate(void **state)
{
    (void)state;
    const struct daesa_profile *netflix = daesa_profile_find(daesa_str_of("netflix-en"));
    const struct daesa_profile *loose = daesa_profile_find(daesa_str_of("loose"));
    struct daesa_rate none = {0}, pal = {25, 1}, fast = {60, 1};
    assert_int_equal(daesa_profile_gap_us(netflix, none), 83333);
    assert_int_equal(daesa_profile_gap_us(netflix, pal), 80000);
    assert_int_equal(daesa_profile_shot_gap_us(netflix, fast), 33333);
    assert_int_equal(daesa_profile_gap_us(loose, pal), 24000);
    assert_int_equal(daesa_profile_gap_us(&(struct daesa_profile){0}, pal), 0);
}

static void reading_takes_time(void **state)
{
    (void)state;
    static const struct {
        const char *profile;
        size_t n_halves, n_words;
        int64_t want_us;
    } rows[] = {
        {"netflix-en", 0, 0, 0},        {"netflix-en", 80, 8, 2000000},
        {"netflix-ko", 24, 4, 1000000}, {"bbc", 80, 9, 3000000},
        {"dcmp", 80, 15, 4000000},      {"ebu", 80, 9, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct daesa_profile *profile =
            daesa_profile_find(daesa_str_of(rows[i].profile));
        check_row(daesa_profile_reading_us(profile, rows[i].n_halves, rows[i].n_words) ==
                      rows[i].want_us,
                  rows[i].profile);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sorted_and_found),
        cmocka_unit_test(the_language_of_the_text_decides),
        cmocka_unit_test(gaps_follow_the_rate),
        cmocka_unit_test(reading_takes_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
