/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Cues fit their profile, are shown long enough, never over each other, and what
 * nobody says is left out; what a file came with is not touched. */
#include "layout/layout.h"

#include "check.h"
#include "heard.h"

#define MS INT64_C(1000)

static struct daesa_cue *add(struct daesa_track *track, const char *text,
                             int64_t start_us, int64_t end_us)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    cue->start_us = start_us;
    cue->end_us = end_us;
    cue->speech = DAESA_SPEECH_FOUND;
    assert_non_null(
        daesa_cue_add_text(track, cue, (struct daesa_str){0}, daesa_str_of(text)));
    return cue;
}

static void an_empty_track_stays_empty(void **state)
{
    (void)state;
    struct daesa_track track = {.title = {"t", 1}}, out = {0};
    assert_int_equal(daesa_layout(&track, NULL, &out, NULL), DAESA_OK);
    assert_int_equal(out.n_cues, 0);
    check_str(out.title, "t");
    daesa_track_finish(&out);
}

/* Two lines, said from start to end; the times are hundredths. */
static void cues_get_their_time(void **state)
{
    (void)state;
    static const struct {
        const char *what, *profile, *texts[2];
        int64_t start[2], end[2]; /* of the speech, in ms */
        int64_t want[2];          /* when the cues end */
    } rows[] = {
        {"long enough", NULL, {"a", "b"}, {0, 3000}, {1500, 5000}, {1500, 5000}},
        {"short before silence", NULL, {"a", "b"}, {0, 5000}, {300, 5100}, {840, 5840}},
        {"short before the next", NULL, {"a", "b"}, {0, 1000}, {300, 2000}, {910, 2000}},
        {"over the next", NULL, {"a", "b"}, {0, 1900}, {2000, 3000}, {1810, 3000}},
        {"a small gap is closed",
         NULL,
         {"a", "b"},
         {0, 1500},
         {1100, 3000},
         {1410, 3000}},
        {"another minimum", "dcmp", {"a", "b"}, {0, 3000}, {100, 3100}, {2000, 5000}},
        {"another gap", "loose", {"a", "b"}, {0, 1500}, {1490, 3000}, {1470, 3000}},
        {"reading takes its time",
         "netflix-en",
         {"This has forty characters, so two second", "b"},
         {0, 5000},
         {800, 6000},
         {2000, 6000}},
        {"no profile of a speed", "ebu", {"a", "b"}, {0, 500}, {300, 600}, {300, 600}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0}, out = {0};
        struct daesa_layout_opts opts = {.keeps_cues = true};
        if (rows[i].profile)
            opts.profile = daesa_profile_find(daesa_str_of(rows[i].profile));
        for (int j = 0; j < 2; j++)
            add(&track, rows[i].texts[j], rows[i].start[j] * MS, rows[i].end[j] * MS);
        check_row(daesa_layout(&track, &opts, &out, NULL) == DAESA_OK, rows[i].what);
        for (int j = 0; j < 2; j++) {
            check_row(out.cues[j].start_us == rows[i].start[j] * MS, rows[i].what);
            check_row(out.cues[j].end_us / MS == rows[i].want[j], rows[i].what);
        }
        daesa_track_finish(&out);
        daesa_track_finish(&track);
    }
}

/* Ten frames a second; the shots begin at 2 and 6 s. */
static void cues_keep_to_the_shots(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        int64_t start, end, want_start, want_end; /* ms */
    } rows[] = {
        {"far from any", 3000, 4000, 3000, 4000},
        {"on frames", 3030, 4030, 3000, 4100},
        {"starts right behind the cut", 2300, 3500, 2000, 3500},
        {"starts right before the cut", 1800, 3500, 2000, 3500},
        {"starts a little before that", 1600, 3500, 1500, 3500},
        {"ends before the cut", 4000, 5700, 4000, 5800},
        {"ends behind the cut", 4000, 6300, 4000, 5800},
        {"ends far behind the cut", 4000, 6600, 4000, 6600},
        {"is not cut to nothing", 5200, 6200, 5200, 6500},
    };
    int64_t frames[100], shots[] = {2000 * MS, 6000 * MS};
    for (int i = 0; i < 100; i++)
        frames[i] = i * 100 * MS;
    struct daesa_evidence evidence = {
        .shots_us = shots, .n_shots = 2, .frames_us = frames, .n_frames = 100};
    struct daesa_layout_opts opts = {.evidence = &evidence};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0}, out = {0};
        add(&track, "a", rows[i].start * MS, rows[i].end * MS);
        check_row(daesa_layout(&track, &opts, &out, NULL) == DAESA_OK, rows[i].what);
        check_row(out.cues[0].start_us / MS == rows[i].want_start, rows[i].what);
        check_row(out.cues[0].end_us / MS == rows[i].want_end, rows[i].what);
        daesa_track_finish(&out);
        daesa_track_finish(&track);
    }
}

