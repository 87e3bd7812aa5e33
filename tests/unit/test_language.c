/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The spoken language: what the user says, else the transcript, else the stream,
 * else the script; and texts that cannot be in it are refused. */
#include "job/language.h"

#include "check.h"
#include "heard.h"

/* One line with up to two texts: "ko=그래" or "=그래". */
static void add_text(struct daesa_track *track, struct daesa_cue *cue, const char *text)
{
    if (!text)
        return;
    struct daesa_str whole = daesa_str_of(text);
    size_t equals = daesa_str_find_char(whole, '=');
    assert_non_null(daesa_cue_add_text(track, cue, daesa_str_slice(whole, 0, equals),
                                       daesa_str_from(whole, equals + 1)));
}

static const struct {
    const char *what, *asked, *transcript, *stream, *texts[2];
    const char *tag;  /* NULL: refused */
    const char *rule; /* heard; NULL: nothing */
} rows[] = {
    {"asked", "ko", "en", "en", {"=그래"}, "ko", NULL},
    {"asked by three letters", "kor", NULL, NULL, {"=그래"}, "ko", NULL},
    {"transcript", NULL, "ko", "en", {"=그래"}, "ko", NULL},
    {"stream", NULL, NULL, "en", {"=Yes"}, "en", "note language-assumed"},
    {"script", NULL, NULL, NULL, {"=그래"}, "ko", "note language-assumed"},
    {"script of many", NULL, NULL, NULL, {"=Yes"}, NULL, "error language-unknown"},
    {"no letters", NULL, NULL, NULL, {"=1"}, NULL, "error language-unknown"},
    {"second text", "ko", NULL, NULL, {"en=Yes", "ko=그래"}, "ko", NULL},
    {"region", "ko-KR", NULL, NULL, {"ko=그래"}, "ko-KR", NULL},
    {"translation only",
     "ko",
     NULL,
     NULL,
     {"en=Yes"},
     NULL,
     "error transcript-other-language"},
    {"wrong script", "ko", NULL, NULL, {"=Yes"}, NULL, "error transcript-other-script"},
    {"wrong way round",
     "en",
     NULL,
     NULL,
     {"=그래"},
     NULL,
     "error transcript-other-script"},
    {"names in another script", "ko", NULL, NULL, {"=KBS 뉴스"}, "ko", NULL},
    {"numbers alone", "ko", NULL, NULL, {"=2022"}, "ko", NULL},
    {"not known here", "tlh", NULL, NULL, {"=그래"}, "tlh", NULL},
};

static void languages_are_settled(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct heard heard = HEARD_INIT;
        struct daesa_track track = {.language = daesa_str_of(rows[i].transcript)};
        struct daesa_cue *cue = daesa_track_add(&track);
        for (int j = 0; j < 2; j++)
            add_text(&track, cue, rows[i].texts[j]);
        struct daesa_language_clues clues = {.asked = rows[i].asked,
                                             .stream = daesa_str_of(rows[i].stream),
                                             .file = "t",
                                             .clip = "c"};
        char tag[32] = "untouched";
        enum daesa_status st =
            daesa_language_settle(&track, &clues, tag, sizeof tag, &heard.sink);
        check_row(st == (rows[i].tag ? DAESA_OK : DAESA_BAD_INPUT), rows[i].what);
        check_row(strcmp(tag, rows[i].tag ? rows[i].tag : "untouched") == 0,
                  rows[i].what);
        check_row(rows[i].rule ? strstr(heard.text, rows[i].rule) == heard.text
                               : heard.n == 0,
                  rows[i].what);
        daesa_track_finish(&track);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_are_settled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
