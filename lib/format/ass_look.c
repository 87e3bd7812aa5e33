/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/ass_look.h"

#include "text/script.h"

#include <math.h>

#define WIDTH_PX 1920
#define HEIGHT_PX 1080
/* Of the picture's height and width, in thousandths. */
#define SIZE 56
#define MARGIN 50
/* Texts above others are smaller. */
#define TOP_SHARE 0.8
/* What a letter is wide, on average and at most in usual fonts (DejaVu Sans,
 * NanumGothic, Noto Sans CJK), in shares of the size, which is a line's height. */
#define WIDE_LETTER 0.87
#define LETTER 0.5
/* So many letters tell which script a file is in; a film has half as many. */
#define MAX_LETTERS ((size_t)1 << 17)

/* The name of no font, but of whatever a machine has: libass and fontconfig know it
 * on every system, and Windows itself takes Arial for what it does not know. */
#define ANY_FONT "sans-serif"
#define HANGUL_FONT "NanumGothic"

/* A font that has the script, and the charset of Windows (wingdi.h). Where letters
 * look otherwise in another language's font, or a plain one often lacks them, it is
 * named; players take another that has them where it is missing. */
static const struct {
    enum daesa_script script;
    const char *font;
    int charset;
} fonts[] = {
    {DAESA_SCRIPT_HANGUL, HANGUL_FONT, 129},
    {DAESA_SCRIPT_KANA, "Noto Sans CJK JP", 128},
    {DAESA_SCRIPT_HAN, "Noto Sans CJK SC", 134},
    {DAESA_SCRIPT_ARABIC, "Noto Sans Arabic", 178},
    {DAESA_SCRIPT_HEBREW, "Noto Sans Hebrew", 177},
    {DAESA_SCRIPT_THAI, "Noto Sans Thai", 222},
    {DAESA_SCRIPT_DEVANAGARI, "Noto Sans Devanagari", 1},
    {DAESA_SCRIPT_BENGALI, "Noto Sans Bengali", 1},
    {DAESA_SCRIPT_TAMIL, "Noto Sans Tamil", 1},
    {DAESA_SCRIPT_TELUGU, "Noto Sans Telugu", 1},
    {DAESA_SCRIPT_KHMER, "Noto Sans Khmer", 1},
    {DAESA_SCRIPT_MYANMAR, "Noto Sans Myanmar", 1},
};

/* Tags of Chinese that is written in traditional characters. */
static const char *const traditional[] = {"zh-Hant", "zh-TW", "zh-HK", "zh-MO", "yue"};

/* What the texts of one place are: letters by script, and the first one's language. */
struct texts {
    size_t counts[DAESA_N_SCRIPTS], n_letters;
    struct daesa_str language;
};

struct daesa_ass_picture daesa_ass_picture(const struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    if (track->width_px > 0 && track->height_px > 0)
        return (struct daesa_ass_picture){track->width_px, track->height_px};
    if (out->opts->width_px > 0 && out->opts->height_px > 0)
        return (struct daesa_ass_picture){out->opts->width_px, out->opts->height_px};
    return (struct daesa_ass_picture){track->width_px > 0 ? track->width_px : WIDTH_PX,
                                      track->height_px > 0 ? track->height_px
                                                           : HEIGHT_PX};
}

static void add_text(struct texts *texts, const struct daesa_text *text)
{
    if (texts->language.len == 0)
        texts->language = text->language;
    daesa_script_main(text->plain, texts->counts);
    texts->n_letters = 0;
    for (int i = DAESA_SCRIPT_LATIN; i < DAESA_N_SCRIPTS; i++)
        texts->n_letters += texts->counts[i];
}

/* The texts at the bottom, the last of each cue, and those above. */
static void gather(const struct daesa_writer *out, struct texts *bottom,
                   struct texts *top)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    for (size_t i = 0; i < out->track->n_cues && bottom->n_letters < MAX_LETTERS; i++) {
        size_t n =
            daesa_writer_texts(out, &out->track->cues[i], texts, DAESA_WRITER_MAX_TEXTS);
        for (size_t k = 0; k < n; k++)
            add_text(k + 1 < n ? top : bottom, texts[k]);
    }
}

static bool is_traditional(struct daesa_str tag)
{
    for (size_t i = 0; i < sizeof traditional / sizeof *traditional; i++)
        if (daesa_str_starts_nocase(tag, traditional[i]))
            return true;
    return false;
}

/* Some Hangul in a text decides, as a plain font often has none; other scripts do
 * where they are most of it. */
static enum daesa_script script_of(const struct texts *texts)
{
    const size_t *counts = texts->counts;
    bool is_korean = counts[DAESA_SCRIPT_HANGUL] &&
                     counts[DAESA_SCRIPT_HANGUL] * 5 >= counts[DAESA_SCRIPT_LATIN];
    return is_korean ? DAESA_SCRIPT_HANGUL : daesa_script_most(counts);
}

static void choose_font(const struct texts *texts, const struct texts *others,
                        struct daesa_ass_look *look)
{
    enum daesa_script script = script_of(texts);
    /* One font for both where it has both: Hangul fonts have Latin, too. */
    bool is_beside = script_of(others) == DAESA_SCRIPT_HANGUL;
    look->font = is_beside && script <= DAESA_SCRIPT_LATIN ? HANGUL_FONT : ANY_FONT;
    look->charset = 1;
    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++)
        if (fonts[i].script == script) {
            look->font = fonts[i].font;
            look->charset = fonts[i].charset;
        }
    if (script == DAESA_SCRIPT_HAN && is_traditional(texts->language)) {
        look->font = "Noto Sans CJK TC";
        look->charset = 136;
    }
}

static bool is_wide(enum daesa_script script)
{
    return script == DAESA_SCRIPT_HANGUL || script == DAESA_SCRIPT_KANA ||
           script == DAESA_SCRIPT_HAN;
}

/* The profile that was asked for, unless it is for another language. */
static const struct daesa_profile *profile_of(const struct daesa_writer *out,
                                              struct daesa_str language)
{
    const struct daesa_profile *asked = out->opts->profile;
    bool is_other = asked && asked->language[0] && language.len &&
                    !daesa_str_starts_nocase(language, asked->language);
    return asked && !is_other ? asked : daesa_profile_of_language(language);
}

static int32_t whole(double px)
{
    return px < 1 ? 1 : (int32_t)lround(px);
}

struct daesa_ass_look daesa_ass_look(const struct daesa_writer *out, bool is_top)
{
    struct texts bottom = {0}, top = {0};
    struct daesa_ass_picture picture = daesa_ass_picture(out);
    struct daesa_ass_look look = {0};
    gather(out, &bottom, &top);
    const struct texts *texts = is_top ? &top : &bottom;
    const struct daesa_profile *profile = profile_of(out, texts->language);
    choose_font(texts, is_top ? &bottom : &top, &look);
    if (out->opts->font)
        look.font = out->opts->font;
    double margin = MARGIN / 1000.0;
    if (profile->width_share > 0 && profile->width_share < 1 - 2 * margin)
        margin = (1 - profile->width_share) / 2;
    double size = (double)whole((double)picture.height_px * SIZE / 1000);
    if (is_top)
        size = round(size * TOP_SHARE);
    double letter = is_wide(script_of(texts)) ? WIDE_LETTER : LETTER;
    double room = picture.width_px * (1 - 2 * margin);
    if (profile->line_chars > 0 && size * letter * profile->line_chars > room)
        size = floor(room / (letter * profile->line_chars));
    look.size_px = whole(size);
    look.margin_px = whole(picture.width_px * margin);
    return look;
}
