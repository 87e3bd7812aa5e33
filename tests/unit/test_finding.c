/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/finding.h"

#include "check.h"

#include <string.h>

struct keeper {
    struct daesa_sink sink;
    struct daesa_finding last;
    char message[2000];
    int n;
};

static void keep(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct keeper *k = (struct keeper *)sink;
    k->last = *finding;
    strncpy(k->message, finding->message, sizeof k->message - 1);
    k->n++;
}

static void null_is_silence(void **state)
{
    (void)state;
    daesa_report(NULL, (struct daesa_finding){0}, "%s", "nobody listens");
    assert_int_equal(
        daesa_fail(NULL, DAESA_LIMIT, "rule", (struct daesa_place){0}, "%d", 1),
        DAESA_LIMIT);
}

static void severities_have_names(void **state)
{
    (void)state;
    assert_string_equal(daesa_severity_text(DAESA_NOTE), "note");
    assert_string_equal(daesa_severity_text(DAESA_WARNING), "warning");
    assert_string_equal(daesa_severity_text(DAESA_ERROR), "error");
}

static void a_finding_is_passed_on_whole(void **state)
{
    (void)state;
    struct keeper k = {.sink = {keep}};
    struct daesa_finding finding = {.severity = DAESA_WARNING,
                                    .rule = "no-arrow",
                                    .place = {"a.srt", 12, 3},
                                    .cue = 4,
                                    .start_us = 1500000,
                                    .message = "ignored"};
    daesa_report(&k.sink, finding, "line %d has no \"%s\"", 12, "-->");
    assert_int_equal(k.n, 1);
    assert_int_equal(k.last.severity, DAESA_WARNING);
    assert_string_equal(k.last.rule, "no-arrow");
    assert_string_equal(k.last.place.file, "a.srt");
    assert_int_equal(k.last.place.line, 12);
    assert_int_equal(k.last.place.col, 3);
    assert_int_equal(k.last.cue, 4);
    assert_int_equal(k.last.start_us, 1500000);
    assert_string_equal(k.message, "line 12 has no \"-->\"");
}

static void failing_reports_an_error_and_returns_its_status(void **state)
{
    (void)state;
    struct keeper k = {.sink = {keep}};
    struct daesa_place place = {"b.vtt", 1, 0};
    assert_int_equal(
        daesa_fail(&k.sink, DAESA_BAD_INPUT, "signature", place, "no %s", "WEBVTT"),
        DAESA_BAD_INPUT);
    assert_int_equal(k.last.severity, DAESA_ERROR);
    assert_string_equal(k.last.rule, "signature");
    assert_string_equal(k.last.place.file, "b.vtt");
    assert_int_equal(k.last.start_us, DAESA_TIME_NONE);
    assert_int_equal(k.last.cue, 0);
    assert_string_equal(k.message, "no WEBVTT");
}

/* A message of `lead` ASCII letters and then `tail` many times. */
static size_t length_of(size_t lead, const char *tail)
{
    static char text[3000];
    struct keeper k = {.sink = {keep}};
    memset(text, 'a', lead);
    size_t n = lead;
    while (n + strlen(tail) < sizeof text) {
        memcpy(text + n, tail, strlen(tail) + 1);
        n += strlen(tail);
    }
    daesa_report(&k.sink, (struct daesa_finding){0}, "%s", text);
    assert_memory_equal(k.message, text, strlen(k.message));
    return strlen(k.message);
}

static void long_messages_end_at_a_character(void **state)
{
    (void)state;
    static const struct {
        size_t lead;
        const char *tail;
        size_t want;
    } rows[] = {
        {0, "b", 1000},    {1000, "b", 1000}, {0, "é", 1000}, {1, "é", 999},
        {0, "대", 999},    {1, "대", 1000},   {2, "대", 998}, {0, "😀", 1000},
        {1, "😀", 997},     {2, "😀", 998},     {3, "😀", 999},  {999, "대", 999},
        {997, "대", 1000},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(length_of(rows[i].lead, rows[i].tail), rows[i].want);
}

static void a_message_of_just_the_maximum_is_whole(void **state)
{
    (void)state;
    struct keeper k = {.sink = {keep}};
    char text[1001];
    memset(text, 'a', 997);
    memcpy(text + 997, "대", 4);
    daesa_report(&k.sink, (struct daesa_finding){0}, "%s", text);
    assert_string_equal(k.message, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(null_is_silence),
        cmocka_unit_test(severities_have_names),
        cmocka_unit_test(a_finding_is_passed_on_whole),
        cmocka_unit_test(failing_reports_an_error_and_returns_its_status),
        cmocka_unit_test(long_messages_end_at_a_character),
        cmocka_unit_test(a_message_of_just_the_maximum_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
