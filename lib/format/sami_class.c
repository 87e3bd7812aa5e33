/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/sami_class.h"

#include "format/html.h"
#include "format/sami_scan.h"
#include "text/language.h"

#include <stdio.h>

/* What classes are called where files come from, and what they mean by it. The
 * first of a language is the one that is written. */
static const struct {
    const char *name, *language;
} known[] = {
    {"KRCC", "ko"},    {"ENCC", "en"},   {"JPCC", "ja"},     {"CNCC", "zh"},
    {"FRCC", "fr"},    {"DECC", "de"},   {"ESCC", "es"},     {"ITCC", "it"},
    {"PTCC", "pt"},    {"RUCC", "ru"},   {"VNCC", "vi"},     {"THCC", "th"},
    {"KOCC", "ko"},    {"KORCC", "ko"},  {"KOR", "ko"},      {"KR", "ko"},
    {"KO", "ko"},      {"KOREAN", "ko"}, {"KOREANCC", "ko"}, {"KRSUB", "ko"},
    {"EGCC", "en"},    {"ENGCC", "en"},  {"ENUSCC", "en"},   {"USCC", "en"},
    {"ENG", "en"},     {"EN", "en"},     {"ENGLISH", "en"},  {"ENGLISHCC", "en"},
    {"ENSUB", "en"},   {"JACC", "ja"},   {"JPNCC", "ja"},    {"JPN", "ja"},
    {"JP", "ja"},      {"JA", "ja"},     {"JAPANESE", "ja"}, {"CHCC", "zh"},
    {"ZHCC", "zh"},    {"CHNCC", "zh"},  {"CHN", "zh"},      {"CHI", "zh"},
    {"CHINESE", "zh"}, {"FRACC", "fr"},  {"FRANCC", "fr"},   {"GECC", "de"},
    {"GERCC", "de"},   {"SPCC", "es"},   {"SPACC", "es"},    {"VICC", "vi"},
};

/* Names of countries that people write for those of languages. */
static const struct {
    const char *written, *meant;
} misnamed[] = {
    {"kr", "ko"}, {"jp", "ja"}, {"cn", "zh"}, {"vn", "vi"}, {"us", "en"},
};

#define COUNT(x) (sizeof(x) / sizeof *(x))

static bool is_tag(struct daesa_str text)
{
    for (size_t i = 0; text.s && i < text.len; i++) {
        char c = text.s[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (i == 0 || (!daesa_is_digit(c) && c != '-')))
            return false;
    }
    return text.len >= 2 && text.len <= 35 && !daesa_str_ends(text, "-");
}

/* "ko-KR", "ko_KR", "kr-KR" and "kor" as BCP 47 has it. */
static struct daesa_str language_of(struct daesa_str written)
{
    struct daesa_str tag = daesa_str_trim(written);
    tag = daesa_str_slice(tag, 0, daesa_str_find_char(tag, '_'));
    struct daesa_str primary = daesa_str_slice(tag, 0, daesa_str_find_char(tag, '-'));
    for (size_t i = 0; i < COUNT(misnamed); i++)
        if (daesa_str_is_nocase(primary, misnamed[i].written))
            return daesa_str_of(misnamed[i].meant);
    if (!is_tag(tag) || primary.len > 8)
        return (struct daesa_str){0};
    return daesa_language_tag(tag);
}

static struct daesa_str language_of_name(struct daesa_str name)
{
    for (size_t i = 0; i < COUNT(known); i++)
        if (daesa_str_is_nocase(name, known[i].name))
            return daesa_str_of(known[i].language);
    return (struct daesa_str){0};
}

static bool same_name(struct daesa_str a, struct daesa_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        char x = a.s[i], y = b.s[i];
        x = x >= 'A' && x <= 'Z' ? (char)(x - 'A' + 'a') : x;
        y = y >= 'A' && y <= 'Z' ? (char)(y - 'A' + 'a') : y;
        if (x != y)
            return false;
    }
    return true;
}

size_t daesa_sami_class_find(const struct daesa_sami_classes *classes,
                             struct daesa_str name)
{
    for (size_t i = 0; i < classes->n; i++)
        if (same_name(classes->items[i].name, name))
            return i;
    return DAESA_SAMI_MAX_CLASSES;
}

size_t daesa_sami_class_of(const struct daesa_sami_classes *classes,
                           struct daesa_str language, int nth)
{
    for (size_t i = 0; i < classes->n; i++)
        if (classes->items[i].nth == nth &&
            daesa_str_equal(classes->items[i].language, language))
            return i;
    return DAESA_SAMI_MAX_CLASSES;
}

static size_t add(struct daesa_sami_classes *classes, struct daesa_sami_class one)
{
    if (classes->n == DAESA_SAMI_MAX_CLASSES)
        return DAESA_SAMI_MAX_CLASSES;
    for (size_t i = 0; i < classes->n; i++)
        one.nth += daesa_str_equal(classes->items[i].language, one.language);
    classes->items[classes->n] = one;
    return classes->n++;
}

