/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "../../tools/relay.h"

#include "../unit/check.h"

#include <string.h>

struct recorder {
    struct daesa_sink sink;
    struct daesa_finding got[4];
    char texts[4][3][32];
    size_t n;
};

static void record(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct recorder *r = (struct recorder *)sink;
    const char *in[] = {finding->rule, finding->place.file, finding->message};
    r->got[r->n] = *finding;
    for (size_t i = 0; i < 3; i++)
        strcpy(r->texts[r->n][i], in[i] ? in[i] : "(null)");
    r->n++;
}

static void findings_arrive_as_they_were(void **state)
{
    (void)state;
    static const struct daesa_finding rows[] = {
        {DAESA_NOTE, "a-rule", {"a.srt", 7, 9}, 3, 123456789, "words"},
        {DAESA_ERROR, "b", {NULL, 0, 0}, 0, DAESA_TIME_NONE, ""},
        {DAESA_WARNING, NULL, {"", -1, 0}, SIZE_MAX, 0, NULL},
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
        const char *want[] = {rows[i].rule, rows[i].place.file, rows[i].message};
        assert_int_equal(r.got[i].severity, rows[i].severity);
        assert_int_equal(r.got[i].place.line, rows[i].place.line);
        assert_int_equal(r.got[i].place.col, rows[i].place.col);
        assert_true(r.got[i].cue == rows[i].cue);
        assert_int_equal(r.got[i].start_us, rows[i].start_us);
        for (size_t j = 0; j < 3; j++)
            assert_string_equal(r.texts[i][j], want[j] ? want[j] : "(null)");
    }
    daesa_buf_finish(&bytes);
}

static void what_was_cut_off_is_not_played(void **state)
{
    (void)state;
    struct daesa_finding finding = {DAESA_NOTE, "rule", {"f", 1, 2}, 0, 0, "message"};
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
