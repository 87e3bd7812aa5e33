/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/strip.h"

#include "check.h"
#include "text/note.h"

#include <string.h>

static void notes_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want; /* the notes, each with "|" behind it */
    } rows[] = {
        {"", ""},
        {"no notes", ""},
        {"[a] b [c]", "[a]|[c]|"},
        {"[a [b] c] d", "[a [b] c]|"},
        {"[a", ""},
        {"a] [b]", "[b]|"},
        {"(laughs) Well (I think) yes", "(laughs)|"},
        {"- (laughs) Well", "(laughs)|"},
        {"Well\n(laughs)", "(laughs)|"},
        {"(two\nlines) on", "(two\nlines)|"},
        {"（笑）はい【音楽】", "（笑）|【音楽】|"},
        {"[박수] 네 ［웃음］", "[박수]|［웃음］|"},
        {"[ [a]", "[a]|"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_str text = daesa_str_of(rows[i].in);
        struct daesa_buf got = {0};
        for (size_t at = 0, from, to; daesa_note_next(text, &at, &from, &to);) {
            daesa_buf_add(&got, daesa_str_slice(text, from, to));
            daesa_buf_add_char(&got, '|');
        }
        check_str(daesa_buf_str(&got), rows[i].want);
        daesa_buf_finish(&got);
    }
}

static void a_note_without_end_costs_no_time(void **state)
{
    (void)state;
    struct daesa_buf text = {0};
    size_t at = 0, from, to, n = 0;
    for (int i = 0; i < 200000; i++)
        daesa_buf_add_text(&text, "[x]【");
    while (daesa_note_next(daesa_buf_str(&text), &at, &from, &to))
        n++;
    assert_int_equal(n, 200000);
    daesa_buf_finish(&text);
}

/* Texts of cues, "|" between them, stripped. */
static void check_strip(unsigned what, const char *in, const char *want)
{
    struct daesa_track track = {0};
    struct daesa_buf got = {0};
    for (const char *end; *in; in = *end ? end + 1 : end) {
        struct daesa_cue *cue = daesa_track_add(&track);
        end = in + strcspn(in, "|");
        cue->speaker = daesa_str_of("MINA");
        cue->position.anchor = 8;
        struct daesa_text *text =
            daesa_cue_add_text(&track, cue, (struct daesa_str){0},
                               (struct daesa_str){in, (size_t)(end - in)});
        assert_non_null(text);
        text->n_spans = 2;
        text->spans = daesa_arena_alloc(&track.arena, 2, sizeof *text->spans);
        text->spans[0] = (struct daesa_span){0, 1, DAESA_SPAN_ITALIC, {0}, 0};
        text->spans[1] = (struct daesa_span){0, 1, DAESA_SPAN_VOICE, {0}, 0};
    }
    assert_int_equal(daesa_track_strip(&track, what, NULL), DAESA_OK);
    for (size_t i = 0; i < track.n_cues; i++) {
        const struct daesa_cue *cue = &track.cues[i];
        daesa_buf_add_text(&got, i ? "|" : "");
        daesa_buf_add(&got, cue->texts[0].plain);
        assert_int_equal(cue->speaker.len > 0, !(what & DAESA_STRIP_SPEAKERS));
        assert_int_equal(cue->position.anchor > 0, !(what & DAESA_STRIP_TAGS));
        for (size_t j = 0; j < cue->texts[0].n_spans; j++)
            assert_false(what & (cue->texts[0].spans[j].kind == DAESA_SPAN_VOICE
                                     ? DAESA_STRIP_SPEAKERS
                                     : DAESA_STRIP_TAGS));
    }
    check_str(daesa_buf_str(&got), want);
    daesa_buf_finish(&got);
    daesa_track_finish(&track);
}

static void texts_are_stripped(void **state)
{
    (void)state;
    static const struct {
        unsigned what;
        const char *in, *want;
    } rows[] = {
        {DAESA_STRIP_NOTES, "", ""},
        {0, "[a] b", "[a] b"},
        {DAESA_STRIP_TAGS, "[a] b", "[a] b"},
        {DAESA_STRIP_NOTES, "[a] b", "b"},
        {DAESA_STRIP_NOTES, "b [a] c", "b c"},
        {DAESA_STRIP_NOTES, "b [a]", "b"},
        {DAESA_STRIP_NOTES, "b[a]c", "bc"},
        {DAESA_STRIP_NOTES, "- [a]\n- b", "- b"},
        {DAESA_STRIP_NOTES, "b\n[a]", "b"},
        {DAESA_STRIP_NOTES, "b\n[a]\nc", "b\nc"},
        {DAESA_STRIP_NOTES, "[a][b] [c]", ""},
        {DAESA_STRIP_NOTES, "x|[a]|y", "x|y"},
        {DAESA_STRIP_SPEAKERS, "DR. PARK: go|he said: no", "go|he said: no"},
        {DAESA_STRIP_SPEAKERS, "Note: once", "Note: once"},
        {DAESA_STRIP_SPEAKERS, "Mina: one|Mina: two|Jun: three", "one|two|Jun: three"},
        {DAESA_STRIP_SPEAKERS, "- MINA: one\n- JUN: two", "- one\n- two"},
        {DAESA_STRIP_SPEAKERS | DAESA_STRIP_NOTES, "MINA: [sighs] No", "No"},
        {DAESA_STRIP_SPEAKERS | DAESA_STRIP_NOTES | DAESA_STRIP_TAGS, "MINA: [a]", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_strip(rows[i].what, rows[i].in, rows[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_are_found),
        cmocka_unit_test(a_note_without_end_costs_no_time),
        cmocka_unit_test(texts_are_stripped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
