/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Speakers get styles, words light up, texts stand above each other; what comes with
 * styles keeps them. */
#include "layout/look.h"

#include "check.h"
#include "heard.h"

static struct daesa_cue *add(struct daesa_track *track, const char *speaker,
                             const char *text)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    assert_non_null(
        daesa_cue_add_text(track, cue, (struct daesa_str){0}, daesa_str_of(text)));
    cue->speaker = daesa_str_of(speaker);
    cue->start_us = 0;
    cue->end_us = DAESA_SECOND_US;
    return cue;
}

static void nothing_is_asked_nothing_is_done(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_layout_opts opts = {0};
    assert_int_equal(daesa_look(&track, &opts, NULL), DAESA_OK);
    add(&track, "A", "a");
    const struct daesa_text *texts = track.cues[0].texts;
    assert_int_equal(daesa_look(&track, &opts, NULL), DAESA_OK);
    assert_ptr_equal(track.cues[0].texts, texts);
    assert_int_equal(track.n_styles, 0);
    daesa_track_finish(&track);
}

static void each_speaker_has_a_style(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_layout_opts opts = {.styles_speakers = true};
    add(&track, "A", "a");
    add(&track, "B", "b");
    add(&track, "", "c");
    add(&track, "A", "d");
    assert_int_equal(daesa_look(&track, &opts, NULL), DAESA_OK);
    assert_int_equal(track.n_styles, 2);
    assert_true(track.styles[0].colour != track.styles[1].colour);
    check_str(track.cues[1].style, "B");
    check_str(track.cues[2].style, "");
    check_str(track.cues[3].style, "A");
    daesa_track_finish(&track);
}

static void styles_that_are_there_stay(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_style style = {.name = {"Mine", 4}};
    struct daesa_track track = {.styles = &style, .n_styles = 1};
    struct daesa_layout_opts opts = {.styles_speakers = true, .lights_words = true};
    add(&track, "A", "a");
    assert_int_equal(daesa_look(&track, &opts, &heard.sink), DAESA_OK);
    assert_int_equal(style.n_fields, 0);
    check_str(track.cues[0].style, "");
    assert_string_equal(
        heard.text,
        "note look-kept 0: the file has styles of its own, which stay as they are\n");
    daesa_track_finish(&track);
}

static void words_get_their_times(void **state)
{
    (void)state;
    static struct daesa_word words[] = {{0, 3, 20000, 300000, 1},
                                        {4, 7, 400000, 900000, 1}};
    struct daesa_track track = {0};
    struct daesa_layout_opts opts = {.lights_words = true};
    struct daesa_cue *cue = add(&track, "", "one two");
    cue->words = words;
    cue->n_words = 2;
    assert_int_equal(daesa_look(&track, &opts, NULL), DAESA_OK);
    const struct daesa_text *text = &track.cues[0].texts[0];
    assert_int_equal(text->n_spans, 2);
    assert_int_equal(text->spans[0].kind, DAESA_SPAN_TIME);
    assert_int_equal(text->spans[0].number, 0);
    assert_int_equal(text->spans[1].from, 4);
    assert_int_equal(text->spans[1].number, 400000);
    check_str(track.styles[0].name, "Default");
    daesa_track_finish(&track);
}

static void texts_stand_above_each_other(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_layout_opts opts = {.stacks_texts = true};
    struct daesa_cue *cue = add(&track, "", "위");
    daesa_cue_add_text(&track, cue, daesa_str_of("en"), daesa_str_of("below"));
    struct daesa_span bold = {0, 5, DAESA_SPAN_BOLD, {0}, 0};
    cue->texts[1].spans = &bold;
    cue->texts[1].n_spans = 1;
    assert_int_equal(daesa_look(&track, &opts, NULL), DAESA_OK);
    assert_int_equal(track.cues[0].n_texts, 1);
    check_str(track.cues[0].texts[0].plain, "위\nbelow");
    assert_int_equal(track.cues[0].texts[0].spans[0].from, 4);
    daesa_track_finish(&track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_asked_nothing_is_done),
        cmocka_unit_test(each_speaker_has_a_style),
        cmocka_unit_test(styles_that_are_there_stay),
        cmocka_unit_test(words_get_their_times),
        cmocka_unit_test(texts_stand_above_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
