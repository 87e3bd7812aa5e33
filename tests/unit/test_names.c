/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Two actors in all the spellings of an article are two. */
#include "text/names.h"

#include "check.h"
#include "heard.h"

#define NAME(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }

static struct daesa_str yoo[] = {NAME("Yoo Young-seok"), NAME("유연석")};
static struct daesa_str geum[] = {NAME("Geum Se-rok"), NAME("금새록")};
static const struct daesa_speaker list[] = {
    {.name = NAME("Yoo Yeon-seok"), .aliases = yoo, .n_aliases = 2},
    {.name = NAME("Geum Sae-rok"), .aliases = geum, .n_aliases = 2},
};

static void spellings_are_one_name(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"", NULL},
        {"Yoo Yeon-seok", "Yoo Yeon-seok"},
        {"Yoo Young Seok", "Yoo Yeon-seok"},
        {"YOO YOUNG-SEOK", "Yoo Yeon-seok"},
        {"Geum Se Rok", "Geum Sae-rok"},
        {"Geum Sae Rok", "Geum Sae-rok"},
        {"금새록", "Geum Sae-rok"},
        {"Geum Se Rock", NULL},
        {"Staff", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct daesa_speaker *got =
            daesa_names_find(list, COUNT(list), daesa_str_of(rows[i].in));
        check_row(!got == !rows[i].want, rows[i].in);
        if (got)
            check_str(got->name, rows[i].want);
    }
}

static struct daesa_cue *add(struct daesa_track *track, const char *speaker,
                             const char *text)
{
    struct daesa_cue *cue = daesa_track_add(track);
    assert_non_null(cue);
    assert_non_null(
        daesa_cue_add_text(track, cue, (struct daesa_str){0}, daesa_str_of(text)));
    cue->speaker = daesa_str_of(speaker);
    return cue;
}

static void names_are_unified_and_near_ones_reported(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track track = {0};
    assert_int_equal(daesa_names_unify(&track, list, COUNT(list), true, &heard.sink),
                     DAESA_OK);
    add(&track, "Yoo Young Seok", "Where is Geum Se Rok?");
    add(&track, "Geum Se Rock", "금새록은 여기 있어요.");
    add(&track, "Geum Se Rock", "geum se-rok");
    assert_int_equal(daesa_names_unify(&track, list, COUNT(list), false, &heard.sink),
                     DAESA_OK);
    check_str(track.cues[0].speaker, "Yoo Yeon-seok");
    check_str(track.cues[1].speaker, "Geum Se Rock");
    check_str(track.cues[0].texts[0].plain, "Where is Geum Se Rok?");
    assert_string_equal(heard.text,
                        "warning name-unknown 0: 'Geum Se Rock' is not in the list of "
                        "names, but looks like 'Geum Sae-rok'\n"
                        "note names-unified 0: 1 speakers and 0 names in texts were "
                        "spelt otherwise\n");
    daesa_track_finish(&track);
}

static void names_of_hangul_that_are_misspelt_are_reported(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct daesa_track track = {0};
    add(&track, "유연썩", "금세록을 봤다");
    add(&track, "유연석", "금새록과 금세록");
    assert_int_equal(daesa_names_unify(&track, list, COUNT(list), true, &heard.sink),
                     DAESA_OK);
    check_str(track.cues[0].speaker, "유연썩");
    check_str(track.cues[0].texts[0].plain, "금세록을 봤다");
    assert_string_equal(heard.text,
                        "warning name-unknown 0: '유연썩' is not in the list of names, "
                        "but looks like '유연석'\n"
                        "warning name-unknown 0: '금세록' is not in the list of names, "
                        "but looks like '금새록'\n"
                        "note names-unified 0: 1 speakers and 0 names in texts were "
                        "spelt otherwise\n");
    daesa_track_finish(&track);
}

static void names_in_texts_are_unified_in_their_script(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"", ""},
        {"Ask Geum Se Rok.", "Ask Geum Sae-rok."},
        {"Yoo Young Seok's lips", "Yoo Yeon-seok's lips"},
        {"Geum Se Roks", "Geum Se Roks"},
        {"금새록은 유연석을 봤다", "금새록은 유연석을 봤다"},
        {"Yoo Young\nSeok", "Yoo Yeon-seok"},
        {"a yoo young seok", "a yoo young seok"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_track track = {0};
        add(&track, "", rows[i].in);
        assert_int_equal(daesa_names_unify(&track, list, COUNT(list), true, NULL),
                         DAESA_OK);
        check_str(track.cues[0].texts[0].plain, rows[i].want);
        daesa_track_finish(&track);
    }
}

static void markup_and_words_move_along(void **state)
{
    (void)state;
    static struct daesa_word words[] = {
        {0, 4, 0, 1, 1}, {4, 8, 1, 2, 1}, {8, 12, 2, 3, 1}, {13, 17, 3, 4, 1}};
    struct daesa_span span = {13, 17, DAESA_SPAN_ITALIC, {0}, 0};
    struct daesa_track track = {0};
    struct daesa_cue *cue = add(&track, "", "Geum Se Rok, why?");
    cue->words = words;
    cue->n_words = 4;
    cue->texts[0].spans = &span;
    cue->texts[0].n_spans = 1;
    assert_int_equal(daesa_names_unify(&track, list, COUNT(list), true, NULL), DAESA_OK);
    check_str(daesa_str_slice(cue->texts[0].plain, span.from, span.to), "why?");
    check_str(daesa_str_slice(cue->texts[0].plain, words[3].from, words[3].to), "why?");
    assert_int_equal(words[2].to, 13);
    daesa_track_finish(&track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_are_one_name),
        cmocka_unit_test(names_are_unified_and_near_ones_reported),
        cmocka_unit_test(names_of_hangul_that_are_misspelt_are_reported),
        cmocka_unit_test(names_in_texts_are_unified_in_their_script),
        cmocka_unit_test(markup_and_words_move_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
