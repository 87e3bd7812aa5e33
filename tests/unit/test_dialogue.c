/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/dialogue.h"

#include "text/language.h"

#include "check.h"

#include <string.h>

#define STR(text)              \
    {                          \
        text, sizeof(text) - 1 \
    }
#define AUDIO(i, lang) .index = (i), .kind = DAESA_STREAM_AUDIO, .language = STR(lang)

struct keeper {
    struct daesa_sink sink;
    char rule[64], message[500];
    int n;
};

static void keep(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct keeper *k = (struct keeper *)sink;
    strncpy(k->rule, finding->rule, sizeof k->rule - 1);
    strncpy(k->message, finding->message, sizeof k->message - 1);
    k->n++;
}

static void codes_become_tags(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"", ""},           {"und", ""},    {"zxx", ""},   {"kor", "ko"}, {"KOR", "ko"},
        {"ger", "de"},      {"deu", "de"},  {"chi", "zh"}, {"zho", "zh"}, {"fre", "fr"},
        {"pt-BR", "pt-BR"}, {"yue", "yue"}, {"ko", "ko"},  {"aar", "aa"}, {"zul", "zu"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_str(daesa_language_tag(daesa_str_of(rows[i].in)), rows[i].want);
}

static void the_same_language_matches_in_any_name(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool want;
    } rows[] = {
        {"", "", false},        {"ko", "", false},     {"und", "und", false},
        {"ko", "kor", true},    {"KO-kr", "ko", true}, {"ger", "deu", true},
        {"de", "de-AT", true},  {"de", "den", false},  {"en", "ko", false},
        {"pt_BR", "por", true}, {"k", "ko", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_row(daesa_language_matches(daesa_str_of(rows[i].a),
                                         daesa_str_of(rows[i].b)) == rows[i].want,
                  rows[i].a);
}

static void there_is_none_in_nothing(void **state)
{
    (void)state;
    const struct daesa_stream video = {.kind = DAESA_STREAM_VIDEO};
    struct daesa_str any = {0};
    assert_null(daesa_dialogue_choose(NULL, 0, any));
    assert_null(daesa_dialogue_choose(&video, 1, any));
}

static void the_best_stream_is_chosen(void **state)
{
    (void)state;
    static const struct {
        const char *name, *language;
        struct daesa_stream streams[3];
        int want;
    } rows[] = {
        {"the first of equals", "", {{AUDIO(0, "")}, {AUDIO(1, "")}}, 0},
        {"the language",
         "ko",
         {{AUDIO(0, "en"), .is_default = true}, {AUDIO(1, "ko")}},
         1},
        {"no language before another", "ko", {{AUDIO(0, "en")}, {AUDIO(1, "")}}, 1},
        {"the default", "", {{AUDIO(0, "en")}, {AUDIO(1, "ko"), .is_default = true}}, 1},
        {"the original before the default",
         "",
         {{AUDIO(0, "en"), .is_default = true}, {AUDIO(1, "ko"), .is_original = true}},
         1},
        {"a dub in the language before the original in another",
         "en",
         {{AUDIO(0, "ko"), .is_original = true}, {AUDIO(1, "en"), .is_dub = true}},
         1},
        {"no commentary, though default",
         "en",
         {{AUDIO(0, "en"), .is_comment = true, .is_default = true}, {AUDIO(1, "en")}},
         1},
        {"no commentary by its title",
         "en",
         {{AUDIO(0, "en"), .title = STR("Director's Commentary")}, {AUDIO(1, "en")}},
         1},
        {"no description for the blind",
         "",
         {{AUDIO(0, ""), .is_visual_impaired = true}, {AUDIO(1, "")}},
         1},
        {"the one with a centre",
         "",
         {{AUDIO(0, ""), .n_channels = 2}, {AUDIO(1, ""), .n_channels = 6}},
         1},
        {"one that can be decoded",
         "ko",
         {{AUDIO(0, "ko"), .problem = "none"}, {AUDIO(1, "en")}},
         1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct daesa_stream *got =
            daesa_dialogue_choose(rows[i].streams, 2, daesa_str_of(rows[i].language));
        check_row(got && got->index == rows[i].want, rows[i].name);
    }
}

static void a_wish_that_cannot_be_met_is_explained(void **state)
{
    (void)state;
    static const struct daesa_stream streams[] = {
        {.index = 0, .kind = DAESA_STREAM_VIDEO, .codec = STR("h264")},
        {AUDIO(1, "ko"), .codec = STR("aac")},
        {AUDIO(2, "en"), .codec = STR("xyz"), .problem = "there is no decoder"},
    };
    static const struct {
        const char *name;
        size_t n;
        struct daesa_dialogue_wish wish;
        enum daesa_status want;
        const char *rule, *says;
    } rows[] = {
        {"no audio", 1, {0}, DAESA_NOT_FOUND, "clip-no-audio", "no audio"},
        {"a video stream",
         3,
         {.is_stream_chosen = true, .stream = 0},
         DAESA_NOT_FOUND,
         "audio-no-such-stream",
         "1 (aac, ko), 2 (xyz, en)"},
        {"a number too high",
         3,
         {.is_stream_chosen = true, .stream = 3},
         DAESA_NOT_FOUND,
         "audio-no-such-stream",
         "1 (aac, ko)"},
        {"a negative number",
         3,
         {.is_stream_chosen = true, .stream = -1},
         DAESA_NOT_FOUND,
         "audio-no-such-stream",
         "stream -1"},
        {"no decoder",
         3,
         {.is_stream_chosen = true, .stream = 2},
         DAESA_UNSUPPORTED,
         "audio-no-decoder",
         "there is no decoder"},
        {"another language",
         3,
         {.language = STR("ja")},
         DAESA_OK,
         "audio-other-language",
         "\"ja\"; taking stream 1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct keeper keeper = {.sink.put = keep};
        const struct daesa_stream *got = NULL;
        enum daesa_status st =
            daesa_dialogue_find(streams, rows[i].n, &rows[i].wish,
                                (struct daesa_place){0}, &keeper.sink, &got);
        check_row(st == rows[i].want, rows[i].name);
        check_row(keeper.n == 1 && strcmp(keeper.rule, rows[i].rule) == 0, rows[i].name);
        check_row(strstr(keeper.message, rows[i].says) != NULL, rows[i].name);
        check_row((got != NULL) == (st == DAESA_OK), rows[i].name);
    }
}

static void a_stream_that_the_text_may_be_in_goes_first(void **state)
{
    (void)state;
    static const struct daesa_str ko[] = {STR("ko")}, both[] = {STR("ko"), STR("en")};
    static const struct {
        const char *name;
        struct daesa_stream streams[2];
        struct daesa_dialogue_wish wish;
        int want;
    } rows[] = {
        {"a commentary in another language goes first in the file",
         {{AUDIO(0, "en"), .is_default = true}, {AUDIO(1, "ko")}},
         {.likely = ko, .n_likely = 1},
         1},
        {"of several that it may be in the best",
         {{AUDIO(0, "en"), .is_default = true}, {AUDIO(1, "ko")}},
         {.likely = both, .n_likely = 2},
         0},
        {"none is in it",
         {{AUDIO(0, "en"), .is_default = true}, {AUDIO(1, "ja")}},
         {.likely = ko, .n_likely = 1},
         0},
        {"the best says nothing",
         {{AUDIO(0, ""), .is_default = true}, {AUDIO(1, "ko")}},
         {.likely = ko, .n_likely = 1},
         0},
        {"what is asked for counts more",
         {{AUDIO(0, "en")}, {AUDIO(1, "ko")}},
         {.language = STR("en"), .likely = ko, .n_likely = 1},
         0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct keeper keeper = {.sink.put = keep};
        const struct daesa_stream *got = NULL;
        enum daesa_status st =
            daesa_dialogue_find(rows[i].streams, 2, &rows[i].wish,
                                (struct daesa_place){0}, &keeper.sink, &got);
        check_row(st == DAESA_OK && got->index == rows[i].want, rows[i].name);
        check_row(keeper.n == 0, rows[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_become_tags),
        cmocka_unit_test(the_same_language_matches_in_any_name),
        cmocka_unit_test(there_is_none_in_nothing),
        cmocka_unit_test(the_best_stream_is_chosen),
        cmocka_unit_test(a_wish_that_cannot_be_met_is_explained),
        cmocka_unit_test(a_stream_that_the_text_may_be_in_goes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
