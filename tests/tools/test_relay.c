/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "../../tools/relay.h"

#include "../unit/check.h"

#include <stdio.h>
#include <string.h>

struct recorder {
    struct daesa_sink sink;
    struct daesa_finding got[4];
    char texts[4][5][32];
    size_t n;
};

static void record(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct recorder *r = (struct recorder *)sink;
    const char *in[] = {finding->rule, finding->place.file, finding->message,
                        finding->unit};
    r->got[r->n] = *finding;
    for (size_t i = 0; i < 4; i++)
        snprintf(r->texts[r->n][i], sizeof r->texts[0][0], "%s",
                 in[i] ? in[i] : "(null)");
    snprintf(r->texts[r->n][4], sizeof r->texts[0][4], "%.*s",
             DAESA_STR_ARGS(finding->text));
    r->n++;
}

static void findings_arrive_as_they_were(void **state)
{
    (void)state;
    static const struct daesa_finding rows[] = {
        {.severity = DAESA_NOTE,
         .rule = "a-rule",
         .place = {"a.srt", 7, 9},
         .cue = 3,
         .start_us = 123456789,
         .message = "words",
         .value = 1.5,
         .limit = 2,
         .unit = "s",
         .text = {"said", 4}},
        {.severity = DAESA_ERROR,
         .rule = "b",
         .start_us = DAESA_TIME_NONE,
         .message = ""},
        {.severity = DAESA_WARNING, .place = {"", -1, 0}, .cue = SIZE_MAX},
    };
    struct daesa_buf bytes = {0};
    struct relay relay = {.sink.put = relay_put, .out = &bytes};
    struct recorder r = {.sink.put = record};
    relay_play(daesa_buf_str(&bytes), &r.sink);
    assert_int_equal(r.n, 0);
    for (size_t i = 0; i < COUNT(rows); i++)
        relay.sink.put(&relay.sink, &rows[i]);
    assert_int_equal(relay.n_errors, 1);
    relay_play(daesa_buf_str(&bytes), NULL);
    relay_play(daesa_buf_str(&bytes), &r.sink);
    assert_int_equal(r.n, COUNT(rows));
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *want[] = {rows[i].rule, rows[i].place.file, rows[i].message,
                              rows[i].unit};
        assert_int_equal(r.got[i].severity, rows[i].severity);
        assert_int_equal(r.got[i].place.line, rows[i].place.line);
        assert_int_equal(r.got[i].place.col, rows[i].place.col);
        assert_true(r.got[i].cue == rows[i].cue);
        assert_int_equal(r.got[i].start_us, rows[i].start_us);
        assert_true(r.got[i].value == rows[i].value && r.got[i].limit == rows[i].limit);
        for (size_t j = 0; j < COUNT(want); j++)
            assert_string_equal(r.texts[i][j], want[j] ? want[j] : "(null)");
        check_str(rows[i].text, r.texts[i][4]);
    }
    daesa_buf_finish(&bytes);
}

static void what_was_cut_off_is_not_played(void **state)
{
    (void)state;
    struct daesa_finding finding = {.rule = "rule", .place.file = "f", .message = "m"};
    struct daesa_buf bytes = {0};
    struct relay relay = {.sink.put = relay_put, .out = &bytes};
    struct recorder r = {.sink.put = record};
    relay_put(&relay.sink, &finding);
    for (size_t n = 0; n < bytes.len; n++)
        relay_play(daesa_str_slice(daesa_buf_str(&bytes), 0, n), &r.sink);
    assert_int_equal(r.n, 0);
    daesa_buf_finish(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_arrive_as_they_were),
        cmocka_unit_test(what_was_cut_off_is_not_played),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
