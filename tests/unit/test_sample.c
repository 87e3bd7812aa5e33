/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/sample.h"

#include "check.h"

/* A box of at most 255 bytes: its size and its name. */
#define BOX(size, name) "\0\0\0" size name

static void cues_are_taken_out_of_boxes(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes;
        size_t n, n_cues, n_bad;
        const char *text, *id, *settings; /* of the first cue */
    } rows[] = {
#define ROW(name, bytes) name, bytes, sizeof(bytes) - 1
        {ROW("nothing", ""), 0, 0, "", "", ""},
        {ROW("no cue is shown", BOX("\x08", "vtte")), 0, 0, "", "", ""},
        {ROW("one", BOX("\x12", "vttc") BOX("\x0a", "payl") "hi"), 1, 0, "hi", "", ""},
        {ROW("all of it", BOX("\x2d", "vttc") BOX("\x09", "iden") "7" BOX(
                              "\x0c", "vsid") "\0\0\0\1" BOX("\x10", "payl") "two\nmore"),
         1, 0, "two\nmore", "7", ""},
        {ROW("settings",
             BOX("\x1b", "vttc") BOX("\x0a", "sttg") "ab" BOX("\x09", "payl") "x"),
         1, 0, "x", "", "ab"},
        {ROW("a comment before", BOX("\x0a", "vtta") "no" BOX("\x08", "vttc")), 1, 0, "",
         "", ""},
        {ROW("two", BOX("\x11", "vttc") BOX("\x09", "payl") "a" BOX("\x08", "vttc")), 2,
         0, "a", "", ""},
        {ROW("to the end", BOX("\0", "vttc") BOX("\0", "payl") "rest"), 1, 0, "rest", "",
         ""},
        {ROW("cut in a head", "\0\0\0"), 0, 1, "", "", ""},
        {ROW("smaller than its head", BOX("\x07", "vttc")), 0, 1, "", "", ""},
        {ROW("larger than there is", BOX("\x20", "vttc")), 0, 1, "", "", ""},
        {ROW("cut inside", BOX("\x11", "vttc") BOX("\x0a", "payl") "a"), 1, 1, "", "",
         ""},
#undef ROW
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_str boxes = {rows[i].bytes, rows[i].n};
        struct daesa_sample_cue first = {0}, cue;
        size_t n_cues = 0, n_bad = 0;
        for (; daesa_sample_next(&boxes, &cue, &n_bad); n_cues++)
            first = n_cues ? first : cue;
        check_row(n_cues == rows[i].n_cues && n_bad == rows[i].n_bad, rows[i].name);
        check_row(daesa_str_is(first.text, rows[i].text), rows[i].name);
        check_row(daesa_str_is(first.id, rows[i].id), rows[i].name);
        check_row(daesa_str_is(first.settings, rows[i].settings), rows[i].name);
    }
}

static void kinds_have_names(void **state)
{
    (void)state;
    assert_null(daesa_sample_codec(DAESA_SAMPLE_NONE));
    assert_string_equal(daesa_sample_codec(DAESA_SAMPLE_TTML), "ttml");
    assert_string_equal(daesa_sample_codec(DAESA_SAMPLE_VTT), "webvtt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cues_are_taken_out_of_boxes),
        cmocka_unit_test(kinds_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
