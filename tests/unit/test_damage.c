/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/damage.h"

#include "core/time.h"
#include "media/tally.h"

#include "check.h"

#include <string.h>

struct keeper {
    struct daesa_sink sink;
    char rule[64], message[300];
    enum daesa_severity severity;
    int64_t start_us;
    int n;
};

static void keep(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct keeper *k = (struct keeper *)sink;
    strncpy(k->rule, finding->rule, sizeof k->rule - 1);
    strncpy(k->message, finding->message, sizeof k->message - 1);
    k->severity = finding->severity;
    k->start_us = finding->start_us;
    k->n++;
}

static const struct daesa_place place = {.file = "clip.mp4"};

static void nothing_amiss_is_not_reported(void **state)
{
    (void)state;
    struct keeper keeper = {.sink.put = keep};
    const struct daesa_damage damage = {0};
    const struct daesa_timeline timeline = {0};
    daesa_damage_report(&damage, &timeline, place, &keeper.sink);
    daesa_damage_report(&damage, &timeline, place, NULL);
    assert_int_equal(keeper.n, 0);
}

static void broken_packets_are_counted_and_placed(void **state)
{
    (void)state;
    struct keeper keeper = {.sink.put = keep};
    struct daesa_damage damage = {.log = {.first = "Header missing", .n_errors = 1}};
    daesa_damage_corrupt(&damage, 62000000);
    daesa_damage_corrupt(&damage, 63000000);
    daesa_damage_report(&damage, &(struct daesa_timeline){0}, place, &keeper.sink);
    assert_int_equal(keeper.n, 1);
    assert_string_equal(keeper.rule, "audio-corrupt");
    assert_string_equal(keeper.message,
                        "2 packets of sound could not be decoded, the first "
                        "at 0:01:02.000 (Header missing)");
    assert_int_equal(keeper.start_us, 62000000);
}

static void each_kind_of_event_is_one_finding(void **state)
{
    (void)state;
    struct keeper keeper = {.sink.put = keep};
    const struct daesa_timeline timeline = {
        .gaps = {3, 1000000, 2500000}, .overlaps = {1, 5, 5}, .leaps = {1, 7000000, 9}};
    daesa_damage_report(&(struct daesa_damage){0}, &timeline, place, &keeper.sink);
    assert_int_equal(keeper.n, 3);
    assert_string_equal(keeper.rule, "audio-time-leaps");
    assert_int_equal(keeper.severity, DAESA_WARNING);
}

static void an_early_end_is_told_by_who_should_know(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t end_us, stream_us, clip_us;
        const char *rule; /* NULL: nothing */
        enum daesa_severity severity;
    } rows[] = {
        {"nothing is declared", 5, DAESA_TIME_NONE, DAESA_TIME_NONE, NULL, DAESA_NOTE},
        {"as declared", 60000000, 60500000, 64000000, NULL, DAESA_NOTE},
        {"longer", 60000000, 50000000, 50000000, NULL, DAESA_NOTE},
        {"cut", 60000000, 61100000, 61100000, "clip-truncated", DAESA_WARNING},
        {"the picture goes on", 60000000, 60000000, 70000000, "audio-short", DAESA_NOTE},
        {"or nobody knows", 60000000, DAESA_TIME_NONE, 70000000, "audio-short",
         DAESA_NOTE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct keeper keeper = {.sink.put = keep};
        daesa_damage_report_end(rows[i].end_us, rows[i].stream_us, rows[i].clip_us, place,
                                &keeper.sink);
        check_row(keeper.n == (rows[i].rule ? 1 : 0), rows[i].name);
        check_row(!rows[i].rule || strcmp(keeper.rule, rows[i].rule) == 0, rows[i].name);
        check_row(!rows[i].rule || keeper.severity == rows[i].severity, rows[i].name);
    }
}

static void a_header_is_believed_where_packets_bear_it_out(void **state)
{
    (void)state;
    static const struct {
        int64_t declared_us, counted_us, frame_us, want_us;
    } rows[] = {
        {DAESA_TIME_NONE, DAESA_TIME_NONE, 0, DAESA_TIME_NONE},
        {DAESA_TIME_NONE, 5, 0, 5},
        {7, DAESA_TIME_NONE, 0, 7},
        {1000000, 1250000, 0, 1000000},
        {1000000, 1250001, 0, 1250001},
        {1000000, 749999, 40000, 749999},
        {12500000, 12000000, 1000000, 12500000},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(
            daesa_tally_choose(rows[i].declared_us, rows[i].counted_us, rows[i].frame_us),
            rows[i].want_us);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_amiss_is_not_reported),
        cmocka_unit_test(broken_packets_are_counted_and_placed),
        cmocka_unit_test(each_kind_of_event_is_one_finding),
        cmocka_unit_test(an_early_end_is_told_by_who_should_know),
        cmocka_unit_test(a_header_is_believed_where_packets_bear_it_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
