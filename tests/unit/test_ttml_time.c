/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/ttml_time.h"

#include "core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- expressions ---- */

static void times_are_read(void **state)
{
    static const struct daesa_ttml_clock media = {
        .rate = {24000, 1001}, .nominal = 24, .sub_frames = 2, .tick_rate = 60};
    static const struct {
        const char *in;
        int64_t us;
        bool odd;
    } rows[] = {
        {"00:00:01", 1000000, false},
        {"01:02:03.235", 3723235000, false},
        {"100:00:00.1", 360000100000, false},
        {"01:02:03:20", 3723834167, false},
        {"00:00:00:01.1", 62563, false},
        {"1.2s", 1200000, false},
        {"1.2m", 72000000, false},
        {"1.2h", 4320000000, false},
        {"24f", 1001000, false},
        {"120t", 2000000, false},
        {"500ms", 500000, false},
        {"00:00:00.0000005", 1, false},
        {"00:00:01,5", 1500000, true},
        {"0:00:01.5", 1500000, true},
        {"3:58.640", 238640000, true},
        {"19.764", 19764000, true},
        {" 1s ", 1000000, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t us = -1;
        bool odd = false;
        if (!daesa_ttml_time(daesa_str_of(rows[i].in), &media, &us, &odd) ||
            us != rows[i].us || odd != rows[i].odd)
            fail_msg("%s: %lld, %d", rows[i].in, (long long)us, odd);
    }
    (void)state;
}

static void what_is_no_time_is_not_read(void **state)
{
    static const struct daesa_ttml_clock media = {
        .rate = {30, 1}, .nominal = 30, .sub_frames = 1, .tick_rate = 1};
    static const char *const rows[] = {
        "",          "s",         "1x",  "-1s",      "00:61:00",     "00:00:61",
        "00:00:01.", "1:2:3:4:5", "1 s", "00:00:0a", "99999999999h", "0x10s"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t us;
        if (daesa_ttml_time(daesa_str_of(rows[i]), &media, &us, NULL))
            fail_msg("%s is taken for %lld", rows[i], (long long)us);
    }
    (void)state;
}

/* SMPTE 12M: 00:10:00;00 of drop-frame is ten minutes to within a frame. */
static void time_code_counts_frames(void **state)
{
    struct daesa_ttml_clock clock = {.rate = {30000, 1001},
                                     .nominal = 30,
                                     .sub_frames = 1,
                                     .tick_rate = 1,
                                     .smpte = true,
                                     .drop = true};
    int64_t us = 0;
    assert_true(daesa_ttml_time(daesa_str_of("00:10:00:00"), &clock, &us, NULL));
    assert_int_equal(us, daesa_frame_to_us(17982, clock.rate));
    assert_true(daesa_ttml_time(daesa_str_of("00:01:00:02"), &clock, &us, NULL));
    assert_int_equal(us, daesa_frame_to_us(1800, clock.rate));
    clock.drop = false;
    assert_true(daesa_ttml_time(daesa_str_of("01:00:00:00"), &clock, &us, NULL));
    assert_int_equal(us, 3603600000);
    (void)state;
}

/* ---- the W3C's documents ---- */

/* The documents on whose times the reference images and ttconv differ, and which
 * of the two is right:
 * - Animation012: <set begin="6s"> counts from the begin of its p, which a sequence
 *   puts at 10 s: 16 s, as the images have it. ttconv counts from the div.
 * - The eight others: nothing lasts longer than its parent, so no picture changes
 *   after the parent's end, as ttconv has it; the images list times of elements
 *   that are never active.
 * TimeExpressions001 differs by rounding below a microsecond only. */
static bool images_are_right(const char *name)
{
    return strstr(name, "/Animation012.ttml") != NULL;
}

static int by_time(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

#define MAX_TIMES 4096

/* When something of the document begins or ends, in order and from 0. */
static size_t changes(struct daesa_str bytes, int64_t *out)
{
    struct daesa_track track = {0};
    struct daesa_format_read_opts opts = {0};
    struct daesa_reader in = {.opts = &opts, .text = bytes, .track = &track};
    struct daesa_ttml_clock clock;
    struct daesa_xml_node *root;
    bool whole;
    size_t n = 0, kept = 0;
    assert_int_equal(daesa_xml_read(&in, NULL, &root, &whole), DAESA_OK);
    daesa_ttml_clock_of(root, &clock);
    daesa_ttml_resolve(&in, root, &clock);
    for (const struct daesa_xml_node *x = root; x; x = daesa_xml_after(root, x)) {
        if (x->begin_us == DAESA_TIME_NONE || x->end_us <= x->begin_us)
            continue;
        assert_true(n + 3 < MAX_TIMES);
        if (n == 0)
            out[n++] = 0;
        out[n++] = x->begin_us;
        if (x->end_us != DAESA_TTML_ENDLESS)
            out[n++] = x->end_us;
    }
    qsort(out, n, sizeof *out, by_time);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || out[i] != out[kept - 1])
            out[kept++] = out[i];
    daesa_track_finish(&track);
    return kept;
}

/* The decimals of the array behind `key`, pairs of [time, sign] included. */
static size_t listed(const char *from, const char *end, const char *key, double *out)
{
    size_t n = 0;
    const char *s = strstr(from, key);
    int depth = 0;
    if (!s || s > end)
        return 0;
    for (s += strlen(key); s < end; s++) {
        depth += *s == '[' ? 1 : *s == ']' ? -1 : 0;
        if (*s == ']' && depth == 0)
            break;
        if (daesa_is_digit(*s) && n < MAX_TIMES) {
            char *after;
            out[n++] = strtod(s, &after);
            s = after - 1;
        }
    }
    return n;
}

static void compare(const char *name, struct daesa_str document, const char *from,
                    const char *end)
{
    static double want[MAX_TIMES];
    static int64_t got[MAX_TIMES];
    const char *key = images_are_right(name) ? "\"image_times\": " : "\"change_times\": ";
    size_t n_want = listed(from, end, key, want), n_got = changes(document, got);
    if (n_want != n_got)
        fail_msg("%s: %zu times instead of %zu", name, n_got, n_want);
    for (size_t i = 0; i < n_got; i++) {
        double off = (double)got[i] - want[i] * 1e6;
        if (off > 1 || off < -1)
            fail_msg("%s: %lld us instead of %.6f s", name, (long long)got[i], want[i]);
    }
}

static void times_of_the_w3c_documents(void **state)
{
    const char *corpus = getenv("DAESA_CORPUS");
    struct daesa_buf list = {0}, path = {0};
    size_t n = 0;
    (void)state;
    daesa_buf_printf(&path, "%s/subs/imsc-times.json",
                     corpus ? corpus : "../shared/corpus");
    FILE *there = fopen(path.s, "r");
    if (!there) {
        daesa_buf_finish(&path);
        skip();
    }
    fclose(there);
    assert_int_equal(daesa_file_read(path.s, 0, &list, NULL), DAESA_OK);
    for (const char *s = list.s; (s = strstr(s, "{\"ttml\": \"")) != NULL;) {
        char name[256];
        struct daesa_buf document = {0};
        const char *end = strchr(s += 10, '}');
        snprintf(name, sizeof name, "%.*s", (int)strcspn(s, "\""), s);
        daesa_buf_cut(&path, 0);
        daesa_buf_printf(&path, "%s/subs/imsc-tests/%s",
                         corpus ? corpus : "../shared/corpus", name);
        if (!daesa_file_read(path.s, 0, &document, NULL)) {
            compare(name, daesa_buf_str(&document), s, end);
            n++;
        }
        daesa_buf_finish(&document);
    }
    print_message("# %zu documents\n", n);
    assert_true(n > 200);
    daesa_buf_finish(&list);
    daesa_buf_finish(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_read),
        cmocka_unit_test(what_is_no_time_is_not_read),
        cmocka_unit_test(time_code_counts_frames),
        cmocka_unit_test(times_of_the_w3c_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
