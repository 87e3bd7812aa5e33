/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/language.h"

#include <stdlib.h>
#include <string.h>

struct code {
    char three[4], two[3];
};

/* ISO 639-2, both the terminological and the bibliographic codes, of languages
 * that ISO 639-1 has; sorted. */
static const struct code codes[] = {
    {"aar", "aa"}, {"abk", "ab"}, {"afr", "af"}, {"aka", "ak"}, {"alb", "sq"},
    {"amh", "am"}, {"ara", "ar"}, {"arg", "an"}, {"arm", "hy"}, {"asm", "as"},
    {"ava", "av"}, {"ave", "ae"}, {"aym", "ay"}, {"aze", "az"}, {"bak", "ba"},
    {"bam", "bm"}, {"baq", "eu"}, {"bel", "be"}, {"ben", "bn"}, {"bih", "bh"},
    {"bis", "bi"}, {"bod", "bo"}, {"bos", "bs"}, {"bre", "br"}, {"bul", "bg"},
    {"bur", "my"}, {"cat", "ca"}, {"ces", "cs"}, {"cha", "ch"}, {"che", "ce"},
    {"chi", "zh"}, {"chu", "cu"}, {"chv", "cv"}, {"cor", "kw"}, {"cos", "co"},
    {"cre", "cr"}, {"cym", "cy"}, {"cze", "cs"}, {"dan", "da"}, {"deu", "de"},
    {"div", "dv"}, {"dut", "nl"}, {"dzo", "dz"}, {"ell", "el"}, {"eng", "en"},
    {"epo", "eo"}, {"est", "et"}, {"eus", "eu"}, {"ewe", "ee"}, {"fao", "fo"},
    {"fas", "fa"}, {"fij", "fj"}, {"fin", "fi"}, {"fra", "fr"}, {"fre", "fr"},
    {"fry", "fy"}, {"ful", "ff"}, {"geo", "ka"}, {"ger", "de"}, {"gla", "gd"},
    {"gle", "ga"}, {"glg", "gl"}, {"glv", "gv"}, {"gre", "el"}, {"grn", "gn"},
    {"guj", "gu"}, {"hat", "ht"}, {"hau", "ha"}, {"heb", "he"}, {"her", "hz"},
    {"hin", "hi"}, {"hmo", "ho"}, {"hrv", "hr"}, {"hun", "hu"}, {"hye", "hy"},
    {"ibo", "ig"}, {"ice", "is"}, {"ido", "io"}, {"iii", "ii"}, {"iku", "iu"},
    {"ile", "ie"}, {"ina", "ia"}, {"ind", "id"}, {"ipk", "ik"}, {"isl", "is"},
    {"ita", "it"}, {"jav", "jv"}, {"jpn", "ja"}, {"kal", "kl"}, {"kan", "kn"},
    {"kas", "ks"}, {"kat", "ka"}, {"kau", "kr"}, {"kaz", "kk"}, {"khm", "km"},
    {"kik", "ki"}, {"kin", "rw"}, {"kir", "ky"}, {"kom", "kv"}, {"kon", "kg"},
    {"kor", "ko"}, {"kua", "kj"}, {"kur", "ku"}, {"lao", "lo"}, {"lat", "la"},
    {"lav", "lv"}, {"lim", "li"}, {"lin", "ln"}, {"lit", "lt"}, {"ltz", "lb"},
    {"lub", "lu"}, {"lug", "lg"}, {"mac", "mk"}, {"mah", "mh"}, {"mal", "ml"},
    {"mao", "mi"}, {"mar", "mr"}, {"may", "ms"}, {"mkd", "mk"}, {"mlg", "mg"},
    {"mlt", "mt"}, {"mon", "mn"}, {"mri", "mi"}, {"msa", "ms"}, {"mya", "my"},
    {"nau", "na"}, {"nav", "nv"}, {"nbl", "nr"}, {"nde", "nd"}, {"ndo", "ng"},
    {"nep", "ne"}, {"nld", "nl"}, {"nno", "nn"}, {"nob", "nb"}, {"nor", "no"},
    {"nya", "ny"}, {"oci", "oc"}, {"oji", "oj"}, {"ori", "or"}, {"orm", "om"},
    {"oss", "os"}, {"pan", "pa"}, {"per", "fa"}, {"pli", "pi"}, {"pol", "pl"},
    {"por", "pt"}, {"pus", "ps"}, {"que", "qu"}, {"roh", "rm"}, {"ron", "ro"},
    {"rum", "ro"}, {"run", "rn"}, {"rus", "ru"}, {"sag", "sg"}, {"san", "sa"},
    {"sin", "si"}, {"slk", "sk"}, {"slo", "sk"}, {"slv", "sl"}, {"sme", "se"},
    {"smo", "sm"}, {"sna", "sn"}, {"snd", "sd"}, {"som", "so"}, {"sot", "st"},
    {"spa", "es"}, {"sqi", "sq"}, {"srd", "sc"}, {"srp", "sr"}, {"ssw", "ss"},
    {"sun", "su"}, {"swa", "sw"}, {"swe", "sv"}, {"tah", "ty"}, {"tam", "ta"},
    {"tat", "tt"}, {"tel", "te"}, {"tgk", "tg"}, {"tgl", "tl"}, {"tha", "th"},
    {"tib", "bo"}, {"tir", "ti"}, {"ton", "to"}, {"tsn", "tn"}, {"tso", "ts"},
    {"tuk", "tk"}, {"tur", "tr"}, {"twi", "tw"}, {"uig", "ug"}, {"ukr", "uk"},
    {"urd", "ur"}, {"uzb", "uz"}, {"ven", "ve"}, {"vie", "vi"}, {"vol", "vo"},
    {"wel", "cy"}, {"wln", "wa"}, {"wol", "wo"}, {"xho", "xh"}, {"yid", "yi"},
    {"yor", "yo"}, {"zha", "za"}, {"zho", "zh"}, {"zul", "zu"}};

