/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/script.h"

#include "text/letter.h"
#include "text/utf8.h"

#include <string.h>

/* A tenth of the letters in kana make a text Japanese, whatever it quotes. */
#define KANA_SHARE 10

/* The languages that are written in a script, by the first part of their tags;
 * the only one where no other comes into question. */
static const struct {
    const char *name, *code; /* in English; of ISO 15924 */
    const char *languages;   /* separated and surrounded by spaces */
    const char *only;
} scripts[DAESA_N_SCRIPTS] = {
    [DAESA_SCRIPT_NONE] = {"other", "", "", NULL},
    [DAESA_SCRIPT_LATIN] = {"Latin", "Latn",
                            " af an az bs ca cs cy da de en eo es et eu fi fil fr ga gd "
                            "gl gn haw hr ht hu ia id io is it jbo kl ku la lb lfn lt lv "
                            "mi ms mt nb nci nl nn no om pap pl pt qu quc ro sk sl smj "
                            "so sq sr sv sw tk tl tn tr uz vi ",
                            NULL},
    [DAESA_SCRIPT_GREEK] = {"Greek", "Grek", " el grc ", "el"},
    [DAESA_SCRIPT_CYRILLIC] = {"Cyrillic", "Cyrl",
                               " ru uk be bg mk sr ba cv kk ky nog tt uz bs tg mn ",
                               NULL},
    [DAESA_SCRIPT_ARMENIAN] = {"Armenian", "Armn", " hy hyw ", "hy"},
    [DAESA_SCRIPT_HEBREW] = {"Hebrew", "Hebr", " he yi ", "he"},
    [DAESA_SCRIPT_ARABIC] = {"Arabic", "Arab", " ar fa ur sd ug ku ps pa ", NULL},
    [DAESA_SCRIPT_DEVANAGARI] = {"Devanagari", "Deva", " hi mr ne kok sa sd ", NULL},
    [DAESA_SCRIPT_BENGALI] = {"Bengali", "Beng", " bn as bpy ", NULL},
    [DAESA_SCRIPT_GURMUKHI] = {"Gurmukhi", "Guru", " pa ", "pa"},
    [DAESA_SCRIPT_GUJARATI] = {"Gujarati", "Gujr", " gu ", "gu"},
    [DAESA_SCRIPT_ORIYA] = {"Oriya", "Orya", " or ", "or"},
    [DAESA_SCRIPT_TAMIL] = {"Tamil", "Taml", " ta ", "ta"},
    [DAESA_SCRIPT_TELUGU] = {"Telugu", "Telu", " te ", "te"},
    [DAESA_SCRIPT_KANNADA] = {"Kannada", "Knda", " kn ", "kn"},
    [DAESA_SCRIPT_MALAYALAM] = {"Malayalam", "Mlym", " ml ", "ml"},
    [DAESA_SCRIPT_SINHALA] = {"Sinhala", "Sinh", " si ", "si"},
    [DAESA_SCRIPT_THAI] = {"Thai", "Thai", " th ", "th"},
    [DAESA_SCRIPT_MYANMAR] = {"Myanmar", "Mymr", " my shn ", "my"},
    [DAESA_SCRIPT_GEORGIAN] = {"Georgian", "Geor", " ka ", "ka"},
    [DAESA_SCRIPT_ETHIOPIC] = {"Ethiopic", "Ethi", " am ti ", "am"},
    [DAESA_SCRIPT_CHEROKEE] = {"Cherokee", "Cher", " chr ", "chr"},
    [DAESA_SCRIPT_HANGUL] = {"Hangul", "Hang", " ko ", "ko"},
    [DAESA_SCRIPT_KANA] = {"kana", "Kana", " ja ", "ja"},
    [DAESA_SCRIPT_HAN] = {"Han", "Hani", " zh cmn yue hak nan wuu ja ko ", NULL},
};