/* What comes out, a cue a line, its lines apart by "/", its texts by "|". */
static void print_cues(const struct daesa_track *track, struct daesa_buf *out)
{
    for (size_t i = 0; i < track->n_cues; i++) {
        for (size_t j = 0; j < track->cues[i].n_texts; j++) {
            size_t from = out->len;
            daesa_buf_add_text(out, j ? " | " : "");
            daesa_buf_add(out, track->cues[i].texts[j].plain);
            for (size_t k = from; k < out->len; k++)
                out->s[k] = out->s[k] == '\n' ? '/' : out->s[k];
        }
        daesa_buf_add_char(out, '\n');
    }
}

static void check_cues(const struct daesa_track *track,
                       const struct daesa_layout_opts *opts, const char *want)
{
    struct daesa_track out = {0};
    struct daesa_buf seen = {0};
    assert_int_equal(daesa_layout(track, opts, &out, NULL), DAESA_OK);
    print_cues(&out, &seen);
    assert_string_equal(seen.s ? seen.s : "", want);
    daesa_buf_finish(&seen);
    daesa_track_finish(&out);
}

#define LONG_EN                                                                       \
    "Do it! You have done nothing for me. He didn't even stroke my head, although "   \
    "there was originally a scene in the script where he stroked my head. You never " \
    "do anything for me."
#define LONG_KO                                                                                                    \
    "해 줘요! 나한테 해 준 게 하나도 없잖아요. 원래 대본에 머리를 쓰다듬는 장면이 " \
    "있었는데, 머리도 안 쓰다듬어 줬어요. 나한테는 아무것도 안 해 줘요."

static void long_lines_become_cues(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    add(&track, LONG_EN, 0, 13000 * MS);
    track.cues[0].texts[0].language = daesa_str_of("en");
    check_cues(&track, NULL,
               "Do it! You have done nothing for me./He didn't even stroke my head,\n"
               "although there was originally a scene/in the script where he stroked my "
               "head.\nYou never do anything for me.\n");
    daesa_track_finish(&track);
}

static void translations_are_divided_alongside(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_cue *cue = add(&track, LONG_KO, 0, 13000 * MS);
    cue->texts[0].language = daesa_str_of("ko");
    daesa_cue_add_text(&track, cue, daesa_str_of("en"), daesa_str_of(LONG_EN));
    check_cues(
        &track, NULL,
        "해 줘요! 나한테/해 준 게 하나도 없잖아요. | Do it! You have done nothing "
        "for me.\n"
        "원래 대본에 머리를/쓰다듬는 장면이 있었는데, | He didn't even stroke my "
        "head,\n"
        "머리도 안 쓰다듬어 줬어요. | although there was originally a scene/in the "
        "script where he stroked my head.\n"
        "나한테는 아무것도 안 해 줘요. | You never do anything for me.\n");
    daesa_track_finish(&track);
}

/* Whichever of the two is spoken. */
static void clauses_go_with_clauses(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "처음 대본을 읽었을 때는 제 캐릭터가 정말 나쁜 사람이라고 생각했는데, 연습을 "
        "하면 "
        "할수록 왜 거짓말을 해야 했는지 이해하게 됐어요.",
        "When I first read the script, I thought that my character was a terrible "
        "person, "
        "but the more I worked on it, the more I understood why she had to lie."};
    static const char *const tags[] = {"ko", "en"};
    struct daesa_layout_opts opts = {.languages = tags, .n_languages = 2};
    for (size_t first = 0; first < 2; first++) {
        struct daesa_track track = {0};
        struct daesa_cue *cue = add(&track, texts[first], 0, 10000 * MS);
        cue->texts[0].language = daesa_str_of(tags[first]);
        daesa_cue_add_text(&track, cue, daesa_str_of(tags[!first]),
                           daesa_str_of(texts[!first]));
        check_cues(
            &track, &opts,
            "처음 대본을 읽었을 때는 | When I first read the script,\n"
            "제 캐릭터가/정말 나쁜 사람이라고 생각했는데, | I thought that my "
            "character/was a terrible person,\n"
            "연습을 하면 할수록 왜 거짓말을/해야 했는지 이해하게 됐어요. | but the "
            "more I worked on it,/the more I understood why she had to lie.\n");
        daesa_track_finish(&track);
    }
}

