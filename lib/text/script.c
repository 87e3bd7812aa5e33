/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/script.h"

#include "text/letter.h"
#include "text/utf8.h"

/* Blocks of letters, in order; what lies between two is of another script. */
static const struct {
    uint32_t from, to;
    enum daesa_script script;
} blocks[] = {
    {0x0041, 0x024F, DAESA_SCRIPT_LATIN},    {0x0250, 0x02AF, DAESA_SCRIPT_LATIN},
    {0x0370, 0x03FF, DAESA_SCRIPT_GREEK},    {0x0400, 0x052F, DAESA_SCRIPT_CYRILLIC},
    {0x0530, 0x058F, DAESA_SCRIPT_ARMENIAN}, {0x0590, 0x05FF, DAESA_SCRIPT_HEBREW},
    {0x0600, 0x06FF, DAESA_SCRIPT_ARABIC},   {0x0750, 0x077F, DAESA_SCRIPT_ARABIC},
    {0x08A0, 0x08FF, DAESA_SCRIPT_ARABIC},   {0x0900, 0x097F, DAESA_SCRIPT_DEVANAGARI},
    {0x0980, 0x09FF, DAESA_SCRIPT_BENGALI},  {0x0A00, 0x0A7F, DAESA_SCRIPT_GURMUKHI},
    {0x0A80, 0x0AFF, DAESA_SCRIPT_GUJARATI}, {0x0B00, 0x0B7F, DAESA_SCRIPT_ODIA},
    {0x0B80, 0x0BFF, DAESA_SCRIPT_TAMIL},    {0x0C00, 0x0C7F, DAESA_SCRIPT_TELUGU},
    {0x0C80, 0x0CFF, DAESA_SCRIPT_KANNADA},  {0x0D00, 0x0D7F, DAESA_SCRIPT_MALAYALAM},
    {0x0D80, 0x0DFF, DAESA_SCRIPT_SINHALA},  {0x0E00, 0x0E7F, DAESA_SCRIPT_THAI},
    {0x0E80, 0x0EFF, DAESA_SCRIPT_LAO},      {0x0F00, 0x0FFF, DAESA_SCRIPT_TIBETAN},
    {0x1000, 0x109F, DAESA_SCRIPT_MYANMAR},  {0x10A0, 0x10FF, DAESA_SCRIPT_GEORGIAN},
    {0x1100, 0x11FF, DAESA_SCRIPT_HANGUL},   {0x1200, 0x139F, DAESA_SCRIPT_ETHIOPIC},
    {0x1780, 0x17FF, DAESA_SCRIPT_KHMER},    {0x1C90, 0x1CBF, DAESA_SCRIPT_GEORGIAN},
    {0x1E00, 0x1EFF, DAESA_SCRIPT_LATIN},    {0x1F00, 0x1FFF, DAESA_SCRIPT_GREEK},
    {0x2C60, 0x2C7F, DAESA_SCRIPT_LATIN},    {0x2DE0, 0x2DFF, DAESA_SCRIPT_CYRILLIC},
    {0x3005, 0x3007, DAESA_SCRIPT_HAN},      {0x3041, 0x30FF, DAESA_SCRIPT_KANA},
    {0x3131, 0x318E, DAESA_SCRIPT_HANGUL},   {0x31F0, 0x31FF, DAESA_SCRIPT_KANA},
    {0x3400, 0x4DBF, DAESA_SCRIPT_HAN},      {0x4E00, 0x9FFF, DAESA_SCRIPT_HAN},
    {0xA640, 0xA69F, DAESA_SCRIPT_CYRILLIC}, {0xA720, 0xA7FF, DAESA_SCRIPT_LATIN},
    {0xA960, 0xA97F, DAESA_SCRIPT_HANGUL},   {0xAC00, 0xD7FF, DAESA_SCRIPT_HANGUL},
    {0xF900, 0xFAFF, DAESA_SCRIPT_HAN},      {0xFB00, 0xFB06, DAESA_SCRIPT_LATIN},
    {0xFB1D, 0xFB4F, DAESA_SCRIPT_HEBREW},   {0xFB50, 0xFEFC, DAESA_SCRIPT_ARABIC},
    {0xFF21, 0xFF5A, DAESA_SCRIPT_LATIN},    {0xFF66, 0xFF9F, DAESA_SCRIPT_KANA},
    {0xFFA0, 0xFFDC, DAESA_SCRIPT_HANGUL},   {0x20000, 0x323AF, DAESA_SCRIPT_HAN},
};