/* Blocks, sorted; what lies between two of them is of no script. */
static const struct {
    uint32_t first, last;
    enum daesa_script script;
} blocks[] = {
    {0x0041, 0x024F, DAESA_SCRIPT_LATIN},    {0x0250, 0x02AF, DAESA_SCRIPT_LATIN},
    {0x0370, 0x03FF, DAESA_SCRIPT_GREEK},    {0x0400, 0x052F, DAESA_SCRIPT_CYRILLIC},
    {0x0530, 0x058F, DAESA_SCRIPT_ARMENIAN}, {0x0590, 0x05FF, DAESA_SCRIPT_HEBREW},
    {0x0600, 0x06FF, DAESA_SCRIPT_ARABIC},   {0x0750, 0x077F, DAESA_SCRIPT_ARABIC},
    {0x08A0, 0x08FF, DAESA_SCRIPT_ARABIC},   {0x0900, 0x097F, DAESA_SCRIPT_DEVANAGARI},
    {0x0980, 0x09FF, DAESA_SCRIPT_BENGALI},  {0x0A00, 0x0A7F, DAESA_SCRIPT_GURMUKHI},
    {0x0A80, 0x0AFF, DAESA_SCRIPT_GUJARATI}, {0x0B00, 0x0B7F, DAESA_SCRIPT_ORIYA},
    {0x0B80, 0x0BFF, DAESA_SCRIPT_TAMIL},    {0x0C00, 0x0C7F, DAESA_SCRIPT_TELUGU},
    {0x0C80, 0x0CFF, DAESA_SCRIPT_KANNADA},  {0x0D00, 0x0D7F, DAESA_SCRIPT_MALAYALAM},
    {0x0D80, 0x0DFF, DAESA_SCRIPT_SINHALA},  {0x0E00, 0x0E7F, DAESA_SCRIPT_THAI},
    {0x1000, 0x109F, DAESA_SCRIPT_MYANMAR},  {0x10A0, 0x10FF, DAESA_SCRIPT_GEORGIAN},
    {0x1100, 0x11FF, DAESA_SCRIPT_HANGUL},   {0x1200, 0x139F, DAESA_SCRIPT_ETHIOPIC},
    {0x13A0, 0x13FF, DAESA_SCRIPT_CHEROKEE}, {0x1C90, 0x1CBF, DAESA_SCRIPT_GEORGIAN},
    {0x1E00, 0x1EFF, DAESA_SCRIPT_LATIN},    {0x1F00, 0x1FFF, DAESA_SCRIPT_GREEK},
    {0x2C60, 0x2C7F, DAESA_SCRIPT_LATIN},    {0x2DE0, 0x2DFF, DAESA_SCRIPT_CYRILLIC},
    {0x3040, 0x30FF, DAESA_SCRIPT_KANA},     {0x3130, 0x318F, DAESA_SCRIPT_HANGUL},
    {0x31F0, 0x31FF, DAESA_SCRIPT_KANA},     {0x3400, 0x4DBF, DAESA_SCRIPT_HAN},
    {0x4E00, 0x9FFF, DAESA_SCRIPT_HAN},      {0xA640, 0xA69F, DAESA_SCRIPT_CYRILLIC},
    {0xA720, 0xA7FF, DAESA_SCRIPT_LATIN},    {0xA960, 0xA97F, DAESA_SCRIPT_HANGUL},
    {0xAB70, 0xABBF, DAESA_SCRIPT_CHEROKEE}, {0xAC00, 0xD7FF, DAESA_SCRIPT_HANGUL},
    {0xF900, 0xFAFF, DAESA_SCRIPT_HAN},      {0xFB1D, 0xFB4F, DAESA_SCRIPT_HEBREW},
    {0xFB50, 0xFDFF, DAESA_SCRIPT_ARABIC},   {0xFE70, 0xFEFE, DAESA_SCRIPT_ARABIC},
    {0xFF21, 0xFF5A, DAESA_SCRIPT_LATIN},    {0xFF66, 0xFF9D, DAESA_SCRIPT_KANA},
    {0xFFA0, 0xFFDC, DAESA_SCRIPT_HANGUL},   {0x20000, 0x323AF, DAESA_SCRIPT_HAN},
};

enum daesa_script daesa_script_of(uint32_t code)
{
    size_t from = 0, to = sizeof blocks / sizeof *blocks;
    if (!daesa_letter(code))
        return DAESA_SCRIPT_NONE;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (code > blocks[middle].last)
            from = middle + 1;
        else if (code < blocks[middle].first)
            to = middle;
        else
            return blocks[middle].script;
    }
    return DAESA_SCRIPT_NONE;
}

const char *daesa_script_name(enum daesa_script script)
{
    return scripts[script].name;
}

void daesa_script_count(struct daesa_script_counts *counts, struct daesa_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t code = daesa_utf8_next(text, &at);
        if (daesa_letter(code))
            counts->letters[daesa_script_of(code)]++;
    }
}

enum daesa_script daesa_script_main(const struct daesa_script_counts *counts)
{
    enum daesa_script best = DAESA_SCRIPT_NONE;
    for (int i = 1; i < DAESA_N_SCRIPTS; i++)
        if (counts->letters[i] > (best ? counts->letters[best] : 0))
            best = (enum daesa_script)i;
    return best;
}

/* The part of the tag before the first "-". */
static struct daesa_str primary(struct daesa_str language)
{
    return daesa_str_slice(language, 0, daesa_str_find_char(language, '-'));
}

static bool is_listed(enum daesa_script script, struct daesa_str language)
{
    char word[16] = " ";
    struct daesa_str part = primary(language);
    if (part.len == 0 || part.len > sizeof word - 3)
        return false;
    memcpy(word + 1, part.s, part.len);
    memcpy(word + 1 + part.len, " ", 2);
    return strstr(scripts[script].languages, word) != NULL;
}

/* The script that a tag names: "zh-Hant" names none of ours, "sr-Latn" does. */
static enum daesa_script script_in_tag(struct daesa_str language)
{
    struct daesa_str rest = language;
    for (size_t dash; (dash = daesa_str_find_char(rest, '-')) < rest.len;) {
        rest = daesa_str_from(rest, dash + 1);
        struct daesa_str part = daesa_str_slice(rest, 0, daesa_str_find_char(rest, '-'));
        for (int i = 1; i < DAESA_N_SCRIPTS; i++)
            if (daesa_str_is_nocase(part, scripts[i].code))
                return (enum daesa_script)i;
    }
    return DAESA_SCRIPT_NONE;
}

bool daesa_script_suits(enum daesa_script script, struct daesa_str language)
{
    enum daesa_script named = script_in_tag(language);
    if (named)
        return script == named;
    bool is_known = false;
    for (int i = 1; i < DAESA_N_SCRIPTS; i++)
        is_known |= is_listed((enum daesa_script)i, language);
    return !is_known || is_listed(script, language);
}

const char *daesa_script_language(const struct daesa_script_counts *counts)
{
    size_t east = counts->letters[DAESA_SCRIPT_KANA] + counts->letters[DAESA_SCRIPT_HAN];
    enum daesa_script best = daesa_script_main(counts);
    if (best == DAESA_SCRIPT_HAN &&
        counts->letters[DAESA_SCRIPT_KANA] * KANA_SHARE >= east)
        best = DAESA_SCRIPT_KANA;
    return scripts[best].only;
}
