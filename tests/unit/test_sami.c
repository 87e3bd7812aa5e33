/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/sami_class.h"
#include "format/sami_scan.h"
#include "format/sami_seen.h"
#include "format/sami_text.h"

#include "check.h"

static void classes_and_their_languages(void **state)
{
    (void)state;
    static const struct {
        const char *head, *name, *language;
    } cases[] = {
        {"<STYLE>.KRCC { lang: ko-KR; }</STYLE>", "KRCC", "ko-KR"},
        {"<style type=x><!-- .krcc {Name:a; LANG : kr-KR} --></style>", "KRCC", "ko"},
        {"<STYLE>P.KRCC { lang: ko_KR; }", "KRCC", "ko"},
        {"<STYLE>.A { lang: kor; }</STYLE>", "a", "ko"},
        {"<STYLE>.ENUSCC { Name: x; }</STYLE>", "ENUSCC", "en"},
        {"<STYLE>.ENUSCC { lang: ?; }</STYLE>", "ENUSCC", "en"},
        {"<STYLE>.Foo { }</STYLE>", "Foo", ""},
        {"<STYLE>}} .Foo { lang: fr; } {</STYLE>", "Foo", "fr"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct daesa_sami_classes classes = {0};
        daesa_sami_classes_parse(&classes, daesa_str_of(cases[i].head));
        size_t class = daesa_sami_class_find(&classes, daesa_str_of(cases[i].name));
        if (class == DAESA_SAMI_MAX_CLASSES)
            fail_msg("%s: no class", cases[i].head);
        assert_true(daesa_str_is(classes.items[class].language, cases[i].language));
    }
}

static void no_classes(void **state)
{
    (void)state;
    static const char *const heads[] = {"", "<STYLE>", "<STYLE>P { lang: ko }</STYLE>",
                                        "<STYLE>. { }</STYLE>", "<STYLE>.K { lang: ko"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct daesa_sami_classes classes = {0};
        daesa_sami_classes_parse(&classes, daesa_str_of(heads[i]));
        assert_int_equal(classes.n, 0);
    }
}

static void names_of_new_classes(void **state)
{
    (void)state;
    static const struct {
        const char *language, *name;
        int nth;
    } cases[] = {
        {"ko", "KRCC", 0}, {"ko", "KRCC2", 1}, {"en-US", "ENCC", 0},
        {"nl", "NLCC", 0}, {"", "SUBCC", 0},   {"", "SUBCC2", 1},
    };
    struct daesa_sami_classes classes = {0};
    struct daesa_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct daesa_str language = daesa_str_of(cases[i].language);
        assert_int_equal(daesa_sami_class_make(&classes, language, cases[i].nth, &arena),
                         DAESA_OK);
        assert_true(daesa_str_is(classes.items[i].name, cases[i].name));
        assert_true(
            daesa_sami_class_usual(classes.items[i].name, language, cases[i].nth));
        assert_int_equal(daesa_sami_class_of(&classes, language, cases[i].nth), i);
    }
    daesa_arena_finish(&arena);
}

static void what_is_seen(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        bool shows;
    } cases[] = {
        {"", false},
        {"&nbsp;", false},
        {" \n<br>&nbsp;<font color=red>&#160;</font>", false},
        {"\xC2\xA0\xE3\x80\x80", false},
        {"<!-- said -->", false},
        {"<!-- not closed", true},
        {"a < b", true},
        {"&amp;", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if ((daesa_sami_seen(daesa_str_of(cases[i].body)) > 0) != cases[i].shows)
            fail_msg("%s", cases[i].body);
}

static void pieces_of_a_body(void **state)
{
    (void)state;
    static const struct {
        const char *start, *class_name, *body;
        bool first;
    } want[] = {
        {"1", "A", "one", true},
        {"1", "B", "two\n", false},
        {"2", "", "three\n", true},
        {"3", "C", "four\n", true},
    };
    struct daesa_sami_scan scan = {
        .text =
            daesa_str_of("<P Class=X>before<SYNC Start=1>\n\n<P Class=A>one<p class='B'>"
                         "two\n<sync start=\"2\">three\n<SYNC Start=3\n<P Class=C>four\n"
                         "</BODY> behind <P>it")};
    struct daesa_sami_piece piece;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        assert_true(daesa_sami_next_piece(&scan, &piece));
        assert_true(daesa_str_is(piece.start, want[i].start));
        assert_true(daesa_str_is(piece.class_name, want[i].class_name));
        assert_true(daesa_str_is(piece.body, want[i].body));
        assert_int_equal(piece.first, want[i].first);
        assert_int_equal(piece.unclosed, i == 3);
    }
    assert_false(daesa_sami_next_piece(&scan, &piece));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_and_their_languages),
        cmocka_unit_test(no_classes),
        cmocka_unit_test(names_of_new_classes),
        cmocka_unit_test(what_is_seen),
        cmocka_unit_test(pieces_of_a_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
