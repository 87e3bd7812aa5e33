/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/name.h"

#include "check.h"

static void spellings_of_one_name_are_alike(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool want;
    } rows[] = {
        {"", "", true},
        {"", "Kim", false},
        {"Yoo Yeon-seok", "Yoo Young-seok", true},
        {"Yoo Yeon-seok", "Yoo Young Seok", true},
        {"Yoo Yeon-seok", "YOO YEONSEOK", true},
        {"Geum Sae-rok", "Geum Se Rock", true},
        {"Geum Sae-rok", "Geum Se-rok", true},
        {"Kim Min-su", "Kim Min-ji", false},
        {"Kim Min-su", "Lee Min-su", false},
        {"Kim", "Kin", false},
        {"Kim Jae", "Kim", false},
        {"유연석", "유연석", true},
        {"유연석", "유연수", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_str a = daesa_str_of(rows[i].a), b = daesa_str_of(rows[i].b);
        check_row(daesa_name_alike(a, b) == rows[i].want, rows[i].b);
        check_row(daesa_name_alike(b, a) == rows[i].want, rows[i].b);
    }
}

static void a_part_is_the_first_word_or_the_rest(void **state)
{
    (void)state;
    struct daesa_str name = daesa_str_of("Yoo Yeon-seok");
    assert_true(daesa_name_part(name, daesa_str_of("Yoo")));
    assert_true(daesa_name_part(name, daesa_str_of("Yeon-seok")));
    assert_true(daesa_name_part(name, daesa_str_of("yeonseok")));
    assert_false(daesa_name_part(name, daesa_str_of("Yeon")));
    assert_false(daesa_name_part(name, daesa_str_of("")));
    assert_false(daesa_name_part(daesa_str_of("Yoo"), daesa_str_of("Yoo")));
}

static void names_of_hangul_may_be_misspelt(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        size_t want;
    } rows[] = {
        {"", "", 0},
        {"김고은", "", 0},
        {"", "김고은", 0},
        {"김고은", "김고은", 0},
        {"김고은", "김고운", 9},
        {"김고은", "김고운이 왔다", 9},
        {"김고은", "킴고은", 0}, /* the family's is another */
        {"김고은", "김거운", 0}, /* two syllables */
        {"김고은", "김고", 0},
        {"고은", "고운", 0}, /* too short */
        {"황보름별", "황보름뼐", 12},
        {"Kim Go-eun", "Kim Go-un", 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_row(daesa_name_misspelt(daesa_str_of(rows[i].name),
                                      daesa_str_of(rows[i].text)) == rows[i].want,
                  rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_name_are_alike),
        cmocka_unit_test(a_part_is_the_first_word_or_the_rest),
        cmocka_unit_test(names_of_hangul_may_be_misspelt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
