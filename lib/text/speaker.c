/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/speaker.h"

#include "text/letter.h"
#include "text/utf8.h"

#define MAX_NAME_CHARACTERS 40

/* Words inside a name that are written small. */
static const char *const small_words[] = {
    "al",  "and", "bin", "da", "de",  "del", "der", "di",  "du", "el",
    "ibn", "la",  "le",  "of", "the", "und", "van", "von", "y",  "zu",
};

/* What stands in brackets at the head of a line and is no name. */
static const char *const sounds[] = {
    "applause", "beep",    "cheering", "crosstalk", "inaudible", "laughing", "laughs",
    "laughter", "music",   "noise",    "pause",     "sigh",      "sighs",    "silence",
    "singing",  "unclear", "박수",     "박수 소리", "웃음",      "웃음소리", "음악",
    "한숨",     "拍手",    "笑い",     "笑",        "音楽",
};

static bool among(struct daesa_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (daesa_str_is_nocase(word, list[i]))
            return true;
    return false;
}

/* What the words of a possible name are made of. */
struct look {
    size_t n_words, n_characters, n_upper, n_lower, n_caseless, n_numbers;
};

/* One word: a letter with a capital first, or a number after another word. */
static bool look_at_word(struct daesa_str word, struct look *look)
{
    bool first = true, capital = false;
    for (size_t at = 0; at < word.len; first = false) {
        uint32_t c = daesa_utf8_next(word, &at);
        look->n_characters++;
        if (daesa_letter(c)) {
            capital = capital || daesa_letter_capital(c);
            look->n_upper += daesa_letter_upper(c);
            look->n_lower += daesa_letter_lower(c);
            look->n_caseless += !daesa_letter_upper(c) && !daesa_letter_lower(c);
        } else if (daesa_letter_number(c)) {
            look->n_numbers++;
        } else if (c == '.' || c == '-' || c == '\'' || c == 0x2019 || c == 0xB7 ||
                   c == 0x30FB || (c >= 0x300 && c < 0x370)) {
            if (first)
                return false;
        } else if (c != '&' && c != '#' && c != '(' && c != ')' && c != '/') {
            return false;
        }
    }
    bool small = among(word, small_words, sizeof small_words / sizeof *small_words);
    bool number = look->n_words > 0 && daesa_is_digit(word.s[word.len - 1]);
    look->n_words++;
    return capital || number || word.s[0] == '&' || (small && look->n_words > 1);
}

static bool is_name(struct daesa_str name, bool *sure)
{
    struct look look = {0};
    struct daesa_str rest = name;
    while (rest.len) {
        size_t end = daesa_str_find_char(rest, ' ');
        if (end == 0 || !look_at_word(daesa_str_slice(rest, 0, end), &look))
            return false;
        rest = daesa_str_trim(daesa_str_from(rest, end));
    }
    size_t n_letters = look.n_upper + look.n_lower + look.n_caseless;
    if (n_letters == 0 || look.n_characters > MAX_NAME_CHARACTERS)
        return false;
    if (look.n_words > (look.n_caseless * 2 > n_letters ? 2u : 4u))
        return false;
    *sure = (look.n_upper >= 2 && look.n_lower == 0 && look.n_caseless == 0) ||
            (look.n_numbers && look.n_words > 1);
    return true;
}

/* The colon of "NAME: text"; its length in bytes, or 0 where there is none. */
static size_t find_colon(struct daesa_str line, size_t *at)
{
    for (*at = 0; *at < line.len; ++*at) {
        struct daesa_str here = daesa_str_from(line, *at);
        if (here.s[0] == ':')
            return here.len > 1 && daesa_is_space(here.s[1]) ? 1 : 0;
        if (daesa_str_starts(here, "\xEF\xBC\x9A"))
            return 3;
    }
    return 0;
}

static bool split_brackets(struct daesa_str line, struct daesa_spoken *out)
{
    size_t end = daesa_str_find_char(line, ']');
    struct daesa_str name = daesa_str_trim(daesa_str_slice(line, 1, end));
    struct daesa_str text = daesa_str_trim(daesa_str_from(line, end + 1));
    bool sure = false;
    if (text.s && daesa_str_starts(text, ":"))
        text = daesa_str_trim(daesa_str_from(text, 1));
    if (text.len == 0 || among(name, sounds, sizeof sounds / sizeof *sounds) ||
        !is_name(name, &sure))
        return false;
    *out = (struct daesa_spoken){name, text, sure};
    return true;
}

bool daesa_spoken_split(struct daesa_str line, struct daesa_spoken *out)
{
    line = daesa_str_trim(line);
    if (daesa_str_starts(line, "["))
        return split_brackets(line, out);
    size_t at, n = find_colon(line, &at);
    struct daesa_str name = daesa_str_trim(daesa_str_slice(line, 0, at));
    struct daesa_str text = daesa_str_trim(daesa_str_from(line, at + n));
    bool sure = false;
    if (n == 0 || text.len == 0 || !is_name(name, &sure))
        return false;
    *out = (struct daesa_spoken){name, text, sure};
    return true;
}
