/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/jamo.h"

#include "text/letter.h"

#include <stddef.h>

/* How Unicode builds a syllable of its letters (chapter 3.12). */
#define FIRST 0xAC00u
#define N_VOWELS 21u
#define N_FINALS 28u

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Letters that are taken for each other. Each is written as a syllable that has it. */
struct pair {
    uint32_t a, b;
};

static const struct pair initials[] = {
    {U'가', U'까'}, {U'가', U'카'}, {U'까', U'카'}, {U'다', U'따'}, {U'다', U'타'},
    {U'따', U'타'}, {U'바', U'빠'}, {U'바', U'파'}, {U'빠', U'파'}, {U'사', U'싸'},
    {U'자', U'짜'}, {U'자', U'차'}, {U'짜', U'차'}, {U'아', U'하'},
};

static const struct pair vowels[] = {
    {U'애', U'에'}, {U'얘', U'예'}, {U'외', U'왜'}, {U'외', U'웨'}, {U'왜', U'웨'},
    {U'어', U'오'}, {U'오', U'우'}, {U'우', U'으'}, {U'어', U'으'}, {U'오', U'으'},
    {U'의', U'이'}, {U'의', U'으'}, {U'여', U'요'}, {U'요', U'유'}, {U'여', U'어'},
    {U'예', U'에'}, {U'위', U'의'}, {U'워', U'어'}, {U'와', U'아'},
};

static const struct pair finals[] = {
    {U'악', U'앆'}, {U'악', U'앜'}, {U'앆', U'앜'}, {U'안', U'앙'}, {U'안', U'암'},
    {U'앋', U'앗'}, {U'앋', U'앝'}, {U'앗', U'았'}, {U'앗', U'앚'}, {U'앗', U'앛'},
    {U'앗', U'앝'}, {U'앗', U'앟'}, {U'앚', U'앛'}, {U'압', U'앞'}, {U'암', U'앙'},
};

static uint32_t initial(uint32_t code)
{
    return (code - FIRST) / (N_VOWELS * N_FINALS);
}

static uint32_t vowel(uint32_t code)
{
    return (code - FIRST) / N_FINALS % N_VOWELS;
}

static uint32_t final(uint32_t code)
{
    return (code - FIRST) % N_FINALS;
}

static bool is_pair(const struct pair *pairs, size_t n, uint32_t (*letter)(uint32_t),
                    uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t x = letter(pairs[i].a), y = letter(pairs[i].b);
        if ((letter(a) == x && letter(b) == y) || (letter(a) == y && letter(b) == x))
            return true;
    }
    return false;
}

bool daesa_jamo_near(uint32_t a, uint32_t b)
{
    if (!daesa_letter_hangul(a) || !daesa_letter_hangul(b))
        return false;
    int differ =
        (initial(a) != initial(b)) + (vowel(a) != vowel(b)) + (final(a) != final(b));
    if (differ != 1)
        return false;
    return is_pair(initials, COUNT(initials), initial, a, b) ||
           is_pair(vowels, COUNT(vowels), vowel, a, b) ||
           is_pair(finals, COUNT(finals), final, a, b);
}
