/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What a voice makes of the lines: phones, words, seeds. */
#include "speech/reading.h"
#include "speech/voice.h"

#include "check.h"
#include "heard.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a voice says of a text. The voice is closed before anybody looks: a test
 * that failed with a voice open would keep all others waiting. */
struct said {
    enum daesa_status status;
    size_t n_phones, n_samples, n_back; /* phones that go back in time or text */
};

static struct said say(const char *language, bool is_second, const char *text)
{
    struct said said = {0};
    struct daesa_voice *voice = NULL;
    struct daesa_utterance u = {0};
    said.status = daesa_voice_open(&voice, language, is_second, NULL);
    if (!said.status)
        said.status = daesa_voice_speak(voice, daesa_str_of(text), &u);
    for (size_t k = 0; k < u.n_phones; k++)
        said.n_phones += u.phones[k].name[0] != '\0';
    said.n_samples = u.n_samples;
    for (size_t k = 1; k < u.n_phones; k++)
        said.n_back += u.phones[k].at < u.phones[k - 1].at ||
                       u.phones[k].character < u.phones[k - 1].character;
    daesa_voice_close(&voice);
    return said;
}

static void a_voice_says_phones_in_their_order(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"ko", "그냥 한번 해 주세요."},
                                          {"en", "Just do it for her."},
                                          {"pt-BR", "Bom dia."},
                                          {"en_GB", "Good morning."}};
    for (size_t i = 0; i < COUNT(rows); i++)
        for (int second = 0; second < 2; second++) {
            struct said said = say(rows[i][0], second, rows[i][1]);
            assert_int_equal(said.status, DAESA_OK);
            assert_true(said.n_phones > 5 && said.n_samples > 4000);
            assert_int_equal(said.n_back, 0);
        }
    assert_int_equal(say("ko", false, "").n_phones, 0);
}

static void a_language_without_a_voice_names_the_nearest(void **state)
{
    (void)state;
    static const struct {
        const char *language, *near;
    } rows[] = {{"", "list voices"},
                {"koo", "\"ko\"?"},
                {"germn", "\"de\"?"},
                {"qqqqqqqq", "list voices"}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_voice *voice = NULL;
        struct heard heard = HEARD_INIT;
        enum daesa_status st =
            daesa_voice_open(&voice, rows[i].language, false, &heard.sink);
        daesa_voice_close(&voice);
        check_row(st == DAESA_NOT_FOUND, rows[i].language);
        check_row(heard.n == 1, rows[i].language);
        check_row(strstr(heard.text, "voice-unknown"), rows[i].language);
        check_row(strstr(heard.text, rows[i].near), rows[i].language);
    }
}

static bool go_on(const void *context)
{
    (void)context;
    return false;
}

static bool give_up(const void *context)
{
    (void)context;
    return true;
}

/* Every word has phones, in order, and is where it stands in the text. */
static void check_line(const struct daesa_reading *r, size_t line, const char *text,
                       const char *const *words, size_t n)
{
    const struct daesa_reading_line *l = &r->lines[line];
    assert_int_equal(l->n_words, n);
    for (size_t k = 0; k < n; k++) {
        const struct daesa_reading_word *w = &r->words[l->first_word + k];
        struct daesa_str got = daesa_str_slice(daesa_str_of(text), w->from, w->to);
        check_str(got, words[k]);
        size_t phones = 0;
        for (size_t i = 0; i < l->n_phones; i++)
            phones += r->phones[l->first_phone + i].word == k;
        assert_true(phones > 0);
    }
    for (size_t i = 1; i < l->n_phones; i++)
        assert_true(r->phones[l->first_phone + i].word >=
                    r->phones[l->first_phone + i - 1].word);
}

static void words_keep_their_places(void **state)
{
    (void)state;
    static const struct {
        const char *language, *text;
        const char *words[8];
        size_t n;
    } rows[] = {
        {"en", "", {0}, 0},
        {"en", "[laughs]", {0}, 0},
        {"en", "- \xE2\x99\xAA", {0}, 0},
        {"en", "One of the people.", {"One", "of", "the", "people."}, 4},
        {"en", "It's not [in the script] so.", {"It's", "not", "so."}, 3},
        {"ko", "상수 [유연석] 입술이 2003년", {"상수", "입술이", "2003년"}, 3},
        {"ko", "그건\n없어요.", {"그건", "없어요."}, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct daesa_track track = {0};
        struct daesa_reading reading = {0};
        struct daesa_cue *cue = daesa_track_add(&track);
        assert_non_null(daesa_cue_add_text(&track, cue, daesa_str_of(rows[i].language),
                                           daesa_str_of(rows[i].text)));
        const struct daesa_reading_opts opts = {
            .language = rows[i].language, .single_threaded = i % 2, .should_stop = go_on};
        assert_int_equal(daesa_reading_make(&reading, &track, &opts), DAESA_OK);
        assert_int_equal(reading.n_lines, 1);
        check_line(&reading, 0, rows[i].text, rows[i].words, rows[i].n);
        daesa_reading_finish(&reading);
        daesa_track_finish(&track);
    }
}

static void other_languages_and_comments_are_not_said(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    struct daesa_reading reading = {0};
    struct daesa_reading_opts opts = {.language = "en", .should_stop = go_on};
    const struct daesa_str text = daesa_str_of("Hello there."), none = {0};
    daesa_cue_add_text(&track, daesa_track_add(&track), daesa_str_of("de"), text);
    daesa_cue_add_text(&track, daesa_track_add(&track), none, text);
    struct daesa_cue *comment = daesa_track_add(&track);
    daesa_cue_add_text(&track, comment, none, text);
    comment->comment = true;
    assert_int_equal(daesa_reading_make(&reading, &track, &opts), DAESA_OK);
    assert_int_equal(reading.n_lines, 3);
    assert_int_equal(reading.lines[0].n_phones, 0);
    assert_true(reading.lines[1].n_phones > 0);
    assert_int_equal(reading.lines[2].n_phones, 0);
    for (size_t k = 0; k < reading.n_names * DAESA_PHONE_STATES; k++)
        for (int d = 0; d < DAESA_FEATURES; d++)
            assert_true(isfinite(reading.seeds[k].mean[d]) &&
                        reading.seeds[k].variance[d] > 0);
    daesa_reading_finish(&reading);
    opts.should_stop = give_up;
    assert_int_equal(daesa_reading_make(&reading, &track, &opts), DAESA_CANCELLED);
    assert_null(reading.lines);
    daesa_track_finish(&track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_voice_says_phones_in_their_order),
        cmocka_unit_test(a_language_without_a_voice_names_the_nearest),
        cmocka_unit_test(words_keep_their_places),
        cmocka_unit_test(other_languages_and_comments_are_not_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