size_t daesa_sami_class_add(struct daesa_sami_classes *classes, struct daesa_str name)
{
    return add(classes, (struct daesa_sami_class){.name = name,
                                                  .language = language_of_name(name)});
}

/* ".KRCC { Name: Korean; lang: ko-KR; SAMIType: CC; }", one rule of a style sheet. */
static void parse_rule(struct daesa_sami_classes *classes, struct daesa_str selector,
                       struct daesa_str rules)
{
    struct daesa_str name = selector, language = {0};
    size_t dot = daesa_str_find_char(selector, '.');
    while (dot < name.len) {
        name = daesa_str_from(name, dot + 1);
        dot = daesa_str_find_char(name, '.');
    }
    name = daesa_str_trim(name);
    if (name.s == selector.s || !name.len || daesa_sami_word(name) < name.len ||
        daesa_sami_class_find(classes, name) < DAESA_SAMI_MAX_CLASSES)
        return;
    while (rules.len) {
        size_t end = daesa_str_find_char(rules, ';');
        struct daesa_str rule = daesa_str_slice(rules, 0, end);
        size_t colon = daesa_str_find_char(rule, ':');
        if (daesa_str_is_nocase(daesa_str_trim(daesa_str_slice(rule, 0, colon)), "lang"))
            language = language_of(daesa_str_from(rule, colon + 1));
        rules = daesa_str_from(rules, end + 1);
    }
    if (!language.len)
        language = language_of_name(name);
    add(classes,
        (struct daesa_sami_class){.name = name, .language = language, .declared = true});
}

static void parse_sheet(struct daesa_sami_classes *classes, struct daesa_str sheet)
{
    for (;;) {
        size_t close = daesa_str_find_char(sheet, '}');
        if (close == sheet.len)
            return;
        struct daesa_str rule = daesa_str_slice(sheet, 0, close);
        size_t open = daesa_str_find_char(rule, '{');
        if (open < rule.len)
            parse_rule(classes, daesa_str_slice(rule, 0, open),
                       daesa_str_from(rule, open + 1));
        sheet = daesa_str_from(sheet, close + 1);
    }
}

void daesa_sami_classes_parse(struct daesa_sami_classes *classes, struct daesa_str head)
{
    struct daesa_html_tag tag;
    size_t from = 0;
    for (size_t at = 0; at < head.len; at++) {
        if (head.s[at] != '<' || !daesa_html_tag(head, at, &tag) ||
            !daesa_str_is_nocase(tag.name, "style"))
            continue;
        if (tag.closes && from)
            parse_sheet(classes, daesa_str_slice(head, from, at));
        from = tag.closes ? 0 : at + tag.raw.len;
    }
    if (from)
        parse_sheet(classes, daesa_str_from(head, from));
}

static const char *usual_name(struct daesa_str language)
{
    for (size_t i = 0; i < COUNT(known); i++)
        if (daesa_language_matches(language, daesa_str_of(known[i].language)))
            return known[i].name;
    return NULL;
}

/* "KRCC"; "NLCC" of a language that is not in the table; "SUBCC" of none. */
static void make_name(char *room, size_t size, struct daesa_str language)
{
    const char *usual = usual_name(language);
    struct daesa_str primary =
        daesa_str_slice(language, 0, daesa_str_find_char(language, '-'));
    if (usual)
        snprintf(room, size, "%s", usual);
    else if (primary.len >= 2 && primary.len <= 8 && is_tag(primary))
        snprintf(room, size, "%.*sCC", DAESA_STR_ARGS(primary));
    else
        snprintf(room, size, "SUBCC");
    for (char *c = room; *c; c++)
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
}

bool daesa_sami_class_usual(struct daesa_str name, struct daesa_str language, int nth)
{
    char base[24], usual[40];
    make_name(base, sizeof base, language);
    snprintf(usual, sizeof usual, "%s", base);
    if (nth > 0)
        snprintf(usual, sizeof usual, "%s%d", base, nth + 1);
    return daesa_str_is(name, usual);
}

enum daesa_status daesa_sami_class_make(struct daesa_sami_classes *classes,
                                        struct daesa_str language, int nth,
                                        struct daesa_arena *arena)
{
    char base[24], name[40];
    struct daesa_sami_class one = {.language = language};
    make_name(base, sizeof base, language);
    snprintf(name, sizeof name, "%s", base);
    for (int i = 2;
         daesa_sami_class_find(classes, daesa_str_of(name)) < DAESA_SAMI_MAX_CLASSES; i++)
        snprintf(name, sizeof name, "%s%d", base, i);
    if (!daesa_arena_copy(arena, daesa_str_of(name), &one.name))
        return DAESA_NO_MEMORY;
    size_t i = add(classes, one);
    if (i < DAESA_SAMI_MAX_CLASSES)
        classes->items[i].nth = nth;
    return i < DAESA_SAMI_MAX_CLASSES ? DAESA_OK : DAESA_LIMIT;
}
