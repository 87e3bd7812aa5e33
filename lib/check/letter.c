/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Characters: such as cannot be shown, such as a system does not have, and words that
 * mix alphabets whose letters look alike. */
#include "check/checker.h"

#include "text/letter.h"
#include "text/script.h"
#include "text/utf8.h"
#include "text/word.h"

/* What CEA-608 has beside ASCII (without the grave accent): special and extended
 * characters, ANSI/CTA-608-E, tables 50 and following. */
static const char cea608[] = "áéíóúç÷Ññ█®°½¿™¢£♪àèâêîôûÁÉÓÚÜü‘¡’—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»"
                             "ÃãÍÌìÒòÕõ¦ÄäÖöß¥¤│ÅåØø┌┐└┘";

static bool is_in_cea608(uint32_t code)
{
    struct daesa_str set = daesa_str_of(cea608);
    if (code < 0x80)
        return code != '`';
    for (size_t at = 0; at < set.len;)
        if (daesa_utf8_next(set, &at) == code)
            return true;
    return false;
}

static bool is_bidi_control(uint32_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* Scripts without spaces between words say by U+200B where a line may break. */
static bool has_no_spaces(struct daesa_str text)
{
    static const enum daesa_script scripts[] = {DAESA_SCRIPT_THAI, DAESA_SCRIPT_LAO,
                                                DAESA_SCRIPT_TIBETAN,
                                                DAESA_SCRIPT_MYANMAR, DAESA_SCRIPT_KHMER};
    size_t counts[DAESA_N_SCRIPTS] = {0};
    daesa_script_main(text, counts);
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (counts[scripts[i]])
            return true;
    return false;
}

static bool is_right_to_left(struct daesa_str text)
{
    size_t counts[DAESA_N_SCRIPTS] = {0};
    daesa_script_main(text, counts);
    return counts[DAESA_SCRIPT_HEBREW] || counts[DAESA_SCRIPT_ARABIC];
}

/* Why a character cannot stand in a subtitle, or NULL. Zero width joiners and marks of
 * direction may: scripts need them. */
static const char *wrong_letter(uint32_t code, bool may_turn)
{
    if (code == DAESA_UTF8_REPLACEMENT)
        return "stands for bytes that could not be read";
    if ((code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0))
        return "is a control character";
    if (code == 0xFEFF || code == 0x200B || code == 0xAD)
        return "shows nothing";
    if (is_bidi_control(code) && !may_turn)
        return "turns the direction of text that needs none";
    if ((code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000)
        return "is for private use: no font has it";
    return (code & 0xFFFE) == 0xFFFE ? "is no character" : NULL;
}

static void check_letters(const struct daesa_checker *checker,
                          const struct daesa_cue *cue, struct daesa_str plain)
{
    bool may_turn = is_right_to_left(plain), may_break = has_no_spaces(plain);
    for (size_t at = 0; at < plain.len;) {
        uint32_t code = daesa_utf8_next(plain, &at);
        const char *wrong = wrong_letter(code, may_turn);
        if (!wrong || (code == 0x200B && may_break))
            continue;
        daesa_checker_report(checker, "text-control", cue, DAESA_NO_MEASURE, "U+%04X %s",
                             (unsigned)code, wrong);
        return;
    }
}

static void check_repertoire(const struct daesa_checker *checker,
                             const struct daesa_cue *cue, struct daesa_str plain)
{
    for (size_t from = 0, at = 0; at < plain.len; from = at) {
        uint32_t code = daesa_utf8_next(plain, &at);
        if (is_in_cea608(code))
            continue;
        daesa_checker_report(checker, "text-repertoire", cue, DAESA_NO_MEASURE,
                             "CEA-608 has no \"%.*s\" (U+%04X)", (int)(at - from),
                             plain.s + from, (unsigned)code);
        return;
    }
}

/* Alphabets with letters that look alike. */
static bool is_look_alike(enum daesa_script script)
{
    return script == DAESA_SCRIPT_LATIN || script == DAESA_SCRIPT_CYRILLIC ||
           script == DAESA_SCRIPT_GREEK;
}

/* The second script of a word of look-alikes; NONE where there is but one. */
static enum daesa_script second_script(struct daesa_str word, enum daesa_script *first)
{
    *first = DAESA_SCRIPT_NONE;
    for (size_t at = 0; at < word.len;) {
        uint32_t code = daesa_utf8_next(word, &at);
        enum daesa_script script = daesa_script_of(code);
        /* "10 µm", "50 Ω" */
        if (!is_look_alike(script) || code == 0xB5 || code == 0x2126)
            continue;
        if (*first == DAESA_SCRIPT_NONE)
            *first = script;
        else if (script != *first)
            return script;
    }
    return DAESA_SCRIPT_NONE;
}

static void check_mix(const struct daesa_checker *checker, const struct daesa_cue *cue,
                      struct daesa_str plain)
{
    size_t at = 0, from, to;
    while (daesa_word_next(plain, &at, &from, &to)) {
        struct daesa_str word = daesa_str_slice(plain, from, to);
        enum daesa_script first, second = second_script(word, &first);
        if (second == DAESA_SCRIPT_NONE)
            continue;
        daesa_checker_report(checker, "text-mixed", cue, DAESA_NO_MEASURE,
                             "\"%.*s\" has %s and %s letters", DAESA_STR_ARGS(word),
                             daesa_script_name(first), daesa_script_name(second));
        return;
    }
}

void daesa_check_letter(struct daesa_checker *checker)
{
    for (size_t i = 0; i < checker->track->n_cues; i++) {
        const struct daesa_cue *cue = &checker->track->cues[i];
        for (size_t j = 0; !cue->comment && j < cue->n_texts; j++) {
            struct daesa_str plain = cue->texts[j].plain;
            check_letters(checker, cue, plain);
            check_mix(checker, cue, plain);
            if (checker->profile->repertoire == DAESA_REPERTOIRE_CEA608)
                check_repertoire(checker, cue, plain);
        }
    }
}