static int compare(const void *key, const void *row)
{
    return strcmp(key, ((const struct code *)row)->three);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static struct daesa_str primary(struct daesa_str tag)
{
    size_t end = 0;
    while (end < tag.len && tag.s[end] != '-' && tag.s[end] != '_')
        end++;
    return daesa_str_slice(tag, 0, end);
}

static bool is_unsaid(struct daesa_str code)
{
    return daesa_str_is_nocase(code, "und") || daesa_str_is_nocase(code, "mis") ||
           daesa_str_is_nocase(code, "zxx");
}

struct daesa_str daesa_language_tag(struct daesa_str code)
{
    char key[4] = "";
    if (is_unsaid(code))
        return (struct daesa_str){0};
    if (code.len != 3)
        return code;
    for (size_t i = 0; i < 3; i++)
        key[i] = lower(code.s[i]);
    const struct code *row =
        bsearch(key, codes, sizeof codes / sizeof *codes, sizeof *codes, compare);
    return row ? daesa_str_of(row->two) : code;
}

static bool equal_nocase(struct daesa_str a, struct daesa_str b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++)
        if (lower(a.s[i]) != lower(b.s[i]))
            return false;
    return a.len == b.len;
}

bool daesa_language_matches(struct daesa_str a, struct daesa_str b)
{
    a = daesa_language_tag(primary(a));
    b = daesa_language_tag(primary(b));
    return a.len > 0 && equal_nocase(a, b);
}

/* Two letters that ISO 639-1 had once, and programs still write; and Pyash, as espeak-ng
 * calls it. */
static bool is_in_use(const char *two)
{
    static const char *const list[] = {"in", "iw", "ji", "mo", "py", "sh"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(two, list[i]) == 0)
            return true;
    return false;
}

static bool has_two(struct daesa_str language)
{
    const char two[] = {lower(language.s[0]), lower(language.s[1]), '\0'};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i].two, two) == 0)
            return true;
    return is_in_use(two);
}

static bool is_alphanumeric(char c)
{
    return daesa_is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z');
}

/* Parts of one to eight letters and digits behind "-" each. */
static bool are_parts(struct daesa_str rest)
{
    size_t n = 0;
    for (size_t i = 0; i < rest.len; i++)
        if (rest.s[i] != '-') {
            if (!is_alphanumeric(rest.s[i]) || i == 0 || ++n > 8)
                return false;
        } else if (i && n == 0)
            return false;
        else
            n = 0;
    return rest.len == 0 || n > 0;
}

bool daesa_language_is_tag(struct daesa_str tag)
{
    size_t n = daesa_str_find_char(tag, '-');
    for (size_t i = 0; i < n; i++)
        if (!is_alphanumeric(tag.s[i]) || daesa_is_digit(tag.s[i]))
            return false;
    if (!are_parts(daesa_str_from(tag, n)))
        return false;
    if (n == 1)
        return lower(tag.s[0]) == 'x' && tag.len > n;
    return n == 3 || n == 4 || (n == 2 && has_two(tag));
}
