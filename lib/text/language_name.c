/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/language_name.h"

/* In English, sorted; those that Whisper knows. */
static const struct {
    const char *name, *tag;
} english[] = {
    {"afrikaans", "af"},   {"albanian", "sq"},
    {"amharic", "am"},     {"arabic", "ar"},
    {"armenian", "hy"},    {"assamese", "as"},
    {"azerbaijani", "az"}, {"bashkir", "ba"},
    {"basque", "eu"},      {"belarusian", "be"},
    {"bengali", "bn"},     {"bosnian", "bs"},
    {"breton", "br"},      {"bulgarian", "bg"},
    {"cantonese", "yue"},  {"catalan", "ca"},
    {"chinese", "zh"},     {"croatian", "hr"},
    {"czech", "cs"},       {"danish", "da"},
    {"dutch", "nl"},       {"english", "en"},
    {"estonian", "et"},    {"faroese", "fo"},
    {"finnish", "fi"},     {"french", "fr"},
    {"galician", "gl"},    {"georgian", "ka"},
    {"german", "de"},      {"greek", "el"},
    {"gujarati", "gu"},    {"haitian creole", "ht"},
    {"hausa", "ha"},       {"hawaiian", "haw"},
    {"hebrew", "he"},      {"hindi", "hi"},
    {"hungarian", "hu"},   {"icelandic", "is"},
    {"indonesian", "id"},  {"italian", "it"},
    {"japanese", "ja"},    {"javanese", "jv"},
    {"kannada", "kn"},     {"kazakh", "kk"},
    {"khmer", "km"},       {"korean", "ko"},
    {"lao", "lo"},         {"latin", "la"},
    {"latvian", "lv"},     {"lingala", "ln"},
    {"lithuanian", "lt"},  {"luxembourgish", "lb"},
    {"macedonian", "mk"},  {"malagasy", "mg"},
    {"malay", "ms"},       {"malayalam", "ml"},
    {"maltese", "mt"},     {"maori", "mi"},
    {"marathi", "mr"},     {"mongolian", "mn"},
    {"myanmar", "my"},     {"nepali", "ne"},
    {"norwegian", "no"},   {"nynorsk", "nn"},
    {"occitan", "oc"},     {"pashto", "ps"},
    {"persian", "fa"},     {"polish", "pl"},
    {"portuguese", "pt"},  {"punjabi", "pa"},
    {"romanian", "ro"},    {"russian", "ru"},
    {"sanskrit", "sa"},    {"serbian", "sr"},
    {"shona", "sn"},       {"sindhi", "sd"},
    {"sinhala", "si"},     {"slovak", "sk"},
    {"slovenian", "sl"},   {"somali", "so"},
    {"spanish", "es"},     {"sundanese", "su"},
    {"swahili", "sw"},     {"swedish", "sv"},
    {"tagalog", "tl"},     {"tajik", "tg"},
    {"tamil", "ta"},       {"tatar", "tt"},
    {"telugu", "te"},      {"thai", "th"},
    {"tibetan", "bo"},     {"turkish", "tr"},
    {"turkmen", "tk"},     {"ukrainian", "uk"},
    {"urdu", "ur"},        {"uzbek", "uz"},
    {"vietnamese", "vi"},  {"welsh", "cy"},
    {"yiddish", "yi"},     {"yoruba", "yo"},
};

/* In Korean, as people head columns, and each in its own. */
static const struct {
    const char *name, *tag;
} others[] = {
    {"한국어", "ko"},     {"한글", "ko"},
    {"국문", "ko"},       {"영어", "en"},
    {"영문", "en"},       {"일본어", "ja"},
    {"일어", "ja"},       {"중국어", "zh"},
    {"독일어", "de"},     {"프랑스어", "fr"},
    {"불어", "fr"},       {"스페인어", "es"},
    {"러시아어", "ru"},   {"베트남어", "vi"},
    {"태국어", "th"},     {"인도네시아어", "id"},
    {"deutsch", "de"},    {"español", "es"},
    {"français", "fr"},   {"italiano", "it"},
    {"português", "pt"},  {"русский", "ru"},
    {"日本語", "ja"},     {"中文", "zh"},
    {"tiếng việt", "vi"}, {"bahasa indonesia", "id"},
};

const char *daesa_language_of_name(struct daesa_str name)
{
    for (size_t i = 0; i < sizeof english / sizeof *english; i++)
        if (daesa_str_is_nocase(name, english[i].name))
            return english[i].tag;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (daesa_str_is_nocase(name, others[i].name))
            return others[i].tag;
    return NULL;
}

/* By the country. Some of their codes are languages, too, but smaller ones: Kanuri,
 * Northern Sami. */
static const struct {
    const char *country, *tag;
} countries[] = {
    {"at", "de"}, {"au", "en"}, {"cn", "zh"}, {"cz", "cs"}, {"dk", "da"}, {"gb", "en"},
    {"gr", "el"}, {"hk", "zh"}, {"il", "he"}, {"ir", "fa"}, {"jp", "ja"}, {"kr", "ko"},
    {"kz", "kk"}, {"mx", "es"}, {"nz", "en"}, {"ph", "tl"}, {"pk", "ur"}, {"rs", "sr"},
    {"se", "sv"}, {"ua", "uk"}, {"us", "en"}, {"vn", "vi"},
};

const char *daesa_language_meant(struct daesa_str word)
{
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
        if (daesa_str_is_nocase(word, countries[i].country))
            return countries[i].tag;
    return daesa_language_of_name(word);
}

const char *daesa_language_in_capitals(struct daesa_str word)
{
    for (size_t i = 0; i < sizeof english / sizeof *english; i++)
        if (daesa_str_is_nocase(word, english[i].tag))
            return english[i].tag;
    return daesa_language_meant(word);
}