static void who_has_no_time_is_joined(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    add(&track, "No.", 0, 300 * MS);
    add(&track, "I do not think so.", 350 * MS, 1800 * MS);
    check_cues(&track, NULL, "No. I do not think so.\n");
    track.cues[0].speaker = daesa_str_of("A");
    track.cues[1].speaker = daesa_str_of("B");
    track.cues[0].texts[0].language = track.cues[1].texts[0].language =
        daesa_str_of("en");
    check_cues(&track, NULL, "-No./-I do not think so.\n");
    track.cues[1].start_us = 1000 * MS;
    check_cues(&track, NULL, "No.\nI do not think so.\n");
    daesa_track_finish(&track);
}

static void texts_are_chosen(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_cue *cue = add(&track, "네.", 0, 2000 * MS);
    cue->texts[0].language = daesa_str_of("ko");
    daesa_cue_add_text(&track, cue, daesa_str_of("en"), daesa_str_of("Yes [nods]."));
    cue = add(&track, "아니요.", 3000 * MS, 5000 * MS);
    cue->texts[0].language = daesa_str_of("ko");
    static const char *const both[] = {"en", "ko"};
    struct daesa_layout_opts opts = {.languages = both, .n_languages = 1};
    check_cues(&track, &opts, "Yes [nods].\n");
    opts.falls_back = true;
    opts.notes = DAESA_NOTES_DROP;
    check_cues(&track, &opts, "Yes.\n아니요.\n");
    opts.n_languages = 2;
    check_cues(&track, &opts, "Yes. | 네.\n아니요.\n");
    daesa_track_finish(&track);
}

