/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Japanese is written without spaces. A phrase is a word, mostly in kanji or katakana,
 * and the particles and endings behind it, in hiragana: it may end where hiragana is
 * followed by something else. Which endings end a clause, and which small words hold on
 * to what follows, is a matter of few. */
#include "layout/phrase.h"

#include "text/utf8.h"

/* Inside a word. */
#define IN_WORD (2 * DAESA_PHRASE_TIGHT)

static uint32_t first_of(struct daesa_str text, size_t at)
{
    return at < text.len ? daesa_utf8_next(text, &at) : 0;
}

static bool is_hiragana(uint32_t code)
{
    return code >= 0x3041 && code <= 0x309F;
}

static bool is_katakana(uint32_t code)
{
    return code >= 0x30A1 && code <= 0x30FF;
}

/* Small letters, the long sign, and the syllabic n begin no syllable. */
static bool is_inside_syllable(uint32_t code)
{
    static const char small[] = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮんンー";
    struct daesa_str all = daesa_str_of(small);
    for (size_t at = 0; at < all.len;)
        if (daesa_utf8_next(all, &at) == code)
            return true;
    return false;
}

static bool ends_in(struct daesa_str text, const char *const *words)
{
    for (; *words; words++)
        if (daesa_str_ends(text, *words))
            return true;
    return false;
}

/* "it rained so", "he said but", "while walking". */
static bool ends_clause(struct daesa_str text)
{
    static const char *const ends[] = {
        "ので",     "けど",     "けれど", "けれども", "のに",   "ながら", "たら",
        "ければ",   "くて",     "って",   "いて",     "して",   "んで",   "ても",
        "でも",     "ですが",   "ますが", "たが",     "るから", "たから", "だから",
        "ですから", "ますから", "いから", "たり",     "ために", NULL};
    return ends_in(text, ends);
}

/* "this", "that", "the following", "please": they stand before a noun or a verb. */
static bool holds_on(struct daesa_str text)
{
    static const char *const words[] = {"この",   "その",   "あの",   "どの",
                                        "こんな", "そんな", "あんな", "どんな",
                                        "という", "もう",   "とても", NULL};
    return ends_in(text, words);
}

/* A particle: "ga", "o", "ni", "wa", "to", "mo", "de", "e". */
static bool ends_in_particle(struct daesa_str text)
{
    static const char *const particles[] = {"が",   "を",     "に",     "は",
                                            "へ",   "も",     "から",   "まで",
                                            "より", "ように", "ことに", NULL};
    return ends_in(text, particles);
}

float daesa_phrase_cost_unspaced(struct daesa_str text, size_t at)
{
    struct daesa_str before = daesa_str_slice(text, 0, at);
    uint32_t code = first_of(text, daesa_utf8_before(text, at)),
             next = first_of(text, at);
    /* "tsu" doubles what follows. */
    if (is_inside_syllable(next) || code == 0x3063 || code == 0x30C3)
        return IN_WORD;
    if (is_hiragana(code) && !is_hiragana(next)) {
        if (holds_on(before))
            return DAESA_PHRASE_TIGHT;
        return ends_clause(before) ? DAESA_PHRASE_CLAUSE_MAX : DAESA_PHRASE_GROUP;
    }
    if (!is_hiragana(next))
        return is_katakana(code) && is_katakana(next) ? IN_WORD : DAESA_PHRASE_TIGHT;
    if (!is_hiragana(code))
        return IN_WORD;
    /* "no de su": it goes on. */
    bool goes_on = next == 0x3059 || next == 0x3057;
    if (!goes_on && (ends_clause(before) || ends_in_particle(before)))
        return DAESA_PHRASE_LEANS;
    return IN_WORD;
}
