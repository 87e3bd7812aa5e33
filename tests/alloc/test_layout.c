/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Layout and merging say so when memory runs out, leak nothing, and leave their output
 * empty. */
#include "failing.h"

#include "layout/layout.h"
#include "layout/merge.h"
#include "text/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MS INT64_C(1000)

static struct daesa_word words[] = {{0, 2, 0, 400000, 1}, {3, 7, 500000, 900000, 1}};

static void add(struct daesa_track *track, const char *language, const char *text,
                int64_t start_ms, int64_t end_ms)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    assert_non_null(
        daesa_cue_add_text(track, cue, daesa_str_of(language), daesa_str_of(text)));
    cue->start_us = start_ms * MS;
    cue->end_us = end_ms * MS;
    cue->speech = DAESA_SPEECH_FOUND;
    cue->speaker = daesa_str_of(start_ms % 2 ? "Geum Se Rok" : "Yoo");
    if (track->n_cues == 1) {
        cue->words = words;
        cue->n_words = 2;
    }
}

/* Long and short ones, with a note, a neighbour to be joined, and a translation. */
static void fill(struct daesa_track *track, const char *language)
{
    add(track, language,
        "Do it! You have done nothing for me. He didn't even stroke my head, although "
        "there was originally a scene in the script [of the drama] where he did.",
        0, 11000);
    add(track, language, "No.", 12000, 12200);
    add(track, language, "I do not think so.", 12250, 14000);
    add(track, language, "Wait!", 14001, 14100);
    add(track, language, "Geum Se Rok never comes on time, does she?", 20000, 22000);
    struct daesa_cue *cue = &track->cues[0];
    daesa_cue_add_text(track, cue, daesa_str_of("ko"),
                       daesa_str_of("해 줘요! 나한테 해 준 게 하나도 없잖아요. 머리도 안 "
                                    "쓰다듬어 줬어요 [감정]."));
}

static enum daesa_status lay_out(void *context)
{
    static const char *const languages[] = {"en", "ko"};
    struct daesa_track *track = context, out = {0};
    struct daesa_layout_opts opts = {.languages = languages,
                                     .n_languages = 2,
                                     .falls_back = true,
                                     .notes = DAESA_NOTES_DROP,
                                     .labels_speakers = true,
                                     .styles_speakers = true,
                                     .lights_words = true,
                                     .stacks_texts = true};
    enum daesa_status st = daesa_layout(track, &opts, &out, NULL);
    assert_true(!st || (!out.cues && !out.arena.last));
    daesa_track_finish(&out);
    return st;
}

static void layout(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    failing_at(0, false);
    fill(&track, "en");
    failing_everywhere("layout", lay_out, &track, 20);
    daesa_track_finish(&track);
}

struct pair {
    struct daesa_track a, b;
    enum daesa_merge_way way;
};

static enum daesa_status merge(void *context)
{
    struct pair *pair = context;
    struct daesa_merge_opts opts = {.way = pair->way};
    struct daesa_merge_result result = {0};
    struct daesa_track out = {0};
    enum daesa_status st = daesa_merge(&pair->a, &pair->b, &opts, &out, &result, NULL);
    assert_true(!st || (!out.cues && !out.arena.last && !result.joined));
    daesa_merge_result_finish(&result);
    daesa_track_finish(&out);
    return st;
}

static void merging(void **state)
{
    (void)state;
    struct pair pair = {0};
    failing_at(0, false);
    add(&pair.a, "ko", "네", 0, 1000);
    add(&pair.a, "ko", "아니요", 1500, 2000);
    add(&pair.b, "en", "yes and no", 0, 2000);
    pair.way = DAESA_MERGE_TIME;
    failing_everywhere("by time", merge, &pair, 4);
    add(&pair.b, "en", "no", 1500, 2000);
    for (size_t i = 0; i < 2; i++)
        pair.a.cues[i].id = pair.b.cues[i].id = daesa_str_of(i ? "y" : "x");
    pair.way = DAESA_MERGE_ORDER;
    failing_everywhere("by order", merge, &pair, 4);
    pair.way = DAESA_MERGE_ID;
    failing_everywhere("by id", merge, &pair, 4);
    daesa_track_finish(&pair.a);
    daesa_track_finish(&pair.b);
}

static enum daesa_status unify(void *context)
{
    (void)context;
    static struct daesa_str aliases[] = {{"Geum Se Rok", 11}};
    static const struct daesa_speaker list[] = {
        {.name = {"Geum Sae-rok", 12}, .aliases = aliases, .n_aliases = 1}};
    struct daesa_track track = {0};
    struct daesa_cue *cue = daesa_track_add(&track);
    enum daesa_status st = DAESA_NO_MEMORY;
    if (cue && daesa_cue_add_text(&track, cue, daesa_str_of("en"),
                                  daesa_str_of("Where is Geum Se Rok?"))) {
        cue->speaker = daesa_str_of("GEUM SE-ROK");
        st = daesa_names_unify(&track, list, 1, true, NULL);
    }
    daesa_track_finish(&track);
    return st;
}

static void names(void **state)
{
    (void)state;
    failing_everywhere("names", unify, NULL, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layout),
        cmocka_unit_test(merging),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
