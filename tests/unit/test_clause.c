/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/clause.h"

#include "layout/phrase.h"

#include "check.h"

/* The text with "|" in place of the white space that a clause ends before. */
static void mark(struct daesa_buf *out, const char *text, const char *language)
{
    struct daesa_tokens tokens = {0};
    struct daesa_token_opts opts = {.language = daesa_str_of(language)};
    struct daesa_str all = daesa_str_of(text);
    assert_int_equal(daesa_tokens_make(&tokens, all, &opts), DAESA_OK);
    daesa_clause_price(tokens.items, tokens.n, all, opts.language);
    for (size_t i = 0; i < tokens.n; i++) {
        const struct daesa_token *token = &tokens.items[i];
        daesa_buf_add(out, daesa_str_slice(all, token->from, token->to));
        if (i + 1 < tokens.n)
            daesa_buf_add_char(out,
                               token->cue_cost <= DAESA_PHRASE_CLAUSE_MAX ? '|' : ' ');
    }
    daesa_tokens_finish(&tokens);
}

static void clauses_end_where_people_see_it(void **state)
{
    (void)state;
    static const struct {
        const char *language, *want;
    } rows[] = {
        {"en", ""},
        {"", ""},
        {"en", "as"},
        {"en", "Others"},
        {"en", "that that that"},
        /* What "that", "and" and "before" open. */
        {"en", "He knew|that it rained."},
        {"en", "He slept that night in the car."},
        {"en", "He slept in that car."},
        {"en", "We ate bread and butter."},
        {"en", "We ate bread|and went home."},
        {"en", "We ate bread|and she went home."},
        {"en", "We left before the war."},
        {"en", "We left|before the war began."},
        {"en", "It was in May|when we left."},
        {"en", "I came|even though it rained."},
        {"en", "I came|as soon as I could."},
        {"en", "She is as tall as her brother."},
        /* Infinitives: of purpose, not those that their verb holds on to. */
        {"en", "I came home|to get my coat."},
        {"en", "I wanted to get my coat."},
        {"en", "We were told|never to look at him."},
        {"en", "They kept it secret for so long|that people forgot."},
        {"en", "We built a room on top of the first one|so that nobody saw."},
        {"en", "They came from the capital|hoping to be seen."},
        {"en", "I wear a different thing on Sundays."},
        {"en", "This is the acoustic corpus|um the room is quiet."},
        {"en", "It is like the uh um corpus."},
        {"en", "I came home to the smell of bread."},
        /* Relative clauses begin and end. */
        {"en", "The man|who sold it|was my uncle."},
        {"en", "What you need|is sleep."},
        {"en", "the day|I met her"},
        {"en", "the house|in which I live"},
        {"en", "a man|whose only duty was to wait"},
        {"en", "by the colour of the paper|which uncle had come"},
        {"en", "the men|who had been there before|were old"},
        {"en", "He is said to live here."},
        {"en", "We played that game for a week."},
        /* Main clauses begin behind others, and with something else than a subject. */
        {"en", "The moment|she came|I left."},
        {"en", "When it rains|then they sing."},
        {"en", "After the shop had closed|people in town were sad."},
        {"en", "Because the last tram leaves at noon|most of us were late."},
        {"en", "It was late|and on the way home he slept."},
        {"en", "It was dark|by the time we came."},
        /* Participles. */
        {"en", "Anyone|looking down from the tower|would have seen it."},
        {"en", "I saw the dog|running in the park."},
        {"en", "Running in the park is fun."},
        /* Other languages keep what words say. */
        {"de", "Ich kam|weil es regnete."},
        {"ko", "비가 와서|집에 갔어요."},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_buf in = {0}, out = {0};
        daesa_buf_add_text(&in, rows[i].want);
        for (size_t k = 0; k < in.len; k++)
            in.s[k] = in.s[k] == '|' ? ' ' : in.s[k];
        mark(&out, in.s ? in.s : "", rows[i].language);
        assert_string_equal(out.s ? out.s : "", rows[i].want);
        daesa_buf_finish(&in);
        daesa_buf_finish(&out);
    }
}

static void names_stay_whole(void **state)
{
    (void)state;
    struct daesa_str text = daesa_str_of("I saw When She sang");
    struct daesa_speaker speaker = {.name = daesa_str_of("When She")};
    struct daesa_token_opts opts = {
        .language = daesa_str_of("en"), .speakers = &speaker, .n_speakers = 1};
    struct daesa_tokens tokens = {0};
    assert_int_equal(daesa_tokens_make(&tokens, text, &opts), DAESA_OK);
    daesa_clause_price(tokens.items, tokens.n, text, opts.language);
    assert_true(tokens.items[2].cue_cost >= DAESA_PHRASE_NEVER);
    daesa_clause_price(NULL, 0, (struct daesa_str){0}, opts.language);
    daesa_tokens_finish(&tokens);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses_end_where_people_see_it),
        cmocka_unit_test(names_stay_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