static void a_missing_text_is_told(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track track = {0}, out = {0};
    add(&track, "네.", 0, 2000 * MS)->texts[0].language = daesa_str_of("ko");
    static const char *const wanted[] = {"en"};
    struct daesa_layout_opts opts = {.languages = wanted, .n_languages = 1};
    assert_int_equal(daesa_layout(&track, &opts, &out, &heard.sink), DAESA_OK);
    assert_int_equal(out.n_cues, 0);
    assert_string_equal(heard.text,
                        "warning text-missing 0: line 1 has no text in 'en'\n");
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

static void speakers_are_named_in_the_language(void **state)
{
    (void)state;
    static struct daesa_str aliases[] = {{"금새록", 9}};
    static struct daesa_speaker speakers[] = {
        {.name = {"Geum", 4}, .aliases = aliases, .n_aliases = 1}};
    struct daesa_track track = {.speakers = speakers, .n_speakers = 1};
    struct daesa_cue *cue = add(&track, "네.", 0, 2000 * MS);
    cue->texts[0].language = daesa_str_of("ko");
    cue->speaker = daesa_str_of("Geum");
    daesa_cue_add_text(&track, cue, daesa_str_of("en"), daesa_str_of("Yes."));
    struct daesa_layout_opts opts = {.labels_speakers = true};
    check_cues(&track, &opts, "금새록: 네. | Geum: Yes.\n");
    daesa_track_finish(&track);
}

/* The first needs a little more than it has; the second can spare it. */
static void neighbours_make_room(void **state)
{
    (void)state;
    struct daesa_track track = {0}, out = {0};
    struct daesa_layout_opts opts = {.keeps_cues = true};
    add(&track, "a", 0, 1000 * MS);
    add(&track, "b", 900 * MS, 3000 * MS);
    assert_int_equal(daesa_layout(&track, &opts, &out, NULL), DAESA_OK);
    assert_int_equal(out.cues[0].end_us, 840 * MS);
    assert_int_equal(out.cues[1].start_us, 930 * MS);
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

static void what_the_speech_leaves_no_room_for_is_told(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track track = {0}, out = {0};
    struct daesa_layout_opts opts = {
        .profile = daesa_profile_find(daesa_str_of("netflix-en")), .keeps_cues = true};
    add(&track, "This has forty characters, so two second", 0, 900 * MS);
    add(&track, "And this has as many of them, 40 in all.", 1000 * MS, 3500 * MS);
    assert_int_equal(daesa_layout(&track, &opts, &out, &heard.sink), DAESA_OK);
    assert_string_equal(heard.text,
                        "warning layout-speed 0: is shown for 0.91 s and takes 2.00 s to "
                        "read by 'netflix-en': 120 % too fast\n");
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

/* A house that is named writes in its manner; nobody else's text changes. */
static void a_house_writes_in_its_manner(void **state)
{
    (void)state;
    static const struct {
        const char *profile, *in, *want;
    } rows[] = {
        {NULL, "네. 알겠어요.", "네. 알겠어요.\n"},
        {"netflix-ko", "네. 알겠어요.", "네. 알겠어요\n"},
        {"netflix-ko", "그게, 저기,", "그게, 저기\n"},
        {"netflix-ko", "그게...", "그게...\n"},
        {"netflix-ko", "정말요?", "정말요?\n"},
        {"netflix-ko", "- 네.\n- 아니요.", "- 네/- 아니요\n"},
        {"netflix-ko", ".", ".\n"},
        {"netflix-en", "Well... no...", "Well\u2026 no\u2026\n"},
        {"bbc", "Well... no.", "Well... no.\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0};
        struct daesa_layout_opts opts = {0};
        if (rows[i].profile)
            opts.profile = daesa_profile_find(daesa_str_of(rows[i].profile));
        add(&track, rows[i].in, 0, 3000 * MS);
        check_cues(&track, &opts, rows[i].want);
        daesa_track_finish(&track);
    }
}

static void words_travel_with_their_piece(void **state)
{
    (void)state;
    struct daesa_track track = {0}, out = {0};
    static struct daesa_word words[] = {{0, 6, 0, 1000000, 1},
                                        {7, 12, 1000000, 2000000, 1},
                                        {13, 19, 5000000, 6000000, 1}};
    struct daesa_cue *cue = add(&track, "First, then, after", 0, 6000 * MS);
    cue->words = words;
    cue->n_words = 3;
    words[2].to = 18;
    assert_int_equal(daesa_layout(&track, NULL, &out, NULL), DAESA_OK);
    assert_int_equal(out.n_cues, 2);
    check_str(out.cues[1].texts[0].plain, "after");
    assert_int_equal(out.cues[1].start_us, 5000000);
    assert_int_equal(out.cues[1].n_words, 1);
    assert_int_equal(out.cues[1].words[0].from, 0);
    assert_int_equal(out.cues[1].words[0].to, 5);
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

static void markup_travels_with_its_piece(void **state)
{
    (void)state;
    struct daesa_track track = {0}, out = {0};
    struct daesa_cue *cue = add(&track, LONG_EN, 0, 13000 * MS);
    cue->texts[0].language = daesa_str_of("en");
    struct daesa_span italic = {37, 67, DAESA_SPAN_ITALIC, {0}, 0};
    cue->texts[0].spans = &italic;
    cue->texts[0].n_spans = 1;
    assert_int_equal(daesa_layout(&track, NULL, &out, NULL), DAESA_OK);
    assert_int_equal(out.cues[0].texts[0].n_spans, 1);
    struct daesa_span got = out.cues[0].texts[0].spans[0];
    check_str(daesa_str_slice(out.cues[0].texts[0].plain, got.from, got.to),
              "He didn't even stroke my head,");
    assert_int_equal(out.cues[1].texts[0].n_spans, 0);
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

static void cues_come_in_the_order_of_their_times(void **state)
{
    (void)state;
    struct daesa_track track = {0}, out = {0};
    add(&track, "a", 5000 * MS, 6000 * MS);
    add(&track, "a", 1000 * MS, 2000 * MS);
    assert_int_equal(daesa_layout(&track, NULL, &out, NULL), DAESA_OK);
    assert_int_equal(out.cues[0].start_us, 1000 * MS);
    assert_int_equal(track.cues[0].start_us, 5000 * MS);
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

static void what_nobody_says_is_left_out(void **state)
{
    (void)state;
    struct daesa_track track = {0}, out = {0};
    add(&track, "a", DAESA_TIME_NONE, DAESA_TIME_NONE)->speech = DAESA_SPEECH_NOT_FOUND;
    add(&track, "a", 1000 * MS, 2000 * MS);
    assert_int_equal(daesa_layout(&track, NULL, &out, NULL), DAESA_OK);
    assert_int_equal(out.n_cues, 1);
    assert_int_equal(track.n_cues, 2);
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

static void times_of_the_author_stay(void **state)
{
    (void)state;
    struct daesa_track track = {0}, out = {0};
    add(&track, "a", 0, 3000 * MS)->speech = DAESA_SPEECH_UNKNOWN;
    add(&track, "a", 1000 * MS, 1100 * MS)->speech = DAESA_SPEECH_UNKNOWN;
    assert_int_equal(daesa_layout(&track, NULL, &out, NULL), DAESA_OK);
    assert_int_equal(out.cues[0].end_us, 3000 * MS);
    assert_int_equal(out.cues[1].end_us, 1100 * MS);
    daesa_track_finish(&out);
    daesa_track_finish(&track);
}

static void subtitles_in_order_need_no_layout(void **state)
{
    (void)state;
    static const char *const languages[] = {"ko"};
    const struct daesa_layout_opts same[] = {
        {0}, {.falls_back = true}, {.keeps_cues = true}};
    const struct daesa_layout_opts other[] = {{.notes = DAESA_NOTES_DROP},
                                              {.labels_speakers = true},
                                              {.styles_speakers = true},
                                              {.lights_words = true},
                                              {.languages = languages, .n_languages = 1}};
    struct daesa_track track = {0};
    assert_false(daesa_layout_changes(&track, NULL));
    for (int64_t i = 0; i < 3; i++) {
        struct daesa_cue *cue = daesa_track_add(&track);
        cue->start_us = i * DAESA_SECOND_US;
        cue->end_us = cue->start_us + DAESA_SECOND_US;
        daesa_cue_add_text(&track, cue, (struct daesa_str){0}, daesa_str_of("x"));
    }
    assert_false(daesa_layout_changes(&track, NULL));
    for (size_t i = 0; i < COUNT(same); i++)
        assert_false(daesa_layout_changes(&track, &same[i]));
    for (size_t i = 0; i < COUNT(other); i++)
        assert_true(daesa_layout_changes(&track, &other[i]));
    track.cues[1].start_us = 0;
    assert_false(daesa_layout_changes(&track, NULL));
    track.cues[1].end_us = 1;
    assert_true(daesa_layout_changes(&track, NULL));
    track.cues[1].end_us = DAESA_TIME_NONE;
    assert_true(daesa_layout_changes(&track, NULL));
    track.cues[1].end_us = 2 * DAESA_SECOND_US;
    track.cues[2].speech = DAESA_SPEECH_FOUND;
    assert_true(daesa_layout_changes(&track, NULL));
    daesa_track_finish(&track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_track_stays_empty),
        cmocka_unit_test(cues_get_their_time),
        cmocka_unit_test(cues_keep_to_the_shots),
        cmocka_unit_test(long_lines_become_cues),
        cmocka_unit_test(translations_are_divided_alongside),
        cmocka_unit_test(clauses_go_with_clauses),
        cmocka_unit_test(who_has_no_time_is_joined),
        cmocka_unit_test(texts_are_chosen),
        cmocka_unit_test(a_missing_text_is_told),
        cmocka_unit_test(speakers_are_named_in_the_language),
        cmocka_unit_test(neighbours_make_room),
        cmocka_unit_test(what_the_speech_leaves_no_room_for_is_told),
        cmocka_unit_test(a_house_writes_in_its_manner),
        cmocka_unit_test(words_travel_with_their_piece),
        cmocka_unit_test(markup_travels_with_its_piece),
        cmocka_unit_test(cues_come_in_the_order_of_their_times),
        cmocka_unit_test(what_nobody_says_is_left_out),
        cmocka_unit_test(times_of_the_author_stay),
        cmocka_unit_test(subtitles_in_order_need_no_layout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