static const char *const names[DAESA_N_SCRIPTS] = {
    "no script", "Latin",      "Greek",   "Cyrillic",       "Armenian", "Hebrew",
    "Arabic",    "Devanagari", "Bengali", "Gurmukhi",       "Gujarati", "Odia",
    "Tamil",     "Telugu",     "Kannada", "Malayalam",      "Sinhala",  "Thai",
    "Lao",       "Tibetan",    "Myanmar", "Georgian",       "Hangul",   "Ethiopic",
    "Khmer",     "kana",       "Han",     "another script",
};

/* Languages that are not written in Latin letters. */
static const struct {
    const char *language;
    enum daesa_script script;
} languages[] = {
    {"am", DAESA_SCRIPT_ETHIOPIC},   {"ar", DAESA_SCRIPT_ARABIC},
    {"as", DAESA_SCRIPT_BENGALI},    {"ba", DAESA_SCRIPT_CYRILLIC},
    {"be", DAESA_SCRIPT_CYRILLIC},   {"bg", DAESA_SCRIPT_CYRILLIC},
    {"bn", DAESA_SCRIPT_BENGALI},    {"bo", DAESA_SCRIPT_TIBETAN},
    {"bpy", DAESA_SCRIPT_BENGALI},   {"chr", DAESA_SCRIPT_OTHER},
    {"cmn", DAESA_SCRIPT_HAN},       {"cv", DAESA_SCRIPT_CYRILLIC},
    {"el", DAESA_SCRIPT_GREEK},      {"fa", DAESA_SCRIPT_ARABIC},
    {"grc", DAESA_SCRIPT_GREEK},     {"gu", DAESA_SCRIPT_GUJARATI},
    {"hak", DAESA_SCRIPT_HAN},       {"he", DAESA_SCRIPT_HEBREW},
    {"hi", DAESA_SCRIPT_DEVANAGARI}, {"hy", DAESA_SCRIPT_ARMENIAN},
    {"hyw", DAESA_SCRIPT_ARMENIAN},  {"ja", DAESA_SCRIPT_KANA},
    {"ka", DAESA_SCRIPT_GEORGIAN},   {"kk", DAESA_SCRIPT_CYRILLIC},
    {"km", DAESA_SCRIPT_KHMER},      {"kn", DAESA_SCRIPT_KANNADA},
    {"ko", DAESA_SCRIPT_HANGUL},     {"kok", DAESA_SCRIPT_DEVANAGARI},
    {"ky", DAESA_SCRIPT_CYRILLIC},   {"lo", DAESA_SCRIPT_LAO},
    {"mk", DAESA_SCRIPT_CYRILLIC},   {"ml", DAESA_SCRIPT_MALAYALAM},
    {"mn", DAESA_SCRIPT_CYRILLIC},   {"mr", DAESA_SCRIPT_DEVANAGARI},
    {"my", DAESA_SCRIPT_MYANMAR},    {"ne", DAESA_SCRIPT_DEVANAGARI},
    {"or", DAESA_SCRIPT_ODIA},       {"pa", DAESA_SCRIPT_GURMUKHI},
    {"ru", DAESA_SCRIPT_CYRILLIC},   {"sd", DAESA_SCRIPT_ARABIC},
    {"shn", DAESA_SCRIPT_MYANMAR},   {"si", DAESA_SCRIPT_SINHALA},
    {"ta", DAESA_SCRIPT_TAMIL},      {"te", DAESA_SCRIPT_TELUGU},
    {"th", DAESA_SCRIPT_THAI},       {"tt", DAESA_SCRIPT_CYRILLIC},
    {"ug", DAESA_SCRIPT_ARABIC},     {"uk", DAESA_SCRIPT_CYRILLIC},
    {"ur", DAESA_SCRIPT_ARABIC},     {"yue", DAESA_SCRIPT_HAN},
    {"zh", DAESA_SCRIPT_HAN},
};

/* Those that are, among many; other languages are not judged. */
static const char *const latin[] = {
    "af", "az", "bs",  "ca", "cs", "cy", "da", "de", "en", "eo", "es", "et",
    "eu", "fi", "fil", "fr", "ga", "gd", "hr", "ht", "hu", "id", "is", "it",
    "la", "lb", "lt",  "lv", "ms", "mt", "nb", "nl", "nn", "no", "pl", "pt",
    "ro", "sk", "sl",  "sq", "sv", "sw", "tl", "tr", "vi",
};

/* Script subtags that overrule the language's own. */
static const struct {
    const char *subtag;
    enum daesa_script script;
} subtags[] = {
    {"Arab", DAESA_SCRIPT_ARABIC},     {"Cyrl", DAESA_SCRIPT_CYRILLIC},
    {"Deva", DAESA_SCRIPT_DEVANAGARI}, {"Hang", DAESA_SCRIPT_HANGUL},
    {"Hani", DAESA_SCRIPT_HAN},        {"Hans", DAESA_SCRIPT_HAN},
    {"Hant", DAESA_SCRIPT_HAN},        {"Hebr", DAESA_SCRIPT_HEBREW},
    {"Latn", DAESA_SCRIPT_LATIN},
};

#define COUNT(x) (sizeof(x) / sizeof *(x))

const char *daesa_script_name(enum daesa_script script)
{
    return (unsigned)script < DAESA_N_SCRIPTS ? names[script] : names[DAESA_SCRIPT_OTHER];
}

enum daesa_script daesa_script_of(uint32_t code)
{
    size_t low = 0, high = COUNT(blocks);
    if (code < 0x80)
        return (code | 32) >= 'a' && (code | 32) <= 'z' ? DAESA_SCRIPT_LATIN
                                                        : DAESA_SCRIPT_NONE;
    if (!daesa_letter(code))
        return DAESA_SCRIPT_NONE;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code > blocks[middle].to)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < COUNT(blocks) && code >= blocks[low].from)
        return blocks[low].script;
    return DAESA_SCRIPT_OTHER;
}

enum daesa_script daesa_script_most(const size_t *counts)
{
    enum daesa_script best = DAESA_SCRIPT_NONE;
    size_t most = 0;
    for (int i = DAESA_SCRIPT_LATIN; i < DAESA_N_SCRIPTS; i++) {
        bool syllables =
            i == DAESA_SCRIPT_KANA || i == DAESA_SCRIPT_HAN || i == DAESA_SCRIPT_HANGUL;
        size_t weight = syllables ? 2 : 1;
        if (counts[i] * weight > most) {
            most = counts[i] * weight;
            best = (enum daesa_script)i;
        }
    }
    return best;
}

enum daesa_script daesa_script_main(struct daesa_str text, size_t *counts)
{
    size_t own[DAESA_N_SCRIPTS] = {0};
    for (size_t at = 0; at < text.len;) {
        /* ASCII by itself: there is much of it, and it is all Latin or nothing. */
        size_t n_latin = 0;
        for (; at < text.len && (unsigned char)text.s[at] < 0x80; at++)
            n_latin += (unsigned)((text.s[at] | 32) - 'a') < 26;
        own[DAESA_SCRIPT_LATIN] += n_latin;
        if (at < text.len)
            own[daesa_script_of(daesa_utf8_next(text, &at))]++;
    }
    for (int i = 0; counts && i < DAESA_N_SCRIPTS; i++)
        counts[i] += own[i];
    return daesa_script_most(own);
}

static struct daesa_str subtag_of(struct daesa_str *tag)
{
    size_t end = 0;
    while (end < tag->len && tag->s[end] != '-' && tag->s[end] != '_')
        end++;
    struct daesa_str one = daesa_str_slice(*tag, 0, end);
    *tag = daesa_str_from(*tag, end + 1);
    return one;
}

enum daesa_script daesa_script_of_language(struct daesa_str tag)
{
    struct daesa_str language = subtag_of(&tag), script = subtag_of(&tag);
    for (size_t i = 0; i < COUNT(subtags); i++)
        if (daesa_str_is_nocase(script, subtags[i].subtag))
            return subtags[i].script;
    for (size_t i = 0; i < COUNT(languages); i++)
        if (daesa_str_is_nocase(language, languages[i].language))
            return languages[i].script;
    for (size_t i = 0; i < COUNT(latin); i++)
        if (daesa_str_is_nocase(language, latin[i]))
            return DAESA_SCRIPT_LATIN;
    return DAESA_SCRIPT_NONE;
}

struct daesa_str daesa_script_language(enum daesa_script script)
{
    switch (script) {
    case DAESA_SCRIPT_HANGUL:
        return daesa_str_of("ko");
    case DAESA_SCRIPT_KANA:
        return daesa_str_of("ja");
    case DAESA_SCRIPT_THAI:
        return daesa_str_of("th");
    case DAESA_SCRIPT_GREEK:
        return daesa_str_of("el");
    default:
        return (struct daesa_str){0};
    }
}

bool daesa_script_fits(enum daesa_script script, struct daesa_str tag)
{
    enum daesa_script want = daesa_script_of_language(tag);
    if (want == DAESA_SCRIPT_NONE || script == DAESA_SCRIPT_NONE || want == script)
        return true;
    return script == DAESA_SCRIPT_HAN &&
           (want == DAESA_SCRIPT_HANGUL || want == DAESA_SCRIPT_KANA);
}
